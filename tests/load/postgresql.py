"""A throw-away PostgreSQL, reached through a socket in a folder."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote


def installed() -> Path | None:
    """The newest folder that holds PostgreSQL's server programs; None when there is none."""
    found = shutil.which("initdb")
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")  # not on the PATH there
    newest = max(debian, key=lambda path: float(path.parent.parent.name), default=None)
    path = Path(found) if found else newest
    return path.resolve().parent if path else None


@contextlib.contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """The folder of a running PostgreSQL of our own, gone afterwards without a trace."""
    is_root = os.name == "posix" and os.geteuid() == 0
    # The server refuses to run as root.
    user, groups = ("postgres", []) if is_root else (None, None)
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        if is_root:
            shutil.chown(folder, "postgres", "postgres")

        def run(program: str, *args: str) -> None:
            subprocess.run(  # noqa: S603  # our own arguments
                [programs / program, "-D", f"{folder}/data", *args],
                cwd=folder,
                check=True,
                stdout=subprocess.DEVNULL,
                timeout=60,
                user=user,
                group=user,
                extra_groups=groups,
            )

        run("initdb", "-A", "trust", "-U", "postgres", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        run("pg_ctl", "start", "-w", "-l", f"{folder}/log", "-o", options)
        try:
            yield folder
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate")


def create(programs: Path, folder: str, name: str) -> str:
    """The address of a new, empty database in a cluster."""
    command = [programs / "createdb", "-h", folder, "-U", "postgres", name]
    subprocess.run(command, check=True, timeout=60)  # noqa: S603  # our own arguments
    return f"postgresql://postgres@{quote(folder, safe='')}/{name}"
