"""Days that are promised to people, who may be anywhere on earth.

A period is counted from the day that it is in UTC. A named last day is over when it is over
everywhere, which is twelve hours after it is in UTC: so nobody gets less than was promised by a
calendar and a clock of their own.
"""

import calendar
from datetime import UTC, date, datetime, timedelta, timezone

LAST_ZONE = timezone(-timedelta(hours=12))  # where each day ends last


def utc_day(now: datetime) -> date:
    """The day from which periods are counted."""
    return now.astimezone(UTC).date()


def earliest_day(now: datetime) -> date:
    """The earliest day that it still is somewhere. Whoever is there can choose the next one."""
    return now.astimezone(LAST_ZONE).date()


def is_over(last_day: date, now: datetime) -> bool:
    """Whether a day is over everywhere. In SQL: whether it is less than `earliest_day`."""
    return last_day < earliest_day(now)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last one of that month where there is none.

    Raises:
        ValueError, OverflowError: when that lies beyond the year 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
