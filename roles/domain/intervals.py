"""Intervals of shares, and of differences of shares."""

from typing import NamedTuple

Z = 1.96  # standard deviations either side: 95 of 100 such intervals hold the true share


class Interval(NamedTuple):
    """From `low` to `high`."""

    low: float
    high: float
