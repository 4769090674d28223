"""What the browser tests share: looks, sizes, and questions that are put to any page."""

import gzip
from itertools import permutations
from typing import Any, NamedTuple

LOOKS = [
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
]
SIZES = [{"width": 320, "height": 568}, {"width": 1280, "height": 800}]
# Each look at the small size beside each other look at the large one.
VIEWS = [tuple(zip(pair, SIZES, strict=True)) for pair in permutations(LOOKS, 2)]

# WCAG 1.4.12: what a reader may set without losing anything.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
TEXT_DOUBLED = "html { font-size: 200% !important }"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
IN_CONTENT = "document.activeElement.closest('main') !== null"
# Of a radio the target is its row. Links inside a sentence may be smaller: those whose line holds
# other words too. What is not drawn or is kept for robots is no target.
SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((target) => !target.closest(".skip-link, [aria-hidden=true]"))
  .filter((target) => target.checkVisibility())
  .filter((target) => {
    const words = target.parentElement.innerText.trim();
    return !(target.parentElement.matches("p, li, dd") && words !== target.innerText.trim());
  })
  .map((target) => target.closest("label") ?? target)
  .map((target) => [target.innerText, target.getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([words, box]) => `${words}: ${box.width} x ${box.height}`)
"""
# Words that stand on more than one line.
BROKEN_NAMES = """
() => [...document.querySelectorAll(".band-name, .bars-name, .order strong, .role-cards strong")]
  .flatMap((name) => [...name.firstChild.nodeValue.matchAll(/\\S+/g)].filter((word) => {
    const range = new Range();
    range.setStart(name.firstChild, word.index);
    range.setEnd(name.firstChild, word.index + word[0].length);
    return new Set([...range.getClientRects()].map((box) => box.top)).size > 1;
  }).map((word) => word[0]))
"""
# A sheet made by a script: a page's policy has nothing against those.
SET_TEXT = """
(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}
"""
KEEP_BACK = """
() => {
  window.sent = 0;
  addEventListener("submit", (event) => {
    if (!event.defaultPrevented) window.sent += 1;
    event.preventDefault();
  });
}
"""
RING = """
(({outlineStyle, outlineWidth, outlineColor, outlineOffset, boxShadow}) =>
  [outlineStyle, outlineWidth, outlineColor, outlineOffset, boxShadow])
(getComputedStyle(document.activeElement))
"""
FOCUS_RING = ("solid", "3px", "rgb(255, 212, 0)", "3px", "rgb(25, 24, 22) 0px 0px 0px 3px")


class Flaws(NamedTuple):
    """What is wrong with a page."""

    axe: list[str]
    small_targets: list[str]
    sideways: dict[str, int]


def views_of(place: int) -> tuple[tuple[dict[str, Any], dict[str, int]], ...]:
    """Look and size of the two views in which axe sees the screen at that place of its list.

    A screen is seen at both sizes and in two looks; six in a row are seen in each of the six pairs
    of a look and a size twice. All looks at both sizes took three times as long, and never found
    what these do not: looks change colours alone, which screens share.
    """
    return VIEWS[place % len(VIEWS)]


def posts_of(page):
    """What a page sends from now on."""
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    return sent


def stop_clock(page):
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def keep_back(page):
    """Counts as `sent` what a page's scripts let pass, and sends nothing; its clock stands still.

    To the page that is a server which takes its time.
    """
    stop_clock(page)
    page.evaluate(KEEP_BACK)


def tab(page, times=1):
    """Goes on by that many stops; the words of the last one."""
    for _ in range(times):
        page.keyboard.press("Tab")
    return page.evaluate("document.activeElement.innerText")


def sideways(page):
    """By how many pixels a page scrolls sideways, however a reader sets the text."""
    found = {"as it is": page.evaluate(SIDEWAYS)}
    page.evaluate(SET_TEXT, TEXT_SPACING)
    found["spaced"] = page.evaluate(SIDEWAYS)
    page.evaluate(SET_TEXT, TEXT_DOUBLED)
    doubled = []
    for size in SIZES:
        page.set_viewport_size(size)
        doubled.append(page.evaluate(SIDEWAYS))
    return found | {"doubled": max(doubled)}


def broken_names(page):
    """Words of roles' names that break inside, as text is twice as large on a phone and a desk."""
    page.evaluate(SET_TEXT, TEXT_DOUBLED)
    found = []
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found += page.evaluate(BROKEN_NAMES)
    return found


NEVER_SIDEWAYS = {"as it is": 0, "spaced": 0, "doubled": 0}
FLAWLESS = Flaws(axe=[], small_targets=[], sideways=NEVER_SIDEWAYS)


def rings(page):
    """The looks of the focus at every stop of a page."""
    page.keyboard.press("Tab")
    found = set()
    while page.evaluate("document.activeElement !== document.body"):
        found.add(tuple(page.evaluate(RING)))
        page.keyboard.press("Tab")
    return found


def motions(page):
    """How long, by what and how anything on a page moves."""
    found = page.evaluate(
        "[...document.querySelectorAll('*')].map((one) => getComputedStyle(one))"
        ".flatMap((style) => [style.transitionDuration, style.animationName, style.scrollBehavior])"
    )
    return set(found)


NO_MOTION = {"0s", "none", "auto"}


CHOSEN = """
Object.fromEntries([...document.querySelectorAll('[type=radio]:checked')]
  .map((radio) => [radio.name, radio.value]))
"""


def chosen(page):
    """What is chosen on a page, as its form would send it."""
    return page.evaluate(CHOSEN)


def tree_of(page, part="main"):
    """What a screen reader is told of a page, line by line.

    Lines that hold a colon come in quotes, in which YAML doubles each apostrophe: here it is one.
    """
    return page.locator(part).aria_snapshot().replace("''", "'").splitlines()


def weights_of(page, path):
    """What a first visit asks for: kind and compressed bytes of each file."""
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(path, wait_until="networkidle")  # the font may come after the rest
    return sorted(
        (answer.request.resource_type, len(gzip.compress(answer.body())))
        for answer in answers
        if not answer.headers.get("location")  # a redirect, which has no body
    )


def follow(page, role, name):
    """Clicks the first of these, and waits for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()
