"""What typed numbers do follows the typing, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from roles.models import RoleProfile
from roles.queries.draft import draft_state
from tests.factories import publish_seed


@pytest.fixture
def published_site(transactional_db):
    """The content that the app ships as draft and as version 1: what a first start gives."""
    publish_seed()


@pytest.fixture
def role_form(open_signed_in):
    """The form of the product owner, signed in as an editor."""

    def open_form(**options):
        page = open_signed_in(**options)
        role = RoleProfile.objects.get(slug="product-owner")
        page.goto(f"/admin/roles/roleprofile/{role.pk}/change/")
        return page

    return open_form


def panel(page):
    return page.get_by_role("region", name="What these numbers do")


def test_panel_follows_typing_and_nothing_is_saved(role_form):
    page = role_form()
    numbers = panel(page).get_by_role("table", name=re.compile("^Numbers"))
    row = numbers.get_by_role("row", name=re.compile("Understanding customers"))
    expect(row).to_contain_text("70")
    page.get_by_label("Number for Understanding customers").fill("91")

    expect(row).to_contain_text("91")
    expect(panel(page).get_by_role("status")).to_contain_text("Nothing is saved yet.")
    expect(panel(page)).to_contain_text("simulated people who lean towards no role")
    page.get_by_label("Number for Understanding customers").fill("")
    expect(numbers).to_have_count(0)
    assert draft_state().changes == ()


def test_panel_says_when_the_server_does_not_answer(role_form):
    page = role_form(may_complain=True)
    page.route("**/admin/insight/**", lambda route: route.abort())
    page.get_by_label("Number for Understanding customers").fill("91")

    expect(panel(page).get_by_role("status")).to_contain_text("press Check to try again")
    expect(page.get_by_label("Number for Understanding customers")).to_have_value("91")


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_forms_and_lab_are_accessible_and_fit(role_form, axe, scheme, width):
    page = role_form(scheme=scheme, width=width)
    found = []
    parts = {page.url: "#roleprofile_form", "/admin/lab/": "#content"}
    parts |= {"/admin/roles/scoringsettings/1/change/": "#scoringsettings_form"}
    for address, part in parts.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found += axe(page, part=part)

    assert found == []
