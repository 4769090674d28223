"""Previews of the pages that look the same to everybody: the site's own views, of the draft."""

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, resolve
from django.utils.translation import gettext as _

from roles.admin.preview.addresses import live_address
from roles.admin.preview.frame import (
    NotInPreview,
    list_link,
    preview_page,
    row_link,
    show_bar,
    sound_version,
)
from roles.models import (
    Comparison,
    Question,
    ReaderQuestion,
    RolePage,
    RoleProfile,
    ScoringSettings,
    Step,
    Title,
)
from roles.pages.careers.comparison import roles_in
from roles.pages.careers.routes import start_names
from roles.queries.careers import Content, content_of, public_state
from roles.web.preview import BarLink

ABOUT_THE_SITE = ("landing", "privacy", "accessibility")  # of the pages for everybody
WITHOUT_CATALOG = ("questions", "privacy", "accessibility")  # can be shown of any draft


@preview_page
def site_page(request: HttpRequest, content: Content, path: str = "") -> HttpResponseBase:
    """Whatever the site has at that path, of the draft."""
    match = resolve(f"/{path}", "roles.urls")
    if match.namespace in ("quiz", "results"):
        raise NotInPreview
    if match.namespace == "pages" and match.url_name not in ABOUT_THE_SITE:
        raise Http404
    if match.url_name not in WITHOUT_CATALOG:
        sound_version(content)
    address = live_address(match.view_name, *match.kwargs.values())
    is_live = _is_live(match, content_of(public_state()))
    show_bar(request, content, _edits(request, content, match), address if is_live else "")
    page: HttpResponseBase = match.func(request, **match.kwargs)
    return page


def _is_live(match: ResolverMatch, live: Content) -> bool:
    """Whether readers find a page at that address today."""
    catalog, parts = live.catalog, match.kwargs
    if catalog is None:
        return match.url_name in (*WITHOUT_CATALOG, "landing", "role_list")
    if match.url_name == "role":
        return parts["slug"] in catalog.roles_by_slug
    if match.url_name == "comparison":
        slugs = frozenset(role.slug for role in roles_in(catalog, parts["pair"]))
        return len(slugs) == 2 or slugs in live.careers.comparisons_by_roles
    return match.url_name != "route" or parts["start"] in start_names(live, catalog)


def _edits(request: HttpRequest, content: Content, match: ResolverMatch) -> tuple[BarLink, ...]:
    """Where what that page shows is edited. Two queries at most."""
    name = str(match.url_name)
    lists: dict[str, tuple[str, type[Model]]] = {
        "role_list": (_("Edit the roles"), RoleProfile),
        "comparisons": (_("Edit the comparisons"), Comparison),
        "routes": (_("Edit the routes"), Step),
        "questions": (_("Edit the questions"), ReaderQuestion),
        "method": (_("Edit the settings"), ScoringSettings),
        "method_details": (_("Edit the settings"), ScoringSettings),
        "landing": (_("Edit the statements"), Question),
    }
    if name in lists:
        words, table = lists[name]
        return list_link(request, words, table)
    if name == "comparison":
        return row_link(request, _("Edit this comparison"), Comparison, match.kwargs["pair"])
    if name == "route":
        start = match.kwargs["start"]
        found = row_link(request, _("Edit this job"), Title, start)
        return found or row_link(request, _("Edit this role"), RoleProfile, start)
    if name != "role":
        return ()
    slug = match.kwargs["slug"]
    return (
        *row_link(request, _("Edit this role"), RoleProfile, slug),
        *row_link(request, _("Edit its page"), RolePage, slug),
    )
