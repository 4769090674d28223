"""Publishing on a day: approved now, done by the daily command if nothing has changed since."""

from datetime import date, datetime
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from roles.domain import lab
from roles.domain.errors import (
    CatalogError,
    ChecksFailed,
    DraftHasMoved,
    ExperimentRunning,
    NothingToPublish,
)
from roles.models import ScheduledPublication
from roles.queries.draft import draft_state
from roles.queries.experiments import running_experiment
from roles.queries.scheduling import may_publish, scheduled_publication
from roles.services.moment import one_moment
from roles.services.publishing import Published, hold_publications, publish_draft

Failure = ScheduledPublication.Failure


class Due(NamedTuple):
    """What became of a publication on its day: what was published, or why nothing was."""

    scheduled: ScheduledPublication
    published: Published | None


def schedule_publication(
    *, user: AbstractBaseUser, note: str, due_on: date, stamp: str, now: datetime
) -> ScheduledPublication:
    """Approves the draft as it stands, to be published on a day; whatever was scheduled before
    makes room.

    Args:
        user: who approves. They must be active and may publish on that day, too.
        note: as in `publish_draft`.
        stamp: `DraftState.stamp` as they saw it.

    Raises:
        CatalogError, NothingToPublish, ChecksFailed, DraftHasMoved, ExperimentRunning,
            ValidationError: as `publish_draft` does, at once.
    """
    values = {"user": user, "author": user.get_username(), "note": note, "due_on": due_on}
    values |= {"stamp": stamp, "approved_at": now, "failure": ""}
    ScheduledPublication(**values).clean_fields()
    try:
        with one_moment():
            hold_publications()
            _refuse_unpublishable(stamp)
            scheduled, _is_new = ScheduledPublication.objects.update_or_create(
                pk=1, defaults=values
            )
    except IntegrityError as error:  # somebody else scheduled it at the same moment
        raise DraftHasMoved from error
    return scheduled


def _refuse_unpublishable(stamp: str) -> None:
    if running_experiment():
        raise ExperimentRunning
    state = draft_state()
    if state.catalog is None:
        raise CatalogError(state.problems)
    if stamp != state.stamp:
        raise DraftHasMoved
    if not state.is_publishable:
        raise NothingToPublish
    if failed := lab.failing(lab.check(state.catalog)):
        raise ChecksFailed(state.catalog, failed)


@transaction.atomic
def cancel_publication(*, approved_at: datetime) -> bool:
    """Drops what is scheduled, or the word of its failure.

    Args:
        approved_at: of the one that the page showed; one approved since stays.

    Returns:
        Whether it was there.
    """
    count, _rows = ScheduledPublication.objects.filter(approved_at=approved_at).delete()
    return bool(count)


def publish_due(*, today: date) -> Due | None:
    """Publishes what is due, if the draft is still as approved, passes its checks, and whoever
    approved it may still publish. Otherwise notes why not; it is not tried again, except after an
    experiment.

    Returns:
        None when nothing is due.
    """
    scheduled = scheduled_publication()
    if scheduled is None or scheduled.has_failed or scheduled.due_on > today:
        return None
    failure = Failure.RIGHT
    if may_publish(scheduled.user):
        try:
            published = publish_draft(
                author=scheduled.author, note=scheduled.note, stamp=scheduled.stamp
            )
        except CatalogError:
            failure = Failure.PROBLEMS
        except DraftHasMoved:
            failure = Failure.MOVED
        except NothingToPublish:
            failure = Failure.NOTHING
        except ChecksFailed:
            failure = Failure.CHECKS
        except ExperimentRunning:
            failure = Failure.EXPERIMENT
        else:
            return Due(scheduled, published)
    # Gone, or approved anew: somebody else dealt with it at this very moment.
    same = ScheduledPublication.objects.filter(approved_at=scheduled.approved_at)
    if not same.update(failure=failure):
        return None
    scheduled.failure = failure
    return Due(scheduled, None)
