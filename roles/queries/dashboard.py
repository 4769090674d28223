"""What the statistics page may show, counted at most every ten minutes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from roles.domain.counts import wording_keys
from roles.domain.dashboard import period
from roles.domain.dates import utc_day
from roles.domain.release import DayRow, Release, release
from roles.domain.statistics import Period, Selection, StatementRow
from roles.models import CatalogVersion
from roles.queries.cached import cached
from roles.queries.catalog import version_catalog
from roles.queries.statistics import daily_counts, first_day

RECENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class ReleaseFound:
    """What may be shown, and what it was made from."""

    release: Release
    counted_at: datetime
    missing_since: date | None  # see `DailyCounts`
    counted_until: date | None
    roles: dict[str, str]  # names by slug, as the last version has them
    statements: dict[str, str]  # texts by wording key


@dataclass(frozen=True, slots=True)
class Overview:
    """The few figures that other pages of the admin show."""

    recent: Period  # the last RECENT_DAYS days
    last_day: date | None  # on which anybody began
    roles: dict[str, str]  # as in `ReleaseFound`
    statements: dict[str, StatementRow]  # of all days, by wording key
    versions: dict[int, Period]  # of all days, those that are shown alone, by number
    counted_at: datetime


def find_overview() -> Overview:
    """As counted up to ten minutes ago, and kept for as long, as all that it is made from takes
    longer to read."""
    return cached("statistics.overview", lambda: _overview(find_release()))


def _overview(found: ReleaseFound) -> Overview:
    today = utc_day(found.counted_at)
    recent = Selection(today - timedelta(days=RECENT_DAYS - 1), today)
    first = found.release.first_day or today
    all_days = period(found.release, Selection(first, today))
    alone = found.release.versions
    return Overview(
        recent=period(found.release, recent),
        last_day=found.release.last_day,
        roles=found.roles,
        statements={row.key: row for row in all_days.statements},
        versions={
            number: period(found.release, Selection(first, today, number)) for number in alone
        },
        counted_at=found.counted_at,
    )


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
