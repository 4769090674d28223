"""What the statistics page may show, from attempts and results as they are stored."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random
from statistics import fmean, median, pstdev

import pytest
from django.utils import timezone

from roles.domain import outcomes, scoring
from roles.domain.counts import wording_keys
from roles.domain.dashboard import period
from roles.domain.dates import utc_day
from roles.domain.statistics import Selection
from roles.models import Attempt, Result
from roles.models.quiz import TOKEN_LENGTH
from roles.queries.catalog import version_catalog
from roles.queries.dashboard import find_overview, find_release
from roles.services.statistics import roll_up_day
from tests.factories import make_catalog, make_document, make_question, make_version

pytestmark = pytest.mark.django_db
PEOPLE = 300
NOTES = ((), (), (), (), ("fast",), ("fast", "flat"), ("flat",))


@pytest.fixture
def version():
    questions = [
        *make_document()["questions"],
        make_question("draw-maps", "ideas"),
        make_question("sort-mail", "order"),
    ]
    settings = {"minimum_answers": 2, "questions_per_page": 2}
    return make_version(make_catalog(questions=questions, settings=settings))


def store_people(version, count=PEOPLE, seed=5):
    """Attempts written by hand, of whom one in four did not finish, and their results."""
    rng, catalog = Random(seed), version_catalog(version)
    slugs = [question.slug for question in catalog.questions]
    attempts = []
    for number in range(count):
        shown = rng.sample(slugs, len(slugs))
        pages = [shown[place : place + 2] for place in range(0, rng.choice([2, 4, 6, 6, 6]), 2)]
        waits = rng.random() < 0.2 and len(pages) > 1
        asked = [slug for page in pages[: len(pages) - waits] for slug in page]
        answers = {slug: None if rng.random() < 0.15 else rng.randint(1, 5) for slug in asked}
        began = timezone.now() - timedelta(days=rng.randint(0, 5), seconds=rng.randint(0, 999))
        fields = {"pages": pages, "answers": answers, "seconds": [9] * len(pages)}
        token = f"{number:0{TOKEN_LENGTH}}"
        row = Attempt(version=version, token=token, started_at=began, saved_at=began, **fields)
        attempts.append(row)
    Attempt.objects.bulk_create(attempts)
    finished = [row for row in attempts if not row.open_page and rng.random() < 0.8]
    Result.objects.bulk_create(result_of(row, catalog, rng) for row in finished)


def result_of(attempt, catalog, rng):
    outcome = scoring.score(catalog, attempt.sheet)
    return Result(
        attempt=attempt,
        version=attempt.version,
        leader=outcome.leader,
        certainty=outcome.certainty,
        outcome_document=outcomes.dump(outcome),
        answer_pairs=list(attempt.sheet.items()),
        notes=rng.choice(NOTES),
        finished_at=attempt.started_at + timedelta(seconds=rng.randint(40, 400)),
        kept_until=utc_day(timezone.now()) + timedelta(days=300),
    )


def portions(table):
    return Counter({row.key: row.portion.part for row in table.rows if row.portion.part})


@pytest.fixture
def figures(version):
    store_people(version)
    today = utc_day(timezone.now())
    return period(find_release().release, Selection(today - timedelta(days=9), today))


def test_figures_of_people_are_those_of_the_rows(figures):
    results = list(Result.objects.select_related("attempt"))
    seconds = [(row.finished_at - row.attempt.started_at).total_seconds() for row in results]

    assert (figures.started.value, figures.finished.value) == (PEOPLE, len(results))
    assert figures.seconds.value == median(map(int, seconds))
    assert portions(figures.leaders) == Counter(row.leader for row in results)
    assert portions(figures.certainties) == Counter(row.certainty for row in results)
    assert figures.noted.part == sum(bool(row.notes) for row in results)
    assert figures.fast.part == sum("fast" in row.notes for row in results)
    notes = {row.key: row.portion.part for row in figures.notes if row.portion.days}
    assert notes == Counter(note for row in results for note in row.notes)
    gaps = Counter()
    for row in results:
        first, second = row.outcome.matches[:2]
        gaps[str(min(int(10 * (first.probability - second.probability)), 9))] += 1
    shown = portions(figures.gaps)
    assert shown == {key: gaps[key] for key in shown}
    assert shown.keys() == {"0", "2", "6"}  # the others are rare


def test_funnel_is_that_of_the_rows_and_adds_up(figures):
    rows = list(Attempt.objects.select_related("result"))
    finished = Result.objects.count()
    steps = {row.step: row for row in figures.funnel.rows}

    for number in (1, 2, 3):
        step = steps[f"page {number}"]
        assert step.reached == sum(len(row.pages) >= number for row in rows)
        assert step.stopped.part == sum(row.open_page == number for row in rows)
    assert steps["check"].stopped.part == sum(
        not row.open_page and not hasattr(row, "result") for row in rows
    )
    stopped = sum(row.stopped.part for row in figures.funnel.rows)
    assert figures.funnel.started - stopped == figures.funnel.finished == finished


def test_figures_of_statements_are_those_of_the_rows(version, figures):
    catalog = version_catalog(version)
    answers = {question.slug: [] for question in catalog.questions}
    for row in Attempt.objects.all():
        for slug, answer in row.answers.items():
            answers[slug].append(answer)
    rows = {row.slug: row for row in figures.statements}

    assert {row.key for row in figures.statements} == set(wording_keys(catalog).values())
    for slug, many in answers.items():
        rated, row = [answer for answer in many if answer is not None], rows[slug]
        assert (row.shown, row.skipped.part) == (len(many), len(many) - len(rated))
        assert row.mean == round(fmean(rated), 2)
        assert row.deviation == round(pstdev(rated), 2)


def test_figures_are_kept_for_ten_minutes(version, django_assert_num_queries):
    store_people(version, 30)
    overview = find_overview()
    with django_assert_num_queries(0):
        assert find_release().counted_at == overview.counted_at
        assert find_overview() == overview


def test_overview_tells_of_the_last_thirty_days_and_of_statements_in_all(version):
    store_people(version)
    now = timezone.now()
    Attempt.objects.update(started_at=now - timedelta(days=31))
    roll_up_day(day=utc_day(now) - timedelta(days=31), now=now)
    found = find_overview()

    assert found.recent.selection.last - found.recent.selection.first == timedelta(days=29)
    assert found.recent.started.value is None
    key, *_others = wording_keys(version_catalog(version)).values()
    assert found.statements[key].shown > 200
    assert found.last_day == utc_day(now) - timedelta(days=31)


def test_release_names_roles_and_statements_of_all_versions(version):
    catalog = version_catalog(version)
    one, *others = catalog.questions
    reworded = replace(one, text="Something else")
    renamed = replace(catalog.roles[0], name="Dreamer")
    make_version(
        replace(catalog, questions=(reworded, *others), roles=(renamed, *catalog.roles[1:]))
    )
    found = find_release()

    assert found.roles["thinker"] == "Dreamer"
    texts = {found.statements[key] for key in found.statements if key.startswith(one.slug)}
    assert texts == {one.text, "Something else"}
