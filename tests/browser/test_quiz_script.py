"""What the quiz's script adds, and what the browser itself does: waiting, offline, Back, tabs."""

import pytest
from playwright.sync_api import expect

from roles.models import Attempt
from tests.browser.pages import SIZES, chosen, keep_back, posts_of, stop_clock
from tests.browser.states import QUIZ, open_state
from tests.views.quiz_walk import OWNER, choices

SAVING = "Saving your answers"
OFFLINE = "You seem to be offline. Your answers on this page are still here."

# Whether the page stood still for a few frames.
RESTS = """
() => new Promise((done) => {
  let [last, still] = [scrollY, 0];
  const look = () => {
    still = scrollY === last ? still + 1 : 0;
    last = scrollY;
    if (still > 12) done(true);
    else requestAnimationFrame(look);
  };
  look();
})
"""

SAYS_OFFLINE = "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })"


def choose(page, answer):
    """The same answer to every statement."""
    expect(continue_button(page)).to_be_visible()  # or else some of them may not have arrived
    radios = page.locator(f"[type=radio][value='{answer}']")
    for place in range(radios.count()):
        radios.nth(place).check()


def continue_button(page):
    return page.get_by_role("button", name="Continue")


def expect_page(page, number):
    expect(page.locator(".progress")).to_have_text(f"Page {number} of at most 6")


@pytest.fixture
def slow_page(open_page):
    """Page 2, answered, before a server that takes its time."""
    page = open_state(open_page, QUIZ["page 2"])
    choose(page, 4)
    keep_back(page)
    return page


@pytest.fixture
def remembering_page(
    browser_type, browser_type_launch_args, whole_chromium, published_site, live_server
):
    """Page 1 in a browser that keeps pages as they were left, as most do outside of tests."""
    options = {**browser_type_launch_args, "executable_path": whole_chromium}
    browser = browser_type.launch(**options, ignore_default_args=["--disable-back-forward-cache"])
    page = browser.new_page()
    page.goto(f"{live_server.url}/quiz/")
    yield page
    browser.close()


def test_script_puts_the_focus_on_the_error_summary(open_page):
    page = open_state(open_page, QUIZ["page 2, nothing chosen"])

    assert page.evaluate("document.activeElement.className") == "error-summary"


def test_script_takes_an_error_away_once_the_statement_is_answered(open_page):
    page = open_state(open_page, QUIZ["page 2, nothing chosen"])
    summary = page.locator(".error-summary")
    for place, left in enumerate((3, 2, 1, 0)):
        group = page.locator("fieldset").nth(place)
        group.locator("[type=radio]").nth(2 + place).check()  # the last one is skipped
        expect(group.locator(".field-error, [aria-invalid]")).to_have_count(0)
        assert group.get_attribute("aria-describedby") is None
        expect(summary.locator("li")).to_have_count(left)
        if left:
            expect(summary.locator("h2")).to_contain_text(str(left))
    expect(summary).to_have_count(0)


def test_errors_without_scripts_stay_until_the_page_is_sent(open_page):
    page = open_state(open_page, QUIZ["page 2, nothing chosen"], javascript=False)
    choose(page, 4)
    expect(page.locator(".error-summary li")).to_have_count(4)

    continue_button(page).click()
    expect_page(page, 3)


# --- the next statement


def scrolled(page):
    """How far down the page is once it rests."""
    page.wait_for_function(RESTS)
    return page.evaluate("scrollY")


def statement(page, place):
    return page.locator("fieldset").nth(place)


@pytest.fixture
def phone_page(open_page):
    def open_one(**options):
        page = open_state(open_page, QUIZ["page 2"], **SIZES[0], **options)
        statement(page, 0).scroll_into_view_if_needed()
        return page

    return open_one


def test_script_brings_the_next_statement_into_view_after_a_pointers_choice(phone_page):
    page = phone_page()
    for place in range(3):
        statement(page, place).locator("label").nth(2).click()
        scrolled(page)
        box = statement(page, place + 1).bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= SIZES[0]["height"]
    focused = page.evaluate("document.activeElement.name")
    assert focused == statement(page, 2).locator("[type=radio]").first.get_attribute("name")

    statement(page, 3).locator("label").nth(2).click()
    scrolled(page)
    box = continue_button(page).bounding_box()
    assert box["y"] + box["height"] <= SIZES[0]["height"]


def test_script_leaves_the_page_where_it_is_when_an_answer_is_changed(phone_page):
    page = phone_page()
    statement(page, 0).locator("label").nth(2).click()
    scrolled(page)
    statement(page, 0).scroll_into_view_if_needed()
    before = scrolled(page)
    statement(page, 0).locator("label").nth(3).click()

    assert scrolled(page) == before


def test_script_never_scrolls_for_keys_or_for_whoever_wants_no_motion(phone_page):
    page = phone_page()
    statement(page, 0).locator("[type=radio]").first.focus()
    before = scrolled(page)
    page.keyboard.press("Space")
    assert scrolled(page) == before

    still = phone_page(reduced_motion="reduce")
    before = scrolled(still)
    statement(still, 0).locator("label").nth(2).click()
    assert scrolled(still) == before


