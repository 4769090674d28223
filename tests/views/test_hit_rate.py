"""The published hit rate, on results of its version and on the pages about the method."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from roles.domain.hit_rate import hit_rate
from roles.models import CountedDay, DailyCount, Demonstration
from roles.queries import careers
from roles.queries.careers import forget_state
from roles.queries.hit_rate import forget_hit_rates
from roles.wording.hit_rate import hit_rate_sentences
from tests.factories import make_version, seed_catalog
from tests.views.page import read_page
from tests.views.quiz_walk import open_quiz
from tests.views.sharing import CLEAR, GUESS, result_of
from tests.views.test_results_cached import is_drawn

SUMMARY, DETAILS = "/how-scoring-works/", "/how-scoring-works/details/"
CAVEAT = "Not yet checked with real people."


def count(version, taken, shown, day=1):
    """Choices of panel attempts that began on a day, seen by the next page."""
    DailyCount.objects.create(
        day=CountedDay.objects.create(
            day=date(2026, 11, day), counted_at=datetime(2026, 11, 20, tzinfo=UTC)
        ),
        **{"version": version, "language": "en", "started": 99, "finished": 99},
        **{"controls_taken": taken, "controls_shown": shown, "counts_document": {}},
    )
    forget_hit_rates()


def sure(client, result):
    return read_page(client.get(f"/results/{result.attempt.token}/")).one(class_="sure").text


def checked(client, address):
    return read_page(client.get(address)).one(id="checked").text


def test_result_tells_the_rate_of_its_own_version_from_a_hundred_people_on(client, version):
    result = result_of(version)
    count(make_version(seed_catalog()), 300, 400)
    count(version, 150, 199, day=2)
    assert CAVEAT in sure(client, result)
    count(version, 1, 1, day=3)
    shown = sure(client, result)

    assert hit_rate_sentences(hit_rate(151, 200)) in shown
    assert "100 people" in shown
    assert "In 76 of 100 choices" in shown
    assert CAVEAT not in shown


def test_result_is_not_drawn_anew_when_the_rate_moves(client, version):
    result = result_of(version)
    address = f"/results/{result.attempt.token}/"
    for day, shown in enumerate((100, 200, 300), start=1):
        count(version, 80, shown, day=day)
        assert not is_drawn(client.get(address))


def test_result_of_a_calibrated_version_without_a_rate_has_no_caveat(client, db):
    assert CAVEAT not in sure(client, result_of(open_quiz(calibrated=True)))


def test_rough_guess_is_not_told_how_often_results_are_right(client, version):
    count(version, 160, 200)
    guess = result_of(version, GUESS)

    assert "A first check" in sure(client, result_of(version, CLEAR))
    assert guess.outcome.is_noted == ("A first check" not in sure(client, guess))


def test_choices_of_made_up_people_are_no_check(client, version):
    Demonstration.objects.create(people=400, filled_at=timezone.now())
    forget_state()
    count(version, 160, 200)

    assert CAVEAT in sure(client, result_of(version))


@pytest.mark.parametrize("address", [SUMMARY, DETAILS])
def test_method_tells_no_choices_of_made_up_people(client, db, address):
    count(make_version(seed_catalog()), 160, 200)
    Demonstration.objects.create(people=400, filled_at=timezone.now())
    forget_state()

    assert checked(client, address).startswith("Once 100 people have chosen")


@pytest.mark.parametrize("address", [SUMMARY, DETAILS])
def test_method_announces_the_rate_before_it_is_known(client, db, address):
    make_version(seed_catalog())

    assert checked(client, address).startswith("Once 100 people have chosen")


@pytest.mark.parametrize("address", [SUMMARY, DETAILS])
def test_method_tells_the_rate_by_the_next_day(client, db, address, monkeypatch):
    version = make_version(seed_catalog())
    first = client.get(address)
    count(version, 160, 200)
    same = client.get(address, headers={"If-None-Match": first["ETag"]})
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(careers, "localdate", lambda: tomorrow)
    forget_state()
    later = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (same.status_code, later.status_code) == (304, 200)
    assert later["ETag"] != first["ETag"]
    assert "In 80 of 100 choices" in read_page(later).one(id="checked").text


@pytest.mark.parametrize("address", [SUMMARY, DETAILS])
def test_method_of_a_quiz_without_a_panel_promises_nothing(client, version, address):
    assert read_page(client.get(address)).all(id="checked") == []
