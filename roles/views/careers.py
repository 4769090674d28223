"""What somebody may read about the roles: each one, several side by side, ways between them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from roles.content.schema import comparison_slug
from roles.domain.types import Catalog
from roles.forms.careers import CompareForm
from roles.models import Result
from roles.pages.careers.comparison import comparison_board, comparison_shown, roles_in
from roles.pages.careers.former import former_address
from roles.pages.careers.method import method_shown
from roles.pages.careers.own import own_chart, own_charts
from roles.pages.careers.questions import questions_references, questions_shown
from roles.pages.careers.role import in_order, role_shown
from roles.pages.careers.routes import route_map, start_names, starts
from roles.pages.landing import example_result
from roles.pages.quiz import quiz_size
from roles.pages.results.shared import SharedPage, own_page
from roles.pages.site import own_texts
from roles.queries.careers import Content
from roles.queries.catalog import published_role_names
from roles.queries.hit_rate import public_hit_rate
from roles.web import errors
from roles.web.cookies import last_result
from roles.web.public_cache import page_context, public_page
from roles.wording.hit_rate import method_checked_words


def _catalog(content: Content) -> Catalog:
    """The catalog in force; before the first publication there are no pages about its roles."""
    if content.catalog is None:
        raise Http404
    return content.catalog


def _former(
    request: HttpRequest, content: Content, catalog: Catalog, text: str, most: int = 1
) -> HttpResponse:
    """Leads on from the address of a role that was renamed, or says that it is gone.

    Args:
        text: the part of the address that names roles.
        most: how many it may name; of several it is a comparison.
    """
    published = published_role_names(content.state.digest)
    found = former_address(content, catalog, published, text)
    count = len(found.retired) + len(found.roles) if found else 0
    if found is None or not (count == 1 if most == 1 else 2 <= count <= most):
        raise Http404
    if found.retired:
        return errors.retired_roles(request, found.retired, found.roles)
    path = comparison_slug(role.slug for role in found.roles)
    if path == text:
        raise Http404
    view_name = request.resolver_match.view_name if request.resolver_match else "careers:role"
    return redirect(view_name, path, permanent=True)


def _last(own: Result | None) -> SharedPage | None:
    """What this browser's last result says, if it has one."""
    return own_page(own) if own else None


# --- the roles, one by one


@require_safe
@public_page(own=last_result)
def role_list(request: HttpRequest, content: Content, own: Result | None = None) -> HttpResponse:
    """All roles; with what came out last in this browser, if it has a result."""
    context = page_context(request, content, texts=own_texts(content))
    if own:
        context |= {"result": own, "page": own_page(own), "now": timezone.now()}
    return render(request, "careers/role_list.html", context)


@require_safe
@public_page(own=last_result)
def role(
    request: HttpRequest, content: Content, slug: str, own: Result | None = None
) -> HttpResponse:
    """One role; with the last result of this browser beside it, if it has one."""
    catalog = _catalog(content)
    found = catalog.role(slug)
    if found is None:
        return _former(request, content, catalog, slug)
    shown = role_shown(content, catalog, found, own_chart(catalog, own, [found]) if own else None)
    context = page_context(request, content, shown=shown, last=_last(own))
    return render(request, "careers/role.html", context)


# --- several side by side


@require_safe
@public_page(query=["a", "b"])
def comparisons(request: HttpRequest, content: Content) -> HttpResponse:
    """All roles side by side; or leads on to the comparison of the two that were chosen."""
    catalog = _catalog(content)
    roles = {role.slug: role.name for role in catalog.roles}
    is_sent = "a" in request.GET or "b" in request.GET
    form = CompareForm(request.GET if is_sent else None, roles=list(roles.items()))
    if form.is_valid():
        chosen = in_order(catalog, form.cleaned_data.values())
        return redirect("careers:comparison", comparison_slug(chosen))
    if not {request.GET.get("a", ""), request.GET.get("b", "")} <= {"", *roles}:
        raise Http404
    board = comparison_board(content, catalog)
    context = page_context(request, content, form=form, board=board)
    return render(request, "careers/comparisons.html", context, status=400 if is_sent else 200)


@require_safe
@public_page(own=last_result)
def comparison(
    request: HttpRequest, content: Content, pair: str, own: Result | None = None
) -> HttpResponse:
    """Two or three roles; with the last result of this browser beside them, if it has one."""
    catalog = _catalog(content)
    roles = roles_in(catalog, pair)
    if not roles:
        return _former(request, content, catalog, pair, most=3)
    slugs = [role.slug for role in roles]
    ordered = in_order(catalog, slugs)
    is_written = frozenset(slugs) in content.careers.comparisons_by_roles
    if len(ordered) < 2 or len(ordered) < len(slugs) or (len(ordered) > 2 and not is_written):
        raise Http404
    if slugs != ordered:
        return redirect("careers:comparison", comparison_slug(ordered), permanent=True)
    shown = comparison_shown(
        content, catalog, roles, own_chart(catalog, own, roles) if own else None
    )
    context = page_context(request, content, shown=shown, last=_last(own))
    return render(request, "careers/comparison.html", context)


# --- ways between jobs


@require_safe
@public_page()
def routes(request: HttpRequest, content: Content) -> HttpResponse:
    """Where are you now? Leads on to the ways from there."""
    shown = starts(content, _catalog(content))
    context = page_context(request, content, shown=shown, texts=own_texts(content))
    return render(request, "careers/routes.html", context)


@require_safe
@public_page(own=last_result)
def route(
    request: HttpRequest, content: Content, start: str, own: Result | None = None
) -> HttpResponse:
    """The ways from one job; with the last result of this browser beside them, if it has one."""
    catalog = _catalog(content)
    if start not in start_names(content, catalog):
        return _former(request, content, catalog, start)
    shown = route_map(content, catalog, start, own_charts(catalog, own) if own else None)
    context = page_context(request, content, shown=shown, last=_last(own))
    return render(request, "careers/route.html", context)


# --- questions and answers, method


@require_safe
@public_page()
def questions(request: HttpRequest, content: Content) -> HttpResponse:
    topics = questions_shown(content)
    named = questions_references(content, topics)
    context = page_context(request, content, topics=topics, references=named)
    return render(request, "careers/questions.html", context)


@require_safe
@public_page()
def method(request: HttpRequest, content: Content) -> HttpResponse:
    """How scoring works, in short, with the chart of an example result."""
    catalog = _catalog(content)
    size, example = quiz_size(catalog), example_result(catalog)
    context = page_context(
        request, content, size=size, example=example, checked=_checked(content, catalog)
    )
    return render(request, "careers/method.html", context)


@require_safe
@public_page()
def method_details(request: HttpRequest, content: Content) -> HttpResponse:
    """Every step of the scoring, told of the version in force."""
    catalog = _catalog(content)
    shown = method_shown(content, catalog)
    context = page_context(request, content, shown=shown, checked=_checked(content, catalog))
    return render(request, "careers/method_details.html", context)


def _checked(content: Content, catalog: Catalog) -> str:
    """As found by the day on which the page is drawn: it is kept until the next."""
    rate = public_hit_rate(content.version.pk, content.state) if content.version else None
    return method_checked_words(catalog, rate)
