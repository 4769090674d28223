"""Reads of experiments: which versions run side by side, and who gets which."""

from django.db.models import OuterRef, QuerySet, Subquery

from roles.domain.experiments import gets_other
from roles.models import CatalogVersion, Experiment
from roles.queries.catalog import kept_version


def running_experiment() -> Experiment | None:
    """What runs, with both versions. One query; the first look at a version in a process reads
    that as well."""
    found: Experiment | None = Experiment.objects.running().first()
    return None if found is None else _with_versions(found)


def past_experiments() -> list[Experiment]:
    """Those that have ended, with their versions, the last one first. Queries as above."""
    ended: QuerySet[Experiment] = Experiment.objects.exclude(ended_at=None)
    return [_with_versions(each) for each in ended]


def _with_versions(experiment: Experiment) -> Experiment:
    experiment.version = kept_version(experiment.version_id)
    experiment.other = kept_version(experiment.other_id)
    if experiment.chosen_id is not None:
        experiment.chosen = kept_version(experiment.chosen_id)
    return experiment


def version_for(token: str) -> int | None:
    """The number of the version that a new attempt with that token gets: the one in force, or the
    one beside it. None before the first publication. One query, which reads no version."""
    running = Experiment.objects.running().filter(version=OuterRef("pk"))
    parts = (Subquery(running.values(name)[:1]) for name in ("share", "other__number"))
    found = CatalogVersion.objects.live().values_list("number", *parts).first()
    if found is None:
        return None
    number, share, other = found
    return int(other if share and gets_other(share, token) else number)
