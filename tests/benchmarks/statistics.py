"""How long counting takes: `python -m tests.benchmarks.statistics [results] [days]`.

Fills a database with copies of sample results that began over so many days, like
`tests.benchmarks.growth`: SQLite in a folder of its own (TMPDIR says where), or an empty database
at DATABASE_URL. Then counts one day, catches up with all of them, reads all counts, and
asks for each of ADDRESSES, without and with what is kept for the next time. Times are of this
process on SQLite, and on the clock where a server works as well. Not part of the tests: they depend
on the machine. Ends with status 1 when one day takes more than MOST_OF_A_DAY, or an address more
than MOST_OF_A_PAGE.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import django

from tests.benchmarks.growth import fill, make_samples, stored_bytes

MOST_OF_A_DAY, MOST_OF_A_PAGE = 30, 1  # seconds
RESULTS, DAYS, ROUNDS = 1_000_000, 400, 5
ADDRESSES = (
    "/admin/",
    "/admin/statistics/",
    "/admin/statistics/?from={first}",
    "/admin/calibration/",
)


def main(count: int = RESULTS, days: int = DAYS) -> int:
    """Prints the table; returns the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'counts.sqlite3'}")
        os.environ["DJANGO_SETTINGS_MODULE"] = "careerquiz.settings"
        django.setup()
        return measure(count, days)


def measure(count: int, days: int) -> int:
    # Late, as these need the environment that was set above.
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from roles.queries.statistics import count_day, daily_counts  # late as well

    call_command("migrate", verbosity=0)
    make_samples()
    now, size = timezone.now(), stored_bytes()
    begun = now - timedelta(days=days)
    fill(count, **moments(connection.vendor, begun, count, days))
    filled = stored_bytes()
    print(f"{connection.vendor}, {count:,} results over {days} days")
    print(f"{(filled - size) / count:,.0f} bytes a result with its attempt")
    middle = (begun + timedelta(days=days // 2)).date()
    one_day = seconds(lambda: count_day(middle))
    print(
        f"{one_day:8.2f} s to count one day, {sum(of.started for of in count_day(middle).values())}"
    )
    all_days = seconds(lambda: call_command("rollup", verbosity=0))
    print(f"{all_days:8.2f} s to catch up with all, {all_days / days:.2f} s a day")
    tell_rows(stored_bytes() - filled)
    stored = seconds(lambda: daily_counts(begun.date(), now.date() - timedelta(days=1)))
    print(f"{stored:8.2f} s to read their counts, {1000 * stored / days:.2f} ms a day")
    addresses = (address.format(first=begun.date()) for address in ADDRESSES)
    slowest = max(map(tell_address, addresses))
    return int(one_day > MOST_OF_A_DAY or slowest > MOST_OF_A_PAGE)


def moments(vendor: str, begun: datetime, count: int, days: int) -> dict[str, dict[str, str]]:
    """When the copies began and were finished, in SQL: evenly from a moment on, up to now."""
    start, step = f"{begun:%Y-%m-%d %H:%M:%S}", days * 86_400 / count

    def after(seconds: str) -> str:
        if vendor == "sqlite":
            return f"datetime('{start}', ({seconds}) || ' seconds')"
        return f"timestamptz '{start}+00' + ({seconds}) * interval '1 second'"

    began = {name: after(f"n * {step}") for name in ("started_at", "saved_at")}
    finished = {"finished_at": after(f"n * {step} + 120 + (n * 7919) %% 900")}
    return {"attempt": began, "result": finished}


def seconds(run: Callable[[], object]) -> float:
    # Late, as in `measure`.
    from django.db import connection

    clock = process_time if connection.vendor == "sqlite" else perf_counter
    start = clock()
    run()
    return clock() - start


def tell_rows(grown: int) -> None:
    """How many counts are stored, and how large they are."""
    # Late, as in `measure`.
    from django.db.models import Avg, TextField
    from django.db.models.functions import Cast, Length

    from roles.models import CountedDay, DailyCount  # late as well

    days, rows = CountedDay.objects.count(), DailyCount.objects.count()
    size = Avg(Length(Cast("counts_document", TextField())))
    letters = DailyCount.objects.aggregate(size=size)["size"]
    print(f"{days} days in {rows} rows of {letters:,.0f} letters, {grown / days:,.0f} bytes a day")


def tell_address(address: str) -> float:
    """Prints how long a page takes, and returns the longer of both: without what is kept."""
    # Late, as in `measure`.
    from django.contrib.auth.models import User
    from django.core.cache import cache
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        User.objects.get_or_create(username="ada", is_superuser=True, is_staff=True)[0]
    )
    client.get(address)  # whatever a process does once
    anew, kept = [], []
    for _round in range(ROUNDS):
        cache.clear()
        anew.append(seconds(lambda: client.get(address)))
        kept.append(seconds(lambda: client.get(address)))
    print(f"{median(anew):8.2f} s for {address}, {median(kept):.2f} s with what is kept")
    return median(anew)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
