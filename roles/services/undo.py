"""Writes that put the draft back to what is published: one change, one object, all of it."""

from collections.abc import Sequence
from dataclasses import replace

from roles.content.fit import fitting
from roles.content.undo import fingerprint, missing_needs, undone
from roles.domain.errors import DraftHasMoved, StillNamed
from roles.domain.types import Change
from roles.queries.careers import draft_content_document
from roles.queries.catalog import draft_document
from roles.queries.draft import CONTENT, Documents, DraftState, draft_state
from roles.services.draft import save_catalog_document, save_content_document
from roles.services.moment import one_moment

REASON = "undone: as published"


@one_moment()
def undo_changes(*, shown: str) -> tuple[Change, ...]:
    """Undoes one change, or all changes of one object.

    Args:
        shown: their `fingerprint`, as a page showed them. Whatever else was edited meanwhile does
            not matter.

    Returns:
        What was undone.

    Raises:
        DraftHasMoved: when the draft has no such change any more, or another value by now.
        StillNamed: when rows of the draft cannot do without what would go.
    """
    state = draft_state()
    changes = state.changes_shown(shown)
    if not changes:
        raise DraftHasMoved
    _undo(state, changes)
    return changes


@one_moment()
def remove_misfits(*, shown: str) -> tuple[Change, ...]:
    """Takes from the content what names roles or titles that are gone: their pages, comparisons
    and routes, and points of other pages.

    Args:
        shown: the fingerprint of `DraftState.misfits`, as a page showed them.

    Raises:
        DraftHasMoved: when something else is to go by now.
    """
    state = draft_state()
    if not state.misfits or fingerprint(state.misfits) != shown:
        raise DraftHasMoved
    roles = [row["slug"] for row in state.after.catalog["roles"]]
    left = fitting(draft_content_document(), roles)
    save_content_document(document=left, reason="named a role that is gone")
    return state.misfits


@one_moment()
def discard_changes(*, stamp: str) -> tuple[Change, ...]:
    """Makes the draft equal to what is published.

    Args:
        stamp: `DraftState.stamp` as the page that asked showed it.

    Returns:
        What was undone.

    Raises:
        DraftHasMoved: when anybody edited the draft or published since.
    """
    state = draft_state()
    if state.stamp != stamp:
        raise DraftHasMoved
    catalog = state.before.catalog or draft_document()  # there was none before the first version
    _save(Documents(catalog, state.before.content))
    return state.changes


def _undo(state: DraftState, changes: Sequence[Change]) -> None:
    """On the rows as they are stored, so that what is not undone keeps every letter."""
    catalog, content = draft_document(), draft_content_document()
    for change in changes:
        if change.section.startswith(CONTENT):
            inner = replace(change, section=change.section.removeprefix(CONTENT))
            content = undone(content, state.before.content, inner)
        else:
            catalog = undone(catalog, state.before.catalog, change)
    if named := [(section, row["slug"]) for section, row, _name in missing_needs(catalog)]:
        raise StillNamed(tuple(named))
    _save(Documents(catalog, content))


def _save(documents: Documents) -> None:
    save_catalog_document(document=documents.catalog, reason=REASON)
    save_content_document(document=documents.content, reason=REASON)
