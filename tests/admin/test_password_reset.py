"""A new password by e-mail: equal answers, links that work once, and nothing without a server."""

import logging
import re
import smtplib

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from careerquiz.logs import mask
from tests.admin.pages import refusals
from tests.views.page import read_page

pytestmark = pytest.mark.django_db
WORD, NEW = "Seven-Words-9x", "Other-Words-8y"
ASK, SENT = "/admin/password-reset/", "/admin/password-reset/sent/"


class Away(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({})


@pytest.fixture(autouse=True)
def accounts(settings):
    settings.MAIL_FROM = settings.DEFAULT_FROM_EMAIL = "quiz@example.org"
    settings.SITE_ORIGIN = "https://quiz.example.org"
    for name, rights in (("ada", {"is_staff": True}), ("visitor", {})):
        User.objects.create_user(name, f"{name}@example.org", WORD, **rights)
    User.objects.create_user("former", "former@example.org", WORD, is_staff=True, is_active=False)
    User.objects.create_user("proxied", "proxied@example.org", is_staff=True)


def ask(client, address="ada@example.org"):
    return client.post(ASK, {"email": address})


def link():
    """The path of the link in the e-mail."""
    return re.search(r"https://quiz\.example\.org(\S+)", mail.outbox[0].body)[1]


def test_link_of_the_email_sets_a_new_password_once(client):
    elsewhere = Client()
    elsewhere.force_login(User.objects.get(username="ada"))
    assert ask(client, "ADA@example.org").url == SENT
    opened = client.get(link())
    assert opened["Referrer-Policy"] == "no-referrer"
    done = client.post(opened.url, {"new_password1": NEW, "new_password2": NEW})

    assert client.get(done.url).status_code == 200
    assert User.objects.get(username="ada").check_password(NEW)
    assert elsewhere.get("/admin/").status_code == 302
    assert len(read_page(Client().get(link())).all("form", method="post")) == 0


def test_email_is_from_the_configured_address_and_names_the_account(client):
    ask(client)
    (sent,) = mail.outbox

    assert (sent.from_email, sent.to) == ("quiz@example.org", ["ada@example.org"])
    assert "The name of your account is ada." in sent.body


@pytest.mark.parametrize("name", ["nobody", "visitor", "former", "proxied"])
def test_address_without_an_account_of_staff_is_answered_alike_and_sent_nothing(client, name):
    assert ask(client, f"{name}@example.org").url == SENT
    assert mail.outbox == []


def test_address_that_is_none_is_refused_beside_the_field(client):
    assert list(refusals(ask(client, "ada"))) == ["email"]


@pytest.mark.parametrize("name", ["ada", "nobody"])
def test_mail_server_that_is_away_gives_everybody_the_same_page(client, settings, caplog, name):
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    response = ask(client, f"{name}@example.org")

    assert response.status_code == 503
    assert "nothing was sent" in read_page(response).one(class_="errornote").text
    assert [each.getMessage() for each in caplog.records if each.name.startswith("roles")] == [
        "The mail server failed (ConnectionRefusedError)"
    ]


def test_mail_that_one_account_is_refused_tells_nobody(client, settings, caplog):
    caplog.set_level(logging.INFO, "roles.web.sign_in_log")
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"

    assert ask(client).url == SENT
    assert caplog.messages == ["Sign-in: account 'ada' was sent no e-mail: SMTPRecipientsRefused"]


def test_account_is_sent_three_emails_an_hour_at_most(client, settings):
    assert [ask(client).status_code for _each in range(5)] == [302] * 5
    assert len(mail.outbox) == 3
    settings.RATE_LIMITS = {"reset": (0, 600)}
    assert ask(client).status_code == 429


@pytest.mark.parametrize(
    "path", [ASK, SENT, "/admin/password-reset/done/", "/admin/password-reset/MQ/set-password/"]
)
def test_without_a_mail_server_there_are_no_such_pages_and_no_way_there(client, settings, path):
    assert client.get(path).status_code == 200
    assert ASK in client.get("/admin/login/").text
    settings.MAIL_FROM = ""

    assert client.get(path).status_code == 404
    assert ASK not in client.get("/admin/login/").text


def test_link_is_masked_in_logs(client):
    ask(client)
    token = link().rstrip("/").rpartition("/")[2]

    assert token not in mask(f"GET {link()} 500")
    assert token not in mask(f"Not Found: {link().rstrip('/')}")
    assert (
        mask("/admin/password-reset/MQ/set-password/") == "/admin/password-reset/MQ/set-password/"
    )


@pytest.mark.parametrize(
    "part", ["x/y", "MQ/abc", "MQ/abcdef-0123456789", "%00/a", "OTk5/set-password"]
)
def test_link_that_is_none_says_so(client, part):
    response = client.get(f"/admin/password-reset/{part}/")

    assert response.status_code == 200
    assert read_page(response).one("h1").text == "This link doesn't work"


# --- the server


@pytest.mark.parametrize(
    ("address", "server"),
    [
        (
            "smtps://u%40x:p%2F@mail.example.org",
            ("mail.example.org", 465, "u@x", "p/", True, False),
        ),
        ("submission://mail.example.org:2587", ("mail.example.org", 2587, "", "", False, True)),
        ("smtp://127.0.0.1", ("127.0.0.1", 25, "", "", False, False)),
    ],
)
def test_mail_server_is_taken_from_its_variable(load, address, server):
    loaded = load(CAREERQUIZ_MAIL_URL=address, CAREERQUIZ_MAIL_FROM="quiz@example.org")
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_SSL", "USE_TLS")

    assert tuple(loaded[f"EMAIL_{name}"] for name in names) == server


@pytest.mark.parametrize(
    "address",
    [
        "mail.example.org",
        "smtp://",
        "smtp://u:s3cret@host:many",
        "http://host",
        "smtp://h/x",
        "smtp://h?tls=1",
    ],
)
def test_mail_server_that_is_none_is_refused_and_never_shown(refusal, address):
    said = refusal(CAREERQUIZ_MAIL_URL=address, CAREERQUIZ_MAIL_FROM="quiz@example.org")

    assert said.startswith("The environment variable CAREERQUIZ_MAIL_URL is not set or not allowed")
    assert ("s3cret" in said, said.count("variable")) == (False, 1)


@pytest.mark.parametrize(
    ("given", "value", "missing"),
    [
        ("CAREERQUIZ_MAIL_URL", "smtp://127.0.0.1", "CAREERQUIZ_MAIL_FROM"),
        ("CAREERQUIZ_MAIL_FROM", "quiz@example.org", "CAREERQUIZ_MAIL_URL"),
    ],
)
def test_half_of_the_mail_settings_is_refused(refusal, given, value, missing):
    assert refusal(**{given: value}) == (
        f"The environment variable {missing} is not set or not allowed. "
        f"Allowed: set when {given} is: e-mail needs both."
    )


@pytest.mark.parametrize("value", ["quiz", "Quiz <quiz@example.org>", "a@b,c@d"])
def test_sender_that_is_no_address_is_refused(refusal, value):
    assert refusal(CAREERQUIZ_MAIL_URL="smtp://h", CAREERQUIZ_MAIL_FROM=value) == (
        f"The environment variable CAREERQUIZ_MAIL_FROM is {value!r}, which is not allowed. "
        "Allowed: an e-mail address, such as quiz@example.org."
    )
