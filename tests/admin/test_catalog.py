"""The draft's admin: edit, see the banner, read the history."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from roles.admin.reconcile import STAMP
from roles.domain.types import SYMBOLS
from roles.models import Area, Day, Dimension, ProfileTarget, Question, RoleProfile, ScoringSettings
from roles.queries.draft import draft_state
from tests.admin.pages import (
    banner,
    fields_in,
    form_data,
    make_staff,
    post_form,
    refusals,
    text_of,
)
from tests.factories import publish_seed
from tests.views.forms import fields_of
from tests.views.page import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    publish_seed()
    client.force_login(make_staff("Editors"))
    return client


def change_url(row):
    return reverse(f"admin:roles_{row._meta.model_name}_change", args=[row.pk])


def targets_of(page):
    """The formset of a role's targets."""
    return page.context["inline_admin_formsets"][0].formset


def list_url(model):
    return reverse(f"admin:roles_{model._meta.model_name}_changelist")


MODELS = (Area, Dimension, RoleProfile, Question)


@pytest.mark.parametrize("model", MODELS)
def test_list_shows_every_row_and_the_banner(editor, model):
    page = editor.get(list_url(model))

    assert banner(page) == "No unpublished changes (version 1)."
    assert [row.pk for row in page.context["cl"].result_list] == list(
        model.objects.values_list("pk", flat=True)
    )


def test_settings_list_leads_to_the_only_row(editor):
    page = editor.get(list_url(ScoringSettings))

    assert page.url == change_url(ScoringSettings.objects.get())
    assert banner(editor.get(page.url)) == "No unpublished changes (version 1)."


def test_role_form_shows_its_targets_by_dimension(editor):
    page = editor.get(change_url(RoleProfile.objects.get(slug="product-owner")))
    rows = [form.instance for form in targets_of(page).forms]

    assert [(row.dimension.slug, row.target) for row in rows] == [
        ("strategy", 60),
        ("control", 35),
        ("flow", 80),
        ("markets", 70),
        ("organizing", 20),
        ("joining-up", 35),
    ]


def test_role_change_of_a_target_is_saved_and_shown_in_the_banner(editor):
    role = RoleProfile.objects.get(slug="product-owner")
    data = form_data(editor.get(change_url(role)))
    page = editor.post(change_url(role), data | {"targets-3-target": "77"}, follow=True)

    assert role.targets.get(dimension__slug="markets").target == 77
    assert banner(page) == ("Draft differs from version 1: 1 profile. See changes and checks")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("101", "Ensure this value is less than or equal to 100."),
        ("-1", "Ensure this value is greater than or equal to 0."),
        ("ninety", "Enter a whole number."),
        ("true", "Enter a whole number."),
        ("90.5", "Enter a whole number."),
        ("", "This field is required."),
    ],
)
def test_role_bad_target_is_refused_and_nothing_is_saved(editor, bad, said):
    role = RoleProfile.objects.get(slug="product-owner")
    data = form_data(editor.get(change_url(role)))
    page = editor.post(
        change_url(role), data | {"targets-3-target": bad, "name": "Owner", "summary": "New."}
    )

    assert targets_of(page).errors[3] == {"target": [said]}
    assert RoleProfile.objects.get(slug="product-owner").name == "Product owner"
    assert draft_state().changes == ()


def test_role_added_asks_for_a_target_in_every_dimension(editor):
    url = reverse("admin:roles_roleprofile_add")
    data = form_data(editor.get(url))
    data |= {"name": "Tester", "slug": "tester", "summary": "Tests."}
    refused = editor.post(url, data)
    for index, target in enumerate((10, 90, 30, 20, 40, 50)):
        data[f"targets-{index}-target"] = target
    editor.post(url, data)

    assert targets_of(refused).errors == [{"target": ["This field is required."]}] * 6
    targets = ProfileTarget.objects.filter(role__slug="tester")
    assert list(targets.values_list("dimension__slug", "target")) == [
        ("strategy", 10),
        ("control", 90),
        ("flow", 30),
        ("markets", 20),
        ("organizing", 40),
        ("joining-up", 50),
    ]


def test_role_added_is_offered_the_next_free_shape(editor):
    RoleProfile.objects.filter(symbol="triangle").update(symbol="star")
    page = editor.get(reverse("admin:roles_roleprofile_add"))

    assert page.context["adminform"].form.initial["symbol"] == "triangle"


def test_role_with_the_shape_of_another_is_refused_while_one_is_free(editor):
    role = RoleProfile.objects.get(slug="product-owner")
    data = form_data(editor.get(change_url(role)))
    page = editor.post(change_url(role), data | {"symbol": "circle"})

    [said] = page.context["adminform"].form.errors["symbol"]
    assert said == (
        "Product manager has this shape. Choose one that is free: Diamond, teal; Ring, green; "
        "Star, plum; Hexagon, red; Arch, blue; Wave, lavender."
    )
    assert RoleProfile.objects.get(slug="product-owner").symbol == "diamond"


