"""The page that opens a result out of its address, and tells no server anything of it."""

import logging
import os
import re
import time
from dataclasses import replace

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from django.core.signals import request_started
from django.test.testcases import QuietWSGIRequestHandler

from roles.domain import share
from roles.models import ShareLink
from roles.queries.catalog import published_version
from roles.templatetags.controls import stylesheet_url
from tests.browser.offline_links import CATALOG, PATHS, SNAPSHOTS, TEXTS, address, text_of
from tests.browser.pages import (
    FOCUS_RING,
    IN_CONTENT,
    NEVER_SIDEWAYS,
    NO_MOTION,
    SIZES,
    SMALL_TARGETS,
    motions,
    rings,
    sideways,
    tab,
    tree_of,
    weights_of,
)
from tests.factories import make_link, make_result, make_version
from tests.views.quiz_walk import OWNER

HEADINGS = {
    "none": "There's no result in this link",
    "damaged": "This link is damaged",
    "newer": "This link was made by a newer version of this site",
}
CLEAR = "Product owner fits them best"
# Everything that is said and drawn in the article, but for what only one of the two pages says.
SHOWN = """
() => [...document.querySelectorAll("article *")]
  .filter((one) => !one.closest("p.muted, p.links, .band-start"))
  .map((one) => [
    one.tagName,
    one.getAttribute("class"),
    [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" ")
      .replace(/\\s+/g, " ").trim(),
    one.getAttribute("d"),
    one.getAttribute("colspan"),
    ...["x", "width"].map((name) => parseFloat(one.getAttribute(name)).toFixed(1)),
  ])
"""
SUM_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def told(monkeypatch, caplog):
    """All that the server is told, request by request, and what it logs of it.

    Django's server for tests logs nothing; the one for use lends it its voice.
    """
    monkeypatch.setattr(QuietWSGIRequestHandler, "log_message", WSGIRequestHandler.log_message)
    caplog.set_level(logging.INFO, "django.server")
    requests = []

    def note(environ, **_signal):
        requests.append({key: environ[key] for key in environ if key not in os.environ})

    request_started.connect(note)
    yield requests
    request_started.disconnect(note)


def public_path(one):
    """A public page that shows this snapshot, of the version that is published."""
    link = make_link(make_result(published_version(), OWNER))
    ShareLink.objects.filter(pk=link.pk).update(excerpt_document=share.dump(one))
    return f"/shared/{link.token}/"


def heading_of(page):
    """The only one of the first level, which stands in the page's title as well."""
    heading = " ".join(page.get_by_role("heading", level=1).inner_text().split())
    heading = heading.replace(" ,", ",")  # each name may stand on a line of its own
    assert page.title() == f"{heading} \N{EN DASH} Careerquiz"
    return heading


@pytest.mark.parametrize("name", ["clear", "close", "no order", "damaged"])
def test_offline_link_in_every_look_and_size_is_whole_and_has_nothing_for_axe(
    open_page, axe_everywhere, name
):
    page = open_page(PATHS[name], **SIZES[0])

    assert page.evaluate(SMALL_TARGETS) == []
    assert axe_everywhere(page) == []
    assert sideways(page) == NEVER_SIDEWAYS


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_offline_link_by_keyboard_shows_the_same_ring_at_every_stop(open_page, scheme):
    assert rings(open_page(PATHS["close"], scheme=scheme)) == {FOCUS_RING}


def test_offline_link_for_whoever_wants_no_motion_has_none(open_page):
    assert motions(open_page(PATHS["clear"], reduced_motion="reduce")) == NO_MOTION


def test_offline_link_asks_for_little(open_page):
    files = weights_of(open_page("/robots.txt"), PATHS["clear"])
    kinds, (html, _font, script, css) = zip(*files, strict=True)

    assert kinds == ("document", "font", "script", "stylesheet")
    assert html <= 14 * 1024
    assert script <= 5 * 1024
    assert css <= 10 * 1024


def test_offline_link_without_scripts_explains_itself(open_page, axe_everywhere):
    page = open_page("/robots.txt")
    # Not by switching scripts off: axe is one.
    page.route("**/offline_link.js", lambda route: route.fulfill(content_type="text/javascript"))
    page.goto(PATHS["clear"])

    assert heading_of(page) == "A quiz result"
    assert page.get_by_text("your browser doesn't run scripts on this page").is_visible()
    assert axe_everywhere(page) == []
    assert sideways(page) == NEVER_SIDEWAYS


