"""Days that lie months away."""

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last one of that month where there is none.

    Raises:
        ValueError, OverflowError: when that lies beyond the year 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
