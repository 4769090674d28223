"""How long a result is kept: promised when it is finished, put off by its owner, never less."""

from datetime import UTC, date, datetime, timedelta

import pytest

from roles.domain.errors import AttemptDeleted
from roles.models import Result
from roles.services.quiz import delete_attempt, finish_attempt
from roles.services.results import keep_result
from roles.web.cookies import attempt_in_browser
from roles.web.tickets import attempt_at
from tests.factories import make_attempt, make_result, running_day
from tests.services.attempts import EVEN, MARKED, record, stored
from tests.views.quiz_walk import open_quiz

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=100)


@pytest.fixture
def attempt(db):
    return make_attempt(open_quiz(), MARKED)


def test_finish_promises_as_many_months_as_the_settings_say(attempt, settings):
    settings.RESULT_KEPT_MONTHS = 3
    finish_attempt(attempt=attempt, now=NOON)

    assert Result.objects.get().kept_until == date(2027, 2, 24)


@pytest.mark.parametrize(
    ("months", "kept_until"), [(24, date(2029, 3, 4)), (1, date(2028, 11, 24))]
)
def test_finish_again_after_a_change_keeps_the_later_day(attempt, settings, months, kept_until):
    assert finish_attempt(attempt=attempt, now=NOON).kept_until == date(2028, 11, 24)
    settings.RESULT_KEPT_MONTHS = months
    changed = record(record(attempt, 1, EVEN), 2, EVEN)
    while changed.open_page:
        changed = record(changed, changed.open_page, EVEN)
    finish_attempt(attempt=changed, now=LATER)

    assert Result.objects.get().finished_at == LATER
    assert Result.objects.get().kept_until == kept_until


def test_finish_again_without_a_change_puts_nothing_off(attempt):
    finish_attempt(attempt=attempt, now=NOON)
    before = stored(attempt)
    finish_attempt(attempt=attempt, now=LATER)

    assert stored(attempt) == before


# --- keep


def test_keep_puts_the_last_day_off_and_changes_nothing_else(attempt, django_assert_num_queries):
    result = finish_attempt(attempt=attempt, now=NOON)
    row, before = stored(attempt)
    with django_assert_num_queries(5):  # savepoint, attempt, result, update, release
        kept = keep_result(result=result, now=LATER)

    assert kept.kept_until == date(2029, 3, 4)
    assert stored(attempt) == (row, before | {"kept_until": date(2029, 3, 4)})


def test_keep_twice_is_like_once_and_never_shortens(attempt, settings):
    result = finish_attempt(attempt=attempt, now=NOON)
    keep_result(result=result, now=LATER)
    before = stored(attempt)
    keep_result(result=result, now=LATER)
    settings.RESULT_KEPT_MONTHS = 1
    keep_result(result=result, now=LATER)

    assert stored(attempt) == before


def test_keep_of_a_result_deleted_meanwhile_is_refused(attempt):
    result = finish_attempt(attempt=attempt, now=NOON)
    delete_attempt(attempt=attempt)

    with pytest.raises(AttemptDeleted):
        keep_result(result=result, now=LATER)


# --- overdue


@pytest.mark.parametrize("days", [1, 500])
def test_overdue_result_counts_as_deleted_before_it_is(days):
    """Though nobody has run `prune` yet."""
    result = make_result(open_quiz(), MARKED)
    token = result.attempt.token
    today = running_day()
    Result.objects.update(kept_until=today)
    assert attempt_at(token) == attempt_in_browser({"attempt": token}) == result.attempt
    Result.objects.update(kept_until=today - timedelta(days=days))

    with pytest.raises(AttemptDeleted):
        attempt_at(token)
    assert attempt_in_browser({"attempt": token}) is None
