"""How a result's page slows down as results pile up: `python -m tests.benchmarks.growth [results]`.

Asks for the same pages before and after the database is filled with copies of their rows. Each call
takes turns with one of an empty view, and what is compared are the ratios, so that what else the
machine does hits both sides. SQLite in a folder of its own (TMPDIR says where), or an empty
database at DATABASE_URL. A million results take some gigabytes and minutes. Not part of the tests.
Ends with status 1 when the page becomes slower by more than MOST.
"""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter, process_time

import django

MOST = 0.05
RESULTS, SAMPLES, ROUNDS, SEED = 100_000, 100, 12, 1
TOKENS = {
    "sqlite": "hex(randomblob(11))",
    "postgresql": "substr(md5(random()::text), 1, 22)",
}
SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def main(count: int) -> int:
    """Prints the table; returns the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'growth.sqlite3'}")
        os.environ["DJANGO_SETTINGS_MODULE"] = "careerquiz.settings"
        django.setup()
        return compare(count)


def compare(count: int) -> int:
    # Late, as these need the environment that was set above.
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.models import Avg
    from django.db.models.functions import Length

    from roles.models import Result  # late as well

    settings.ROOT_URLCONF = "tests.benchmarks.floor"
    settings.RATE_LIMITS = {}
    connection.settings_dict["CONN_MAX_AGE"] = None
    call_command("migrate", verbosity=0)
    paths = make_samples()
    before, size = measured(paths), stored_bytes()
    print(f"{connection.vendor}\n{'results':>10}{'ms':>8}{'empty':>8}{'ratio':>8}{'MB':>8}")
    print(_line(SAMPLES, before, size))
    fill(count)
    grown = stored_bytes() - size
    after = measured(paths)
    print(_line(Result.objects.count(), after, size + grown))
    cached = Result.objects.aggregate(mean=Avg(Length("page_cache")))["mean"]
    print(f"{grown / count:,.0f} bytes a result with its attempt, {cached:,.0f} of them its page")
    slower = after[0] / after[1] / (before[0] / before[1]) - 1
    print(f"slower by {slower:.1%}; at most {MOST:.0%}")
    return int(slower > MOST)


def _line(count: int, taken: tuple[float, float], size: int) -> str:
    page, empty = taken
    return f"{count:>10,}{page:>8.2f}{empty:>8.2f}{page / empty:>8.2f}{size / 1e6:>8,.0f}"


def make_samples() -> list[str]:
    """Results with the keys from 1 to SAMPLES, and the paths of their pages."""
    # Late, as in `compare`.
    from roles.domain.simulation import respondents
    from tests.factories import make_result, publish_seed, publish_seed_careers, seed_catalog

    version = publish_seed()
    publish_seed_careers()
    people = respondents(seed_catalog(), SAMPLES, Random(SEED))  # no secret
    results = [make_result(version, person.answers) for person in people]
    return [f"/results/{result.attempt.token}/" for result in results]


def fill(count: int, **own: Mapping[str, str]) -> None:
    """So many copies of the samples' rows; `attempt` and `result` say in SQL what else each copy,
    number n from 1, has of its own."""
    # Late, as in `compare`.
    from django.db import connection, transaction

    from roles.models import Attempt, Result  # late as well

    numbers = "SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < %s"
    token = TOKENS[connection.vendor]
    if connection.vendor == "sqlite":  # what is lost when this breaks off is made in minutes
        with connection.cursor() as cursor:
            for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-300000"):
                cursor.execute(f"PRAGMA {setting}")
    with transaction.atomic(), connection.cursor() as cursor:
        for table, keys in (
            (Attempt, {"id": f"n + {SAMPLES}", "token": token}),
            (Result, {"id": f"n + {SAMPLES}", "attempt_id": f"n + {SAMPLES}"}),
        ):
            columns = {field.column: f"old.{field.column}" for field in table._meta.concrete_fields}
            chosen = columns | keys | own.get(table._meta.model_name, {})
            cursor.execute(
                # Of names of ours.
                f"""WITH RECURSIVE numbers AS ({numbers})
                INSERT INTO {table._meta.db_table} ({", ".join(chosen)})
                SELECT {", ".join(chosen.values())} FROM numbers
                JOIN {table._meta.db_table} AS old ON old.id = 1 + n %% {SAMPLES}""",  # noqa: S608
                [count],
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()  # the next one has the settings of the site


def stored_bytes() -> int:
    # Late, as in `compare`.
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(SIZES[connection.vendor])
        size: int = cursor.fetchone()[0]
    return size


def measured(paths: list[str]) -> tuple[float, float]:
    """Milliseconds of a result's page and of an empty view, the lower quartile of each. SQLite's
    work is in the processor's time of this process; that of a server only on the clock."""
    # Late, as in `compare`.
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection

    from tests.benchmarks.floor import Call  # late as well
    from tests.benchmarks.pages import call  # late as well

    clock = process_time if connection.vendor == "sqlite" else perf_counter
    handler, order = WSGIHandler(), Random(SEED)  # no secret
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS + 1):
        for path in order.sample(paths, len(paths)):
            for one, times in zip((path, "/empty/"), taken, strict=True):
                start = clock()
                call(handler, Call(one))
                if number:  # the first round reads what is kept from then on
                    times.append((clock() - start) * 1000)
    return quantiles(taken[0], n=4)[0], quantiles(taken[1], n=4)[0]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RESULTS))
