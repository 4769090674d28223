"""The pages for when something goes wrong. None of them asks the database anything.

They are drawn without the request, so that no context processor can fail a second time.
"""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import escape_leading_slashes

from roles.addresses import without_tail

WAIT_SECONDS = 60  # after how long it is worth trying again when nobody knows better


def _page(template: str, status: int, context: Mapping[str, Any] | None = None) -> HttpResponse:
    return _private(HttpResponse(render_to_string(template, dict(context or {})), status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """Kept and told to nobody: the address may hold a private token."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def _address(request: HttpRequest) -> str:
    """Where this was asked for, to ask again. An address with two slashes ahead stays here."""
    return escape_leading_slashes(request.get_full_path())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without our cookie. `reason` is for developers and is not shown."""
    return _page("403_csrf.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Leads on where the address is only followed by what a chat or a sentence added to it."""
    address = without_tail(request) if request.method in ("GET", "HEAD") else None
    if address is None:
        return _page("404.html", 404)
    response = HttpResponseRedirect(address, headers={"Referrer-Policy": "no-referrer"})
    return _private(response)


def gone(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A shared result that its owner switched off, or that ran out."""
    return _page("410.html", 410)


def deleted(request: HttpRequest) -> HttpResponse:
    """An attempt, with its result, that whoever took it deleted."""
    return _page("410_deleted.html", 410)


def too_many_requests(request: HttpRequest, seconds: int = WAIT_SECONDS) -> HttpResponse:
    """`seconds` until the client may go on; the page says it in whole minutes."""
    context = {"minutes": max(1, math.ceil(seconds / 60)), "address": _address(request)}
    response = _page("429.html", 429, context)
    response["Retry-After"] = str(max(1, seconds))
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    return _page("500.html", 500)


def unavailable(request: HttpRequest, until: datetime | None = None) -> HttpResponse:
    """Closed for now; `until` (an aware time) when the end is known."""
    seconds = WAIT_SECONDS if until is None else (until - timezone.now()).total_seconds()
    context = {"until": until, "address": _address(request)}
    response = _page("503.html", 503, context)
    response["Retry-After"] = str(max(1, math.ceil(seconds)))
    return response
