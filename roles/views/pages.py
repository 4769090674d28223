"""The landing page, and the addresses that only machines ask for."""

import logging
from functools import cache as remember

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe
from django.views.decorators.vary import vary_on_cookie

from roles.domain.types import Catalog
from roles.selectors.catalog import published_catalog, published_version
from roles.selectors.quiz import attempt_in_browser, result_of
from roles.templatetags.roles_ui import site_stylesheet, static_file

logger = logging.getLogger(__name__)

SECONDS_PER_STATEMENT = 7  # reading and rating one short statement, about; to be measured

# Not /shared/: previews of shared links must work, and crawlers must see that page's noindex.
ROBOTS = "User-agent: *\nDisallow: /quiz/\nDisallow: /results/\nDisallow: /admin/\n"


@require_safe
@cache_control(public=True, no_cache=True)
@vary_on_cookie
@gzip_page
@conditional_page
def landing(request: HttpRequest) -> HttpResponse:
    """Where to start, or to go on: a browser that knows an attempt is led back to it.

    The page holds no token, only that there is one, so that it may be kept and compressed.
    """
    catalog = published_catalog()
    attempt = attempt_in_browser(request.COOKIES)
    context = {
        "catalog": catalog,
        "size": None if catalog is None else quiz_size(catalog),
        "attempt": attempt,
        "is_finished": attempt is not None and result_of(attempt) is not None,
    }
    return render(request, "pages/landing.html", context)


def quiz_size(catalog: Catalog) -> dict[str, int]:
    """How many statements and whole minutes the quiz takes, at least and at most."""
    most = len(catalog.active_questions)
    fewest = min(catalog.settings.minimum_answers, most)
    return {
        "fewest": fewest,
        "most": most,
        "fewest_minutes": max(1, round(fewest * SECONDS_PER_STATEMENT / 60)),
        "most_minutes": max(1, round(most * SECONDS_PER_STATEMENT / 60)),
    }


@require_safe
@cache_control(no_store=True)
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive. Asks nobody else."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(no_store=True)
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether this process can serve the quiz: 200 or 503. Reasons go to the log, not out."""
    try:
        version = published_version()
    except (DatabaseError, InterfaceError):
        logger.exception("The database cannot be used")
        database, catalog, is_ready = "failed", "unknown", False
    else:
        is_ready = version is not None
        database, catalog = "ok", f"version {version.number}" if version else "nothing published"
    # The quiz works without its cache, so trouble there is reported but does not count.
    state = {"database": database, "catalog": catalog, "cache": _cache_state()}
    return JsonResponse(state, status=200 if is_ready else 503)


def _cache_state() -> str:
    try:
        cache.set("readyz", "ok", timeout=10)
        return "ok" if cache.get("readyz") == "ok" else "failed"
    except Exception:  # each cache backend raises errors of its own; none may fail the check
        logger.exception("The cache cannot be used")
        return "failed"


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask without reading a page first; pages link icon.svg."""
    return HttpResponse(_favicon(), content_type="image/x-icon")


@remember
def _favicon() -> bytes:
    return static_file("img/favicon.ico").read_bytes()


@require_safe
@gzip_page
def stylesheet(request: HttpRequest, version: str) -> HttpResponse:
    """All sheets of the site as one file: pages stay within three requests.

    The address names the content, so browsers keep it for a year. A page from before the last
    change asks for another name: it gets today's sheet, not to be kept under that name.
    """
    sheet = site_stylesheet()
    response = HttpResponse(sheet.text, content_type="text/css; charset=utf-8")
    is_current = version == sheet.version
    response["Cache-Control"] = (
        "public, max-age=31536000, immutable" if is_current else "public, no-cache"
    )
    return response
