"""Whole roles in the admin: their list, and the pages that rename, copy and retire them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from roles.domain import lab
from roles.models import Comparison, Day, RolePage, RoleProfile, ScoringSettings
from roles.queries.catalog import draft_catalog
from roles.queries.completeness import draft_completeness
from roles.queries.draft import draft_state
from tests.admin.pages import allow, fields_in, make_staff, post_form, refusals, url_of
from tests.admin.records import cells
from tests.factories import make_content_version, make_version
from tests.views.forms import fields_of
from tests.views.page import links, read_page

PAGES = ("role_steps", "role_rename", "role_duplicate", "role_retire")
WRITING = PAGES[1:]


@pytest.fixture
def editor(small_draft):
    """Somebody whose forms are checked for where they come from."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_staff("Editors"))
    return client


@pytest.fixture
def live(editor):
    state = draft_state()
    make_version(state.catalog)
    make_content_version(state.content)


def address(name, slug="keeper"):
    return reverse(f"desk:{name}", args=[slug])


def send(client, view, of="keeper", /, **changes):
    """Sends the form of such a page as it stands but for the changes."""
    page = read_page(client.get(address(view, of)))
    form = page.one(id="content-main").one("form")
    return client.post(address(view, of), fields_of(form) | changes)


def role(slug):
    return RoleProfile.objects.filter(slug=slug).first()


def main_links(response):
    return links(read_page(response).one(id="content-main"))


# --- the list


def rows_of(client):
    page = read_page(client.get(url_of(RoleProfile)))
    return page, cells(page.one(id="result_list"))


def test_list_tells_of_each_role_what_it_is_like(editor, live):
    RoleProfile.objects.filter(slug="mixer").update(summary="Stirs.")
    make_twin()
    page, rows = rows_of(editor)
    shares = lab.neutral_shares(draft_catalog(), 500)

    assert [row[1] for row in rows] == ["Thinker", "Keeper", "Mixer", "Twin"]
    assert [row[3] for row in rows][:2] == ["Mixer, 1.00", "Twin, 1.00"]
    assert rows[0][4] == f"about {round(100 * shares['thinker'])} of 100"
    assert [row[6] for row in rows] == ["live", "live", "changed", "new"]
    bars = [svg.attrs["aria-label"] for svg in page.all("svg", class_="number-bars")]
    assert bars[0] == "Ideas 90, Order 20"


def make_twin():
    twin = RoleProfile.objects.create(
        slug="twin", name="Twin", summary="Does the same.", symbol="star", position=9
    )
    for target in role("keeper").targets.all():
        twin.targets.create(dimension=target.dimension, target=target.target)


def test_list_of_a_draft_with_problems_leaves_out_what_is_not_known(editor):
    role("mixer").targets.all().delete()
    _page, rows = rows_of(editor)

    assert [row[2] for row in rows][2] == "none yet"
    assert [row[4] for row in rows] == ["none"] * 3


def test_list_counts_what_is_still_to_write_and_leads_to_it(editor):
    page, rows = rows_of(editor)
    addresses = [path for _text, path in links(page.one(id="result_list"))]

    assert address("role_steps", "keeper") in addresses
    missing = [len(each.missing) for each in draft_completeness(draft_state(), localdate())]
    assert [row[5] for row in rows] == [f"{count} things missing" for count in missing]
    assert missing == [7, 3, 4]


def test_comparisons_follow_roles_that_change_places_in_the_list(editor):
    page = editor.get(url_of(RoleProfile))
    form = read_page(page).one("form", id="changelist-form")
    data = fields_of(form) | {"form-1-position": ["0"], "_save": ["Save"]}
    editor.post(url_of(RoleProfile), data)

    assert Comparison.objects.get().slug == "keeper-and-thinker"
    assert draft_state().problems == ()


def test_roles_are_not_deleted_by_the_dozen(editor):
    page = editor.get(url_of(RoleProfile))

    assert "delete_selected" not in page.content.decode()


def test_deleting_a_role_leads_to_retiring_it(editor):
    page = editor.get(url_of(role("keeper"), "delete"))

    assert (page.status_code, page["location"]) == (302, address("role_retire"))
    assert role("keeper")


