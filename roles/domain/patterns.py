"""The pattern chart's numbers: how far each dimension lies above an average, in points of 100."""

import math

from roles.domain import scoring
from roles.domain.types import POINTS_OF_100, Catalog, RoleProfile

AXIS_STEP = 10  # the axis reaches to a multiple of this


def typical_pattern(catalog: Catalog, role: RoleProfile) -> tuple[float, ...]:
    """What is typical of those in a role, by dimension in the catalog's order."""
    expected = scoring.expected_pattern(catalog, role)
    return tuple(expected[row.slug] * POINTS_OF_100 for row in catalog.dimensions)


def axis_reach(furthest: float) -> int:
    """The end of an axis from -reach to reach that has to hold this number, 0 or more."""
    return max(1, math.ceil(furthest / AXIS_STEP)) * AXIS_STEP
