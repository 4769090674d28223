"""What people did, day by day, as it is stored or counted on reading."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from roles.domain import counts
from roles.domain.counts import AttemptFacts, ResultFacts
from roles.models import Attempt
from roles.models.statistics import CountedDay, DailyCount
from roles.queries import statistics
from roles.queries.statistics import (
    CountKey,
    Stratum,
    count_day,
    daily_counts,
    days_to_count,
    first_day,
    is_final,
)
from roles.services.statistics import roll_up_day
from tests.factories import make_attempt, make_catalog, make_link, make_result, make_version
from tests.services.attempts import LEANING, choose, finish, move_to, record, stored
from tests.views.quiz_walk import open_quiz

pytestmark = pytest.mark.django_db
THINKER = {"find-ideas": 5, "weigh-ideas": 5, "keep-lists": 1, "tidy-files": 1}
KEEPER = {"find-ideas": 1, "weigh-ideas": 1, "keep-lists": 5, "tidy-files": 5}


@pytest.fixture
def small():
    settings = {"minimum_answers": 2, "stop_probability": 1.0, "panel_share": 0.0}
    return make_version(make_catalog(settings=settings))


TODAY = date(2030, 3, 26)
NOON = datetime(2030, 3, 26, 12, tzinfo=UTC)


@pytest.fixture
def at_noon(clock):
    clock.now = NOON.timestamp()


def days_ago(count):
    return NOON - timedelta(days=count)


def begin(version, *moments, sheet=THINKER, pages=99):
    """Attempts that began at these moments, all of them finished unless pages are few."""
    for moment in moments:
        is_cut = pages < 99
        attempt = (
            make_attempt(version, sheet, pages) if is_cut else make_result(version, sheet).attempt
        )
        move_to(attempt, moment)


def started(found):
    """How many attempts are among the counts, by day."""
    return {key.day.isoformat(): of.started for key, of in found.rows.items()}


def test_day_is_counted_by_version_and_language(small, settings, django_assert_num_queries):
    other = make_version(make_catalog(settings={"minimum_answers": 1, "panel_share": 0.0}))
    begin(small, NOON, NOON)
    Attempt.objects.update(language="")
    begin(small, NOON, sheet=KEEPER)
    Attempt.objects.filter(result__leader="keeper").update(language="fr")
    begin(other, NOON, pages=1)
    count_day(TODAY)  # reads the versions
    with django_assert_num_queries(2):
        found = count_day(TODAY)

    assert {key: (of.started, of.finished) for key, of in found.items()} == {
        Stratum(1, settings.LANGUAGE_CODE): (2, 2),
        Stratum(1, "fr"): (1, 1),
        Stratum(2, "en"): (1, 0),
    }


def test_day_holds_the_attempts_from_midnight_to_midnight_in_utc(small, settings):
    settings.TIME_ZONE = "Pacific/Kiritimati"
    midnight = datetime(2030, 3, 26, tzinfo=UTC)
    second = timedelta(seconds=1)
    end = midnight + timedelta(days=1)
    begin(small, midnight - second, midnight, end - second, end - second, end)
    (found,) = count_day(TODAY).values()

    assert found.started == 3


def test_finished_attempt_is_counted_as_its_result_was_made_with_its_links():
    """Answers changed since, and asked for no result, change nothing yet."""
    version = open_quiz(panel_share=1.0)
    attempt = choose(make_attempt(version, LEANING), "product-owner")
    result = finish(attempt)
    for _link in range(2):
        make_link(result)
    move_to(attempt, NOON, seconds=400)
    sheet, choices, pages = attempt.sheet, attempt.choices, attempt.pages
    changed = dict.fromkeys(pages[0], 3)
    record(attempt, 1, changed)
    (found,) = count_day(TODAY).values()

    seconds = stored(attempt)[0]["seconds"]
    facts = AttemptFacts(pages, sheet, seconds, True, choices)
    facts = replace(facts, result=ResultFacts(result.outcome, result.notes, 400, 2))
    assert found == counts.count_attempt(statistics.version_catalog(version), facts)
    assert (found.links, found.shared, found.seconds) == (2, 1, Counter({400: 1}))
    assert found.controls


def test_unfinished_attempt_is_counted_as_it_stands(small):
    begin(small, NOON, pages=1)
    attempt = Attempt.objects.get()
    (found,) = count_day(TODAY).values()
    facts = AttemptFacts(attempt.pages, attempt.sheet, attempt.seconds)

    assert found == counts.count_attempt(make_catalog(settings={"minimum_answers": 2}), facts)
    assert found.ends == {"check": 1}


def test_daily_counts_are_those_stored_and_today_as_it_is(
    small, at_noon, django_assert_num_queries
):
    begin(small, days_ago(2), days_ago(2), days_ago(1), NOON)
    for count in (2, 1):
        roll_up_day(day=days_ago(count).date(), now=NOON)
    begin(small, days_ago(2))  # not counted again by reading
    with django_assert_num_queries(7):
        found = daily_counts(date(2030, 3, 1), TODAY)

    assert started(found) == {"2030-03-24": 2, "2030-03-25": 1, "2030-03-26": 1}
    assert (found.missing_since, found.counted_until) == (None, date(2030, 3, 25))
    (today,) = count_day(TODAY).items()
    assert found.rows[CountKey(TODAY, *today[0])] == today[1]
    assert started(daily_counts(date(2030, 3, 25), date(2030, 3, 25))) == {"2030-03-25": 1}


def test_daily_counts_that_the_job_has_not_come_to_are_read_for_a_week(small, at_noon):
    begin(small, days_ago(9), days_ago(7), days_ago(6), days_ago(1), NOON)
    roll_up_day(day=days_ago(9).date(), now=NOON)
    found = daily_counts(date(2030, 3, 1), TODAY)

    assert started(found) == {
        **{"2030-03-17": 1, "2030-03-20": 1, "2030-03-25": 1, "2030-03-26": 1},
    }
    assert (found.missing_since, found.counted_until) == (date(2030, 3, 18), date(2030, 3, 17))


def test_daily_counts_read_no_more_attempts_than_can_be_waited_for(small, at_noon, monkeypatch):
    monkeypatch.setattr(statistics, "TOPPED_UP", 3)
    begin(small, days_ago(2), days_ago(1), days_ago(1), NOON)
    assert started(daily_counts(days_ago(2).date(), TODAY)) == {"2030-03-25": 2, "2030-03-26": 1}
    assert daily_counts(days_ago(2).date(), TODAY).missing_since == date(2030, 3, 24)

    roll_up_day(day=TODAY, now=days_ago(-1))  # by a clock that was ahead
    begin(small, NOON, NOON, NOON)
    found = daily_counts(days_ago(2).date(), TODAY)
    assert (found.rows, found.missing_since) == ({}, date(2030, 3, 24))


def test_daily_counts_never_hold_days_to_come(small, at_noon):
    begin(small, NOON, days_ago(-1), days_ago(-3))
    roll_up_day(day=days_ago(-3).date(), now=days_ago(-4))
    found = daily_counts(TODAY, days_ago(-9).date())

    assert started(found) == {"2030-03-26": 1}
    assert (found.missing_since, found.counted_until) == (None, None)


def test_daily_counts_before_anybody_came_are_none(small, at_noon):
    found = daily_counts(date(2030, 1, 1), TODAY)
    assert (found.rows, found.missing_since, found.counted_until) == ({}, None, None)


def test_first_day_is_that_of_the_first_attempt_or_count_and_none_to_come(small, at_noon):
    begin(small, days_ago(-2))
    CountedDay.objects.create(day=days_ago(-1).date(), counted_at=NOON)
    assert first_day() is None

    begin(small, days_ago(3))
    assert first_day() == date(2030, 3, 23)
    CountedDay.objects.create(day=days_ago(5).date(), counted_at=NOON)
    assert first_day() == date(2030, 3, 21)
    CountedDay.objects.all().delete()
    assert first_day() == date(2030, 3, 23)


@pytest.mark.parametrize(
    ("counted", "now", "answer"),
    [
        (datetime(2030, 3, 8, 23, 59, 59), datetime(2030, 3, 26), False),
        (datetime(2030, 3, 9), datetime(2030, 3, 26), True),
        (datetime(2031, 1, 1), datetime(2030, 3, 8), False),  # counted with a clock ahead
    ],
)
def test_day_is_final_when_it_was_counted_a_week_after_it_ended(counted, now, answer):
    counted, now = (each.replace(tzinfo=UTC) for each in (counted, now))
    assert is_final(counted, date(2030, 3, 1), now) is answer


def test_days_to_count_are_those_that_are_over_and_not_final(small, at_noon):
    begin(small, days_ago(10))
    assert days_to_count(NOON) == [days_ago(count).date() for count in range(10, 0, -1)]
    for count in range(10, 0, -1):
        roll_up_day(day=days_ago(count).date(), now=NOON)
    assert days_to_count(NOON) == [days_ago(count).date() for count in range(7, 0, -1)]


def test_day_counted_by_a_clock_that_was_ahead_is_counted_on_reading(small, at_noon):
    begin(small, days_ago(2))
    day = days_ago(2).date()
    CountedDay.objects.create(day=day, counted_at=days_ago(-90))

    assert started(daily_counts(day, day)) == {"2030-03-24": 1}


def test_day_whose_counts_cannot_be_read_is_counted_anew(small, at_noon, caplog):
    begin(small, days_ago(2))
    day = days_ago(2).date()
    roll_up_day(day=day, now=NOON)
    DailyCount.objects.update(counts_document=[])

    assert started(daily_counts(day, day)) == {"2030-03-24": 1}
    assert "cannot be read" in caplog.text
