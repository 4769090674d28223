"""Every address of the site for every kind of account: what a GET and an empty POST are answered.

The addresses are read from the resolver: a new one fails here until somebody says who may open it.
What the pages say is asked elsewhere; a status is known before a template is drawn, so none is.
"""

import logging
import re
from collections.abc import Iterator
from copy import copy, deepcopy
from typing import NamedTuple

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from roles.models import CONTENT_ROWS, Area, Dimension, SiteTexts, Title
from roles.services.quiz import finish_attempt
from tests.admin.pages import make_staff
from tests.admin.records import begin, publish
from tests.careers_factories import make_careers_document
from tests.content.documents import read
from tests.factories import make_content_version, make_link

Statuses = tuple[int, int]  # of a GET and of an empty POST

VERBS = ("view", "add", "change", "delete")
EDITED = {table._meta.model_name for table in CONTENT_ROWS} | {
    *("area", "dimension", "question", "roleprofile", "profiletarget", "scoringsettings"),
    *("day", "sitetexts"),
}
VERSIONS = {"catalogversion", "contentversion"}
STORED = {"attempt", "result", "sharelink"}
EDITOR = {f"{verb}_{table}" for table in EDITED for verb in VERBS} | {
    f"view_{table}" for table in VERSIONS | STORED
}
EDITOR |= {"view_statistics"}
# What each kind of account may do; a superuser may do everything.
RIGHTS: dict[str, set[str]] = {
    "anonymous": set(),
    "no group": set(),
    "Editors": EDITOR,
    "Analysts": {f"view_{table}" for table in VERSIONS} | {"view_statistics"},
    "Support": {"delete_for_owner"},
    "Publishers": EDITOR | {"publish_catalog"},
    "superuser": set(),
}
# Tables of which the admin offers only some verbs, whatever rights somebody has.
OFFERED = {table: {"view"} for table in VERSIONS | STORED} | {
    "scoringsettings": {"view", "change"},  # one row, which is always there
    "sitetexts": {"view", "add", "change"},
}

# --- the addresses of the site are answered alike, whoever is signed in

PAGE, MOVED, SENT_TO, FORM = (200, 405), (302, 405), (405, 302), (200, 200)
SITE: dict[str, Statuses] = {
    **dict.fromkeys(["careers:role_list", "careers:role", "careers:comparisons"], PAGE),
    **dict.fromkeys(["careers:routes", "careers:route", "careers:questions"], PAGE),
    **dict.fromkeys(["careers:method", "careers:method_details"], PAGE),
    "careers:comparison": PAGE,
    **dict.fromkeys(["pages:landing", "pages:privacy", "pages:accessibility"], PAGE),
    **dict.fromkeys(["pages:healthz", "pages:readyz", "pages:robots", "pages:sitemap"], PAGE),
    **dict.fromkeys(["pages:card", "pages:favicon", "pages:stylesheet"], PAGE),
    **dict.fromkeys(["quiz:start", "quiz:resume"], MOVED),
    "quiz:page": FORM,
    "quiz:check": (200, 302),
    "quiz:days": (302, 302),  # nothing is close
    **dict.fromkeys(["results:earlier", "results:detail", "results:download"], PAGE),
    **dict.fromkeys(["results:link", "results:shared", "results:card"], PAGE),
    "results:offline_link": PAGE,
    **dict.fromkeys(["results:mine", "results:rescore", "results:begin"], MOVED),
    "results:beside": (404, 405),  # this browser has no results
    **dict.fromkeys(["results:forget", "results:keep"], SENT_TO),
    **dict.fromkeys(["results:refresh", "results:revoke"], SENT_TO),
    "results:delete": (200, 302),
    "results:share": (200, 400),  # no date was chosen
    # What an operator has to switch on.
    **dict.fromkeys([":metrics", "pages:legal_notice", "pages:security_txt"], (404, 405)),
    "pages:logo": (404, 405),
    **dict.fromkeys(["desk:password_reset", "desk:password_reset_sent"], (404, 404)),
    **dict.fromkeys(["desk:password_reset_confirm", "desk:password_reset_done"], (404, 404)),
}

# --- pages of the admin that belong to no table: the right, and what those who have it are answered

