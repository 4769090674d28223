"""Where charts and symbols are drawn: geometry of SVG, in percent and rem."""

from typing import Any, NamedTuple

from django import template

from roles.domain.types import Catalog, CatalogDimension, CatalogRole
from roles.pages.areas import by_area
from roles.pages.results import charts
from roles.pages.results.offline import Slot

register = template.Library()

register.filter(by_area)
register.simple_tag(charts.axis_place)
register.simple_tag(charts.axis_start)
register.simple_tag(charts.axis_length)


@register.filter
def symbol_path(symbol: str) -> str:
    """The outline of a role's symbol, for the `d` of an SVG path."""
    if isinstance(symbol, Slot):
        return symbol.replace("symbol", "outline")
    return charts.SYMBOL_PATHS[symbol]


@register.filter
def percent(value: float) -> str:
    """A number as SVG geometry: 33.5 -> "33.5%" in every language. A decimal comma breaks SVG."""
    return f"{value:g}%"


@register.filter
def in_rem(size: int) -> str:
    """A size of a drawing in letters' sizes: 240 -> "15rem", in every language."""
    return f"{size / 16:g}rem"


class ProfileBar(NamedTuple):
    """A number of a role, and why it is so."""

    dimension: CatalogDimension
    target: float
    reason: str


@register.inclusion_tag("includes/profile_chart.html")
def profile_chart(catalog: Catalog, role: CatalogRole) -> dict[str, Any]:
    """A role's numbers as sentences with bars, by area."""
    rows = [
        ProfileBar(row, role.targets[row.slug], role.reasons.get(row.slug, ""))
        for row in catalog.dimensions
    ]
    return {"role": role, "groups": by_area(rows, catalog.areas)}
