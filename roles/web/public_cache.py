"""Pages that everybody sees alike, kept ready in memory until what they show changes.

Each process draws such a page once. After that one query a second tells whether the version in
force and the content are still those that it was drawn from.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.cache import get_conditional_response

from roles.queries.careers import Content, State, content_of, forget_state, public_state
from roles.web.absolute_urls import origin_of

MOST_KEPT = 300  # pages of about 50 kB each
# Named by whoever asks, and not with a weight of 0, which refuses it.
TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)

Drawn = tuple[str, dict[str, Any]]  # a template and its context
Draw = Callable[..., Drawn]  # from content and the parts of the address; may raise Http404


class KeptPage(NamedTuple):
    body: bytes
    squeezed: bytes  # the same, compressed; there is no secret in it that its size could tell
    etag: str


def kept_page(request: HttpRequest, draw: Draw, **parts: str) -> HttpResponseBase:
    """A public page, from memory if it was drawn before. One query then, or none.

    May be kept by browsers and caches, too, which ask each time whether it is still the same.

    Args:
        draw: gets the content and the parts; gives a template and its context.
        parts: of the address, by which pages of the same kind differ.
    """
    state, origin = public_state(), origin_of(request)
    find = _draw if settings.DEBUG else _kept  # templates change while developing
    page = find(draw, state, origin, request.path, tuple(parts.items()))
    is_squeezed = bool(TAKES_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
    headers = {"ETag": page.etag, "Cache-Control": "public, no-cache", "Vary": "Accept-Encoding"}
    if is_squeezed:
        headers["Content-Encoding"] = "gzip"
    response = HttpResponse(page.squeezed if is_squeezed else page.body, headers=headers)
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return response
    return get_conditional_response(request, etag=page.etag, response=response) or response


def fresh_page(
    request: HttpRequest,
    draw: Draw,
    status: int = 200,
    **parts: Any,  # noqa: ANN401  # whatever the drawing wants
) -> HttpResponse:
    """The same kind of page with something of this browser's own in it: drawn for it alone.

    Args:
        parts: of the address, and whatever else `draw` wants to know.
    """
    html = _html(draw, content_of(public_state()), origin_of(request), request.path, parts)
    response = HttpResponse(html, status=status)
    response["Cache-Control"] = "private, no-cache"
    return response


def forget_kept() -> None:
    """Empties the memory of this process."""
    _kept.cache_clear()
    content_of.cache_clear()
    forget_state()


def _draw(
    draw: Draw, state: State, origin: str, path: str, parts: tuple[tuple[str, str], ...]
) -> KeptPage:
    body = _html(draw, content_of(state), origin, path, dict(parts)).encode()
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    return KeptPage(body, gzip.compress(body, mtime=0), etag)


_kept = lru_cache(maxsize=MOST_KEPT)(_draw)


def _html(draw: Draw, content: Content, origin: str, path: str, parts: Mapping[str, Any]) -> str:
    template, context = draw(content, **parts)
    shell = {
        "catalog": content.catalog,
        "careers": content.careers,
        "address": f"{origin}{path}",
        "picture": f"{origin}{static('img/card-default.png')}",
    }
    return render_to_string(template, shell | context)
