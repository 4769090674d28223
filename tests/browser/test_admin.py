"""An admin changes the catalog in a real browser, and readers see it once it is published."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from playwright.sync_api import expect

from roles.models import CatalogVersion, Comparison, RolePage, RoleProfile
from tests.factories import publish_seed

PASSWORD = "correct-horse-battery"
SETTLED = "Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => null)"


@pytest.fixture
def published_site(transactional_db):
    """The content that the app ships as draft and as version 1: what a first start gives."""
    publish_seed()


def banner(page):
    return page.get_by_role("region", name="State of the draft")


def change_target(page, value):
    page.goto("/admin/roles/roleprofile/")
    page.get_by_role("link", name="Product owner").click()
    page.locator("#id_targets-2-target").fill(value)
    page.get_by_role("button", name="Save", exact=True).click()


def show_whole(page):
    """Makes the window as tall as the page: axe cannot decide about text across its edge."""
    size = page.viewport_size | {"height": page.evaluate("document.documentElement.scrollHeight")}
    page.set_viewport_size(size)


def assert_accessible(page, axe):
    show_whole(page)
    for scheme, rule in (("light", None), ("dark", "color-contrast")):  # looks differ in colors
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)  # the admin's links change their color slowly
        assert axe(page, part="#content", rule=rule) == []


def test_name_and_password_lead_to_the_admin(open_page):
    page = open_page("/admin/")
    User.objects.create_user("ada", password=PASSWORD, is_staff=True)
    page.get_by_label("Username:").fill("ada")
    page.get_by_label("Password:").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_role("heading", name="At a glance")).to_be_visible()


def test_admin_changes_a_target_publishes_and_readers_see_it(open_signed_in):
    page = open_signed_in()
    first = CatalogVersion.objects.get().document_text.encode()
    page.goto("/admin/roles/roleprofile/")
    expect(banner(page)).to_contain_text("No unpublished changes (version 1).")
    change_target(page, "77")

    expect(banner(page)).to_contain_text("Draft differs from version 1: 1 profile.")
    page.goto("/roles/product-owner/")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"Shaping the work\D+80"))
    page.goto("/admin/roles/roleprofile/")
    page.get_by_role("link", name="See changes and checks").click()
    page.get_by_label("What is this version for?").fill("closer to users")
    page.get_by_label("I've looked at what would change").check()  # it warns: much like another
    page.get_by_role("button", name="Publish as version 2 now").click()

    expect(page.get_by_text("Version 2 is published.")).to_be_visible()
    page.goto("/roles/product-owner/")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"Shaping the work\D+77"))
    assert CatalogVersion.objects.get(number=1).document_text.encode() == first


def test_admin_bad_target_is_refused_in_words(open_signed_in):
    page = open_signed_in()
    change_target(page, "101")  # the browser's own check answers first
    message = page.locator("#id_targets-2-target").evaluate("field => field.validationMessage")

    assert "100" in message
    page.locator("form#roleprofile_form").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Ensure this value is less than or equal to 100.")).to_be_visible()
    expect(banner(page)).to_contain_text("No unpublished changes (version 1).")


def test_admin_pages_of_ours_are_accessible_and_quiet(open_signed_in, axe):
    page = open_signed_in()
    change_target(page, "77")
    role, version = RoleProfile.objects.get(slug="product-owner"), CatalogVersion.objects.get()
    page.goto(f"/admin/roles/roleprofile/{role.pk}/history/")
    page.goto(f"/admin/roles/catalogversion/{version.pk}/change/")
    page.goto("/admin/draft/")
    expect(page.get_by_role("heading", name="Role: Product owner")).to_be_visible()

    assert_accessible(page, axe)
    page.set_viewport_size({"width": 320, "height": 800})
    page.get_by_text("Show all checks").click()
    assert_accessible(page, axe)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("link", name="Discard all changes").click()
    expect(page.get_by_role("heading", name="What goes")).to_be_visible()
    assert_accessible(page, axe)


def test_admin_failing_draft_shows_why_and_no_button(open_signed_in, axe):
    page = open_signed_in()
    for statement in ("Talk to customers", "Study what other", "Watch people use"):
        page.goto("/admin/roles/question/")
        page.get_by_role("link", name=re.compile(statement)).click()
        page.get_by_label("Active").uncheck()
        page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="See changes and checks").click()
    page.get_by_text("Show all checks").click()

    expect(page.get_by_text("63 checks: 61 pass, 2 fail.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Fails:")).to_have_count(2)
    expect(page.get_by_role("table", name="All checks of the draft")).to_be_visible()
    expect(page.get_by_text("The draft cannot be published while a check fails.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Publish"))).to_have_count(0)
    assert_accessible(page, axe)


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_admin_content_form_shows_where_it_is_wrong(open_signed_in, axe, scheme, width):
    page = open_signed_in(scheme=scheme, width=width)
    call_command("load_careers", verbosity=0)
    page.goto(f"/admin/roles/rolepage/{RolePage.objects.first().pk}/change/")
    page.get_by_role("heading", name="What you do").click()
    place = page.locator("[name=does-0-source]")
    place.fill("rumour")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(place).to_be_visible()  # its list is unfolded
    expect(place).to_have_accessible_description(re.compile("^No source is called “rumour”."))
    expect(place).to_have_accessible_name("Source")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert axe(page, part="#rolepage_form") == []


@pytest.mark.parametrize(("scheme", "width"), [("dark", 320), ("light", 1280)])
def test_admin_content_pages_are_accessible_and_fit(open_signed_in, axe, scheme, width):
    page = open_signed_in(scheme=scheme, width=width)
    call_command("load_careers", verbosity=0)
    row = Comparison.objects.first().pk
    found = []
    parts = {"payfigure/": "#result_list", "readerquestion/add/": "#readerquestion_form"}
    parts |= {f"comparison/{row}/history/": "#content-main", "../draft/": "#content"}
    parts |= {"question/": "#changelist-form", "../support/": "#content"}
    for address, part in parts.items():
        page.goto(f"/admin/roles/{address}")
        show_whole(page)
        found += axe(page, part=part)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    assert found == []
