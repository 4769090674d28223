"""The whole quiz in a real browser: by keyboard, without scripts, on a phone; and a change."""

import pytest

from roles.domain.personas import ideal_sheet
from roles.models import Attempt
from tests.browser.pages import SIZES
from tests.browser.states import QUIZ, open_state
from tests.factories import seed_catalog
from tests.views.quiz_walk import OWNER, open_quiz

ROLES = {role.slug: role.name for role in seed_catalog().roles}
# From the first radio, where Tab leads; up from there it goes round by the skip.
KEYS = {5: ["Space"], 4: ["ArrowDown"], 3: ["ArrowDown"] * 2, 2: ["ArrowDown"] * 3}
KEYS[1] = ["ArrowUp"] * 2
HEIGHTS = """
() => Object.fromEntries([...document.querySelectorAll("fieldset")]
  .map((field) => [field.id, field.getBoundingClientRect().height]))
"""


def press(page, *keys):
    """How many keys that were."""
    for key in keys:
        page.keyboard.press(key)
    return len(keys)


def send(page):
    with page.expect_event("load"):
        return press(page, "Enter")


def answer_by_keyboard(page, sheet):
    """A page of statements; the keys that it took."""
    count = press(page, "Tab", "Enter")  # the skip link leads past the header
    for _statement in range(page.locator("fieldset").count()):
        count += press(page, "Tab")
        count += press(page, *KEYS[sheet[page.evaluate("document.activeElement.name")]])
    return count + send(page)


def answer_by_pointer(page, sheet):
    for slug in page.locator("fieldset").evaluate_all(
        "fields => fields.map((field) => field.id.slice(3))"
    ):
        page.locator(f"[name={slug}][value='{sheet[slug]}']").check()
    with page.expect_event("load"):
        page.get_by_role("button", name="Continue").click()


def assert_result(page, slug, sheet):
    """Its headline names that role, and just these answers are stored. Gives their number."""
    heading = page.get_by_role("heading", level=1).inner_text()
    assert heading == f"{ROLES[slug]} fits your answers best"
    answers = Attempt.objects.latest("pk").answers
    assert answers == {asked: sheet[asked] for asked in answers}
    return len(answers)


def test_walks_by_keyboard_take_four_keys_an_answer_at_most(open_page):
    page, keys, answers = open_page("/quiz/"), 0, 0
    for slug in ROLES:
        sheet = ideal_sheet(seed_catalog(), slug)
        page.goto("/quiz/")
        while "/check/" not in page.url:
            keys += answer_by_keyboard(page, sheet)
        press(page, "Tab", "Enter", "Tab")
        send(page)
        answers += assert_result(page, slug, sheet)

    assert keys <= 4 * answers


@pytest.mark.parametrize("slug", ["product-owner", "program-manager"])
def test_walk_without_scripts_ends_at_the_result(open_page, slug):
    sheet, page = ideal_sheet(seed_catalog(), slug), open_page("/quiz/", javascript=False)
    while "/check/" not in page.url:
        answer_by_pointer(page, sheet)
    page.get_by_role("button", name="See my result").first.click()

    assert_result(page, slug, sheet)


def test_walk_on_a_small_phone_meets_no_page_of_more_than_2300_px(open_page):
    open_quiz(panel_share=1.0)  # asks everything
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
    assert max(rests) + sum(sorted(heights.values())[-4:]) <= 2300


def test_change_leads_to_the_statement_and_back_to_the_heading(open_page):
    page = open_state(open_page, QUIZ["check"], **SIZES[0])
    attempt = Attempt.objects.get()
    slug = attempt.pages[1][3]
    page.locator(f"a[href$='/2/#id_{slug}']").click()
    assert page.locator(f"#id_{slug} :checked").get_attribute("value") == str(OWNER[slug])
    assert 0 <= page.locator(f"#id_{slug}").bounding_box()["y"] < SIZES[0]["height"] / 2

    page.locator(f"[name={slug}][value='1']").check()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"**/quiz/{attempt.token}/check/#checked")
    assert page.evaluate("document.activeElement.innerText") == (
        "Check your answers, then see your result"
    )
    assert page.evaluate("document.activeElement.tagName") == "H1"
    changed = Attempt.objects.get()
    assert changed.answers == attempt.answers | {slug: 1}
    assert changed.pages == attempt.pages
