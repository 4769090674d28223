"""Reads of what people with a result said of their job later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, QuerySet
from django.utils import timezone

from roles.domain import outcomes
from roles.domain.known_groups import SUITED, JobFit, Worker, counted, job_fit
from roles.domain.scoring import typical_pattern
from roles.domain.types import Catalog
from roles.models import FitAnswer
from roles.models.results import FIT_ASKED_AFTER
from roles.queries.cached import cached
from roles.queries.catalog import published_version, version_catalog

MOST = 500  # of the newest in each job: enough for a share to 4 percent


@dataclass(frozen=True, slots=True)
class KnownGroups:
    jobs: dict[str, JobFit]  # roles in force with enough people whom they suit
    counted_at: datetime


def known_groups() -> tuple[Catalog, KnownGroups] | None:
    """How people in the roles of the catalog in force came out, with that catalog; None before the
    first publication. Results count as they were told, with whatever version.

    Up to ten minutes old: one query then; else two, and one for each role with enough people.
    """
    version = published_version()
    if version is None:
        return None
    catalog = version_catalog(version)
    return catalog, cached(f"known_groups.{version.number}", lambda: _groups(catalog))


def _groups(catalog: Catalog) -> KnownGroups:
    people = dict(_suited().values_list("job").annotate(count=Count("pk")).order_by())
    jobs = {}
    for role in catalog.roles:
        workers = list(_workers(role.slug, counted(people.get(role.slug, 0))))
        kinds = (dimension.slug for dimension in catalog.dimensions)
        expected = dict(zip(kinds, typical_pattern(catalog, role), strict=True))
        if fit := job_fit(role.slug, workers, expected):
            jobs[role.slug] = fit
    return KnownGroups(jobs, timezone.now())


def _suited() -> QuerySet[FitAnswer]:
    """Of people whom their job suits. What was said of an earlier result of theirs is left out."""
    asked = F("result__finished_at") + FIT_ASKED_AFTER
    return FitAnswer.objects.filter(suits__gte=SUITED, answered_at__gte=asked)


def _workers(job: str, count: int) -> Iterator[Worker]:
    """Of the first `count` people in a job the newest."""
    rows = _suited().filter(job=job).order_by("answered_at", "pk")
    for document in rows.values_list("result__outcome_document", flat=True)[
        max(0, count - MOST) : count
    ]:
        outcome = outcomes.parse(document)
        patterns = {score.dimension: score.from_average for score in outcome.scores}
        yield Worker(
            roles=[match.role for match in outcome.matches],
            pattern={slug: points for slug, points in patterns.items() if points is not None},
        )
