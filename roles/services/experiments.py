"""Experiments: two published versions side by side, until one of them is chosen."""

from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction

from roles.domain.errors import (
    DraftHasMoved,
    ExperimentEnded,
    ExperimentRefused,
    ExperimentRunning,
)
from roles.domain.types import Catalog
from roles.models import CatalogVersion, Experiment
from roles.queries.careers import forget_state
from roles.queries.catalog import published_version, version_catalog
from roles.queries.experiments import running_experiment
from roles.queries.versions import find_version
from roles.services.moment import one_moment
from roles.services.publishing import hold_publications, publish_again, refuse_unfit


class Ended(NamedTuple):
    """An experiment that ended; and the version that was made of its older one, if that was
    chosen."""

    experiment: Experiment
    published: CatalogVersion | None


def start_experiment(
    *, author: str, version: int, other: int, share: int, now: datetime
) -> Experiment:
    """From now on a share of new attempts gets an earlier version. Attempts that have begun, and
    first pages that are open, keep theirs; pages about roles go with the version in force.

    Args:
        author: who starts it, as shown beside it, up to 150 characters.
        version: number of the one in force, as its author saw it.
        other: number of the other one.
        share: of new attempts that get the other one, in percent, 1 to 99.

    Raises:
        ExperimentRunning: when one runs already.
        ExperimentRefused: when the two cannot run side by side.
        DraftHasMoved: when another version is in force by now.
        CatalogError, ChecksFailed: when the other one could not be published today: it could never
            be chosen.
        ValidationError: when the share is out of range or the author too long.
    """
    try:
        with one_moment():
            hold_publications()
            return _start(author, version, other, share, now)
    except IntegrityError as error:  # somebody else started one between our look and our write
        raise ExperimentRunning from error


def _start(author: str, version: int, other: int, share: int, now: datetime) -> Experiment:
    if running_experiment():
        raise ExperimentRunning
    live = published_version()
    if live is None:
        raise ExperimentRefused("unpublished")
    if live.number != version:
        raise DraftHasMoved
    beside = find_version("catalog", other)
    if beside is None:
        raise ExperimentRefused("unknown")
    refuse_pair(version=live, other=beside)
    refuse_unfit(version=beside)
    experiment = Experiment(version=live, other=beside, share=share)
    experiment.started_at, experiment.started_by = now, author
    experiment.clean_fields(exclude=["version", "other"])
    experiment.save()
    _have_everybody_look()
    return experiment


def refuse_pair(*, version: CatalogVersion, other: CatalogVersion) -> None:
    """Checks that two versions differ, and have the same roles. No query.

    Raises:
        ExperimentRefused: when they cannot run side by side.
    """
    if version.digest == other.digest:
        raise ExperimentRefused("same")
    if roles := _of_one_alone(version_catalog(version), version_catalog(other)):
        raise ExperimentRefused("roles", roles)


def _of_one_alone(one: Catalog, other: Catalog) -> tuple[str, ...]:
    """The names of the roles that only one of two catalogs has."""
    left, right = ({role.slug: role.name for role in each.roles} for each in (one, other))
    return tuple((left | right)[slug] for slug in left | right if (slug in left) != (slug in right))


def end_experiment(
    *, author: str, started_at: datetime, chosen: int, note: str, now: datetime
) -> Ended:
    """Ends what runs. The version in force stays, or the older one is published again.

    Args:
        author: who ends it, up to 150 characters.
        started_at: of the one that the page showed; another one that runs by now goes on.
        chosen: number of one of the two.
        note: for the new version, if the older one is chosen, up to 300 characters.

    Raises:
        ExperimentEnded: when it runs no longer.
        ExperimentRefused: when it has no such version.
        CatalogError, ChecksFailed: when the older one could not be published today.
        ValidationError: when note or author is too long or no plain line of text.
        DraftHasMoved: when somebody else wrote at this very moment.
    """
    try:
        with one_moment():
            hold_publications()
            return _end(author, started_at, chosen, note, now)
    except IntegrityError as error:  # the number was taken between our look and our write
        raise DraftHasMoved from error


def _end(author: str, started_at: datetime, chosen: int, note: str, now: datetime) -> Ended:
    experiment = running_experiment()
    if experiment is None or experiment.started_at != started_at:
        raise ExperimentEnded
    versions = {each.number: each for each in (experiment.version, experiment.other)}
    if chosen not in versions:
        raise ExperimentRefused("unknown")
    experiment.chosen = versions[chosen]
    experiment.ended_at, experiment.ended_by = now, author
    experiment.clean_fields(exclude=["version", "other", "chosen"])
    experiment.save()
    _have_everybody_look()
    if experiment.chosen == experiment.version:
        return Ended(experiment, None)
    again = publish_again(version=experiment.other, author=author, note=note)
    return Ended(experiment, again)


def _have_everybody_look() -> None:
    forget_state()
    transaction.on_commit(forget_state)  # somebody may have looked meanwhile