READ, ASKED = (200, 405), (405, 200)
DESK: dict[str, tuple[str, Statuses]] = {
    "draft": ("view_roleprofile", (200, 403)),  # to publish takes another right
    "undo": ("view_roleprofile", SENT_TO),
    "discard": ("view_roleprofile", FORM),
    "misfits": ("view_roleprofile", SENT_TO),
    "cancel": ("publish_catalog", SENT_TO),
    "role_steps": ("view_roleprofile", READ),
    "role_rename": ("change_roleprofile", FORM),
    "role_duplicate": ("add_roleprofile", FORM),
    "role_retire": ("delete_roleprofile", FORM),
    "compare": ("view_catalogversion", READ),
    "download": ("view_catalogversion", READ),
    "download_draft": ("view_catalogversion", READ),
    "load": ("change_question", FORM),
    "upload": ("change_question", FORM),
    "load_upload": ("change_question", SENT_TO),
    "experiment": ("view_catalogversion", (200, 403)),  # to start one takes another right
    "role_insight": ("view_roleprofile", ASKED),
    "settings_insight": ("view_scoringsettings", ASKED),
    "lab": ("view_roleprofile", READ),
    "preview_quiz": ("view_roleprofile", MOVED),
    "preview_page": ("view_roleprofile", (200, 200)),
    "preview_check": ("view_roleprofile", (200, 302)),
    "preview_days": ("view_roleprofile", (302, 302)),  # nothing is close in so small a draft
    "preview_share": ("view_roleprofile", (302, 302)),
    **dict.fromkeys(
        [
            *("preview", "preview_result", "preview_shared", "preview_card", "preview_landing"),
            *("preview_site",),
        ],
        ("view_roleprofile", READ),
    ),
    "completeness": ("view_rolepage", READ),
    "search": ("view_roleprofile", READ),
    "statistics": ("view_statistics", READ),
    "statistics_file": ("view_statistics", MOVED),  # nothing is counted yet
    "support": ("delete_for_owner", FORM),
    "two_step": ("", (200, 302)),  # for all staff
    "two_step_set_up": ("", (302, 302)),  # to where it begins
}
# What those are answered who may not, where it is not 403 for both.
DESK_REFUSED: dict[str, Statuses] = {
    "load_upload": (405, 403),
    "completeness": (403, 405),
    "search": (403, 405),
}

# --- pages of the admin for all staff

STAFF: dict[str, Statuses] = {
    "index": (200, 200),
    "login": (302, 200),
    "logout": (405, 200),
    "password_change": (200, 200),
    "password_change_done": (200, 405),
    "autocomplete": (403, 405),  # no form asks for it
    "jsi18n": (200, 405),
    "view_on_site": (404, 404),  # no row of the admin has a page of its own
    "app_list": (302, 302),
    "old_change": (302, 302),  # where rows were in older releases of Django
    "anything": (404, 404),
}
SIGNED_OUT: dict[str, Statuses] = {
    "admin:login": (200, 200),
    "admin:logout": (302, 302),
    "desk:completeness": (302, 405),
    "desk:search": (302, 405),
    **dict.fromkeys(["desk:two_step", "desk:two_step_set_up"], (302, 302)),
}

# What stands in addresses; the rest is looked up.
PARTS = {
    "<str:name>-<slug:version>.css": "site-1.css",
    "<slug:pair>": "thinker-and-keeper",
    "<slug:slug>": "thinker",
    "<slug:start>": "thinker",
    "<slug:version>": "1",
    "<uidb64>": "MQ",
    "<token>": "a-b",
    "<int:number>": "1",
    "<int:pk>": "1",
    "<kind>": "catalog",
    "<path:path>": "roles/",
    "<path:content_type_id>/<path:object_id>": "1/1",
    "^(?P<app_label>auth|roles)/$": "roles/",
    "(?P<url>.*)$": "nowhere/",
}


class Address(NamedTuple):
    room: str
    name: str
    path: str


def addresses(resolver: URLResolver | None = None, room: str = "", before: str = "/"):
    """Every address that the resolver knows, with the parts that change still in it."""
    for row in (resolver or get_resolver()).url_patterns:
        path = before + str(row.pattern)
        if isinstance(row, URLResolver):
            yield from addresses(row, row.namespace or room, path)
        else:
            unnamed = "old_change" if "object_id" in path else "anything"
            yield Address(room, row.name or unnamed, path)


EVERY = sorted(set(addresses()))
TABLE_PAGE = re.compile(
    r"(auth|roles)_(?P<table>[a-z]+)_(?P<page>changelist|add|history|delete|change"
    r"|password_change|simple_history)"
)


