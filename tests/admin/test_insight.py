"""What a role's numbers do, beside its form: worked out, shown, and never saved."""

import pytest
from django.test import Client
from django.urls import reverse

from roles.domain import insight, lab
from roles.models import Dimension, ProfileTarget, RoleProfile
from roles.pages.insight import NEUTRAL_PEOPLE
from roles.queries.catalog import published_catalog
from roles.queries.draft import draft_state
from tests.admin.pages import allow, asks_to_sign_in, fields_in, make_staff, refusals, url_of
from tests.factories import publish_seed
from tests.views.page import read_page

pytestmark = pytest.mark.django_db

CHECK = {"_check": "1"}


@pytest.fixture
def editor(client):
    publish_seed()
    client.force_login(make_staff("Editors"))
    return client


@pytest.fixture
def owner(editor):
    return RoleProfile.objects.get(slug="product-owner")


def typed(client, role, **changes):
    """The fields of a role's form with other values."""
    return fields_in(client.get(url_of(role)), RoleProfile) | changes


def fragment(role=None, part=""):
    address = reverse("desk:role_insight", args=[role.pk] if role else [])
    return f"{address}?part={part}"


def draft_with(**targets):
    """The published catalog with other numbers of the product owner."""
    published = published_catalog()
    role = published.roles_by_slug["product-owner"]
    held = role.targets | targets
    return insight.with_role(
        published, type(role)(role.slug, role.name, role.summary, role.symbol, held, role.reasons)
    )


# --- the form


def test_role_form_names_every_input_and_shows_the_published_number(editor, owner):
    ProfileTarget.objects.filter(role=owner, dimension__slug="markets").update(target=77)
    page = read_page(editor.get(url_of(owner)))
    labels = {label.attrs.get("for") for label in page.all("label")}
    form = page.one("form", id="roleprofile_form")
    inputs = [
        each.attrs["id"]
        for each in form.walk()
        if each.tag in ("input", "select") and each.attrs.get("type") not in ("hidden", "submit")
    ]

    assert set(inputs) <= labels
    assert form.one("section", id="insight")
    row = next(row for row in page.all("tr") if "Understanding customers" in row.text)
    assert row.one("input", type="number").attrs["value"] == "77"
    assert row.one("td", class_="published-number").text == "Published: 70"


def test_role_form_groups_numbers_by_area_in_order(editor, owner):
    groups = editor.get(url_of(owner)).context["target_groups"]

    assert [(group.area.slug, [row.dimension.slug for row in group.rows]) for group in groups] == [
        ("strategy", ["strategy"]),
        ("delivery", ["control", "flow"]),
        ("markets", ["markets"]),
        ("coordination", ["organizing", "joining-up"]),
    ]


def test_check_shows_what_is_typed_and_saves_nothing(editor, owner):
    data = typed(editor, owner, **{"targets-3-target": "90", "name": "Owner", "days-0-text": "Hm."})
    page = editor.post(url_of(owner), data | CHECK)
    panel = page.context["insight"]

    assert page.status_code == 200
    assert draft_state().changes == ()
    assert panel.role.name == "Owner"
    assert panel.role.targets["markets"] == 90
    kept = fields_in(page, RoleProfile)
    assert (kept["targets-3-target"], kept["days-0-text"]) == (["90"], ["Hm."])
    assert page.context["people"].impact.sheets == 500
    assert RoleProfile.history.filter(history_user__username="ada").count() == 0


def test_check_of_a_new_role_compares_it_with_the_roles_there_are(editor):
    add = reverse("admin:roles_roleprofile_add")
    data = fields_in(editor.get(add), RoleProfile)
    data |= {f"targets-{place}-target": str(20 + 10 * place) for place in range(6)}
    panel = editor.post(add, data | CHECK | {"name": "Tester"}).context["insight"]

    assert panel.role.name == "Tester"
    assert len(panel.alike) == 5
    assert not RoleProfile.objects.filter(name="Tester").exists()


def test_check_of_wrong_numbers_shows_the_errors_and_keeps_everything(editor, owner):
    data = typed(editor, owner, **{"targets-3-target": "900", "summary": "New."})
    page = editor.post(url_of(owner), data | CHECK)

    assert "targets-3-target" in refusals(page)
    assert "insight" not in page.context
    assert fields_in(page, RoleProfile)["summary"] == ["New."]


def test_flat_profile_is_told_so(editor, owner):
    flat = {f"targets-{place}-target": "50" for place in range(6)}
    page = editor.post(url_of(owner), typed(editor, owner, **flat) | CHECK)

    assert page.context["comparison"].is_flat
    assert "insight" not in page.context


def test_role_form_for_people_who_may_only_look_has_numbers_and_no_button(client):
    publish_seed()
    user = make_staff()
    allow(user, "view_roleprofile", "view_profiletarget", "view_day")
    client.force_login(user)
    page = client.get(url_of(RoleProfile.objects.get(slug="product-owner")))

    assert page.context["insight"].role.targets["markets"] == 70
    form = read_page(page).one("form", id="roleprofile_form")
    assert form.all("button", name="_check") == form.all("input", type="number") == []
    sent = fields_in(page, RoleProfile)
    owner = RoleProfile.objects.get(slug="product-owner")
    assert client.post(fragment(owner, "people"), sent).context["people"].impact.changed == 0


