"""Finishing and deleting: what comes out, what is refused, and that twice is like once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError

from roles.domain import scoring
from roles.domain.errors import AttemptDeleted, NotEnoughAnswers, QuestionsUnasked
from roles.models import Attempt, EndedToken, Result
from roles.models.quiz import token_digest
from roles.pages.quiz import page_questions
from roles.queries.catalog import published_version, version_catalog
from roles.services.quiz import ask_more, delete_attempt, finish_attempt
from roles.web.tickets import attempt_at
from tests.factories import (
    make_attempt,
    make_result,
    make_version,
    new_attempt,
    seed_catalog,
)
from tests.services.attempts import (
    CONTRARY,
    EVEN,
    MARKED,
    failing,
    finish,
    record,
    sheet_of,
    stored,
)
from tests.views.quiz_walk import open_quiz

pytestmark = pytest.mark.django_db

NOTHING = {dimension.slug.replace("-", "_"): None for dimension in seed_catalog().dimensions}


def publish_reworded(**settings):
    """Another version in force: other words everywhere, the roles' profiles the other way round."""
    of = seed_catalog()
    profiles = [role.targets for role in reversed(of.roles)]
    return make_version(
        replace(
            of,
            roles=tuple(
                replace(role, targets=targets)
                for role, targets in zip(of.roles, profiles, strict=True)
            ),
            questions=tuple(replace(row, text=f"{row.text}, too") for row in of.questions),
            settings=replace(of.settings, **settings),
        )
    )


# --- the result


def test_finish_freezes_what_the_answers_come_to(django_assert_num_queries):
    attempt = make_attempt(open_quiz(), MARKED)
    now = attempt.saved_at + timedelta(minutes=3)
    # Savepoint, read and lock, result, insert, release; what is published and its documents; page.
    with django_assert_num_queries(9):
        finish_attempt(attempt=attempt, now=now)
    result = Result.objects.get()

    assert (result.attempt, result.version) == (attempt, attempt.version)
    assert (result.leader, result.certainty) == ("product-owner", "clear")
    assert result.outcome == scoring.score(seed_catalog(), attempt.sheet)
    assert result.answer_pairs == [[slug, MARKED[slug]] for page in attempt.pages for slug in page]
    assert (result.notes, result.finished_at) == ([], now)


def test_finish_notes_what_is_odd_about_the_answers():
    attempt = new_attempt(open_quiz())
    for number in range(1, 7):
        attempt = record(attempt, number, EVEN, seconds=5.9)

    assert finish(attempt).notes == ["same_answer", "flat", "fast"]


def test_finish_judges_haste_by_the_time_of_each_question():
    """Six seconds a page of four are 1.5 a question, which is just not too fast."""
    attempt = new_attempt(open_quiz())
    for number in range(1, 7):
        attempt = record(attempt, number, EVEN, seconds=6)

    assert finish(attempt).notes == ["same_answer", "flat"]


def test_finish_twice_is_one_result_unchanged():
    attempt = make_attempt(open_quiz(), MARKED)
    first = finish(attempt)
    before = stored(attempt)
    second = finish(attempt, seconds=9000)

    assert (second.pk, Result.objects.count()) == (first.pk, 1)
    assert stored(attempt) == before


def test_finish_after_a_change_scores_anew_in_its_place():
    attempt = make_attempt(open_quiz(), MARKED)
    first = finish(attempt)
    for number in (1, 2, 3):
        attempt = record(attempt, number, CONTRARY)
    assert Result.objects.get().leader == "product-owner"
    finish(attempt, seconds=60)
    result = Result.objects.get()

    assert (result.pk, result.leader) == (first.pk, "program-manager")
    assert result.answers == attempt.sheet == {slug: CONTRARY[slug] for slug in attempt.sheet}
    assert result.outcome == scoring.score(seed_catalog(), attempt.sheet)
    assert result.finished_at == attempt.saved_at + timedelta(seconds=60)


def test_finish_after_more_answers_scores_anew():
    attempt = make_attempt(open_quiz(), MARKED)
    finish(attempt)
    attempt = record(ask_more(attempt=attempt), 4, MARKED)
    finish(attempt)

    assert Result.objects.get().outcome.answered == 16


def test_finish_again_of_a_skipped_answer_made_good_scores_anew():
    attempt = make_attempt(open_quiz(), EVEN)
    slug = attempt.pages[0][0]
    attempt = record(attempt, 1, EVEN | {slug: None})
    finish(attempt)
    assert Result.objects.get().answers[slug] is None
    finish(record(attempt, 1, EVEN))

    assert Result.objects.get().answers == EVEN


# --- what keeps from finishing


def test_finish_while_a_page_waits_is_refused_by_its_number():
    attempt = make_attempt(open_quiz(), EVEN, pages=2)
    with pytest.raises(QuestionsUnasked) as refusal:
        finish(attempt)

    assert refusal.value.number == 3
    assert Result.objects.count() == 0


