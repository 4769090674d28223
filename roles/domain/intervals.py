"""Intervals of shares, and of differences of shares.

Source: Wilson 1927; Newcombe 1998, Statistics in Medicine 17, pages 857 and 873.
"""

import math
from typing import NamedTuple

Z = 1.96  # standard deviations either side: 95 of 100 such intervals hold the true share


class Interval(NamedTuple):
    """From `low` to `high`."""

    low: float
    high: float


def wilson(part: int, whole: int) -> Interval:
    """Where the true share lies, 0 to 1, when `part` of `whole` people were found to be so.

    Raises:
        ValueError: unless 0 <= part <= whole and there is anybody.
    """
    if not 0 <= part <= whole or not whole:
        raise ValueError(f"{part} of {whole} is no share")
    share, extra = part / whole, Z * Z / whole
    middle = (share + extra / 2) / (1 + extra)
    half = Z / (1 + extra) * math.sqrt(share * (1 - share) / whole + extra / (4 * whole))
    # Nobody and everybody end at 0 and 1; rounding leads a hair past.
    low = 0.0 if part == 0 else max(middle - half, 0.0)
    high = 1.0 if part == whole else min(middle + half, 1.0)
    return Interval(low, high)


def newcombe(one: tuple[int, int], other: tuple[int, int]) -> Interval:
    """Where the true difference of two shares lies, -1 to 1, the first less the second: a hybrid
    of their Wilson intervals (Newcombe's method 10). They must be of different people.

    Args:
        one: part and whole, as for `wilson`; `other` likewise.

    Raises:
        ValueError: as `wilson`.
    """
    first, second = wilson(*one), wilson(*other)
    share, against = one[0] / one[1], other[0] / other[1]
    difference = share - against
    return Interval(
        difference - math.hypot(share - first.low, second.high - against),
        difference + math.hypot(first.high - share, against - second.low),
    )
