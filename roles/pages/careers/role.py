"""What the page of one role shows: content and catalog put together. No queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from roles.content.schema import ContentDocument, RoleDocument, StepDocument, comparison_slug
from roles.content.sources import PayDocument, Point, SourceDocument
from roles.domain import types
from roles.queries.careers import Content


@dataclass(frozen=True, slots=True)
class PayRow:
    """A pay figure, ready to be shown."""

    figure: PayDocument
    source: SourceDocument
    is_outdated: bool
    note: str = ""  # what it hides about the role


@dataclass(frozen=True, slots=True)
class Pair:
    """Another role, and where both are compared."""

    role: types.CatalogRole
    slug: str
    point: Point | None = None  # why the two are confused


@dataclass(frozen=True, slots=True)
class WayIn:
    """A usual step into a role."""

    name: str  # of the job it starts from
    start: str  # its slug
    text: str
    source: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class RoleShown:
    """A role's page; without content (`page` is None) it shows what the catalog says."""

    role: types.CatalogRole
    page: RoleDocument | None
    pay: tuple[PayRow, ...]
    confused: tuple[Pair, ...]
    others: tuple[Pair, ...]  # every other role
    ways_in: tuple[WayIn, ...]  # the long ones last
    sources: tuple[SourceDocument, ...]  # all that the page names, in the content's order


def role_shown(content: Content, catalog: types.Catalog, role: types.CatalogRole) -> RoleShown:
    careers = content.careers
    page = careers.roles_by_slug.get(role.slug)
    others = {other.slug: pair(catalog, role, other) for other in catalog.roles if other != role}
    ways_in = tuple(
        WayIn(name, step.start, step.text, step.source, step.is_long)
        for name, step in steps_into(careers, catalog, role.slug)
    )
    pay = tuple(pay_rows(content, page)) if page else ()
    return RoleShown(
        role=role,
        page=page,
        pay=pay,
        confused=tuple(
            replace(others[point.label], point=point)
            for point in (page.confused if page else ())
            if point.label in others
        ),
        others=tuple(others.values()),
        ways_in=ways_in,
        sources=_sources(careers, page, pay, ways_in),
    )


def pair(catalog: types.Catalog, one: types.CatalogRole, other: types.CatalogRole) -> Pair:
    """The other role, with the one address at which both are compared."""
    return Pair(other, comparison_slug(in_order(catalog, {one.slug, other.slug})))


def in_order(catalog: types.Catalog, slugs: Iterable[str]) -> list[str]:
    """Slugs of roles in the catalog's order."""
    wanted = set(slugs)
    return [role.slug for role in catalog.roles if role.slug in wanted]


def pay_rows(content: Content, page: RoleDocument) -> Iterator[PayRow]:
    for shown in page.pay:
        yield pay_row(content, shown.figure, shown.note)


def nearest_pay(content: Content, role: str) -> PayRow | None:
    """What the group nearest to a role earns; None when no page of it has a figure."""
    page = content.careers.roles_by_slug.get(role)
    return next(pay_rows(content, page), None) if page else None


def pay_row(content: Content, slug: str, note: str = "") -> PayRow:
    figure = content.careers.pay_by_slug[slug]
    source = content.careers.sources_by_slug[figure.source]
    return PayRow(figure, source, figure.is_outdated(content.state.today), note)


def job_name(careers: ContentDocument, catalog: types.Catalog, slug: str) -> str | None:
    """What a role or title is called; None when there is neither today."""
    found = catalog.roles_by_slug.get(slug) or careers.titles_by_slug.get(slug)
    return None if found is None else found.name


def steps_into(
    careers: ContentDocument, catalog: types.Catalog, role: str
) -> list[tuple[str, StepDocument]]:
    """The usual steps into a role from jobs that there are today, each with the name of the job;
    the long ones last."""
    into = sorted(
        (step for step in careers.routes if step.goal == role), key=lambda step: step.is_long
    )
    named = ((job_name(careers, catalog, step.start), step) for step in into)
    return [(name, step) for name, step in named if name]


def _sources(
    careers: ContentDocument,
    page: RoleDocument | None,
    pay: Iterable[PayRow],
    ways_in: Iterable[WayIn],
) -> tuple[SourceDocument, ...]:
    named = {row.source.slug for row in pay} | {way.source for way in ways_in}
    named |= {point.source for point in page.points} if page else set()
    return careers.sources_of(named)
