"""`rollup` killed over and over while it catches up: in the end the counts are those of one run.

`python -m tests.load.rollup [KILLS]`: on an empty database at DATABASE_URL, or on SQLite in a
folder of its own. Fills it with DAYS days of attempts; then kills runs with SIGKILL at moments that
chance chooses. Status 1 when a day is half counted, or the end differs.
"""

import os
import signal
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import django

DAYS, A_DAY, SAMPLES, SEED = 40, 12, 10, 1
Rows = dict[Any, list[dict[str, Any]]]  # of each counted day, without their keys


def main(kills: int = 50) -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'rollup.sqlite3'}")
        os.environ["DJANGO_SETTINGS_MODULE"] = "careerquiz.settings"
        django.setup()
        return kill(kills)


def kill(kills: int) -> int:
    """Kills so many runs; prints a row, and returns the exit status."""
    # Late, as these need the environment that was set above.
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    fill()
    begun = time.monotonic()
    whole = run_child()
    longest = time.monotonic() - begun
    after = counted()
    assert whole, "rollup failed"
    assert len(after) == DAYS
    forget()
    rng, killed, ends, lengths = Random(SEED), 0, 0, []
    while killed < kills or ends == 0:
        is_done = run_child(rng.uniform(0, longest / 3))
        found = counted()
        lengths.append(len(found))
        if {day: after[day] for day in found} != found or (is_done and found != after):
            print(f"BROKEN: after {killed} kills there were {found}")
            return 1
        killed += not is_done
        if is_done:
            ends += 1
            forget()
    middle = sum(0 < length < DAYS for length in lengths)
    print(
        f"{connection.vendor}: {killed} runs killed, {middle} half-way through {DAYS} days; "
        f"catch-ups that came to their end, with the counts of one run: {ends}"
    )
    return int(not middle)


def fill() -> None:
    """Attempts on each of the last DAYS days, most of them finished."""
    # Late, as in `kill`.
    from django.utils import timezone

    from roles.domain.simulation import respondents  # late as well
    from roles.models import Attempt, Result  # late as well
    from tests import factories  # late as well

    version = factories.make_version(factories.seed_catalog())
    people = list(respondents(factories.seed_catalog(), SAMPLES, Random(SEED)))  # no secret
    factories.make_attempt(version, people[0].answers, pages=2)
    for person in people:
        factories.make_result(version, person.answers)
    samples = list(Attempt.objects.values())
    results = {row["attempt_id"]: row for row in Result.objects.values()}
    Attempt.objects.all().delete()
    now, attempts, done = timezone.now(), list[Attempt](), list[Result]()
    for place in range(DAYS * A_DAY):
        row = samples[place % len(samples)]
        started_at = now - timedelta(days=1 + place // A_DAY)
        own = {"id": place + 1, "token": f"{place:022}", "started_at": started_at}
        attempts.append(Attempt(**row | own))
        if result := results.get(row["id"]):
            own = {"id": place + 1, "attempt_id": place + 1, "finished_at": started_at}
            done.append(Result(**result | own))
    Attempt.objects.bulk_create(attempts)
    Result.objects.bulk_create(done)


def counted() -> Rows:
    """What is stored of each counted day."""
    from roles.models import CountedDay, DailyCount  # late, as in `kill`

    rows: Rows = {day.isoformat(): [] for day in CountedDay.objects.values_list("day", flat=True)}
    for row in DailyCount.objects.order_by("version", "language").values():
        rows[row.pop("day_id").isoformat()].append(
            {name: value for name, value in row.items() if name != "id"}
        )
    return rows


def forget() -> None:
    from roles.models import CountedDay  # late, as in `kill`

    CountedDay.objects.all().delete()


def run_child(seconds: float | None = None) -> bool:
    """Runs `rollup` in a process of its own, which is killed after so many seconds; whether it
    had come to its end by then."""
    # Late, as in `kill`.
    from django.core.management import call_command
    from django.db import connection

    connection.close()  # no process may go on with the connection of another
    child = os.fork()
    if not child:
        status = 1
        try:
            call_command("rollup", verbosity=0)
            status = 0
        finally:
            os._exit(status)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return status == 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
