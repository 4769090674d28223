"""Parts that several pages about results are made of: the roles in order, the pattern chart."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from roles.domain import types
from roles.domain.scoring import axis_reach
from roles.domain.shapes import role_shape

# Outlines of the five symbols, centred on 0,0, about 20 units wide, of about equal weight.
SYMBOL_PATHS = {
    "circle": "M-9.5 0a9.5 9.5 0 1 0 19 0a9.5 9.5 0 1 0 -19 0z",
    "square": "M-8.5 -8.5h17v17h-17z",
    "triangle": "M0 -10L11 9h-22z",
    "diamond": "M0 -11.5L11.5 0L0 11.5L-11.5 0z",
    "cross": "M-3.75 -10.5h7.5v6.75h6.75v7.5h-6.75v6.75h-7.5v-6.75h-6.75v-7.5h6.75z",
}


@dataclass(frozen=True, slots=True)
class RankedRole:
    """A role, and how often in 100 tries with other statements it would come first."""

    role: types.CatalogRole
    in_100: int  # rounded so that all roles' add up to 100; 0 when not to be shown
    is_linked: bool  # whether it has a page of its own today
    number_slot: str = ""  # what a script replaces by the words for its number


@dataclass(frozen=True, slots=True)
class PatternRow:
    """One dimension of the pattern chart, in points of 100."""

    dimension: types.CatalogDimension
    own: float | None  # above (or below) the respondent's average; None when not answered
    typical: float  # the role's, above (or below) its own average
    plain: float | None = None  # how much it is liked, 0 to 100; None when not to be shown either


@dataclass(frozen=True, slots=True)
class Pattern:
    """A respondent's pattern beside a role's."""

    role: types.CatalogRole
    rows: tuple[PatternRow, ...]  # every dimension, in the catalog's order
    reach: int  # the axis goes from -reach to reach; the same whichever role is compared
    areas: tuple[types.CatalogArea, ...] = ()  # of the rows


class Axis(Protocol):
    """Whatever is drawn on an axis from -reach to reach."""

    @property
    def reach(self) -> int: ...


def axis_place(chart: Axis, value: float) -> float:
    """Where a number stands between the ends of the axis, in percent from the left."""
    return 50 + 50 * value / chart.reach


def axis_start(chart: Axis, value: float) -> float:
    """Where the bar between the middle and a number starts."""
    return min(50.0, axis_place(chart, value))


def axis_length(chart: Axis, value: float) -> float:
    """How long that bar is, in percent of the axis."""
    return abs(50 * value / chart.reach)


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


def pattern_beside(
    catalog: types.Catalog,
    compared: str,
    own: Sequence[float | None],
    plain: Sequence[float | None] | None = None,
) -> Pattern:
    """A respondent's pattern beside a role's.

    Args:
        compared: the role's slug.
        own: how far each dimension lies above the respondent's average, in points of 100.
        plain: how much each is liked, 0 to 100; None when not to be shown.
    """
    typical = {role.slug: role_shape(catalog, role) for role in catalog.roles}
    plain = plain or [None] * len(own)
    rows = tuple(map(PatternRow, catalog.dimensions, own, typical[compared], plain))
    furthest = max(abs(value or 0) for values in (own, *typical.values()) for value in values)
    role = catalog.roles_by_slug[compared]
    return Pattern(role, rows, axis_reach(furthest), catalog.areas)
