"""Landing, roles and error pages in a real browser, as different visitors have it set up."""

import pytest

from tests.browser.pages import (
    BROKEN_NAMES,
    FLAWLESS,
    FOCUS_RING,
    IN_CONTENT,
    RING,
    SIZES,
    broken_names,
    tab,
    weights_of,
)

PAGES = ["/", "/roles/", "/roles/product-owner/"]
ERRORS = ["/nowhere/"] + [
    f"/errors/{name}/"
    for name in ("400", "403", "403_csrf", "405", "410", "410_deleted", "413", "429", "500", "503")
]


@pytest.fixture(autouse=True)
def error_pages(settings):
    settings.ROOT_URLCONF = "tests.views.error_urls"


@pytest.mark.parametrize("path", PAGES + ERRORS)
def test_page_has_a_skip_link_and_no_flaw(open_page, flaws, path):
    page = open_page(path, may_complain=path in ERRORS)
    assert tab(page) == "Skip to the content"
    assert page.locator(".skip-link").bounding_box()["height"] >= 44
    if path in ERRORS:  # their header holds no links: the next stop is the way out
        assert page.evaluate(IN_CONTENT) is False
    else:
        page.keyboard.press("Enter")
    tab(page)
    assert page.evaluate(IN_CONTENT) is True

    assert flaws(page) == FLAWLESS


@pytest.mark.parametrize("path", [*PAGES, "/nowhere/", "/errors/500/"])
def test_page_asks_for_little(open_page, path):
    page = open_page("/robots.txt", may_complain=path not in PAGES)
    (document, html), *files = weights_of(page, path)

    fonts = [weight for kind, weight in files if kind == "font"]
    sheets = [weight for kind, weight in files if kind == "stylesheet"]

    # One sheet leaves room for one script; the page for our own mistakes stands on plain files.
    assert document == "document"
    assert len(fonts) + len(sheets) == len(files)
    assert len(sheets) == (3 if "500" in path else 1)
    assert html <= 14 * 1024
    assert sum(sheets) <= 10 * 1024
    assert sum(fonts) <= 40 * 1024


def test_landing_on_a_small_phone_shows_start_without_scrolling(open_page):
    page = open_page("/", **SIZES[0])
    start = page.get_by_role("link", name="Start the quiz").first.bounding_box()

    assert page.evaluate("scrollY") == 0
    assert start["y"] + start["height"] <= SIZES[0]["height"]


def test_landing_breaks_no_name_of_a_role_on_a_wide_phone_or_with_large_text(open_page):
    page = open_page("/", width=440)

    assert page.evaluate(BROKEN_NAMES) == []
    assert broken_names(page) == []


def test_landing_by_keyboard_reaches_start_within_six_tabs(open_page):
    page = open_page("/")
    stops = [tab(page) for _ in range(6)]

    assert stops[:2] == ["Skip to the content", "Careerquiz"]
    assert "Start the quiz" in stops


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_ring_has_two_lines_in_different_tones(open_page, scheme):
    page = open_page("/", scheme=scheme)
    page.get_by_role("link", name="Roles").focus()

    assert tuple(page.evaluate(RING)) == FOCUS_RING


def test_pages_without_scripts_lead_from_the_start_to_a_role_and_the_quiz(open_page):
    page = open_page("/", javascript=False)
    page.get_by_role("link", name="Product owner").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Product owner"
    page.get_by_role("link", name="Does it fit you? Take the quiz").first.click()

    assert page.get_by_role("heading", level=1).inner_text() == (
        "How much would you like to do this at work?"
    )
    assert page.url.endswith("/1/")


def test_role_page_is_read_out_as_landmarks_headings_and_sentences(open_page):
    tree = open_page("/roles/product-owner/").locator("main").aria_snapshot()

    headings = ["Product owner", "What the job involves", "Strategy", "Delivery", "Markets"]
    told = [line.strip() for line in tree.splitlines()]
    said = [line for line in told if line.startswith("- heading")]

    assert [line.split('"')[1] for line in said] == [
        *headings,
        *("Coordination", "Not to be confused with"),
    ]
    assert "- strong: Shaping the work" in told
    assert told[told.index("- strong: Shaping the work") + 1] == "- text: 80 of 100"
    assert "img" not in tree


def test_chart_in_forced_colours_tells_bar_shape_and_track_apart(open_page):
    page = open_page("/", forced_colors=True)  # with an example of a result
    fills = page.evaluate(
        "['track', 'bar', 'mark'].map((part) =>"
        " getComputedStyle(document.querySelector(`.chart-${part}`)).fill)"
    )

    assert fills[0] == fills[2] == page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert fills[1] == page.evaluate("getComputedStyle(document.body).color")


@pytest.mark.parametrize("path", PAGES)
def test_page_on_paper_drops_what_can_only_be_clicked(open_page, path):
    page = open_page(path)
    page.emulate_media(media="print")
    clicked = page.locator(".site-header, .site-footer, .button, .skip-link")

    assert clicked.count() >= 4
    assert [one.is_visible() for one in clicked.all()] == [False] * clicked.count()
    assert page.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_role_page_on_paper_keeps_the_chart_on_white(open_page, scheme):
    page = open_page("/roles/product-owner/", scheme=scheme)
    page.emulate_media(media="print")

    assert page.locator(".chart").count() == 6
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.chart-mark')).fill") == (
        "rgb(10, 146, 130)"
    )
