"""What one profile does: which roles it resembles, who gets it, and where readers are misled.

For a profile that somebody is still typing, beside the catalog in force. Plain figures and checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from random import Random
from typing import Literal

from roles.domain import lab, simulation
from roles.domain.personas import ideal_sheet
from roles.domain.profile_checks import order_checks
from roles.domain.scoring import score
from roles.domain.sheets import layout
from roles.domain.types import Answers, Catalog, CatalogRole, Check, Match

SIMULATED_SEED = 1

Persona = Literal["own", "nearest", "between"]


@dataclass(frozen=True, slots=True)
class PersonaResult:
    """Whom one made-up person gets."""

    persona: Persona
    before: Match | None  # None where nothing is published that their answers count in
    after: Match


@dataclass(frozen=True, slots=True)
class RoleInsight:
    """What is worked out about one role of a catalog at once."""

    alike: tuple[Check, ...]  # `lab.pair_check` with every other role, the most alike first
    people: tuple[PersonaResult, ...]
    contradictions: tuple[Check, ...]  # "order" checks about the role that do not pass

    @property
    def nearest(self) -> str:
        """The slug of the role that is most like it."""
        return self.alike[0].about[1]


def role_insight(before: Catalog | None, after: Catalog, role: str) -> RoleInsight:
    """Of the role with that slug in `after`, which has another one at least."""
    pairs = (lab.pair_check(after, role, one.slug) for one in after.roles if one.slug != role)
    alike = tuple(sorted(pairs, key=lambda check: -check.figure))
    nearest = alike[0].about[1]
    sheets: dict[Persona, Answers] = {
        "own": ideal_sheet(after, role),
        "nearest": ideal_sheet(after, nearest),
        "between": between_sheet(after, role, nearest),
    }
    return RoleInsight(
        alike=alike,
        people=tuple(
            PersonaResult(name, _closest(before, sheet), score(after, sheet).matches[0])
            for name, sheet in sheets.items()
        ),
        contradictions=tuple(
            check
            for check in order_checks(after)
            if check.verdict != "pass" and role in check.about[1:]
        ),
    )


def between_sheet(catalog: Catalog, one: str, other: str) -> dict[str, int]:
    """The closest case between two roles: some answers are as ideal for the one, the rest for the
    other, so many that the two are as nearly equal in probability as they can be that way."""
    sheet, goal = ideal_sheet(catalog, one), ideal_sheet(catalog, other)
    best, least = sheet, 2.0
    by_turns = (slug for row in zip_longest(*layout(catalog).active) for slug in row if slug)
    for slug in by_turns:  # one question of each dimension, then the next of each
        sheet = sheet | {slug: goal[slug]}
        chances = {match.role: match.probability for match in score(catalog, sheet).matches}
        if (distance := abs(chances[one] - chances[other])) < least:
            best, least = sheet, distance
    return best


def with_role(catalog: Catalog, role: CatalogRole) -> Catalog:
    """The catalog with the role in place of the one of its slug; at the end when there is none."""
    if role.slug not in catalog.roles_by_slug:
        return replace(catalog, roles=(*catalog.roles, role))
    roles = tuple(role if row.slug == role.slug else row for row in catalog.roles)
    return replace(catalog, roles=roles)


@lru_cache(maxsize=8)
def simulated_sheets(catalog: Catalog, people: int) -> tuple[Mapping[str, int], ...]:
    """Whole sheets of typical simulated people; the same each time."""
    rng = Random(SIMULATED_SEED)  # noqa: S311  # seeded chance, no secret
    return tuple(person.answers for person in simulation.respondents(catalog, people, rng))


def _closest(catalog: Catalog | None, answers: Answers) -> Match | None:
    if catalog is None:
        return None
    counted = lab.asked(catalog, answers)
    return score(catalog, counted).matches[0] if counted else None
