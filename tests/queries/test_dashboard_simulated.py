"""The statistics page beside plain counts over five thousand made-up people."""

from collections import Counter
from datetime import timedelta
from random import Random
from statistics import fmean, median

import pytest
from django.utils import timezone

from roles.domain import quality
from roles.domain.dashboard import period
from roles.domain.dates import utc_day
from roles.domain.simulation import HIGHEST, LOWEST
from roles.domain.statistics import Selection
from roles.models import Attempt, Result
from roles.queries.catalog import version_catalog
from roles.queries.dashboard import find_release
from roles.services.simulation import simulate
from roles.services.statistics import roll_up_day
from tests.factories import publish_seed

pytestmark = pytest.mark.django_db
PEOPLE, DAYS = 5_000, 60
RARE = 10  # people, below which a cell is hidden


def roll_up(days):
    today = utc_day(timezone.now())
    for back in range(days + 1, 0, -1):
        roll_up_day(day=today - timedelta(days=back), now=timezone.now())


def figures_of_all_days():
    release = find_release().release
    return period(release, Selection(release.first_day, release.last_day))


def shown(table):
    return {row.key: row.portion.part for row in table.rows if row.portion.part is not None}


def common(counts):
    return {str(key): count for key, count in counts.items() if count >= RARE}


def test_figures_of_five_thousand_people_are_plain_counts_and_funnels_add_up():
    publish_seed()
    simulate(people=PEOPLE, seed=3, days=DAYS, now=timezone.now())
    roll_up(DAYS)
    attempts = list(Attempt.objects.select_related("result"))
    results = [row.result for row in attempts if hasattr(row, "result")]

    figures = figures_of_all_days()

    assert (figures.started.value, figures.finished.value) == (len(attempts), len(results))
    assert (len(attempts), figures.completion.share) == (PEOPLE, len(results) / PEOPLE)
    sharing = Result.objects.exclude(links=None).count()
    assert (figures.shared.part, figures.shared.whole) == (sharing, len(results))
    assert_results_are_counted(figures, results)
    assert_funnel_is_counted(figures.funnel, attempts, len(results))
    assert_statements_are_counted(figures.statements, attempts)


def assert_results_are_counted(figures, results):
    notes = Counter(note for row in results for note in row.notes)
    gaps = Counter(
        min(int(10 * (one.probability - two.probability)), 9)
        for one, two, *_others in (row.outcome.matches for row in results)
    )
    seconds = [(row.finished_at - row.attempt.started_at).total_seconds() for row in results]

    assert notes.keys() == set(quality.NOTES)
    assert {row.key: row.portion.part for row in figures.notes} == common(notes)
    assert figures.noted.part == sum(bool(row.notes) for row in results)
    assert shown(figures.leaders) == common(Counter(row.leader for row in results))
    assert shown(figures.certainties) == common(Counter(row.certainty for row in results))
    assert shown(figures.gaps) == common(gaps)
    assert figures.seconds.value == median(map(int, seconds))


def assert_funnel_is_counted(funnel, attempts, finished):
    waiting = [row.open_page for row in attempts if not hasattr(row, "result")]
    for row in funnel.rows:
        if row.step.startswith("page"):
            number = int(row.step.removeprefix("page "))
            assert row.reached == sum(len(each.pages) >= number for each in attempts)
            assert row.stopped.part == waiting.count(number)
    stopped = sum(row.stopped.part or 0 for row in funnel.rows)
    assert funnel.started - stopped == funnel.finished == finished


def assert_statements_are_counted(statements, attempts):
    given = {}
    for row in attempts:
        sheet = row.result.answers if hasattr(row, "result") else row.sheet
        for slug, answer in sheet.items():
            given.setdefault(slug, []).append(answer)
    assert {row.slug for row in statements} == given.keys()
    for row in statements:
        rated = [answer for answer in given[row.slug] if answer is not None]
        assert row.shown == len(given[row.slug])
        assert row.skipped.part in (len(given[row.slug]) - len(rated), None)
        assert row.mean == round(fmean(rated), 2)


def test_statement_that_is_answered_by_chance_is_marked(simulated):
    """The people of `simulated` answer one statement anew, whatever they like."""
    bad = version_catalog(simulated).active_questions[0].slug
    rng = Random(1)
    rows = list(Result.objects.all())
    for row in rows:
        row.answer_pairs = [
            (slug, rng.randint(LOWEST, HIGHEST) if slug == bad and answer else answer)
            for slug, answer in row.answer_pairs
        ]
    Result.objects.bulk_update(rows, ["answer_pairs"])
    roll_up(90)

    marks = {row.slug: row.marks for row in figures_of_all_days().statements}

    assert "unrelated" in marks[bad]
    assert [slug for slug, found in marks.items() if "unrelated" in found] == [bad]
