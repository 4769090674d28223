"""What happens at once happens on PostgreSQL too, whichever database the other tests run on.

A throw-away cluster in a temporary folder, reached through a socket in there. Skipped where
PostgreSQL is not installed.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TESTS = ["tests/faults/test_quiz_at_once.py", "tests/faults/test_links_at_once.py"]


def installed():
    """The newest folder that holds PostgreSQL's server programs; None when there is none."""
    found = shutil.which("initdb")
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")  # not on the PATH there
    newest = max(debian, key=lambda path: float(path.parent.parent.name), default=None)
    path = Path(found) if found else newest
    return path and path.resolve().parent


PROGRAMS = installed()


@contextmanager
def cluster():
    """The address of a PostgreSQL of our own, gone afterwards without a trace."""
    is_root = os.name == "posix" and os.geteuid() == 0
    # The server refuses to run as root.
    someone = {"user": "postgres", "group": "postgres", "extra_groups": []} if is_root else {}
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        if is_root:
            shutil.chown(folder, "postgres", "postgres")

        def run(program, *args):
            command = [PROGRAMS / program, "-D", f"{folder}/data", *args]
            subprocess.run(  # noqa: S603  # our own arguments
                command, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=60, **someone
            )

        run("initdb", "-A", "trust", "-U", "postgres", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        run("pg_ctl", "start", "-w", "-l", f"{folder}/log", "-o", options)
        try:
            yield f"postgresql://postgres@{quote(folder, safe='')}/postgres"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate")


@pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not installed here.")
@pytest.mark.skipif(
    importlib.util.find_spec("psycopg") is None,
    reason="psycopg is not installed here; requirements-dev.txt brings it.",
)
def test_what_happens_at_once_holds_on_postgresql():
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    with cluster() as address:
        done = subprocess.run(  # noqa: S603  # our own code
            [sys.executable, "-m", "pytest", *TESTS, "-q", "-p", "no:cacheprovider"],
            cwd=ROOT,
            env=kept | {"DATABASE_URL": address},
            capture_output=True,
            text=True,
            timeout=240,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.fullmatch(r"[0-9]+ passed in [0-9.]+s.*", done.stdout.splitlines()[-1])
