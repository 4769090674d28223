"""The pages about roles in a real browser, with their whole content: axe, ruler, keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import FLAWLESS, NO_MOTION, motions, tab, tree_of, weights_of
from tests.browser.states import OWNER, unfold
from tests.factories import make_result, publish_seed_careers
from tests.views.quiz_walk import open_quiz

PAIR = "/compare/product-manager-and-product-owner/"
PAGES = [
    "/roles/",
    "/roles/product-manager/",
    "/roles/project-manager/",
    "/compare/",
    PAIR,
    "/compare/product-manager-and-project-manager-and-program-manager/",
    "/routes/",
    "/routes/developer/",
    "/routes/product-owner/",
    "/questions-and-answers/",
    "/how-scoring-works/",
    "/how-scoring-works/details/",
    "/privacy/",
    "/accessibility/",
]
WRONG = ["/compare/?a=product-owner&b=product-owner"]
OWN = ["/roles/", "/roles/product-owner/", PAIR, "/routes/developer/"]
# Whether what the address leads to is unfolded and in sight.
IN_SIGHT = """(() => {
    const place = document.querySelector(location.hash).getBoundingClientRect();
    return place.height > 0 && place.top >= 0 && place.bottom <= innerHeight;
})()"""
KB = 1024


@pytest.fixture(autouse=True)
def content(published_site):
    publish_seed_careers()


@pytest.fixture
def open_with_result(open_page, live_server):
    """Opens a path in a browser that holds a result."""

    def open_one(path, **options):
        token = make_result(open_quiz(), OWNER).attempt.token
        page = open_page("/robots.txt", **options)
        value = {"name": "attempt", "value": f"{token}.{token}", "url": live_server.url}
        page.context.add_cookies([value])
        page.goto(path)
        return page

    return open_one


@pytest.mark.parametrize("path", PAGES + WRONG)
def test_careers_page_has_nothing_for_axe_large_targets_and_never_scrolls_sideways(
    open_page, flaws, path
):
    page = open_page(path, may_complain=path in WRONG)
    unfold(page)

    assert flaws(page) == FLAWLESS


@pytest.mark.parametrize("path", OWN)
def test_careers_page_with_a_result_of_ones_own_has_no_flaw_either(open_with_result, flaws, path):
    page = open_with_result(path)
    unfold(page)

    assert flaws(page) == FLAWLESS


@pytest.mark.parametrize("path", PAGES)
def test_careers_page_asks_for_little_and_does_not_move(open_page, path):
    page = open_page("/robots.txt")
    files = weights_of(page, path)
    sizes = dict(files)

    assert [kind for kind, _weight in files] == ["document", "font", "stylesheet"]
    assert sizes["document"] <= 14 * KB
    assert sizes["stylesheet"] <= 10 * KB
    assert motions(page) == NO_MOTION


def test_number_of_a_source_opens_the_list_and_leads_to_it(open_page):
    page = open_page("/roles/product-owner/")
    page.locator("#does .cite").first.click()
    page.wait_for_url("**/#source-*")

    assert page.evaluate(IN_SIGHT) is True


def test_number_of_a_source_in_firefox_opens_the_list_too(open_tab):
    tab = open_tab("/roles/product-owner/")
    tab.run("void document.querySelector('#does .cite').click()")

    assert tab.run(IN_SIGHT) is True


def test_role_page_on_paper_folds_nothing(open_page):
    page = open_page("/roles/product-owner/")
    shown = page.locator(".fold > :not(summary)")
    assert {part.is_visible() for part in shown.all()} == {False}

    page.emulate_media(media="print")
    assert {part.is_visible() for part in shown.all()} == {True}


def test_compare_form_by_keyboard_changes_nothing_before_its_button(open_page):
    page = open_page("/compare/")
    page.get_by_label("First role").focus()
    page.keyboard.press("ArrowDown")
    assert page.url.endswith("/compare/")
    tab(page)
    page.keyboard.press("End")
    assert page.url.endswith("/compare/")
    assert tab(page) == "Compare"
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/project-manager-and-project-coordinator/")

    assert page.get_by_role("heading", level=1).inner_text() == (
        "Project manager or Project coordinator?"
    )


def test_compare_of_one_role_twice_leads_to_the_field_without_scripts(open_page):
    page = open_page("/compare/", javascript=False, may_complain=True)
    page.get_by_label("First role").select_option("Product owner")
    page.get_by_label("Second role").select_option("Product owner")
    page.get_by_role("button", name="Compare").click()
    summary = page.get_by_role("alert")

    expect(page).to_have_title("Error: Compare roles \N{EN DASH} Careerquiz")
    assert summary.get_by_role("link").inner_text() == "Choose two different roles"
    summary.get_by_role("link").click()
    expect(page.get_by_label("Second role")).to_be_focused()
    assert page.get_by_label("Second role").input_value() == "product-owner"


def test_comparison_is_read_out_as_sentences_and_tables(open_page):
    page = open_page(PAIR)
    page.get_by_text("The numbers in a table").click()
    tree = [line.strip() for line in tree_of(page)]
    start = tree.index("- strong: Setting direction")

    assert tree[1] == '- heading "Product manager or Product owner?" [level=1]'
    assert tree[start + 1] == "- text: Product manager 80, Product owner 60"
    assert '- row "Setting direction 80 60":' in tree
    assert '- columnheader "Product owner"' in tree
    assert [line for line in tree if "img" in line] == []


def test_drawing_of_the_ways_is_read_out_as_lists_in_lists(open_page):
    lines = tree_of(open_page("/routes/executive-assistant/"), "#map")
    links = [line.partition('- link "') for line in lines if '- link "Pro' in line]
    depths = {name.partition('"')[0]: len(indent) for indent, _link, name in links}
    one = depths["Project manager"] - depths["Project coordinator"]

    assert one > 0
    assert depths["Product owner"] == depths["Program manager"] == depths["Project manager"] + one
    assert depths["Product manager"] == depths["Product owner"] + one
