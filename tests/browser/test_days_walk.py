"""The last statements, the second step and the result in both browsers, without a mouse: with and
without scripts.

Pages of statements are all alike: each walk begins where most of them are answered.
"""

import pytest

from roles.models import Attempt, Result
from roles.queries.catalog import published_version
from tests.browser.keyboard import Keyboard
from tests.factories import make_attempt
from tests.services.attempts import CLOSE, LEANING, MARKED, THREE, choices_for

SKIPPED = "skipped"
# Answers, whose days are chosen, and who then comes first.
WALKS = {
    "clear": (MARKED, None, ("product-owner",)),
    "leaning, days chosen": (LEANING, "product-manager", ("product-manager",)),
    "close, days chosen": (CLOSE, "program-manager", ("program-manager",)),
    "close, days skipped": (CLOSE, SKIPPED, ("product-manager", "program-manager")),
    "three close, days skipped": (
        THREE,
        SKIPPED,
        ("project-manager", "product-owner", "program-manager"),
    ),
}
EACH = pytest.mark.parametrize(("sheet", "days", "named"), WALKS.values(), ids=WALKS)
BOTH_WAYS = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
HEADING = "document.querySelector('h1').innerText"


def near_the_end(sheet):
    """Where an attempt goes on that is answered almost as far as it goes."""
    attempt = make_attempt(published_version(), sheet, pages=2 if sheet is MARKED else 5)
    return f"/quiz/{attempt.token}/{attempt.open_page or 'check'}/"


def days_of(role):
    """The day of that role by the name of each pair."""
    attempt = Attempt.objects.latest("pk")
    return {f"{x.pair.left}.{x.pair.right}": x.chosen for x in choices_for(attempt, role)}


def walk(board, sheet, days):
    while "/check/" not in board.ask("location.pathname"):
        board.answer(sheet)
    board.into_the_page()
    board.press(*["Tab"] * (2 if days == SKIPPED else 1))
    board.send()
    if days not in (None, SKIPPED):
        assert board.ask(HEADING).endswith("Which day would you rather have?")
        board.choose_days(days_of(days))


def assert_told(board, named):
    assert "/results/" in board.ask("location.pathname")
    assert Result.objects.get().outcome.named == named
    assert Result.objects.get().choices == Attempt.objects.latest("pk").choices


@BOTH_WAYS
@EACH
def test_walk_by_keyboard_ends_at_the_result(open_page, javascript, sheet, days, named):
    page = open_page("/robots.txt", javascript=javascript)
    page.goto(near_the_end(sheet))
    walk(Keyboard(page), sheet, days)

    assert_told(Keyboard(page), named)


@BOTH_WAYS
@EACH
def test_walk_by_keyboard_in_firefox_ends_at_the_result(open_tab, javascript, sheet, days, named):
    tab = open_tab("/robots.txt", javascript=javascript)
    tab.goto(near_the_end(sheet))
    walk(Keyboard(tab), sheet, days)

    assert_told(Keyboard(tab), named)


def test_days_left_open_without_scripts_lead_from_the_summary_to_the_pair(open_page):
    page = open_page("/robots.txt", javascript=False)
    attempt = make_attempt(published_version(), CLOSE)
    page.goto(f"/quiz/{attempt.token}/check/")
    page.get_by_role("link", name="One last step").first.click()
    page.get_by_role("button", name="See my result").click()
    page.get_by_role("link", name="Pair 4").click()  # of the error summary
    for name, day in days_of("program-manager").items():
        page.locator(f"[name='{name}'][value='{day}']").check()
    page.get_by_role("button", name="See my result").click()

    assert_told(Keyboard(page), ("program-manager",))
