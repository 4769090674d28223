"""How long pages of the admin take with many results: `python -m tests.benchmarks.admin 1000000`.

Fills a database of its own, on SQLite, with that many attempts and as many results less a quarter,
as large as real ones, then asks for each page as a publisher does. Prints the processor time of the
median of a few calls and the number of queries. Not part of the tests: times depend on the machine.
Ends with status 1 when a page takes more than MOST.
"""

import os
import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import django

MOST = 300  # milliseconds
ROUNDS = 5
SAMPLES = 200  # attempts that are answered as people do; the others are their copies
LAST = datetime(2026, 11, 29, tzinfo=UTC)
SPAN = timedelta(days=700)  # over which they were begun

PAGES = {
    "start page": "/admin/",
    "attempts": "/admin/roles/attempt/",
    "attempts, page 50": "/admin/roles/attempt/?p=50",
    "attempts of a version": "/admin/roles/attempt/?version=1",
    "attempts, panel": "/admin/roles/attempt/?panel=yes",
    "attempts, not panel": "/admin/roles/attempt/?panel=no",
    "attempts, finished": "/admin/roles/attempt/?finished=yes",
    "attempts, unfinished": "/admin/roles/attempt/?finished=no",
    "attempts, panel, unfinished": "/admin/roles/attempt/?panel=yes&finished=no",
    "attempts of today": "/admin/roles/attempt/?started_at=today",
    "attempts of last year": "/admin/roles/attempt/?started_at=last-year",
    "results": "/admin/roles/result/",
    "results, page 50": "/admin/roles/result/?p=50",
    "results, one leader": "/admin/roles/result/?leader={leader}",
    "results, rare leader": "/admin/roles/result/?leader={rare}",
    "results, close": "/admin/roles/result/?certainty__exact=close",
    "results, leader and certainty": "/admin/roles/result/?leader={rare}&certainty__exact=close",
    "results, all filters": (
        "/admin/roles/result/?leader={rare}&certainty__exact=no_direction&version=1"
        "&finished_at=last-year"
    ),
    "results of last year": "/admin/roles/result/?finished_at=last-year",
    "public links": "/admin/roles/sharelink/",
    "an attempt": "/admin/roles/attempt/{attempt}/change/",
    "a result": "/admin/roles/result/{result}/change/",
    "statements": "/admin/roles/question/",
    "a statement": "/admin/roles/question/1/change/",
    "role profiles": "/admin/roles/roleprofile/",
    "a role profile": "/admin/roles/roleprofile/1/change/",
    "role pages": "/admin/roles/rolepage/",
    "a role page": "/admin/roles/rolepage/1/change/",
    "history of a role page": "/admin/roles/rolepage/1/history/",
    "the draft": "/admin/draft/",
    "calibration": "/admin/calibration/",
    "find an attempt": "/admin/support/",
    "catalog versions": "/admin/roles/catalogversion/",
    "a catalog version": "/admin/roles/catalogversion/1/change/",
    "accounts": "/admin/auth/user/",
    "groups": "/admin/auth/group/",
}


def main(count: int) -> int:
    """Prints the table; returns the exit status."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'admin.sqlite3'}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "careerquiz.settings"
        django.setup()
        return measure(count)


def measure(count: int) -> int:
    # Late, as these need the environment that was set above.
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    call_command("load_catalog", verbosity=0)
    call_command("load_careers", publish=True, verbosity=0)
    parts = fill(count)
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.create_superuser("ada"))
    print(f"{count} attempts\n{'page':<32}{'ms':>8}{'queries':>9}{'bytes':>10}{'status':>8}")
    is_fast = True
    for name, address in PAGES.items():
        client.get(address.format(**parts))  # what is kept for the next time
        times = []
        for _round in range(ROUNDS):
            with CaptureQueriesContext(connection) as queries:
                start = process_time()
                response = client.get(address.format(**parts))
                times.append((process_time() - start) * 1000)
        taken = median(times)
        is_fast &= taken <= MOST
        print(
            f"{name:<32}{taken:>8.0f}{len(queries):>9}{len(response.content):>10}"
            f"{response.status_code:>8}"
        )
    return 0 if is_fast else 1


def fill(count: int) -> dict[str, Any]:
    """Attempts and results; what addresses need of them."""
    # Late, like all imports below: they need the environment that main() sets.
    from django.db import connection, transaction
    from django.db.models import Count

    from roles.models import Attempt, Result  # late as well

    make_samples()
    with transaction.atomic(), connection.cursor() as cursor:
        start = (LAST - SPAN).strftime("%Y-%m-%d %H:%M:%S")
        step = SPAN.total_seconds() / count
        for table, columns in ((Attempt, COPIED_ATTEMPT), (Result, COPIED_RESULT)):
            cursor.execute(copies(table._meta.db_table, columns), [count, start, step])
    leaders = Result.objects.values_list("leader").annotate(count=Count("pk")).order_by("-count")
    return {
        "leader": leaders[0][0],
        "rare": leaders[len(leaders) - 1][0],
        "attempt": Attempt.objects.latest("pk").pk,
        "result": Result.objects.latest("pk").pk,
    }


def make_samples() -> None:
    """Attempts with the keys from 1 to SAMPLES; a quarter has no result."""
    # Late as well.
    from roles.models import CatalogVersion
    from roles.queries.catalog import version_catalog
    from tests.factories import make_attempt, make_result

    version = CatalogVersion.objects.get()
    questions = version_catalog(version).questions
    chance = random.Random(1)  # the same each time
    for number in range(SAMPLES):
        sheet = {row.slug: chance.choice((1, 2, 3, 4, 5, None)) for row in questions}
        if number % 4:
            make_result(version, sheet)
        else:
            make_attempt(version, sheet, pages=2)


def copies(table: str, columns: dict[str, str]) -> str:
    """What copies the samples as often as asked; takes a count, a start and seconds between two."""
    numbers = "SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < %s"
    times = "SELECT n, datetime(%s, (n * %s) || ' seconds') AS moment FROM numbers"
    chosen = f"{', '.join(columns.values())} FROM times JOIN {table}"
    names = ", ".join(columns)
    return f"""WITH RECURSIVE numbers AS ({numbers}), times AS ({times})
        INSERT INTO {table} ({names})
        SELECT {chosen} ON {KEY[table]} = 1 + n %% {SAMPLES}"""


KEY = {"roles_attempt": "id", "roles_result": "attempt_id"}
NEW_KEY = f"n + {SAMPLES}"
SAME_ATTEMPT = ("version_id", "pages", "answers", "seconds", "is_panel", "wants_all")
SAME_RESULT = ("version_id", "leader", "certainty", "outcome_document", "answer_pairs")
SAME_RESULT += ("day_choices", "notes", "kept_until", "page_cache")
COPIED_ATTEMPT = {name: name for name in (*SAME_ATTEMPT, "day_choices", "days_skipped")}
COPIED_ATTEMPT |= {"id": NEW_KEY, "token": "printf('%%022d', n)", "started_at": "moment"}
COPIED_ATTEMPT |= {"saved_at": "moment"}
COPIED_RESULT = {name: name for name in SAME_RESULT}
COPIED_RESULT |= {"id": NEW_KEY, "attempt_id": NEW_KEY, "finished_at": "moment"}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
