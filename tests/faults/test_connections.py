"""Database connections are kept by threads that come again, and by no others."""

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.load.site import Visitor, running
from tests.test_serve import free_port, lines_until, server

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="Open files are counted there.")

# Answers requests as servers do that speak ASGI; prints how many connections are open at the end.
ASGI = """
import asyncio, sys
from asgiref.testing import ApplicationCommunicator
from careerquiz.asgi import application
from tests.faults.test_connections import open_files

SCOPE = {"type": "http", "method": "GET", "path": "/readyz", "query_string": b"",
         "headers": [(b"host", b"localhost")], "http_version": "1.1"}

async def ask():
    browser = ApplicationCommunicator(application, SCOPE)
    await browser.send_input({"type": "http.request", "body": b""})
    start = await browser.receive_output(20)
    body = await browser.receive_output(20)
    assert b'"database": "ok"' in body["body"], body
    await browser.wait(20)

async def main():
    await asyncio.gather(*[ask() for number in range(20)])

asyncio.run(main())
print(open_files("self", sys.argv[1]))
"""


def open_files(process, path):
    """How often a process has the file open."""
    links = Path(f"/proc/{process}/fd").iterdir()
    return sum(link.is_symlink() and os.readlink(link) == str(path) for link in links)


def test_server_keeps_a_connection_for_each_thread_and_no_more(tmp_path):
    with running(tmp_path, "--workers", "1", "--threads", "2") as site:
        before = open_files(site.workers[0], tmp_path / "careerquiz.sqlite3")
        for _time in range(20):
            with contextlib.closing(Visitor(site.port)) as visitor:
                assert visitor.get("/readyz").status == 200
        after = open_files(site.workers[0], tmp_path / "careerquiz.sqlite3")
    assert 1 <= before <= after <= 2


def test_local_server_closes_the_connection_of_a_browser_that_left(migrated):
    port = free_port()
    with server("--port", str(port), DATABASE_URL=f"sqlite:///{migrated}") as process:
        lines_until(process, "For the admin")
        before = open_files(process.pid, migrated)
        for _time in range(20):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=20) as answer:
                answer.read()
        end = time.monotonic() + 20
        while (left := open_files(process.pid, migrated) - before) and time.monotonic() < end:
            time.sleep(0.1)  # the last ones are about to
        assert left == 0


def test_asgi_keeps_no_connection(migrated):
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-c", ASGI, str(migrated)],
        cwd=ROOT,
        env=os.environ | {"CAREERQUIZ_MODE": "local", "DATABASE_URL": f"sqlite:///{migrated}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout, done.returncode) == ("0\n", 0), done.stderr
