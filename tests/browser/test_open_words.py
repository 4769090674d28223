"""What the page that opens an address says and draws: the same as the result's own page would."""

from dataclasses import replace

import pytest

from roles.domain.offline_link import fragment
from roles.pages.results.charts import RankedRole, pattern_beside
from roles.pages.results.shared import shared_page
from roles.templatetags.charts import SYMBOL_PATHS
from roles.wording import outcome as results
from roles.wording import share as sharing
from tests.browser.open_addresses import CATALOG, EXCERPTS, PATHS, text_of
from tests.factories import make_version
from tests.views.quiz_walk import open_quiz

MINUS = "\N{MINUS SIGN}"
ENDS = ["less than their own average", "more than their own average"]
FAR = "above or below their own average, in points of 100"
AND_YOU = [
    "And you?",
    "The quiz takes a few minutes, without an account. It compares the work you like with the work "
    "in each role.",
    "Take the quiz yourself",
]
NOTE = (
    "Scored in November 2026. The result is in the address of this page itself: the server was "
    "told nothing of it, and such a link cannot be switched off."
)
MIDDLE = (
    "The line in the middle is this person's own average. A bar to the right is work liked more "
    "than that, to the left less."
)
READ = {
    "clear": [
        "A careerquiz result: closest match Product owner",
        "Product manager comes next, some way behind. A first estimate by our model: in about 72 "
        "of 100 fresh sets of questions Product owner would come first, and in about 14 of 100 "
        "Product manager.",
        NOTE,
        "All five roles, closest first",
        "A first estimate by our model: in how many of 100 fresh sets of questions each role would "
        "come first.",
        "Product owner",
        "very often first: about 72 of 100",
        "Product manager",
        "sometimes first: about 14 of 100",
        "Project manager",
        "seldom first: about 9 of 100",
        "Project coordinator",
        "seldom first: about 4 of 100",
        "Program manager",
        "seldom first: about 1 of 100",
        "The role of Product owner",
        "Decides with a team what is built next, so that the product gains the most value.",
        "The pattern beside that of Product owner",
        f"{MIDDLE} The shape marks what is typical of Product owner.",
        "Strategy This person: 16 below their own average. Product owner: 10 below.",
        "Delivery This person: 18 above their own average. Product owner: 12 above.",
        "Markets This person: 26 above their own average. Product owner: 8 above.",
        "Coordination This person: 28 below their own average. Product owner: 10 below.",
        *ENDS,
        f"How far this person and Product owner are {FAR}",
        "Kind of work Person Role",
        f"Strategy {MINUS}16 {MINUS}10",
        "Delivery +18 +12",
        "Markets +26 +8",
        f"Coordination {MINUS}28 {MINUS}10",
        *AND_YOU,
    ],
    "no order": [
        "A careerquiz result: no single direction",
        "The answers point to no one role. That is common.",
        NOTE,
        "All five roles",
        "The answers put them in no order.",
        *(role.name for role in CATALOG.roles),
        "The pattern",
        MIDDLE,
        *(f"{row.name} This person: at their own average." for row in CATALOG.dimensions),
        *ENDS,
        f"How far this person is {FAR}",
        "Kind of work Person",
        *(f"{row.name} 0" for row in CATALOG.dimensions),
        *AND_YOU,
    ],
    "none": [
        "There is no result in this address",
        "In a link of this kind the result follows after the sign #. Here nothing follows.",
        "Ask for the link again, and copy it whole.",
        *AND_YOU,
    ],
    "damaged": [
        "This link is damaged",
        "Part of it is missing, or was changed on the way, so it shows nothing rather than "
        "something wrong.",
        "Ask for the link again, and copy it whole, up to its last letter.",
        *AND_YOU,
    ],
    "newer": [
        "This link was made by a newer careerquiz",
        "This page is too old to read such a link.",
        "Go online and load the page again. If that does not help, ask for the link again.",
        *AND_YOU,
    ],
}
UNREAD = [
    "A careerquiz result",
    "The result is in the address of this page, after the sign #. A small script reads it there "
    "and shows it here.",
    "If this text stays, your browser does not run scripts on this page. Allow them and load the "
    "page again. Without scripts the result cannot be shown, because the server is told nothing "
    "of it.",
    *AND_YOU,
]
# Goes through addresses without loading the page, and notes the words of the first two roles.
GO_THROUGH = """
async (texts) => {
  const found = [];
  for (const text of texts) {
    const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = text;
    await changed;
    const lines = [...document.querySelectorAll("ol.ranking li")].slice(0, 2);
    found.push(...lines.map((line) => line.querySelector("strong + span").textContent));
  }
  return found;
}
"""
CHART = """
() => [...document.querySelectorAll(".pattern-rows li")].map((row) => [
  row.querySelector(".pattern-bar").getAttribute("x"),
  row.querySelector(".pattern-bar").getAttribute("width"),
  row.querySelector(".chart-spot").getAttribute("x"),
])
"""


def lines_of(page):
    """Every line that a reader sees in the page's content."""
    lines = page.locator("main").inner_text().splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


