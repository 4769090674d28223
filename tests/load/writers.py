"""Fifty people who answer at once: nobody gets an error page, and nothing is lost.

`python -m tests.load.writers [ROUNDS] [WRITERS]` tries SQLite with one and with four processes, and
PostgreSQL. Status 1 when a page was an error, or an acknowledged answer is not stored.
"""

import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from random import Random

from tests.load.postgresql import cluster, installed
from tests.load.respondents import Respondent, lost
from tests.load.site import Site, running


def write_at_once(site: Site, rounds: int, writers: int) -> list[str]:
    """Each goes through so many pages, all from the same moment on; prints a row, and gives what
    was not as promised."""
    people = [Respondent(site, Random(number)) for number in range(writers)]
    gate = threading.Barrier(writers + 1)

    def write(person: Respondent) -> None:
        gate.wait(30)
        for _round in range(rounds):
            person.step()
        person.visitor.close()

    threads = [threading.Thread(target=write, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    gate.wait(30)
    before = time.monotonic()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - before
    statuses = sum((person.statuses for person in people), Counter[int]())
    slowest = max(person.slowest for person in people)
    gone, broken = lost(site, people), sum(person.broken for person in people)
    print(
        f"  {dict(statuses)} in {seconds:.1f} s, {statuses[302] / seconds:.0f} redirects a second; "
        f"slowest step {slowest:.2f} s; {len(gone)} answers lost, {broken} connections broken",
        flush=True,
    )
    errors = {status: count for status, count in statuses.items() if status >= 400}
    told = {f"errors {errors}": errors, f"lost {gone[:3]}": gone, f"broken {broken}": broken}
    return [what for what, is_so in told.items() if is_so]


def main(rounds: int = 8, writers: int = 50) -> int:
    failed, programs = [], installed()
    with ExitStack() as stack:
        places = {"SQLite, 1 process": ("1", ""), "SQLite, 4 processes": ("4", "")}
        if programs:
            address = stack.enter_context(cluster(programs)).database()
            places["PostgreSQL, 2 processes"] = ("2", address)
        for name, (workers, address) in places.items():
            variables = {"CAREERQUIZ_RATE_LIMITS": "no"}
            variables |= {"DATABASE_URL": address} if address else {}
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            options = ("--workers", workers, "--threads", "16")
            with running(folder, *options, **variables) as site:
                print(f"{name}, {writers} writers, {rounds} pages each:", flush=True)
                failed += write_at_once(site, rounds, writers)
    for what in failed:
        print(f"BROKEN: {what}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
