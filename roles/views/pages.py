"""The landing page, pages about the site itself, and addresses that only machines ask for."""

import logging
import math
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache as remember
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_of
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from roles.cards.site_picture import site_picture
from roles.models import Attempt, Result
from roles.pages.landing import example_result, usual_minutes
from roles.pages.quiz import quiz_size
from roles.pages.results.shared import own_page
from roles.pages.site import own_texts
from roles.pages.sitemap import Page, indexable_pages
from roles.queries.careers import Content, content_of, current_site, public_state
from roles.queries.catalog import published_version
from roles.queries.quiz import result_of
from roles.web.absolute_urls import absolute, origin_of
from roles.web.cookies import MOST_FINISHED, attempt_in_browser, last_result
from roles.web.encodings import accepts
from roles.web.public_cache import page_context, public_page
from roles.web.rate_limits import LINGER_SECONDS
from roles.web.readiness import has_room, has_static_files
from roles.web.sign_in_guard import FORGOTTEN_AFTER, KNOWN_SECONDS
from roles.web.stylesheet import ENCODINGS, SHEETS, compressed, static_file, stylesheet_of
from roles.web.tickets import TICKET_MAX_AGE

logger = logging.getLogger(__name__)

# Not /shared/: previews of shared links must work, and crawlers must see that page's noindex.
NOT_CRAWLED = ("quiz:start", "results:earlier", "admin:index")

# The statement on accessibility: a change of what it says is a new version, and so is a new look
# at whether it still holds.
STATEMENT_VERSION, REVIEWED = 2, date(2026, 11, 28)

HOUR, DAY = 60 * 60, 24 * 60 * 60  # in seconds


def _own(cookies: Mapping[str, str]) -> Attempt | Result | None:
    """The attempt of this browser that waits to be finished, or else its last result."""
    attempt = attempt_in_browser(cookies)
    if attempt is not None and result_of(attempt) is None:
        return attempt
    return last_result(cookies)


@require_safe
@public_page(own=_own)
def landing(
    request: HttpRequest, content: Content, own: Attempt | Result | None = None
) -> HttpResponse:
    """Where to start, or to go on: a browser that knows an attempt is led back to it.

    The page holds no token, only that there is one.
    """
    context = page_context(request, content, texts=own_texts(content))
    if catalog := content.catalog:
        context |= {"size": quiz_size(catalog), "minutes": usual_minutes(catalog)}
    if isinstance(own, Result):
        context |= {"result": own, "page": own_page(own), "now": timezone.now()}
    elif catalog:
        context |= {"attempt": own, "example": example_result(catalog)}
    return render(request, "pages/landing.html", context)


@require_safe
@public_page()
def privacy(request: HttpRequest, content: Content) -> HttpResponse:
    """What is kept of a respondent, told of the settings in force."""
    windows = [seconds for _allowed, seconds in settings.RATE_LIMITS.values()]
    context = page_context(
        request,
        content,
        unfinished_days=settings.UNFINISHED_KEPT_DAYS,
        kept_months=settings.RESULT_KEPT_MONTHS,
        ended_link_days=settings.ENDED_LINK_KEPT_DAYS,
        fingerprint_days=settings.FINGERPRINT_KEPT_DAYS,
        is_postgresql=settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
        attempt_cookie=settings.ATTEMPT_COOKIE_NAME,
        attempt_days=settings.ATTEMPT_COOKIE_AGE // DAY,
        most_finished=MOST_FINISHED,
        csrf_cookie=settings.CSRF_COOKIE_NAME,
        csrf_days=settings.CSRF_COOKIE_AGE // DAY,
        session_cookie=settings.SESSION_COOKIE_NAME,
        session_hours=settings.SESSION_COOKIE_AGE // HOUR,
        messages_cookie=CookieStorage.cookie_name,
        limit_minutes=math.ceil((max(windows) + LINGER_SECONDS) / 60) if windows else None,
        lock_hours=FORGOTTEN_AFTER // HOUR,
        known_days=KNOWN_SECONDS // DAY,
    )
    return render(request, "pages/privacy.html", context)


