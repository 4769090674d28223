"""What people did, day by day: as it was counted, or can be counted now."""

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from roles.domain import counts, outcomes, progress
from roles.domain.counts import AttemptFacts, Counts, ResultFacts
from roles.domain.dates import utc_day
from roles.domain.errors import CountsDamaged
from roles.models import Attempt, ShareLink
from roles.models.statistics import CountedDay, DailyCount
from roles.queries.catalog import kept_version, version_catalog

logger = logging.getLogger(__name__)
ONE_DAY = timedelta(days=1)
RECOUNTED_DAYS = 7  # after its end, for which a day is counted anew: people go on, and delete
TOPPED_UP_DAYS = 7  # the last ones, today among them, that are counted on reading
TOPPED_UP = 20_000  # attempts that are counted on reading, which takes some seconds
CHUNK = 500  # rows held at a time
KEPT_DAYS = 500  # counts kept in memory, some 30 kB each


class Stratum(NamedTuple):
    """Attempts that are counted together, of one day."""

    version: int  # its number
    language: str


class CountKey(NamedTuple):
    """What the counts of some attempts are kept by."""

    day: date  # in UTC, on which they began
    version: int
    language: str


@dataclass(frozen=True, slots=True)
class DailyCounts:
    """What people did on some days."""

    rows: dict[CountKey, Counts]  # from the first day to the last
    # The first of the days whose attempts are not among them, as the daily job has not counted
    # them and they are too many, or too far back, to be counted on reading; None when none is.
    missing_since: date | None
    counted_until: date | None  # the last day that the daily job has counted; None when none is


def first_day() -> date | None:
    """The day on which the first attempt began, or the first that was counted, whichever was
    earlier; None before any. Days to come do not count: the clock was moved. Two queries."""
    after = _begin(utc_day(timezone.now()) + ONE_DAY)
    attempts = Attempt.objects.filter(started_at__lt=after).order_by("started_at")
    began = attempts.values_list("started_at", flat=True).first()
    day = CountedDay.objects.filter(day__lt=after.date()).values_list("day", flat=True).first()
    return min((each for each in (began and utc_day(began), day) if each), default=None)


def is_final(counted_at: datetime, day: date, now: datetime) -> bool:
    """Whether what came of a day's attempts was complete when it was counted. Nobody knows of a
    time to come, from before the clock was set back."""
    return _begin(day + ONE_DAY) + RECOUNTED_DAYS * ONE_DAY <= counted_at <= now


def days_to_count(now: datetime) -> list[date]:
    """The days that are over and were not counted, or too early to be final; the oldest first.
    Three queries."""
    first = first_day()
    if first is None:
        return []
    counted = dict(CountedDay.objects.values_list("day", "counted_at"))
    over = _days(first, utc_day(now) - ONE_DAY)
    return [day for day in over if day not in counted or not is_final(counted[day], day, now)]


def daily_counts(first: date, last: date) -> DailyCounts:
    """The counts of the attempts that began on these days, both included: as the daily job stored
    them, and counted now for the last few days that it has not come to. Four queries, and three for
    each day that is counted now."""
    now = timezone.now()
    today, begin = utc_day(now), first_day()
    last = min(last, today)
    # What was counted on a day to come, with a clock that was ahead, is counted anew.
    kept = CountedDay.objects.filter(day__lt=today, counted_at__lte=now)
    counted = set(kept.values_list("day", flat=True))
    rows, damaged = _stored_counts(first, last, counted)
    counted -= damaged
    missing: list[date] = []
    if begin is not None:
        lacking = [day for day in _days(max(first, begin), last) if day not in counted]
        topped_up = _days_to_top_up(lacking, today)
        missing = [day for day in lacking if day not in topped_up]
        for day in sorted(topped_up):
            rows |= {CountKey(day, *key): found for key, found in count_day(day).items()}
    return DailyCounts(rows, min(missing, default=None), max(counted, default=None))


