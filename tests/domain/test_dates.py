"""Days that lie months away, across ends of months and years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.domain.dates import months_later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2026, 11, 24), 1, date(2026, 12, 24)),
        (date(2026, 11, 24), 2, date(2027, 1, 24)),
        (date(2026, 11, 24), 13, date(2027, 12, 24)),
        (date(2026, 11, 24), 24, date(2028, 11, 24)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2027, 1, 31), 13, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2096, 2, 29), 48, date(2100, 2, 28)),  # no leap year
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_one_of_that_month(day, months, later):
    assert months_later(day, months) == later


@given(st.dates(max_value=date(9980, 1, 1)), st.integers(0, 200))
def test_law_months_later_goes_on_by_whole_months(day, months):
    later = months_later(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@pytest.mark.parametrize(("day", "months"), [(date(9999, 12, 1), 1), (date(2026, 1, 1), 10**12)])
def test_months_later_beyond_the_calendar_is_refused(day, months):
    with pytest.raises((ValueError, OverflowError)):
        months_later(day, months)
