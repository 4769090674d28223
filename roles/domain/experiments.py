"""Two versions side by side: who gets which, and what can be told of them."""

import math
from dataclasses import dataclass
from random import Random

from roles.domain.intervals import Z
from roles.domain.release import Days, Release
from roles.domain.statistics import Selection

POWER = 0.8416  # standard deviations: 80 of 100 experiments find a difference of that size
MOST_SPREAD = 0.5  # the share of which a sample says least


def gets_other(share: int, seed: str) -> bool:
    """Whether a new attempt gets the other version of an experiment.

    Args:
        share: of attempts that do, in percent, 1 to 99.
        seed: of the attempt. The same one always gives the same answer, which tells nothing of what
            else is drawn from it.
    """
    return Random(f"{seed} experiment").random() < share / 100  # noqa: S311  # no secret


@dataclass(frozen=True, slots=True)
class SinceStart(Selection):
    """Days of an experiment. Figures that cover a day before them do not count, as people had no
    choice of versions then."""

    def holds(self, days: Days) -> bool:
        return self.first <= days.first and days.last <= self.last


def shows_hit_rate(released: Release, version: int) -> bool:
    """Whether the hit rate of a version is shown of any days, whichever these are."""
    return any(
        stratum.version == version and "controls" in stratum.tables for stratum in released.strata
    )


def detectable_difference(people: int) -> float:
    """How far two shares must lie apart, 0 to 1, to be found different in 80 of 100 experiments,
    at worst: where they are about a half.

    Source: comparison of two proportions, Fleiss, Levin and Paik 2003, chapter 4.

    Args:
        people: with each version, 1 or more.
    """
    return (Z + POWER) * math.sqrt(2 * MOST_SPREAD * (1 - MOST_SPREAD) / people)
