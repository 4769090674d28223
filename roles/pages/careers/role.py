"""What the page of one role shows: content and catalog put together. No queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from roles.content.schema import ContentDocument, RoleDocument, StepDocument, comparison_slug
from roles.content.sources import PayDocument, Point, SourceDocument
from roles.domain import types
from roles.pages.careers.references import References, references, sources_of
from roles.pages.results.charts import Chart
from roles.queries.careers import Content


@dataclass(frozen=True, slots=True)
class PayRow:
    """A pay figure, ready to be shown."""

    figure: PayDocument
    source: SourceDocument
    is_outdated: bool
    note: str = ""  # what it hides about the role
    line: str = ""  # what is said of the role's pay where there is room for a line only
    counts_role: bool = False

    @property
    def salary(self) -> dict[str, int]:
        """What search engines may be told as the role's pay, by the names that schema.org has for
        amounts; empty unless an official group counts the role."""
        figure = self.figure
        if not (self.counts_role and self.source.is_official and figure.code) or figure.average:
            return {}
        low, high = (25, 75) if figure.has_quartiles else (10, 90)
        amounts = {
            f"percentile{low}": figure.low,
            "median": figure.middle,
            f"percentile{high}": None if figure.is_capped else figure.high,
        }
        return {name: amount for name, amount in amounts.items() if amount is not None}


@dataclass(frozen=True, slots=True)
class Pair:
    """Another role, and where both are compared."""

    role: types.CatalogRole
    slug: str
    point: Point | None = None  # why the two are confused


@dataclass(frozen=True, slots=True)
class Job:
    """A role or a title from which there are routes."""

    name: str
    slug: str
    has_routes: bool = True  # whether there is a page of its routes


@dataclass(frozen=True, slots=True)
class RoleShown:
    """A role's page; without content (`page` is None) it shows what the catalog says."""

    role: types.CatalogRole
    page: RoleDocument | None
    comes_from: tuple[Job, ...]
    week: Mapping[str, tuple[Point, ...]]  # by day: "Wednesday, the hard part" is a Wednesday's
    pay: tuple[PayRow, ...]  # of groups that count the role, or the nearest one
    more_pay: tuple[PayRow, ...]
    confused: tuple[Pair, ...]
    others: tuple[Pair, ...]  # every role that it is not confused with
    ways_in: tuple[Job, ...]  # from which one usual step leads here
    long_ways_in: tuple[Job, ...]  # from which a long one does
    references: References
    own: Chart | None = None  # this browser's owner beside the role

    @property
    def salary(self) -> PayRow | None:
        """What search engines may be told as the role's pay: that of the one group that counts it,
        as of several nobody knows which."""
        told = [row for row in self.pay if row.salary]
        return told[0] if len(told) == 1 else None

    @property
    def has_work(self) -> bool:
        return self._has("does", "boxes", "good", "people")

    @property
    def has_fit(self) -> bool:
        return self._has("suits", "unsuited", "leaving")

    @property
    def has_prospects(self) -> bool:
        return self._has("outlook", "ai", "ladder")

    @property
    def has_start(self) -> bool:
        ways = self.ways_in or self.long_ways_in
        return self._has("first_steps", "trials", "qualifications") or bool(self.page and ways)

    @property
    def has_others(self) -> bool:
        return bool(self.confused or self.others) or self._has("titles")

    def _has(self, *keys: str) -> bool:
        """Whether the content says anything under one of these keys."""
        return self.page is not None and any(getattr(self.page, key) for key in keys)

    @property
    def has_other_countries(self) -> bool:
        """Whether what is folded of pay also tells of a country that what is open does not."""
        countries = {row.figure.country for row in self.pay}
        return any(
            row.source.is_official and row.figure.country not in countries for row in self.more_pay
        )


