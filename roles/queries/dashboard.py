"""The figures of the statistics page, counted at most every ten minutes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from roles.domain.counts import wording_keys
from roles.domain.dates import utc_day
from roles.domain.statistics import Dashboard, DayRow, Selection, dashboard
from roles.models import CatalogVersion
from roles.queries.cached import cached
from roles.queries.catalog import version_catalog
from roles.queries.statistics import daily_counts, first_day


@dataclass(frozen=True, slots=True)
class DashboardFound:
    """The figures, and what they were made from."""

    dashboard: Dashboard
    counted_at: datetime
    missing_since: date | None
    counted_until: date | None
    roles: dict[str, str]
    statements: dict[str, str]


def find_dashboard(
    chosen: Selection | None = None, compared: Selection | None = None
) -> DashboardFound | None:
    key = f"statistics.dashboard.{chosen}.{compared}".replace(" ", "")
    return cached(key, lambda: _find(chosen, compared))


def _find(chosen: Selection | None, compared: Selection | None) -> DashboardFound | None:
    now = timezone.now()
    begin, today = first_day(), utc_day(now)
    if begin is None:
        return None
    found = daily_counts(begin, today)
    rows = [DayRow(*key, counts) for key, counts in found.rows.items()]
    roles: dict[str, str] = {}
    statements: dict[str, str] = {}
    for version in CatalogVersion.objects.order_by("number").iterator(chunk_size=1):
        catalog = version_catalog(version)
        roles |= {role.slug: role.name for role in catalog.roles}
        keys = wording_keys(catalog)
        statements |= {keys[row.slug]: row.text for row in catalog.questions}
    shown = dashboard(rows, chosen or Selection(begin, today), compared)
    return DashboardFound(shown, now, found.missing_since, found.counted_until, roles, statements)
