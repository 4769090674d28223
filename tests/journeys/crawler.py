"""A visitor who opens every page that links lead to, and sends every form that stands there.

Forms are sent as a browser would send them, with the CSRF check on; what a sending changed is taken
back, so that each form meets the state in which the visitor found it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from roles.public_pages import forget_kept
from tests.views.forms import Sending, sendings
from tests.views.page import read_page

HOME = "http://testserver"


@dataclass
class Walk:
    """What a visitor met."""

    pages: dict[str, int] = field(default_factory=dict)  # status by address
    sent: list[tuple[str, Sending, int]] = field(default_factory=list)  # page, form, status

    @property
    def trouble(self) -> list[str]:
        """Links and forms that were refused, or that broke something."""
        pages = [f"{status}: GET {page}" for page, status in self.pages.items() if is_bad(status)]
        forms = [
            f"{status}: POST {form.action} ({form.label}) from {page}"
            for page, form, status in self.sent
            if is_bad(status)
        ]
        return pages + forms

    @property
    def forms(self) -> set[str]:
        """The names of the addresses that forms were sent to."""
        return {name_of(form.action) for _page, form, _status in self.sent}


def is_bad(status: int) -> bool:
    return status in (403, 404, 405) or status >= 500


def name_of(address: str) -> str:
    return resolve(urlsplit(address).path).view_name


def walk(client: Client, *starts: str, kind: Callable[[str], object] | None = None) -> Walk:
    """Everything that can be reached from these addresses.

    Args:
        kind: addresses for which it gives the same are alike, and only the first one is opened.
            Left out, all are opened.
    """
    made, waiting, kinds = Walk(), list(starts), set()
    while waiting:
        address = waiting.pop(0)
        known = kind(address) if kind else address
        if known in kinds or not is_page(address):
            continue
        kinds.add(known)
        waiting += visit(client, address, made)
    return made


def is_page(address: str) -> bool:
    """Whether it is one of ours that a reader opens, and no file."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return True  # a dead link is to be met
    return match.view_name not in ("admin:jsi18n", "results:card", "results:download")


def visit(client: Client, address: str, made: Walk) -> list[str]:
    """Opens a page, sends its forms, and gives the addresses that it leads to."""
    response = client.get(address)
    made.pages[address] = response.status_code
    if "location" in response:
        return [urljoin(address, response["location"]).partition("#")[0]]
    if not response["Content-Type"].startswith("text/html"):
        return []
    page = read_page(response)
    found = [link.attrs["href"] for link in page.all("a") if "href" in link.attrs]
    for form in page.all("form"):
        for sending in sendings(form, address):
            if sending.method == "get":
                found.append(sending.as_link)
            else:
                made.sent.append((address, sending, send(client, sending, address)))
    return [urljoin(address, link).partition("#")[0] for link in found if is_inside(link)]


def is_inside(link: str) -> bool:
    return not re.match(r"[a-z]+:|//", link)


def send(client: Client, sending: Sending, page: str) -> int:
    """The status that a form is answered with, by the page that it leads to in the end; whatever
    it changed is as before afterwards."""
    visitor = Client(enforce_csrf_checks=True, raise_request_exception=False)
    visitor.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    with transaction.atomic():
        response = visitor.post(
            sending.action, sending.fields, follow=True, headers={"referer": HOME + page}
        )
        transaction.set_rollback(True)
    cache.clear()
    forget_kept()
    return response.status_code
