"""The local server that `python3 run.py` hands over to, as a process of its own."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from careerquiz.paths import WAITING

pytestmark = pytest.mark.slow
ADDRESS = "127.0.0.1"

ROOT = Path(__file__).resolve().parent.parent


def free_port():
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return probe.getsockname()[1]


def lines_until(process, last):
    """What the process says up to the line that starts so.

    Without the remark that another start is at work: that is another test, in parallel.
    """
    said = [""]
    while not said[-1].startswith(last):
        line = process.stdout.readline()
        assert line, "".join(said)
        said.append(line)
    return [line for line in said[1:] if line != f"{WAITING}\n"]


@contextmanager
def server(*args, **environment):
    """The server's process, with both outputs in one."""
    command = [sys.executable, "-m", "careerquiz.command", *args]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    with subprocess.Popen(  # noqa: S603  # our own code
        command,
        cwd=ROOT,
        env=kept | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "is_first"), [(signal.SIGTERM, True), (signal.SIGINT, False)])
def test_server_says_its_address_answers_and_stops_when_told_to(migrated, number, is_first):
    port, path = free_port(), migrated
    if is_first:
        path.unlink()
    with server("--port", str(port), DATABASE_URL=f"sqlite:///{path}") as process:
        said = lines_until(process, "For the admin")
        with urllib.request.urlopen(f"http://{ADDRESS}:{port}/", timeout=20) as answer:
            assert (answer.status, answer.headers.get_content_type()) == (200, "text/html")
        process.send_signal(number)
        rest, _ = process.communicate(timeout=20)
    assert said == [
        f"DATABASE_URL is set: using the SQLite database {path}.\n",
        f"careerquiz is ready: http://{ADDRESS}:{port}/\n",
        "Ctrl+C stops it.\n",
        f"For the admin, http://{ADDRESS}:{port}/admin/, "
        "make a user: python3 run.py createsuperuser\n",
    ]
    assert (process.returncode, rest) == (0, "\nStopped.\n")


def status(port, host):
    """What is answered to a browser that asks under that name."""
    request = urllib.request.Request(f"http://{ADDRESS}:{port}/", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_server_for_the_network_warns_and_answers_to_the_names_of_this_machine(migrated):
    port, url = free_port(), f"sqlite:///{migrated}"
    with server("--host", "0.0.0.0", "--port", str(port), DATABASE_URL=url) as process:  # noqa: S104
        said = lines_until(process, "For the admin")
        hosts = [f"{socket.gethostname()}:{port}", f"localhost:{port}", f"evil.example:{port}"]
        assert [status(port, host) for host in hosts] == [200, 200, 400]
    assert said[1] == (
        "Warning: everybody on the network can reach this server. It runs in local mode, "
        "without https.\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_file_of_the_database_is_whole_once_the_server_stopped(migrated):
    """Though somebody else has it open, so that SQLite itself does not empty the log."""
    path, copied = migrated, migrated.with_name("copied.sqlite3")
    with server("--port", str(free_port()), DATABASE_URL=f"sqlite:///{path}") as process:
        lines_until(process, "For the admin")
        with contextlib.closing(sqlite3.connect(path)) as other:
            other.execute("INSERT INTO roles_endedtoken (digest, ended_at) VALUES ('x', '2026')")
            other.commit()
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
            copied.write_bytes(path.read_bytes())
    with contextlib.closing(sqlite3.connect(copied)) as copy:
        assert copy.execute("SELECT digest FROM roles_endedtoken").fetchall() == [("x",)]


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        (
            {"CAREERQUIZ_DEBUG": "perhaps"},
            "careerquiz cannot start: The environment variable CAREERQUIZ_DEBUG is 'perhaps', "
            "which is not allowed. Allowed: 1, true, yes or on; 0, false, no or off.\n",
        ),
        (
            {"DATABASE_URL": "sqlite:////no/such/folder/quiz.sqlite3"},
            "careerquiz cannot start: unable to open database file\n",
        ),
    ],
)
def test_server_that_cannot_start_says_why_in_one_line(environment, message):
    with server("--port", str(free_port()), **environment) as process:
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert said.splitlines(keepends=True)[-1] == message
