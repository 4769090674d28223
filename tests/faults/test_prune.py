"""`prune` stopped half-way and run again: the end is the same. On whatever DATABASE_URL names."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from roles.models import Attempt, EndedToken, Result, ShareLink
from roles.models.quiz import token_digest
from roles.services import quiz as services
from roles.services.quiz import BATCH
from roles.services.results import end_link
from tests.factories import make_attempt, make_catalog, make_link, make_result, make_version

ROOT = Path(__file__).resolve().parent.parent.parent
SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": 1, "tidy-files": 2}
TABLES = (Attempt, Result, ShareLink)  # in the order in which they can be filled

KILLED = """
import os, signal, sys
import django
from django.core.management import call_command
from django.db import connection

django.setup()
left = int(sys.argv[1])

def execute(run, *args):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return run(*args)

with connection.execute_wrapper(execute):
    call_command("prune")
"""

pytestmark = pytest.mark.django_db(transaction=True)


class Stopped(Exception):
    pass


def stopping(statement):
    """While it lasts, the statement of that number, from 1, is not run any more."""
    left = statement

    def execute(run, sql, params, many, context):
        nonlocal left
        left -= 1
        if left == 0:
            raise Stopped
        return run(sql, params, many, context)

    return connection.execute_wrapper(execute)


def prune():
    call_command("prune", verbosity=0)


def fill():
    """Two of each kind that goes, and a result with a link that stays."""
    version = make_version(make_catalog(settings={"minimum_answers": 2, "questions_per_page": 2}))
    now = timezone.now()
    old = now - timedelta(days=100)
    kept = make_result(version, SHEET)
    make_link(kept)
    for _time in range(2):
        end_link(link=make_link(kept), now=old)
        attempt = make_attempt(version, SHEET, pages=1)
        Attempt.objects.filter(pk=attempt.pk).update(saved_at=old)
        overdue = make_result(version, SHEET)
        Result.objects.filter(pk=overdue.pk).update(kept_until=now.date() - timedelta(days=2))
        make_link(overdue)


def rows(table):
    return list(table.objects.order_by("pk").values())


def put_back(before):
    EndedToken.objects.all().delete()
    for table in reversed(TABLES):
        table.objects.all().delete()
    for table in TABLES:
        table.objects.bulk_create(table(**row) for row in before[table])


def state():
    """All rows, and the fingerprints alone: when they came to be differs."""
    digests = sorted(EndedToken.objects.values_list("digest", flat=True))
    return [rows(table) for table in TABLES], digests


def assert_no_half(before):
    """Every attempt is there whole, or gone with its fingerprint."""
    digests = set(EndedToken.objects.values_list("digest", flat=True))
    there = {row["id"] for row in rows(Attempt)}
    for row in before[Attempt]:
        assert (token_digest(row["token"]) in digests) is (row["id"] not in there)
    left = [row for row in before[Result] if row["attempt_id"] in there]
    assert rows(Result) == left


def test_prune_stopped_at_any_statement_and_run_again_comes_to_the_same(monkeypatch):
    monkeypatch.setattr(services, "BATCH", 1)  # so that a few rows are many batches
    fill()
    before = {table: rows(table) for table in TABLES}
    prune()
    after, statement, is_stopped = state(), 0, True
    assert [len(found) for found in after[0]] == [1, 1, 1]
    while is_stopped:
        put_back(before)
        statement += 1
        try:
            with stopping(statement):
                prune()
        except Stopped:
            assert_no_half(before)
            prune()
        else:
            is_stopped = False
        assert state() == after
    assert statement > 40


@pytest.mark.skipif(connection.vendor != "sqlite", reason="These are files of SQLite.")
def test_pruned_answers_stand_in_no_file_any_more():
    """Neither in the database nor in its write-ahead log, though it stays open."""
    fill()
    tokens = list(Attempt.objects.order_by("pk").values_list("token", flat=True))
    prune()
    path = Path(connection.settings_dict["NAME"])
    files = [path, path.with_name(f"{path.name}-wal")]
    found = [any(token.encode() in file.read_bytes() for file in files) for token in tokens]

    assert found == [token == Attempt.objects.get().token for token in tokens]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
@pytest.mark.parametrize(("statement", "gone"), [(17, 0), (27, BATCH)])
def test_prune_killed_has_done_whole_batches_and_goes_on_from_there(statement, gone):
    if connection.vendor != "sqlite":
        pytest.skip("The other process finds this database by its file.")
    fill()
    row = Attempt.objects.filter(result=None).values().first()
    Attempt.objects.bulk_create(
        Attempt(**row | {"id": None, "token": f"{number:022}"}) for number in range(2 * BATCH)
    )
    count = Attempt.objects.count()
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-c", KILLED, str(statement)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}"},
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL
    assert Attempt.objects.count() == count - gone

    prune()
    assert (Attempt.objects.count(), Result.objects.count(), ShareLink.objects.count()) == (1, 1, 1)
    assert EndedToken.objects.count() == count - 1 + 4
