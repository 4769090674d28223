"""Planted defects: as long as these are noticed, finding nothing elsewhere means something."""

import re
from itertools import product

import pytest

from tests.browser.pages import LOOKS, SIZES, views_of

GOOD = """<!doctype html><html lang="en"><head><title>Canary</title></head>
<body><main><h1>Canary</h1>{}</main></body></html>"""

PALE = """<style>
@media (prefers-color-scheme: dark) { .dark { color: #999 } }
@media (forced-colors: active) { .forced { color: #999; forced-color-adjust: none } }
@media (width < 400px) { .narrow { color: #999; forced-color-adjust: none } }
</style>"""
ALL_LOOKS, WIDTHS = ["light none", "dark none", "light active"], [320, 1280]
EVERY_VIEW = [*product(LOOKS, SIZES)]


def rules(findings):
    """Kind and rule of each finding, without place and words."""
    return [" ".join(finding.split()[:2]) for finding in findings]


@pytest.mark.parametrize(
    ("defect", "found"),
    [
        ("<p>Nothing wrong here.</p>", []),
        ('<img src="data:,">', ["violations: image-alt"]),
        ("<input>", ["violations: label"]),
        ('<p style="color: #999">Too pale to read.</p>', ["violations: color-contrast"]),
        (
            '<p style="background: linear-gradient(red, blue)">Nobody can tell.</p>',
            ["incomplete: color-contrast"],
        ),
    ],
    ids=["none", "image", "input", "pale", "gradient"],
)
def test_axe_on_a_planted_defect_finds_just_that(page, axe, defect, found):
    page.set_content(GOOD.format(defect))
    assert rules(axe(page)) == found


def test_axe_finding_says_where_and_what(page, axe):
    page.set_content(GOOD.format('<img id="cat" src="data:,">'))
    assert axe(page) == ["violations: image-alt at #cat: Images must have alternative text"]


@pytest.mark.parametrize(
    ("defect", "views"),
    [
        ('<img src="data:,">', [f"{look} {width}" for look in ALL_LOOKS for width in WIDTHS]),
        ("<p class=dark>Pale in the dark.</p>", ["dark none 320", "dark none 1280"]),
        ("<p class=forced>Pale by force.</p>", ["light active 320", "light active 1280"]),
        ("<p class=narrow>Pale if narrow.</p>", [f"{look} 320" for look in ALL_LOOKS]),
    ],
    ids=["image", "dark", "forced", "narrow"],
)
def test_axe_in_each_look_and_size_finds_the_defect_that_shows_there(
    page, axe_views, defect, views
):
    page.set_content(GOOD.format(PALE + defect))
    where = re.compile(r".*: '(\w+)'.*: '(\w+)'. (\d+) px: ")
    found = [" ".join(where.match(line).groups()) for line in axe_views(page, EVERY_VIEW)]
    assert sorted(found) == sorted(views)


@pytest.mark.parametrize("place", range(6))
def test_screen_at_any_place_of_its_list_is_seen_at_both_sizes_and_in_two_looks(place):
    looks, sizes = zip(*views_of(place), strict=True)

    assert list(sizes) == SIZES
    assert [look in LOOKS for look in looks] == [True, True]
    assert looks[0] != looks[1]


@pytest.mark.parametrize("first", range(6))
def test_six_screens_in_a_row_are_seen_in_each_look_and_size_twice(first):
    seen = [view for place in range(first, first + 6) for view in views_of(place)]

    assert len(EVERY_VIEW) == 6
    assert [seen.count(view) for view in EVERY_VIEW] == [2] * 6


@pytest.mark.parametrize("state", [*"abcdef"])
def test_axe_everywhere_takes_the_views_of_the_screens_place(page, axe_everywhere, state):
    page.set_content(GOOD.format('<img src="data:,">'))
    place = "abcdef".index(state)

    assert [line.partition(" px: ")[0] for line in axe_everywhere(page)] == [
        f"{look} {size['width']}" for look, size in views_of(place)
    ]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("console.error('planted')", ["error: planted"]),
        ("console.log('planted')", ["log: planted"]),
        ("setTimeout(() => { throw new Error('planted') })", ["error: planted"]),
        ("fetch('http://127.0.0.1:9/x').catch(() => 0)", ["request to http://127.0.0.1:9/x"]),
    ],
    ids=["error", "log", "exception", "foreign request"],
)
def test_watch_of_a_page_that_misbehaves_hears_it(page, watch, complaints, script, said):
    page.goto("about:blank")
    watch(page, "http://localhost")
    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(50)
    assert complaints.pop(page)[:1] == said


def test_open_page_without_scripts_or_in_the_dark_is_so(open_page):
    page = open_page("/robots.txt", javascript=False, scheme="dark", forced_colors=True, width=320)
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate("innerWidth") == 320
    page.set_content("<noscript>no scripts</noscript><script>document.write('scripts')</script>")
    assert page.inner_text("body") == "no scripts"


def test_open_tab_without_scripts_is_so(open_tab):
    tab = open_tab("/robots.txt", javascript=False)
    words = "<noscript>no scripts</noscript><script>document.write('scripts')</script>"
    tab.send("browsingContext.navigate", url=f"data:text/html,{words}", wait="complete")
    assert tab.run("document.body.innerText.trim()") == "no scripts"
