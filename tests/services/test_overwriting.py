"""What was deleted leaves SQLite's files at once; with the next deletion when others are busy."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

from roles.models import EndedToken
from roles.services import overwriting
from roles.services.overwriting import overwrite_deleted

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="These are files of SQLite."),
]
DIGEST = "deleted-in-this-test"


def path(end=""):
    return Path(f"{connection.settings_dict['NAME']}{end}")


def is_in_files():
    return DIGEST.encode() in path().read_bytes() + path("-wal").read_bytes()


@contextmanager
def reader():
    """Somebody who goes on reading what there was before."""
    with closing(sqlite3.connect(path(), isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM roles_endedtoken").fetchall()
        yield


def test_deleted_row_is_in_no_file_once_the_transaction_is_through():
    row = EndedToken.objects.create(digest=DIGEST)
    with transaction.atomic():
        row.delete()
        overwrite_deleted()
        assert is_in_files()

    assert not is_in_files()


def test_deletion_while_somebody_reads_is_done_and_overwritten_with_the_next_one(
    monkeypatch, caplog
):
    monkeypatch.setattr(overwriting, "WAIT_SECONDS", 0.1)
    row = EndedToken.objects.create(digest=DIGEST)
    with reader():
        row.delete()
        overwrite_deleted()
        assert is_in_files()
    assert "overwritten later" in caplog.text
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
    overwrite_deleted()

    assert not is_in_files()
