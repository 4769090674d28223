"""Sharing from the first click to the last, in two browsers, and what the script adds."""

import time

import pytest
from playwright.sync_api import expect

from roles.models import Attempt, ShareLink
from tests.browser.pages import tab
from tests.browser.sharing_states import SHARING, own_link
from tests.browser.states import answer_by_pointer, open_state
from tests.views.quiz_walk import OWNER

COPY = "() => { navigator.clipboard.writeText = (text) => { window.copied = text; return %s } }"
HEARD = """
() => {
  window.heard = [];
  const status = document.querySelector("[role=status]");
  new MutationObserver(() => status.textContent && window.heard.push(status.textContent))
    .observe(status, { childList: true });
}
"""


def take(page, address="/quiz/"):
    """The quiz, with the answers of a Product owner."""
    page.goto(address)
    while page.locator("fieldset").count():
        answer_by_pointer(page, OWNER)
    page.get_by_role("button", name="See my result").first.click()


def share_least(page):
    """A public link that shows the order of the roles alone; its address."""
    page.goto(f"{page.url}share/")
    page.get_by_label("The chart of what you like").first.uncheck()
    page.get_by_role("button", name="Make the link").click()
    return page.locator("#address").input_value()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_result_is_taken_shared_seen_by_another_browser_and_taken_back(open_page, javascript):
    owner = open_page("/", javascript=javascript)
    take(owner)
    address = share_least(owner)
    other = open_page(address, javascript=javascript)

    assert other.title() == "Product owner fits them best \N{EN DASH} Careerquiz"
    assert other.get_by_text(" of 100").count() == other.locator("svg.chart").count() == 0
    picture = other.locator("[property='og:image']").get_attribute("content")
    assert other.request.get(picture).headers["content-type"] == "image/png"

    owner.get_by_role("button", name="Switch off this link").click()
    switched_off = time.monotonic()
    gone = [other.request.get(place).status for place in (address, picture)]
    assert time.monotonic() - switched_off < 1
    assert gone == [410, 410]
    expect(owner.get_by_text("Switched off on")).to_be_visible()


def test_new_link_has_the_focus_on_its_heading_with_the_address_and_copy_next(open_page):
    page = open_state(open_page, SHARING["share, no link yet"])
    page.get_by_role("button", name="Make the link").click()

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == page.url.split("/results/")[0] + (
        f"/shared/{ShareLink.objects.get().token}/"
    )
    assert tab(page) == "Copy link"


def test_friend_of_a_link_takes_the_quiz_and_sees_both_side_by_side(open_page):
    page = open_page(SHARING["public, with a name"].path())
    page.get_by_role("link", name="Take the quiz yourself").first.click()
    assert page.evaluate("document.referrer") == ""
    take(page, page.url)
    [cookie] = [one for one in page.context.cookies() if one["name"] == "attempt"]
    page.goto(f"/shared/{cookie['value'].rpartition('~')[2]}/")
    page.get_by_role("link", name="See both side by side").click()

    expect(page.get_by_role("heading", name="Side by side")).to_be_focused()
    assert page.locator("#both ~ .sides .side").count() == 2


def test_copy_is_said_once_and_copies_the_whole_address(open_page):
    page = open_page(own_link())
    page.evaluate(COPY % "Promise.resolve()")
    page.evaluate(HEARD)
    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("heard") == ["Link copied"]
    assert page.evaluate("copied") == page.locator("#address").input_value()
    assert page.evaluate("document.activeElement.innerText") == "Copy link"


def test_refused_share_form_leads_to_the_first_thing_that_is_wrong(open_page):
    page = open_state(open_page, SHARING["share, wrong"])

    expect(page.get_by_label("Your name or a nickname")).to_be_focused()


def test_copy_refused_says_what_to_do_and_selects_the_address(open_page):
    page = open_page(own_link())
    page.evaluate(COPY % "Promise.reject(new DOMException('no', 'NotAllowedError'))")
    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_role("status")).to_have_text(
        "We couldn't copy it. Select the link and copy it yourself."
    )
    assert page.locator("#address").evaluate(
        "field => field.value.slice(field.selectionStart, field.selectionEnd) === field.value"
    )


def test_share_sheet_is_offered_where_there_is_one_and_says_nothing_when_closed(open_page):
    page = open_page("/robots.txt")
    page.add_init_script(
        "navigator.share = (what) => { window.given = what;"
        " return Promise.reject(new DOMException('', 'AbortError')) }"
    )
    page.goto(own_link())
    page.get_by_role("button", name="Share…").click()

    assert page.evaluate("given") == {
        "title": "A quiz result",
        "text": "Product owner fits best",
        "url": page.locator("#address").input_value(),
    }
    expect(page.get_by_role("status")).to_have_text("")


def test_link_without_scripts_is_a_field_and_offers_no_buttons_that_do_nothing(open_page):
    page = open_page(own_link(), javascript=False)

    assert page.locator("#address").is_visible()
    assert page.locator("[data-copy], [data-share]").evaluate_all(
        "buttons => buttons.map((button) => getComputedStyle(button).display)"
    ) == ["none", "none"]


def test_make_link_takes_a_double_click_for_one(open_page):
    page = open_state(open_page, SHARING["share, no link yet"])
    page.get_by_role("button", name="Make the link").dblclick()
    page.wait_for_url("**/share/*/*")

    assert ShareLink.objects.count() == 1


def test_two_results_of_one_browser_are_kept_compared_and_forgotten(open_page):
    page = open_page("/")
    take(page)
    take(page)
    page.goto("/results/")
    page.get_by_role("button", name="Compare").click()
    assert page.locator("h1").inner_text() == "Two of your results"

    page.get_by_role("link", name="Back to your results").click()
    page.get_by_role("button", name="Forget all of them here").click()
    assert page.locator("main .lead").inner_text() == "This browser doesn't remember any results."
    assert page.context.cookies(page.url)[0]["name"] == "csrftoken"
    assert Attempt.objects.count() == 2
