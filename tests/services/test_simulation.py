"""A demonstration: filled through the halves of the services, repeatable, and taken away again."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import DatabaseError, models

from roles.domain.errors import HoldsRealAnswers, NoDemonstration, NothingPublished
from roles.domain.population import LaterAnswer, SharedLink, draw_participant, draw_population
from roles.models import (
    Attempt,
    CountedDay,
    Demonstration,
    EndedToken,
    FitAnswer,
    Result,
    ShareLink,
)
from roles.models.quiz import is_token
from roles.services.quiz import ask_more, finish_attempt, record_days, record_page, skip_days
from roles.services.results import answer_fit, end_link, make_link
from roles.services.simulation import (
    BATCH,
    remove_demonstration,
    simulate,
    take_quiz,
    token_of,
)
from tests.factories import make_attempt, make_version, new_attempt, seed_catalog
from tests.services.attempts import CLOSE, EVEN, LEANING, MARKED, failing
from tests.views.quiz_walk import open_quiz

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 12, 30, 45, 678, tzinfo=UTC)
BEGUN = datetime(2026, 9, 1, 8, 15, 30, tzinfo=UTC)
TABLES = (Attempt, Result, ShareLink, FitAnswer, Demonstration)
DRAWN = {"id", "page_cache", "picture", "picture_site", "attempt_id", "result_id"}


def fill(people=30, seed=1, days=90, now=NOW, **options):
    return simulate(people=people, seed=seed, days=days, now=now, **options)


def values(row):
    """What a row holds, as it comes back from the database, without keys and what is drawn."""
    fields = [field for field in row._meta.concrete_fields if field.attname not in DRAWN]
    held = {field.attname: getattr(row, field.attname) for field in fields}
    documents = [field.attname for field in fields if isinstance(field, models.JSONField)]
    return held | {name: json.loads(json.dumps(held[name])) for name in documents}


def contents():
    """All that is stored of people, without keys."""
    return [[values(row) for row in table.objects.order_by("pk")] for table in TABLES]


# --- as the services do it


def somebody(answers, **changes):
    """A reader with these answers, who does everything to the end and comes back."""
    person = draw_participant(draw_population(seed_catalog(), 1), Random(1))
    doing = {
        "kind": "typical",
        "clicks": (),
        "leaves_on": None,
        "leaves_check": False,
        "leaves_days": False,
        "changes": False,
        "asks_more": False,
        "second_step": "taken",
        "seconds": [31.5, 18.5, 17.5, 4000.0, 12.5, 11.5],
        "check_seconds": 9.5,
        "pair_seconds": 12.25,
        "links": (SharedLink(bytes(range(16)), True, False, 60.5, 3.25),),
        "later": LaterAnswer(40.5, "product-owner", 4),
    }
    return replace(person, answers=answers, rng=Random(2), **doing | changes)


def retake(row, version):
    """The same attempt through the services, one after the other, at the times of the row."""
    attempt, at = new_attempt(version), row.started_at
    attempt.token, attempt.started_at, attempt.saved_at = row.token, at, at
    attempt.pages = [row.pages[0]]
    for number, seconds in enumerate(row.seconds, start=1):
        if attempt.open_page is None:
            attempt = ask_more(attempt=attempt)
        at += timedelta(seconds=seconds)
        answers = {slug: row.given[slug] for slug in attempt.pages[number - 1]}
        attempt = record_page(attempt=attempt, number=number, answers=answers, now=at)
    for number, page in enumerate(attempt.pages, start=1):
        answers = {slug: row.answers.get(slug) for slug in page}
        if attempt.open_page is None and answers != {slug: row.given[slug] for slug in page}:
            at = row.saved_at if not row.day_choices else at
            attempt = record_page(attempt=attempt, number=number, answers=answers, now=at)
    if row.day_choices:
        attempt = record_days(attempt=attempt, choices=row.choices, now=row.saved_at)
    elif row.days_skipped:
        attempt = skip_days(attempt=attempt, now=row.saved_at)
    return attempt


@pytest.mark.parametrize(
    ("answers", "panel_share", "changes"),
    [
        (MARKED, 0.0, {}),
        (LEANING, 0.0, {}),
        (CLOSE, 0.0, {"second_step": "skipped"}),
        (CLOSE, 0.0, {"second_step": "passed"}),
        (MARKED, 0.0, {"asks_more": True}),
        (MARKED, 0.0, {"changes": True, "links": ()}),
        (LEANING | {"keep-on-schedule": None}, 1.0, {"later": None}),
        (EVEN, 1.0, {"clicks": (1, 5) * 12}),
    ],
    ids=["clear", "leaning", "skipped", "passed", "more", "changed", "panel", "careless"],
)
def test_simulated_attempt_is_what_the_services_store(answers, panel_share, changes):
    version, person = open_quiz(panel_share=panel_share), somebody(answers, **changes)
    sitting = take_quiz(person, version, BEGUN, NOW)
    row, result = sitting.attempt, sitting.result
    clicks = dict(zip(row.sheet, person.clicks, strict=False))
    row.given = person.answers | clicks
    attempt = retake(row, version)

    assert values(attempt) == values(row)
    assert values(finish_attempt(attempt=attempt, now=result.finished_at)) == values(result)
    if fit := sitting.fit:
        told = {"job": fit.job, "suits": fit.suits, "now": fit.answered_at}
        assert values(answer_fit(result=attempt.result, **told)) == values(fit)
    for link in sitting.links:
        assert values(relink(attempt.result, link)) == values(link)
    assert (len(sitting.links), bool(fit)) == (len(person.links), bool(person.later))


def relink(result, link):
    shows = {"numbers": link.shows_numbers, "pattern": link.shows_pattern}
    made = make_link(
        result=result, token=link.token, shows=shows, ends_on=link.ends_on, now=link.made_at
    )
    return end_link(link=made, now=link.ended_at)


def test_simulated_attempts_take_the_ways_that_their_people_want():
    close = take_quiz(somebody(CLOSE), open_quiz(), BEGUN, NOW)
    more = take_quiz(somebody(MARKED, asks_more=True), close.attempt.version, BEGUN, NOW)

    assert (len(close.attempt.day_choices), close.fit.job) == (4, "product-owner")
    assert close.fit.answered_at - close.result.finished_at == timedelta(days=40.5)
    assert (more.attempt.wants_all, len(more.attempt.answers)) == (True, 24)
    assert more.attempt.seconds == [31.5, 18.5, 17.5, 4000.0, 12.5, 11.5]
    assert more.result.finished_at - more.attempt.saved_at == timedelta(seconds=9.5)


@pytest.mark.parametrize(
    ("changes", "pages", "answered"),
    [
        ({"leaves_on": 2}, 2, 4),
        ({"leaves_check": True}, 6, 24),
        ({"leaves_days": True}, 6, 24),
    ],
)
def test_people_who_leave_have_no_result(changes, pages, answered):
    version = open_quiz(panel_share=1.0)
    sitting = take_quiz(somebody(EVEN, **changes), version, BEGUN, NOW)

    assert (len(sitting.attempt.pages), len(sitting.attempt.answers)) == (pages, answered)
    assert (sitting.result, sitting.links, sitting.fit) == (None, [], None)


def test_people_who_skip_too_much_have_no_result():
    sitting = take_quiz(somebody(dict.fromkeys(EVEN)), open_quiz(), BEGUN, NOW)

    assert (sitting.attempt.answered, sitting.result) == (0, None)


def test_what_would_come_later_than_now_has_not_happened():
    version, person = open_quiz(), somebody(CLOSE)
    ends = [timedelta(seconds=seconds) for seconds in (40, 3000, 4200, 4300)]
    sittings = [take_quiz(person, version, BEGUN, BEGUN + end) for end in ends]
    done = [(len(each.attempt.seconds), bool(each.result), len(each.links)) for each in sittings]

    assert done == [(1, False, 0), (3, False, 0), (6, True, 0), (6, True, 1)]
    assert sittings[-1].links[0].ended_at is None
    assert sittings[-1].fit is None


# --- a whole demonstration


def test_demonstration_of_a_seed_is_the_same_each_time():
    make_version(seed_catalog())
    fill(days=20)
    first = contents()
    fill(days=20)
    again = contents()
    fill(days=20, seed=2)

    assert first == again
    assert [len(rows) for rows in first][:2] == [30, 25]
    assert first != contents()


def test_demonstration_holds_as_many_as_asked_for_with_valid_tokens_and_times():
    version, told = make_version(seed_catalog()), []
    row = fill(people=60, days=60, progress=told.append)
    attempts = list(Attempt.objects.all())
    first, last = min(row.started_at for row in attempts), max(row.saved_at for row in attempts)

    assert (row.pk, row.people, row.filled_at, told) == (1, 60, NOW, [60])
    assert {attempt.version_id for attempt in attempts} == {version.pk}
    assert len({attempt.token for attempt in attempts if is_token(attempt.token)}) == 60
    assert NOW - timedelta(days=61) < first < last <= NOW
    assert all(result.finished_at <= NOW for result in Result.objects.all())
    assert all(answer.answered_at <= NOW for answer in FitAnswer.objects.all())


def test_links_and_pages_of_a_demonstration_are_drawn_when_somebody_asks(client, version):
    sitting = take_quiz(somebody(MARKED), version, BEGUN, BEGUN + timedelta(days=1))
    sitting.attempt.save()
    sitting.result.save()
    (link,) = sitting.links
    link.save()
    picture = client.get(f"/shared/{link.token}/card.png")
    link.refresh_from_db()

    assert client.get(f"/results/{sitting.attempt.token}/").status_code == 200
    assert client.get(f"/shared/{link.token}/").status_code == 200
    assert picture.content == bytes(link.picture) != b""


def test_token_is_one_that_the_quiz_makes_itself():
    assert token_of(b"\xff" * 16) == "_____________________w"


# --- refused, repeated, removed


def test_simulate_before_anything_is_published_writes_nothing():
    with pytest.raises(NothingPublished):
        fill()
    assert not Demonstration.objects.exists()


@pytest.mark.parametrize("kind", ["attempt", "counts"])
def test_simulate_beside_answers_of_real_people_writes_nothing(version, kind):
    if kind == "attempt":
        make_attempt(version, EVEN, pages=1)
    else:  # the attempts were deleted since, the counts tell of real people still
        CountedDay.objects.create(day=date(2026, 1, 1), counted_at=NOW)
    before = contents()
    with pytest.raises(HoldsRealAnswers):
        fill()
    with pytest.raises(NoDemonstration):
        remove_demonstration()

    assert contents() == before
    assert CountedDay.objects.exists() == (kind == "counts")


def test_simulate_that_broke_off_can_be_repeated(version):
    fill()
    whole = contents()
    remove_demonstration()

    def stop(_stored):
        raise DatabaseError("killed")

    with pytest.raises(DatabaseError):
        fill(progress=stop)
    assert Demonstration.objects.exists()
    fill()
    assert contents() == whole


def test_simulate_that_cannot_store_a_batch_stores_none_of_it(version):
    with failing("INSERT", "roles_result"), pytest.raises(DatabaseError):
        fill()

    assert (Attempt.objects.count(), Demonstration.objects.count()) == (0, 1)


def test_removal_takes_visitors_and_counts_along_and_ends_the_demonstration(version):
    fill()
    make_attempt(version, EVEN, pages=1)
    CountedDay.objects.create(day=date(2026, 11, 1), counted_at=NOW)

    assert remove_demonstration() == 31
    assert contents() == [[]] * len(TABLES)
    assert not CountedDay.objects.exists()
    assert not EndedToken.objects.exists()
    with pytest.raises(NoDemonstration):
        remove_demonstration()


def test_people_are_stored_in_batches(version, monkeypatch):
    monkeypatch.setattr("roles.services.simulation.BATCH", 20)
    told = []
    fill(people=50, progress=told.append)

    assert (BATCH, told) == (500, [20, 40, 50])
