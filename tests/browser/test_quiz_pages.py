"""The screens of the quiz in a real browser, each in every state that it can be in."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import (
    FLAWLESS,
    FOCUS_RING,
    NO_MOTION,
    SET_TEXT,
    SIZES,
    motions,
    rings,
    tree_of,
    weights_of,
)
from tests.browser.states import QUIZ, open_state
from tests.factories import seed_catalog

HEADING = "How much would you like to do this at work?"
CHECK_HEADING = "See your result"
ERRORS = "page 2, nothing chosen"
KB = 1024
# Of each statement where its tiles begin, and whether each tile holds its words.
TILES = """
[...document.querySelectorAll(".choices-tiles")].map((row) => {
  const labels = [...row.querySelectorAll("label")];
  return [
    labels.map((label) => label.getBoundingClientRect().left),
    labels.every((label) => label.scrollWidth <= label.clientWidth),
  ];
})
"""


@pytest.mark.parametrize("state", QUIZ.values(), ids=QUIZ)
def test_screen_has_nothing_for_axe_large_targets_and_never_scrolls_sideways(
    open_page, flaws, state
):
    assert flaws(open_state(open_page, state)) == FLAWLESS


@pytest.mark.parametrize("name", ["page 1", "page 2", "check, nothing open"])
def test_screen_asks_for_little(open_page, name):
    files = weights_of(open_page("/robots.txt"), QUIZ[name].path())
    kinds, (html, font, script, css) = zip(*files, strict=True)

    assert kinds == ("document", "font", "script", "stylesheet")
    assert html <= 14 * KB
    assert script <= 5 * KB
    assert css <= 10 * KB
    assert font <= 40 * KB


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("page 1", f"Page 1: {HEADING}"),
        ("page 2", f"Page 2: {HEADING}"),
        (ERRORS, f"Error: Page 2: {HEADING}"),
        ("check, too few", CHECK_HEADING),
    ],
)
def test_screen_says_in_its_title_where_one_is(open_page, name, title):
    assert open_state(open_page, QUIZ[name]).title() == f"{title} \N{EN DASH} Careerquiz"


@pytest.mark.parametrize("name", ["page 2", "check", "landing, begun"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screen_by_keyboard_shows_the_same_ring_at_every_stop(open_page, name, scheme):
    assert rings(open_state(open_page, QUIZ[name], scheme=scheme)) == {FOCUS_RING}


@pytest.mark.parametrize("name", ["page 2", "check"])
def test_screen_for_whoever_wants_no_motion_has_none(open_page, name):
    page = open_state(open_page, QUIZ[name], reduced_motion="reduce")

    assert motions(page) == NO_MOTION


def test_question_page_is_read_out_as_groups_of_six_radios(open_page):
    page = open_state(open_page, QUIZ["page 2"])
    texts = page.locator("legend").all_inner_texts()
    tree = tree_of(page)

    assert tree[:3] == [
        "- main:",
        "  - paragraph: Page 2 of at most 6",
        f'  - heading "{HEADING}" [level=1]',
    ]
    assert [line for line in tree if "- group" in line] == [f'  - group "{x}":' for x in texts]
    radios = [line.strip() for line in tree if "- radio" in line]
    assert radios[:6] * 4 == radios
    assert radios[:6] == [
        '- radio "Dislike a lot"',
        '- radio "Dislike"',
        '- radio "Neutral"',
        '- radio "Like"',
        '- radio "Like a lot"',
        '- radio "Skip this one"',
    ]


def test_question_page_with_errors_is_read_out_summary_first_and_groups_described(open_page):
    page = open_state(open_page, QUIZ[ERRORS])
    text = page.locator("legend").first.inner_text()

    assert tree_of(page)[:6] == [
        "- main:",
        "  - alert:",
        '    - heading "4 statements still need an answer" [level=2]',
        "    - list:",
        "      - listitem:",
        f'        - link "{text}":',
    ]
    group = page.get_by_role("group", name=text)
    expect(group).to_have_accessible_description("Error: Choose an answer, or skip")
    expect(group.locator("[aria-invalid=true]")).to_have_count(6)


def test_check_page_is_read_out_with_what_each_link_changes(open_page):
    page = open_state(open_page, QUIZ["check"])
    page.locator("summary").click()
    statement = page.locator("dt").first.inner_text()
    answer = page.locator("dd").first.inner_text()
    tree = tree_of(page)

    assert tree[:3] == [
        "- main:",
        f'  - heading "{CHECK_HEADING}" [level=1]',
        "  - paragraph: You rated 12 statements.",
    ]
    assert [line.strip() for line in tree[4:13]] == [
        "- paragraph:",
        '- button "See my result"',
        '- button "Answer the other 12 for a firmer result"',
        "- status",
        "- group:",
        "- text: Look over your answers",
        f"- term: {statement}",
        f"- definition: {answer}",
        "- definition:",
    ]
    assert f"- 'link \"Change : {statement}\"':" in [line.strip() for line in tree]
    assert statement in {question.text for question in seed_catalog().questions}


@pytest.mark.parametrize("name", ["check", "check, two close", "check, after the result"])
def test_check_page_with_its_list_closed_is_no_higher_than_900_px(open_page, name):
    page = open_state(open_page, QUIZ[name], width=375, height=667)

    assert page.evaluate("document.documentElement.scrollHeight") <= 900


def tiles(page):
    """The places of the five answers of each statement: lefts and tops."""
    return page.evaluate(TILES)


@pytest.mark.parametrize(
    ("width", "letters", "columns"), [(320, "100%", 5), (1280, "200%", 5), (320, "200%", 1)]
)
def test_answers_stand_in_a_row_or_in_a_column_where_words_would_not_fit(
    open_page, width, letters, columns
):
    page = open_state(open_page, QUIZ["page 2"], width=width, height=700)
    page.evaluate(SET_TEXT, f"html {{ font-size: {letters} !important }}")

    for lefts, words_inside in tiles(page):
        assert len(set(lefts)) == columns
        assert words_inside is True


def test_days_stand_side_by_side_or_below_each_other_on_a_phone(open_page):
    page = open_state(open_page, QUIZ["days"])
    one, two = (page.locator(".choices-cards label").nth(place) for place in (0, 1))

    assert one.bounding_box()["y"] == two.bounding_box()["y"]
    page.set_viewport_size(SIZES[0])
    assert one.bounding_box()["x"] == two.bounding_box()["x"]
