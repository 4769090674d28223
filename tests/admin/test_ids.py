"""Ids that are no numbers, and numbers that no column holds, on the pages of every table."""

from itertools import product
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.urls import reverse

from tests.admin.records import SHEET, publish
from tests.factories import make_link, make_result

pytestmark = pytest.mark.django_db
TOO_BIG = "99999999999999999999"
# "1_2F2" is what Django writes for 1/2, and Python reads 1_2 as 12; the last one is a digit, too.
NO_IDS = ("abc", TOO_BIG, "-1", "+1", "01", "1.5", "1/2", "1_2", "1_2F2", "\0", "None", "१")
TABLES = pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)


def address(model, page, *args):
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{page}", args=args)


@pytest.fixture
def root(client):
    client.force_login(User.objects.create_superuser("root"))
    client.raise_request_exception = False
    return client


@TABLES
@pytest.mark.parametrize("view", ["change", "delete", "history"])
def test_page_of_a_row_whose_id_is_no_id_is_not_found(root, model, view):
    place = address(model, view, 0)
    places = [place.replace("/0/", f"/{quote(text, safe='')}/") for text in NO_IDS]

    assert {place: root.get(place).status_code for place in places} == dict.fromkeys(places, 404)


def test_password_page_of_an_id_that_is_no_id_is_not_found(root):
    account = User.objects.get()
    place = f"/admin/auth/user/{account.pk}/password/"

    assert root.get(place).status_code == 200
    assert root.get(place.replace(f"/{account.pk}/", f"/+{account.pk}/")).status_code == 404


def test_page_of_a_row_that_is_there_is_shown(root):
    rows = [make_link(make_result(publish(), SHEET)), User.objects.get()]

    for row in rows:
        for page in ("change", "history"):
            assert root.get(address(type(row), page, row.pk)).status_code == 200


def test_page_of_an_id_that_is_no_id_asks_strangers_to_sign_in(client):
    assert client.get("/admin/auth/user/abc/change/").url.startswith("/admin/login/")


@TABLES
def test_list_filtered_by_a_number_that_no_column_holds_is_not_found_or_whole(root, model):
    place = address(model, "changelist")
    numbers = (("", TOO_BIG), ("__in", TOO_BIG), ("__year", "99999"))

    for field, (end, number) in product(model._meta.fields, numbers):
        asked = {f"{field.name}{end}": number}
        assert root.get(place, asked).status_code in (200, 302, 400, 404), asked


@TABLES
def test_list_of_which_a_row_is_ticked_that_cannot_be_is_not_found(root, model):
    for text in ("abc", TOO_BIG, "", "1_2"):
        ticked = {"action": "delete_selected", ACTION_CHECKBOX_NAME: text}
        assert root.post(address(model, "changelist"), ticked).status_code == 404


@TABLES
def test_list_saved_with_a_row_that_cannot_be_changes_nothing(root, model):
    counts = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1}
    sent = counts | {"form-0-id": TOO_BIG, "_save": "1"}

    assert root.post(address(model, "changelist"), sent).status_code < 500
