"""Numbers rounded together, so that they add up to what the page says."""

import math
from collections.abc import Sequence


def whole_numbers(values: Sequence[float], total: int) -> list[int]:
    """The whole numbers nearest the values that add up to `total`: no others are closer by the
    sum of squares. A larger value never gets a smaller number; among equals the first one gains.

    Method of the largest remainder (Hare, Hamilton 1792), after what the values miss of the total
    is spread evenly over them. For values that add up to nearly `total` that changes nothing.

    Raises:
        ValueError: when there are no values to make up a total other than 0.
    """
    if not values:
        if total:
            raise ValueError(f"no values to make up {total}")
        return []
    missing = (total - math.fsum(values)) / len(values)
    spread = [value + missing for value in values]
    numbers = [math.floor(value) for value in spread]
    by_remainder = sorted(
        range(len(spread)), key=lambda place: numbers[place] - spread[place]
    )  # the largest first; a stable sort keeps equals in order
    for place in by_remainder[: total - sum(numbers)]:
        numbers[place] += 1
    return numbers
