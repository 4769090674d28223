"""A respondent at the services: answers by dimension, page by page, on the real content."""

from datetime import timedelta

from django.db import DatabaseError, connection

from roles.domain.types import DayChoice
from roles.models import Attempt, Result
from roles.queries.catalog import version_catalog
from roles.queries.quiz import day_pairs
from roles.services.quiz import finish_attempt, record_days, record_page, skip_days
from tests.factories import seed_catalog


def sheet_of(**answers):
    """All questions of the real content, with one answer per dimension; 3 where none is given."""
    given = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return {row.slug: given.get(row.dimension, 3) for row in seed_catalog().questions}


def liking(*answers):
    """Likewise, with the answers in the dimensions' order."""
    names = (row.slug for row in seed_catalog().dimensions)
    return sheet_of(**dict(zip(names, answers, strict=True)))


EVEN = sheet_of()  # is asked everything
# A product owner's: settled after three pages, whichever questions chance picks.
MARKED = liking(2, 1, 5, 4, 1, 2)
CONTRARY = liking(5, 4, 1, 1, 3, 5)  # a program manager's
# Never clear, and never noted for a pattern, in whichever order they are asked.
LEANING = liking(5, 3, 4, 1, 3, 2)  # product owner, then product manager
CLOSE = liking(3, 3, 1, 4, 2, 3)  # product manager and program manager
THREE = liking(3, 3, 5, 1, 1, 4)  # project manager, product owner, program manager


def record(attempt, number, sheet, seconds=20):
    """Records a page as `sheet` says, so many seconds after the last one."""
    page = {slug: sheet[slug] for slug in attempt.pages[number - 1]}
    now = attempt.saved_at + timedelta(seconds=seconds)
    return record_page(attempt=attempt, number=number, answers=page, now=now)


def finish(attempt, seconds=20):
    return finish_attempt(attempt=attempt, now=attempt.saved_at + timedelta(seconds=seconds))


def choices_for(attempt, role=None):
    """Of each pair of days the one of that role; None where there is none."""
    roles = version_catalog(attempt.version).roles_by_day
    return [
        DayChoice(
            pair, next((day for day in (pair.left, pair.right) if roles[day].slug == role), None)
        )
        for pair in day_pairs(attempt)
    ]


def choose(attempt, role=None, seconds=20):
    """Takes the second step with the days of that role."""
    now = attempt.saved_at + timedelta(seconds=seconds)
    return record_days(attempt=attempt, choices=choices_for(attempt, role), now=now)


def skip(attempt):
    """Goes past the second step."""
    return skip_days(attempt=attempt, now=attempt.saved_at)


def stored(attempt):
    """Every stored value of its row, and of its result's; None for a row that is not there."""
    tables = (Attempt.objects.filter(token=attempt.token), Result.objects.filter(attempt=attempt))
    return tuple(table.values().first() for table in tables)


def failing(word, table):
    """While it lasts, the database refuses the statements that begin so and name that table."""

    def execute(run, sql, params, many, context):
        if sql.startswith(word) and f'"{table}"' in sql:
            raise DatabaseError("the disk is full")
        return run(sql, params, many, context)

    return connection.execute_wrapper(execute)


def move_to(attempt, moment, seconds=300):
    """As if it had begun at that moment, and been finished, if it was, so many seconds later."""
    Attempt.objects.filter(pk=attempt.pk).update(started_at=moment, saved_at=moment)
    finished_at = moment + timedelta(seconds=seconds)
    Result.objects.filter(attempt=attempt).update(finished_at=finished_at)
