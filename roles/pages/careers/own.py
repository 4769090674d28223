"""A result of this browser beside the roles of today. No queries."""

from roles.domain import types
from roles.domain.shapes import liking_shape
from roles.models import Result
from roles.pages.results.charts import Pattern, pattern_beside


def own_liking(result: Result) -> dict[str, float]:
    """How much each dimension was liked, 0 to 100, as far as it was answered."""
    scores = result.outcome.scores
    return {score.dimension: score.plain for score in scores if score.plain is not None}


def own_patterns(catalog: types.Catalog, result: Result) -> dict[str, Pattern]:
    """The result's pattern beside that of every role, by role. A dimension that the result does
    not have counts as not answered."""
    scores, liking = result.outcome.scores, own_liking(result)
    names = [score.dimension for score in scores]
    shape = dict(zip(names, liking_shape(scores), strict=True))
    own = [shape.get(row.slug) for row in catalog.dimensions]
    plain = [liking.get(row.slug) for row in catalog.dimensions]
    return {role.slug: pattern_beside(catalog, role.slug, own, plain) for role in catalog.roles}
