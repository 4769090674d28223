"""`rollup`: each day that is over is counted, again for a week, and then never more."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from roles.domain.counts import parse
from roles.models import CountedDay, DailyCount
from roles.queries.statistics import Stratum, count_day, daily_counts
from roles.services.quiz import delete_attempt, record_page
from tests.factories import make_attempt, make_catalog, make_result, make_version
from tests.services.attempts import finish, move_to

SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": 1, "tidy-files": 2}
NOW = datetime(2030, 3, 26, 1, tzinfo=UTC)


@pytest.fixture
def version(db, clock):
    """Two statements a page, and nobody is drawn for the panel."""
    go_to(clock, NOW)
    settings = {"minimum_answers": 4, "questions_per_page": 2, "panel_share": 0.0}
    return make_version(make_catalog(settings=settings))


def go_to(clock, moment):
    clock.now = moment.timestamp()


def days_ago(count):
    return NOW - timedelta(days=count)


def begin(version, count, pages=99):
    """An attempt that began so many days ago, finished unless pages are few."""
    if pages == 99:
        attempt = make_result(version, SHEET).attempt
    else:
        attempt = make_attempt(version, SHEET, pages)
    move_to(attempt, days_ago(count))
    attempt.refresh_from_db()
    return attempt


def rollup(*args):
    """What it prints."""
    out = io.StringIO()
    call_command("rollup", *args, stdout=out)
    return out.getvalue().strip()


def counted():
    """Started and finished on each day that was counted."""
    days = {day.isoformat(): [] for day in CountedDay.objects.values_list("day", flat=True)}
    for row in DailyCount.objects.all():
        days[row.day_id.isoformat()].append((row.started, row.finished))
    return days


def stored():
    """All that was stored but for the keys of rows, and when it was counted."""
    rows = DailyCount.objects.order_by("day", "version", "language").values()
    kept = [{name: value for name, value in row.items() if name != "id"} for row in rows]
    return kept, list(CountedDay.objects.values_list("day", flat=True))


def test_rollup_counts_each_day_from_the_first_attempt_to_yesterday(version):
    for count in (3, 3, 1, 0):
        begin(version, count)
    begin(version, 3, pages=1)

    assert rollup() == "Counted 3 days, the last one 25 March 2030."
    assert counted() == {"2030-03-23": [(3, 2)], "2030-03-24": [], "2030-03-25": [(1, 1)]}


def test_rollup_stores_what_counting_gives(version):
    begin(version, 1)
    rollup()
    row = DailyCount.objects.get()
    of = count_day(days_ago(1).date())[Stratum(1, "en")]

    assert (row.version, row.language, parse(row.counts_document)) == (version, "en", of)
    assert (row.started, row.finished, row.controls_shown, row.controls_taken) == (1, 1, 0, 0)


def test_rollup_again_comes_to_the_same_and_five_days_later_makes_up_for_them(version, clock):
    for count in (2, 1, 0, -2):
        begin(version, count)
    rollup()
    before = stored()
    assert rollup() == "Counted 2 days, the last one 25 March 2030."
    assert stored() == before

    go_to(clock, days_ago(-5))
    assert rollup() == "Counted 7 days, the last one 30 March 2030."
    assert counted() == {
        **{f"2030-03-{day}": [(1, 1)] for day in (24, 25, 26, 28)},
        **{f"2030-03-{day}": [] for day in (27, 29, 30)},
    }


def test_rollup_without_attempts_counts_nothing(version):
    assert rollup() == "All days are counted."
    begin(version, 0)
    assert (rollup(), counted()) == ("All days are counted.", {})


def test_rollup_that_is_told_to_be_quiet_says_nothing(version):
    begin(version, 1)
    assert (rollup("--verbosity=0"), len(counted())) == ("", 1)


@pytest.mark.parametrize(("days_later", "finished"), [(6, 1), (7, 1), (8, 0), (20, 0)])
def test_attempt_finished_later_is_counted_for_a_week(version, clock, days_later, finished):
    """The day that began with it was counted on its morrow, and on each one when rollup ran."""
    attempt = begin(version, 1, pages=1)
    for later in range(days_later):
        go_to(clock, days_ago(-later))
        rollup()
    finish(make_rest(attempt))
    go_to(clock, days_ago(-days_later))
    rollup()

    assert counted()["2030-03-25"] == [(1, finished)]


def make_rest(attempt):
    """The attempt with its second page answered."""
    answers = {slug: SHEET[slug] for slug in attempt.pages[1]}
    return record_page(attempt=attempt, number=2, answers=answers, now=attempt.saved_at)


@pytest.mark.parametrize(("days_later", "left"), [(6, []), (20, [(1, 1)])])
def test_attempt_deleted_later_falls_out_of_its_day_for_a_week(version, clock, days_later, left):
    attempt = begin(version, 1)
    for later in (0, days_later - 1):
        go_to(clock, days_ago(-later))
        rollup()
    delete_attempt(attempt=attempt)
    go_to(clock, days_ago(-days_later))
    rollup()

    assert counted()["2030-03-25"] == left


def test_days_counted_while_the_clock_was_ahead_are_counted_again_when_they_are_over(
    version, clock
):
    attempt = begin(version, 1, pages=1)
    go_to(clock, days_ago(-40))
    rollup()
    assert len(counted()) == 41

    go_to(clock, NOW)
    finish(make_rest(attempt))
    begin(version, 0)
    assert rollup() == "Counted 1 day, 25 March 2030."
    found = daily_counts(date(2030, 3, 25), date(2031, 1, 1))
    assert [(of.started, of.finished) for of in found.rows.values()] == [(1, 1), (1, 1)]
    go_to(clock, days_ago(-1))
    assert rollup() == "Counted 2 days, the last one 26 March 2030."
    assert counted()["2030-03-26"] == [(1, 1)]


def test_days_that_a_clock_behind_makes_look_young_keep_what_was_deleted_since(version, clock):
    for count in (30, 2):
        begin(version, count)
    old = [begin(version, count, pages=1) for count in (28, 27)]
    rollup()
    before = stored()
    delete_attempt(attempt=old[0])  # as `prune` does
    go_to(clock, days_ago(25))

    assert rollup() == "Counted 5 days, the last one 28 February 2030."
    assert stored() == before
    go_to(clock, NOW)
    rollup()
    assert stored() == before


# --- one day


def test_rollup_of_one_day_counts_it_alone_though_it_is_final(version):
    attempts = [begin(version, 20), begin(version, 1)]
    rollup()
    for attempt in attempts:
        delete_attempt(attempt=attempt)

    assert rollup("--day", "2030-03-06") == "Counted 1 day, 6 March 2030."
    days = counted()
    assert (days["2030-03-06"], days["2030-03-25"]) == ([], [(1, 1)])


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2030-03-26", "is not over yet"),
        ("2031-01-01", "is not over yet"),
        ("2030-01-24", "No attempt began"),
        ("2030-02-24", "was counted already"),
        ("2030-02-30", "is no day"),
        ("yesterday", "is no day"),
        ("-1", "is no day"),
    ],
)
def test_rollup_of_a_day_that_cannot_be_counted_is_refused(version, day, why):
    begin(version, 60)
    rollup()
    before = stored()
    with pytest.raises(CommandError, match=why):
        rollup(f"--day={day}")

    assert stored() == before


def test_rollup_of_an_old_day_that_was_never_counted_is_done(version):
    begin(version, 60)
    assert rollup("--day=2030-02-24") == "Counted 1 day, 24 February 2030."


def test_rollup_of_one_day_before_anybody_came_is_refused(version):
    with pytest.raises(CommandError, match="No attempt began"):
        rollup("--day=2030-03-25")


# --- stopped


class Stopped(Exception):
    pass


def stopping(statement):
    """While it lasts, the statement of that number, from 1, is not run any more."""
    left = statement

    def execute(run, *args):
        nonlocal left
        left -= 1
        if left == 0:
            raise Stopped
        return run(*args)

    return connection.execute_wrapper(execute)


def test_rollup_stopped_at_any_statement_leaves_whole_days_and_goes_on(version):
    for count in (3, 2, 2, 1):
        begin(version, count)
    rollup()
    after, statement, is_stopped = stored(), 0, True
    while is_stopped:
        CountedDay.objects.all().delete()
        statement += 1
        try:
            with stopping(statement):
                rollup()
        except Stopped:
            rows, days = stored()
            assert days == after[1][: len(days)]
            assert rows == [row for row in after[0] if row["day_id"] in days]
            rollup()
        else:
            is_stopped = False
        assert stored() == after
    assert statement > 20


def test_day_counted_before_its_unfinished_attempts_were_deleted_keeps_them(version, clock):
    """The job did not run for weeks, and prune did."""
    begin(version, 3)
    left = begin(version, 3, pages=1)
    rollup()
    go_to(clock, NOW + timedelta(days=40))
    left.delete()
    rollup()

    assert counted()[days_ago(3).date().isoformat()] == [(2, 1)]
