"""Is what was confirmed in a backup made under load? `python -m tests.load.backup`

A backup is made while people answer, on SQLite and, where it is installed, on PostgreSQL; it is
restored elsewhere and compared. Each answer that was confirmed before the backup began has to be in
it, and a site has to open on it. Ends with status 1 when one is missing.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.load.postgresql import Cluster, cluster, databases
from tests.load.site import Site, Visitor, running, start, stop
from tests.load.traffic import NO_LIMITS, Saved, table, traffic

ROWS = """import json
from roles.models import Attempt
print(json.dumps(dict(Attempt.objects.values_list("token", "answers"))))
"""


def missing(saved: list[Saved], stored: dict[str, dict[str, int]]) -> int:
    """How many of the answers that were confirmed are not there."""
    return sum(
        stored.get(each.token, {}).get(name) != value
        for each in saved
        for name, value in each.answers.items()
    )


def copied(site: Site, server: Cluster | None, target: str) -> None:
    """A backup of the site's database, restored into another."""
    file = site.folder / "backup"
    if server is None:
        site.manage("backup", str(file))
        site.environment["DATABASE_URL"] = target
        site.manage("restore", str(file))
        return
    for command in (
        ["pg_dump", "--format=custom", f"--file={file}", site.environment["DATABASE_URL"]],
        ["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={target}", str(file)],
    ):
        subprocess.run([server.programs / command[0], *command[1:]], check=True)  # noqa: S603


def measured(folder: Path, seconds: int, programs: Path | None) -> tuple[object, ...]:
    """One row of the table; the last figure is what has to be 0."""
    with ExitStack() as stack:
        server = stack.enter_context(cluster(programs)) if programs else None
        source, target = (
            server.database() if server else f"sqlite:///{folder}/{name}.sqlite3"
            for name in ("live", "restored")
        )
        site = stack.enter_context(running(folder, DATABASE_URL=source, **NO_LIMITS))
        with traffic(site.port) as seen:
            time.sleep(seconds)
            before, began = list(seen.saved), time.monotonic()
            copied(site, server, target)
            took = time.monotonic() - began
        elsewhere = start(folder, DATABASE_URL=target, **NO_LIMITS)
        try:
            stored = json.loads(elsewhere.manage("shell", "--no-imports", "--command", ROWS))
            opened = [
                path for path in seen.results if Visitor(elsewhere.port).get(path).status == 200
            ]
        finally:
            stop(elsewhere)
        answers = sum(len(each.answers) for each in before)
        lost = missing(before, stored) + len(seen.failed)
        return answers, len(stored), len(opened), f"{took:.1f} s", len(seen.failed), lost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=10, help="of answering before the backup")
    seconds = parser.parse_args().seconds
    rows = []
    for name, kind in databases().items():
        with tempfile.TemporaryDirectory() as folder:
            rows.append((name, *measured(Path(folder), seconds, kind)))
    titles = ("database", "answers confirmed before", "attempts in it", "results opened")
    print(table((*titles, "backup and restore", "failed", "lost or failed"), rows))
    return 1 if any(row[-1] for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
