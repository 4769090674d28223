"""Signing in to the admin: equal refusals, waits, what the log says, and when sessions end."""

import logging
from unittest import mock

import pytest
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from tests.views.forms import fields_of
from tests.views.page import read_page

pytestmark = pytest.mark.django_db
WORD = "Seven-Words-9x"
PLACE = "/admin/login/"


@pytest.fixture(autouse=True)
def accounts(db):
    for name in ("ada", "grace"):
        User.objects.create_user(name, password=WORD, is_staff=True)
    User.objects.create_user("visitor", password=WORD)
    User.objects.create_user("former", password=WORD, is_staff=True, is_active=False)


@pytest.fixture
def told(caplog):
    """What the log says of sign-ins."""
    caplog.set_level(logging.INFO, "roles.web.sign_in_log")
    return lambda: [
        record.getMessage() for record in caplog.records if record.name == "roles.web.sign_in_log"
    ]


def sign_in(client, name="ada", word=WORD, **extra):
    return client.post(PLACE, {"username": name, "password": word}, **extra)


def error(response):
    return " ".join(each.text for each in read_page(response).all(class_="errornote"))


@pytest.mark.parametrize(
    ("name", "word"),
    [("ada", "wrong"), ("nobody", WORD), ("visitor", WORD), ("former", WORD), ("x\ny", WORD)],
)
def test_refusals_are_alike_whatever_is_wrong(client, name, word):
    wrong = sign_in(Client(), "ada", "wrong too")
    response = sign_in(client, name, word)

    assert (response.status_code, error(response)) == (200, error(wrong))


@pytest.mark.parametrize(("name", "word"), [("ada", "wrong"), ("nobody", WORD), ("former", WORD)])
def test_password_is_compared_once_for_known_and_unknown_names(client, name, word):
    hasher = type(get_hasher())
    with mock.patch.object(hasher, "encode", autospec=True, side_effect=hasher.encode) as encode:
        sign_in(client, name, word)

    assert encode.call_count == 1


@pytest.mark.parametrize("name", ["ada", "nobody"])
def test_too_many_tries_are_answered_429_before_a_password_is_compared(client, name):
    for _each in range(5):
        assert sign_in(client, name, "wrong").status_code == 200
    hasher = type(get_hasher())
    with mock.patch.object(hasher, "encode", autospec=True, side_effect=hasher.encode) as encode:
        response = sign_in(client, name)

    assert (response.status_code, encode.call_count) == (429, 0)
    assert 0 < int(response["Retry-After"]) <= 60
    assert error(response) == "Too many tries. Wait 1 minute, then try again."
    assert sign_in(Client(REMOTE_ADDR="203.0.113.9"), "ada").status_code == 302


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "TRACE"])
def test_page_of_signing_in_knows_no_other_method(client, method):
    assert client.generic(method, PLACE).status_code == 405


def test_limit_of_an_address_is_answered_429(client, settings):
    settings.RATE_LIMITS = {"sign_in": (1, 600)}
    sign_in(client, "nobody")

    assert sign_in(client, "ada").status_code == 429


def test_log_has_a_line_for_each_sign_in_failure_lock_and_sign_out(client, told):
    sign_in(client)
    client.post("/admin/logout/")
    for _each in range(6):
        sign_in(client, "grace", "Wr0ng-Pass")
    sign_in(client, "my-Pass-w0rd")

    refused = "Sign-in: account 'grace' was refused: wrong password, or no staff account"
    assert told() == [
        "Sign-in: account 'ada' signed in with its password",
        "Sign-in: account 'ada' signed out",
        *[refused] * 5,
        "Sign-in: account 'grace' is locked: too many tries",
        "Sign-in: a name without an account was refused: wrong password, or no staff account",
    ]


def test_new_password_ends_all_other_sessions(client):
    elsewhere = Client()
    sign_in(client)
    sign_in(elsewhere)
    page = client.get("/admin/password_change/")
    fields = fields_of(read_page(page).all("form", method="post")[-1])
    new = "Other-Words-8y"
    words = {"old_password": WORD, "new_password1": new, "new_password2": new}
    assert client.post("/admin/password_change/", fields | words).status_code == 302

    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


def test_signed_out_page_says_so_and_leads_back(client):
    sign_in(client)
    page = read_page(client.post("/admin/logout/"))

    assert page.one(id="content-main").all("a")[0].attrs["href"] == "/admin/"
    assert Session.objects.count() == 0
