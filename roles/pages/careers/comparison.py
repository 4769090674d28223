"""Several roles side by side. No queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from roles.content.schema import ComparisonDocument, ContentDocument, comparison_slug
from roles.content.sources import Point
from roles.domain import types
from roles.pages.areas import DimensionNumber, role_targets
from roles.pages.careers.references import References, references, sources_of
from roles.pages.careers.role import PayRow, by_weekday, nearest_pay
from roles.pages.results.charts import Chart, roles_chart
from roles.queries.careers import Content


@dataclass(frozen=True, slots=True)
class Side:
    """One of the roles that are compared."""

    role: types.CatalogRole
    pay: PayRow | None  # the nearest group
    choose: tuple[Point, ...]  # why to choose it


@dataclass(frozen=True, slots=True)
class Weekday:
    name: str
    points: tuple[tuple[types.CatalogRole, tuple[Point, ...]], ...]  # by role


@dataclass(frozen=True, slots=True)
class ComparisonShown:
    """Two or three roles side by side; without content (`written` is None) by their profiles."""

    sides: tuple[Side, ...]
    written: ComparisonDocument | None
    chart: Chart
    days: tuple[Weekday, ...]
    references: References

    @property
    def roles(self) -> tuple[types.CatalogRole, ...]:
        return tuple(side.role for side in self.sides)

    @property
    def slug(self) -> str:
        return comparison_slug(role.slug for role in self.roles)

    @property
    def has_own(self) -> bool:
        return any(bar is not None for row in self.chart.rows for bar in row.bars)


def comparison_shown(
    content: Content,
    catalog: types.Catalog,
    roles: tuple[types.CatalogRole, ...],
    own: Mapping[str, float] | None = None,
) -> ComparisonShown:
    """The comparison of some roles, in the catalog's order.

    Args:
        own: how much this browser's owner likes each dimension, 0 to 100, as far as known.
    """
    careers = content.careers
    written = careers.comparisons_by_roles.get(frozenset(role.slug for role in roles))
    sides = tuple(_side(content, role, written) for role in roles)
    days = tuple(_days(careers, roles))
    return ComparisonShown(
        sides=sides,
        written=written,
        chart=roles_chart(catalog, roles, own),
        days=days,
        references=references(careers, _named(sides, written, days)),
    )


def _side(content: Content, role: types.CatalogRole, written: ComparisonDocument | None) -> Side:
    choose = written.choose if written else ()
    return Side(
        role=role,
        pay=nearest_pay(content, role.slug),
        choose=tuple(point for point in choose if point.label == role.slug),
    )


def _days(careers: ContentDocument, roles: Iterable[types.CatalogRole]) -> Iterator[Weekday]:
    """The weeks of several roles day by day."""
    weeks = [
        (role, by_weekday(careers.roles_by_slug[role.slug].week))
        for role in roles
        if role.slug in careers.roles_by_slug
    ]
    for name in dict.fromkeys(name for _role, week in weeks for name in week):
        yield Weekday(name, tuple((role, week.get(name, ())) for role, week in weeks))


def _named(
    sides: Iterable[Side], written: ComparisonDocument | None, days: Iterable[Weekday]
) -> Iterator[str]:
    """The sources of a comparison, in the order in which its template names them."""
    if written:
        yield written.source
        for side in sides:
            yield from sources_of(side.choose)
        yield from sources_of((*written.different, *written.same))
    for day in days:
        for _role, points in day.points:
            yield from sources_of(points)
    yield from (side.pay.source.slug for side in sides if side.pay)


@dataclass(frozen=True, slots=True)
class Board:
    """All roles side by side."""

    roles: tuple[tuple[types.CatalogRole, tuple[DimensionNumber, ...]], ...]  # with their targets
    sorted_by: types.CatalogDimension | None  # the highest target first; None: the catalog's order
    pairs: tuple[tuple[types.CatalogRole, types.CatalogRole, str], ...]  # each with its slug
    wider: tuple[ComparisonShown, ...]  # of more than two roles


def comparison_board(content: Content, catalog: types.Catalog, sort: str = "") -> Board:
    """Every role, and every comparison there is.

    Args:
        sort: slug of the dimension to sort by; "" for the catalog's order.
    """
    roles = sorted(catalog.roles, key=lambda role: -role.targets[sort] if sort else 0)
    known = catalog.roles_by_slug
    wider = (
        tuple(known[slug] for slug in written.roles)
        for written in content.careers.comparisons
        if len(written.roles) > 2 and set(written.roles) <= set(known)
    )
    return Board(
        roles=tuple((role, role_targets(catalog.dimensions, role)) for role in roles),
        sorted_by=next((row for row in catalog.dimensions if row.slug == sort), None),
        pairs=tuple(
            (one, two, comparison_slug((one.slug, two.slug)))
            for one, two in combinations(catalog.roles, 2)
        ),
        wider=tuple(comparison_shown(content, catalog, chosen) for chosen in wider),
    )


def roles_in(catalog: types.Catalog, text: str) -> tuple[types.CatalogRole, ...]:
    """The roles whose slugs stand in an address between "-and-", in its order; empty when any is
    unknown. A slug may itself hold an "-and-"."""

    def read(parts: list[str]) -> tuple[types.CatalogRole, ...] | None:
        if not parts:
            return ()
        for size in range(1, len(parts) + 1):
            role = catalog.roles_by_slug.get(comparison_slug(parts[:size]))
            rest = read(parts[size:]) if role else None
            if role and rest is not None:
                return (role, *rest)
        return None

    return read(text.split("-and-")) or ()
