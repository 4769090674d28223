"""The pages for when something goes wrong. None of them asks the database anything, and they are
drawn without the request, so that no context processor can fail a second time.

Except for two of the admin, refusals that say who is signed in.
"""

import math
from collections.abc import Collection, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.http import escape_leading_slashes
from django.utils.log import log_response

from roles.content.site import NAME
from roles.domain.types import CatalogRole
from roles.queries.careers import known_site
from roles.web.absolute_urls import without_tail
from roles.web.tickets import TICKET_MAX_AGE

# What the file 500.html says, and what it says below the admin instead.
QUIZ_LEAD = "It's our fault, not yours. Your answers up to your last Continue are saved."
ADMIN_LEAD = "Something went wrong on our side. What you had saved in the draft is safe."
QUIZ_BUTTON = '<a class="button" href="/{path}">Go to the start page</a>'
ADMIN_BUTTON = '<a class="button" href="{address}">Go to the admin</a>'
WAIT_SECONDS = 60  # after how long it is worth trying again when nobody knows better


ADMIN = "admin"
ADMIN_ROOMS = (ADMIN, "desk")  # namespaces: pages of its tables, and those that belong to no table

# Where the form stands whose address takes nothing but posts: a view, and parts of its address.
FORM_OF = {
    "results:keep": ("results:detail", "key"),
    "results:fit": ("results:detail", "key"),
    "results:refresh": ("results:link", "key", "token"),
    "results:revoke": ("results:share", "key"),
    "results:forget": ("results:earlier",),
    "admin:logout": ("admin:index",),
}


def _page(
    request: HttpRequest, template: str, status: int, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """A page in the words of the room that was asked: its view, and the way back to its form."""
    html = render_to_string(template, {**_asked(request), **(context or {})})
    return _private(HttpResponse(html, status=status))


def _asked(request: HttpRequest) -> dict[str, Any]:
    match = request.resolver_match
    room = match.namespaces[0] if match and match.namespaces else ""
    return {
        "view": match.view_name if match else "",
        "room": ADMIN if room in ADMIN_ROOMS else room,
        "back": _way_back(request),
        "site": known_site(),
    }


def _admin_page(request: HttpRequest, template: str) -> HttpResponse:
    """A refusal in the admin's own frame, to whoever is signed in."""
    site = admin.site
    frame = {
        "site_title": site.site_title,
        "site_header": site.site_header,
        "site_url": reverse("pages:landing"),
        "has_permission": site.has_permission(request),
        "is_nav_sidebar_enabled": False,
    }
    html = render_to_string(template, {**_asked(request), **frame}, request)
    return _private(HttpResponse(html, status=403))


def _private(response: HttpResponse) -> HttpResponse:
    """Kept and told to nobody: the address may hold a private token."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def _way_back(request: HttpRequest) -> str:
    """What can be opened again: the address asked for, or that of the form which led to it."""
    match = request.resolver_match
    if match and match.view_name in FORM_OF:
        name, *parts = FORM_OF[match.view_name]
        return reverse(name, kwargs={part: match.kwargs[part] for part in parts})
    # An address with two slashes ahead stays on this site.
    return escape_leading_slashes(request.get_full_path())


def _not_done(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    """Of a form, whose address may hold a private token: what follows shall not be told it."""
    response = _page(request, template, status, context)
    response["Referrer-Policy"] = "no-referrer"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "400.html", 400)


def refused(request: HttpRequest, status: int) -> HttpResponse:
    """What nobody reads: sent in a way that we don't take, or too much of it."""
    is_large = status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return _page(request, "413.html" if is_large else "400.html", status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _asked(request)["room"] == ADMIN:
        return _admin_page(request, "admin/403.html")
    return _page(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without our cookie. `reason` is for developers and is not shown."""
    if _asked(request)["room"] == ADMIN:
        response = _admin_page(request, "admin/403_csrf.html")
        response["Referrer-Policy"] = "no-referrer"
        return response
    return _not_done(request, "not_done.html", 403)


def ticket_expired(request: HttpRequest) -> HttpResponse:
    """Page 1 of the quiz lay open for too long. Whoever only opens it gets a fresh one; its answers
    are refused."""
    if request.method != "POST":
        return HttpResponseRedirect(f"{reverse('quiz:start')}?expired=1")
    return _not_done(request, "not_done.html", 403, view="quiz:page", days=TICKET_MAX_AGE.days)


def wrong_method(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    """Asked in a way that the address does not know. The page goes into Django's bare refusal,
    which says in Allow what is known, and was logged already."""
    page = _not_done(request, "405.html", 405)
    refusal.content = page.content
    for name, value in page.items():
        refusal[name] = value
    return refusal


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Leads on where the address is only followed by what a chat or a sentence added to it."""
    address = without_tail(request) if request.method in ("GET", "HEAD") else None
    if address is None:
        return _page(request, "404.html", 404)
    response = HttpResponseRedirect(address, headers={"Referrer-Policy": "no-referrer"})
    return _private(response)


def gone(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A shared result that its owner switched off, or that ran out."""
    return _page(request, "410.html", 410)


def deleted(request: HttpRequest) -> HttpResponse:
    """An attempt, with its result, that whoever took it deleted."""
    return _page(request, "410_deleted.html", 410)


def retired_roles(
    request: HttpRequest, names: Collection[str], others: Collection[CatalogRole] = ()
) -> HttpResponse:
    """The page of roles that were taken out of the quiz, or of a comparison with one.

    Args:
        others: roles of today that were compared with them.
    """
    return _page(request, "410_role.html", 410, {"names": names, "others": others})


def too_many_requests(request: HttpRequest, seconds: int = WAIT_SECONDS) -> HttpResponse:
    """`seconds` until the client may go on; the page says it in whole minutes."""
    minutes = max(1, math.ceil(seconds / 60))
    context = {"minutes": minutes, "is_post": request.method == "POST"}
    response = _page(request, "429.html", 429, context)
    response["Retry-After"] = str(max(1, seconds))
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """The file as it is, under the site's own name; its addresses are those of a site that is
    mounted below a path. Below the admin it speaks of the draft and leads to the admin."""
    page = render_to_string("500.html").replace(NAME, escape(known_site().name))
    page = page.replace('href="/', f'href="/{settings.SITE_PATH}')
    if _asked(request)["room"] == ADMIN:
        button = ADMIN_BUTTON.format(address=reverse("admin:index"))
        page = page.replace(QUIZ_LEAD, ADMIN_LEAD)
        page = page.replace(QUIZ_BUTTON.format(path=settings.SITE_PATH), button)
    return _private(HttpResponse(page, status=500))


def unavailable(request: HttpRequest) -> HttpResponse:
    """Closed for a moment: the database cannot be used."""
    response = _page(request, "503.html", 503, {"is_post": request.method == "POST"})
    response["Retry-After"] = str(WAIT_SECONDS)
    return response


def closed(request: HttpRequest, until: datetime) -> HttpResponse:
    """While the operator works on the site. It is expected, so it is no error in the log."""
    context = {"until": until, "is_post": request.method == "POST"}
    response = _page(request, "503_closed.html", 503, context)
    left = math.ceil((until - timezone.now()).total_seconds())
    response["Retry-After"] = str(max(1, left))
    view = _asked(request)["view"]
    log_response("Closed: %s", view, response=response, request=request, level="info")
    return response
