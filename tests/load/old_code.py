"""Does the code of the last release work on the new tables? `python -m tests.load.old_code`

A site runs the code of an older commit, with people answering. `migrate` of the code at hand runs
meanwhile, on SQLite and, where it is installed, on PostgreSQL; the old code goes on, and then the
new one takes its place on a socket that is held. Ends with status 1 when a single request fails.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from tests.load.postgresql import cluster, databases
from tests.load.site import PROJECT, held_socket, running, start, stop
from tests.load.traffic import NO_LIMITS, table, traffic

RELEASE = "63344fe"  # the commit whose code has to go on: the last one that was released


@contextmanager
def code_of(revision: str, folder: Path) -> Iterator[Path]:
    """A folder with the code of that commit."""
    worktree = ["git", "-C", str(PROJECT), "worktree"]
    subprocess.run([*worktree, "add", "--quiet", "--detach", folder, revision], check=True)  # noqa: S603
    try:
        yield folder
    finally:
        subprocess.run([*worktree, "remove", "--force", folder], check=True)  # noqa: S603


def measured(
    folder: Path, old: Path, seconds: int, programs: Path | None
) -> tuple[tuple[object, ...], list[str]]:
    """One row of the table; and what failed."""
    with ExitStack() as stack:
        variables = dict(NO_LIMITS)
        if programs:
            variables["DATABASE_URL"] = stack.enter_context(cluster(programs)).database()
        listener = stack.enter_context(held_socket())
        site = stack.enter_context(running(folder, listener=listener, project=old, **variables))
        with traffic(site.port) as seen:
            time.sleep(seconds)
            began = time.monotonic()
            new = replace(site, environment={**site.environment, "PYTHONPATH": str(PROJECT)})
            new.project = PROJECT
            new.manage("migrate")
            took = time.monotonic() - began
            time.sleep(seconds)
            stop(site)
            site.process = start(folder, listener=listener, **variables).process
            time.sleep(seconds)
        figures = (seen.answered, len(seen.results), f"{took:.1f} s", f"{seen.slowest:.1f} s")
        return (*figures, len(seen.failed)), seen.failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision", nargs="?", default=RELEASE, help="the older commit")
    parser.add_argument("--seconds", type=int, default=5, help="before, between and after")
    options = parser.parse_args()
    rows, troubles = [], []
    with (
        tempfile.TemporaryDirectory() as place,
        code_of(options.revision, Path(place, "old")) as old,
    ):
        for name, kind in databases().items():
            folder = Path(place, name)
            folder.mkdir()
            row, failed = measured(folder, old, options.seconds, kind)
            rows.append((name, *row))
            troubles += failed
    titles = ("database", "requests", "results", "migrate", "slowest", "failed")
    print(table(titles, rows))
    print("\n".join(troubles[:20]))
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
