"""Writes that may be repeated are, once, when others were in their way for too long."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

P = ParamSpec("P")
Done = TypeVar("Done")
SQLITE_BUSY, SQLITE_LOCKED = 5, 6
PASSING = ("40001", "40P01")  # PostgreSQL: could not be serialized; each waited for the other


def repeated(service: Callable[P, Done]) -> Callable[P, Done]:
    """For services that change nothing when they run a second time. Not within a transaction, of
    which more than the service would have to be repeated."""

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> Done:
        try:
            return service(*args, **kwargs)
        except OperationalError as error:
            if connection.in_atomic_block or not _is_passing(error):
                raise
        return service(*args, **kwargs)

    return run


def _is_passing(error: OperationalError) -> bool:
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # without what an extended one adds
    return code in (SQLITE_BUSY, SQLITE_LOCKED) or getattr(cause, "sqlstate", "") in PASSING
