"""Landing, roles, quiz and error pages in a real browser, as different visitors have it set up."""

import gzip

import pytest

PAGES = ["/", "/roles/", "/roles/product-owner/", "/quiz/"]
ERRORS = ["/nowhere/"] + [
    f"/errors/{name}/" for name in ("400", "403", "403_csrf", "410", "429", "500", "503")
]
LOOKS = [
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
]
SIZES = [{"width": 320, "height": 568}, {"width": 1280, "height": 800}]

# WCAG 1.4.12: what a reader may set without losing anything.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
IN_CONTENT = "document.activeElement.closest('main') !== null"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Links inside a sentence may be smaller: those whose line holds other words too.
SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button, input, select, textarea")]
  .filter((target) => !target.closest(".skip-link"))
  .filter((target) => {
    const words = target.parentElement.innerText.trim();
    return !(target.parentElement.matches("p, li, dd") && words !== target.innerText.trim());
  })
  .map((target) => [target.innerText, target.getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([words, box]) => `${words}: ${box.width} x ${box.height}`)
"""


@pytest.fixture(autouse=True)
def error_pages(settings):
    settings.ROOT_URLCONF = "tests.views.error_urls"


def tab(page, times=1):
    for _ in range(times):
        page.keyboard.press("Tab")
    return page.evaluate("document.activeElement.innerText")


@pytest.mark.parametrize("path", PAGES + ERRORS)
def test_page_in_every_look_and_size_has_nothing_for_axe(open_page, axe, path):
    page = open_page(path, may_complain=path in ERRORS)
    found = []
    for look in LOOKS:
        page.emulate_media(**look)
        for size in SIZES:
            page.set_viewport_size(size)
            found += [f"{look} {size['width']} px: {finding}" for finding in axe(page)]

    assert found == []


@pytest.mark.parametrize("path", PAGES + ERRORS)
def test_page_at_320_has_large_targets_and_never_scrolls_sideways(open_page, path):
    page = open_page(path, **SIZES[0], bypass_csp=True, may_complain=path in ERRORS)

    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(SIDEWAYS) == 0
    page.add_style_tag(content=TEXT_SPACING)
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).wordSpacing") != "0px"


@pytest.mark.parametrize("path", [*PAGES, "/nowhere/", "/errors/500/"])
def test_page_asks_for_little(open_page, path):
    page = open_page("/robots.txt", may_complain=path not in PAGES)
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(path, wait_until="networkidle")
    kinds = [answer.request.resource_type for answer in answers]
    weights = [len(gzip.compress(answer.body())) for answer in answers]

    # One sheet leaves room for one script; the page for our own mistakes stands on plain files.
    assert kinds == ["document"] + ["stylesheet"] * (2 if "500" in path else 1)
    assert weights[0] <= 14 * 1024
    assert sum(weights[1:]) <= 10 * 1024


def test_landing_on_a_small_phone_shows_start_without_scrolling(open_page):
    page = open_page("/", **SIZES[0])
    start = page.get_by_role("link", name="Start the quiz", exact=True).bounding_box()

    assert page.evaluate("scrollY") == 0
    assert start["y"] + start["height"] <= SIZES[0]["height"]


def test_landing_by_keyboard_reaches_start_within_six_tabs(open_page):
    page = open_page("/")
    stops = [tab(page) for _ in range(6)]

    assert stops[:4] == ["Skip to the content", "Careerquiz", "Roles", "Start the quiz"]


@pytest.mark.parametrize("path", PAGES + ERRORS)
def test_skip_link_shows_when_reached_and_leads_into_the_content(open_page, path):
    page = open_page(path, may_complain=path in ERRORS)
    assert tab(page) == "Skip to the content"
    assert page.locator(".skip-link").bounding_box()["height"] >= 44
    if path in ERRORS:  # their header holds no links: the next stop is the way out
        assert page.evaluate(IN_CONTENT) is False
    else:
        page.keyboard.press("Enter")
    tab(page)

    assert page.evaluate(IN_CONTENT) is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_ring_has_two_lines_in_different_tones(open_page, scheme):
    page = open_page("/", scheme=scheme)
    tab(page, times=4)
    style = page.evaluate(
        "(({outlineStyle, outlineWidth, outlineColor, outlineOffset, boxShadow}) =>"
        " [outlineStyle, outlineWidth, outlineColor, outlineOffset, boxShadow])"
        "(getComputedStyle(document.activeElement))"
    )

    assert style == [
        "solid",
        "3px",
        "rgb(255, 212, 0)",
        "3px",
        "rgb(20, 24, 29) 0px 0px 0px 3px",
    ]


def test_pages_without_scripts_lead_from_the_start_to_a_role_and_the_quiz(open_page):
    page = open_page("/", javascript=False)
    page.get_by_role("link", name="Product owner").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Product owner"
    page.get_by_role("link", name="Start the quiz").click()

    assert page.get_by_role("heading", level=1).inner_text() == "The quiz is not open yet"
    assert page.url.endswith("/quiz/")


def test_role_page_is_read_out_as_landmarks_headings_and_sentences(open_page):
    tree = open_page("/roles/product-owner/").locator("main").aria_snapshot()

    assert tree.splitlines()[:7] == [
        "- main:",
        '  - heading "Product owner" [level=1]',
        "  - paragraph: Decides with a team what is built next, so that the product gains the "
        "most value.",
        '  - heading "This role in four numbers" [level=2]',
        '  - paragraph: "Each number is our view of how much this role asks you to like one '
        'kind of work. What counts is the pattern: which numbers are high and which are low."',
        "  - list:",
        "    - listitem:",
    ]
    assert "img" not in tree


def test_profile_chart_in_forced_colours_tells_bar_shape_and_track_apart(open_page):
    page = open_page("/roles/product-owner/", forced_colors=True)
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

    assert [clicked.nth(index).is_visible() for index in range(clicked.count())] == [False] * 4
    assert page.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_role_page_on_paper_keeps_the_chart_on_white(open_page, scheme):
    page = open_page("/roles/product-owner/", scheme=scheme)
    page.emulate_media(media="print")

    assert page.locator(".chart").count() == 4
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.chart-bar')).fill") == (
        "rgb(4, 126, 103)"
    )
