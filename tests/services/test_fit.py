"""What an owner says on a later visit: kept in one row, which goes with the result."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from roles.domain.errors import AttemptDeleted, FitNotAsked, UnknownRole
from roles.models import FitAnswer
from roles.services.quiz import delete_attempt, finish_attempt
from roles.services.results import answer_fit, forget_fit
from tests.factories import make_attempt
from tests.services.attempts import MARKED, stored
from tests.views.quiz_walk import open_quiz

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MONTH = timedelta(days=30)
LATER = NOON + MONTH


@pytest.fixture
def result(db):
    return finish_attempt(attempt=make_attempt(open_quiz(), MARKED), now=NOON)


def rows():
    return [*FitAnswer.objects.values_list("result", "job", "suits", "answered_at")]


def test_answer_is_kept_and_changes_nothing_else(result, django_assert_num_queries):
    before = stored(result.attempt)
    with django_assert_num_queries(6):  # savepoint, attempt, result, answer, insert, release
        answer_fit(result=result, job="product-owner", suits=4, now=LATER)

    assert rows() == [(result.pk, "product-owner", 4, LATER)]
    assert stored(result.attempt) == before


def test_answer_given_again_takes_the_place_of_the_first(result):
    answer_fit(result=result, job="product-owner", suits=4, now=LATER)
    answer_fit(result=result, job="", suits=None, now=LATER + MONTH)

    assert rows() == [(result.pk, "", None, LATER + MONTH)]


def test_answer_before_a_month_has_gone_by_is_refused(result):
    with pytest.raises(FitNotAsked):
        answer_fit(result=result, job="", suits=3, now=LATER - timedelta(seconds=1))

    assert rows() == []


def test_answer_with_a_role_that_the_result_does_not_know_is_refused(result):
    with pytest.raises(UnknownRole, match="juggler"):
        answer_fit(result=result, job="juggler", suits=3, now=LATER)

    assert rows() == []


def test_answer_is_taken_back_and_nothing_else(result):
    answer_fit(result=result, job="product-owner", suits=4, now=LATER)
    other = finish_attempt(attempt=make_attempt(result.version, MARKED), now=NOON)
    answer_fit(result=other, job="", suits=2, now=LATER)
    before = stored(result.attempt)
    for _time in range(2):
        forget_fit(result=result)

    assert rows() == [(other.pk, "", 2, LATER)]
    assert stored(result.attempt) == before


def test_answer_goes_with_the_result(result):
    answer_fit(result=result, job="product-owner", suits=4, now=LATER)
    delete_attempt(attempt=result.attempt)

    assert rows() == []
    with pytest.raises(AttemptDeleted):
        answer_fit(result=result, job="product-owner", suits=4, now=LATER)
    with pytest.raises(AttemptDeleted):
        forget_fit(result=result)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("fit_answer_suits_in_range", {"suits": 0}),
        ("fit_answer_suits_in_range", {"suits": 6}),
        ("fit_answer_job_is_rated", {"suits": None}),
    ],
)
def test_answer_that_makes_no_sense_is_refused_by_the_database(result, constraint, changes):
    said = {"result": result, "job": "product-owner", "suits": 3, "answered_at": LATER}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FitAnswer.objects.create(**said | changes)
