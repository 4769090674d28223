"""A respondent at the services: answers by dimension, page by page, on the real content."""

from datetime import timedelta

from django.db import DatabaseError, connection

from roles.models import Attempt, Result
from roles.services.quiz import finish_attempt, record_page
from tests.factories import seed_catalog


def sheet_of(**answers):
    """All questions of the real content, with one answer per dimension; 3 where none is given."""
    return {row.slug: answers.get(row.dimension, 3) for row in seed_catalog().questions}


EVEN = sheet_of()  # is asked everything
# Settled after two pages, whichever questions chance picks.
MARKED = sheet_of(strategy=1, delivery=5, markets=5, coordination=1)


def record(attempt, number, sheet, seconds=20):
    """Records a page as `sheet` says, so many seconds after the last one."""
    page = {slug: sheet[slug] for slug in attempt.pages[number - 1]}
    now = attempt.saved_at + timedelta(seconds=seconds)
    return record_page(attempt=attempt, number=number, answers=page, now=now)


def finish(attempt, seconds=20):
    return finish_attempt(attempt=attempt, now=attempt.saved_at + timedelta(seconds=seconds))


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
