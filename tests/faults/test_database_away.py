"""PostgreSQL stopped, frozen or busy under a site that is in use: quick errors, then as before."""

import time

import pytest

from tests.load.database_away import LONGEST, away, ways
from tests.load.site import Visitor, running

psycopg = pytest.importorskip("psycopg", reason="requirements-dev.txt brings it")
SHOW = "from django.db import connection as c; u = c.cursor(); u.execute({!r}); print(u.fetchone())"


@pytest.fixture(scope="module")
def site(cluster, tmp_path_factory):
    address = cluster.database()
    options = ("--workers", "1", "--threads", "6")
    with running(tmp_path_factory.mktemp("site"), *options, DATABASE_URL=address) as made:
        yield made


@pytest.mark.parametrize(("way", "seconds"), [("stopped", 1), ("frozen", 3.5)])
def test_visitors_get_quick_errors_only_while_the_database_is_away(cluster, site, way, seconds):
    go, come = ways(cluster)[way]

    assert away(site, seconds, 6, go, come, usual=0.5) == []


def test_page_gives_up_on_a_table_that_is_locked_for_long(site):
    visitor = Visitor(site.port)
    quiz = visitor.follow(visitor.get("/quiz/"))
    with psycopg.connect(site.environment["DATABASE_URL"]) as other:
        other.execute("LOCK TABLE roles_attempt")
        before = time.monotonic()
        answer = visitor.get(quiz.path)
        seconds = time.monotonic() - before
    assert (answer.status, "Retry-After" in answer.headers) == (503, True)
    assert seconds < LONGEST
    assert visitor.get(quiz.path).status == 200
    visitor.close()


def test_command_waits_for_as_long_as_a_statement_takes(site):
    assert site.manage("shell", "-v0", "-c", SHOW.format("SHOW statement_timeout")) == "('0',)\n"
