"""PostgreSQL, whichever database the other tests run on: the front door, what happens at once,
and the move of a used SQLite database there, into a backup and back."""

import os
import pickle
import re
import shlex
import subprocess
import sys

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import QuerySet

from tests.commands.test_backup import ROOT, manage
from tests.commands.test_copy_database import save, use

psycopg = pytest.importorskip("psycopg", reason="requirements-dev.txt brings it")
AT_ONCE = [
    f"tests/faults/test_{what}_at_once.py"
    for what in ("quiz", "links", "publish", "saving", "jobs")
]


# Prints all rows; then makes one, whose key must be a new one.
ALL_ROWS = """
import pickle, sys
import django
django.setup()
from roles.models import EndedToken
from tests.faults.test_postgresql import all_rows
sys.stdout.buffer.write(pickle.dumps(all_rows()))
EndedToken.objects.create(digest="after").delete()
"""


def all_rows():
    """Every row of every table."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {model._meta.label: list(QuerySet(model).order_by("pk").values()) for model in models}


def rows_in(address):
    """The same of another database."""
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-c", ALL_ROWS],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address},
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
    )
    return pickle.loads(done.stdout)  # noqa: S301  # our own rows


def run_line(done, programs, folder):
    """Runs the line that a command said, in a folder."""
    program, *args = shlex.split(done.stderr.splitlines()[1])
    subprocess.run([programs / program, *args], cwd=folder, check=True, timeout=60)  # noqa: S603


@pytest.mark.skipif(connection.vendor != "sqlite", reason="The move begins at SQLite.")
@pytest.mark.django_db(transaction=True)
def test_used_database_moves_to_postgresql_and_is_backed_up_there(postgresql, programs, tmp_path):
    use()
    before = all_rows()
    save(tmp_path / "old.sqlite3")
    manage(tmp_path, "migrate", "--verbosity", "0", database=postgresql)
    done = manage(tmp_path, "copy_database", "old.sqlite3", database=postgresql)
    assert done.stdout == f"Copied {sum(map(len, before.values()))} rows.\n"
    assert rows_in(postgresql) == before

    run_line(manage(tmp_path, "backup", "dump", database=postgresql), programs, tmp_path)
    with psycopg.connect(postgresql) as database:
        database.execute("DELETE FROM roles_sharelink")
    run_line(manage(tmp_path, "restore", "dump", database=postgresql), programs, tmp_path)
    assert rows_in(postgresql) == before


def test_database_of_another_project_on_postgresql_is_refused_and_left_alone(postgresql, tmp_path):
    secret = postgresql.replace("postgres@", "postgres:hunter2@")
    tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    behind = manage(tmp_path, "prune", database=postgresql)
    empty = manage(tmp_path, "migrate", "auth", database=secret)
    with psycopg.connect(postgresql, autocommit=True) as database:
        for statement in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
            database.execute(statement)
        database.execute("CREATE TABLE shop_order (id int)")
        foreign = manage(tmp_path, "migrate", database=secret)
        assert database.execute(tables).fetchall() == [("shop_order",)]

    assert behind.stderr.endswith("Run this first: python3 run.py migrate\n")
    assert (empty.returncode, foreign.returncode, foreign.stdout) == (0, 1, "")
    assert empty.stderr.startswith("DATABASE_URL is set: using the PostgreSQL database quiz")
    assert "which holds another project's tables, such as shop_order." in foreign.stderr
    assert "hunter2" not in empty.stderr + foreign.stderr


def test_what_happens_at_once_holds_on_postgresql(postgresql):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    options = [
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:playwright",
        "--no-migrations",
        "--durations=20",
    ]
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-m", "pytest", *AT_ONCE, *options],
        cwd=ROOT,
        env=kept | {"DATABASE_URL": postgresql},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.fullmatch(r"[0-9]+ passed in [0-9.]+s.*", done.stdout.splitlines()[-1])
