"""A throw-away PostgreSQL in a temporary folder, that can be stopped, frozen and gone on with."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote


def installed() -> Path | None:
    """The newest folder that holds PostgreSQL's server programs; None when there is none."""
    found = shutil.which("initdb")
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")  # not on the PATH there
    newest = max(debian, key=lambda path: float(path.parent.parent.name), default=None)
    path = Path(found) if found else newest
    return path and path.resolve().parent


def databases() -> dict[str, Path | None]:
    """What a site can be tried on here, by name: with PostgreSQL's programs, or None for SQLite."""
    programs = installed()
    return {"SQLite": None, **({"PostgreSQL": programs} if programs else {})}


@dataclass
class Cluster:
    """A server, reached through a socket in its folder."""

    programs: Path
    folder: str
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def run(self, program: str, *args: object) -> None:
        # The server refuses to run as root.
        someone: dict[str, Any] = {}
        if os.geteuid() == 0:
            someone = {"user": "postgres", "group": "postgres", "extra_groups": []}
        command = [str(self.programs / program), *map(str, args)]
        subprocess.run(  # noqa: S603  # our own arguments
            command,
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=60,
            **someone,
        )

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off"
        place = ("-D", f"{self.folder}/data", "-l", f"{self.folder}/log")
        self.run("pg_ctl", "start", "-w", *place, "-o", options)

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "stop", "-w", "-m", mode, "-D", f"{self.folder}/data")

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def database(self) -> str:
        """The address of an empty database on it."""
        name = f"quiz{next(self.numbers)}"
        self.run("createdb", "-h", self.folder, "-U", "postgres", name)
        return f"postgresql://postgres@{quote(self.folder, safe='')}/{name}"

    def _signal(self, number: signal.Signals) -> None:
        """To the server and all that it started."""
        first = int(Path(f"{self.folder}/data/postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for process in [first, *map(int, children)]:
            os.kill(process, number)


@contextmanager
def cluster(programs: Path) -> Iterator[Cluster]:
    """A running one of our own, gone afterwards without a trace."""
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        made = Cluster(programs, folder)
        made.run("initdb", "-A", "trust", "-U", "postgres", "--no-sync", "-D", f"{folder}/data")
        made.start()
        try:
            yield made
        finally:
            made.thaw()
            made.stop("immediate")
