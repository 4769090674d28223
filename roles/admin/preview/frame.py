"""What all previews share: who may look, that nothing is kept, and the bar above the page."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from roles.admin.desk import desk_page, render_desk
from roles.admin.places import Places, placed_problems
from roles.admin.preview.addresses import live_address, preview_address, preview_addresses
from roles.admin.preview.attempts import DraftChanged
from roles.models import CatalogVersion, ContentRow, RoleProfile
from roles.queries.careers import Content
from roles.queries.draft import draft_state
from roles.queries.preview import draft_content
from roles.web.preview import BarLink, Preview, show_preview

MAY_SEE_DRAFT = "roles.view_roleprofile"  # as the page of the draft has it
PreviewView = Callable[..., HttpResponseBase]


class DraftUnsound(Exception):
    """The draft has problems, so that nothing can be scored with it."""


class NotInPreview(Exception):
    """What needs something stored, such as a result to delete or a link to switch off."""


def preview_page(view: PreviewView) -> PreviewView:
    """Gives the view the draft's content after the request; whoever may see roles may look.

    Links to the site lead to previews. No browser and no proxy keeps the answer, and what this
    browser knows of attempts of its own is left out.
    """

    @desk_page("roles.view_roleprofile")
    def drawn(request: HttpRequest, **parts: str) -> HttpResponseBase:
        request.COOKIES.pop(settings.ATTEMPT_COOKIE_NAME, None)
        content = draft_content()
        try:
            with preview_addresses():
                return view(request, content, **parts)
        except DraftUnsound:
            return _unsound(request)
        except DraftChanged:
            title = _("The draft changed meanwhile")
            context = {"start": preview_address("quiz:start")}
            return render_desk(request, "admin/preview/changed.html", title, context, status=409)
        except NotInPreview:
            title = _("This doesn't work in the preview")
            return render_desk(request, "admin/preview/not_here.html", title, {})

    @wraps(view)
    def private(request: HttpRequest, **parts: str) -> HttpResponseBase:
        response = drawn(request, **parts)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return private


def sound_version(content: Content) -> CatalogVersion:
    """The version that the draft would become.

    Raises:
        DraftUnsound: when it has problems.
    """
    if content.version is None:
        raise DraftUnsound
    return content.version


def show_bar(
    request: HttpRequest, content: Content, edits: tuple[BarLink, ...], live: str = ""
) -> None:
    """Has the page that is drawn next show the draft, and say so.

    Args:
        edits: links to what it shows, in the admin.
        live: the address of the same page of the site; "" when there is none.
    """
    links = (
        BarLink(_("All previews"), live_address("desk:preview")),
        *edits,
        *draft_link(request),
        *([BarLink(_("Live page"), live)] if live else []),
    )
    show_preview(request, Preview(content, links))


def draft_link(request: HttpRequest) -> tuple[BarLink, ...]:
    """To the draft's changes and checks; () for somebody who may not see them."""
    if not request.user.has_perm(MAY_SEE_DRAFT):
        return ()
    return (BarLink(_("Changes and checks"), live_address("desk:draft")),)


def list_link(request: HttpRequest, words: str, table: type[Model]) -> tuple[BarLink, ...]:
    """To the list of a table; () for somebody who may not see it."""
    name = table._meta.model_name
    if not request.user.has_perm(f"roles.view_{name}"):
        return ()
    return (BarLink(words, live_address(f"admin:roles_{name}_changelist")),)


def row_link(
    request: HttpRequest, words: str, table: type[RoleProfile | ContentRow], slug: str
) -> tuple[BarLink, ...]:
    """To the form of the row with that slug; () when there is none, or this person may not see it.
    One query."""
    name = table._meta.model_name
    if not request.user.has_perm(f"roles.view_{name}"):
        return ()
    rows = table._default_manager.filter(slug=slug).values_list("pk", flat=True)
    return tuple(BarLink(words, live_address(f"admin:roles_{name}_change", pk)) for pk in rows)


def _unsound(request: HttpRequest) -> HttpResponse:
    context = {
        "problems": placed_problems(Places(request), draft_state()),
        "questions": preview_address("careers:questions"),
        "draft": draft_link(request),
    }
    title = _("The draft can't be shown yet")
    return render_desk(request, "admin/preview/unsound.html", title, context, status=409)
