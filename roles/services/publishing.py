"""Publishing: freezes the draft of catalog and content as what readers get."""

from functools import partial
from typing import NamedTuple

from django.db import IntegrityError, transaction

from roles.domain import lab
from roles.domain.errors import CatalogError, ChecksFailed, DraftHasMoved, NothingToPublish
from roles.models import CatalogVersion, ContentVersion, ScheduledPublication
from roles.models.versions import PublishedVersion
from roles.queries.careers import content_text, expire_site, forget_state, note_site
from roles.queries.catalog import catalog_text
from roles.queries.draft import draft_state
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
        ChecksFailed: when the lab's checks of the draft fail, with every one that does.
        ValidationError: when note or author is too long or no plain line of text.
        DraftHasMoved: when the draft or a version in force is not what `stamp` says, or somebody
            else published at the same moment.
    """
    try:
        with one_moment():
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
    # Approved was the draft against the version in force until now.
    ScheduledPublication.objects.all().delete()
    forget_state()
    expire_site()
    transaction.on_commit(forget_state)  # somebody may have looked meanwhile
    transaction.on_commit(partial(note_site, state.content))
    return Published(catalog, content)


def _freeze(version: PublishedVersion, author: str, note: str) -> None:
    version.author, version.note = author, note
    version.clean_fields(exclude=["digest"])  # which save() works out
    version.save()
