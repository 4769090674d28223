"""Where charts and symbols are drawn: geometry of SVG, in percent."""

from collections.abc import Sequence

from django import template

from roles.domain.types import Catalog, CatalogRole
from roles.pages.areas import by_area
from roles.pages.results import charts
from roles.pages.results.offline import Slot
from roles.pages.symbols import SYMBOL_PATHS

MARKS_MIDDLE = 14  # of a chart row, in pixels from its top
MARKS_SPREAD = 6  # how far the outer ones of several marks lie from it

register = template.Library()

register.filter(by_area)


@register.filter
def symbol_path(symbol: str) -> str:
    """The outline of a role's symbol, for the `d` of an SVG path."""
    if isinstance(symbol, Slot):
        return symbol.replace("symbol", "outline")
    return SYMBOL_PATHS[symbol]


@register.filter
def percent(value: float) -> str:
    """A number as SVG geometry: 33.5 -> "33.5%" in every language. A decimal comma breaks SVG."""
    return f"{value:g}%"


@register.filter
def lanes(marks: Sequence[charts.ChartMark]) -> list[tuple[charts.ChartMark, float]]:
    """Marks with their heights in a chart row, in pixels, the first above the last, so that none
    hides another at the same place. In drawing order: the first mark comes last, on top."""
    last = len(marks) - 1
    heights = (MARKS_SPREAD * (2 * rank / last - 1) if last else 0 for rank in range(len(marks)))
    return [(mark, MARKS_MIDDLE + y) for mark, y in zip(marks, heights, strict=True)][::-1]


@register.simple_tag
def roles_chart(catalog: Catalog, *roles: CatalogRole) -> charts.Chart:
    """Roles beside each other."""
    return charts.roles_chart(catalog, roles)
