"""What every response gets: our headers, and a page for each kind of expected trouble."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from roles.domain.errors import (
    AttemptDeleted,
    AttemptUnknown,
    LinkEnded,
    LinkUnknown,
    TicketExpired,
    TooManyRequests,
)
from roles.views import errors

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]


def _too_late(request: HttpRequest) -> HttpResponse:
    """Page 1 lay open too long. Whoever only opens it starts afresh; its answers are refused."""
    if request.method == "POST":
        return errors.csrf_failure(request)
    return redirect(reverse("quiz:start") + "?expired=1")


PAGES: dict[type[Exception], GetResponse] = {
    AttemptUnknown: errors.not_found,
    AttemptDeleted: errors.deleted,
    LinkUnknown: errors.not_found,
    LinkEnded: errors.gone,
    TicketExpired: _too_late,
}


PRIVATE_ROOMS = {"quiz", "results"}  # whoever has such an address can read and change answers


class SecurityHeadersMiddleware:
    """The headers that Django does not set itself. Stands before WhiteNoise: files get them too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A view may have set its own: preview pictures are meant for other sites.
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy", settings.CROSS_ORIGIN_RESOURCE_POLICY
        )
        match = request.resolver_match
        if match and PRIVATE_ROOMS.intersection(match.namespaces):
            response.headers.setdefault("X-Robots-Tag", "noindex")
            # Asked about each time, but not forbidden to keep: Back shows the page as it was left.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class ErrorPagesMiddleware:
    """Expected trouble becomes its page here, whichever room it comes from.

    A database that is away, full or locked gives the 503 page, which asks to come back.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        for kind, page in PAGES.items():
            if isinstance(exception, kind):
                return page(request)
        if isinstance(exception, TooManyRequests):
            return errors.too_many_requests(request, exception.seconds)
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        # The view's name and not the address: addresses hold private tokens.
        match = request.resolver_match
        view = match.view_name if match else "?"
        logger.error("The database could not be used by %s", view, exc_info=exception)
        return errors.unavailable(request)
