"""Uploading a content file into the draft: shown before it is loaded, or refused."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from roles.content.files import CAREERS_SEED, SEED
from roles.models import ProfileTarget, Question
from roles.queries.careers import draft_content_document
from roles.queries.catalog import draft_catalog
from roles.queries.versions import draft_digest
from roles.services.careers import load_careers
from tests.admin.pages import asks_to_sign_in, changes_shown, make_staff, text_of
from tests.factories import publish_seed, seed_careers
from tests.views.forms import fields_of
from tests.views.page import read_page

pytestmark = pytest.mark.django_db
UPLOAD, LOAD = "/admin/upload/", "/admin/upload/load/"
CATALOG, CAREERS = SEED.read_bytes(), CAREERS_SEED.read_bytes()


@pytest.fixture
def editor(client):
    publish_seed()
    load_careers(content=seed_careers(), reason="test")
    client.force_login(make_staff("Editors"))
    return client


def send(client, data, name="catalog.yaml"):
    """Sends the form as the page shows it, with a file and with the CSRF check on."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    form = read_page(strict.get(UPLOAD)).one("form", class_="load-draft")
    return strict.post(UPLOAD, fields_of(form) | {"file": SimpleUploadedFile(name, data)})


def confirm(client, page, **changes):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies | page.cookies
    fields = fields_of(read_page(page).one("form", class_="load-draft"))
    return strict.post(LOAD, fields | changes, follow=True)


def edited():
    """The shipped catalog with one target changed, as bytes."""
    assert CATALOG.count(b"flow: 80") == 1
    return CATALOG.replace(b"flow: 80", b"flow: 81")


def said(page):
    return [str(message) for message in page.context["messages"]]


def test_upload_catalog_shows_what_would_change_and_writes_nothing(editor):
    before = draft_digest()
    page = send(editor, edited())

    assert changes_shown(page) == [("Role: Product owner", "from 80 to 81")]
    assert draft_digest() == before


def test_upload_confirmed_is_in_the_draft_with_its_name_in_the_history(editor):
    page = confirm(editor, send(editor, edited()))

    assert draft_catalog().role("product-owner").targets["flow"] == 81
    assert ProfileTarget.history.first().history_change_reason == "loaded from catalog.yaml"
    assert page.redirect_chain == [("/admin/versions/catalog/compare/", 302)]


def test_upload_role_pages_are_told_by_their_keys_and_loaded(editor):
    page = send(
        editor, CAREERS.replace(b"name: Student or first job", b"name: Student"), "pages.yaml"
    )
    (change,) = page.context["found"].changes
    confirm(editor, page)

    assert (page.context["kind"], change.section) == ("content", "content.titles")
    assert change.new in str(draft_content_document()["titles"])


def test_upload_equal_to_the_draft_offers_no_button(editor):
    page = send(editor, b"\xef\xbb\xbf" + CATALOG)
    assert read_page(page).all("form", class_="load-draft") == []


def test_upload_catalog_that_role_pages_do_not_fit_says_so(editor):
    page = send(editor, CATALOG.replace(b"slug: product-owner", b"slug: product-lead"))
    assert text_of(page, "draft-problems")


