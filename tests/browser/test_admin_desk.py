"""From an edit to readers and back, in a real browser: an editor, a publisher, a respondent."""

import re

import pytest
from playwright.sync_api import expect

from roles.models import Attempt, CatalogVersion, Result
from roles.queries.catalog import catalog_text, draft_catalog, version_catalog
from tests.factories import make_attempt, make_result, publish_seed


@pytest.fixture
def published_site(transactional_db):
    """The content that the app ships as draft and as version 1."""
    publish_seed()


def sheet_of(version):
    """Everybody's favourite work in turn, so that two roles are near each other."""
    slugs = [question.slug for question in version_catalog(version).active_questions]
    return {slug: 1 + place % 5 for place, slug in enumerate(slugs)}


def edit(page):
    """Moves a role away from customers; gives the share of results that would change."""
    page.goto("/admin/roles/roleprofile/")
    page.get_by_role("link", name="Product owner", exact=True).click()
    insight = page.get_by_role("region", name="What these numbers do")
    page.get_by_label("Number for Understanding customers").fill("20")
    expect(insight).to_contain_text(re.compile(r"would get another\s+closest role"))
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="See changes and checks").click()
    expect(page.get_by_role("heading", name="Role: Product owner")).to_be_visible()
    [share] = re.findall(r"([\d.]+)\s% would get", page.locator("#content").inner_text())
    return float(share)


def publish(page):
    page.goto("/admin/draft/")
    page.get_by_label("What is this version for?").fill("further from customers")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name=re.compile("Publish as version 2")).click()
    expect(page.get_by_text("Version 2 is published.")).to_be_visible()


def test_profile_goes_from_an_edit_to_readers_and_back(open_signed_in):
    first = CatalogVersion.objects.get()
    begun = make_attempt(first, sheet_of(first), 1)
    result = make_result(first, sheet_of(first))
    told = Result.objects.get(pk=result.pk).outcome_document
    editor = open_signed_in(name="maya", without=["publish_catalog"])

    assert 0 < edit(editor) < 100
    expect(editor.get_by_role("button", name=re.compile("Publish"))).to_have_count(0)

    publisher = open_signed_in(name="tom")
    publish(publisher)
    publisher.goto("/quiz/")
    publisher.get_by_role("button", name="Continue").wait_for()
    kept = Attempt.objects.get(pk=begun.pk)
    assert (kept.version.number, kept.answers) == (1, begun.answers)
    assert Result.objects.get(pk=result.pk).outcome_document == told
    second = version_catalog(CatalogVersion.objects.get(number=2))
    assert second.roles_by_slug["product-owner"].targets["markets"] == 20

    publisher.goto("/admin/versions/catalog/1/load/")
    publisher.get_by_role("button", name="Load into the draft").click()
    expect(publisher.get_by_role("status").first).to_be_visible()
    assert catalog_text(draft_catalog()) == first.document_text
