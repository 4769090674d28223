"""Planted defects: as long as these are noticed, finding nothing elsewhere means something."""

import re

import pytest

GOOD = """<!doctype html><html lang="en"><head><title>Canary</title></head>
<body><main><h1>Canary</h1>{}</main></body></html>"""

PALE = """<style>
@media (prefers-color-scheme: dark) { .dark { color: #999 } }
@media (forced-colors: active) { .forced { color: #999; forced-color-adjust: none } }
@media (width < 400px) { .narrow { color: #999; forced-color-adjust: none } }
</style>"""
ALL_LOOKS = ["light none", "dark none", "light active"]


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
    ("defect", "places"),
    [
        ('<img src="data:,">', ["light none 320", "light none 1280"]),
        ("<p class=dark>Pale in the dark.</p>", ["dark none 320", "dark none 1280"]),
        ("<p class=forced>Pale by force.</p>", ["light active 320", "light active 1280"]),
        ("<p class=narrow>Pale if narrow.</p>", [f"{look} 320" for look in ALL_LOOKS]),
    ],
    ids=["image", "dark", "forced", "narrow"],
)
def test_axe_everywhere_finds_a_defect_in_the_looks_and_sizes_that_show_it(
    page, axe_everywhere, defect, places
):
    page.set_content(GOOD.format(PALE + defect))
    where = re.compile(r".*: '(\w+)'.*: '(\w+)'. (\d+) px: ")
    assert [" ".join(where.match(line).groups()) for line in axe_everywhere(page)] == places


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
