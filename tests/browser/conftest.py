"""Real browsers on the real site: the system's own Chromium, driven by pytest-playwright, and its
Firefox for what differs by engine.

Without them these tests are skipped; with CAREERQUIZ_REQUIRE_BROWSER=1 that is an error.
"""

import os
import shutil

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Permission
from django.test import Client

from tests.admin.pages import make_staff
from tests.browser.firefox import Tab, running
from tests.browser.pages import SIZES, SMALL_TARGETS, Flaws, sideways, views_of
from tests.views.quiz_walk import open_quiz

# The browser's driver runs an event loop in the tests' thread; without this, Django refuses to
# touch the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

WHOLE_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The first one has no window to draw: the tests take half as long with it.
CHROMIUMS = ("chromium-headless-shell", *WHOLE_CHROMIUMS)
FIREFOXES = ("firefox-esr", "firefox")
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
QUIET += ("--disable-component-update", "--disable-sync")


def find(browser, names):
    """The path of a browser: of the one that the environment names, or else of the first found."""
    named = os.environ.get(browser.upper())
    path = named or next((path for path in map(shutil.which, names) if path), None)
    if path is None and os.environ.get("CAREERQUIZ_REQUIRE_BROWSER") == "1":
        pytest.fail(f"No {browser} was found, and CAREERQUIZ_REQUIRE_BROWSER=1 asks for one.")
    if path is None:
        pytest.skip(f"No {browser} was found. Install one, or name its path in {browser.upper()}.")
    return path


@pytest.fixture(scope="session", autouse=True)
def chromium():
    """The path of the browser."""
    return find("Chromium", CHROMIUMS)


@pytest.fixture(scope="session")
def whole_chromium():
    """The path of one that has all that people's browsers have, such as pages kept for Back."""
    return find("Chromium", WHOLE_CHROMIUMS)


@pytest.fixture(scope="session")
def firefox():
    """One for all tests that ask for it: it takes seconds to start."""
    with running(find("Firefox", FIREFOXES)) as browser:
        yield browser


@pytest.fixture(scope="session")
def firefox_without_scripts():
    """Likewise, set up by somebody who wants no page to run scripts."""
    with running(find("Firefox", FIREFOXES), javascript=False) as browser:
        yield browser


@pytest.fixture
def open_tab(request, live_server, published_site):
    """Opens a path of the site in Firefox, as somebody who has not been there; with `beside`, as
    whoever has that tab open."""
    users = set()

    def open_one(path, *, beside=None, javascript=True):
        name = "firefox" if javascript else "firefox_without_scripts"
        firefox = request.getfixturevalue(name)
        tab = Tab(firefox, live_server.url, beside and beside.user)
        users.add((firefox, tab.user))
        tab.goto(path)
        return tab

    yield open_one
    for firefox, user in users:
        firefox.send("browser.removeUserContext", userContext=user)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium):
    # Its own sandbox does not work for root, which is who runs tests in a container.
    args = ["--no-sandbox", *QUIET]
    return {**browser_type_launch_args, "executable_path": chromium, "args": args}


@pytest.fixture(scope="session")
def base_url():
    """None, in place of the plugin's own, of which pytest 9 warns."""


@pytest.fixture
def published_site(transactional_db):
    """The content that the app ships, published; nobody is drawn for the panel."""
    open_quiz()


@pytest.fixture
def complaints():
    """Per open page what the browser had to say about it: console, errors, foreign requests."""
    return {}


CLEARED = "info: Clear-Site-Data header on"  # what Chromium says whenever that header does its work


