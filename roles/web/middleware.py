"""What every response gets: our headers, and a page for each kind of expected trouble."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.log import log_response

from roles.domain.errors import (
    AttemptDeleted,
    AttemptUnknown,
    LinkEnded,
    LinkUnknown,
    TicketExpired,
    TooManyRequests,
)
from roles.web import errors
from roles.web.edge import REFUSED
from roles.web.headers import security_headers
from roles.web.public_cache import cached_response

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]

PAGES: dict[type[Exception], GetResponse] = {
    AttemptUnknown: errors.not_found,
    AttemptDeleted: errors.deleted,
    LinkUnknown: errors.not_found,
    LinkEnded: errors.gone,
    TicketExpired: errors.ticket_expired,
}

RENEWED = "renewed_at"  # in a session: when it last began anew, in seconds since 1970
RENEWAL_SECONDS = 60

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}  # methods that save nothing

OPEN = {"admin:login", "admin:logout"}  # while the site is closed, too
PRIVATE_ROOMS = {"quiz", "results"}  # whoever has such an address can read and change answers


class SecurityHeadersMiddleware:
    """Gives every answer the headers that it has not set itself: files, redirects and refusals,
    too, since this stands before what makes them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = security_headers(is_secure=request.is_secure())
        if settings.DEBUG and response.status_code in (404, 500):
            # Django's own pages for developers have styles inside.
            del headers["Content-Security-Policy"]
        # A view may have set its own: preview pictures are meant for other sites.
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        match = request.resolver_match
        if match and PRIVATE_ROOMS.intersection(match.namespaces):
            response.headers.setdefault("X-Robots-Tag", "noindex")
            # Asked about each time, but not forbidden to keep: Back shows the page as it was left.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class HeadMiddleware:
    """Answers HEAD as GET, length included, without the body. Not every server cuts that off, and
    those that do write a line about it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # One without a body says nothing of the length that the page has.
        if not response.streaming and response.status_code not in (204, 304):
            # Some never came as far as CommonMiddleware, which does the same.
            response.headers.setdefault("Content-Length", str(len(response.content)))
            if request.method == "HEAD":
                response.content = b""
        return response


class RefusalMiddleware:
    """Answers what `roles.web.edge` refuses to read: a page, and one line in the log."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # In META for WSGI, whose environ that is; in the scope for ASGI.
        refused = request.META.get(REFUSED) or getattr(request, "scope", {}).get(REFUSED)
        if refused is None:
            return self.get_response(request)
        response = errors.refused(request, refused.status)
        told = "Refused a request: %s"
        log_response(told, refused.reason, response=response, request=request)
        return response


class KnownHostMiddleware:
    """Refuses what was asked of a host that is not this site's, files included.

    Scanners do so all day long. Django would write an error with a traceback each time.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            response = errors.bad_request(request)
            told = "Refused the host %r: CAREERQUIZ_URL and CAREERQUIZ_HOSTS say which are allowed"
            host = request.META.get("HTTP_HOST", "")[:100]
            log_response(told, host, response=response, request=request)
            return response
        return self.get_response(request)


class CachedPagesMiddleware:
    """Answers with a public page that is cached, before anybody asks who is there.

    Stands behind what sets headers, redirects to https and refuses other hosts.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return cached_response(request) or self.get_response(request)


class SlidingSessionMiddleware:
    """Keeps people signed in for as long as they work in the admin.

    At most one write a minute, and none on public pages: those may be kept by caches, which must
    not hand on anybody's session (see decision 0014).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.app_name in ("admin", "desk") and request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if not 0 <= now - request.session.get(RENEWED, 0) < RENEWAL_SECONDS:
                request.session[RENEWED] = now
        return response


class AdminTimeZoneMiddleware:
    """Shows times in the admin as the operator's clocks do. Its previews of public pages show them
    as those pages do."""

    def __init__(self, get_response: GetResponse) -> None:
        if settings.ADMIN_TIME_ZONE == settings.TIME_ZONE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        match = request.resolver_match
        if match is None or match.app_name not in ("admin", "desk"):
            return
        if not (match.url_name or "").startswith("preview"):
            timezone.activate(settings.ADMIN_TIME_ZONE)


class ErrorPagesMiddleware:
    """Expected trouble becomes its page here, whichever room it comes from.

    A database that is away, full or locked gives the 503 page, which asks to come back. So does
    what would be saved while the site is closed.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):  # Django's, without a page
            return errors.wrong_method(request, response)
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        begin, end = settings.CLOSED_FROM, settings.CLOSED_UNTIL
        if begin is None or end is None or not begin <= timezone.now() < end:
            return None
        match = request.resolver_match
        is_quiz = match is not None and "quiz" in match.namespaces
        is_open = match is not None and match.view_name in OPEN
        if is_open or (request.method in SAFE and not is_quiz):
            return None
        return errors.closed(request, end)

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
