"""The texts of the site: edited in one form, published, exported and loaded like all content."""

import pytest
from django.core.management import call_command

from roles.models import SiteTexts
from roles.queries.careers import draft_content_document
from roles.queries.draft import draft_state
from roles.services.careers import load_careers
from roles.services.publishing import publish_draft
from tests.admin.pages import banner, make_staff, post_form, refusals, url_of
from tests.careers_factories import make_careers_document
from tests.content.documents import read
from tests.factories import publish_seed
from tests.views.page import read_page


def test_texts_are_added_and_changed_in_one_form(content_editor):
    assert content_editor.get(url_of(SiteTexts))["Location"] == url_of(SiteTexts, "add")
    post_form(content_editor, SiteTexts, "add", name=" Desk quiz ", headline="{roles} desks")
    row = SiteTexts.objects.get()
    post_form(content_editor, row, contact="ada@example.org")

    assert content_editor.get(url_of(SiteTexts))["Location"] == url_of(row)
    assert draft_content_document()["site"] == {
        "name": "Desk quiz",
        "headline": "{roles} desks",
        "contact": "ada@example.org",
    }
    again = content_editor.post(url_of(SiteTexts, "add"), {"name": "Another"})
    assert again["Location"] == url_of(row)
    assert SiteTexts.objects.get().name == "Desk quiz"
    assert content_editor.post(url_of(row, "delete"), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "typed",
    [
        *({"name": "a" * 41}, {"headline": "a" * 91}, {"lead": "a" * 301}, {"name": "a\u202eb"}),
        *({"lead": "{most} or {some}"}, {"foot": "one\ntwo"}, {"operator": "a\u200bb"}),
        *({"contact": "ada"}, {"contact": "https://"}, {"contact": "http://example.org/"}),
    ],
)
def test_text_that_would_break_a_page_is_refused(content_editor, typed):
    response = post_form(content_editor, SiteTexts, "add", **typed)

    assert set(refusals(response)) == set(typed)
    assert not SiteTexts.objects.exists()


def test_standard_text_is_shown_below_each_field(content_editor):
    page = read_page(content_editor.get(url_of(SiteTexts, "add")))

    assert page.one(id="id_name_helptext").text == "Standard text: Careerquiz"
    assert "{roles} jobs" in page.one(id="id_headline_helptext").text


def test_texts_are_told_as_changes_published_and_gone_back_from(client, db):
    publish_seed()
    call_command("load_careers", publish=True, verbosity=0)
    client.force_login(make_staff("Editors"))
    post_form(client, SiteTexts, "add", name="Desk quiz")
    changes = [(change.section, change.field, change.new) for change in draft_state().changes]

    assert changes == [("content.site", "name", "Desk quiz")]
    assert "the site texts" in banner(client.get("/admin/roles/sitetexts/1/change/"))
    publish_draft(author="ada")
    assert client.get("/admin/").content.count(b"Desk quiz administration") == 1
    post_form(client, SiteTexts.objects.get(), name="")
    assert [change.old for change in draft_state().changes] == ["Desk quiz"]


def test_texts_are_loaded_and_left_out_like_any_content(small_draft):
    content = read(make_careers_document(site={"name": "Desk quiz"}))
    assert load_careers(content=content, reason="file") is True
    assert load_careers(content=content, reason="file") is False
    assert SiteTexts.objects.get().name == "Desk quiz"
    assert SiteTexts.history.first().history_change_reason == "file"

    load_careers(content=read(make_careers_document()), reason="file")
    assert draft_content_document() == make_careers_document()


def test_changed_text_is_told_on_the_page_of_the_draft_and_undone_there(client, db):
    publish_seed()
    client.force_login(make_staff("Editors"))
    post_form(client, SiteTexts, "add", name="Desk quiz")
    page = client.get("/admin/draft/")
    [shown] = page.context["objects"]

    assert [change.edit for change in shown.changes] == ["/admin/roles/sitetexts/1/change/#id_name"]
    client.post("/admin/draft/undo/", {"change": shown.shown.key})
    assert SiteTexts.objects.get().name == ""
    assert draft_state().changes == ()
