"""The screens of the quiz in a real browser, each in every state that it can be in."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import (
    FLAWLESS,
    FOCUS_RING,
    NO_MOTION,
    motions,
    rings,
    tree_of,
    weights_of,
)
from tests.browser.states import QUIZ, open_state
from tests.factories import seed_catalog

HEADING = "How much would you like to do these things at work?"
CHECK_HEADING = "Check your answers, then see your result"
ERRORS = "page 2, nothing chosen"
KB = 1024


@pytest.mark.parametrize("state", QUIZ.values(), ids=QUIZ)
def test_screen_has_nothing_for_axe_large_targets_and_never_scrolls_sideways(
    open_page, flaws, state
):
    assert flaws(open_state(open_page, state)) == FLAWLESS


@pytest.mark.parametrize("name", ["page 1", "page 2", "check, nothing open"])
def test_screen_asks_for_little(open_page, name):
    files = weights_of(open_page("/robots.txt"), QUIZ[name].path())
    kinds, (html, script, css) = zip(*files, strict=True)

    assert kinds == ("document", "script", "stylesheet")
    assert html <= 14 * KB
    assert script <= 5 * KB
    assert css <= 10 * KB  # together 29 kB, where 40 are allowed


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
        '- radio "Like a lot"',
        '- radio "Like"',
        '- radio "Neither like nor dislike"',
        '- radio "Dislike"',
        '- radio "Dislike a lot"',
        '- radio "Skip this one"',
    ]


def test_question_page_with_errors_is_read_out_summary_first_and_groups_described(open_page):
    page = open_state(open_page, QUIZ[ERRORS])
    text = page.locator("legend").first.inner_text()
    message = f"Choose an answer or skip it: {text}"

    assert tree_of(page)[:6] == [
        "- main:",
        "  - alert:",
        '    - heading "There is a problem" [level=2]',
        "    - list:",
        "      - listitem:",
        f"        - 'link \"{message}\"':",
    ]
    group = page.get_by_role("group", name=text)
    expect(group).to_have_accessible_description(f"Error: {message}")
    expect(group.locator("[aria-invalid=true]")).to_have_count(6)


def test_check_page_is_read_out_with_what_each_link_changes(open_page):
    page = open_state(open_page, QUIZ["check"])
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
        '- button "Answer up to 12 more for a firmer result"',
        "- status",
        '- heading "Page 1" [level=2]',
        f"- term: {statement}",
        f"- definition: {answer}",
        "- definition:",
        f"- 'link \"Change : {statement}\"':",
    ]
    assert statement in {question.text for question in seed_catalog().questions}
