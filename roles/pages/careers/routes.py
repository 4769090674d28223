"""The route map: the ways from a job to the roles. No queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

from roles.content.routes import ways
from roles.content.schema import ContentDocument, StepDocument, TitleDocument
from roles.content.sources import Point
from roles.domain import types
from roles.pages.areas import DimensionNumber
from roles.pages.careers.diagram import Diagram, diagram
from roles.pages.careers.references import References, references, sources_of
from roles.pages.careers.role import PayRow, job_name, nearest_pay, pay_row, steps_into
from roles.pages.results.charts import Chart
from roles.queries.careers import Content


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a way."""

    start_name: str
    goal: types.CatalogRole
    step: StepDocument
    # By how much the profile of the goal is above (or below) that of the start, in points of 100,
    # by dimension; empty when the start is a title, which has no profile.
    changes: tuple[DimensionNumber, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """The way to a role."""

    role: types.CatalogRole
    legs: tuple[Leg, ...]
    # They try out the role: to ask for in the present job, or without one.
    tasks: tuple[Point, ...]
    pay: PayRow | None  # of the nearest group
    own: Chart | None = None  # this browser's owner beside the role


@dataclass(frozen=True, slots=True)
class Place:
    """A job in the drawing."""

    name: str
    symbol: str  # "" for a title
    middle: int  # of its row


@dataclass(frozen=True, slots=True)
class RouteMap:
    """All ways from one job."""

    start: str  # its slug
    name: str
    role: types.CatalogRole | None  # the job itself, if it is one of the roles
    title: TitleDocument | None  # or else
    pay: PayRow | None
    # Of a title: what has to change, by area; in a catalog without areas by dimension.
    changes: tuple[tuple[types.CatalogArea | types.CatalogDimension, str], ...]
    routes: tuple[Route, ...]  # the nearest first
    out_of_reach: tuple[types.CatalogRole, ...]  # to which no way is known
    drawing: Diagram
    places: tuple[Place, ...]  # in the drawing
    references: References


@dataclass(frozen=True, slots=True)
class Starts:
    """Where somebody may be now, and how the roles are linked."""

    roles: tuple[types.CatalogRole, ...]
    titles: tuple[TitleDocument, ...]  # those from which there is any step
    legs: tuple[Leg, ...]  # every step from role to role
    references: References
    drawing: Diagram
    places: tuple[Place, ...]  # in the drawing


def starts(content: Content, catalog: types.Catalog) -> Starts:
    careers, roles = content.careers, catalog.roles_by_slug
    steps = [step for step in careers.routes if step.start in roles and step.goal in roles]
    drawing = diagram(list(roles), [(step.start, step.goal) for step in steps])
    return Starts(
        roles=catalog.roles,
        titles=tuple(_leading_titles(careers, catalog)),
        legs=tuple(_leg(catalog, careers, step) for step in steps),
        references=references(careers, (step.source for step in steps)),
        drawing=drawing,
        places=tuple(_places(careers, catalog, drawing)),
    )


def start_names(content: Content, catalog: types.Catalog) -> dict[str, str]:
    """What somebody may be now, by slug: the roles, then the titles that lead anywhere."""
    names = {role.slug: role.name for role in catalog.roles}
    return names | {title.slug: title.name for title in _leading_titles(content.careers, catalog)}


def _leading_titles(careers: ContentDocument, catalog: types.Catalog) -> Iterator[TitleDocument]:
    """The titles from which there is any step to a role."""
    leading = {step.start for step in careers.routes if step.goal in catalog.roles_by_slug}
    return (title for title in careers.titles if title.slug in leading)


def route_map(
    content: Content,
    catalog: types.Catalog,
    start: str,
    own: Mapping[str, Chart] | None = None,
) -> RouteMap:
    """The ways from a job of `start_names`.

    Args:
        own: by role, this browser's owner beside it.
    """
    careers = content.careers
    found = ways(careers.routes, start, catalog.roles_by_slug)
    title = None if start in catalog.roles_by_slug else careers.titles_by_slug[start]
    pay = _pay(content, start)
    is_first = title is not None and title.is_first
    routes = tuple(_routes(content, catalog, found, own or {}, is_first))
    steps = dict.fromkeys(step for way in found.values() for step in way)
    drawing = diagram([start, *found], [(step.start, step.goal) for step in steps])
    return RouteMap(
        start=start,
        name=job_name(careers, catalog, start) or start,
        role=catalog.roles_by_slug.get(start),
        title=title,
        pay=pay,
        changes=tuple(_changes(title, catalog)),
        routes=routes,
        out_of_reach=tuple(
            role for role in catalog.roles if role.slug not in found and role.slug != start
        ),
        drawing=drawing,
        places=tuple(_places(careers, catalog, drawing)),
        references=references(careers, _named(pay, routes)),
    )


def _routes(
    content: Content,
    catalog: types.Catalog,
    found: Mapping[str, tuple[StepDocument, ...]],
    own: Mapping[str, Chart],
    is_first: bool,
) -> Iterator[Route]:
    for goal, way in found.items():
        yield Route(
            role=catalog.roles_by_slug[goal],
            legs=tuple(_leg(catalog, content.careers, step) for step in way),
            tasks=_first_steps(content.careers, goal)
            if is_first
            else trials(content.careers, goal),
            pay=_pay(content, goal),
            own=own.get(goal),
        )


def usual_way(content: Content, catalog: types.Catalog, role: str) -> Leg | None:
    """The shortest step into a role, never a long one: from the role with the nearest profile,
    else from the title named first; None when there is none at all."""
    careers = content.careers
    into = (step for _name, step in steps_into(careers, catalog, role) if not step.is_long)
    return min((_leg(catalog, careers, step) for step in into), key=_distance, default=None)


def first_leg(content: Content, catalog: types.Catalog, start: str, role: str) -> Leg | None:
    """The first step from a job to a role, on a way without long steps; None where none is
    known."""
    steps = (step for step in content.careers.routes if not step.is_long)
    way = ways(steps, start, catalog.roles_by_slug).get(role)
    return _leg(catalog, content.careers, way[0]) if way else None


def _distance(leg: Leg) -> float:
    """How far the two profiles are apart; titles have none, so they are farther than any role."""
    return sum(abs(change) for _dimension, change in leg.changes) if leg.changes else inf


def _leg(catalog: types.Catalog, careers: ContentDocument, step: StepDocument) -> Leg:
    goal = catalog.roles_by_slug[step.goal]
    start = catalog.roles_by_slug.get(step.start)
    changes = (
        tuple(
            DimensionNumber(row, goal.targets[row.slug] - start.targets[row.slug])
            for row in catalog.dimensions
        )
        if start
        else ()
    )
    return Leg(job_name(careers, catalog, step.start) or step.start, goal, step, changes)


def _places(careers: ContentDocument, catalog: types.Catalog, drawing: Diagram) -> Iterator[Place]:
    for slug, middle in drawing.places:
        role = catalog.roles_by_slug.get(slug)
        name = job_name(careers, catalog, slug) or slug
        yield Place(name, role.symbol if role else "", middle)


def _changes(
    title: TitleDocument | None, catalog: types.Catalog
) -> Iterator[tuple[types.CatalogArea | types.CatalogDimension, str]]:
    for area in catalog.areas or catalog.dimensions:
        if title and area.slug in title.changes:
            yield area, title.changes[area.slug]


def trials(careers: ContentDocument, role: str) -> tuple[Point, ...]:
    """Work of a role to try out where one is now."""
    page = careers.roles_by_slug.get(role)
    return page.trials if page else ()


def _first_steps(careers: ContentDocument, role: str) -> tuple[Point, ...]:
    """Work of a role to try out without a job."""
    page = careers.roles_by_slug.get(role)
    return page.first_steps if page else ()


def _pay(content: Content, job: str) -> PayRow | None:
    """What the nearest group to a role or title earns."""
    if title := content.careers.titles_by_slug.get(job):
        return pay_row(content, title.pay) if title.pay else None
    return nearest_pay(content, job)


def _named(pay: PayRow | None, routes: Iterable[Route]) -> Iterator[str]:
    """The sources of the ways from a job, in the order in which their template names them."""
    if pay:
        yield pay.source.slug
    for route in routes:
        yield from (leg.step.source for leg in route.legs)
        yield from sources_of(route.tasks)
        if route.pay:
            yield route.pay.source.slug
