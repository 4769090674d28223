"""The route map: the ways from a job to the roles. No queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

from roles.content.routes import ways
from roles.content.schema import ContentDocument, StepDocument, TitleDocument
from roles.content.sources import Point
from roles.domain import types
from roles.pages.areas import DimensionNumber
from roles.pages.careers.references import References, references
from roles.pages.careers.role import (
    PayRow,
    job_name,
    leading_starts,
    nearest_pay,
    pay_row,
    steps_into,
)
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
    """A role that can be reached."""

    role: types.CatalogRole
    leg: Leg  # the last of the way, told here and nowhere else on the page
    # A first thing to do, in the present job or without one; where one step leads here, that is it.
    trial: Point | None
    pay: PayRow | None  # of the nearest group
    onward: tuple["Route", ...]  # whose ways lead through this role, nearest first
    own: Chart | None = None  # this browser's owner beside the role


@dataclass(frozen=True, slots=True)
class RouteMap:
    """All ways from one job. They form a tree: the nearest way to a role begins with the nearest
    one to each role that it leads through."""

    start: str  # its slug
    name: str
    role: types.CatalogRole | None  # the job itself, if it is one of the roles
    title: TitleDocument | None  # or else
    pay: PayRow | None
    # Of a title: what has to change, by area; in a catalog without areas by dimension.
    changes: tuple[tuple[types.CatalogArea | types.CatalogDimension, str], ...]
    onward: tuple[Route, ...]  # one step away, nearest first
    routes: tuple[Route, ...]  # all of them, nearest first
    out_of_reach: tuple[types.CatalogRole, ...]  # to which no way is known
    references: References

    @property
    def has_numbers(self) -> bool:
        """Whether any step is from one profile to another."""
        return any(route.leg.changes for route in self.routes)


@dataclass(frozen=True, slots=True)
class RoleStart:
    """A role as the job that somebody has, with the steps from there."""

    role: types.CatalogRole
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Starts:
    """Where somebody may be now, and how the roles are linked. Titles are those that lead
    anywhere."""

    first_titles: tuple[TitleDocument, ...]  # of those without a job yet
    other_titles: tuple[TitleDocument, ...]
    roles: tuple[RoleStart, ...]
    references: References


def starts(content: Content, catalog: types.Catalog) -> Starts:
    titles = tuple(_leading_titles(content.careers, catalog))
    roles = tuple(RoleStart(role, _legs_from(content, catalog, role)) for role in catalog.roles)
    named = (leg.step.source for row in roles for leg in row.legs)
    return Starts(
        first_titles=tuple(title for title in titles if title.is_first),
        other_titles=tuple(title for title in titles if not title.is_first),
        roles=roles,
        references=references(content.careers, named),
    )


def start_names(content: Content, catalog: types.Catalog) -> dict[str, str]:
    """What somebody may be now, by slug: the titles that lead anywhere, then the roles."""
    names = {title.slug: title.name for title in _leading_titles(content.careers, catalog)}
    return names | {role.slug: role.name for role in catalog.roles}


def _leading_titles(careers: ContentDocument, catalog: types.Catalog) -> Iterator[TitleDocument]:
    """The titles from which there is any step to a role."""
    leading = leading_starts(careers, catalog)
    return (title for title in careers.titles if title.slug in leading)


def _legs_from(
    content: Content, catalog: types.Catalog, role: types.CatalogRole
) -> tuple[Leg, ...]:
    """The steps from a role to others, the long ones last."""
    steps = (step for step in content.careers.routes if step.start == role.slug)
    known = (step for step in steps if step.goal in catalog.roles_by_slug)
    ordered = sorted(known, key=lambda step: step.is_long)
    return tuple(_leg(catalog, content.careers, step) for step in ordered)


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
    onward = tuple(_routes(content, catalog, found, start, own or {}, is_first=is_first))
    by_role = {route.role.slug: route for route in _tree(onward)}
    routes = tuple(by_role[goal] for goal in found)
    return RouteMap(
        start=start,
        name=job_name(careers, catalog, start) or start,
        role=catalog.roles_by_slug.get(start),
        title=title,
        pay=pay,
        changes=tuple(_changes(title, catalog)),
        onward=onward,
        routes=routes,
        out_of_reach=tuple(
            role for role in catalog.roles if role.slug not in found and role.slug != start
        ),
        references=references(careers, _named(onward, pay, routes)),
    )


def _routes(
    content: Content,
    catalog: types.Catalog,
    found: Mapping[str, tuple[StepDocument, ...]],
    start: str,
    own: Mapping[str, Chart],
    *,
    is_first: bool,
) -> Iterator[Route]:
    """The roles whose last step is from `start`, with all that follow."""
    careers = content.careers
    for goal, way in found.items():
        if way[-1].start != start:
            continue
        tasks = _first_steps(careers, goal) if is_first else trials(careers, goal)
        yield Route(
            role=catalog.roles_by_slug[goal],
            leg=_leg(catalog, careers, way[-1]),
            trial=next(iter(tasks), None) if len(way) > 1 else None,
            pay=_pay(content, goal),
            onward=tuple(_routes(content, catalog, found, goal, own, is_first=is_first)),
            own=own.get(goal),
        )


def _tree(onward: Iterable[Route]) -> Iterator[Route]:
    """All routes of a tree, as they stand in it."""
    for route in onward:
        yield route
        yield from _tree(route.onward)


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


def _named(onward: Iterable[Route], pay: PayRow | None, routes: Iterable[Route]) -> Iterator[str]:
    """The sources of the ways from a job, in the order in which their template names them."""
    yield from (route.leg.step.source for route in _tree(onward))
    if pay:
        yield pay.source.slug
    for route in routes:
        if route.trial:
            yield route.trial.source
        if route.pay:
            yield route.pay.source.slug
