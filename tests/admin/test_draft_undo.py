"""Undo, discard, and what no longer fits: from the buttons of the page, with all its refusals."""

import pytest
from django.test import Client

from roles.models import (
    CatalogVersion,
    Comparison,
    Dimension,
    ProfileTarget,
    Question,
    RolePage,
    RoleProfile,
    Step,
)
from roles.queries.draft import draft_state
from roles.services.careers import load_careers
from roles.services.publishing import publish_draft
from tests.admin.pages import allow, make_staff
from tests.factories import publish_seed, seed_careers
from tests.views.forms import sendings
from tests.views.page import read_page

pytestmark = pytest.mark.django_db
PAGE, UNDO, DISCARD = "/admin/draft/", "/admin/draft/undo/", "/admin/draft/discard/"
MISFITS = "/admin/draft/misfits/"


@pytest.fixture
def published(db):
    publish_seed()
    load_careers(content=seed_careers(), reason="")
    publish_draft(author="ada")


@pytest.fixture
def editor(published):
    """Sends forms as a browser does, with the CSRF check on."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_staff("Editors"))
    return browser


def press(client, label, address=PAGE):
    """Presses the first button whose label begins so; gives the page to which it leads."""
    page = read_page(client.get(address))
    sending = next(
        each
        for form in page.all("form")
        for each in sendings(form, address)
        if each.label.startswith(label)
    )
    return client.post(sending.action, sending.fields, follow=True)


def edit(**changes):
    RoleProfile.objects.filter(slug="product-owner").update(**changes)


def said(response):
    return [str(message) for message in response.context["messages"]]


def fields_changed():
    return [(change.slug, change.field) for change in draft_state().changes]


def test_undo_of_a_number_puts_back_that_number_alone(editor):
    ProfileTarget.objects.filter(role__slug="product-owner", dimension__slug="markets").update(
        target=66
    )
    edit(summary="Owns.")
    page = press(editor, "Undo Role: Product owner, Number for Understanding customers")

    assert fields_changed() == [("product-owner", "summary")]
    assert said(page) == [
        "Undone: Role: Product owner, Number for Understanding customers. It's as published."
    ]
    target = ProfileTarget.history.first()
    assert (target.target, target.history_user.username) == (70, "ada")
    assert target.history_change_reason == "undone: as published"


def test_undo_of_all_changes_of_an_object_leaves_other_objects_alone(editor):
    edit(summary="Owns.", name="Owner")
    Question.objects.filter(slug="talk-to-customers").update(active=False)
    press(editor, "Undo all 2 changes Role: Owner")

    assert fields_changed() == [("talk-to-customers", "active")]


def test_undo_of_a_removal_brings_a_role_back_with_all_its_parts(editor):
    RoleProfile.objects.get(slug="product-owner").delete()
    assert draft_state().problems  # its page and its comparisons name it
    press(editor, "Undo Role: Product owner")

    assert (draft_state().changes, draft_state().problems) == ((), ())


def test_undo_when_the_same_text_was_edited_meanwhile_undoes_nothing(editor):
    edit(summary="Owns.")
    (change,) = draft_state().objects_changed.values()
    page = read_page(editor.get(PAGE))
    form = next(form for form in page.all("form") if form.attrs["action"] == UNDO)
    (sending,) = sendings(form, PAGE)
    edit(summary="Owns much.")
    page = editor.post(UNDO, sending.fields, follow=True)

    assert [each.new for each in draft_state().changes] == ["Owns much."]
    assert said(page)[0].startswith("Nothing was undone: that change was edited or undone")
    assert change[0].new == "Owns."


def test_undo_when_something_else_was_edited_meanwhile_still_undoes(editor):
    edit(summary="Owns.")
    page = read_page(editor.get(PAGE))
    form = next(form for form in page.all("form") if form.attrs["action"] == UNDO)
    (sending,) = sendings(form, PAGE)
    Question.objects.filter(slug="talk-to-customers").update(active=False)
    editor.post(UNDO, sending.fields)

    assert fields_changed() == [("talk-to-customers", "active")]


def test_undo_of_a_new_kind_of_work_that_a_statement_has_names_the_statement(editor):
    art = Dimension.objects.create(slug="art", name="Art", description="d", low="l", high="h")
    Question.objects.filter(slug="talk-to-customers").update(dimension=art)
    page = press(editor, "Undo Kind of work: Art")

    assert said(page) == [
        "Nothing was undone: it is still in use. First change or undo these: "
        "Statement: Talk to customers to learn what they need."
    ]
    assert Dimension.objects.filter(slug="art").exists()


def test_undo_without_the_right_to_change_the_row_is_refused(published, client):
    user = make_staff()
    allow(user, "view_roleprofile")
    client.force_login(user)
    edit(summary="Owns.")
    shown = client.get(PAGE)

    assert [form.attrs for form in read_page(shown).all("button", name="change")] == []
    (key,) = [each.shown.key for each in shown.context["objects"]]
    assert client.post(UNDO, {"change": key}).status_code == 403
    assert client.get(DISCARD).status_code == 403
    assert client.post(DISCARD, {"stamp": draft_state().stamp}).status_code == 403
    assert fields_changed() == [("product-owner", "summary")]


@pytest.mark.parametrize("key", ["", "abc", "\u202e" * 9, "x" * 5000])
def test_undo_of_no_known_change_says_so(editor, key):
    edit(summary="Owns.")
    editor.get(PAGE)
    token = editor.cookies["csrftoken"].value
    page = editor.post(UNDO, {"change": key, "csrfmiddlewaretoken": token}, follow=True)

    assert said(page)[0].startswith("Nothing was undone")


@pytest.mark.parametrize("address", [UNDO, MISFITS])
def test_buttons_are_sent_by_post_only_and_with_the_token(editor, address):
    assert editor.get(address).status_code == 405
    assert editor.post(address, {}).status_code == 403


def test_discard_shows_all_that_goes_and_then_gives_what_is_published(editor):
    RoleProfile.objects.get(slug="product-owner").delete()
    Step.objects.first().delete()
    shown = editor.get(DISCARD)
    press(editor, "Discard all changes", DISCARD)

    assert [each.title for each in shown.context["objects"]] == [
        *("Role: Product owner", "Route: Project coordinator to Project manager")
    ]
    assert (draft_state().changes, draft_state().problems) == ((), ())


def test_discard_after_the_draft_moved_discards_nothing(editor):
    edit(summary="Owns.")
    (sending,) = [
        each
        for form in read_page(editor.get(DISCARD)).all("form")
        for each in sendings(form, DISCARD)
        if each.label.startswith("Discard")
    ]
    edit(summary="Owns much.")
    page = editor.post(DISCARD, sending.fields)

    assert fields_changed() == [("product-owner", "summary")]
    assert said(page)[0].startswith("Nothing was discarded")
    assert page.context["draft"].stamp == draft_state().stamp


def test_discard_with_nothing_to_discard_leads_back(editor):
    assert editor.get(DISCARD).url == PAGE


def test_misfits_of_a_removed_role_go_with_one_button(editor):
    RoleProfile.objects.get(slug="product-owner").delete()
    page = editor.get(PAGE)
    press(editor, "Remove them too")

    assert page.context["misfits"][0].startswith("4 comparisons name a role")
    assert draft_state().problems == ()
    assert not RolePage.objects.filter(slug="product-owner").exists()
    assert not Comparison.objects.filter(slug__contains="product-owner").exists()
    assert "product-owner" not in str([*RolePage.objects.values_list("document", flat=True)])


def test_misfits_that_differ_from_what_the_page_showed_stay(editor):
    RoleProfile.objects.get(slug="product-owner").delete()
    form = next(
        form for form in read_page(editor.get(PAGE)).all("form") if form.attrs["action"] == MISFITS
    )
    (sending,) = sendings(form, PAGE)
    RoleProfile.objects.get(slug="program-manager").delete()
    page = editor.post(MISFITS, sending.fields, follow=True)

    assert said(page)[0].startswith("Nothing was removed")
    assert RolePage.objects.filter(slug="product-owner").exists()


def test_publish_of_a_stale_draft_stays_refused_after_an_undo(published, client):
    client.force_login(make_staff("Publishers"))
    edit(summary="Owns.")
    Question.objects.filter(slug="talk-to-customers").update(text="Talk to clients")
    stamp = draft_state().stamp
    press(client, "Undo Role: Product owner")
    client.post(PAGE, {"stamp": stamp})

    assert CatalogVersion.objects.count() == 1
