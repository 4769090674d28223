"""What anybody sees who has a link: public page, picture, the page that opens offline links."""

from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from roles.cards.site_picture import site_picture
from roles.content.site import SiteDocument
from roles.domain.errors import LinkUnknown
from roles.models import CatalogVersion
from roles.models.quiz import is_token
from roles.pages.results.cached import CUT, SharedParts, shared_parts
from roles.pages.results.comparison import comparison
from roles.pages.results.shared import own_page, public_page
from roles.queries.careers import content_of, current_site, public_state
from roles.queries.catalog import version_catalog
from roles.queries.results import friends_link, public_link, public_picture
from roles.services.results import current_picture
from roles.web.absolute_urls import absolute
from roles.web.cookies import earlier_results, known_result, remember, remembered
from roles.web.rate_limits import rate_limit
from roles.wording.offline_link import offline_states, offline_words


@require_safe
@gzip_page
@rate_limit("shared")
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """What the owner of a result shows of it; beside the last one of this browser, if that has any
    and has not made this link."""
    link, content = public_link(token, timezone.now()), content_of(public_state())
    own = earlier_results(request.COOKIES)
    is_own = link.result_id in [result.pk for result in own]
    kind = _Kind(
        is_remembered=not is_own,
        has_picture=bool(link.picture_size),  # type: ignore[attr-defined]  # annotated
        **known_result(request),
    )
    start = reverse("quiz:start") if is_own else reverse("results:begin", args=[token])
    values = shared_parts(link, content)._asdict() | {
        "address": absolute(request, reverse("results:shared", args=[token])),
        "picture": absolute(request, reverse("results:card", args=[token])),
        "start_address": start,
    }
    if (own and not is_own) or settings.DEBUG:  # then templates may have changed
        beside = comparison(own_page(own[0]), public_page(link)) if own and not is_own else None
        context = {"comparison": beside, **kind._asdict(), **values}
        return _without_referrer(render(request, "results/shared.html", context))
    pieces = _frame(kind, current_site(), get_language(), reverse("pages:landing"))
    page = (str(values[piece]) if place % 2 else piece for place, piece in enumerate(pieces))
    return _without_referrer(HttpResponse("".join(page)))


class _Kind(NamedTuple):
    """Of a public page without the reader's own result."""

    is_remembered: bool  # whether the quiz leads back to it
    has_picture: bool
    has_result: bool  # whether the reader's browser knows one


@lru_cache(maxsize=32)  # of 5 kB each
def _frame(kind: _Kind, site: SiteDocument, _language: str | None, _prefix: str) -> list[str]:
    """What stands round what a link shows: text, and in every second place the name of the value
    that goes there. Drawn without a request: nothing of whoever came first can be in it."""
    names = (*SharedParts._fields, "address", "picture", "start_address")
    gaps = {name: f"{CUT}{name}{CUT}" for name in names}
    html = render_to_string("results/shared.html", {"site": site, **kind._asdict(), **gaps})
    return html.split(CUT)


@require_safe
@cache_control(private=True, no_store=True)
@rate_limit("shared")
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """Leads a reader to the quiz. Their own browser remembers the link, so that they can see both
    results side by side; nothing is stored here, and nobody is told.

    A link that another site sends a reader to is not remembered, nor is one's own or one that has
    ended: nobody can put a name beside somebody's result unasked.
    """
    if not is_token(token):
        raise LinkUnknown
    kept, response = remembered(request.COOKIES), redirect("quiz:start")
    is_asked = request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    if is_asked and friends_link(token, kept.tokens, timezone.now()):
        remember(response, kept._replace(friend=token))
    return _without_referrer(response)


@require_safe
@cache_control(public=True, no_cache=True)
@conditional_page
@rate_limit("shared")
def card(request: HttpRequest, token: str) -> HttpResponse:
    """The picture that chats show beside the link; where it could not be drawn, one of no result.

    Asked about each time, by the fingerprint of its content, so that it ends with the link.
    """
    png = current_picture(link=public_picture(token, timezone.now())) or _site_picture()
    response = HttpResponse(png, content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _site_picture() -> bytes:
    site = current_site()
    return site_picture(site.name, site.picture)


@require_safe
@cache_control(public=True, max_age=86400)
@gzip_page
@conditional_page
def offline_link(request: HttpRequest, number: int) -> HttpResponse:
    """Opens results that stand behind the # of an address, which no browser sends to a server.

    All that we learn is of which version the result is. May be kept, to be opened offline.
    """
    version = get_object_or_404(CatalogVersion, number=number)
    catalog = version_catalog(version)
    context = {
        "version": version,
        "states": offline_states(catalog),
        "words": offline_words(catalog),
        "start_address": reverse("quiz:start"),
    }
    return _without_referrer(render(request, "results/offline_link.html", context))


def _without_referrer(response: HttpResponse) -> HttpResponse:
    """Whatever somebody goes on to shall not learn this address."""
    response["Referrer-Policy"] = "no-referrer"
    return response
