"""The guard of staff's sign-in: who has to wait how long, and whom nobody can lock out."""

import pytest
from django.core.cache import caches

from roles.domain.errors import TooManyRequests
from roles.web.sign_in_guard import (
    FORGOTTEN_AFTER,
    FREE_TRIES,
    NAME_SECONDS,
    NAME_TRIES,
    note_right_password,
    note_try,
)

pytestmark = pytest.mark.usefixtures("clock")
HERE, THERE = "203.0.113.7", "203.0.113.8"


@pytest.fixture
def tried(rf, settings):
    """0 for a try whose password may be compared, else the seconds to wait."""
    settings.RATE_LIMITS = {"sign_in": (10**6, 600)}

    def run(name="ada", address=HERE):
        try:
            note_try(rf.post("/", REMOTE_ADDR=address), name)
        except TooManyRequests as refusal:
            return refusal.seconds
        return 0

    return run


@pytest.fixture
def right(rf):
    return lambda name="ada", address=HERE: note_right_password(
        rf.post("/", REMOTE_ADDR=address), name
    )


def test_waits_after_five_failures_grow_up_to_an_hour(tried, clock):
    assert [tried() for _each in range(FREE_TRIES)] == [0] * 5
    waits = []
    for _each in range(9):
        waits.append(tried())
        clock.now += waits[-1]
        assert tried() == 0

    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_refused_tries_do_not_lengthen_the_wait(tried, clock):
    for _each in range(100):
        tried()
    clock.now += 59
    assert tried() == 1
    clock.now += 1
    assert tried() == 0


def test_failures_of_a_stranger_lock_no_other_address_and_no_other_name(tried):
    for _each in range(20):
        tried(address=THERE)

    assert (tried(address=THERE), tried(), tried("grace", THERE)) == (60, 0, 0)


def test_name_is_the_same_however_it_is_written(tried):
    for _each in range(5):
        tried("ADA")

    assert tried("ada") == 60


def test_right_password_begins_anew(tried, right):
    for _each in range(5):
        tried()
    right()

    assert [tried() for _each in range(5)] == [0] * 5


def test_failures_are_forgotten_after_a_day(tried, clock):
    for _each in range(5):
        tried()
    clock.now += FORGOTTEN_AFTER

    assert [tried() for _each in range(5)] == [0] * 5


def test_name_tried_from_many_addresses_waits_for_all_but_the_one_it_is_known_at(tried, right):
    tried()
    right()
    many = [tried(address=f"198.51.100.{number}") for number in range(NAME_TRIES)]
    assert sum(many) <= NAME_SECONDS  # one try was made at home

    assert (tried(address=THERE), tried()) == (NAME_SECONDS, 0)


def test_tries_of_one_address_are_limited_whatever_the_names(rf, settings):
    settings.RATE_LIMITS = {"sign_in": (2, 600)}
    request = rf.post("/", REMOTE_ADDR=HERE)
    for name in ("ada", "grace"):
        note_try(request, name)

    with pytest.raises(TooManyRequests):
        note_try(request, "eve")


def test_guard_is_off_where_limits_are_off(tried, settings):
    settings.RATE_LIMITS = {}

    assert [tried() for _each in range(20)] == [0] * 20
    assert len(caches["default"]._cache) == 0


@pytest.mark.parametrize("back", [3600, 60, 1])
def test_clock_set_back_leaves_no_lock_that_lasts_longer(tried, clock, back):
    for _each in range(5):
        tried()
    clock.now -= back

    assert tried() == 0
    assert tried() <= 120


def test_cache_learns_neither_name_nor_address(tried, right):
    for _each in range(5):
        tried()
    right("grace")
    cache = caches["default"]

    assert len(cache._cache) >= 4
    assert [name for name in cache._cache if "ada" in name or "203" in name] == []


def test_tries_in_the_same_moment_are_not_all_compared(tried, monkeypatch):
    """Others were faster: they have locked it since this one looked."""
    for _each in range(4):
        tried()
    monkeypatch.setattr("roles.web.sign_in_guard._locked_for", lambda _pair: 0)

    assert [tried() > 0 for _each in range(20)] == [False] + [True] * 19
