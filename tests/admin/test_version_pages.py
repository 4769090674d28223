"""Versions as a whole in the admin: compared, loaded into the draft, downloaded."""

from dataclasses import replace
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from roles.models import ContentVersion, Day, ProfileTarget, Question, Title
from roles.queries.careers import content_text, draft_content_document
from roles.queries.catalog import catalog_text, draft_catalog
from roles.queries.draft import draft_state
from roles.queries.versions import companion_of, draft_digest
from roles.services.careers import load_careers
from roles.services.catalog import load_catalog
from roles.services.publishing import publish_draft
from tests.admin.counted_days import store_days
from tests.admin.pages import allow, changes_shown, make_staff, text_of
from tests.careers_factories import make_careers_document
from tests.content.documents import read
from tests.factories import (
    first_catalog,
    make_catalog,
    make_content_version,
    make_version,
    publish_seed,
    seed_careers,
    seed_catalog,
)
from tests.views.forms import fields_of
from tests.views.page import read_page

pytestmark = pytest.mark.django_db
COMPARE = "/admin/versions/catalog/compare/"


@pytest.fixture
def versions():
    """Two versions of the catalog, one of the content, and a draft equal to the newest."""
    first = publish_seed()
    load_careers(content=seed_careers(), reason="test")
    publish_draft(author="ada")
    edit(77)
    second = publish_draft(author="ada", note="closer to users").catalog
    return first, second, ContentVersion.objects.get()


@pytest.fixture
def editor(client, versions):
    client.force_login(make_staff("Editors"))
    return client


def edit(value):
    target = ProfileTarget.objects.get(role__slug="product-owner", dimension__slug="markets")
    target.target = value
    target.save()


def load_url(kind, number):
    return reverse("desk:load", args=[kind, number])


