"""A write that met others for too long is tried a second time, where that can do no harm."""

import sqlite3

import pytest
from django.db import OperationalError, connection, transaction

from roles.models import EndedToken
from roles.services.quiz import finish_attempt, record_page
from roles.services.repeating import repeated

BUSY, BUSY_SNAPSHOT, FULL = 5, 517, 13


class Database(Exception):
    """What a driver raises."""


def failing(count, **marks):
    """A service that fails so often; and how often it was called."""
    calls = []

    @repeated
    def service(*, name):
        calls.append(name)
        if len(calls) <= count:
            cause = Database()
            vars(cause).update(marks)
            raise OperationalError from cause
        return name.upper()

    return service, calls


PASSING = [
    *({"sqlite_errorcode": code} for code in (BUSY, BUSY_SNAPSHOT)),
    *({"sqlstate": state} for state in ("40001", "40P01")),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("marks", PASSING)
def test_service_that_others_were_in_the_way_of_is_repeated_once(marks):
    service, calls = failing(1, **marks)
    assert (service(name="ann"), calls) == ("ANN", ["ann", "ann"])

    service, calls = failing(2, **marks)
    with pytest.raises(OperationalError):
        service(name="bob")
    assert calls == ["bob", "bob"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("marks", [{"sqlite_errorcode": FULL}, {"sqlstate": "57014"}, {}])
def test_service_that_failed_otherwise_is_not_repeated(marks):
    service, calls = failing(1, **marks)
    with pytest.raises(OperationalError):
        service(name="ann")

    assert calls == ["ann"]


@pytest.mark.django_db(transaction=True)
def test_service_within_a_transaction_is_not_repeated():
    service, calls = failing(1, sqlite_errorcode=BUSY)
    with pytest.raises(OperationalError), transaction.atomic():
        service(name="ann")

    assert calls == ["ann"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="One writer at a time: SQLite's.")
def test_error_of_a_locked_sqlite_file_is_one_to_repeat_after():
    calls = []

    @repeated
    def write():
        calls.append(1)
        EndedToken.objects.create(digest="x")

    connection.ensure_connection()
    with sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        connection.connection.execute("PRAGMA busy_timeout=1")
        with pytest.raises(OperationalError, match="locked"):
            write()
        other.execute("ROLLBACK")
    connection.connection.execute("PRAGMA busy_timeout=20000")
    other.close()
    assert len(calls) == 2


@pytest.mark.parametrize("service", [record_page, finish_attempt])
def test_writes_of_respondents_are_repeated(service):
    assert hasattr(service, "__wrapped__")
