"""What somebody may read about the roles: each one, several side by side, ways between them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from roles.content.schema import comparison_slug
from roles.domain.errors import AddressMoved
from roles.domain.types import Catalog
from roles.forms import CompareForm, StartForm
from roles.models import Result
from roles.pages.careers.comparison import comparison_board, comparison_shown, roles_in
from roles.pages.careers.method import method_shown
from roles.pages.careers.own import own_liking, own_patterns
from roles.pages.careers.questions import questions_shown
from roles.pages.careers.role import in_order, role_shown
from roles.pages.careers.routes import route_map, start_names, starts
from roles.queries.careers import Content, content_of, public_state
from roles.web.cookies import earlier_results
from roles.web.public_cache import Drawn, fresh_page, kept_page


def _catalog(content: Content) -> Catalog:
    """The catalog in force; before the first publication there are no pages about its roles."""
    if content.catalog is None:
        raise Http404
    return content.catalog


# --- the roles, one by one


def _draw_roles(content: Content) -> Drawn:
    return "careers/role_list.html", {}


@require_safe
def role_list(request: HttpRequest) -> HttpResponseBase:
    return kept_page(request, _draw_roles)


def _draw_role(content: Content, slug: str) -> Drawn:
    catalog = _catalog(content)
    found = catalog.role(slug)
    if found is None:
        raise Http404
    return "careers/role.html", {"shown": role_shown(content, catalog, found)}


@require_safe
def role(request: HttpRequest, slug: str) -> HttpResponseBase:
    return kept_page(request, _draw_role, slug=slug)


# --- several side by side


def _draw_comparisons(content: Content, sort: str = "", form: CompareForm | None = None) -> Drawn:
    catalog = _catalog(content)
    if sort and sort not in [dimension.slug for dimension in catalog.dimensions]:
        raise Http404
    context = {
        "form": form or CompareForm(roles=[(role.slug, role.name) for role in catalog.roles]),
        "board": comparison_board(content, catalog, sort),
    }
    return "careers/comparisons.html", context


@require_safe
def comparisons(request: HttpRequest) -> HttpResponseBase:
    """All roles side by side; or leads on to the comparison of the two that were chosen."""
    if {"a", "b"} & request.GET.keys():
        return _compare_chosen(request)
    return kept_page(request, _draw_comparisons, sort=request.GET.get("sort", ""))


def _compare_chosen(request: HttpRequest) -> HttpResponseBase:
    catalog = _catalog(content_of(public_state()))
    names = {role.slug: role.name for role in catalog.roles}
    if any(request.GET.get(key) and request.GET[key] not in names for key in ("a", "b")):
        raise Http404
    form = CompareForm(request.GET, roles=list(names.items()))
    if not form.is_valid():
        return fresh_page(request, _draw_comparisons, 400, form=form)
    chosen = in_order(catalog, form.cleaned_data.values())
    return redirect("careers:comparison", comparison_slug(chosen))


def _draw_comparison(content: Content, pair: str, own: Result | None = None) -> Drawn:
    """Raises Http404 for roles that are not there or not compared, AddressMoved for another
    order of them."""
    catalog = _catalog(content)
    roles = roles_in(catalog, pair)
    slugs = [role.slug for role in roles]
    ordered = in_order(catalog, slugs)
    is_written = frozenset(slugs) in content.careers.comparisons_by_roles
    if len(ordered) < 2 or len(ordered) < len(slugs) or (len(ordered) > 2 and not is_written):
        raise Http404
    if slugs != ordered:
        raise AddressMoved(comparison_slug(ordered))
    shown = comparison_shown(content, catalog, roles, own_liking(own) if own else None)
    return "careers/comparison.html", {"shown": shown, "own": own}


@require_safe
@vary_on_cookie
def comparison(request: HttpRequest, pair: str) -> HttpResponseBase:
    """Two or three roles; with the last result of this browser beside them, if it has one."""
    own = earlier_results(request.COOKIES)
    try:
        if own:
            return fresh_page(request, _draw_comparison, pair=pair, own=own[0])
        return kept_page(request, _draw_comparison, pair=pair)
    except AddressMoved as moved:
        return redirect("careers:comparison", moved.slug, permanent=True)


# --- ways between jobs


def _draw_routes(content: Content, form: StartForm | None = None) -> Drawn:
    catalog = _catalog(content)
    context = {
        "form": form or StartForm(starts=start_names(content, catalog)),
        "shown": starts(content, catalog),
    }
    return "careers/routes.html", context


@require_safe
def routes(request: HttpRequest) -> HttpResponseBase:
    """Where are you now? Leads on to the ways from there."""
    if "from" not in request.GET:
        return kept_page(request, _draw_routes)
    content = content_of(public_state())
    names = start_names(content, _catalog(content))
    form = StartForm(request.GET, starts=names)
    if form.is_valid():
        return redirect("careers:route", form.cleaned_data["from"])
    if request.GET["from"]:
        raise Http404
    return fresh_page(request, _draw_routes, 400, form=form)


def _draw_route(content: Content, start: str, own: Result | None = None) -> Drawn:
    catalog = _catalog(content)
    if start not in start_names(content, catalog):
        raise Http404
    patterns = own_patterns(catalog, own) if own else None
    return "careers/route.html", {
        "shown": route_map(content, catalog, start, patterns),
        "own": own,
    }


@require_safe
@vary_on_cookie
def route(request: HttpRequest, start: str) -> HttpResponseBase:
    """The ways from one job; with the last result of this browser beside them, if it has one."""
    if own := earlier_results(request.COOKIES):
        return fresh_page(request, _draw_route, start=start, own=own[0])
    return kept_page(request, _draw_route, start=start)


# --- questions and answers, method


def _draw_questions(content: Content) -> Drawn:
    return "careers/questions.html", {"topics": questions_shown(content)}


@require_safe
def questions(request: HttpRequest) -> HttpResponseBase:
    return kept_page(request, _draw_questions)


def _draw_method(content: Content) -> Drawn:
    return "careers/method.html", {"shown": method_shown(content, _catalog(content))}


@require_safe
def method(request: HttpRequest) -> HttpResponseBase:
    """How scoring works, told of the version in force."""
    return kept_page(request, _draw_method)