@pytest.mark.parametrize(("name", "heading"), HEADINGS.items())
def test_offline_link_without_a_result_says_why(open_page, name, heading):
    page = open_page(PATHS[name])

    assert heading_of(page) == heading
    assert page.locator("article svg, article li").count() == 0


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_offline_link_shows_all_that_a_public_page_of_the_same_result_would(open_page, name):
    page, public = open_page(PATHS[name]), open_page(public_path(SNAPSHOTS[name]))

    assert heading_of(page) == heading_of(public)
    assert page.evaluate(SHOWN) == public.evaluate(SHOWN)
    assert page.get_by_text("Scored in November 2026.").count() == 1


def test_offline_link_of_another_version_tells_its_names_and_numbers_as_they_are(open_page):
    names = ["{name_0} & <b>", 'A "role"', "$& {month}", "UX lead", "Plain"]
    roles = [replace(role, name=name) for role, name in zip(CATALOG.roles, names, strict=True)]
    settings = replace(CATALOG.settings, calibrated=True)
    version = make_version(replace(CATALOG, roles=tuple(roles), settings=settings))
    one = replace(SNAPSHOTS["clear"], numbers=(100, 0, 0, 0, 0))
    page = open_page(address(text_of(one, version.number), version.number))

    assert page.evaluate(SHOWN) == open_page(public_path(one)).evaluate(SHOWN)
    assert page.locator(".order strong").all_inner_texts()[0] == "UX lead"
    assert page.locator(".band-name").inner_text() == "UX lead"


def test_offline_link_whose_script_comes_late_moves_nothing(open_page):
    page = open_page("/robots.txt")
    page.add_init_script(SUM_SHIFTS)
    page.route("**/offline_link.js", lambda route: (time.sleep(0.5), route.continue_()))
    page.goto(PATHS["clear"])
    page.wait_for_timeout(100)

    assert heading_of(page) == CLEAR
    assert page.evaluate("shifts") == 0


def test_offline_link_offline_opens_one_address_after_the_other(open_page):
    page = open_page(PATHS["clear"])
    fresh = {name: tree_of(open_page(path)) for name, path in PATHS.items()}
    page.context.set_offline(True)
    for name, path in (*PATHS.items(), *reversed(PATHS.items())):
        page.goto(path)
        assert tree_of(page) == fresh[name]
    assert heading_of(page) == CLEAR


def test_offline_link_puts_the_focus_on_the_headline_of_another_result_only(open_page):
    page = open_page(PATHS["clear"])
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.goto(PATHS["close"])
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert page.locator("[aria-live], [role=status], [role=alert]").count() == 0

    page.go_back()
    assert heading_of(page) == CLEAR
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none"


def test_offline_link_keeps_the_result_in_its_address_when_the_header_is_skipped(open_page):
    page = open_page(PATHS["clear"], **SIZES[0])
    address = page.url
    tab(page)
    page.keyboard.press("Enter")
    assert page.url == address
    assert heading_of(page) == CLEAR

    assert tab(page) == "Take the quiz yourself"
    assert page.evaluate(IN_CONTENT) is True


def test_offline_link_tells_the_server_nothing_of_the_result(open_page, live_server, told, caplog):
    page = open_page("/robots.txt")
    told.clear()
    caplog.clear()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(PATHS["clear"], wait_until="networkidle")
    page.goto(PATHS["close"])
    lines = [row.getMessage() for row in caplog.records if row.name == "django.server"]
    # The page before may be noted late, and the browser may still want its icon: it names none.
    logged = [line for line in lines if not re.search("/(favicon.ico|robots.txt) ", line)]
    pieces = {text[at : at + 6] for text in TEXTS.values() for at in range(2, len(text) - 5)}
    files = ["js/offline_link.js", "fonts/BricolageGrotesque-latin.woff2"]
    paths = sorted(
        ["/shared/open/1/", stylesheet_url("quiz"), *(f"/static/{name}" for name in files)]
    )

    assert sorted(line.split('"')[1] for line in logged) == [
        f"GET {path} HTTP/1.1" for path in paths
    ]
    assert sorted(asked) == [f"{live_server.url}{path}" for path in paths]
    assert [piece for piece in pieces if piece in repr(told)] == []


def test_offline_link_keeps_nothing_and_leads_on_without_saying_from_where(open_page, told):
    page = open_page(PATHS["clear"])
    stored = page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")
    page.get_by_role("link", name="Take the quiz yourself").first.click()
    page.wait_for_url("**/quiz/*/1/")

    assert stored == ["", 0, 0]
    assert [
        request.get("HTTP_REFERER") for request in told if request["PATH_INFO"].startswith("/quiz/")
    ] == [None, None]


def test_offline_link_with_what_a_chat_added_to_its_address_shows_the_result(open_page):
    assert heading_of(open_page(f"{PATHS['clear']}\u200b).")) == CLEAR
