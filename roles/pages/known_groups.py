"""What people in the roles said later, as the page of statistics shows it: numbers, no sentence."""

from dataclasses import dataclass
from datetime import datetime

from roles.domain.known_groups import LEAST, FitEstimate, JobFit, KindFit
from roles.domain.types import Catalog, CatalogDimension, CatalogRole
from roles.queries.known_groups import known_groups

SPAN = 60  # points above or below the average that a bar has room for, each way


@dataclass(frozen=True, slots=True)
class FitBar:
    """Where a figure and its interval lie, in percent of the width of their drawing."""

    place: float
    low: float
    high: float

    @property
    def width(self) -> float:
        return round(self.high - self.low, 1)


@dataclass(frozen=True, slots=True)
class FitShare:
    estimate: FitEstimate

    @property
    def bar(self) -> FitBar:
        found = self.estimate
        return FitBar(*(round(100 * part, 1) for part in (found.value, found.low, found.high)))


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of work in one job. The middle of the bar is people's own average."""

    dimension: CatalogDimension
    fit: KindFit

    @property
    def bar(self) -> FitBar:
        people = self.fit.people
        return FitBar(*map(_place, (people.value, people.low, people.high)))

    @property
    def expected_place(self) -> float:
        return _place(self.fit.expected)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A role; `fit` is None while too few people say that it is their job and suits them."""

    role: CatalogRole
    fit: JobFit | None
    kinds: tuple[KindRow, ...]

    @property
    def shares(self) -> list[FitShare]:
        return [FitShare(self.fit.first), FitShare(self.fit.among_two)] if self.fit else []


@dataclass(frozen=True, slots=True)
class FitSection:
    rows: tuple[JobRow, ...]
    answered: int  # people in all, in whole tens
    counted_at: datetime
    least: int = LEAST
    span: int = SPAN

    @property
    def known(self) -> list[JobRow]:
        """The roles of which anything is told."""
        return [row for row in self.rows if row.fit]


def fit_section() -> FitSection | None:
    """What `templates/admin/desk/statistics/fit.html` shows as `section`; None before the first
    publication. For queries see `known_groups`."""
    found = known_groups()
    if found is None:
        return None
    catalog, groups = found
    rows = (_row(catalog, role, groups.jobs.get(role.slug)) for role in catalog.roles)
    return FitSection(tuple(rows), groups.answered, groups.counted_at)


def _row(catalog: Catalog, role: CatalogRole, fit: JobFit | None) -> JobRow:
    dimensions = {row.slug: row for row in catalog.dimensions}
    kinds = fit.kinds if fit else ()
    return JobRow(role, fit, tuple(KindRow(dimensions[kind.dimension], kind) for kind in kinds))


def _place(points: float) -> float:
    inside = max(-SPAN, min(SPAN, points))
    return round(50 + 50 * inside / SPAN, 1)
