"""Made-up sheets, to preview and check a draft while there are no stored sheets of that kind."""

import math
from collections.abc import Mapping
from itertools import combinations
from random import Random
from types import MappingProxyType

from roles.domain.sheets import HIGHEST, LOWEST, layout
from roles.domain.types import Catalog, CatalogQuestion, CatalogRole

TARGETS_PER_POINT = 25  # targets run from 0 to 100, answers over four points
MIDDLE_TARGET = 50
NEUTRAL_OWN = 0.7  # standard deviation of the leanings of a person without a role
NEUTRAL_NOISE = 0.95  # and of one answer round them, both in points of the answer scale
NO_POPULARITY: Mapping[str, float] = MappingProxyType({})
STREAK = 4  # in the example, every so many answers are another role's
SEED = 1  # of the random persona, the same each time


def ideal_sheet(catalog: Catalog, role_slug: str) -> dict[str, int]:
    """The answers, 1 to 5, to all active questions of somebody who is just like a role's profile.

    Each is the whole answer nearest to baseline + target / 25 - 2: a target of 100 lies two points
    above the baseline, one of 0 two points below. To a reversed question it is 6 less that.

    Raises:
        UnknownRole: when the catalog has no such role.
    """
    targets = catalog.roles[layout(catalog).role(role_slug)].targets
    return {
        question.slug: _answer(
            question, (targets[question.dimension] - MIDDLE_TARGET) / TARGETS_PER_POINT
        )
        for question in catalog.active_questions
    }


def neutral_sheet(
    catalog: Catalog, rng: Random, popularity: Mapping[str, float] = NO_POPULARITY
) -> dict[str, int]:
    """The answers, 1 to 5, to all active questions of somebody with likings of their own, drawn
    for each dimension, but with no role in them.

    Args:
        popularity: a dimension's slug -> points by which everybody likes it more.
    """
    leanings = {
        row.slug: rng.gauss(popularity.get(row.slug, 0), NEUTRAL_OWN) for row in catalog.dimensions
    }
    return {
        question.slug: _answer(question, leanings[question.dimension] + rng.gauss(0, NEUTRAL_NOISE))
        for question in catalog.active_questions
    }


def example_sheet(catalog: Catalog) -> dict[str, int]:
    """The answers of somebody much like the last role but one, with a streak of the last: each
    fourth one is as ideal for that."""
    main, streak = (ideal_sheet(catalog, role.slug) for role in catalog.roles[-2:])
    every_fourth = set(list(main)[STREAK - 1 :: STREAK])
    return {slug: (streak if slug in every_fourth else main)[slug] for slug in main}


def random_sheet(catalog: Catalog, rng: Random) -> dict[str, int]:
    """Answers to all active questions, each at random from 1 to 5."""
    return {question.slug: rng.randint(LOWEST, HIGHEST) for question in catalog.active_questions}


def personas(catalog: Catalog) -> dict[str, dict[str, int]]:
    """Sheets of all active questions to preview results with.

    The ideal sheet of each role under its slug, in the catalog's order, and then: "alike", the
    middle answer to everything; "random", at random but the same each time; "mixed", half of each
    dimension's questions answered as ideal for the first role, the others as for the last.
    """
    ideals = {role.slug: ideal_sheet(catalog, role.slug) for role in catalog.roles}
    first, *_others, last = ideals
    return ideals | {
        "alike": dict.fromkeys(ideals[first], (LOWEST + HIGHEST) // 2),
        "random": random_sheet(catalog, Random(SEED)),  # noqa: S311  # no secret
        "mixed": half_and_half(catalog, first, last),
    }


def half_and_half(catalog: Catalog, one: str, other: str) -> dict[str, int]:
    """Answers to all active questions: of each dimension, every second one is as ideal for the
    other role.

    Raises:
        UnknownRole: when the catalog has no such role.
    """
    first, second = (ideal_sheet(catalog, slug) for slug in (one, other))
    seconds = (slug for active in layout(catalog).active for slug in active[1::2])
    return first | {slug: second[slug] for slug in seconds}


def most_alike(catalog: Catalog) -> tuple[CatalogRole, CatalogRole]:
    """The two roles whose patterns lie closest to each other, in the catalog's order."""
    patterns = zip(catalog.roles, layout(catalog).patterns, strict=True)
    (one, _), (other, _) = min(
        combinations(patterns, 2), key=lambda pair: math.dist(pair[0][1], pair[1][1])
    )
    return one, other


def _answer(question: CatalogQuestion, leaning: float) -> int:
    """The answer of somebody with that leaning, in points above the question's baseline."""
    keyed = min(HIGHEST, max(LOWEST, round(question.baseline + leaning)))
    return LOWEST + HIGHEST - keyed if question.reversed else keyed
