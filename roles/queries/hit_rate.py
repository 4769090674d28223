"""Reads of the published hit rate, kept in memory: it stands on every result page."""

import logging
import time
from threading import Lock

from django.db import DatabaseError, InterfaceError
from django.db.models import Sum

from roles.domain.hit_rate import HitRate, hit_rate
from roles.models import CatalogVersion, DailyCount
from roles.queries.careers import State

logger = logging.getLogger(__name__)
LOOK_EVERY = 600  # seconds; the daily job counts once a day

_seen: dict[int | None, tuple[float, HitRate | None]] = {}  # until when, by version
_looking = Lock()


def public_hit_rate(version_pk: int | None, state: State) -> HitRate | None:
    """What readers are told: `hit_rate_of`, but nothing where people are made up."""
    return None if state.is_demonstration else hit_rate_of(version_pk)


def hit_rate_of(version_pk: int | None) -> HitRate | None:
    """The hit rate of a version, as counted days have it; None with too few choices, and of a
    draft. One query in LOOK_EVERY seconds and process; while the database is away, what was seen
    last."""
    until, last = _seen.get(version_pk, (0.0, None))
    if version_pk is None or time.monotonic() < until:
        return last
    if not _looking.acquire(blocking=version_pk not in _seen):
        return last
    try:
        if time.monotonic() >= _seen.get(version_pk, (0.0, None))[0]:
            _seen[version_pk] = (time.monotonic() + LOOK_EVERY, _counted(version_pk, last))
    finally:
        _looking.release()
    return _seen[version_pk][1]


def _counted(version_pk: int, last: HitRate | None) -> HitRate | None:
    sums = {"taken": Sum("controls_taken", default=0), "shown": Sum("controls_shown", default=0)}
    try:
        digest = CatalogVersion.objects.filter(pk=version_pk).values("digest")
        same = DailyCount.objects.filter(version__digest__in=digest)  # an older one, chosen again
        return hit_rate(**same.order_by().aggregate(**sums))
    except (DatabaseError, InterfaceError) as error:
        logger.warning("The hit rate is shown as it was; the database failed: %s", error)
        return last


def forget_hit_rates() -> None:
    """Has the next page of this process look anew."""
    _seen.clear()
