"""What calibration does for simulated people whose popularity is known: for tests and benchmarks.

People who answer by what each statement means for their job (`item_world`), or typical ones
(`simulation`). All chance is seeded.
"""

import math
from collections.abc import Mapping
from random import Random
from statistics import fmean
from typing import NamedTuple

from roles.domain import calibration, item_world, scoring, simulation
from roles.domain.item_world import ExpectedAnswers
from roles.domain.simulation import Bank
from roles.domain.types import Catalog

# Points by which everybody likes an area more than their jobs explain.
STATUS = {"strategy": 0.5, "delivery": 0.5, "markets": 0.5, "coordination": -0.75}
MILD_STATUS = STATUS | {"coordination": -0.5}
COORDINATOR = "project-coordinator"


class Recovery(NamedTuple):
    """The share of people whose own role comes first, before and after calibration."""

    cold: float
    calibrated: float


def answers_of(catalog: Catalog, sheets) -> dict[str, list[int]]:
    return {row.slug: [sheet[row.slug] for sheet in sheets] for row in catalog.active_questions}


# --- baselines


def planted_baselines(catalog: Catalog, bank: Bank) -> dict[str, float]:
    """What the baselines of a bank of typical people ought to be, by slug: the middle, what
    everybody likes more, and what their roles add on average, less the roles' mean pattern."""
    typical = list(simulation.role_leanings(catalog).values())
    found = {}
    for row in catalog.active_questions:
        slug, sign = row.slug, -1 if row.reversed else 1
        liking = bank.loadings[slug] * fmean(each[row.dimension] for each in typical)
        liking += bank.eases[slug] + fmean(bank.meanings[slug].values())
        found[slug] = 3 + sign * liking - calibration.mean_pattern(catalog, slug)
    return found


def distance(catalog: Catalog, planted: Mapping[str, float]) -> float:
    """The root of the mean squared difference between a catalog's baselines and these."""
    questions = catalog.questions_by_slug
    return math.sqrt(fmean((questions[slug].baseline - at) ** 2 for slug, at in planted.items()))


class BaselineErrors(NamedTuple):
    before: float
    after: float


def baseline_errors(catalog: Catalog, sheets: int, banks: int) -> BaselineErrors:
    """How far baselines lie from the planted ones, in points, on average over banks."""
    found = []
    for number in range(banks):
        rng = Random(f"baselines {number}")
        bank = simulation.draw_bank(catalog, simulation.draw_popularity(catalog, rng), rng)
        drawn = []
        for _person in range(sheets):
            person = simulation.draw_person(catalog, simulation.HABITS["typical"], rng)
            drawn.append(simulation.draw_answers(catalog, bank, person, rng))
        planted = planted_baselines(catalog, bank)
        learnt = calibration.baselines(catalog, answers_of(catalog, drawn))
        found.append((distance(catalog, planted), distance(learnt, planted)))
    return BaselineErrors(*map(fmean, zip(*found, strict=True)))


# --- recovery


def status_recovery(
    catalog: Catalog,
    expected: ExpectedAnswers,
    popularity: Mapping[str, float],
    *,
    sheets: int,
    banks: int,
    people: int,
) -> dict[str, Recovery]:
    """By role, of people of all jobs in equal numbers with that popularity, on whole sheets.

    Args:
        popularity: as in `item_world.draw_answers`.
        sheets: that baselines are learnt from, in each bank.
        people: whose roles are told afterwards, in each bank.
    """
    slugs = [role.slug for role in catalog.roles]
    met: dict[str, list[tuple[bool, bool]]] = {slug: [] for slug in slugs}
    for number in range(banks):
        rng = Random(f"status {number}")
        table = item_world.disturbed(expected, rng)
        drawn = []
        for place in range(sheets + people):
            role = slugs[place % len(slugs)]
            drawn.append((role, item_world.draw_answers(catalog, table, role, rng, popularity)))
        learnt = [answers for _role, answers in drawn[:sheets]]
        after = calibration.proposal(catalog, answers_of(catalog, learnt))
        for role, answers in drawn[sheets:]:
            cold, calibrated = (
                scoring.score(of, answers).leader == role for of in (catalog, after)
            )
            met[role].append((cold, calibrated))
    return {role: Recovery(*map(fmean, zip(*told, strict=True))) for role, told in met.items()}


def typical_recovery(catalog: Catalog, *, sheets: int, banks: int, people: int) -> Recovery:
    """Of typical people with a role, on whole sheets.

    Args:
        sheets: as in `status_recovery`, as are `banks` and `people`.
    """
    met = []
    for number in range(banks):
        rng = Random(f"typical {number}")
        drawn = list(simulation.respondents(catalog, sheets + people, rng))
        learnt = [person.answers for person in drawn[:sheets]]
        after = calibration.proposal(catalog, answers_of(catalog, learnt))
        for person in drawn[sheets:]:
            cold, calibrated = (
                scoring.score(of, person.answers).leader == person.role for of in (catalog, after)
            )
            met.append((cold, calibrated))
    return Recovery(*map(fmean, zip(*met, strict=True)))