def test_role_may_share_a_shape_where_none_is_free(editor):
    for place, symbol in enumerate(SYMBOLS[5:]):
        RoleProfile.objects.create(slug=f"more-{place}", name="n", summary="s", symbol=symbol)
    RoleProfile.objects.create(slug="eleventh", name="n", summary="s", symbol="diamond")
    role = RoleProfile.objects.get(slug="product-owner")
    editor.post(change_url(role), form_data(editor.get(change_url(role))) | {"name": "Owner"})

    assert RoleProfile.objects.get(slug="product-owner").name == "Owner"


def test_dimension_added_blocks_publishing_until_every_role_has_a_target(editor):
    data = {"name": "Art", "slug": "art", "description": "d", "low": "l", "high": "h"}
    data |= {"position": 7, "area": Area.objects.get(slug="delivery").pk}
    page = editor.post(reverse("admin:roles_dimension_add"), data, follow=True)

    assert banner(page).startswith("The draft cannot be published yet: 5 problems.")
    assert "Role: Product owner. Type a number for Art." in text_of(
        editor.get("/admin/draft/"), "draft-problems"
    )
    role_page = editor.get(change_url(RoleProfile.objects.get(slug="product-owner")))
    assert [form["dimension"].value() for form in targets_of(role_page).forms][-1] == (
        Dimension.objects.get(slug="art").pk
    )


def test_new_role_with_the_slug_of_another_is_refused(editor):
    page = post_form(editor, RoleProfile, "add", name="Another", slug="product-manager")

    assert "slug" in refusals(page)
    assert RoleProfile.objects.filter(slug="product-manager").count() == 1


def test_role_form_leaves_the_slug_as_it_is(editor):
    """It changes by renaming the role, with all that names it."""
    role = RoleProfile.objects.get(slug="product-owner")
    post_form(editor, role, slug="backlog-owner", summary="Orders the backlog.")
    role.refresh_from_db()

    assert (role.slug, role.summary) == ("product-owner", "Orders the backlog.")


def test_question_order_is_edited_in_the_list(editor):
    page = editor.get(list_url(Question))
    formset = page.context["cl"].formset
    data = {"form-TOTAL_FORMS": 24, "form-INITIAL_FORMS": 24, "_save": "Save"}
    data[STAMP] = page.context["guard"].stamp
    for index, form in enumerate(formset.forms):
        data[f"form-{index}-id"] = form.instance.pk
        data[f"form-{index}-position"] = 24 - index
        data[f"form-{index}-active"] = "on"
    after = editor.post(list_url(Question), data, follow=True)

    assert Question.objects.first().slug == "win-over-heads"
    assert Question.history.filter(history_user__username="ada").count() == 24
    assert banner(after).startswith("Draft differs from version 1: 1 question.")


def test_question_list_filters_by_dimension(editor):
    markets = Dimension.objects.get(slug="markets")
    page = editor.get(list_url(Question), {"dimension__id__exact": markets.pk})

    assert {row.dimension for row in page.context["cl"].result_list} == {markets}


def test_dimension_in_use_cannot_be_deleted(editor):
    url = reverse("admin:roles_dimension_delete", args=[Dimension.objects.get(slug="markets").pk])
    page = editor.post(url, {"post": "yes"})

    assert Dimension.objects.filter(slug="markets").exists()
    assert "Question: Talk to customers to learn what they need" in text_of(page, "content")


def test_role_history_shows_who_changed_which_target(editor):
    role = RoleProfile.objects.get(slug="product-owner")
    data = form_data(editor.get(change_url(role)))
    editor.post(change_url(role), data | {"targets-3-target": "77"})
    page = editor.get(reverse("admin:roles_roleprofile_history", args=[role.pk]))
    newest = page.context["target_history"][0]

    assert (newest.before.target, newest.now.target) == (70, 77)
    assert newest.now.author == "ada"
    shown = text_of(page, "content-main")
    assert "ada Understanding customers 70 → 77 stays close to users" in shown


def test_history_without_an_admin_account_names_the_command_line(editor):
    dimension = Dimension.objects.get(slug="markets")
    page = editor.get(reverse("admin:roles_dimension_history", args=[dimension.pk]))

    assert "command line Created loaded from catalog.yaml" in text_of(page, "content-main")


def test_history_names_an_account_that_was_deleted(editor, admin_client):
    question = Question.objects.get(slug="talk-to-customers")
    post_form(editor, question, position="99")
    account = User.objects.get(username="ada")
    delete = reverse("admin:auth_user_delete", args=[account.pk])
    asked = read_page(admin_client.get(delete)).all("form")[-1]
    admin_client.post(delete, fields_of(asked))
    page = admin_client.get(reverse("admin:roles_question_history", args=[question.pk]))

    assert not User.objects.filter(username="ada").exists()
    assert "ada Changed Position: 13 → 99" in text_of(page, "content-main")


@pytest.mark.parametrize("model", [*MODELS, ScoringSettings])
def test_pages_without_rights_are_refused(client, model):
    publish_seed()
    row = model.objects.first()
    signed_out = client.get(change_url(row))
    client.force_login(make_staff())

    assert signed_out.url.startswith("/admin/login/?next=")
    assert client.get(change_url(row)).status_code == 403
    assert client.post(change_url(row), {}).status_code == 403


