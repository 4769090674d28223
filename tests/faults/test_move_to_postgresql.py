"""A used SQLite database moves to PostgreSQL, and from there into a backup and back."""

import os
import pickle
import shlex
import subprocess
import sys

import pytest
from django.db import connection

from tests.commands.test_backup import ROOT, manage
from tests.commands.test_copy_database import save, use
from tests.faults.test_quiz_at_once_postgresql import PROGRAMS, cluster

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="The move begins at SQLite."),
    pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not installed here."),
]

# Prints all rows; then makes one, whose key must be a new one.
ALL_ROWS = """
import pickle, sys
import django
django.setup()
from django.apps import apps
from django.db.models import QuerySet
from roles.models import EndedToken
models = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed]
rows = {m._meta.label: list(QuerySet(m).order_by("pk").values()) for m in models}
sys.stdout.buffer.write(pickle.dumps(rows))
EndedToken.objects.create(digest="after").delete()
"""


def all_rows(address):
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-c", ALL_ROWS],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address},
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
    )
    return pickle.loads(done.stdout)  # noqa: S301  # our own rows


def run_line(done, folder):
    """Runs the line that a command said, in a folder."""
    program, *args = shlex.split(done.stderr.splitlines()[1])
    subprocess.run([PROGRAMS / program, *args], cwd=folder, check=True, timeout=60)  # noqa: S603


def test_used_database_moves_to_postgresql_and_is_backed_up_there(transactional_db, tmp_path):
    use()
    old = save(tmp_path / "old.sqlite3")
    before = all_rows(f"sqlite:///{old}")
    with cluster() as address:
        manage(tmp_path, "migrate", "--verbosity", "0", database=address)
        done = manage(tmp_path, "copy_database", "old.sqlite3", database=address)
        assert done.stdout == f"Copied {sum(map(len, before.values()))} rows.\n"
        assert all_rows(address) == before

        run_line(manage(tmp_path, "backup", "dump", database=address), tmp_path)
        manage(tmp_path, "flush", "--no-input", database=address)
        run_line(manage(tmp_path, "restore", "dump", database=address), tmp_path)
        assert all_rows(address) == before
