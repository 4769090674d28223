"""A result of this browser beside the roles of today. No queries."""

from roles.domain import types
from roles.domain.shapes import liking_shape, own_average
from roles.models import Result
from roles.pages.results.charts import Chart, person_chart


def own_liking(result: Result) -> dict[str, float]:
    """How much each dimension was liked, 0 to 100, as far as it was answered."""
    scores = result.outcome.scores
    return {score.dimension: score.plain for score in scores if score.plain is not None}


def own_charts(catalog: types.Catalog, result: Result) -> dict[str, Chart]:
    """The result beside every role, by role. A dimension that the result does not have counts as
    not answered."""
    scores = result.outcome.scores
    names = [score.dimension for score in scores]
    shape = dict(zip(names, liking_shape(scores), strict=True))
    own = [shape.get(row.slug) for row in catalog.dimensions]
    average = own_average(scores)
    return {role.slug: person_chart(catalog, own, average, [role]) for role in catalog.roles}
