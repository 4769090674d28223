"""Public links, as the owner of a result makes, sees and ends them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roles.domain.errors import LinkEnded, TooManyLinks
from roles.domain.share import offline_link
from roles.forms.results import ShareForm, ShownForm
from roles.models import Result
from roles.pages.results.shared import own_page, shared_page
from roles.queries.catalog import version_catalog
from roles.queries.results import own_link, own_links, snapshot_of
from roles.services.results import end_link, make_link, refresh_link
from roles.views.results.guard import of_result
from roles.web.absolute_urls import absolute
from roles.web.rate_limits import rate_limit


@require_http_methods(["GET", "HEAD", "POST"])
@of_result
def share(request: HttpRequest, result: Result) -> HttpResponse:
    """All links of a result. POST makes one, or says what is wrong and makes none; with `default`
    one press is enough, and pressing again leads to the same link."""
    if request.method != "POST":
        return _share_page(request, result, _share_form(result))
    return _make(request, result)


@rate_limit("share")
def _make(request: HttpRequest, result: Result) -> HttpResponse:
    is_default = "default" in request.POST
    data = ShareForm.as_it_is(result.attempt.token) if is_default else request.POST
    form = _share_form(result, data)
    if form.is_valid():
        try:
            link = make_link(result=result, now=timezone.now(), reuse=is_default, **form.chosen)
        except TooManyLinks as error:
            words = _("You have %(most)s working links. Switch one off before you make another.")
            form.add_error(None, words % {"most": error.most})
        else:
            path = reverse("results:link", args=[result.attempt.token, link.token])
            return redirect(f"{path}#ready")
    return _share_page(request, result, form, status=400)


def _share_form(result: Result, data: Mapping[str, Any] | None = None) -> ShareForm:
    return ShareForm(
        data,
        private_token=result.attempt.token,
        now=timezone.now(),
        kept_until=result.kept_until,
    )


def _share_page(
    request: HttpRequest, result: Result, form: ShareForm, status: int = 200
) -> HttpResponse:
    context = {
        "result": result,
        "form": form,
        "page": own_page(result),
        "links": own_links(result, timezone.now()),
        **_offline_link(request, result),
    }
    return render(request, "results/share.html", context, status=status)


def _offline_link(request: HttpRequest, result: Result) -> dict[str, object]:
    """The form for an offline link, and that link once asked for."""
    is_asked = request.method != "POST" and "silent" in request.GET
    form = ShownForm(request.GET if is_asked else None, prefix="silent")
    if not is_asked or not form.is_valid():
        return {"offline_form": form, "offline_address": ""}
    shown, number = snapshot_of(result, **form.shown), result.version.number
    path = absolute(request, reverse("results:offline_link", args=[number]))
    text = offline_link(version_catalog(result.version), number, shown)
    return {"offline_form": form, "offline_address": f"{path}#{text}"}


@require_safe
@of_result
def link(request: HttpRequest, result: Result, token: str) -> HttpResponse:
    """One link: its address to copy, hand on or hold up, and how to end it."""
    own = own_link(result, token, timezone.now())
    path = reverse("results:shared", args=[token])
    context = {
        "result": result,
        "own": own,
        "page": shared_page(
            version_catalog(result.version), own.link.snapshot, owner=own.link.name
        ),
        "path": path,
        "address": absolute(request, path),
    }
    return render(request, "results/link.html", context)


@require_POST
@of_result
@rate_limit("share")
def refresh(request: HttpRequest, result: Result, token: str) -> HttpResponse:
    """The owner agrees that a link shows the result as it is now."""
    own = own_link(result, token, timezone.now())
    with suppress(LinkEnded):  # the page that follows says so
        refresh_link(link=own.link, now=timezone.now())
    return redirect("results:link", result.attempt.token, token)


@require_POST
@of_result
def revoke(request: HttpRequest, result: Result, token: str) -> HttpResponse:
    own = own_link(result, token, timezone.now())
    end_link(link=own.link, now=timezone.now())
    return redirect(reverse("results:share", args=[result.attempt.token]) + "#links")
