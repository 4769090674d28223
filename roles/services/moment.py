"""One moment of the draft: what is read in many queries, while others write it, is one draft."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from roles.domain.errors import DraftHasMoved

SERIALIZATION_FAILURE = "40001"  # PostgreSQL's name for it


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees the draft of one moment, and writes nothing over what others wrote
    since. SQLite does that by itself, as one program writes at a time.

    Raises:
        DraftHasMoved: when somebody else wrote the same rows meanwhile.
    """
    is_outermost = not connection.in_atomic_block
    try:
        with transaction.atomic():
            if is_outermost and connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == SERIALIZATION_FAILURE:
            raise DraftHasMoved from error
        raise
