"""Two-step sign-in in the admin: setting it up, signing in with it, turning it off."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from roles.services.second_factor import begin_two_step, confirm_two_step
from tests.admin.pages import allow, refusals
from tests.views.forms import fields_of
from tests.views.page import read_page

pytestmark = pytest.mark.django_db
WORD = "Seven-Words-9x"
SIGN_IN, PAGE, SET_UP = "/admin/login/", "/admin/two-step/", "/admin/two-step/set-up/"


@pytest.fixture
def ada(db):
    return User.objects.create_superuser("ada", password=WORD)


@pytest.fixture
def desk(ada):
    """Ada's, signed in with her password."""
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client).status_code == 302
    return client


@pytest.fixture
def backup(ada):
    """Two-step sign-in is on; the backup codes. No code of this moment was used."""
    begin_two_step(user=ada)
    codes = confirm_two_step(user=ada, code=app_code(), session_key=None)
    TOTPDevice.objects.update(last_t=-1)
    return codes


def app_code():
    return f"{TOTP(TOTPDevice.objects.get().bin_key).token():06}"


def sign_in(client, name="ada", word=WORD, **more):
    page = client.get(f"{SIGN_IN}?next=/admin/roles/role/")
    fields = fields_of(read_page(page).one("form", id="login-form"))
    return client.post(SIGN_IN, fields | {"username": name, "password": word} | more)


def send_code(client, page, code):
    fields = fields_of(read_page(page).one("form", id="login-form"))
    return client.post(SIGN_IN, fields | {"code": code})


def press(client, page, **chosen):
    """Sends the form of a page of the desk."""
    forms = read_page(page).one(id="content-main").all("form")
    return client.post(page.request["PATH_INFO"], fields_of(forms[-1]) | chosen)


def test_setting_it_up_takes_a_code_and_shows_backup_codes_once(desk, ada):
    assert press(desk, desk.get(PAGE)).url == SET_UP
    page = desk.get(SET_UP)
    assert len(read_page(page).all("svg", class_="qr")) == 1
    key = re.sub(r"\s", "", read_page(page).one("code").text)
    assert re.fullmatch("[a-z2-7]{32}", key)
    assert set(refusals(press(desk, page, code="000000"))) <= {"code"}
    TOTPDevice.objects.update(throttling_failure_count=0)
    shown = press(desk, page, code=app_code())

    codes = [each.text for each in read_page(shown).all("code")]
    assert (len(set(codes)), shown.status_code) == (10, 200)
    assert "no-store" in shown["Cache-Control"]
    assert read_page(desk.get(PAGE)).one(id="backup-codes").text.startswith("You have 10 backup")
    assert desk.get(SET_UP).url == PAGE


def test_signing_in_asks_for_a_code_and_leads_on(client, ada, backup):
    asked = sign_in(client)
    assert (asked.status_code, client.get("/admin/").status_code) == (200, 302)
    assert Session.objects.count() == 0
    done = send_code(client, asked, app_code())

    assert (done.status_code, done.url) == (302, "/admin/roles/role/")
    assert client.get("/admin/").status_code == 200
    assert sign_in(Client()).status_code == 200  # each time


def test_backup_code_signs_in_once(client, ada, backup):
    assert send_code(client, sign_in(client), backup[0]).status_code == 302
    again = Client()
    assert send_code(again, sign_in(again), backup[0]).status_code == 200


def test_wrong_code_asks_again_and_signs_nobody_in(client, ada, backup):
    again = send_code(client, sign_in(client), "000000")

    assert "That code is wrong" in read_page(again).one(class_="errorlist").text
    assert client.get("/admin/").status_code == 302
    TOTPDevice.objects.update(throttling_failure_count=0)
    assert send_code(client, again, app_code()).status_code == 302


def test_page_that_says_the_password_was_right_cannot_be_made_or_kept(client, ada, backup):
    asked = sign_in(client)
    fields = fields_of(read_page(asked).one("form", id="login-form"))
    forged = client.post(SIGN_IN, fields | {"passed": ["WzFd:x:y"], "code": app_code()})
    ada.set_password("Other-Words-8y")
    ada.save()
    old = send_code(client, asked, app_code())

    assert [forged.status_code, old.status_code] == [200, 200]
    assert client.get("/admin/").status_code == 302


