"""The second step: choosing between days, skipping it, and what that does to the result."""

from dataclasses import replace

import pytest
from django.db import DatabaseError

from roles.domain import days, scoring
from roles.domain.errors import AttemptDeleted, DayPairsChanged
from roles.models import Result
from roles.pages.quiz import second_step
from roles.queries.quiz import day_pairs
from roles.services.quiz import delete_attempt, record_days, skip_days
from roles.web.tickets import attempt_at
from tests.factories import make_attempt, seed_catalog
from tests.services.attempts import (
    CLOSE,
    CONTRARY,
    EVEN,
    LEANING,
    MARKED,
    choices_for,
    choose,
    failing,
    finish,
    liking,
    record,
    skip,
    stored,
)
from tests.views.quiz_walk import open_quiz

pytestmark = pytest.mark.django_db

FIRST, SECOND = "product-manager", "program-manager"  # of CLOSE
CLEARER = liking(4, 2, 1, 4, 2, 3)  # the same two, further apart


@pytest.fixture
def close(db):
    """An attempt whose statements leave two roles close."""
    return make_attempt(open_quiz(), CLOSE)


# --- storing


def test_record_days_keeps_pairs_and_choices_in_the_order_shown(close, django_assert_num_queries):
    choices = choices_for(close, SECOND)
    choices[1] = replace(choices[1], chosen=None)
    with django_assert_num_queries(4):  # savepoint, read and lock, update, release
        record_days(attempt=close, choices=choices, now=close.saved_at)
    row, _result = stored(close)

    assert len(choices) == 4
    assert row["day_choices"] == [
        [each.pair.left, each.pair.right, each.chosen] for each in choices
    ]
    assert (row["days_skipped"], attempt_at(close.token).choices) == (False, tuple(choices))


def test_record_days_again_takes_the_place_of_what_was_chosen(close):
    choose(close, FIRST)
    again = choose(close, SECOND)
    before = stored(close)
    choose(again, SECOND, seconds=0)

    assert again.choices == tuple(choices_for(close, SECOND))
    assert stored(close) == before


def test_skip_days_counts_the_statements_alone(close):
    skip_days(attempt=choose(close, SECOND), now=close.saved_at)
    row, _result = stored(close)
    finish(close)

    assert (row["day_choices"], row["days_skipped"]) == ([], True)
    assert Result.objects.get().outcome == scoring.score(seed_catalog(), close.sheet)


def test_record_days_after_skipping_is_no_longer_skipped(close):
    skip_days(attempt=close, now=close.saved_at)

    assert choose(close, FIRST).days_skipped is False


# --- what they do


def test_finish_after_days_settles_the_first_two_and_freezes_both(close):
    attempt = choose(close, SECOND)
    finish(attempt)
    result, statements = Result.objects.get(), scoring.score(seed_catalog(), attempt.sheet)

    assert (statements.leader, statements.certainty) == (FIRST, "close")
    assert (result.leader, result.certainty) == (SECOND, "clear")
    assert result.outcome == days.settle(seed_catalog(), statements, attempt.choices)
    assert result.choices == attempt.choices


def test_finish_after_every_pair_was_skipped_says_what_the_statements_say(close):
    attempt = choose(close)
    finish(attempt)
    result = Result.objects.get()

    assert result.outcome == scoring.score(seed_catalog(), attempt.sheet)
    assert result.choices == attempt.choices
    assert second_step(attempt).is_taken


def test_finish_after_other_days_scores_anew_in_its_place(close):
    first = finish(choose(close, FIRST))
    again = finish(choose(close, SECOND))

    assert (again.pk, Result.objects.count()) == (first.pk, 1)
    assert (first.leader, Result.objects.get().leader) == (FIRST, SECOND)


def test_finish_twice_after_days_is_one_result_unchanged(close):
    attempt = choose(close, SECOND)
    finish(attempt)
    before = stored(attempt)
    finish(attempt, seconds=9000)

    assert stored(attempt) == before


def test_finish_that_fails_after_days_keeps_them_for_the_next_time(close):
    attempt = choose(close, SECOND)
    with failing("INSERT", "roles_result"), pytest.raises(DatabaseError, match="disk is full"):
        finish(attempt)

    assert attempt_at(close.token).choices == attempt.choices
    assert finish(attempt).leader == SECOND


