"""Two years on, a figure may be out of date."""

from datetime import date

import pytest

from roles.content.age import is_outdated


@pytest.mark.parametrize(
    ("as_of", "today", "is_old"),
    [
        (date(2024, 5, 1), date(2026, 11, 24), True),
        (date(2024, 5, 1), date(2026, 5, 1), True),
        (date(2024, 5, 1), date(2026, 4, 30), False),
        (date(2026, 11, 1), date(2026, 11, 24), False),
        (date(2024, 2, 29), date(2026, 2, 28), True),  # a year without that day
        (date(2024, 2, 29), date(2026, 2, 27), False),
        (None, date(2026, 11, 24), False),
    ],
)
def test_figure_of_two_years_ago_or_more_is_outdated(as_of, today, is_old):
    assert is_outdated(as_of, today) is is_old
