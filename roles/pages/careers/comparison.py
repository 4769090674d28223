"""Several roles side by side. No queries."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from roles.content.role_names import slugs_in
from roles.content.schema import ComparisonDocument, ContentDocument, comparison_slug
from roles.content.sources import Point
from roles.domain import types
from roles.pages.careers.references import References, references, sources_of
from roles.pages.careers.role import PayRow, by_weekday, in_order, nearest_pay
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
    chart: Chart  # with this browser's owner in it, if known
    widest: types.CatalogDimension | None  # where the roles differ most; None: nowhere
    days: tuple[Weekday, ...]  # of two roles; of more, their weeks would not be read
    references: References

    @property
    def roles(self) -> tuple[types.CatalogRole, ...]:
        return tuple(side.role for side in self.sides)

    @property
    def slug(self) -> str:
        return comparison_slug(role.slug for role in self.roles)

    @property
    def has_own(self) -> bool:
        return any(row.bars for row in self.chart.rows)


def comparison_shown(
    content: Content,
    catalog: types.Catalog,
    roles: tuple[types.CatalogRole, ...],
    own: Chart | None = None,
) -> ComparisonShown:
    """The comparison of some roles, in the catalog's order.

    Args:
        own: this browser's owner beside them.
    """
    careers = content.careers
    written = careers.comparisons_by_roles.get(frozenset(role.slug for role in roles))
    sides = tuple(_side(content, role, written) for role in roles)
    days = tuple(_days(careers, roles)) if len(roles) == 2 else ()
    return ComparisonShown(
        sides=sides,
        written=written,
        chart=own or roles_chart(catalog, roles),
        widest=_widest(catalog, roles),
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


def _widest(
    catalog: types.Catalog, roles: tuple[types.CatalogRole, ...]
) -> types.CatalogDimension | None:
    def gap(row: types.CatalogDimension) -> float:
        targets = [role.targets[row.slug] for role in roles]
        return max(targets) - min(targets)

    widest = max(catalog.dimensions, key=gap)
    return widest if gap(widest) else None


def _days(careers: ContentDocument, roles: Iterable[types.CatalogRole]) -> Iterator[Weekday]:
    """The weeks of several roles day by day; empty where none is known."""
    pages = [(role, careers.roles_by_slug.get(role.slug)) for role in roles]
    weeks = [(role, by_weekday(page.week if page else ())) for role, page in pages]
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


class ComparisonLink(NamedTuple):
    """Roles in the catalog's order, and where they are compared."""

    roles: tuple[types.CatalogRole, ...]
    slug: str


@dataclass(frozen=True, slots=True)
class Board:
    """All roles side by side."""

    fingerprints: tuple[Chart, ...]  # a role each
    # Each role with the pairs that it makes with each one; None for itself.
    grid: tuple[tuple[types.CatalogRole, tuple[ComparisonLink | None, ...]], ...]
    wider: tuple[ComparisonLink, ...]  # more than two roles, of which a comparison is written


def comparison_board(content: Content, catalog: types.Catalog) -> Board:
    """Every role, and every comparison there is."""
    known = catalog.roles_by_slug
    return Board(
        fingerprints=tuple(roles_chart(catalog, [role]) for role in catalog.roles),
        grid=tuple(
            (one, tuple(_link(catalog, {one.slug, two.slug}) for two in catalog.roles))
            for one in catalog.roles
        ),
        wider=tuple(
            found
            for written in content.careers.comparisons
            if len(written.roles) > 2 and set(written.roles) <= set(known)
            if (found := _link(catalog, set(written.roles)))
        ),
    )


def _link(catalog: types.Catalog, slugs: Collection[str]) -> ComparisonLink | None:
    """None for a role beside itself."""
    ordered = in_order(catalog, slugs)
    roles = tuple(catalog.roles_by_slug[slug] for slug in ordered)
    return ComparisonLink(roles, comparison_slug(ordered)) if len(roles) > 1 else None


def roles_in(catalog: types.Catalog, text: str) -> tuple[types.CatalogRole, ...]:
    """The roles whose slugs stand in an address, see `slugs_in`."""
    known = catalog.roles_by_slug
    return tuple(known[slug] for slug in slugs_in(text, known))
