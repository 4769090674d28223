"""Checks of how profiles stand to each other, and to what everybody likes, before publishing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import permutations
from math import log
from random import Random

from roles.domain.check_limits import judge, status_limits
from roles.domain.personas import neutral_sheet
from roles.domain.scoring import leader, log_odds_of
from roles.domain.sheets import Sheet, layout, read
from roles.domain.types import POINTS_OF_100, Catalog, Check

DIFFERENT_FROM = 3  # points of 100 from which readers see which of two targets is higher
SAME = 1e-9  # points of the scale
STATUS_SHEETS, STATUS_SEED = 500, 1
POPULARITY = 0.5  # points of the scale


def leading_role(sheet: Sheet) -> str:
    """As `scoring.score` has it, without the rest."""
    first = leader(log_odds_of(sheet), sheet.catalog.settings.temperature)
    return sheet.layout.roles[first]


def order_checks(catalog: Catalog) -> Iterator[Check]:
    """ "order": each two roles and the dimension in which readers see the first one higher while
    what is scored has it lower, with the points of 100 by which it does; or one check that passes.
    """
    checks = [
        judge("order", (row.slug, high.slug, low.slug), POINTS_OF_100 * below)
        for place, row in enumerate(catalog.dimensions)
        for high, low in permutations(catalog.roles, 2)
        if high.targets[row.slug] - low.targets[row.slug] >= DIFFERENT_FROM
        and (below := _below(catalog, place, high.slug, low.slug)) > SAME
    ]
    yield from checks or [judge("order", (), 0)]


def _below(catalog: Catalog, dimension: int, high: str, low: str) -> float:
    of = layout(catalog)
    return of.patterns[of.role(low)][dimension] - of.patterns[of.role(high)][dimension]


def status_checks(catalog: Catalog) -> Iterator[Check]:
    """ "status": each role and the area whose popularity, POPULARITY up or down, moves its share of
    neutral sheets furthest from an even one, with that share."""
    shares = _shares_of_areas(catalog.numbers)
    even, limits = 1 / len(catalog.roles), status_limits(len(catalog.roles))
    for role in catalog.roles:
        area, share = max(
            ((area, of[role.slug]) for area, of in shares),
            key=lambda found: abs(log(max(found[1], 1 / STATUS_SHEETS) / even)),
        )
        yield judge("status", (role.slug, area), share, limits)


@lru_cache(maxsize=32)
def _shares_of_areas(numbers: Catalog) -> tuple[tuple[str, dict[str, float]], ...]:
    """Each area twice, once as dear to people as POPULARITY makes it and once as little dear, with
    every role's share then. Kept, as so many sheets take a second."""
    return tuple(
        (area, _shares(numbers, dict.fromkeys(dimensions, sign * POPULARITY)))
        for area, dimensions in _areas(numbers).items()
        for sign in (1, -1)
    )


def _areas(catalog: Catalog) -> dict[str, list[str]]:
    """The dimensions of each area; each its own where there are no areas."""
    areas: dict[str, list[str]] = {}
    for row in catalog.dimensions:
        areas.setdefault(row.area or row.slug, []).append(row.slug)
    return areas


def _shares(catalog: Catalog, popularity: Mapping[str, float]) -> dict[str, float]:
    """Every role's share of the same neutral people, to whom these dimensions are dearer."""
    rng = Random(STATUS_SEED)  # noqa: S311  # seeded chance, no secret
    leaders = Counter(
        leading_role(read(catalog, neutral_sheet(catalog, rng, popularity)))
        for _sheet in range(STATUS_SHEETS)
    )
    return {role.slug: leaders[role.slug] / STATUS_SHEETS for role in catalog.roles}
