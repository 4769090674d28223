"""Figures that take long to count, kept in the cache for a while."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

logger = logging.getLogger(__name__)

Counted = TypeVar("Counted")
COUNTED_FOR = 600  # seconds


def cached(key: str, count: Callable[[], Counted], seconds: int = COUNTED_FOR) -> Counted:
    """What `count` returned up to so many seconds ago; counted now when nothing is kept.

    What an earlier release wrote, and cannot be read any more, is counted anew.
    """
    try:
        found: Counted | None = cache.get(key)
    except Exception as error:  # whatever unpickling may raise
        logger.warning("The cache holds no %r of ours (%s)", key, type(error).__name__)
        found = None
    if found is None:
        found = count()
        cache.set(key, found, seconds)
    return found
