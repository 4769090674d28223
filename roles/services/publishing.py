"""Publishing: freezes the draft of catalog and content as what readers get."""

from functools import partial
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction

from roles.domain import lab
from roles.domain.errors import (
    CatalogError,
    ChecksFailed,
    DraftHasMoved,
    ExperimentRunning,
    NothingToPublish,
)
from roles.models import CatalogVersion, ContentVersion, Experiment, ScheduledPublication
from roles.models.versions import PublishedVersion
from roles.queries.careers import content_text, expire_site, forget_state, note_site
from roles.queries.catalog import catalog_text, version_catalog
from roles.queries.draft import draft_state
from roles.queries.experiments import running_experiment
from roles.queries.versions import misfits_in_force
from roles.services.moment import one_moment


class Published(NamedTuple):
    """The versions that were made; None where nothing had changed."""

    catalog: CatalogVersion | None
    content: ContentVersion | None


def publish_draft(*, author: str, note: str = "", stamp: str | None = None) -> Published:
    """Freezes whichever of catalog and content changed as its next version, both in one moment.
    A publication that waits for its day is dropped: it was approved against the version before.

    Args:
        author: who publishes, as shown beside the version, up to 150 characters.
        note: what this version is for, up to 300 characters.
        stamp: `DraftState.stamp` as its publisher saw it; None skips that check.

    Raises:
        CatalogError: when the draft is not sound, with every problem.
        NothingToPublish: when the draft equals what is in force.
        ExperimentRunning: while two versions run side by side.
        ChecksFailed: when the lab's checks of the draft fail, with every one that does.
        ValidationError: when note or author is too long or no plain line of text.
        DraftHasMoved: when the draft or a version in force is not what `stamp` says, or somebody
            else published at the same moment.
    """
    try:
        with one_moment():
            hold_publications()
            if running_experiment():
                raise ExperimentRunning
            return _publish(author, note, stamp)
    except IntegrityError as error:  # the number was taken between our look and our write
        raise DraftHasMoved from error


def _publish(author: str, note: str, stamp: str | None) -> Published:
    state = draft_state()
    if state.catalog is None or state.content is None:
        raise CatalogError(state.problems)
    if stamp is not None and stamp != state.stamp:
        raise DraftHasMoved
    if not state.is_publishable:
        raise NothingToPublish
    if failed := lab.failing(lab.check(state.catalog)):
        raise ChecksFailed(state.catalog, failed)
    catalog = content = None
    if state.has_new_catalog:
        number = state.version.number + 1 if state.version else 1
        catalog = CatalogVersion(number=number, document_text=catalog_text(state.catalog))
        _freeze(catalog, author, note)
    if state.has_new_content:
        number = state.content_version.number + 1 if state.content_version else 1
        content = ContentVersion(number=number, document_text=content_text(state.content))
        _freeze(content, author, note)
    expire_site()
    transaction.on_commit(partial(note_site, state.content))
    return Published(catalog, content)


@transaction.atomic
def publish_again(*, version: CatalogVersion, author: str, note: str) -> CatalogVersion:
    """Puts an earlier version in force again: a new one with the same document, beside the content
    in force. The draft stays as it is; a publication that waits for its day is dropped.

    Args:
        author, note: as in `publish_draft`.

    Raises:
        CatalogError: when the content in force does not fit it, with every problem.
        ChecksFailed: when today's checks fail, with every one that does.
        ValidationError: when note or author is too long or no plain line of text.
    """
    refuse_unfit(version=version)
    number = CatalogVersion.objects.live().values_list("number", flat=True).get() + 1
    again = CatalogVersion(number=number, document_text=version.document_text)
    _freeze(again, author, note)
    return again


def refuse_unfit(*, version: CatalogVersion) -> None:
    """Checks that an earlier version could be published today.

    Raises:
        CatalogError: when the content in force does not fit it, with every problem.
        ChecksFailed: when today's checks fail, with every one that does.
    """
    if problems := misfits_in_force(version):
        raise CatalogError(problems)
    catalog = version_catalog(version)
    if failed := lab.failing(lab.check(catalog)):
        raise ChecksFailed(catalog, failed)


def hold_publications() -> None:
    """Until the end of the transaction nobody else publishes, or starts or ends an experiment.
    Before it has looked at anything: what it sees is what others left. SQLite lets one write at a
    time anyway."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(Experiment._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _freeze(version: PublishedVersion, author: str, note: str) -> None:
    version.author, version.note = author, note
    version.clean_fields(exclude=["digest"])  # which save() works out
    version.save()
    # Approved was the draft against the version in force until now.
    ScheduledPublication.objects.all().delete()
    forget_state()
    transaction.on_commit(forget_state)  # somebody may have looked meanwhile
