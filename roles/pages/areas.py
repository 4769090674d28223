"""Rows about dimensions, grouped under the areas that these belong to."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, Protocol, TypeVar

from roles.domain.types import CatalogArea, CatalogDimension


class Row(Protocol):
    """Whatever is about one dimension."""

    @property
    def dimension(self) -> CatalogDimension: ...


AnyRow = TypeVar("AnyRow", bound=Row)


class AreaRows(NamedTuple, Generic[AnyRow]):
    """The rows of one area."""

    heading: str  # "" where there is none to show
    rows: tuple[AnyRow, ...]


class DimensionNumber(NamedTuple):
    """A dimension with a number, such as a target of a role."""

    dimension: CatalogDimension
    number: float


def by_area(rows: Iterable[AnyRow], areas: Iterable[CatalogArea]) -> list[AreaRows[AnyRow]]:
    """The rows by area, in the order of the areas; those without any are left out.

    Args:
        areas: of the rows' catalog. Without any, all rows are one group.
    """
    given, areas = tuple(rows), tuple(areas)
    if not areas:
        return [AreaRows("", given)]
    groups = (
        (area, tuple(row for row in given if row.dimension.area == area.slug)) for area in areas
    )
    return [AreaRows(_heading(area, found), found) for area, found in groups if found]


def _heading(area: CatalogArea, rows: Iterable[Row]) -> str:
    """A heading that says the name of its only row would say it twice."""
    names = {row.dimension.name for row in rows}
    return "" if names == {area.name} else area.name
