"""Daily jobs: one run at a time, and a note of how each ended."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

from django.db import connection

from roles.models import JobRun
from roles.models.jobs import DailyJob

logger = logging.getLogger(__name__)

# A full disk, for instance: what the jobs delete may make room, and to run twice does no harm.
UNWRITABLE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
LOCK = 7_020_240_001  # among the advisory locks of a PostgreSQL database; any number does


@contextmanager
def jobs_lock() -> Iterator[bool]:
    """Whether nobody else runs the jobs of this database, on this or another machine. If so they
    are ours until the block, or the process, ends."""
    if connection.vendor == "postgresql":
        with closing(connection.copy()) as own:  # jobs may lose theirs
            own.set_autocommit(False)  # in a transaction, the lock is safe behind a pooler as well
            with own.cursor() as cursor:
                cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
                (is_ours,) = cursor.fetchone()
            yield is_ours
        return
    # SQLite locks whole files: one beside the database, which holds nothing.
    name = str(connection.settings_dict["NAME"])
    path = ":memory:" if ":memory:" in name else f"{name}-jobs"
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as file:
        try:
            file.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            kind = error.sqlite_errorcode & 0xFF
            if kind not in (sqlite3.SQLITE_BUSY, *UNWRITABLE):
                raise
            if kind in UNWRITABLE:
                logger.warning("The jobs run without a lock, as nothing can be written: %s", error)
            yield kind in UNWRITABLE
        else:
            yield True


def begin_job(*, job: DailyJob, now: datetime) -> JobRun:
    """Notes that a job begins."""
    begun = {"outcome": JobRun.Outcome.RUNNING, "started_at": now, "seconds": None}
    run, _is_new = JobRun.objects.update_or_create(job=job.value, defaults=begun)
    return run


def end_job(*, run: JobRun, is_done: bool, now: datetime, seconds: float) -> None:
    """Notes how it ended.

    Args:
        seconds: how long it took, by a clock that nobody sets.
    """
    run.outcome = JobRun.Outcome.DONE if is_done else JobRun.Outcome.FAILED
    run.seconds = seconds
    if is_done:
        run.done_at = now
    run.save(update_fields=["outcome", "seconds", "done_at"])
