"""When a figure has become old."""

from datetime import date

from roles.domain.dates import months_later

OUTDATED_AFTER_MONTHS = 24


def is_outdated(as_of: date | None, today: date) -> bool:
    """Whether a figure may be out of date: it holds for a month that is two years ago or more.

    An undated figure (None) is not known to be; pages say that it is undated.
    """
    return as_of is not None and months_later(as_of, OUTDATED_AFTER_MONTHS) <= today
