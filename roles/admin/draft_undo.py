"""Putting the draft back: one change, all changes of an object, everything, what does not fit."""

from datetime import UTC

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from roles.admin.desk import desk_page, render_desk
from roles.admin.draft import SEEN
from roles.admin.draft_page import content_changes, may_undo
from roles.admin.places import Places
from roles.domain.errors import DraftHasMoved, StillNamed
from roles.domain.types import Change
from roles.queries.draft import DraftState, draft_state
from roles.queries.scheduling import PUBLISH
from roles.services.scheduling import cancel_publication
from roles.services.undo import discard_changes, remove_misfits, undo_changes
from roles.wording.change_groups import changed_objects
from roles.wording.names import RowNames, listed, title_of


@desk_page(SEEN)
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Undoes one change, or all of one object, if they still are as the page showed them."""
    shown, state = request.POST.get("change", ""), draft_state()
    changes = state.changes_shown(shown)
    if not may_undo(Places(request), changes):
        raise PermissionDenied
    try:
        changes = undo_changes(shown=shown)
    except DraftHasMoved:
        messages.error(
            request,
            _("Nothing was undone: that change was edited or undone after you opened the page."),
        )
    except StillNamed as error:
        messages.error(request, _still_named(error, state))
    else:
        messages.success(request, _undone(changes, state))
    return _back("changes")


@desk_page(SEEN)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest) -> HttpResponse:
    """Asks, showing all that goes, and then makes the draft what is published."""
    state = draft_state()
    if not may_undo(Places(request), state.changes):
        raise PermissionDenied
    if not state.changes:
        messages.info(request, _("There is nothing to discard."))
        return _back()
    if request.method == "POST":
        try:
            changes = discard_changes(stamp=request.POST.get("stamp", ""))
        except DraftHasMoved:
            messages.error(
                request,
                _(
                    "Nothing was discarded: the draft changed after you opened this page. Look "
                    "again."
                ),
            )
        else:
            said = ngettext(
                "%(count)s change is discarded. The draft is as published.",
                "%(count)s changes are discarded. The draft is as published.",
                len(changes),
            )
            messages.success(request, said % {"count": len(changes)})
            return _back()
    objects = changed_objects(state.changes, state.before, state.after)
    context = {"draft": state, "objects": objects, "count": len(state.changes)}
    return render_desk(request, "admin/desk/draft/discard.html", _("Discard all changes"), context)


@desk_page(SEEN)
@require_POST
def misfits(request: HttpRequest) -> HttpResponse:
    """Removes content about roles that the draft no longer has."""
    state = draft_state()
    if not may_undo(Places(request), content_changes(state.misfits), backwards=True):
        raise PermissionDenied
    try:
        remove_misfits(shown=request.POST.get("misfits", ""))
    except DraftHasMoved:
        messages.error(
            request, _("Nothing was removed: other things no longer fit by now. Look again.")
        )
    else:
        messages.success(request, _("What no longer fits is removed from the draft."))
    return _back()


@desk_page(PUBLISH)
@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Cancels the publication that waits, or dismisses the word that it failed."""
    try:
        told = parse_datetime(request.POST.get("approved_at", ""))
        approved_at = told.astimezone(UTC) if told and told.tzinfo else None
    except (ValueError, OverflowError):  # the first and the last day may be none elsewhere
        approved_at = None
    if approved_at and cancel_publication(approved_at=approved_at):
        messages.success(request, _("The schedule is cancelled."))
    else:
        messages.error(request, _("Somebody else has cancelled or changed it. Look again."))
    return _back("publish")


def _back(place: str = "") -> HttpResponse:
    return redirect(reverse("desk:draft") + (f"#{place}" if place else ""))


def _undone(changes: tuple[Change, ...], state: DraftState) -> str:
    (done,) = changed_objects(changes, state.before, state.after)
    if len(changes) == 1:
        words = {"title": done.title, "change": done.changes[0].label}
        return _("Undone: %(title)s, %(change)s. It's as published.") % words
    return _("Undone: all changes of %(title)s. It's as published.") % {"title": done.title}


def _still_named(error: StillNamed, state: DraftState) -> str:
    names = RowNames([state.before, state.after])
    titles = [title_of(section, names.of(section, slug)) for section, slug in error.rows]
    said = _("Nothing was undone: it is still in use. First change or undo these: %(rows)s.")
    return said % {"rows": listed(titles)}
