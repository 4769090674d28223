"""Signing in by a trusted proxy's header: whom it opens the admin for, and whom nobody can be."""

import logging

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
PROXY, STRANGER = "10.0.0.5", "203.0.113.7"


@pytest.fixture(autouse=True)
def proxied(settings, load):
    loaded = load(CAREERQUIZ_SSO_HEADER="Remote-User", CAREERQUIZ_PROXIES="10.0.0.0/8")
    for name in ("SSO_HEADER", "TRUSTED_PROXIES", "AUTHENTICATION_BACKENDS"):
        setattr(settings, name, loaded[name])
    User.objects.create_user("ada", is_staff=True)
    User.objects.create_user("visitor")
    User.objects.create_user("former", is_staff=True, is_active=False)


def ask(client, name=None, address=PROXY, path="/admin/", **headers):
    named = {} if name is None else {"Remote-User": name}
    return client.get(path, REMOTE_ADDR=address, headers=named | headers)


def test_proxy_signs_in_who_has_an_account_of_staff(client, caplog):
    caplog.set_level(logging.INFO, "roles.web.sign_in_log")

    assert [ask(client, "ada").status_code for _each in range(2)] == [200, 200]
    assert [record.getMessage() for record in caplog.records] == [
        "Sign-in: account 'ada' signed in by the proxy"
    ]


@pytest.mark.parametrize(
    "name", ["nobody", "visitor", "former", "", "ada,eve", "ada\x00", "a" * 200, " ada"]
)
def test_proxy_opens_nothing_for_others_and_makes_no_account(client, name):
    assert ask(client, name).status_code == 302
    assert (Session.objects.count(), User.objects.count()) == (0, 3)


@pytest.mark.parametrize("address", [STRANGER, "127.0.0.1"])
def test_header_of_anybody_else_is_not_believed(client, address):
    forwarded = {"X-Forwarded-For": PROXY}
    assert ask(client, "ada", address, **forwarded).status_code == 302


def test_header_that_is_there_no_more_signs_out(client):
    ask(client, "ada")

    assert ask(client).status_code == 302
    assert Session.objects.count() == 0


def test_session_of_the_proxy_ends_with_whoever_comes_round_it(client):
    ask(client, "ada")

    assert ask(client, "ada", STRANGER).status_code == 302


def test_header_that_names_somebody_else_changes_the_session(client):
    User.objects.create_user("grace", is_staff=True)
    ask(client, "ada")

    assert ask(client, "grace").wsgi_request.user.get_username() == "grace"


def test_password_goes_on_to_work_without_the_header(settings):
    User.objects.create_superuser("root", password="Seven-Words-9x")
    client = Client(REMOTE_ADDR=STRANGER)
    client.post("/admin/login/", {"username": "root", "password": "Seven-Words-9x"})

    assert client.get("/admin/").status_code == 200


def test_public_pages_start_no_session(client):
    assert "sessionid" not in ask(client, "ada", path="/").cookies
    assert Session.objects.count() == 0


def test_second_step_is_the_proxys_business(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    assert ask(client, "ada").status_code == 200


def test_signed_out_page_says_that_the_proxy_signs_in_again(client):
    ask(client, "ada")
    page = client.post("/admin/logout/", REMOTE_ADDR=PROXY, headers={"Remote-User": "ada"})

    assert b"Your organization" in page.content
    assert ask(client, "ada").status_code == 200


def test_header_without_the_setting_is_nothing(settings):
    settings.SSO_HEADER = ""

    assert ask(Client(), "ada").status_code == 302


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Cookie", "Remote_User", "a b", "-", "Host"])
def test_header_that_others_send_is_refused(refusal, name):
    assert refusal(CAREERQUIZ_SSO_HEADER=name, CAREERQUIZ_PROXIES="127.0.0.1") == (
        f"The environment variable CAREERQUIZ_SSO_HEADER is {name!r}, which is not allowed. "
        "Allowed: the name of a header that only your proxy sets, such as Remote-User."
    )


def test_header_without_proxies_is_refused(refusal):
    assert refusal(CAREERQUIZ_SSO_HEADER="Remote-User") == (
        "The environment variable CAREERQUIZ_PROXIES is not set or not allowed. Allowed: the "
        "addresses of your proxies: CAREERQUIZ_SSO_HEADER is believed from nobody else."
    )
