"""Where charts and symbols are drawn: geometry of SVG, in percent and rem."""

from typing import Any

from django import template

from roles.domain.types import Catalog, RoleProfile
from roles.pages.results.charts import Pattern
from roles.pages.results.comparison import Comparison

register = template.Library()

# Outlines of the five symbols, centred on 0,0, about 20 units wide, of about equal weight.
SYMBOL_PATHS = {
    "circle": "M-9.5 0a9.5 9.5 0 1 0 19 0a9.5 9.5 0 1 0 -19 0z",
    "square": "M-8.5 -8.5h17v17h-17z",
    "triangle": "M0 -10L11 9h-22z",
    "diamond": "M0 -11.5L11.5 0L0 11.5L-11.5 0z",
    "cross": "M-3.75 -10.5h7.5v6.75h6.75v7.5h-6.75v6.75h-7.5v-6.75h-6.75v-7.5h6.75z",
}


@register.filter
def symbol_path(symbol: str) -> str:
    """The outline of a role's symbol, for the `d` of an SVG path."""
    return SYMBOL_PATHS[symbol]


@register.filter
def percent(value: float) -> str:
    """A number as SVG geometry: 33.5 -> "33.5%" in every language. A decimal comma breaks SVG."""
    return f"{value:g}%"


@register.inclusion_tag("includes/profile_chart.html")
def profile_chart(catalog: Catalog, role: RoleProfile) -> dict[str, Any]:
    """A role's four numbers as sentences with bars."""
    rows = [
        {
            "dimension": dimension,
            "target": role.targets[dimension.slug],
            "reason": role.reasons.get(dimension.slug, ""),
        }
        for dimension in catalog.dimensions
    ]
    return {"role": role, "rows": rows}


@register.filter
def in_rem(size: int) -> str:
    """A size of a drawing in letters' sizes: 240 -> "15rem", in every language."""
    return f"{size / 16:g}rem"


@register.simple_tag
def axis_place(chart: Pattern | Comparison, value: float) -> float:
    """Where a number stands between the ends of the axis, in percent from the left."""
    return 50 + 50 * value / chart.reach


@register.simple_tag
def axis_start(chart: Pattern | Comparison, value: float) -> float:
    """Where the bar between the middle and a number starts."""
    return min(50.0, axis_place(chart, value))


@register.simple_tag
def axis_length(chart: Pattern | Comparison, value: float) -> float:
    """How long that bar is, in percent of the axis."""
    return abs(50 * value / chart.reach)
