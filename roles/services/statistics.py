"""Writes of daily counts."""

from datetime import date, datetime

from django.db import transaction

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
        counted, _is_new = CountedDay.objects.update_or_create(
            day=day, defaults={"counted_at": now}
        )
        counted.counts.all().delete()
        DailyCount.objects.bulk_create(
            _row(counted, keys[stratum.version], stratum, of) for stratum, of in found.items()
        )
    return counted


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


def forget_days_to_come(*, now: datetime) -> None:
    """Deletes what was counted of today and later days, while the clock was ahead."""
    with transaction.atomic():
        CountedDay.objects.filter(day__gte=utc_day(now)).delete()
