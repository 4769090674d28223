"""A site of several processes on SQLite, in trouble: nobody loses what was acknowledged.

The quick versions of tests/load/writers.py and kill.py, and a disk without room.
"""

import resource
import sqlite3
from contextlib import closing, contextmanager
from random import Random

import pytest

from tests.load.kill import kill_workers
from tests.load.respondents import Respondent, lost
from tests.load.site import Visitor, choices, running
from tests.load.writers import write_at_once

NO_ROOM = (0, resource.RLIM_INFINITY)  # bytes that a file may have; and how far that can be raised
ROOM = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    options = ("--workers", "2", "--threads", "4")
    with running(folder, *options, CAREERQUIZ_RATE_LIMITS="no") as made:
        yield made


@contextmanager
def no_room(site):
    """No process of the site can write to any file."""
    for worker in site.workers:
        resource.prlimit(worker, resource.RLIMIT_FSIZE, NO_ROOM)
    try:
        yield
    finally:
        for worker in site.workers:
            resource.prlimit(worker, resource.RLIMIT_FSIZE, ROOM)


def test_many_writers_and_several_processes_lose_nothing_and_show_no_error(site):
    assert write_at_once(site, rounds=2, writers=20) == []


def test_answers_to_a_full_disk_are_refused_whole_and_taken_once_there_is_room(site):
    person, visitor = Respondent(site, Random(1)), Visitor(site.port)
    person.visitor.headers["Connection"] = visitor.headers["Connection"] = "close"
    person.step()
    person.step()
    chosen = choices(person.page, person.rng)
    with no_room(site):
        refused = person.visitor.send(person.page, chosen)
        ready = visitor.get("/readyz")
        assert (visitor.get("/").status, visitor.get(person.page.path).status) == (200, 200)
    assert (refused.status, "Retry-After" in refused.headers, ready.status) == (503, True, 503)
    assert lost(site, [person]) == []
    assert person.visitor.send(person.page, chosen).status == 302
    assert (lost(site, [person]), visitor.get("/readyz").status) == ([], 200)
    with closing(sqlite3.connect(site.folder / "careerquiz.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    person.visitor.close()
    visitor.close()


def test_worker_killed_amid_posts_loses_no_acknowledged_answer(site):
    assert kill_workers(site, rounds=4, visitors=6) == []