def confirm(client, address, **changes):
    """Sends the confirmation as the page shows it, with the CSRF check on."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    form = read_page(strict.get(address)).one("form", class_="load-draft")
    return strict.post(address, fields_of(form) | changes, follow=True)


def said(page):
    return [str(message) for message in page.context["messages"]]


# --- compare


def test_compare_without_a_choice_shows_the_newest_version_and_the_draft(editor):
    edit(60)
    page = editor.get(COMPARE)

    assert changes_shown(page) == [("Role: Product owner", "from 77 to 60")]
    assert [page.context["form"].data[name] for name in ("old", "new")] == ["2", "draft"]


@pytest.mark.parametrize(
    ("old", "new", "words"), [("1", "2", "from 70 to 77"), ("2", "1", "from 77 to 70")]
)
def test_compare_any_two_versions_shows_what_differs_in_that_order(editor, old, new, words):
    page = editor.get(COMPARE, {"old": old, "new": new})

    assert changes_shown(page) == [("Role: Product owner", words)]
    (shown,) = read_page(page).all(class_="change-object")
    assert words in shown.text


def test_compare_equal_ones_says_so_and_shows_no_objects(editor):
    page = editor.get(COMPARE, {"old": "2", "new": "draft"})

    assert page.context["found"].changes == ()
    assert read_page(page).all(class_="change-object") == []


def test_compare_an_unsound_draft_shows_what_differs(editor):
    Question.objects.filter(slug="talk-to-customers").update(text="")
    page = editor.get(COMPARE)

    assert draft_state().problems
    (shown,) = page.context["found"].objects
    assert (shown.section, shown.slug) == ("questions", "talk-to-customers")


def test_compare_content_names_what_differs(editor):
    address = reverse("desk:compare", args=["content"])
    assert editor.get(address).context["found"].changes == ()

    title = Title.objects.first()
    title.delete()
    (shown,) = editor.get(address).context["found"].objects
    assert (shown.section, shown.slug) == ("content.titles", title.slug)
    assert str(title) in shown.title


def test_compare_before_the_first_publication_has_no_form(client):
    client.force_login(make_staff("Editors"))
    page = client.get(COMPARE)

    assert page.status_code == 200
    assert read_page(page).all("form", class_="compare-versions") == []


@pytest.mark.parametrize("query", ["?old=9", "?new=x", "?old=", "?old=1&new=99999999999999999999"])
def test_compare_with_what_is_no_version_is_not_found(editor, query):
    assert editor.get(f"{COMPARE}{query}").status_code == 404


# --- load


def test_load_confirmation_shows_what_the_draft_would_lose_and_writes_nothing(editor):
    before = draft_digest()
    page = editor.get(load_url("catalog", 1))

    assert changes_shown(page) == [("Role: Product owner", "from 77 to 70")]
    assert draft_digest() == before


def test_load_makes_the_draft_equal_to_the_version_byte_for_byte(editor, versions):
    page = confirm(editor, load_url("catalog", 1))

    assert catalog_text(draft_catalog()) == versions[0].document_text
    assert page.redirect_chain == [(COMPARE, 302)]
    row = ProfileTarget.history.filter(role__slug="product-owner").first()
    assert (row.history_change_reason, row.history_user.username) == ("version 1 loaded", "ada")


def test_load_content_makes_the_draft_equal_to_the_version_byte_for_byte(editor, versions):
    Title.objects.first().delete()
    confirm(editor, load_url("content", 1))

    assert content_text(draft_state().content) == versions[2].document_text


def test_load_after_the_draft_moved_writes_nothing_and_shows_it_as_it_is_now(editor):
    stamp = draft_digest()
    edit(60)
    page = editor.post(load_url("catalog", 1), {"stamp": stamp})

    assert said(page)[0].startswith("Nothing was loaded")
    assert changes_shown(page) == [("Role: Product owner", "from 60 to 70")]
    assert page.context["stamp"] == draft_digest()


def test_load_without_a_stamp_writes_nothing(editor):
    before = draft_digest()
    assert editor.post(load_url("catalog", 1), {}).status_code == 200
    assert draft_digest() == before


def test_load_what_the_draft_says_already_offers_no_button(editor):
    page = editor.get(load_url("catalog", 2))
    assert read_page(page).all("form", class_="load-draft") == []


def test_load_version_of_the_first_format_gives_the_draft_its_catalog(client):
    make_version(first_catalog())
    load_catalog(catalog=seed_catalog(), reason="test")
    client.force_login(make_staff("Editors"))
    confirm(client, load_url("catalog", 1))

    assert [role.slug for role in draft_catalog().roles] == [r.slug for r in first_catalog().roles]
    assert not Day.objects.exists()


@pytest.fixture
def other_roles(client):
    """Catalog and role pages of version 1 are about other roles than the draft and version 2."""
    make_version(make_catalog())
    make_content_version(read(make_careers_document()))
    load_catalog(catalog=seed_catalog(), reason="test")
    load_careers(content=seed_careers(), reason="test")
    make_version(seed_catalog())
    make_content_version(seed_careers())
    client.force_login(make_staff("Editors"))
    return client


@pytest.mark.parametrize("kind", ["catalog", "content"])
def test_load_what_does_not_fit_the_other_half_says_so_before(other_roles, kind):
    page = other_roles.get(load_url(kind, 1))

    assert page.context["problems"]
    assert text_of(page, "draft-problems")
    assert page.context["companion"].changes


@pytest.mark.parametrize("kind", ["catalog", "content"])
def test_load_with_its_companion_leaves_a_draft_without_problems(other_roles, kind):
    confirm(other_roles, load_url(kind, 1), companion="on")

    assert draft_state().problems == ()
    assert catalog_text(draft_catalog()) == catalog_text(replace(make_catalog(), format=2))
    assert content_text(draft_state().content) == ContentVersion.objects.get(number=1).document_text


def test_load_without_its_companion_leaves_the_other_half_alone(other_roles):
    before = draft_content_document()
    confirm(other_roles, load_url("catalog", 1))

    assert draft_content_document() == before
    assert draft_state().problems


def test_load_companion_of_a_catalog_is_the_last_content_of_its_time(versions):
    first, second, content = versions
    assert (companion_of(first), companion_of(second)) == (content, content)
    assert companion_of(content) == first


# --- download


@pytest.mark.parametrize(
    ("address", "command", "options", "name"),
    [
        (
            "catalog/1/file/",
            "export_catalog",
            {"catalog_version": 1},
            "careerquiz-catalog-version-1.yaml",
        ),
        (
            "content/1/file/",
            "export_careers",
            {"content_version": 1},
            "careerquiz-role-pages-version-1.yaml",
        ),
        ("catalog/draft/file/", "export_catalog", {}, None),
        ("content/draft/file/", "export_careers", {}, None),
    ],
)
def test_download_is_what_the_command_exports(editor, address, command, options, name):
    page = editor.get(f"/admin/versions/{address}")
    exported = StringIO()
    call_command(command, stdout=exported, **options)

    assert page.content.decode() == exported.getvalue()
    assert page.headers["Content-Type"] == "application/yaml; charset=utf-8"
    if name:
        assert page.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_download_of_an_unsound_draft_gives_it_as_it_stands(editor):
    Question.objects.filter(slug="talk-to-customers").update(text="")
    page = editor.get("/admin/versions/catalog/draft/file/")

    assert b"slug: talk-to-customers\n    text: ''" in page.content


# --- refusals

ADDRESSES = [
    COMPARE,
    "/admin/versions/catalog/1/load/",
    "/admin/versions/catalog/1/file/",
    "/admin/versions/catalog/draft/file/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_version_page_without_the_right_is_refused(client, versions, address):
    client.force_login(make_staff())
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
def test_version_page_signed_out_leads_to_sign_in(client, versions, address):
    assert client.get(address).url == f"/admin/login/?next={address}"


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "load" not in address])
def test_version_page_that_only_shows_refuses_to_be_posted_to(editor, address):
    assert editor.post(address).status_code == 405


@pytest.mark.parametrize("part", ["people/compare/", "catalog/9/load/", "catalog/9/file/"])
@pytest.mark.parametrize("number", ["9", "0", "99999999999999999999"])
def test_version_page_of_no_version_is_not_found(editor, part, number):
    assert editor.get(f"/admin/versions/{part.replace('9', number)}").status_code == 404


@pytest.mark.parametrize("missing", ["change_question", "delete_day", "add_roleprofile"])
def test_load_without_every_right_on_the_draft_is_refused(client, versions, missing):
    user = make_staff("Editors")
    Group.objects.get(name="Editors").permissions.filter(codename=missing).delete()
    client.force_login(user)
    before = draft_digest()

    assert client.post(load_url("catalog", 1), {"stamp": before}).status_code == 403
    assert draft_digest() == before


def test_versions_with_the_right_to_view_them_alone_show_no_draft(client, versions):
    user = make_staff()
    allow(user, "view_catalogversion")
    client.force_login(user)

    assert client.get(COMPARE).context["form"].data["new"] == "2"
    assert client.get(f"{COMPARE}?new=draft").status_code == 404
    assert client.get("/admin/versions/catalog/draft/file/").status_code == 403


# --- the list


def test_version_list_says_how_many_took_those_that_many_did(editor, versions):
    first, *_others = versions
    store_days([first], 20, 30)
    page = read_page(editor.get("/admin/roles/catalogversion/"))

    counts = {
        row.one(class_="field-number").text: [
            row.one(class_=f"field-{name}").text for name in ("started", "finished")
        ]
        for row in page.one("table", id="result_list").one("tbody").all("tr")
    }
    assert counts == {"2": ["\N{EN DASH}", "fewer than 100"], "1": ["600", "440"]}