def test_settings_cannot_be_added_twice_or_deleted(editor):
    delete = reverse("admin:roles_scoringsettings_delete", args=[1])

    assert editor.get(reverse("admin:roles_scoringsettings_add")).status_code == 403
    assert editor.post(delete, {"post": "yes"}).status_code == 403


def test_markup_in_a_text_comes_out_as_text(editor):
    role = RoleProfile.objects.get(slug="product-owner")
    data = form_data(editor.get(change_url(role)))
    page = editor.post(
        change_url(role), data | {"name": "<b>Owner</b>", "_continue": "1"}, follow=True
    )

    assert b"<b>Owner</b>" not in page.content
    assert b"&lt;b&gt;Owner&lt;/b&gt;" in page.content


# --- areas and days


def test_area_without_a_dimension_blocks_publishing_and_the_page_of_checks_names_it(editor):
    data = {"name": "Art", "slug": "art", "description": "d", "position": 5}
    page = editor.post(reverse("admin:roles_area_add"), data, follow=True)

    assert banner(page).startswith("The draft cannot be published yet: ")
    assert text_of(editor.get("/admin/draft/"), "draft-problems").startswith(
        "Area: Art. Give it a kind of work, or delete it"
    )
    assert Area.objects.get(slug="art").name == "Art"


def test_dimension_without_an_area_blocks_publishing_and_the_page_of_checks_names_it(editor):
    markets = Dimension.objects.get(slug="markets")
    post_form(editor, Dimension.objects.get(slug="flow"), area="")

    assert "Shaping the work. Choose its area" in text_of(
        editor.get("/admin/draft/"), "draft-problems"
    )
    post_form(editor, Dimension.objects.get(slug="flow"), area=str(markets.area.pk))
    assert draft_state().rows_changed == {"dimensions": 1}


def test_area_shows_its_dimensions_with_links_to_them(editor):
    flow = Dimension.objects.get(slug="flow")
    page = editor.get(change_url(Area.objects.get(slug="delivery")))

    assert f'<a href="{change_url(flow)}">Shaping the work</a>' in page.content.decode()
    row = read_page(editor.get(list_url(Area))).all("td", class_="field-dimension_names")[1]
    assert row.text == "Staying on track, Shaping the work"


def test_area_in_use_cannot_be_deleted(editor):
    area = Area.objects.get(slug="markets")
    page = editor.post(reverse("admin:roles_area_delete", args=[area.pk]), {"post": "yes"})

    assert Area.objects.filter(slug="markets").exists()
    assert "Dimension: Understanding customers" in text_of(page, "content")


def test_day_is_added_changed_and_deleted_in_the_form_of_its_role(editor):
    role = RoleProfile.objects.get(slug="product-owner")
    first, second, *_rest = role.days.all()
    changes = {"days-0-text": "Explain it.", "days-1-DELETE": "on"}
    changes |= {"days-6-text": "Rest.", "days-6-slug": "rest", "days-6-position": "7"}
    page = post_form(editor, role, **changes)

    assert [day.text for day in role.days.all()][::5] == ["Explain it.", "Rest."]
    assert not role.days.filter(pk=second.pk).exists()
    assert draft_state().rows_changed == {"roles": 1}
    history = editor.get(reverse("admin:roles_roleprofile_history", args=[role.pk]))
    assert f"ada Changed {first.text} → Explain it." in text_of(history, "content-main")
    assert banner(editor.get(page.url)).startswith("Draft differs from version 1: 1 profile.")


@pytest.mark.parametrize("slug", ["hour-with-a-user", "five-customers"], ids=["own", "another's"])
def test_day_with_the_slug_of_another_is_refused_and_nothing_is_lost(editor, slug):
    role = RoleProfile.objects.get(slug="product-owner")
    page = post_form(editor, role, **{"days-6-text": "Rest.", "days-6-slug": slug})

    assert "days-6-slug" in refusals(page)
    assert fields_in(page, RoleProfile)["days-6-text"] == ["Rest."]
    assert draft_state().changes == ()


def test_day_change_is_told_on_the_publish_page_by_its_text(client):
    publish_seed()
    client.force_login(make_staff("Publishers"))
    Day.objects.filter(slug="one-page").update(text="Write two pages.")
    (row,) = client.get("/admin/draft/").context["objects"]
    (change,) = row.changes

    assert (row.shown.title, change.shown.label) == ("Role: Product manager", "Day")
    assert change.shown.pieces[-1] == ("added", "Write two pages.")


def test_settings_of_the_second_step_are_saved_and_shown_in_the_banner(editor):
    changes = {"day_pairs": "3", "day_weight": "0.7", "scale_answers": "0"}
    settings = ScoringSettings.objects.get()
    post_form(editor, settings, **changes)

    assert draft_state().catalog.settings.day_pairs == 3
    assert banner(editor.get(change_url(settings))).startswith(
        "Draft differs from version 1: the settings."
    )
