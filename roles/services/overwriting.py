"""Deletion down to the file.

SQLite leaves in its write-ahead log what was deleted, and the old pages in its own file, until the
log is written back. Connections that stay open put that off for hours.
"""

import logging
from functools import partial

from django.db import connection, transaction

logger = logging.getLogger(__name__)
WAIT_SECONDS = 2  # for others who read or write in this moment


def overwrite_deleted() -> None:
    """Has what the transaction under way deletes overwritten as soon as it is through."""
    transaction.on_commit(partial(checkpoint, WAIT_SECONDS), robust=True)


def checkpoint(wait_seconds: float | None = None) -> None:
    """Has everything in the database's own file: its write-ahead log is written back and emptied.

    Does nothing where there is no such log, or in the middle of a transaction. When others are busy
    with the database for longer than one wants to wait, the next checkpoint does this one's work.

    Args:
        wait_seconds: None for as long as for anything else.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    usual = int(1000 * connection.settings_dict["OPTIONS"]["timeout"])
    wait = usual if wait_seconds is None else int(1000 * wait_seconds)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={wait}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (is_busy, *_pages) = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={usual}")
    if is_busy:
        logger.warning("What was deleted is overwritten later: others are using the database")