# --- retire


def test_retiring_says_what_happens_and_does_it(editor, live):
    page = editor.get(address("role_retire", "thinker"))
    named = [text for text, _path in main_links(page)]
    answer = send(editor, "role_retire", "thinker")

    assert named[:3] == ["Thinker", "Thinker and Keeper", "Dreamer to Thinker"]
    assert answer["location"] == url_of(RoleProfile)
    assert (role("thinker"), RolePage.objects.count(), Comparison.objects.count()) == (None, 0, 0)
    assert draft_state().problems == ()


def test_retiring_after_the_draft_changed_shows_it_again(editor):
    page = read_page(editor.get(address("role_retire", "thinker")))
    fields = fields_of(page.one(id="content-main").one("form"))
    comparison = Comparison.objects.get()
    comparison.document |= {"answer": "Somebody wrote this meanwhile."}
    comparison.save()
    answer = editor.post(address("role_retire", "thinker"), fields)

    assert answer.status_code == 200
    assert role("thinker")


def test_last_two_roles_cannot_be_retired(editor):
    stamp = fields_of(
        read_page(editor.get(address("role_retire", "mixer"))).one(id="content-main").one("form")
    )
    role("keeper").delete()
    page = editor.get(address("role_retire", "mixer"))
    refused = editor.post(address("role_retire", "mixer"), stamp | {"stamp": ""})

    assert url_of(RoleProfile, "add") in [path for _text, path in main_links(page)]
    assert not read_page(page).one(id="content-main").all("form")
    said = [str(message) for message in refused.context["messages"]]
    assert said == ["Nothing was changed: a quiz needs two roles."]
    assert role("mixer")


# --- rename


def test_role_is_renamed_with_its_address(editor, live):
    answer = send(editor, "role_rename", "thinker", name="Ponderer", slug="ponderer")
    renamed = role("ponderer")

    assert answer["location"] == url_of(renamed)
    assert renamed.name == "Ponderer"
    assert RolePage.objects.get().document["former_slugs"] == ["thinker"]
    assert Comparison.objects.get().slug == "ponderer-and-keeper"
    assert "/roles/thinker/" in editor.get(address("role_rename", "ponderer")).content.decode()


def test_earlier_address_stays_when_the_page_is_saved(editor, live):
    send(editor, "role_rename", "thinker", name="Ponderer", slug="ponderer")
    post_form(editor, RolePage.objects.get(), description="What ponderers do all day.")
    document = RolePage.objects.get().document

    assert document["description"] == "What ponderers do all day."
    assert document["former_slugs"] == ["thinker"]


def test_earlier_address_is_refused_for_a_new_role(editor, live):
    send(editor, "role_rename", "thinker", name="Ponderer", slug="ponderer")
    page = post_form(editor, RoleProfile, "add", name="Thinker", slug="thinker")

    assert "slug" in refusals(page)
    assert role("thinker") is None


BAD = [
    {"name": "Mixer"},
    {"name": ""},
    {"name": "x" * 5000},
    {"name": "Kee\u200bper"},
    {"name": "\u202eKeeper"},
    {"slug": "mixer"},
    {"slug": ""},
    {"slug": "Two Words"},
    {"slug": "dreamer"},
    {"slug": "x" * 5000},
]


@pytest.mark.parametrize("changes", BAD)
def test_bad_name_or_address_is_told_beside_it_and_changes_nothing(editor, changes):
    answer = send(editor, "role_rename", **changes)
    form = answer.context["form"]

    assert answer.status_code == 200
    assert list(form.errors) == list(changes)
    assert (role("keeper").name, Comparison.objects.get().slug) == ("Keeper", "thinker-and-keeper")


def test_markup_in_a_name_is_shown_as_it_stands(editor):
    send(editor, "role_rename", name="<b>Keeper</b>")
    page = editor.get(address("role_retire"))

    assert role("keeper").name == "<b>Keeper</b>"
    assert "<b>Keeper" not in page.content.decode()


