"""Results stay sound whoever writes them, and hold what they were scored from."""

import pytest
from django.db import IntegrityError, transaction

from roles.domain import scoring, types
from roles.models import Result
from roles.models.results import CERTAINTY_LABELS
from tests.factories import make_catalog, make_result, make_version

pytestmark = pytest.mark.django_db

SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": None, "tidy-files": 2}


@pytest.fixture
def result():
    return make_result(make_version(make_catalog()), SHEET)


def break_constraint(name, result):
    """The database itself refuses a write, by the constraint of that name."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        result.save()


def test_result_certainty_unknown_is_refused(result):
    result.certainty = "sure"
    break_constraint("result_certainty_known", result)


@pytest.mark.parametrize("certainty", ["clear", "leaning", "close", "no_direction"])
def test_result_certainty_each_word_of_the_engine_is_taken(result, certainty):
    result.certainty = certainty
    result.save()

    assert Result.objects.get().certainty == certainty
    assert str(CERTAINTY_LABELS[certainty]) == certainty.replace("_", " ")


def test_result_without_a_leader_is_refused(result):
    result.leader = ""
    break_constraint("result_leader_named", result)


def test_result_second_one_of_an_attempt_is_refused(result):
    result.pk, result._state.adding = None, True

    break_constraint("roles_result.attempt_id|roles_result_attempt_id_key", result)
    assert Result.objects.count() == 1


def test_result_outcome_is_read_back_as_it_was_scored(result):
    stored = Result.objects.get()

    assert isinstance(stored.outcome, types.Outcome)
    assert stored.outcome == scoring.score(make_catalog(), SHEET)
    assert (stored.leader, stored.certainty) == ("thinker", "close")


def test_result_answers_keep_the_order_shown(result):
    stored = Result.objects.get()

    assert list(stored.answers) == result.attempt.pages[0]
    assert stored.answers == SHEET


def test_result_is_named_without_whom_it_belongs_to(result):
    assert str(result) == f"Result {result.pk}"
    assert str(Result()) == "Result -"