@pytest.fixture
def parts(small_draft) -> dict[str, str]:
    """A row of everything; what stands in the addresses."""
    area = Area.objects.create(slug="delivery", name="Delivery", description="Gets things done.")
    Dimension.objects.update(area=area)
    title = Title.objects.get()  # says what changes in each area
    title.document["changes"] = {area.slug: "More delivery"}
    title.save()
    SiteTexts.objects.create(name="Desk quiz")
    make_content_version(read(make_careers_document()))
    attempt = begin(publish())
    person = make_staff(name="grace")
    link = make_link(finish_attempt(attempt=attempt, now=attempt.saved_at), now=timezone.now())
    tokens = {"<str:key>": attempt.token, "<str:token>": link.token}
    return PARTS | tokens | {"<id>": str(person.pk)}


@pytest.fixture
def statuses_alone(monkeypatch):
    """Draws no template, and writes no line about what is refused."""
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


def signed_in(kind: str) -> Client:
    client = Client(raise_request_exception=False)
    if kind == "superuser":
        client.force_login(User.objects.create_superuser("root"))
    elif kind != "anonymous":
        client.force_login(make_staff(None if kind == "no group" else kind))
    return client


def path_of(address: Address, parts: dict[str, str]) -> str:
    path = address.path
    for part, text in parts.items():
        path = path.replace(part, text)
    if "<path:object_id>" in path:
        _, _, app, table, *_ = path.split("/")
        row = apps.get_model(app, table)._default_manager.first()
        path = path.replace("<path:object_id>", str(row.pk))
    if address.room == "desk":  # the people of the preview have names
        path = path.replace(parts["<str:key>"], "close")
    return path


def statuses(client: Client, path: str) -> Statuses:
    """Whatever it changes is as before afterwards."""
    found = []
    for method in ("get", "post"):
        visitor = copy(client)
        visitor.cookies = deepcopy(client.cookies)
        with transaction.atomic():
            found.append(getattr(visitor, method)(path).status_code)
            transaction.set_rollback(True)
    return found[0], found[1]


def expected(kind: str, address: Address) -> Statuses | None:
    """None for an address of which nobody has said who may open it."""
    room, name, _path = address
    if room not in ("admin", "desk") or f"{room}:{name}" in SITE:
        return SITE.get(f"{room}:{name}")
    if room == "desk" and name not in DESK:
        return None
    if kind == "anonymous":
        return SIGNED_OUT.get(f"{room}:{name}", (302, 200))  # both times the form to sign in
    if room == "desk":
        return of_desk(kind, name)
    if match := TABLE_PAGE.fullmatch(name):
        return of_table(kind, match["table"], match["page"])
    return STAFF.get(name)


def may(kind: str, right: str) -> bool:
    return kind == "superuser" or not right or right in RIGHTS[kind]


def of_desk(kind: str, name: str) -> Statuses:
    right, taken = DESK[name]
    if not may(kind, right):
        return DESK_REFUSED.get(name, (403, 403))
    if name in ("draft", "experiment") and may(kind, "publish_catalog"):
        return FORM
    if name == "download_draft" and not may(kind, "view_question"):
        return (403, 405)
    return taken


def of_table(kind: str, table: str, page: str) -> Statuses:
    offered = OFFERED.get(table, set(VERBS))
    rights = {verb for verb in offered if may(kind, f"{verb}_{table}")}
    if table == "sitetexts" and page in ("changelist", "add"):
        return (302, 302)  # to the one row
    if (table, page) == ("scoringsettings", "changelist"):
        return (302, 302)  # likewise
    if page == "delete" and table in ("question", "roleprofile") and "delete" in rights:
        return (302, 302)  # was published: there are better ways than to delete it
    if page == "add":
        is_seen = is_sent = "add" in rights
    elif page == "delete":
        is_seen = is_sent = "delete" in rights
    elif page in ("change", "password_change"):
        is_seen = is_sent = "change" in rights
        is_seen = is_seen or (page == "change" and "view" in rights)
    else:
        is_seen = is_sent = bool(rights & {"view", "change"})
    return (200 if is_seen else 403), (200 if is_sent else 403)


@pytest.mark.parametrize("kind", RIGHTS)
@pytest.mark.usefixtures("statuses_alone")
def test_every_address_answers_each_kind_of_account_as_it_should(parts, kind):
    client = signed_in(kind)
    found = {address: statuses(client, path_of(address, parts)) for address in EVERY}

    assert [
        f"{address.room}:{address.name}: {status}, not {expected(kind, address)}"
        for address, status in found.items()
        if status != expected(kind, address)
    ] == []


def listed() -> Iterator[str]:
    yield from SITE
    yield from (f"desk:{name}" for name in DESK)
    yield from (f"admin:{name}" for name in STAFF)
    yield from SIGNED_OUT


def test_no_address_is_listed_that_is_gone():
    assert set(listed()) - {f"{address.room}:{address.name}" for address in EVERY} == set()
