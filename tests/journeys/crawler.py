"""A visitor who opens every page that links lead to, and sends every form that stands there.

Forms are sent as a browser would send them, with the CSRF check on; what a sending changed is taken
back, so that each form meets the state in which the visitor found it.
"""

import re
from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from roles.web.public_cache import clear_public_cache
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


def walk(
    client: Client, *starts: str, kind: Callable[[str], str | None] = str, follows: bool = True
) -> Walk:
    """Everything that can be reached from these addresses.

    Args:
        kind: of addresses for which it gives the same only the first one is opened, and none for
            which it gives None. Left out, all are opened.
        follows: whether the pages that sent forms lead to are opened, too.
    """
    made, waiting, kinds = Walk(), list(starts), set()
    while waiting:
        address = waiting.pop(0)
        if not is_page(address) or (known := kind(address)) in (None, *kinds):
            continue
        kinds.add(known)
        found, forms = visit(client, address, made)
        waiting += found
        made.sent += [(address, form, send(client, form, address, follows)) for form in forms]
    return made


def is_page(address: str) -> bool:
    """Whether it is one of ours that a reader opens, and no file."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return True  # a dead link is to be met
    return match.view_name not in ("admin:jsi18n", "results:card", "results:download")


def visit(client: Client, address: str, made: Walk) -> tuple[list[str], list[Sending]]:
    """Opens a page, and gives the addresses that it leads to and the forms to be sent."""
    response = client.get(address)
    made.pages[address] = response.status_code
    if "location" in response:
        return [target(address, response["location"])], []
    if not response["Content-Type"].startswith("text/html"):
        return [], []
    page = read_page(response)
    links = [link.attrs["href"] for link in page.all("a") if "href" in link.attrs]
    forms = [sending for form in page.all("form") for sending in sendings(form, address)]
    links += [form.as_link for form in forms if form.method == "get"]
    return [target(address, link) for link in links if is_inside(link)], [
        form for form in forms if form.method == "post"
    ]


def target(page: str, link: str) -> str:
    """Where a link on that page leads, without what the browser keeps for itself."""
    return urljoin(page, link).partition("#")[0]


def is_inside(link: str) -> bool:
    return not re.match(r"[a-z]+:|//", link)


def send(client: Client, sending: Sending, page: str, follows: bool) -> int:
    """The status of the answer to a form, or of the page that it leads to; whatever it changed is
    as before afterwards."""
    visitor = copy(client)  # with the same middleware: to make it anew takes longer than a page
    visitor.cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = visitor.post(
            sending.action, sending.fields, follow=follows, headers={"referer": HOME + page}
        )
        transaction.set_rollback(True)
    cache.clear()
    clear_public_cache()
    return response.status_code