# --- sending


def test_script_takes_presses_within_a_second_for_one(slow_page):
    continue_button(slow_page).dblclick()
    slow_page.clock.run_for(999)
    continue_button(slow_page).click()
    assert slow_page.evaluate("sent") == 1

    slow_page.clock.run_for(1)
    continue_button(slow_page).click()
    assert slow_page.evaluate("sent") == 2


def test_script_says_after_a_second_that_answers_are_being_saved(slow_page):
    status = slow_page.get_by_role("status")
    continue_button(slow_page).click()
    slow_page.clock.run_for(999)
    assert status.inner_text() == ""

    slow_page.clock.run_for(1)
    assert status.inner_text() == SAVING
    assert continue_button(slow_page).is_enabled()


def test_script_offline_keeps_the_answers_and_sends_them_once_online_again(open_page):
    page = open_state(open_page, QUIZ["page 2"])
    sent = posts_of(page)
    choose(page, 2)
    page.context.set_offline(True)
    expect(page.get_by_role("status")).to_have_text(OFFLINE)

    continue_button(page).click()
    assert sent == []
    assert set(chosen(page).values()) == {"2"}
    assert page.get_by_role("status").inner_text() == OFFLINE

    page.context.set_offline(False)
    expect_page(page, 3)
    assert len(sent) == 1
    attempt = Attempt.objects.get()
    assert [attempt.answers[slug] for slug in attempt.pages[1]] == [2] * 4


def test_script_wrongly_told_that_it_is_offline_sends_the_second_press(open_page):
    page = open_state(open_page, QUIZ["page 2"])
    sent = posts_of(page)
    choose(page, 2)
    page.evaluate(SAYS_OFFLINE)
    stop_clock(page)
    continue_button(page).dblclick()
    expect(page.get_by_role("status")).to_have_text(OFFLINE)
    assert sent == []
    assert set(chosen(page).values()) == {"2"}

    page.clock.run_for(1000)
    continue_button(page).click()
    expect_page(page, 3)
    assert len(sent) == 1


def test_script_back_online_before_a_press_takes_the_notice_away(open_page):
    page = open_state(open_page, QUIZ["page 2"])
    page.context.set_offline(True)
    expect(page.get_by_role("status")).to_have_text(OFFLINE)
    page.context.set_offline(False)

    expect(page.get_by_role("status")).to_have_text("")
    expect_page(page, 2)


@pytest.mark.parametrize("name", ["page 1", "page 2"])
def test_back_shows_the_page_as_it_was_left_and_a_change_is_kept(open_page, name):
    page = open_state(open_page, QUIZ[name])
    number = int(name[-1])
    choose(page, 2)
    left = chosen(page)
    continue_button(page).click()
    expect_page(page, number + 1)
    page.go_back()
    expect_page(page, number)
    assert chosen(page) == left

    choose(page, 5)
    continue_button(page).click()
    expect_page(page, number + 1)
    attempt = Attempt.objects.get()
    assert [attempt.answers[slug] for slug in attempt.pages[number - 1]] == [5] * 4
    assert len(attempt.pages) == number + 1


def test_back_out_of_the_browsers_memory_may_send_at_once(remembering_page):
    page = remembering_page
    stop_clock(page)
    choose(page, 2)
    page.evaluate("window.was_left = true")
    continue_button(page).click()
    expect_page(page, 2)
    page.evaluate("history.back()")
    expect_page(page, 1)
    assert page.evaluate("window.was_left") is True
    assert set(chosen(page).values()) == {"2"}

    choose(page, 5)
    continue_button(page).click()
    expect_page(page, 2)
    attempt = Attempt.objects.get()
    assert [attempt.answers[slug] for slug in attempt.pages[0]] == [5] * 4


def test_reload_shows_the_answers_as_saved_and_sends_nothing(open_page):
    page = open_state(open_page, QUIZ["page 2"])
    choose(page, 2)
    continue_button(page).click()
    expect_page(page, 3)
    sent = posts_of(page)
    page.reload()
    page.get_by_role("link", name="Back").click()
    expect_page(page, 2)
    page.reload()

    assert set(chosen(page).values()) == {"2"}
    assert sent == []


def test_second_tab_with_the_same_page_keeps_what_was_sent_last(open_page, watch, live_server):
    page = open_state(open_page, QUIZ["page 2"])
    other = page.context.new_page()
    watch(other, live_server.url)
    other.goto(page.url)
    for tab, answer in ((page, 2), (other, 5)):
        choose(tab, answer)
        continue_button(tab).click()
        expect_page(tab, 3)

    attempt = Attempt.objects.get()
    assert page.url == other.url
    assert [attempt.answers[slug] for slug in attempt.pages[1]] == [5] * 4
    assert len(attempt.pages) == 3


def test_answers_survive_an_error_on_the_same_page(open_page):
    page = open_state(open_page, QUIZ["page 2"])
    slug = Attempt.objects.get().pages[1][0]
    page.locator(f"[name={slug}][value='{OWNER[slug]}']").check()
    continue_button(page).click()

    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(3)
    assert chosen(page) == choices(OWNER, [slug])
