"""Figures of what people did lately, told so that no single person can be seen in them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.utils import timezone

from roles.domain.types import Catalog
from roles.models import Attempt, CatalogVersion, Result
from roles.queries.cached import cached
from roles.queries.catalog import version_catalog

RECENT_DAYS = 30
SAMPLE = 5_000  # of the newest attempts and results: enough for a share to a percent or two
FEWEST = 10  # people below which a figure might tell of one of them


@dataclass(frozen=True)
class LeaderShare:
    """A role, and how often it came first."""

    name: str
    count: int
    share: float  # of the results looked at, 0 to 1

    @property
    def is_few(self) -> bool:
        return self.count < FEWEST


@dataclass(frozen=True)
class Activity:
    """What people did in the last `RECENT_DAYS` days."""

    started: int  # attempts
    finished: int  # results
    finished_share: float | None  # of the newest attempts, 0 to 1; None when too few were made
    median_seconds: float | None  # from start to result, of the newest results; None likewise
    leaders: tuple[LeaderShare, ...]  # of the newest results, most often first; empty likewise
    sample: int  # how many results those are
    counted_at: datetime

    @property
    def is_sampled(self) -> bool:
        """Whether there were more than were looked at one by one."""
        return max(self.started, self.finished) > SAMPLE


def recent_activity() -> Activity:
    """As counted up to ten minutes ago. Six queries at most, or none."""
    return cached("statistics.recent", lambda: _count(timezone.now()))


def _count(now: datetime) -> Activity:
    since = now - timedelta(days=RECENT_DAYS)
    attempts = Attempt.objects.filter(started_at__gte=since)
    results = Result.objects.filter(finished_at__gte=since)
    started, finished = attempts.count(), results.count()
    if finished < FEWEST:
        return Activity(started, finished, None, None, (), 0, now)
    newest = attempts.order_by("-started_at").values("pk")[:SAMPLE]
    ended = Result.objects.filter(attempt__in=newest).count()
    share = ended / min(started, SAMPLE) if started >= FEWEST else None
    rows = results.order_by("-finished_at").values_list(
        "leader", "attempt__started_at", "finished_at"
    )[:SAMPLE]
    seconds = [(end - start).total_seconds() for _leader, start, end in rows]
    leaders = _leaders(leader for leader, _start, _end in rows)
    return Activity(started, finished, share, median(seconds), leaders, len(seconds), now)


def _leaders(slugs: Iterable[str]) -> tuple[LeaderShare, ...]:
    counts = Counter(slugs)
    names: dict[str, str] = {}
    for version in CatalogVersion.objects.order_by("-number").iterator(chunk_size=1):
        if names.keys() >= counts.keys():
            break
        names = _names(version_catalog(version)) | names  # a role's last name counts
    total = counts.total()
    return tuple(
        LeaderShare(names.get(slug, slug), count, count / total)
        for slug, count in counts.most_common()
    )


def _names(catalog: Catalog) -> dict[str, str]:
    return {role.slug: role.name for role in catalog.roles}
