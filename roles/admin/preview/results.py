"""What comes of an attempt at the quiz of the draft: result, shared page, picture. Nothing is
stored."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roles.admin.preview.attempts import attempt_at
from roles.admin.preview.frame import list_link, preview_page, show_bar, sound_version
from roles.admin.preview.quiz import scored
from roles.cards.drawing import card_png
from roles.cards.layout import share_card
from roles.domain.errors import NotEnoughAnswers, QuestionsUnasked, UnknownRole
from roles.domain.share import ShareSnapshot
from roles.models import Result, RoleProfile
from roles.pages.results.cached import draw_report, draw_shared, result_steps, stored_page
from roles.pages.results.report import ResultPage
from roles.pages.results.shared import shared_page
from roles.queries.careers import Content
from roles.queries.catalog import version_catalog
from roles.queries.results import snapshot_of
from roles.web.absolute_urls import absolute


@preview_page
@require_safe
def detail(request: HttpRequest, content: Content, key: str) -> HttpResponseBase:
    """The result; `?compare=` and `?now=` as on the page of the site."""
    result = _shown_result(request, content, key)
    if result is None:
        return redirect("quiz:check", key)
    attempt, path = result.attempt, reverse("results:detail", args=[key])
    page = _page(result, request.GET.get("compare", ""))
    steps = result_steps(result, content, page, request.GET.get("now", ""))
    attempt.token = key  # what this page links with; the row that it would be of has no other
    context = {
        "drawn": draw_report(attempt, page, steps, get_token(request)),
        "attempt": attempt,
        "result": result,
        "path": path,
        "private_address": absolute(request, path) if "address" in request.GET else "",
    }
    return render(request, "results/detail.html", context)


@preview_page
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, content: Content, key: str) -> HttpResponseBase:
    """What pressing Share would make a link to."""
    return redirect("results:shared", key)


@preview_page
@require_safe
def shared(request: HttpRequest, content: Content, key: str) -> HttpResponseBase:
    """The public page of a link as it is made unless somebody chooses otherwise."""
    result = _shown_result(request, content, key)
    if result is None:
        return redirect("quiz:check", key)
    page = shared_page(version_catalog(result.version), _snapshot(result))
    context = {
        **draw_shared(page)._asdict(),
        "has_picture": True,
        "address": absolute(request, request.path),
        "picture": absolute(request, reverse("results:card", args=[key])),
        "start_address": reverse("quiz:start"),
    }
    return render(request, "results/shared.html", context)


@preview_page
@require_safe
def card(request: HttpRequest, content: Content, key: str) -> HttpResponseBase:
    """The picture of that link."""
    result = _shown_result(request, content, key)
    if result is None:
        raise Http404
    drawn = share_card(version_catalog(result.version), _snapshot(result))
    return HttpResponse(card_png(drawn), content_type="image/png")


def _shown_result(request: HttpRequest, content: Content, key: str) -> Result | None:
    """The result of an attempt, with the bar above its page; None while answers are missing."""
    attempt = attempt_at(sound_version(content), key)
    show_bar(request, content, list_link(request, _("Edit the roles"), RoleProfile))
    try:
        return scored(attempt)
    except (QuestionsUnasked, NotEnoughAnswers):
        return None


def _snapshot(result: Result) -> ShareSnapshot:
    return snapshot_of(result, numbers=False, pattern=True)


def _page(result: Result, rival: str) -> ResultPage:
    try:
        return stored_page(result, None, rival)
    except UnknownRole as error:
        raise Http404 from error