@require_safe
@public_page()
def accessibility(request: HttpRequest, content: Content) -> HttpResponse:
    """The statement on accessibility."""
    context = page_context(
        request,
        content,
        version=STATEMENT_VERSION,
        reviewed=REVIEWED,
        open_days=TICKET_MAX_AGE.days,
    )
    return render(request, "pages/accessibility.html", context)


@require_safe
@cache_control(public=True, max_age=DAY)
def card(request: HttpRequest) -> HttpResponse:
    """The preview picture of pages that show nobody's result, under the site's own name. What the
    address says beside it only keeps apart what caches hold."""
    site = current_site()
    response = HttpResponse(site_picture(site.name, site.picture), content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


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
        is_ready = version is not None and has_room()
        database = "ok" if is_ready or version is None else "failed"
        catalog = f"version {version.number}" if version else "nothing published"
    files = "ok" if has_static_files() else "failed"
    # The quiz works without its cache, so trouble there is reported but does not count.
    state = {"database": database, "catalog": catalog, "cache": _cache_state(), "files": files}
    return JsonResponse(state, status=200 if is_ready and files == "ok" else 503)


def _cache_state() -> str:
    cache.set("readyz", "ok", timeout=10)
    return "ok" if cache.get("readyz") == "ok" else "failed"


@require_safe
@public_page()
def legal_notice(request: HttpRequest, content: Content) -> HttpResponse:
    """Who is liable for the site, in the operator's words."""
    if not settings.LEGAL_NOTICE or settings.LEGAL_NOTICE.startswith("https://"):
        raise Http404
    context = page_context(request, content, text=settings.LEGAL_NOTICE)
    return render(request, "pages/legal_notice.html", context)


@require_safe
def logo(request: HttpRequest, version: str) -> HttpResponse:
    """The operator's picture. The address names the content, so browsers keep it for a year."""
    if settings.LOGO is None or version != settings.LOGO.version:
        raise Http404
    response = HttpResponse(settings.LOGO.content, content_type=settings.LOGO.kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_safe
@cache_control(public=True, max_age=DAY)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness, as RFC 9116 has it. It is to be looked up anew within a year."""
    contact = current_site().contact
    if not contact:
        raise Http404
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(180)
    lines = (
        f"Contact: {contact if contact.startswith('https://') else f'mailto:{contact}'}",
        f"Expires: {expires.isoformat()}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {absolute(request, reverse('pages:security_txt'))}\n",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {reverse(name)}" for name in NOT_CRAWLED)]
    lines.append(f"Sitemap: {absolute(request, reverse('pages:sitemap'))}\n")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


class PublicPages(Sitemap):  # type: ignore[type-arg]  # generic in the type stubs only
    """All pages that may be found, under the site's own origin."""

    def __init__(self, origin: str, content: Content) -> None:
        self.origin, self.pages = urlsplit(origin), indexable_pages(content)

    def items(self) -> list[Page]:
        return self.pages

    def location(self, item: Page) -> str:
        name, *parts = item
        return reverse(name, args=parts)

    def get_protocol(self, protocol: str | None = None) -> str:
        return self.origin.scheme

    def get_domain(self, site: object = None) -> str:
        return self.origin.netloc


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    pages = PublicPages(origin_of(request), content_of(public_state()))
    return sitemap_of(request, {"pages": pages})


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask without reading a page first; pages link icon.svg."""
    return HttpResponse(_favicon(), content_type="image/x-icon")


@remember
def _favicon() -> bytes:
    return static_file("img/favicon.ico").read_bytes()


@require_safe
@vary_on_headers("Accept-Encoding")
def stylesheet(request: HttpRequest, name: str, version: str) -> HttpResponse:
    """The sheets of a page as one file: it stays within three requests.

    The address names the content, so browsers keep it for a year. A page from before the last
    change asks for another name: it gets today's sheet, not to be kept under that name.
    """
    if name not in SHEETS:
        raise Http404
    sheet = stylesheet_of(name)
    response = HttpResponse(sheet.text, content_type="text/css; charset=utf-8")
    if encoding := next((name for name in ENCODINGS if accepts(request, name)), None):
        response.content = compressed(sheet.text, encoding)
        response["Content-Encoding"] = encoding
    is_current = version == sheet.version
    response["Cache-Control"] = (
        "public, max-age=31536000, immutable" if is_current else "public, no-cache"
    )
    return response
