"""Each request has an id, which all its log lines carry. Where asked for, it has a line of its own
and is counted."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from careerquiz.logs import RequestContext, request_context
from roles.web.rate_limits import is_from_proxy

logger = logging.getLogger(__name__)

ID_HEADER = "X-Request-ID"
ID_FORM = re.compile(r"[A-Za-z0-9._-]{1,64}")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}
STATIC = "static files"  # what WhiteNoise answers before any view is looked for


class RequestLogMiddleware:
    """Names the request for the log, and tells the client that name: an id of ours, or what a
    trusted proxy calls it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.count = _counter()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        context = RequestContext(_request_id(request))
        request.log_context = context  # type: ignore[attr-defined]  # for lines written after it
        token = request_context.set(context)
        try:
            response = self.get_response(request)
            response.headers[ID_HEADER] = context.request_id
            context.view = _view_name(request, response)
            method = request.method if request.method in METHODS else "other"
            seconds = time.perf_counter() - begun
            if settings.ACCESS_LOG:
                _write_line(context.view, method, response.status_code, seconds)
            if self.count:
                self.count(context.view or "none", method, response.status_code, seconds)
            return response
        finally:
            request_context.reset(token)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        context = request_context.get()
        if context and request.resolver_match:
            context.view = request.resolver_match.view_name


def _request_id(request: HttpRequest) -> str:
    named: str = request.META.get("HTTP_X_REQUEST_ID", "")
    if named and ID_FORM.fullmatch(named) and is_from_proxy(request):
        return named
    return secrets.token_hex(8)


def _view_name(request: HttpRequest, response: HttpResponse) -> str:
    if request.resolver_match:
        return request.resolver_match.view_name
    is_file = response.status_code < 400 and request.path_info.startswith(settings.STATIC_URL)
    return STATIC if is_file else ""


def _write_line(view: str, method: str, status: int, seconds: float) -> None:
    line = {"method": method, "status_code": status, "duration_ms": round(1000 * seconds, 1)}
    said = "%(view)s %(method)s %(status_code)d in %(duration_ms)s ms"
    logger.info(said, {"view": view or "no page of ours", **line}, extra=line)


def _counter() -> Callable[[str, str, int, float], None] | None:
    if not settings.METRICS_TOKEN:
        return None
    # Its package is there only where the token is.
    from careerquiz.metrics import count_request

    return count_request
