"""Writes of daily counts."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from roles.domain import counts
from roles.domain.counts import Counts
from roles.domain.dates import utc_day
from roles.models.statistics import CountedDay, DailyCount
from roles.queries.catalog import version_numbers
from roles.queries.statistics import Stratum, count_day


def roll_up_day(*, day: date, now: datetime) -> CountedDay:
    """Counts what the attempts came to that began on a day, in the place of what was counted of
    it. Read before anything is locked: a long day would hold up every other write on SQLite.

    Args:
        day: in UTC, and over.
    """
    found, keys = count_day(day), version_numbers()
    with transaction.atomic():
        # Locked until the end, so that of two at once one comes after the other.
        days = CountedDay.objects.select_for_update()
        counted, _is_new = days.get_or_create(day=day, defaults={"counted_at": now})
        kept = timedelta(days=settings.UNFINISHED_KEPT_DAYS)
        may_be_deleted = counted.counted_at > now or day <= utc_day(now - kept)
        if may_be_deleted and _are_lost(counted, found.values()):
            return counted
        counted.counted_at = now
        counted.save()
        counted.counts.all().delete()
        DailyCount.objects.bulk_create(
            _row(counted, keys[stratum.version], stratum, of) for stratum, of in found.items()
        )
    return counted


def _are_lost(counted: CountedDay, found: Iterable[Counts]) -> bool:
    """Whether there were more attempts when the day was counted: the unfinished ones of a day that
    is over for long were deleted since. By a clock that is behind such a day may look young."""
    before: int | None = counted.counts.aggregate(started=Sum("started"))["started"]
    return (before or 0) > sum(of.started for of in found)


def _row(day: CountedDay, version: int, stratum: Stratum, of: Counts) -> DailyCount:
    return DailyCount(
        day=day,
        version_id=version,
        language=stratum.language,
        started=of.started,
        finished=of.finished,
        controls_shown=sum(controls.shown for controls in of.controls.values()),
        controls_taken=sum(controls.won for controls in of.controls.values()),
        counts_document=counts.dump(of),
    )
