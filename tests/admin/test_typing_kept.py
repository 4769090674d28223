"""Whoever is signed out in the middle signs in again and finds what they typed, not yet saved."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from roles.models import Area, Question
from roles.web import kept_typing
from tests.admin.two_editors import form_on, opened, send, typed_on
from tests.views.forms import fields_of
from tests.views.page import read_page

pytestmark = pytest.mark.usefixtures("small_draft")
WORD = "Seven-Words-9x"
LIST = "/admin/roles/question/"


def account(name, **rights):
    return User.objects.create_user(name, password=WORD, is_staff=True, **rights)


@pytest.fixture
def ada(db):
    account("ada", is_superuser=True)
    account("grace", is_superuser=True)
    account("eve")
    client = Client(enforce_csrf_checks=True)
    sign_in(client, client.get("/admin/login/"))
    return client


def sign_in(client, page, name="ada", password=WORD):
    """Fills in the sign-in form of a page, with what stands beside it for that form."""
    seen = read_page(page)
    data = fields_of(seen.one("form", id="login-form"))
    for field in seen.all("input", form="login-form"):
        data[field.attrs["name"]] = [field.attrs["value"]]
    return client.post("/admin/login/", data | {"username": name, "password": password})


def question():
    return Question.objects.first()


def change_page():
    return f"{LIST}{question().pk}/change/"


def sign_out(client):
    Session.objects.all().delete()


@pytest.mark.parametrize("name", ["ada", "grace"])
def test_form_sent_after_the_session_ended_is_there_after_signing_in(ada, name):
    fields = opened(ada, change_page())
    before = question().text
    sign_out(ada)
    asked = send(ada, change_page(), fields, text="Typed for an hour")
    led = sign_in(ada, asked, name)
    back = ada.get(led.url)

    assert (asked.status_code, led.url) == (200, change_page())
    assert question().text == before  # nothing is saved by coming back
    assert typed_on(back)["text"] == ["Typed for an hour"]
    assert read_page(back).all(class_="guard")
    send(ada, change_page(), typed_on(back))
    assert question().text == "Typed for an hour"


def test_form_that_was_kept_is_shown_once_and_clashes_like_any_other(ada):
    fields = opened(ada, change_page())
    sign_out(ada)
    asked = send(ada, change_page(), fields, text="Mine")
    Question.objects.filter(pk=question().pk).update(text="Theirs")
    sign_in(ada, asked)
    back = ada.get(change_page())

    assert typed_on(back)["text"] == ["Mine"]
    assert read_page(back).all("input", type="radio")
    assert opened(ada, change_page())["text"] == ["Theirs"]


def test_add_form_and_list_are_there_after_signing_in(ada):
    before = question().position
    for address, name in (("/admin/roles/area/add/", "name"), (LIST, "form-0-position")):
        fields = opened(ada, address)
        sign_out(ada)
        asked = send(ada, address, fields, **{name: "7"})
        back = ada.get(sign_in(ada, asked).url)

        assert typed_on(back)[name] == ["7"]
    assert (Area.objects.count(), question().position) == (0, before)


def test_wrong_password_keeps_what_was_typed(ada):
    fields = opened(ada, change_page())
    sign_out(ada)
    asked = send(ada, change_page(), fields, text="Typed for an hour")
    refused = sign_in(ada, asked, password="wrong")
    back = ada.get(sign_in(ada, refused).url)

    assert typed_on(back)["text"] == ["Typed for an hour"]


def test_button_pressed_after_the_session_ended_leads_back_and_does_nothing(ada):
    page = f"{LIST}{question().pk}/delete/"
    fields = fields_of(read_page(ada.get(page)).all("form")[-1])
    sign_out(ada)
    led = sign_in(ada, ada.post(page, fields))

    assert led.url == page
    assert Question.objects.filter(pk=question().pk).exists()
    assert "nothing was done" in read_page(ada.get(page)).one(class_="messagelist").text


def test_kept_typing_is_of_one_browser_and_one_site(ada):
    fields = opened(ada, change_page())
    sign_out(ada)
    asked = send(ada, change_page(), fields, text="Typed for an hour")
    [kept] = [field.attrs["value"] for field in read_page(asked).all("input", form="login-form")]
    other = Client(enforce_csrf_checks=True)
    page = other.get("/admin/login/")
    data = fields_of(read_page(page).one("form", id="login-form"))
    data |= {"username": "grace", "password": WORD, kept_typing.FIELD: kept}
    led = other.post("/admin/login/", data | {"next": "https://evil.example/"})

    assert led.url.startswith("/")
    assert opened(other, change_page())["text"] != ["Typed for an hour"]


def test_person_without_the_right_does_not_see_the_form(ada):
    fields = opened(ada, change_page())
    sign_out(ada)
    asked = send(ada, change_page(), fields, text="Typed for an hour")
    led = sign_in(ada, asked, "eve")

    assert ada.get(led.url).status_code == 403


def test_passwords_and_very_long_texts_are_not_kept(ada, monkeypatch):
    add = "/admin/auth/user/add/"
    fields = opened(ada, add)
    sign_out(ada)
    asked = send(ada, add, fields, username="joan", password1=WORD, password2=WORD)
    back = ada.get(sign_in(ada, asked).url)
    assert typed_on(back)["username"] == ["joan"]
    assert typed_on(back)["password1"] == [""]

    monkeypatch.setattr(kept_typing, "LONGEST", 10)
    fields = opened(ada, add)
    sign_out(ada)
    asked = send(ada, add, fields, username="jill")
    assert "nothing was done" in ada.get(sign_in(ada, asked).url).content.decode()


def test_action_on_a_list_is_not_done_by_signing_in(ada):
    fields = fields_of(form_on(ada.get(LIST)))
    chosen = {"action": "delete_selected", "_selected_action": [str(question().pk)], "index": "0"}
    count = Question.objects.count()
    sign_out(ada)
    asked = ada.post(LIST, fields | chosen | {"post": "yes"})
    ada.get(sign_in(ada, asked).url)

    assert Question.objects.count() == count


def test_sign_in_page_says_when_the_typing_is_too_long_to_keep(ada, monkeypatch):
    fields = opened(ada, change_page())
    sign_out(ada)
    kept = read_page(send(ada, change_page(), fields, text="Short")).one(class_="guard").text
    monkeypatch.setattr(kept_typing, "LONGEST", 10)
    dropped = read_page(send(ada, change_page(), fields, text="Long")).one(class_="guard").text

    assert "We've kept what you typed" in kept
    assert "kept" not in dropped
    assert "too long" in dropped
