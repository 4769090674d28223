"""What people in the roles said later, as the page of statistics shows it: numbers, no sentence."""

from dataclasses import dataclass
from datetime import datetime

from roles.domain.known_groups import LEAST, JobFit, KindFit
from roles.domain.types import Catalog, CatalogDimension, CatalogRole
from roles.queries.known_groups import known_groups

SPAN = 60  # points above or below the average that a bar has room for, each way


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of work in one job. Places are percent of the width of its bar."""

    dimension: CatalogDimension
    fit: KindFit

    @property
    def low(self) -> float:
        return _place(self.fit.people.low)

    @property
    def width(self) -> float:
        return round(_place(self.fit.people.high) - self.low, 1)

    @property
    def role(self) -> float:
        return _place(self.fit.role)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A role; `fit` is None while too few people have it and are suited by it."""

    role: CatalogRole
    fit: JobFit | None
    kinds: tuple[KindRow, ...]


@dataclass(frozen=True, slots=True)
class FitSection:
    rows: tuple[JobRow, ...]
    counted_at: datetime
    least: int = LEAST

    @property
    def known(self) -> list[JobRow]:
        return [row for row in self.rows if row.fit]


def fit_section() -> FitSection | None:
    """What `templates/admin/desk/statistics/fit.html` shows as `fit`; None before the first
    publication. For queries see `known_groups`."""
    found = known_groups()
    if found is None:
        return None
    catalog, groups = found
    rows = (_row(catalog, role, groups.jobs.get(role.slug)) for role in catalog.roles)
    return FitSection(tuple(rows), groups.counted_at)


def _row(catalog: Catalog, role: CatalogRole, fit: JobFit | None) -> JobRow:
    dimensions = {row.slug: row for row in catalog.dimensions}
    kinds = fit.kinds if fit else ()
    return JobRow(role, fit, tuple(KindRow(dimensions[kind.dimension], kind) for kind in kinds))


def _place(points: float) -> float:
    inside = max(-SPAN, min(SPAN, points))
    return round(50 + 50 * inside / SPAN, 1)
