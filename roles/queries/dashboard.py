"""What the statistics page may show, counted at most every ten minutes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from roles.domain.counts import wording_keys
from roles.domain.dates import utc_day
from roles.domain.release import DayRow, Release, release
from roles.models import CatalogVersion
from roles.queries.cached import cached
from roles.queries.catalog import version_catalog
from roles.queries.statistics import daily_counts, first_day


@dataclass(frozen=True, slots=True)
class ReleaseFound:
    """What may be shown, and what it was made from."""

    release: Release
    counted_at: datetime
    missing_since: date | None  # see `DailyCounts`
    counted_until: date | None
    roles: dict[str, str]  # names by slug, as the last version has them
    statements: dict[str, str]  # texts by wording key


def find_release() -> ReleaseFound:
    """As counted up to ten minutes ago."""
    return cached("statistics.release", _find)


def _find() -> ReleaseFound:
    now = timezone.now()
    today = utc_day(now)
    found = daily_counts(first_day() or today, today)
    roles: dict[str, str] = {}
    statements: dict[str, str] = {}
    for version in CatalogVersion.objects.order_by("number").iterator(chunk_size=1):
        catalog = version_catalog(version)
        roles |= {role.slug: role.name for role in catalog.roles}
        keys = wording_keys(catalog)
        statements |= {keys[row.slug]: row.text for row in catalog.questions}
    rows = [DayRow(*key, counts) for key, counts in found.rows.items()]
    return ReleaseFound(
        release(rows), now, found.missing_since, found.counted_until, roles, statements
    )
