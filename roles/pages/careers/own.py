"""A result of this browser beside the roles of today. No queries."""

from collections.abc import Iterable

from roles.domain import types
from roles.domain.shapes import liking_shape, own_average
from roles.models import Result
from roles.pages.results.charts import Chart, person_chart


def own_chart(
    catalog: types.Catalog, result: Result, roles: Iterable[types.CatalogRole]
) -> Chart | None:
    """The result beside these roles. A dimension that it does not have counts as not answered;
    None where it has none of today's."""
    scores = result.outcome.scores
    names = [score.dimension for score in scores]
    shape = dict(zip(names, liking_shape(scores), strict=True))
    own = [shape.get(row.slug) for row in catalog.dimensions]
    if all(value is None for value in own):
        return None
    return person_chart(catalog, own, own_average(scores), roles)


def own_charts(catalog: types.Catalog, result: Result) -> dict[str, Chart]:
    """The result beside every role, by role; empty where it has none of today's dimensions."""
    charts = {role.slug: own_chart(catalog, result, [role]) for role in catalog.roles}
    return {slug: chart for slug, chart in charts.items() if chart}
