"""Small runs of simulated people, in about a second: what settings do, who is recognised.

`measurement` takes a minute and states figures with their errors; these give a first look.
"""

from dataclasses import dataclass
from functools import lru_cache
from random import Random
from statistics import fmean

from roles.domain import item_world, measurement, scoring, simulation
from roles.domain.item_world import ExpectedAnswers
from roles.domain.measurement import Recognition
from roles.domain.types import Catalog

TRIAL_SEED = 1


@dataclass(frozen=True, slots=True)
class QuizTrial:
    """How the quiz goes for typical simulated people."""

    people: int
    asked: float  # statements on average
    no_direction: float  # share of people, 0 to 1
    close: float  # likewise


@lru_cache(maxsize=16)
def quiz_trial(catalog: Catalog, people: int) -> QuizTrial:
    """The same people each time, for catalogs that differ in their settings alone: each one draws
    chance of their own, so that nobody's walk moves somebody else's."""
    drawn = simulation.respondents(catalog, people, _rng("people"))
    sheets = [
        simulation.walk(catalog, person.answers, _rng(str(place)))
        for place, person in enumerate(drawn)
    ]
    words = [scoring.score(catalog, sheet).certainty for sheet in sheets]
    return QuizTrial(
        people=people,
        asked=fmean(map(len, sheets)),
        no_direction=words.count("no_direction") / people,
        close=words.count("close") / people,
    )


def recognition_trial(
    catalog: Catalog, expected: ExpectedAnswers | None, banks: int, people: int
) -> Recognition:
    """Who is recognised among so many people of each bank: those of `item_world` where the table
    fits the catalog, or else typical ones."""
    if expected is not None and item_world.fits(catalog, expected):
        return measurement.jobs(catalog, expected, banks, people, TRIAL_SEED)
    walked = []
    for bank in range(banks):
        rng = _rng(f"bank {bank}")
        drawn = simulation.respondents(catalog, people, rng)
        walked.append(
            [
                measurement.walk_through(catalog, person.role, person.answers, rng)
                for person in drawn
            ]
        )
    return measurement.recognition(catalog, walked)


def _rng(name: str) -> Random:
    return Random(f"{TRIAL_SEED} {name}")  # noqa: S311  # seeded chance, no secret
