"""A throw-away PostgreSQL for the tests that want one, reached through a socket in a folder."""

import os
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest


def installed():
    """The newest folder that holds PostgreSQL's server programs; None when there is none."""
    found = shutil.which("initdb")
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")  # not on the PATH there
    newest = max(debian, key=lambda path: float(path.parent.parent.name), default=None)
    path = Path(found) if found else newest
    return path and path.resolve().parent


@pytest.fixture(scope="session")
def programs():
    """The folder of PostgreSQL's own programs."""
    return installed() or pytest.skip("PostgreSQL is not installed here.")


@pytest.fixture(scope="session")
def cluster(programs):
    """The folder of a running PostgreSQL of our own, gone afterwards without a trace."""
    is_root = os.name == "posix" and os.geteuid() == 0
    # The server refuses to run as root.
    someone = {"user": "postgres", "group": "postgres", "extra_groups": []} if is_root else {}
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        if is_root:
            shutil.chown(folder, "postgres", "postgres")

        def run(program, *args):
            command = [programs / program, "-D", f"{folder}/data", *args]
            subprocess.run(  # noqa: S603  # our own arguments
                command, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=60, **someone
            )

        run("initdb", "-A", "trust", "-U", "postgres", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        run("pg_ctl", "start", "-w", "-l", f"{folder}/log", "-o", options)
        try:
            yield folder
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate")


NUMBERS = count(1)


@pytest.fixture
def postgresql(cluster, programs):
    """The address of an empty database on it."""
    name = f"quiz{next(NUMBERS)}"
    command = [programs / "createdb", "-h", cluster, "-U", "postgres", name]
    subprocess.run(command, check=True, timeout=60)  # noqa: S603  # our own arguments
    return f"postgresql://postgres@{quote(cluster, safe='')}/{name}"
