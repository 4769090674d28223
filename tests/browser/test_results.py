"""The result in a real browser: every state of it, what its script adds, and on paper."""

import re

import pytest
from playwright.sync_api import expect

from roles.models import Attempt
from tests.browser.pages import (
    FLAWLESS,
    FOCUS_RING,
    NO_MOTION,
    broken_names,
    keep_back,
    motions,
    rings,
    tree_of,
    weights_of,
)
from tests.browser.states import RESULTS, leave_alone, open_state, unfold
from tests.factories import publish_seed_careers

STATES = pytest.mark.parametrize("state", RESULTS.values(), ids=RESULTS)
# As they are met: with what opens closed.
FOLDED = {
    name: state._replace(act=leave_alone) if state.act is unfold else state
    for name, state in RESULTS.items()
    if not state.is_error
}
HIGHEST, MOST_WORDS = 4200, 450
KB = 1024
OPEN = "[...document.querySelectorAll('details')].map((part) => part.open)"
# What the page looks like in the moment that it is printed.
WATCH_PRINT = f"addEventListener('beforeprint', () => {{ window.printed = {OPEN}; }})"


@STATES
def test_result_has_nothing_for_axe_large_targets_and_never_scrolls_sideways(
    open_page, flaws, state
):
    assert flaws(open_state(open_page, state)) == FLAWLESS


def test_result_with_text_twice_as_large_breaks_no_name_of_a_role(open_page):
    assert broken_names(open_state(open_page, RESULTS["leaning"])) == []


@pytest.mark.parametrize("name", ["close, unfolded", "to be deleted"])
def test_result_asks_for_little(open_page, name):
    files = weights_of(open_page("/robots.txt"), RESULTS[name].path())
    kinds, (html, font, script, css) = zip(*files, strict=True)

    assert kinds == ("document", "font", "script", "stylesheet")
    assert html <= 14 * KB
    assert font <= 40 * KB
    assert script <= 5 * KB
    assert css <= 10 * KB


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("clear", "Product owner fits your answers best"),
        ("leaning", "You lean towards Product owner"),
        ("close", "It's a tie: Product manager or Program manager"),
        ("close, unfolded", "It's a tie: Project manager, Product owner or Program manager"),
        ("rough guess", "A rough guess: Product owner"),
        ("no direction, with notes", "We can't tell from these answers"),
    ],
)
def test_result_is_read_out_with_its_headline_first(open_page, name, heading):
    page = open_state(open_page, RESULTS[name])

    assert page.title() == f"{heading} \N{EN DASH} Careerquiz"
    assert tree_of(page)[:2] == ["- main:", "  - article:"]
    assert f'heading "{heading}" [level=1]' in tree_of(page)[2]


def test_result_is_read_out_section_by_section(open_page):
    page = open_state(open_page, RESULTS["clear"])
    headings = [line.strip() for line in tree_of(page) if "[level=2]" in line]

    assert headings == [
        f'- heading "{words}" [level=2]'
        for words in (
            "Why Product owner",
            "You and the job",
            "How sure is this?",
            "What to do next",
        )
    ]
    assert tree_of(page, ".back") == [
        '- navigation "Previous page":',
        '  - link "Back to your answers":',
        f"    - /url: /quiz/{Attempt.objects.get().token}/check/",
    ]


@pytest.mark.parametrize("name", ["outdated", "to be deleted"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_result_by_keyboard_shows_the_same_ring_at_every_stop(open_page, name, scheme):
    assert rings(open_state(open_page, RESULTS[name], scheme=scheme)) == {FOCUS_RING}


def test_result_for_whoever_wants_no_motion_has_none(open_page):
    page = open_state(open_page, RESULTS["clear"], reduced_motion="reduce")

    assert motions(page) == NO_MOTION


@pytest.mark.parametrize("state", FOLDED.values(), ids=FOLDED)
def test_result_on_a_phone_is_short_and_has_few_words(open_page, published_site, state):
    publish_seed_careers()
    page = open_state(open_page, state, width=375)
    page.wait_for_load_state()

    assert page.evaluate("document.documentElement.scrollHeight") <= HIGHEST
    assert len(page.locator("main").inner_text().split()) <= MOST_WORDS


@pytest.mark.parametrize("name", ["leaning", "close, unfolded", "after the days"])
def test_result_on_paper_takes_two_sheets_at_most(open_page, published_site, name):
    publish_seed_careers()
    pdf = open_state(open_page, RESULTS[name]).pdf(format="A4")

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2


def test_result_on_paper_keeps_sums_and_drops_what_is_clicked(open_page):
    page = open_state(open_page, RESULTS["outdated"])
    page.emulate_media(media="print")
    clicked = page.locator(".site-header, .site-footer, .skip-link, .back, button, .button, input")

    assert [clicked.nth(place).is_visible() for place in range(clicked.count())] == [
        False
    ] * clicked.count()
    assert page.locator(".sums tfoot").is_visible()


def test_result_on_paper_is_unfolded_and_folded_again_afterwards(open_page):
    page = open_state(open_page, RESULTS["close"])
    page.locator("details").last.evaluate("part => { part.open = true }")
    before = page.evaluate(OPEN)
    page.evaluate(WATCH_PRINT)
    page.pdf()

    assert set(before) == {False, True}
    assert page.evaluate("printed") == [True] * len(before)
    assert page.evaluate(OPEN) == before


def test_result_with_scripts_can_be_printed_and_without_offers_no_button(open_page):
    page = open_state(open_page, RESULTS["clear"])
    page.evaluate("() => { window.times = 0; window.print = () => { window.times += 1; }; }")
    unfold(page)
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("times") == 1

    bare = open_page(page.url, javascript=False)
    bare.get_by_text("Print, download, change answers").click()
    assert bare.get_by_role("button", name="Print this page").count() == 0
    assert bare.get_by_role("link", name="Download everything as a file (JSON)").is_visible()


def test_result_copies_its_private_address_on_wish_and_says_so(open_page):
    may = ["clipboard-read", "clipboard-write"]
    page = open_state(open_page, RESULTS["clear"], permissions=may)
    address = page.url
    page.goto(f"{address}?compare=program-manager#pattern")
    page.get_by_role("button", name="Copy my private link").click()
    expect(page.locator("#page-copied")).to_have_text("Link copied")

    assert page.evaluate("navigator.clipboard.readText()") == address
    assert page.get_by_role("link", name="Show my private link").count() == 0


def test_result_that_may_not_copy_shows_its_address_instead(open_page):
    page = open_state(open_page, RESULTS["clear"])
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.get_by_role("button", name="Copy my private link").click()
    page.get_by_role("link", name="Show my private link").click()

    expect(page.get_by_label("Your private link")).to_have_value(page.url.partition("?")[0])


def test_result_without_scripts_shows_its_address_on_wish(open_page):
    page = open_state(open_page, RESULTS["clear"], javascript=False)
    assert page.get_by_role("button", name="Copy my private link").count() == 0
    page.get_by_role("link", name="Show my private link").click()

    expect(page.get_by_label("Your private link")).to_have_value(page.url.partition("?")[0])


@pytest.mark.parametrize(
    ("name", "button"),
    [("clear", "Answer the 12 statements that are left"), ("to be deleted", "Delete everything")],
)
def test_result_takes_a_double_click_for_one(open_page, name, button):
    page = open_state(open_page, RESULTS[name])
    unfold(page)
    keep_back(page)
    page.get_by_role("button", name=button).dblclick()

    assert page.evaluate("sent") == 1
