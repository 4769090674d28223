"""Where a chart round an average draws a person and a role: shapes, in points of 100.

Both are the positions of `scoring.chart_positions` less the person's mean liking, so that chart,
explanation and the role's own page agree in sign. Results of catalogs of format 1 go on showing
what they showed: answers counted from baselines, and the pattern that the engine expects of a role.
"""

import math
from collections.abc import Sequence

from roles.domain.scoring import profile_shape, typical_pattern
from roles.domain.types import Catalog, CatalogRole, DimensionScore

MIDDLE_OF_100 = 50.0  # what is liked no more than this is not liked
SLIGHT = 10  # points from a role's own average: a kind of work that hardly stands out there


def own_shape(catalog: Catalog, scores: Sequence[DimensionScore]) -> list[float | None]:
    """How far each dimension is liked above (or below) the person's mean liking; None without
    answers.

    Args:
        scores: of an outcome under this catalog.
    """
    if catalog.format == 1:
        return [score.from_average for score in scores]
    return liking_shape(scores)


def own_average(scores: Sequence[DimensionScore]) -> float:
    """A person's mean liking, 0 to 100; the middle without any answers."""
    likings = [score.plain for score in scores if score.plain is not None]
    return math.fsum(likings) / len(likings) if likings else MIDDLE_OF_100


def liking_shape(scores: Sequence[DimensionScore]) -> list[float | None]:
    """The same of any catalog: plain likings less their mean."""
    mean = own_average(scores)
    return [None if score.plain is None else score.plain - mean for score in scores]


def role_shape(catalog: Catalog, role: CatalogRole) -> tuple[float, ...]:
    """How far each of a role's targets lies above (or below) their mean, in the catalog's order."""
    if catalog.format == 1:
        return typical_pattern(catalog, role)
    shape = profile_shape(catalog, role.slug)
    return tuple(shape[row.slug] for row in catalog.dimensions)
