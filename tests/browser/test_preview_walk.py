"""Somebody previews the draft in a real browser: the quiz with its days, the result, the bar."""

import pytest
from playwright.sync_api import expect

from tests.admin.preview import SITE, START, counts, publish_five_and_draft_six


@pytest.fixture
def published_site(transactional_db):
    """Five roles in force, six in the draft."""
    publish_five_and_draft_six()


def bar(page):
    return page.get_by_role("complementary", name="Preview of the draft")


def choose_all(page, place):
    """The same choice in each group of the page, and on."""
    for group in page.get_by_role("group").all():
        group.get_by_role("radio").nth(place).check()
    page.locator(".actions .button-main").click()


def test_preview_of_the_quiz_leads_by_days_to_a_shared_page(open_signed_in):
    page = open_signed_in(START, width=320)
    before = counts()
    page.get_by_role("link", name="Start the quiz").click()
    while "/check/" not in page.url:
        expect(bar(page)).to_be_visible()
        choose_all(page, 3)
    page.goto(f"{SITE}quiz/close/check/")  # somebody whose answers leave two roles close
    page.get_by_role("link", name="One last step").click()
    expect(bar(page)).to_be_visible()
    choose_all(page, 0)

    expect(bar(page)).to_contain_text("Draft. Nothing is stored.")
    assert "/admin/preview/site/results/" in page.url
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_role("link", name="Take the quiz yourself").first).to_be_visible()
    assert "/admin/preview/site/shared/" in page.url
    assert counts() == before
    assert [cookie["name"] for cookie in page.context.cookies()] == ["sessionid", "csrftoken"]


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_previews_are_accessible_and_fit(open_signed_in, axe, scheme, width):
    # High enough for a whole page: axe cannot judge what the edge of the window cuts.
    page = open_signed_in(START, scheme=scheme, width=width, height=8000)
    found = axe(page, part="#content")
    for path in ("roles/flow-coach/", "results/close/", "quiz/close/1/"):
        page.goto(SITE + path)
        found += axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    assert found == []


def test_bar_of_a_preview_is_there_on_paper_and_in_forced_colours(open_signed_in):
    page = open_signed_in(f"{SITE}roles/flow-coach/", forced_colors=True)
    expect(bar(page)).to_contain_text("Draft. Nothing is stored.")
    page.emulate_media(media="print")

    expect(bar(page).get_by_text("Draft. Nothing is stored.")).to_be_visible()
