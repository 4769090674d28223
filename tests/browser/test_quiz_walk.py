"""The whole quiz in a real browser: by keyboard, without scripts, on a phone; and a change."""

import pytest

from roles.models import Attempt, Result
from tests.browser.keyboard import Keyboard
from tests.browser.pages import SIZES
from tests.browser.states import QUIZ, answer_by_pointer, open_state
from tests.services.attempts import CONTRARY
from tests.views.quiz_walk import ASKS_ALL, OWNER, open_quiz

SHEETS = {"product-owner": OWNER, "program-manager": CONTRARY}  # clear on every way there
HEIGHTS = """
() => Object.fromEntries([...document.querySelectorAll("fieldset")]
  .map((field) => [field.id, field.getBoundingClientRect().height]))
"""


def assert_result(page, slug, sheet):
    """It is clear for that role, and of just these answers. Gives their number."""
    result = Result.objects.latest("pk")
    assert page.url.endswith(f"/results/{result.attempt.token}/")
    assert (result.leader, result.certainty) == (slug, "clear")
    answers = Attempt.objects.latest("pk").answers
    assert answers == {asked: sheet[asked] for asked in answers}
    return len(answers)


def test_walks_by_keyboard_take_four_keys_an_answer_at_most(open_page):
    page, keys, answers = open_page("/quiz/"), 0, 0
    board = Keyboard(page)
    for slug, sheet in SHEETS.items():
        page.goto("/quiz/")
        while "/check/" not in page.url:
            keys += board.answer(sheet)
        board.into_the_page()
        board.press("Tab")
        board.send()
        answers += assert_result(page, slug, sheet)

    assert keys <= 4 * answers


@pytest.mark.parametrize(("slug", "sheet"), SHEETS.items(), ids=SHEETS)
def test_walk_without_scripts_ends_at_the_result(open_page, slug, sheet):
    page = open_page("/quiz/", javascript=False)
    while "/check/" not in page.url:
        answer_by_pointer(page, sheet)
    page.get_by_role("button", name="See my result").first.click()

    assert_result(page, slug, sheet)


def test_walk_on_a_small_phone_meets_no_page_of_more_than_1450_px(open_page):
    open_quiz(**ASKS_ALL)
    page = open_page("/quiz/", **SIZES[0])
    heights, rests = {}, []
    while "/check/" not in page.url:
        here = page.evaluate(HEIGHTS)
        whole = page.evaluate("document.documentElement.scrollHeight")
        rests.append(whole - sum(here.values()))
        heights |= here
        answer_by_pointer(page, OWNER)

    assert (len(heights), len(rests)) == (24, 6)
    # The four tallest statements on the page that has the most beside them.
    assert max(rests) + sum(sorted(heights.values())[-4:]) <= 1450


def test_change_leads_to_the_statement_and_back_to_the_heading(open_page):
    page = open_state(open_page, QUIZ["check"], **SIZES[0])
    attempt = Attempt.objects.get()
    slug = attempt.pages[1][3]
    page.locator("summary").click()
    page.locator(f"a[href$='/2/#id_{slug}']").click()
    assert page.locator(f"#id_{slug} :checked").get_attribute("value") == str(OWNER[slug])
    assert 0 <= page.locator(f"#id_{slug}").bounding_box()["y"] < SIZES[0]["height"] / 2

    page.locator(f"[name={slug}][value='1']").check()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"**/quiz/{attempt.token}/check/#checked")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    changed = Attempt.objects.get()
    assert changed.answers == attempt.answers | {slug: 1}
    assert changed.pages == attempt.pages