@pytest.fixture
def watch(complaints):
    """Collects what the browser says about a page; at the end there must be nothing."""

    def start(page, home):
        def note(text):
            # axe takes a page out
            if page in complaints and not text.startswith(CLEARED):
                complaints[page].append(text)

        def note_foreign(request):
            if not request.url.startswith((home, "data:", "about:")):
                note(f"request to {request.url}")

        complaints[page] = []
        page.on("console", lambda message: note(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: note(f"error: {error}"))
        page.on("request", note_foreign)

    yield start
    for page in complaints:
        if not page.is_closed():
            page.title()  # a round trip, so that all that was said has arrived
    assert {page.url: said for page, said in complaints.items() if said} == {}


@pytest.fixture
def open_page(new_context, live_server, published_site, watch, complaints):
    """Opens a path of the site in a browser of its own, set up as a visitor may have it.

    `may_complain`: for error pages, whose status the browser reports in the console.
    Further options go to Playwright's new_context.
    """

    def open_one(
        path,
        *,
        scheme="light",
        forced_colors=False,
        width=1280,
        height=800,
        javascript=True,
        may_complain=False,
        **options,
    ):
        page = new_context(
            base_url=live_server.url,
            color_scheme=scheme,
            forced_colors="active" if forced_colors else "none",
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            **options,
        ).new_page()
        watch(page, live_server.url)
        page.goto(path)
        if may_complain:
            del complaints[page]
        return page

    return open_one


@pytest.fixture
def open_signed_in(open_page):
    """Opens a path of the site as somebody who is signed in to the admin: that person, or else a
    new one of that name, with every right about the app but those named."""

    def open_one(path="/admin/", *, person=None, name="ada", without=(), **options):
        # High enough for a whole page: axe cannot judge what the edge of the window cuts.
        page = open_page("/robots.txt", **({"height": 9000} | options))
        if person is None:
            person = make_staff(name=name)  # emptying the database removes the groups
            rights = Permission.objects.filter(content_type__app_label="roles")
            person.user_permissions.set(rights.exclude(codename__in=without))
        client = Client()
        client.force_login(person)
        (session,) = client.cookies.values()
        cookie = {"name": session.key, "value": session.value, "url": page.url}
        page.context.add_cookies([cookie])
        page.goto(path)
        return page

    return open_one


@pytest.fixture
def axe(complaints):
    """What axe finds in a page, one line each. "incomplete" is what it could not decide.

    Axe writes to the console itself, so the page's own words are checked first. `part` is the
    selector of what to look at, when not all of the page is ours; `rule` the only one to look for.
    """

    def run(page, part=None, rule=None):
        assert complaints.pop(page, []) == []
        options = {"resultTypes": ["violations", "incomplete"]}
        if rule:
            options["runOnly"] = [rule]
        is_there = page.evaluate("typeof axe !== 'undefined'")  # its half megabyte, from before
        engine = Axe("" if is_there else AXE_SCRIPT)
        found = engine.run(page, context=part, options=options).response
        return [
            f"{kind}: {rule['id']} at {' '.join(map(str, node['target']))}: {rule['help']}"
            for kind in ("violations", "incomplete")
            for rule in found[kind]
            for node in rule["nodes"]
        ]

    return run


@pytest.fixture
def axe_views(axe):
    """What axe finds in a page in each of these views: pairs of a look and a size."""

    def run(page, views):
        found = []
        for look, size in views:
            page.emulate_media(**look)
            page.set_viewport_size(size)
            found += [f"{look} {size['width']} px: {finding}" for finding in axe(page)]
        return found

    return run


@pytest.fixture
def axe_everywhere(request, axe_views):
    """What axe finds in a page in the views that fall to it: see `views_of`."""
    indices = request.node.callspec.indices if hasattr(request.node, "callspec") else {}
    views = views_of(sum(indices.values()))
    return lambda page: axe_views(page, views)


@pytest.fixture
def flaws(axe_everywhere):
    """What axe, the ruler and a reader's own text settings find in a page, which is opened once for
    all of them and is no longer as it was afterwards."""

    def find(page):
        page.wait_for_load_state()
        found = axe_everywhere(page)
        page.set_viewport_size(SIZES[0])
        return Flaws(found, page.evaluate(SMALL_TARGETS), sideways(page))

    return find
