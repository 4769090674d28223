"""Workers killed in the middle of posts: what a visitor was told is saved is saved.

`python -m tests.load.kill [ROUNDS] [VISITORS]`: in each round one worker is killed with SIGKILL
while visitors answer. Status 1 when an acknowledged answer is not stored, or a page was an error.
"""

import contextlib
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.load.respondents import Respondent, lost
from tests.load.site import Site, running

POSTS_A_ROUND = 4  # between one kill and the next
LONGEST_ROUND = 5  # seconds; a worker needs one or two to start


def kill_workers(site: Site, rounds: int, visitors: int) -> list[str]:
    """Prints a row, and gives what was not as promised. More rounds follow when by chance none of
    them interrupted anybody."""
    people = [Respondent(site, Random(number)) for number in range(visitors)]
    rng, is_over = Random(0), threading.Event()

    def visit(person: Respondent) -> None:
        while not is_over.is_set():
            person.step()
        person.visitor.close()

    threads = [threading.Thread(target=visit, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    killed = saved = 0
    for number in range(5 * rounds):
        if number >= rounds and any(person.broken for person in people):
            break
        end = time.monotonic() + LONGEST_ROUND
        while posts(people) < saved + POSTS_A_ROUND and time.monotonic() < end:
            time.sleep(0.01)
        saved = posts(people)
        time.sleep(rng.uniform(0, 0.05))
        while not (workers := site.workers):
            time.sleep(0.05)
        with contextlib.suppress(ProcessLookupError):
            os.kill(rng.choice(workers), signal.SIGKILL)
            killed += 1
    time.sleep(1)
    is_over.set()
    for thread in threads:
        thread.join()
    return judged(site, people, killed)


def posts(people: list[Respondent]) -> int:
    """How many were acknowledged."""
    return sum(person.statuses[302] for person in people)


def judged(site: Site, people: list[Respondent], killed: int) -> list[str]:
    gone = lost(site, people)
    statuses = sum((person.statuses for person in people), Counter[int]())
    answers = sum(len(each) for person in people for each in person.acknowledged.values())
    broken = sum(person.broken for person in people)
    print(
        f"  {killed} workers killed, {dict(statuses)}, {broken} connections broken; "
        f"{answers} answers acknowledged, {len(gone)} lost",
        flush=True,
    )
    errors = {status: count for status, count in statuses.items() if status >= 400}
    told = {
        f"errors {errors}": errors,
        f"lost {gone[:3]}": gone,
        "nobody was interrupted": not broken,
        "no answer was acknowledged": not answers,
    }
    return [what for what, is_so in told.items() if is_so]


def main(rounds: int = 60, visitors: int = 12) -> int:
    with tempfile.TemporaryDirectory() as folder:
        options = ("--workers", "4", "--threads", "4")
        with running(Path(folder), *options, CAREERQUIZ_RATE_LIMITS="no") as site:
            print(f"SQLite, 4 processes, {visitors} visitors, {rounds} rounds:", flush=True)
            failed = kill_workers(site, rounds, visitors)
    for what in failed:
        print(f"BROKEN: {what}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
