"""The front door on PostgreSQL: another project's database is refused, an empty one is set up."""

import importlib.util
import os
import subprocess
import sys

import pytest

from careerquiz.paths import BASE_DIR
from tests.faults.test_quiz_at_once_postgresql import PROGRAMS, cluster

SQL = """
import sys, psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as database:
    for statement in sys.argv[2:]:
        print(database.execute(statement).statusmessage)
"""
COUNT = "SELECT FROM information_schema.tables WHERE table_schema = 'public'"


def python(*args, **environment):
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, *args],
        cwd=BASE_DIR,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr.splitlines()


@pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not installed here.")
@pytest.mark.skipif(
    importlib.util.find_spec("psycopg") is None,
    reason="psycopg is not installed here; requirements-dev.txt brings it.",
)
def test_database_of_another_project_on_postgresql_is_refused_and_left_alone():
    with cluster() as url:
        secret = url.replace("postgres@", "postgres:hunter2@")
        behind = python("manage.py", "prune", DATABASE_URL=url)
        empty = python("manage.py", "migrate", "auth", DATABASE_URL=secret)
        python("-c", SQL, url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
        python("-c", SQL, url, "CREATE TABLE shop_order (id int)")
        foreign = python("manage.py", "migrate", DATABASE_URL=secret)
        tables = python("-c", SQL, url, COUNT)
    assert behind[2][0].endswith("Run this first: python3 run.py migrate")
    assert (empty[0], foreign[0], foreign[1], tables[1]) == (0, 1, "", "SELECT 1\n")
    assert empty[2][0].startswith("DATABASE_URL is set: using the PostgreSQL database postgres on ")
    assert "which holds another project's tables, such as shop_order." in foreign[2][-1]
    assert "hunter2" not in "".join(empty[2] + foreign[2])