def test_what_was_typed_while_signed_out_is_kept_over_both_steps(desk, ada, backup):
    Session.objects.all().delete()
    typed = {"slug": "tried", "name": "Typed for an hour"}
    page = desk.get("/admin/login/")
    token = fields_of(read_page(page).one("form", id="login-form"))["csrfmiddlewaretoken"]
    asked = desk.post("/admin/roles/area/add/", typed | {"csrfmiddlewaretoken": token})
    first = fields_of(read_page(asked).one("form", id="login-form")) | kept_in(asked)
    second = desk.post(SIGN_IN, first | {"username": "ada", "password": WORD})
    fields = fields_of(read_page(second).one("form", id="login-form")) | kept_in(second)
    done = desk.post(SIGN_IN, fields | {"code": app_code()})

    assert done.url == "/admin/roles/area/add/"
    assert b"Typed for an hour" in desk.get(done.url).content


def kept_in(page):
    """What stands beside the sign-in form, for it."""
    fields = read_page(page).all("input", form="login-form")
    return {field.attrs["name"]: field.attrs["value"] for field in fields}


def test_codes_are_limited_by_address(client, ada, backup, settings):
    asked = sign_in(client)
    settings.RATE_LIMITS = {"sign_in": (0, 600)}

    assert send_code(client, asked, app_code()).status_code == 429


@pytest.mark.parametrize("proof", [WORD, None])
def test_turning_it_off_takes_the_password_or_a_code(desk, ada, backup, proof):
    desk.force_login(ada)
    page = desk.get(PAGE)
    assert list(refusals(press(desk, page, off="", proof="Wr0ng-Pass"))) == []
    assert TOTPDevice.objects.count() == 1
    assert press(desk, page, off="", proof=proof or app_code()).url == PAGE

    assert TOTPDevice.objects.count() == 0
    assert sign_in(Client()).status_code == 302


def test_new_backup_codes_replace_the_old_ones(desk, ada, backup, client):
    desk.force_login(ada)
    shown = press(desk, desk.get(PAGE), codes="", proof=WORD)
    codes = [each.text for each in read_page(shown).all("code")]

    assert send_code(client, sign_in(client), backup[0]).status_code == 200
    assert not {code.replace("-", "") for code in codes} & set(backup)


def test_guesses_at_the_proof_are_limited(desk, ada, backup):
    desk.force_login(ada)
    page = desk.get(PAGE)
    for _each in range(6):
        answer = press(desk, page, off="", proof="Wr0ng-Pass")

    assert "Too many tries." in read_page(answer).one("main").text
    assert TOTPDevice.objects.count() == 1


# --- required of all


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def test_required_and_not_set_up_yet_lets_nobody_further_than_setting_it_up(desk, required):
    assert desk.get("/admin/").status_code == 302
    assert desk.get(desk.get("/admin/").url).url == PAGE
    assert desk.get("/admin/roles/question/add/").status_code == 302
    press(desk, desk.get(PAGE))
    press(desk, desk.get(SET_UP), code=app_code())

    assert desk.get("/admin/").status_code == 200


def test_required_lets_in_with_a_code_alone(client, ada, backup, required):
    send_code(client, sign_in(client), app_code())

    assert client.get("/admin/").status_code == 200
    press(client, client.get(PAGE), off="", proof=WORD)
    assert client.get("/admin/").status_code == 302


# --- by others


def test_superuser_turns_it_off_for_somebody_and_nobody_else_can(client, ada, backup):
    User.objects.create_superuser("grace", password=WORD)
    client.force_login(User.objects.get(username="grace"))
    sent = {"action": "reset_two_step", "_selected_action": [ada.pk]}
    client.post("/admin/auth/user/", sent)

    assert TOTPDevice.objects.count() == 0
    assert LogEntry.objects.get().object_id == str(ada.pk)


def test_staff_without_all_rights_are_not_offered_to_turn_it_off(client, ada, backup):
    User.objects.filter(pk=ada.pk).update(is_superuser=False)
    eve = User.objects.create_superuser("eve", password=WORD)
    client.force_login(eve)
    assert b"reset_two_step" in client.get("/admin/auth/user/").content
    User.objects.filter(pk=eve.pk).update(is_superuser=False)
    allow(eve, "view_user", "change_user")
    client.post("/admin/auth/user/", {"action": "reset_two_step", "_selected_action": [ada.pk]})

    assert b"reset_two_step" not in client.get("/admin/auth/user/").content
    assert TOTPDevice.objects.count() == 1


@pytest.mark.parametrize("address", [PAGE, SET_UP])
def test_pages_are_for_staff_alone(client, db, address):
    assert client.get(address).url.startswith(SIGN_IN)
    client.force_login(User.objects.create_user("visitor"))
    assert client.get(address).url.startswith(SIGN_IN)
    assert client.post(address).status_code == 302


def test_keys_of_others_have_no_pages(desk):
    for name in ("otp_totp/totpdevice", "otp_static/staticdevice"):
        assert desk.get(f"/admin/{name}/").status_code == 404