def test_days_of_other_first_two_roles_count_for_nothing_and_the_step_is_open_again(close):
    attempt = choose(close, SECOND)
    for number in range(1, 7):
        attempt = record(attempt, number, LEANING)
    finish(attempt)
    result = Result.objects.get()

    assert result.outcome == scoring.score(seed_catalog(), attempt.sheet)
    assert (result.certainty, len(result.choices)) == ("leaning", 4)
    assert second_step(attempt).is_waiting


def test_days_go_on_to_count_once_changed_answers_are_clear_and_can_be_taken_back(close):
    attempt = choose(close, SECOND)
    for number in range(1, len(attempt.pages) + 1):
        attempt = record(attempt, number, CLEARER)
    statements = scoring.score(seed_catalog(), attempt.sheet)
    assert (statements.certainty, statements.leader, statements.runner_up) == (
        "clear",
        FIRST,
        SECOND,
    )

    assert finish(attempt).outcome.leader == SECOND
    assert len(day_pairs(attempt)) == 4
    assert finish(skip(attempt)).outcome == statements
    assert day_pairs(skip(attempt)) == ()


# --- what is refused


def test_record_days_of_pairs_that_are_no_longer_shown_is_refused(close):
    choices, attempt = choices_for(close, FIRST), close
    for number in range(1, 7):
        attempt = record(attempt, number, LEANING)
    before = stored(attempt)

    with pytest.raises(DayPairsChanged):
        record_days(attempt=close, choices=choices, now=close.saved_at)
    assert stored(attempt) == before


@pytest.mark.parametrize("part", [slice(0), slice(1), slice(None, None, -1)])
def test_record_days_of_other_than_all_pairs_in_their_order_is_refused(close, part):
    before = stored(close)
    with pytest.raises(DayPairsChanged):
        record_days(attempt=close, choices=choices_for(close)[part], now=close.saved_at)

    assert stored(close) == before


def test_record_days_of_another_attempt_is_refused(close):
    other = make_attempt(close.version, LEANING)

    with pytest.raises(DayPairsChanged):
        record_days(attempt=other, choices=choices_for(close), now=other.saved_at)


@pytest.mark.parametrize("sheet", [MARKED, CONTRARY, EVEN], ids=["clear", "clear", "no direction"])
def test_record_days_where_the_step_is_not_open_is_refused(close, sheet):
    attempt = make_attempt(close.version, sheet)

    assert day_pairs(attempt) == ()
    with pytest.raises(DayPairsChanged):
        record_days(attempt=attempt, choices=choices_for(close), now=attempt.saved_at)


def test_days_after_the_deletion_are_refused(close):
    choices = choices_for(close)
    delete_attempt(attempt=close)

    with pytest.raises(AttemptDeleted):
        record_days(attempt=close, choices=choices, now=close.saved_at)
    with pytest.raises(AttemptDeleted):
        skip_days(attempt=close, now=close.saved_at)


@pytest.mark.parametrize("act", [record_days, skip_days])
def test_days_when_saving_fails_leave_all_as_it_was(close, act):
    more = {"choices": choices_for(close, FIRST)} if act is record_days else {}
    before = stored(close)
    with failing("UPDATE", "roles_attempt"), pytest.raises(DatabaseError, match="disk is full"):
        act(attempt=close, now=close.saved_at, **more)

    assert stored(close) == before


# --- of a panel attempt


def test_days_of_a_panel_attempt_are_shown_however_clear():
    attempt = make_attempt(open_quiz(panel_share=1.0), MARKED)
    statements = scoring.score(seed_catalog(), attempt.sheet)
    leader, last = statements.leader, statements.matches[-1].role
    owners = seed_catalog().roles_by_day
    pairs = [{owners[pair.left].slug, owners[pair.right].slug} for pair in day_pairs(attempt)]

    assert (statements.certainty, pairs.count({leader, last}), len(pairs)) == ("clear", 2, 4)
    finish(choose(attempt, statements.runner_up))
    result = Result.objects.get()
    assert days.lead(seed_catalog(), result.choices, leader, statements.runner_up) == -2
    assert result.outcome == days.settle(seed_catalog(), statements, result.choices)


def test_control_pairs_of_a_panel_attempt_that_is_close_count_for_nothing():
    attempt = make_attempt(open_quiz(panel_share=1.0), CLOSE)
    statements = scoring.score(seed_catalog(), attempt.sheet)
    last = statements.matches[-1].role

    assert statements.certainty == "close"
    finish(choose(attempt, last))
    assert Result.objects.get().outcome == statements
