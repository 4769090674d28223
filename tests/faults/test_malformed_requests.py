"""A few of what `python -m tests.load.malformed` sends in thousands."""

import contextlib
import sqlite3
from random import Random

import pytest
from django.db import connection

from tests.load.malformed import send
from tests.load.site import running


@pytest.fixture
def folder(django_db_setup, django_db_blocker, tmp_path):
    """With a database that has all tables, which take long to make."""
    path = tmp_path / "careerquiz.sqlite3"
    with django_db_blocker.unblock(), contextlib.closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return tmp_path


def test_malformed_requests_break_change_and_tell_nothing(folder):
    with running(folder, CAREERQUIZ_RATE_LIMITS="off") as site:
        statuses, wrong = send(site, Random(20), 150)

    assert wrong == []
    assert statuses[400] > 20
    assert statuses[404] > 5