@pytest.mark.parametrize(("name", "lines"), READ.items(), ids=READ)
def test_open_page_shows_just_what_stands_in_the_address(open_page, name, lines):
    assert lines_of(open_page(PATHS[name])) == lines


def test_open_page_without_scripts_explains_itself(open_page):
    page = open_page(PATHS["clear"], javascript=False)

    assert lines_of(page) == UNREAD
    assert page.title() == "A careerquiz result \N{EN DASH} Careerquiz"


def test_open_page_of_a_calibrated_catalog_speaks_of_no_first_estimate(open_page):
    version = open_quiz(calibrated=True)
    text = fragment(CATALOG, version.number, EXCERPTS["clear"])

    assert lines_of(open_page(f"/shared/open/{version.number}/#{text}"))[1:5:3] == [
        "Product manager comes next, some way behind. In about 72 of 100 fresh sets of questions "
        "Product owner would come first, and in about 14 of 100 Product manager.",
        "In how many of 100 fresh sets of questions each role would come first.",
    ]


def test_open_page_of_two_roles_about_equally_close_tells_what_both_do(open_page):
    headings = open_page(PATHS["close"]).get_by_role("heading", level=2).all_inner_texts()

    assert headings[1:3] == ["The role of Product owner", "The role of Project manager"]


@pytest.mark.parametrize("name", EXCERPTS)
def test_open_page_says_what_the_public_page_of_the_same_result_would(open_page, name):
    page, public = open_page(PATHS[name]), shared_page(CATALOG, EXCERPTS[name])
    heading, lead, *lines = lines_of(page)
    is_estimated = public.has_numbers and public.named
    numbers = f" {results.numbers_sentence(public)}" if is_estimated else ""
    rows = public.pattern.rows if public.pattern else ()

    def typical(row):
        words = results.typical_words(public.leader.role.name, row.typical)
        return f" {words}" if public.has_order else ""

    assert heading == sharing.shared_headline(public)
    assert lead == f"{sharing.shared_second(public)}{numbers}"
    assert [line for line in lines if "This person: " in line] == [
        f"{row.dimension.name} {sharing.their_words(row.own)}{typical(row)}" for row in rows
    ]


def test_open_page_of_a_dimension_without_answers_draws_no_bar(open_page):
    page = open_page(PATHS["a dimension unanswered"])

    assert "Markets This person: no answers. Product manager: 10 above." in lines_of(page)
    assert "Markets no answers +10" in lines_of(page)
    assert page.evaluate(CHART)[2][:2] == ["50%", "0%"]


def test_open_page_words_every_number_like_the_result_does(open_page):
    one = EXCERPTS["clear"]
    pairs = [(number, 100 - number) for number in range(101)]
    texts = [text_of(replace(one, numbers=(*pair, 0, 0, 0))) for pair in pairs]
    ranked = [RankedRole(CATALOG.roles[0], number, False) for pair in pairs for number in pair]

    assert open_page(PATHS["none"]).evaluate(GO_THROUGH, texts) == [
        results.often_in_100(row) for row in ranked
    ]


@pytest.mark.parametrize("name", ["clear", "leaning, pattern only", "a dimension unanswered"])
def test_open_page_draws_the_pattern_where_the_result_does(open_page, name):
    one = EXCERPTS[name]
    pattern = pattern_beside(CATALOG, one.leader, one.pattern)
    expected = [
        (
            results.axis_start(pattern, row.own or 0),
            results.axis_length(pattern, row.own or 0),
            results.axis_place(pattern, round(row.typical)),
        )
        for row in pattern.rows
    ]
    page = open_page(PATHS[name])
    drawn = [tuple(float(part.removesuffix("%")) for part in row) for row in page.evaluate(CHART)]

    assert drawn == [pytest.approx(row) for row in expected]


@pytest.mark.parametrize(
    ("name", "classes", "symbol"),
    [("clear", "pattern hue-diamond", "diamond"), ("no order", "pattern", None)],
)
def test_open_page_marks_the_pattern_with_the_leaders_shape_if_there_is_one(
    open_page, name, classes, symbol
):
    page = open_page(PATHS["close"])
    page.goto(PATHS[name])
    marks = page.locator(".chart-mark")
    outlines = marks.evaluate_all("marks => marks.map((mark) => mark.getAttribute('d'))")

    assert page.locator(".pattern").get_attribute("class") == classes
    assert outlines == [SYMBOL_PATHS.get(symbol, "")] * 4


def test_open_page_takes_names_for_words_only(open_page):
    names = ["{leader} & <b>", 'A "role"', "$& {month}", "UX lead", "Plain"]
    roles = [replace(role, name=name) for role, name in zip(CATALOG.roles, names, strict=True)]
    version = make_version(replace(CATALOG, roles=tuple(roles)))
    one = replace(EXCERPTS["roles only"], roles=tuple(role.slug for role in roles))
    page = open_page(f"/shared/open/{version.number}/#{fragment(CATALOG, version.number, one)}")

    assert page.get_by_role("heading", level=1).inner_text() == (
        "A careerquiz result: closest match {leader} & <b>"
    )
    assert lines_of(page)[1] == 'A "role" comes next, some way behind.'
    assert lines_of(page)[4:9] == names
