"""What happens to a page of the admin while it is open: rows come and go, others look and save."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from roles.admin.merge import ShownRow, Stamp
from roles.models import Area, Day, Dimension, ProfileTarget, Question, RoleProfile
from tests.admin.two_editors import form_on, opened, send, signed_in, superuser, typed_on
from tests.views.forms import fields_of
from tests.views.page import read_page

pytestmark = pytest.mark.usefixtures("small_draft")
LIST = "/admin/roles/question/"


@pytest.fixture
def ada(db):
    return signed_in(superuser("ada"))


@pytest.fixture
def grace(db):
    return signed_in(superuser("grace"))


def role():
    return RoleProfile.objects.order_by("pk").first()


def role_form():
    return f"/admin/roles/roleprofile/{role().pk}/change/"


def said(response):
    return " ".join(each.text for each in read_page(response).all(class_="guard"))


def messages(client, address):
    return read_page(client.get(address)).one(class_="messagelist").text.lower()


def choose(client, address, page, choice):
    [name] = {each.attrs["name"] for each in read_page(page).all("input", type="radio")}
    return send(client, address, typed_on(page), **{name: choice})


def delete(client, row):
    """As somebody does on the page that asks; of a role that is the one that retires it."""
    page = f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/delete/"
    asked = client.get(page, follow=True)
    return client.post(asked.request["PATH_INFO"], confirmation(asked))


def confirmation(asked):
    """What the button sends of a page that asks before it deletes."""
    return fields_of(read_page(asked).one(id="content").all("form")[-1])


# --- rows that go


@pytest.mark.parametrize(("choice", "stays"), [("yours", True), ("theirs", False)])
def test_row_deleted_while_its_list_is_open_is_named_and_can_come_back(ada, grace, choice, stays):
    row = Question.objects.first()
    fields = opened(ada, LIST)
    control = next(name for name in fields if fields[name] == [str(row.pk)] and "-id" in name)
    typed = control.replace("-id", "-position")
    delete(grace, row)
    refused = send(ada, LIST, fields, **{typed: "77"})

    assert refused.status_code == 200
    assert "grace" in said(refused)
    assert row.text in read_page(refused).one("table", class_="guard-clashes").text
    assert typed_on(refused)[typed] == ["77"]
    assert not Question.objects.filter(pk=row.pk).exists()
    assert choose(ada, LIST, refused, choice).status_code == 302
    assert list(Question.objects.filter(pk=row.pk).values_list("position", flat=True)) == (
        [77] if stays else []
    )


def test_row_deleted_while_its_list_is_open_and_left_alone_stays_deleted(ada, grace):
    first, *_others, last = Question.objects.all()
    fields = opened(ada, LIST)
    control = next(name for name in fields if fields[name] == [str(last.pk)] and "-id" in name)
    delete(grace, first)
    send(ada, LIST, fields, **{control.replace("-id", "-position"): "77"})

    assert Question.objects.get(pk=last.pk).position == 77
    assert not Question.objects.filter(pk=first.pk).exists()
    assert f"grace deleted this meanwhile: {first.text.lower()}." in messages(ada, LIST)


@pytest.mark.parametrize(("choice", "texts"), [("yours", ["Typed"]), ("theirs", [])])
def test_inline_row_deleted_while_its_form_is_open_can_come_back(ada, choice, texts):
    day = Day.objects.create(slug="a-day", text="Plan the week", role=role())
    fields = opened(ada, role_form())
    day.delete()
    refused = send(ada, role_form(), fields, **{"days-0-text": "Typed"})

    assert refused.status_code == 200
    assert choose(ada, role_form(), refused, choice).status_code == 302
    assert list(Day.objects.values_list("text", flat=True)) == texts


def test_inline_row_added_by_somebody_else_stays(ada, grace):
    fields = opened(ada, role_form())
    of_grace = opened(grace, role_form())
    new = {"days-0-text": "Of Grace", "days-0-slug": "of-grace", "days-0-position": "1"}
    send(grace, role_form(), of_grace, **new)
    mine = {"days-0-text": "Of Ada", "days-0-slug": "of-ada", "days-0-position": "2"}
    send(ada, role_form(), fields, **mine)

    assert list(Day.objects.values_list("text", flat=True)) == ["Of Grace", "Of Ada"]


def test_two_people_who_fill_in_the_same_missing_target_meet(ada, grace):
    Dimension.objects.create(slug="art", name="Art", description="d", low="l", high="h", position=9)
    fields, of_grace = opened(ada, role_form()), opened(grace, role_form())
    last = ProfileTarget.objects.filter(role=role()).count()
    send(grace, role_form(), of_grace, **{f"targets-{last}-target": "60"})
    refused = send(ada, role_form(), fields, **{f"targets-{last}-target": "70"})

    assert "Art: Target" in read_page(refused).one("table", class_="guard-clashes").text
    assert choose(ada, role_form(), refused, "yours").status_code == 302
    assert role().targets.get(dimension__slug="art").target == 70


def test_target_typed_into_an_add_form_stays_with_its_kind_of_work(ada):
    add = "/admin/roles/roleprofile/add/"
    fields = opened(ada, add) | {"name": ["New"], "slug": ["new"], "summary": ["s"]}
    typed = {f"targets-{row}-target": [str(10 + row)] for row in range(Dimension.objects.count())}
    slugs = list(Dimension.objects.values_list("slug", flat=True))
    Dimension.objects.create(slug="art", name="Art", description="d", low="l", high="h", position=0)
    Dimension.objects.filter(slug=slugs[0]).update(position=5)
    refused = send(ada, add, fields | typed)
    empty = next(
        name
        for name, held in typed_on(refused).items()
        if name.endswith("-target") and held == [""]
    )
    send(ada, add, typed_on(refused), **{empty: "99"})

    made = RoleProfile.objects.get(slug="new").targets.values_list("dimension__slug", "target")
    assert dict(made) == {"art": 99} | {slug: 10 + row for row, slug in enumerate(slugs)}


# --- the row itself


def test_role_deleted_while_its_form_is_open_is_offered_to_be_added_again(ada, grace):
    Day.objects.create(slug="a-day", text="Plan the week", role=role())
    gone, place = role(), role_form()
    targets = dict(gone.targets.values_list("dimension__slug", "target"))
    fields = opened(ada, place)
    delete(grace, gone)
    page = send(ada, place, fields, name="Typed")

    assert "grace deleted this role profile on " in said(page)
    assert not RoleProfile.objects.filter(slug=gone.slug).exists()
    add = form_on(page).attrs["action"]
    assert send(ada, add, typed_on(page)).status_code == 302
    back = RoleProfile.objects.get(slug=gone.slug)
    assert back.name == "Typed"
    assert dict(back.targets.values_list("dimension__slug", "target")) == targets
    assert [day.text for day in back.days.all()] == ["Plan the week"]


def test_account_deleted_while_its_form_is_open_shows_what_was_typed(ada, grace):
    joan = User.objects.create_user("joan")
    place = f"/admin/auth/user/{joan.pk}/change/"
    fields = opened(ada, place)
    delete(grace, joan)
    page = send(ada, place, fields, first_name="Typed")

    assert "grace deleted this user on " in said(page)
    assert "Typed" in read_page(page).one("table", class_="record").text


@pytest.mark.parametrize("stamp", [None, "", "x", "[]", '[{"": [["", {}]]}, []]'])
def test_form_without_its_stamp_saves_nothing_and_keeps_the_typing(ada, stamp):
    before = role().summary
    refused = send(ada, role_form(), opened(ada, role_form()), summary="Typed", _stamp=stamp)

    assert (refused.status_code, role().summary) == (200, before)
    assert typed_on(refused)["summary"] == ["Typed"]
    assert said(refused)
    choose(ada, role_form(), refused, "yours")
    assert role().summary == "Typed"


def test_list_without_its_stamp_saves_nothing(ada):
    before = list(Question.objects.values_list("pk", "position"))
    refused = send(ada, LIST, opened(ada, LIST), **{"form-0-position": "77", "_stamp": None})

    assert list(Question.objects.values_list("pk", "position")) == before
    assert typed_on(refused)["form-0-position"] == ["77"]


def test_save_tells_what_it_kept_of_somebody_else(ada, grace):
    fields = opened(ada, role_form())
    send(grace, role_form(), opened(grace, role_form()), position="77")
    send(ada, role_form(), fields, name="Typed")

    assert "grace's change of position was kept, too." in messages(ada, role_form())


# --- who else


def visitors(client, address):
    return [each.text for each in read_page(client.get(address)).all(class_="guard-visitors")]


def test_form_says_who_else_has_it_open_until_they_save(ada, grace):
    alone = visitors(ada, role_form())
    fields = opened(grace, role_form())
    together = visitors(ada, role_form())
    send(grace, role_form(), fields, name="Saved")

    assert (alone, visitors(ada, role_form())) == ([], [])
    assert together == ["grace has this form open, too, since just now."]


def test_form_opens_and_saves_while_the_cache_is_away(ada, settings):
    nobody = {"BACKEND": "careerquiz.cache.OptionalRedisCache", "LOCATION": "redis://127.0.0.1:1"}
    settings.CACHES = {"default": nobody}

    assert send(ada, role_form(), opened(ada, role_form()), name="Typed").status_code == 302


# --- deleting


def test_row_changed_before_its_deletion_is_confirmed_is_asked_about_again(ada, grace):
    row = Question.objects.first()
    form = f"{LIST}{row.pk}/change/"
    page = form.replace("change", "delete")
    fields = confirmation(ada.get(page))
    send(grace, form, opened(grace, form), text="Changed")
    asked = ada.post(page, fields)

    assert "grace changed this meanwhile" in said(asked)
    assert Question.objects.filter(pk=row.pk).exists()
    ada.post(page, confirmation(asked))
    assert not Question.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("typed", ["summary", "targets-0-reason", "days-0-text"])
def test_role_changed_before_it_is_retired_is_asked_about_again(ada, grace, typed):
    pk = role().pk
    Day.objects.create(slug="a-day", text="Plan the week", role=role())
    page = reverse("desk:role_retire", args=[role().slug])
    fields = confirmation(ada.get(page))
    send(grace, role_form(), opened(grace, role_form()), **{typed: "Changed"})
    asked = ada.post(page, fields)

    assert asked.status_code == 200
    assert RoleProfile.objects.filter(pk=pk).exists()
    ada.post(page, confirmation(asked))
    assert not RoleProfile.objects.filter(pk=pk).exists()


def test_rows_changed_before_their_deletion_is_confirmed_are_asked_about_again(ada, grace):
    areas = "/admin/roles/area/"
    rows = [Area.objects.create(slug=name, name=name, description="Work") for name in ("a", "b")]
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    listed = fields_of(form_on(ada.get(areas)))
    asked = ada.post(areas, listed | chosen | {"index": "0"})
    form = f"{areas}{rows[0].pk}/change/"
    send(grace, form, opened(grace, form), name="Changed")
    again = ada.post(areas, confirmation(asked))

    assert "grace changed this meanwhile" in said(again)
    assert Area.objects.count() == 2
    ada.post(areas, confirmation(again))
    assert not Area.objects.exists()


# --- what belongs to others, and what nobody sends


def new_dimension():
    return Dimension.objects.create(
        slug="art", name="Art", description="d", low="l", high="h", position=9
    )


def test_kind_of_work_deleted_while_a_role_form_is_open_is_removed_without_asking(ada, grace):
    art = new_dimension()
    ProfileTarget.objects.create(role=role(), dimension=art, target=40)
    fields = opened(ada, role_form())
    ProfileTarget.objects.filter(dimension=art).delete()
    delete(grace, art)
    saved = send(ada, role_form(), fields, name="Typed")

    assert (saved.status_code, role().name) == (302, "Typed")
    assert "grace deleted this meanwhile: art." in messages(ada, role_form())


def test_number_typed_for_a_kind_of_work_deleted_meanwhile_is_told_by_its_name(ada, grace):
    art = new_dimension()
    ProfileTarget.objects.create(role=role(), dimension=art, target=40)
    fields = opened(ada, role_form())
    [row] = [name for name, held in fields.items() if name.endswith("-target") and held == ["40"]]
    ProfileTarget.objects.filter(dimension=art).delete()
    delete(grace, art)
    refused = send(ada, role_form(), fields, **{row: "50"})

    assert "grace" in said(refused)
    assert "Art" in read_page(refused).one("table", class_="guard-clashes").text
    assert send(ada, role_form(), typed_on(refused)).status_code == 302


def test_deleted_role_can_be_added_again_with_its_address(ada):
    gone, place = role(), role_form()
    fields = opened(ada, place)
    RoleProfile.objects.get(pk=gone.pk).delete()
    page = send(ada, place, fields, name="Typed")

    assert send(ada, form_on(page).attrs["action"], typed_on(page)).status_code == 302
    assert RoleProfile.objects.get(slug=gone.slug).name == "Typed"


def test_role_deleted_while_the_list_is_open_is_named(ada):
    roles = "/admin/roles/roleprofile/"
    fields, gone = opened(ada, roles), role()
    [row] = [name for name in fields if fields[name] == [str(gone.pk)] and name.endswith("-id")]
    RoleProfile.objects.get(pk=gone.pk).delete()
    refused = send(ada, roles, fields, **{row.replace("-id", "-position"): "77"})

    assert refused.status_code == 200
    assert gone.name in read_page(refused).one("table", class_="guard-clashes").text


@pytest.mark.parametrize("place", ["/admin/roles/roleprofile/", "/admin/roles/area/"])
@pytest.mark.parametrize("key", ["abc", "999999"])
def test_list_of_rows_that_never_were_saves_nothing(ada, place, key):
    Area.objects.create(slug="delivery", name="Delivery", description="Getting things done.")
    token = opened(ada, place)["csrfmiddlewaretoken"]
    sent = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": key}
    refused = send(ada, place, sent | {"csrfmiddlewaretoken": token})

    assert refused.status_code == 200
    assert said(refused)


@pytest.mark.parametrize("stamp", [None, Stamp({"": [ShownRow("", {})], "days": []})])
def test_number_of_no_kind_of_work_is_ignored(ada, stamp):
    rows = Dimension.objects.count()
    given = {f"targets-{rows}-target": "5", "targets-TOTAL_FORMS": str(rows + 1)}
    if stamp:
        unknown = [ShownRow(key, {}) for key in ("999", "abc")]
        given["_stamp"] = Stamp({**stamp.rows, "targets": unknown}).encode()
    add = "/admin/roles/roleprofile/add/"

    assert send(ada, role_form(), opened(ada, role_form()), **given).status_code in (200, 302)
    assert send(ada, add, opened(ada, add), **given).status_code == 200
    assert send(ada, add, opened(ada, add), **given | {"_stamp": None}).status_code == 200
    assert role().targets.count() == rows


def test_clash_says_that_the_change_of_somebody_else_is_in_the_form(ada, grace):
    fields = opened(ada, role_form())
    send(grace, role_form(), opened(grace, role_form()), position="77", summary="Of Grace")
    refused = send(ada, role_form(), fields, summary="Of Ada")

    assert typed_on(refused)["position"] == ["77"]
    assert "grace's change of position is already in the form below." in said(refused).lower()
    assert "kept, too" not in said(refused)