def role_shown(
    content: Content,
    catalog: types.Catalog,
    role: types.CatalogRole,
    own: Chart | None = None,
) -> RoleShown:
    """A role's page.

    Args:
        own: this browser's owner beside the role.
    """
    careers = content.careers
    page = careers.roles_by_slug.get(role.slug)
    others = {other.slug: pair(catalog, role, other) for other in catalog.roles if other != role}
    confused = tuple(
        replace(others[point.label], point=point)
        for point in (page.confused if page else ())
        if point.label in others
    )
    named = [other.role for other in confused]
    steps = steps_into(careers, catalog, role.slug)
    pay = tuple(pay_rows(content, page)) if page else ()
    first_pay = tuple(row for row in pay if row.counts_role) or pay[:1]
    more_pay = tuple(row for row in pay if row not in first_pay)
    sources = _named(page, (*first_pay, *more_pay), confused) if page else ()
    return RoleShown(
        role=role,
        page=page,
        comes_from=tuple(_jobs(careers, catalog, page.comes_from if page else ())),
        week=by_weekday(page.week if page else ()),
        pay=first_pay,
        more_pay=more_pay,
        confused=confused,
        others=tuple(other for other in others.values() if other.role not in named),
        ways_in=tuple(Job(name, step.start) for name, step in steps if not step.is_long),
        long_ways_in=tuple(Job(name, step.start) for name, step in steps if step.is_long),
        references=references(careers, sources),
        own=own,
    )


def _jobs(careers: ContentDocument, catalog: types.Catalog, slugs: Iterable[str]) -> Iterator[Job]:
    """Those that there are today."""
    starts = leading_starts(careers, catalog) | {*catalog.roles_by_slug}
    for slug in slugs:
        if name := job_name(careers, catalog, slug):
            yield Job(name, slug, has_routes=slug in starts)


def by_weekday(week: Iterable[Point]) -> dict[str, tuple[Point, ...]]:
    """A week day by day."""
    days: dict[str, tuple[Point, ...]] = {}
    for point in week:
        name = point.label.partition(",")[0]
        days[name] = (*days.get(name, ()), point)
    return days


def _named(page: RoleDocument, pay: Iterable[PayRow], confused: Iterable[Pair]) -> Iterator[str]:
    """The sources of a role's page, in the order in which its template names them."""
    pay_sources = [row.source.slug for row in pay]
    if page.pay_line:  # at a glance
        yield from pay_sources[:1]
    for points in (page.week, page.does, page.boxes, page.good, page.people):
        yield from sources_of(points)
    for points in (page.suits, page.unsuited, page.leaving):
        yield from sources_of(points)
    yield from pay_sources
    for points in (page.outlook, page.ai, page.ladder):
        yield from sources_of(points)
    for points in (page.first_steps, page.trials, page.qualifications):
        yield from sources_of(points)
    yield from sources_of(pair.point for pair in confused if pair.point)
    yield from sources_of(page.titles)


def pair(catalog: types.Catalog, one: types.CatalogRole, other: types.CatalogRole) -> Pair:
    """The other role, with the one address at which both are compared."""
    return Pair(other, comparison_slug(in_order(catalog, {one.slug, other.slug})))


def in_order(catalog: types.Catalog, slugs: Iterable[str]) -> list[str]:
    """Slugs of roles in the catalog's order."""
    wanted = set(slugs)
    return [role.slug for role in catalog.roles if role.slug in wanted]


def pay_rows(content: Content, page: RoleDocument) -> Iterator[PayRow]:
    for shown in page.pay:
        yield pay_row(content, shown.figure, shown.note, counts_role=shown.counts_role)


def nearest_pay(content: Content, role: str) -> PayRow | None:
    """What the group nearest to a role earns; None when no page of it has a figure."""
    page = content.careers.roles_by_slug.get(role)
    nearest = next(pay_rows(content, page), None) if page else None
    return replace(nearest, line=page.pay_line) if page and nearest else None


def pay_row(content: Content, slug: str, note: str = "", *, counts_role: bool = False) -> PayRow:
    figure = content.careers.pay_by_slug[slug]
    source = content.careers.sources_by_slug[figure.source]
    is_outdated = figure.is_outdated(content.state.today)
    return PayRow(figure, source, is_outdated, note, counts_role=counts_role)


def job_name(careers: ContentDocument, catalog: types.Catalog, slug: str) -> str | None:
    """What a role or title is called; None when there is neither today."""
    found = catalog.roles_by_slug.get(slug) or careers.titles_by_slug.get(slug)
    return None if found is None else found.name


def leading_starts(careers: ContentDocument, catalog: types.Catalog) -> set[str]:
    """The jobs from which there is any step to a role of today."""
    return {step.start for step in careers.routes if step.goal in catalog.roles_by_slug}


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