# --- what it says


def test_panel_says_what_the_engine_says_of_the_typed_numbers(editor, owner):
    page = editor.post(fragment(owner), typed(editor, owner, **{"targets-3-target": "90"}))
    panel, after = page.context["insight"], draft_with(markets=90)
    expected = insight.role_insight(published_catalog(), after, "product-owner")

    assert [row.check for row in panel.alike] == list(expected.alike)
    assert [row.after.probability for row in panel.people] == [
        person.after.probability for person in expected.people
    ]
    assert [row.before.probability for row in panel.people] == [
        person.before.probability for person in expected.people
    ]
    numbers = {row.dimension.slug: row[1:] for group in panel.groups for row in group.rows}
    assert numbers["markets"] == (90, 70)


def test_people_are_worked_out_as_the_lab_does(editor, owner):
    data = typed(editor, owner, **{"targets-3-target": "100", "targets-1-target": "0"})
    people = editor.post(fragment(owner, "people"), data).context["people"]
    before, after = published_catalog(), draft_with(markets=100, control=0)

    assert people.is_simulated
    assert people.impact == lab.impact(before, after, insight.simulated_sheets(before, 500))
    assert people.neutral.before == lab.neutral_shares(before, NEUTRAL_PEOPLE)["product-owner"]
    assert people.neutral.after == pytest.approx(
        lab.neutral_shares(after, NEUTRAL_PEOPLE)["product-owner"]
    )
    assert 0 < people.impact.changed_share < 1


def test_unsound_draft_is_replaced_by_the_published_version(editor, owner):
    data = typed(editor, owner, **{"targets-3-target": "90"})
    Dimension.objects.filter(slug="flow").update(area=None)  # each has an area, or none
    page = editor.post(fragment(owner), data)

    assert not page.context["comparison"].is_draft
    assert page.context["insight"].role.targets["markets"] == 90


def test_nothing_published_compares_with_nothing(client, small_draft):
    client.force_login(make_staff("Editors"))
    role = RoleProfile.objects.get(slug="thinker")
    page = client.get(url_of(role))

    assert page.context["comparison"].before is None
    assert {row.before for row in page.context["insight"].people} == {None}
    people = client.post(fragment(role, "people"), fields_in(page, RoleProfile)).context["people"]
    assert people.impact is None


# --- the address that a script asks


def test_insight_address_refuses_reading_strangers_and_unknown_roles(editor, owner):
    data = typed(editor, owner)

    assert editor.get(fragment(owner)).status_code == 405
    unknown = reverse("desk:role_insight", args=[99999999999999999999])
    assert editor.post(unknown, data).status_code == 404
    editor.logout()
    assert asks_to_sign_in(editor.post(fragment(owner), data))
    editor.force_login(make_staff(name="bob"))
    assert editor.post(fragment(owner), data).status_code == 403


def test_insight_is_sent_with_the_forms_own_token_and_not_stored(owner):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_staff("Editors", "eve"))
    data = typed(browser, owner)
    page = browser.post(fragment(owner), data)

    assert page.context["insight"].role.slug == "product-owner"
    assert "no-store" in page.headers["Cache-Control"]
    data.pop("csrfmiddlewaretoken")
    assert browser.post(fragment(owner), data).status_code == 403


@pytest.mark.parametrize("number", ["", "101", "x", "٣٣", "9" * 5000, "<b>"])
def test_insight_of_wrong_numbers_says_so(editor, owner, number):
    page = editor.post(fragment(owner), typed(editor, owner, **{"targets-3-target": number}))

    assert page.status_code == 200
    assert ("insight" in page.context) == (number == "٣٣")  # digits of another script are digits


def test_insight_of_no_form_at_all_says_so(editor, owner):
    assert "insight" not in editor.post(fragment(owner), {}).context
    assert "people" not in editor.post(fragment(part="people"), {}).context


@pytest.mark.parametrize("name", ["", "\u202eevil", "x" * 5000, "<script>"])
def test_insight_of_a_wrong_name_still_works(editor, owner, name):
    page = editor.post(fragment(owner), typed(editor, owner, name=name))

    assert page.context["insight"].role.targets["markets"] == 70
    assert b"<script>" not in page.content


# --- the form as it is saved


def test_role_form_saves_as_before(editor, owner):
    page = editor.post(url_of(owner), typed(editor, owner, **{"targets-3-target": "77"}))

    assert page.status_code == 302
    assert owner.targets.get(dimension__slug="markets").target == 77


@pytest.mark.parametrize("codename", ["view_roleprofile", "change_roleprofile"])
def test_role_form_without_the_right_to_see_numbers_has_neither_numbers_nor_panel(client, codename):
    publish_seed()
    user = make_staff()
    allow(user, codename)
    client.force_login(user)
    owner = RoleProfile.objects.get(slug="product-owner")
    page = client.get(url_of(owner))

    assert page.status_code == 200
    assert read_page(page).all(id="insight") == read_page(page).all(id="targets-group") == []
    assert client.post(fragment(owner)).status_code == 403
