"""Nobody overwrites anybody: every form, set of rows and list that can be edited, by two people."""

from itertools import islice

import pytest

from roles.models import Area, Day, RoleProfile, SiteTexts, Title
from tests.admin.two_editors import (
    address_of,
    changeable,
    edited_admins,
    held,
    is_taken,
    opened,
    send,
    signed_in,
    superuser,
    typed_on,
)
from tests.views.page import read_page

pytestmark = pytest.mark.usefixtures("everything")

ADMINS = edited_admins()


def places():
    """Every form, inline set and list: which table, which page, which rows of the page."""
    for label, model_admin in ADMINS.items():
        yield label, "change", ""
        for inline in model_admin.inlines:
            yield label, "change", inline.model._meta.default_related_name or prefix_of(inline)
        if model_admin.list_editable:
            yield label, "changelist", "form"


def prefix_of(inline):
    fields = inline.model._meta.fields
    return next(each.related_query_name() for each in fields if each.is_relation)


PLACES = pytest.mark.parametrize(("label", "shown", "prefix"), list(places()))


@pytest.fixture
def everything(small_draft):
    """A row of each table, and of each inline set."""
    Area.objects.create(slug="delivery", name="Delivery", description="Getting things done.")
    role = RoleProfile.objects.first()
    Day.objects.create(slug="a-day", text="Plan the week", role=role)
    SiteTexts.objects.create(name="Desk quiz", headline="Find your desk")
    title = Title.objects.get()  # says what changes in each area
    title.document["changes"] = {"delivery": "More delivery"}
    title.save()


@pytest.fixture
def ada(db):
    return signed_in(superuser("ada"))


@pytest.fixture
def grace(db):
    return signed_in(superuser("grace"))


def address(label, page):
    model_admin = ADMINS[label]
    row = model_admin.model._default_manager.first()
    assert row, f"small_draft has no {label}"
    return address_of(model_admin, page, *([row.pk] if page == "change" else []))


def another(client, label, place, prefix, name, value):
    """Something else to change on the same page; in the row's form where a list has but that."""
    fields = opened(client, place)
    for other, text, _ in islice(changeable(client, place, prefix), 5):
        if other != name and is_taken(client, place, fields, **{name: value, other: text}):
            return place, other, text
    place = address(label, "change")
    return next((place, *each[:2]) for each in changeable(client, place) if each[0] not in name)


@PLACES
def test_two_people_who_change_different_fields_both_stand(ada, grace, label, shown, prefix):
    place = address(label, shown)
    name, value, _ = next(changeable(ada, place, prefix))
    there, other, text = another(ada, label, place, prefix, name, value)
    of_ada, of_grace = opened(ada, place), opened(grace, there)

    first = send(grace, there, of_grace, **{other: text})
    second = send(ada, place, of_ada, **{name: value})

    assert (first.status_code, second.status_code) == (302, 302)
    assert held(ada, place, name, of_ada) == (value and [value])
    assert held(ada, there, other, of_grace) == (text and [text])


@PLACES
def test_two_people_who_change_the_same_field_are_asked(ada, grace, label, shown, prefix):
    place = address(label, shown)
    found = changeable(ada, place, prefix)
    name, value, text = next(each for each in found if each[1] != each[2] and None not in each)
    of_ada, of_grace = opened(ada, place), opened(grace, place)

    send(grace, place, of_grace, **{name: value})
    refused = send(ada, place, of_ada, **{name: text})

    assert refused.status_code == 200
    assert held(grace, place, name, of_ada) == [value]  # nothing was saved
    assert typed_on(refused)[name] == [text]  # nothing is lost
    assert "grace" in read_page(refused).all(class_="guard")[0].text
    [choice] = {each.attrs["name"] for each in read_page(refused).all("input", type="radio")}
    unchosen = send(ada, place, typed_on(refused))
    assert unchosen.status_code == 200
    chosen = send(ada, place, typed_on(unchosen), **{choice: "yours"})
    assert chosen.status_code == 302
    assert held(grace, place, name, of_ada) == [text]
