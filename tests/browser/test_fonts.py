"""The heading font: wherever it comes from and however late, nothing on a page moves."""

import pytest

from tests.browser.sharing_states import SHARING
from tests.browser.states import QUIZ, RESULTS

FONT = "**/*.woff2"
STATES = {
    "landing": lambda: "/",
    "question page": QUIZ["page 2"].path,
    "result": RESULTS["leaning"].path,
    "shared page": SHARING["public, clear"].path,
}
WATCH = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.moved += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""
IS_THERE = "document.fonts.check('700 40px Bricolage')"


def late(route):
    """Held back until long after the page was first painted."""
    route.request.frame.page.wait_for_timeout(600)
    route.continue_()


FONTS = {
    "blocked": lambda page: page.route(FONT, lambda route: route.abort()),
    "slow": lambda page: page.route(FONT, late),
    "cached": lambda page: None,
}


@pytest.mark.parametrize("size", [(375, 667), (1280, 800)], ids=["phone", "desk"])
@pytest.mark.parametrize("font", FONTS)
def test_page_never_moves_for_its_font(open_page, font, size):
    width, height = size
    # The first page brings the font into the browser's cache, unless it is held back.
    page = open_page("/robots.txt", width=width, height=height, may_complain=font == "blocked")
    page.add_init_script(WATCH)
    FONTS[font](page)
    page.goto("/privacy/")
    moved = {}
    for name, path in STATES.items():
        page.goto(path())
        page.wait_for_timeout(800 if font == "slow" else 100)
        moved[name] = page.evaluate("window.moved")

    assert moved == dict.fromkeys(STATES, 0)
    assert page.evaluate(IS_THERE) is (font != "blocked")
