"""Reads of what people with a result said of their job later."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from roles.domain import outcomes
from roles.domain.disclosure import whole_tens
from roles.domain.known_groups import SUITED, JobFit, Worker, counted, job_fit
from roles.domain.scoring import typical_pattern
from roles.domain.types import Catalog
from roles.models import FitAnswer
from roles.models.results import FIT_ASKED_AFTER
from roles.queries.cached import cached
from roles.queries.catalog import published_version, version_catalog
from roles.queries.roles import former_slugs

MOST = 500  # of the newest in each job: enough for a share to 4 percent


@dataclass(frozen=True, slots=True)
class KnownGroups:
    jobs: dict[str, JobFit]  # roles in force with enough people whom they suit
    answered: int  # people in all who said what their job is, in whole tens
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
    suited, everyone = Count("pk", filter=Q(suits__gte=SUITED)), Count("pk")
    by_job = _answered().values_list("job").annotate(suited=suited, everyone=everyone)
    answers = list(by_job.order_by())
    people = {job: count for job, count, _all in answers}
    renamed = {old: new for old, new in former_slugs().items() if catalog.role(old) is None}
    jobs = {}
    for role in catalog.roles:
        names = [role.slug, *(old for old, new in renamed.items() if new == role.slug)]
        count = counted(sum(people.get(name, 0) for name in names))
        workers = list(_workers(names, count, renamed))
        kinds = (dimension.slug for dimension in catalog.dimensions)
        expected = dict(zip(kinds, typical_pattern(catalog, role), strict=True))
        if fit := job_fit(role.slug, workers, expected):
            jobs[role.slug] = fit
    in_all = sum(count for _job, _suited, count in answers)
    return KnownGroups(jobs, whole_tens(in_all), timezone.now())


def _answered() -> QuerySet[FitAnswer]:
    """What was said of an earlier result of theirs is left out."""
    asked = F("result__finished_at") + FIT_ASKED_AFTER
    return FitAnswer.objects.filter(answered_at__gte=asked)


def _workers(job: Sequence[str], count: int, renamed: Mapping[str, str]) -> Iterator[Worker]:
    """Of the first `count` people in a job the newest.

    Args:
        job: all slugs that it has had.
        renamed: roles by the slugs that they had before.
    """
    rows = _answered().filter(job__in=job, suits__gte=SUITED).order_by("answered_at", "pk")
    for document in rows.values_list("result__outcome_document", flat=True)[
        max(0, count - MOST) : count
    ]:
        outcome = outcomes.parse(document)
        patterns = {score.dimension: score.from_average for score in outcome.scores}
        yield Worker(
            roles=[renamed.get(match.role, match.role) for match in outcome.matches],
            pattern={slug: points for slug, points in patterns.items() if points is not None},
        )
