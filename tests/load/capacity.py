"""How much a site carries, and what people leave on its disk. `python -m tests.load.capacity`

The site as it is shipped, on SQLite and, where it is installed, on PostgreSQL: first with people
who take the quiz, then with people who read pages, then with people who share their result. The
visitors share this machine's processors with the site. So the figures to count with are processor
seconds: of the site's own processes, and of the database's.
"""

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests.load.postgresql import cluster, databases
from tests.load.site import Site, Visitor, running
from tests.load.traffic import NO_LIMITS, table, traffic

SIZE = """from django.db import connection
with connection.cursor() as cursor:
    if connection.vendor == "sqlite":
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    else:
        cursor.execute("SELECT pg_database_size(current_database())")
    print(cursor.fetchone()[0])
"""
TICKS = os.sysconf("SC_CLK_TCK")
TITLES = ("", "a second", "requests a second", "site ms", "database ms", "bytes")


def processor_seconds(process: int) -> float:
    """What it and its children used so far, also those that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:  # it ended meanwhile
        return 0.0
    own = sum(int(ticks) for ticks in fields[11:15]) / TICKS
    return own + sum(processor_seconds(int(child)) for child in children)


def share(site: Site, result: str) -> int:
    """A public link to a result, opened once, with its picture. How many requests that takes."""
    visitor = Visitor(site.port)
    page = visitor.get(f"{result}share/")
    made = visitor.follow(visitor.send(page, {}, "/share/"))
    link = re.search(r"/shared/[\w-]{22}/", made.text)
    if not link:
        raise LookupError("no public link was made")
    visitor.get(link[0])
    visitor.get(f"{link[0]}card.png")
    visitor.close()
    return 5


def cost(site: Site, database: int, use: Callable[[], tuple[int, int]]) -> tuple[object, ...]:
    """A row without its name: how often something was done, and at what cost for each.

    Args:
        database: the first process of PostgreSQL; 0 for none.
        use: does it; how often, and with how many requests.
    """
    processes = (site.process.pid, database)
    size = int(site.manage("shell", "--no-imports", "-c", SIZE))
    before, began = [processor_seconds(each) for each in processes], time.monotonic()
    units, requests = use()
    took = time.monotonic() - began
    after = [processor_seconds(each) for each in processes]
    size = int(site.manage("shell", "--no-imports", "-c", SIZE)) - size
    spent = [f"{1000 * (now - then) / units:.1f}" for now, then in zip(after, before, strict=True)]
    return f"{units / took:.1f}", f"{requests / took:.0f}", *spent, size // units


def measured(
    name: str, folder: Path, seconds: int, programs: Path | None
) -> list[tuple[object, ...]]:
    """The rows of one database."""
    results: list[str] = []

    def people(takers: int, lookers: int) -> tuple[int, int]:
        with traffic(site.port, takers=takers, lookers=lookers) as seen:
            time.sleep(seconds)
        if seen.failed:
            raise RuntimeError("\n".join(seen.failed[:9]))
        results.extend(seen.results)
        return (len(seen.results) if takers else seen.answered), seen.answered

    def sharing() -> tuple[int, int]:
        chosen = results[:50]
        return len(chosen), sum(share(site, result) for result in chosen)

    with ExitStack() as stack:
        variables, database = dict(NO_LIMITS), 0
        if programs:
            server = stack.enter_context(cluster(programs))
            database = int(Path(server.folder, "data/postmaster.pid").read_text().split()[0])
            variables["DATABASE_URL"] = server.database()
        site = stack.enter_context(running(folder, **variables))
        return [
            (f"{name}: a whole quiz", *cost(site, database, lambda: people(8, 0))),
            (f"{name}: a page read", *cost(site, database, lambda: people(0, 8))),
            (f"{name}: a result shared", *cost(site, database, sharing)),
        ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help="of each kind of use")
    seconds = parser.parse_args().seconds
    rows = []
    for name, kind in databases().items():
        with tempfile.TemporaryDirectory() as folder:
            rows += measured(name, Path(folder), seconds, kind)
    print(f"{os.cpu_count()} processors, shared with the visitors; figures are for one of each")
    print(table(TITLES, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
