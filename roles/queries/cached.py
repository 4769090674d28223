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

    A cache that is away or holds what an earlier release wrote stops nobody.
    """
    try:
        found: Counted | None = cache.get(key)
    except Exception as error:  # each cache backend raises errors of its own
        logger.warning("The cache failed (%s): %r is counted anew", type(error).__name__, key)
        return count()
    if found is not None:
        return found
    counted = count()
    try:
        cache.set(key, counted, seconds)
    except Exception as error:  # likewise
        logger.warning("The cache failed (%s): %r is not kept", type(error).__name__, key)
    return counted