def _stored_counts(
    first: date, last: date, counted: set[date]
) -> tuple[dict[CountKey, Counts], set[date]]:
    """The counts of counted days, and the days whose counts cannot be read, which have none."""
    stored = DailyCount.objects.filter(day__gte=first, day__lte=last)
    rows = stored.order_by("day", "version__number", "language")
    text = Cast("counts_document", TextField())
    columns = ("day", "version__number", "language", text)
    found: dict[CountKey, Counts] = {}
    damaged: set[date] = set()
    for day, number, language, document in rows.values_list(*columns).iterator(CHUNK):
        if day not in counted:
            continue
        try:
            found[CountKey(day, number, language)] = _parsed(document)
        except CountsDamaged as error:
            logger.error("The counts of %s cannot be read: %s", day, error)  # it says all
            damaged.add(day)
    return {key: each for key, each in found.items() if key.day not in damaged}, damaged


@lru_cache(maxsize=KEPT_DAYS)
def _parsed(document: str) -> Counts:
    """Nearly all days are as they were when a process last looked, and to read one takes as long as
    to count four attempts. Nobody changes what this returns."""
    return counts.parse(json.loads(document))


def _days_to_top_up(lacking: Iterable[date], today: date) -> set[date]:
    """Those of the last days, the newest first, that hold no more attempts than may be counted on
    reading. A query for each."""
    chosen: set[date] = set()
    left = TOPPED_UP
    for day in sorted(lacking, reverse=True):
        if today - day >= TOPPED_UP_DAYS * ONE_DAY:
            break
        left -= _begun_on(day)[: left + 1].count()
        if left < 0:
            break
        chosen.add(day)
    return chosen


def count_day(day: date) -> dict[Stratum, Counts]:
    """What the attempts came to that began on a day, in UTC, as they are stored now. Two queries,
    and one for each version that this process has not read yet."""
    links = dict(
        ShareLink.objects.filter(result__attempt__in=_begun_on(day))
        .order_by()
        .values_list("result__attempt")
        .annotate(Count("pk"))
    )
    found: dict[Stratum, Counts] = {}
    for row in _begun_on(day).values_list(*COLUMNS).iterator(CHUNK):
        key, version, language, *columns = row
        of = kept_version(version)
        stratum = Stratum(of.number, language or settings.LANGUAGE_CODE)
        facts = _facts(links.get(key, 0), *columns)
        counts.add_attempt(found.setdefault(stratum, Counts()), version_catalog(of), facts)
    return found


# Neither the cached page of a result nor the picture of a link is among them.
COLUMNS = (
    *("pk", "version", "language", "started_at", "pages", "seconds", "is_panel", "days_skipped"),
    *("answers", "day_choices", "result__outcome_document", "result__answer_pairs"),
    *("result__day_choices", "result__notes", "result__finished_at"),
)


def _facts(links: int, *columns: Any) -> AttemptFacts:  # noqa: ANN401  # as the database has them
    started_at, pages, seconds, is_panel, days_skipped, answers, choices, *result = columns
    outcome, pairs, result_choices, notes, finished_at = result
    answered = {"pages": pages, "seconds": seconds}
    answered |= {"is_panel": is_panel, "days_skipped": days_skipped}
    if finished_at is None:
        return AttemptFacts(
            **answered,
            answers=progress.sheet(pages, answers),
            day_choices=outcomes.parse_choices(choices),
        )
    return AttemptFacts(
        **answered,
        answers=dict(pairs),
        day_choices=outcomes.parse_choices(result_choices),
        result=ResultFacts(
            outcome=outcomes.parse(outcome),
            notes=notes,
            seconds=(finished_at - started_at).total_seconds(),
            links=links,
        ),
    )


def _begun_on(day: date) -> QuerySet[Attempt]:
    begun: QuerySet[Attempt] = Attempt.objects.order_by()
    return begun.filter(started_at__gte=_begin(day), started_at__lt=_begin(day + ONE_DAY))


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * ONE_DAY
