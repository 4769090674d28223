"""`simulate`: fills a database with made-up people, never beside real ones, and empties it."""

import io
from contextlib import contextmanager
from datetime import UTC

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.utils import timezone

from roles.models import Attempt, CountedDay, DailyCount, Demonstration
from roles.queries.jobs import is_late, last_runs
from tests.factories import make_attempt, make_catalog, make_version

SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": 1, "tidy-files": 2}


def run(*args):
    """What it prints, by line."""
    said = io.StringIO()
    call_command("simulate", *map(str, args), stdout=said)
    return said.getvalue().splitlines()


def refusal(*args):
    with pytest.raises(CommandError) as error:
        call_command("simulate", *map(str, args))
    return str(error.value)


@pytest.fixture
def small(db):
    """A quiz of one page."""
    return make_version(make_catalog())


def test_simulate_fills_the_database_and_tells_how_far_it_is(small, monkeypatch):
    monkeypatch.setattr("roles.services.simulation.BATCH", 2)
    lines = run(40, "--days", 2)

    assert (Attempt.objects.count(), Demonstration.objects.get().people) == (40, 40)
    assert lines[:2] == ["4 of 40", "8 of 40"]
    assert lines[9] == "40 of 40"


def test_simulate_counts_each_day_but_today(small):
    run(40, "--days", 3)
    today = timezone.now().astimezone(UTC).date()
    before = Attempt.objects.filter(started_at__date__lt=today).count()

    assert DailyCount.objects.aggregate(all=Sum("started"))["all"] == before > 20
    assert not CountedDay.objects.filter(day__gte=today).exists()


def test_simulate_again_has_other_people_with_another_seed_alone(small):
    tokens = []
    for seed in (1, 1, 2):
        run(5, "--days", 2, "--seed", seed)
        tokens.append(set(Attempt.objects.values_list("token", flat=True)))

    assert tokens[0] == tokens[1]
    assert not tokens[0] & tokens[2]
    assert Attempt.objects.count() == 5


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((0,), "Give from 1 to 1000000 people"),
        ((-1,), "Give from 1 to 1000000 people"),
        ((1_000_001,), "Give from 1 to 1000000 people"),
        ((5, "--days", 0), "Give from 1 to 366 days"),
        ((5, "--days", 367), "Give from 1 to 366 days"),
        ((), "required"),
        (("many",), "invalid int value"),
    ],
)
def test_simulate_of_an_odd_number_writes_nothing(small, args, words):
    assert words in refusal(*args)
    assert not Demonstration.objects.exists()


def test_simulate_before_anything_is_published_says_so(db):
    assert "Nothing is published" in refusal(5)


def test_simulate_beside_real_answers_names_the_way_out_and_writes_nothing(small):
    make_attempt(small, SHEET)
    words = refusal(5)

    assert "answers of real people" in words
    assert "DATABASE_URL=" in words
    assert (Attempt.objects.count(), Demonstration.objects.exists()) == (1, False)


def test_simulate_with_remove_empties_a_demonstration_and_nothing_else(small):
    run(5, "--days", 2)
    assert run("--remove") == ["Deleted 5 attempts."]
    assert not any(table.objects.exists() for table in (Attempt, DailyCount, Demonstration))
    make_attempt(small, SHEET)

    assert "no demonstration" in refusal("--remove")
    assert Attempt.objects.count() == 1


def test_simulate_leaves_no_daily_job_undone(small):
    run(5, "--days", 2)

    assert not any(is_late(job, timezone.now()) for job in last_runs().values())


def test_simulate_while_another_is_at_work_waits_for_nothing_and_says_so(small, monkeypatch):
    @contextmanager
    def taken():
        yield False

    monkeypatch.setattr("roles.management.commands.simulate.jobs_lock", taken)

    with pytest.raises(CommandError, match="at work"):
        call_command("simulate", "3")
    assert not Attempt.objects.exists()