def test_finish_while_a_page_of_the_panel_waits_is_refused():
    attempt = make_attempt(open_quiz(panel_share=1.0), MARKED, pages=2)

    with pytest.raises(QuestionsUnasked, match="page 3 is not answered yet"):
        finish(attempt)


def test_finish_while_a_page_asked_for_waits_is_done():
    attempt = ask_more(attempt=make_attempt(open_quiz(), MARKED))

    assert finish(attempt).outcome.answered == 12


@pytest.mark.parametrize(
    ("answers", "needed", "given"),
    [
        (NOTHING | {"strategy": 4, "flow": 2}, 12, 8),
        ({"strategy": 4, "flow": 2, "markets": 5, "organizing": None}, 21, 20),
        (NOTHING, 12, 0),
    ],
    ids=["too few in too few dimensions", "one dimension empty", "everything skipped"],
)
def test_finish_with_too_few_answers_says_how_many_would_do(answers, needed, given):
    attempt = make_attempt(open_quiz(), sheet_of(**answers))
    with pytest.raises(NotEnoughAnswers) as refusal:
        finish(attempt)

    assert (refusal.value.needed, refusal.value.given) == (needed, given)
    assert Result.objects.count() == 0


def test_finish_after_a_change_to_too_few_keeps_the_result_there_was():
    attempt = make_attempt(open_quiz(), MARKED)
    finish(attempt)
    _row, before = stored(attempt)
    attempt = record(attempt, 2, dict.fromkeys(MARKED))

    with pytest.raises(NotEnoughAnswers, match="8 given, at least 12 needed"):
        finish(attempt)
    assert stored(attempt)[1] == before


def test_finish_when_saving_fails_leaves_no_result():
    attempt = make_attempt(open_quiz(), MARKED)
    with failing("INSERT", "roles_result"), pytest.raises(DatabaseError, match="disk is full"):
        finish(attempt)
    assert Result.objects.count() == 0

    finish(attempt)
    before = stored(attempt)
    changed = record(attempt, 1, EVEN)
    with failing("UPDATE", "roles_result"), pytest.raises(DatabaseError, match="disk is full"):
        finish(changed)
    assert stored(attempt)[1] == before[1]


# --- another version in force


def test_version_published_during_the_attempt_changes_neither_statements_nor_result():
    first = open_quiz()
    made = new_attempt(first)
    plain = [(row.slug, row.text) for row in page_questions(made, 1)]
    second = publish_reworded(questions_per_page=2, minimum_answers=20)
    attempt = record(attempt_at(made.ticket), 1, MARKED)
    for number in (2, 3):
        attempt = record(attempt_at(attempt.token), number, MARKED)
    finish(attempt)
    result = Result.objects.get()

    assert scoring.score(version_catalog(second), attempt.sheet).leader != "product-owner"
    assert published_version() == second
    assert [(row.slug, row.text) for row in page_questions(attempt, 1)] == plain
    assert [len(page) for page in attempt.pages] == [4] * 3
    assert (attempt.version, result.version) == (first, first)
    assert result.outcome == scoring.score(seed_catalog(), attempt.sheet)
    assert result.leader == "product-owner"


def test_version_published_after_the_result_leaves_it_even_when_finished_again():
    result = make_result(open_quiz(), MARKED)
    before = stored(result.attempt)
    publish_reworded()
    finish(attempt_at(result.attempt.token), seconds=900)
    after = stored(result.attempt)

    assert after[0] == before[0]
    assert after[1] == before[1] | {"page_cache": after[1]["page_cache"]}


# --- the end


def test_delete_leaves_the_fingerprint_and_no_other_attempt_is_touched(django_assert_num_queries):
    version = open_quiz()
    other = make_result(version, MARKED).attempt
    before = stored(other)
    attempt = make_result(version, MARKED).attempt
    # Savepoint, lock, tokens of links, fingerprints; attempt, result and links are looked up, and
    # links, later answer, result and attempt deleted; release.
    with django_assert_num_queries(11):
        delete_attempt(attempt=attempt)

    assert (Attempt.objects.get(), Result.objects.count()) == (other, 1)
    assert EndedToken.objects.get().digest == token_digest(attempt.token)
    assert stored(other) == before


def test_delete_then_everything_is_refused():
    attempt = make_result(open_quiz(), MARKED).attempt
    delete_attempt(attempt=attempt)

    for act in (ask_more, delete_attempt):
        with pytest.raises(AttemptDeleted):
            act(attempt=attempt)
    with pytest.raises(AttemptDeleted):
        finish(attempt)
    with pytest.raises(AttemptDeleted):
        record(attempt, 1, MARKED)
    assert EndedToken.objects.count() == 1


@pytest.mark.parametrize("table", ["roles_attempt", "roles_result"])
def test_delete_that_fails_half_way_keeps_everything(table):
    attempt = make_result(open_quiz(), MARKED).attempt
    before = stored(attempt)
    with failing("DELETE", table), pytest.raises(DatabaseError, match="disk is full"):
        delete_attempt(attempt=attempt)

    assert stored(attempt) == before
    assert EndedToken.objects.count() == 0