def test_published_role_without_a_page_leads_to_writing_one(editor, live):
    page = editor.get(address("role_rename"))
    answer = send(editor, "role_rename", slug="clerk")

    assert f"{url_of(RolePage, 'add')}?slug=keeper" in [path for _text, path in main_links(page)]
    assert list(answer.context["form"].errors) == ["slug"]
    assert role("keeper")


# --- copy


def test_copy_leads_to_what_is_still_to_write_of_it(editor):
    answer = send(editor, "role_duplicate", "thinker", name="Über-Muser")
    page = editor.get(answer["location"])
    left = page.context["left"]

    assert answer["location"] == address("role_steps", "uber-muser")
    assert [each.slug for each in left.same_numbers] == ["thinker"]
    assert [each.slug for each in left.same_page] == ["thinker"]
    assert [one.slug for one, _other in left.pairs] == ["thinker", "keeper", "mixer"]
    assert url_of(role("uber-muser")) in [path for _text, path in main_links(page)]


@pytest.mark.parametrize("name", ["Keeper", "***", ""])
def test_copy_under_a_name_that_gives_no_address_is_refused(editor, name):
    answer = send(editor, "role_duplicate", "thinker", name=name)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert RoleProfile.objects.count() == 3


# --- what is still to write


def test_new_role_leads_to_what_is_still_to_write_of_it(editor):
    changes = {"name": "Host", "slug": "host", "summary": "Hosts."}
    numbers = {"targets-0-target": "10", "targets-1-target": "60"}
    answer = post_form(editor, RoleProfile, "add", **changes, **numbers)

    assert answer["location"] == address("role_steps", "host")
    assert (role("host").position, role("host").symbol) == (4, "diamond")


def test_missing_comparison_opens_a_form_with_its_roles(editor):
    page = editor.get(address("role_steps", "mixer"))
    paths = [path for _text, path in main_links(page) if "?roles=" in path]
    fields = fields_in(editor.get(paths[0]), Comparison)

    assert paths[0].endswith("?roles=thinker,mixer")
    assert [fields[f"roles-{at}-slug"] for at in (0, 1)] == [["thinker"], ["mixer"]]
    assert [fields[f"choose-{at}-label"] for at in (0, 1)] == [["thinker"], ["mixer"]]


def test_roles_in_an_address_that_there_are_not_are_left_out(editor):
    page = editor.get(f"{url_of(Comparison, 'add')}?roles=nobody,keeper,<b>")

    assert page.status_code == 200
    assert fields_in(page, Comparison)["roles-0-slug"] == ["keeper"]


def test_days_that_are_missing_or_copied_are_told(editor):
    ScoringSettings.objects.update(day_pairs=2)
    Day.objects.create(role=role("thinker"), slug="think", text="You think.")
    Day.objects.create(role=role("keeper"), slug="keep", text="You think.")
    left = editor.get(address("role_steps")).context["left"]

    assert (left.days_missing, [each.slug for each in left.same_days]) == (1, ["thinker"])


# --- refusals


@pytest.mark.parametrize("name", PAGES)
def test_role_that_there_is_not_is_not_found(editor, name):
    assert editor.get(address(name, "nobody")).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_wrong_method_is_refused(content_editor, name):
    assert content_editor.delete(address(name)).status_code == 405


@pytest.mark.parametrize("name", PAGES)
def test_visitor_is_asked_to_sign_in(client, small_draft, name):
    assert client.get(address(name))["location"].startswith("/admin/login/")


@pytest.mark.parametrize("name", WRITING)
def test_reader_of_roles_may_not_do_anything_to_them(client, small_draft, name):
    reader = make_staff(name="bob")
    allow(reader, "view_roleprofile")
    client.force_login(reader)

    assert client.get(address("role_steps")).status_code == 200
    assert client.post(address(name)).status_code == 403


@pytest.mark.parametrize("name", WRITING)
def test_editor_of_roles_alone_may_not_change_what_names_them(client, small_draft, name):
    some = make_staff(name="bob")
    allow(some, *(f"{verb}_roleprofile" for verb in ("view", "add", "change", "delete")))
    client.force_login(some)

    assert client.get(address(name)).status_code == 403
