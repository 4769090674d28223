"""Public pages look the same to everybody, and are kept in memory until what they show changes.

Each process makes such a page once. After that one query a second tells whether the published
content is still what it was made from. Decision 0018 says why no other cache keeps them.
"""

import hashlib
import logging
from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.templatetags.static import static
from django.urls import ResolverMatch, reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import urlencode
from django.utils.text import compress_string
from django.utils.translation import get_language

from roles.content.site import NAME
from roles.queries.careers import (
    Content,
    State,
    content_of,
    forget_site,
    forget_state,
    note_site,
    public_state,
)
from roles.queries.catalog import forget_versions
from roles.queries.hit_rate import forget_hit_rates
from roles.web.absolute_urls import absolute, origin_of
from roles.web.cookies import known_result
from roles.web.encodings import accepts
from roles.web.preview import preview_of

logger = logging.getLogger(__name__)
MAX_PAGES = 300  # of about 30 kB each; all of them are dropped for the next one


class CachedPage(NamedTuple):
    body: bytes
    compressed: bytes  # there is no secret in it that its size could tell
    etag: str


class CachedAddress(NamedTuple):
    """How a page is found among those that are cached, without its view."""

    query: Collection[str]
    has_own: bool  # whether it shows a browser that knows an attempt something of its own
    match: ResolverMatch | None


_pages: dict[tuple[object, ...], CachedPage] = {}
_addresses: dict[str, CachedAddress] = {}  # by path


def public_page(
    *, query: Collection[str] = (), own: Callable[[Mapping[str, str]], object] | None = None
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponseBase]]:
    """Caches what the view answers with status 200, and sends it compressed and with an ETag: one
    for browsers that remember a result, whose menu leads to it, and one for all others.

    The view gets the published content after the request. Browsers and proxies may store the page
    too, and ask each time whether it is still the same. A preview gets the draft instead, and is
    cached by nobody.

    Args:
        query: the parameters that the view reads; all others leave the page as it is.
        own: finds in the cookies what this browser alone is shown. Where it finds something the
            view gets that as `own`, and the page is cached by nobody.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def page(request: HttpRequest, **parts: str) -> HttpResponseBase:
            if preview := preview_of(request):
                return _private(view(request, preview.content, **parts))
            state = public_state()
            if own and (found := _found(own, request)):
                return _private(view(request, content_of(state), **parts, own=found))
            key = _key(state, request, query)
            cached = None if settings.DEBUG else _pages.get(key)  # templates may have changed
            if cached is None:
                response = view(request, content_of(state), **parts)
                if response.status_code != 200:
                    return _private(response)
                cached = _pages[key] = _cached(response.content)
                address = CachedAddress(query, own is not None, request.resolver_match)
                _addresses[request.path] = address
            return _public(request, cached)

        return page

    return decorate


def cached_response(request: HttpRequest) -> HttpResponseBase | None:
    """What the page of this address would answer, when that is cached; None when it has to be
    asked itself."""
    address = _addresses.get(request.path)
    if address is None or request.method not in ("GET", "HEAD") or settings.DEBUG:
        return None
    if address.has_own and settings.ATTEMPT_COOKIE_NAME in request.COOKIES:
        return None
    try:
        cached = _pages.get(_key(public_state(), request, address.query))
    except (DatabaseError, InterfaceError):
        return None  # the page says what there is to say
    if cached is None:
        return None
    request.resolver_match = address.match  # as for those who count requests by their views
    return _public(request, cached)


def _key(state: State, request: HttpRequest, query: Collection[str]) -> tuple[object, ...]:
    frame = (get_language(), origin_of(request), *known_result(request).values())
    return (state, *frame, request.path, *(request.GET.get(name) for name in query))


def page_context(request: HttpRequest, content: Content, **context: object) -> dict[str, Any]:
    """The context of a public page: what its head and frame show, and `context`."""
    site = note_site(content.careers, is_demonstration=content.state.is_demonstration)
    drawn = f"{reverse('pages:card')}?{urlencode({'of': site.name, 'line': site.picture})}"
    is_standard = (site.name, site.picture) == (NAME, "")
    return {
        "catalog": content.catalog,
        "careers": content.careers,
        "site": site,
        "address": absolute(request, request.path),
        "picture": absolute(request, static("img/card-default.png") if is_standard else drawn),
        **context,
    }


def clear_public_cache() -> None:
    """Clears the cached public pages of this process, and what they were made from."""
    _pages.clear()
    _addresses.clear()
    content_of.cache_clear()
    forget_versions()
    forget_hit_rates()
    forget_state()
    forget_site()


def _cached(body: bytes) -> CachedPage:
    if len(_pages) >= MAX_PAGES:
        _pages.clear()
        _addresses.clear()
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    return CachedPage(body, compress_string(body), etag)


def _public(request: HttpRequest, page: CachedPage) -> HttpResponseBase:
    headers = {
        "ETag": page.etag,
        "Cache-Control": "public, no-cache",
        "Vary": "Accept-Encoding, Cookie",
    }
    body = page.body
    if accepts(request, "gzip"):
        headers["Content-Encoding"], body = "gzip", page.compressed
    response = HttpResponse(body, headers=headers)
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return response
    return get_conditional_response(request, etag=page.etag, response=response) or response


def _found(own: Callable[[Mapping[str, str]], object], request: HttpRequest) -> object:
    """Nothing while the database is away: then everybody gets the page for everybody."""
    try:
        return own(request.COOKIES)
    except (DatabaseError, InterfaceError) as error:
        logger.warning("A page is shown without what is its reader's own: %s", error)
        return None


def _private(response: HttpResponse) -> HttpResponse:
    if not isinstance(response, HttpResponseRedirectBase):
        response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response