REFUSED = {
    "foreign": b"products:\n  - slug: shoes\n",
    "catalog of another product": b"format: 1\ndimensions: 3\nroles: shop\n",
    "truncated": CATALOG[:5000],
    "page of a proxy": b"<html><body>Sign in</body></html>",
    "alias bomb": b"a: &a [x, x]\nb: &b [*a, *a]\n",
    "tag": b"dimensions: !!python/object/apply:os.system [ls]\n",
    "binary": bytes(range(256)) * 20,
    "UTF-16": CATALOG.decode().encode("utf-16"),
    "Latin-1": b"roles: \xe9t\xe9\n",
    "deep": b"[" * 100_000,
    "long number": b"dimensions: 1" + b":1" * 100_000,
    "fraction": CATALOG.replace(b"flow: 80", b"flow: 80.5"),
    "right to left": CATALOG.replace(b"name: Product owner", "name: \u202eowner".encode()),
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_upload_bad_file_is_refused_whole_with_lines(editor, data):
    before = draft_digest()
    page = send(editor, data)

    assert page.context["form"].errors.keys() == {"file"}
    assert all(problem.where.startswith("line ") for problem in page.context["problems"])
    assert page.context["problems"]
    assert draft_digest() == before


def test_upload_lists_every_problem_in_the_order_of_the_file(editor):
    data = CATALOG.replace(b"reversed: false", b"reversed: maybe").replace(b"flow: 80", b"flow: x")
    problems = send(editor, data).context["problems"]
    lines = [int(problem.where.split(":")[0].removeprefix("line ")) for problem in problems]

    assert len(lines) == data.count(b"maybe") + 1
    assert lines == sorted(lines)


@pytest.mark.parametrize("data", [b"", b"#" * 1_000_001, b"#" * 5_000_000], ids=["0", "1", "5"])
def test_upload_empty_or_huge_file_is_refused_beside_the_field(editor, data):
    page = send(editor, data)

    assert page.context["form"].errors.keys() == {"file"}
    assert text_of(page, "errornote")


def test_upload_without_a_file_is_refused_beside_the_field(editor):
    page = editor.post(UPLOAD, {"file": "text, no file"})
    assert page.context["form"].errors == {"file": ["Choose a file"]}


def test_upload_with_markup_in_its_name_is_escaped(editor):
    page = send(editor, edited(), "<b>x.yaml")
    assert b"<b>x" not in page.content


@pytest.mark.parametrize("name", ["\u202egnp.yaml", "x" * 250 + ".yaml"])
def test_upload_with_a_strange_name_is_loaded_all_the_same(editor, name):
    confirm(editor, send(editor, edited(), name))
    assert draft_catalog().role("product-owner").targets["flow"] == 81


def test_upload_confirmed_after_the_draft_moved_writes_nothing_and_keeps_the_file(editor):
    page = send(editor, edited())
    Question.objects.filter(slug="talk-to-customers").update(text="Talk")
    before = draft_digest()
    again = confirm(editor, page)

    assert said(again)[0].startswith("Nothing was loaded")
    assert draft_digest() == before
    confirm(editor, again)
    assert draft_catalog().role("product-owner").targets["flow"] == 81


@pytest.mark.parametrize("uploaded", ["", "x", "a:b:c"])
def test_upload_changed_on_the_way_is_refused(editor, uploaded):
    page = send(editor, edited())
    before = draft_digest()
    again = confirm(editor, page, uploaded=uploaded)

    assert again.redirect_chain == [(UPLOAD, 302)]
    assert draft_digest() == before


def test_upload_by_somebody_without_the_rights_is_refused(client):
    client.force_login(make_staff())
    file = SimpleUploadedFile("catalog.yaml", CATALOG)

    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, {"file": file}).status_code == 403
    assert client.post(LOAD, {}).status_code == 403


def test_upload_of_the_half_that_somebody_may_not_change_is_refused(editor):
    Permission.objects.filter(codename="change_source").delete()
    page = send(editor, CAREERS)

    assert page.context["form"].errors.keys() == {"file"}
    assert send(editor, edited()).context["kind"] == "catalog"


def test_upload_signed_out_leads_to_sign_in(client):
    assert client.get(UPLOAD).url == f"/admin/login/?next={UPLOAD}"


def test_upload_confirmed_by_somebody_signed_out_asks_to_sign_in_and_loads_nothing(editor):
    page = send(editor, edited())
    fields = fields_of(read_page(page).one("form", class_="load-draft"))
    before = draft_digest()
    editor.logout()

    assert asks_to_sign_in(editor.post(LOAD, fields))
    assert draft_digest() == before


def test_upload_confirmation_is_only_posted(editor):
    assert editor.get(LOAD).status_code == 405
