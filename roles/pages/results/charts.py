"""The chart of all pages, and roles as they are listed.

One chart, one scale: a row is a kind of work, from 0 to 100; a bar is a person, a shape a role. A
role beside a person is drawn at the person's own mean plus the role's target less the role's mean
(`domain.shapes`), so that chart, reasons and score agree. Roles among themselves: their targets.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from roles.domain import types
from roles.domain.shapes import MIDDLE_OF_100, role_shape
from roles.pages.areas import AreaRows, by_area


@dataclass(frozen=True, slots=True)
class RankedRole:
    """A role, and how often in 100 tries with other statements it would come first."""

    role: types.CatalogRole
    in_100: int  # rounded so that all roles' add up to 100; 0 when not to be shown
    is_linked: bool  # whether it has a page of its own today
    number_slot: str = ""  # what a script replaces by the words for its number


class ChartMark(NamedTuple):
    """Where a role's shape stands, 0 to 100."""

    role: types.CatalogRole
    place: float


class ChartRow(NamedTuple):
    """One kind of work."""

    dimension: types.CatalogDimension
    bars: tuple[float | None, ...]  # a person each, 0 to 100; None without answers
    marks: tuple[ChartMark, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows in the catalog's order."""

    rows: tuple[ChartRow, ...]
    areas: tuple[types.CatalogArea, ...]  # of the rows
    roles: tuple[types.CatalogRole, ...] = ()  # whose shapes are in it
    # Whether the bars tell how much is liked, or only what is liked more and less than the rest.
    is_level_known: bool = True

    @property
    def groups(self) -> list[AreaRows[ChartRow]]:
        return by_area(self.rows, self.areas)


def ranked_roles(
    catalog: types.Catalog,
    slugs: Sequence[str],
    numbers: Sequence[int] | None,
    linked: Collection[str] | None,
) -> tuple[RankedRole, ...]:
    """Roles as they are listed, in that order; for the arguments see `RankedRole`."""
    return tuple(
        RankedRole(catalog.roles_by_slug[slug], number, linked is None or slug in linked)
        for slug, number in zip(slugs, numbers or [0] * len(slugs), strict=True)
    )


def person_chart(
    catalog: types.Catalog,
    own: Sequence[float | None],
    average: float | None,
    roles: Iterable[types.CatalogRole] = (),
) -> Chart:
    """A person beside roles.

    Args:
        own: how far each dimension lies above the person's mean liking, in points of 100, in the
            catalog's order; None without answers.
        average: that mean, 0 to 100; None when it is not known.
        roles: to be set beside the person.
    """
    mean = MIDDLE_OF_100 if average is None else average
    roles = tuple(roles)
    shapes = [role_shape(catalog, role) for role in roles]
    rows = tuple(
        ChartRow(
            dimension,
            (None if value is None else inside(mean + value),),
            tuple(
                ChartMark(role, inside(mean + shape[place]))
                for role, shape in zip(roles, shapes, strict=True)
            ),
        )
        for place, (dimension, value) in enumerate(zip(catalog.dimensions, own, strict=True))
    )
    return Chart(rows, catalog.areas, roles, average is not None)


def roles_chart(catalog: types.Catalog, roles: Iterable[types.CatalogRole]) -> Chart:
    """Roles beside each other, at their targets."""
    roles = tuple(roles)
    rows = tuple(
        ChartRow(row, (), tuple(ChartMark(role, role.targets[row.slug]) for role in roles))
        for row in catalog.dimensions
    )
    return Chart(rows, catalog.areas, roles)


def inside(value: float) -> float:
    """The value, or the end of the scale that it lies beyond."""
    return min(max(value, 0.0), 100.0)
