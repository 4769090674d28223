"""How often people took a day of their closest role and not one of the role that came last.

In panel attempts the second step holds such pairs, two at most, which count for nothing: what
people choose there does not follow from the statements, so it tells whether the order of the roles
means something.
"""

from dataclasses import dataclass

from roles.domain.days import CONTROL_PAIRS
from roles.domain.disclosure import whole_tens
from roles.domain.intervals import Interval, wilson

LEAST_PEOPLE = 100
LEAST_CONTROLS = LEAST_PEOPLE * CONTROL_PAIRS  # choices that come from at least so many people


@dataclass(frozen=True, slots=True)
class HitRate:
    """Shares are 0 to 1; `low` and `high` are the ends of a 95 % interval."""

    people: int  # at least so many made these choices, in whole tens
    share: float  # of the choices that fell on the closest role's day
    low: float
    high: float


def hit_rate(taken: int, shown: int) -> HitRate | None:
    """The rate of `taken` choices for the closest role's day among the `shown` in which any was
    made; None for fewer than LEAST_CONTROLS.
    """
    if shown < LEAST_CONTROLS:
        return None
    people = shown // CONTROL_PAIRS
    return HitRate(whole_tens(people), taken / shown, *choices_interval(taken, shown))


def choices_interval(taken: int, shown: int) -> Interval:
    """Where the true share of choices for the closest role's day lies, 0 to 1. `shown` must be
    CONTROL_PAIRS at least.

    Two choices of one person may well go together. At worst they are always the same, and tell no
    more than one does: the interval is that of half as many choices.
    """
    return wilson(taken // CONTROL_PAIRS, shown // CONTROL_PAIRS)
