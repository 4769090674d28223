"""Who works in the admin stays signed in; who has done nothing for eight hours is signed out."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from roles.web.public_cache import clear_public_cache
from tests.admin.pages import make_staff
from tests.views.page import read_page

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,  # Django's own templates count on missing variables
]

COOKIE = "sessionid"


class Clock:
    """The time of day, that passes when told to."""

    def __init__(self):
        self.now = timezone.now()

    def wait(self, **spell):
        self.now += timedelta(**spell)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def editor(client, clock):
    client.force_login(User.objects.create_superuser("ada"))
    return client


def open_admin(client):
    """The status of the admin's first page, and how long the cookie that came lasts, if any."""
    response = client.get("/admin/")
    sent = response.cookies.get(COOKIE)
    return response.status_code, sent["max-age"] if sent else None


def test_editor_who_works_on_stays_signed_in_beyond_eight_hours(editor, clock):
    for _half_hour in range(20):
        assert open_admin(editor) == (200, 8 * 60 * 60)
        clock.wait(minutes=30)

    assert Session.objects.get().expire_date == clock.now + timedelta(hours=7, minutes=30)


@pytest.mark.parametrize(("minutes", "status"), [(7 * 60 + 58, 200), (8 * 60, 302)])
def test_editor_is_signed_out_after_eight_hours_without_a_request(editor, clock, minutes, status):
    open_admin(editor)
    clock.wait(seconds=59)
    open_admin(editor)
    clock.wait(minutes=minutes)

    assert open_admin(editor)[0] == status


def test_session_is_written_once_a_minute_at_most(editor, clock):
    open_admin(editor)
    clock.wait(seconds=59)
    assert open_admin(editor) == (200, None)
    clock.wait(seconds=1)
    assert open_admin(editor) == (200, 8 * 60 * 60)


def test_session_outlives_a_clock_that_was_set_back(editor, clock):
    open_admin(editor)
    clock.wait(hours=-1)

    assert open_admin(editor) == (200, 8 * 60 * 60)


@pytest.mark.parametrize("address", ["/", "/quiz/", "/roles/", "/static/css/base.css"])
def test_page_outside_the_admin_sends_no_session(editor, clock, address):
    """It may be kept by caches, which would hand it to others."""
    open_admin(editor)
    clock.wait(hours=1)
    clear_public_cache()
    response = editor.get(address)
    response.close()

    assert COOKIE not in response.cookies


def test_respondent_gets_no_session(client):
    for address in ("/", "/quiz/", "/admin/", "/admin/login/"):
        client.get(address)

    assert (COOKIE in client.cookies, Session.objects.count()) == (False, 0)


def test_editor_who_signs_out_is_signed_out(editor):
    open_admin(editor)
    signed_out = editor.post("/admin/logout/")

    assert signed_out["Clear-Site-Data"] == '"cache"'  # whoever comes next finds no page with Back
    assert open_admin(editor)[0] == 302
    assert Session.objects.count() == 0


def test_sign_in_with_a_foreign_way_on_leads_to_the_start_of_the_admin(client, admin_user):
    sent = {"username": "admin", "password": "password", "next": "//evil.example/"}

    assert client.post("/admin/login/", sent).url == "/admin/"


def test_refusals_of_the_admin_are_titled_with_the_name_of_the_site(client):
    client.force_login(make_staff())
    refused = client.get("/admin/draft/")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_staff(name="bob"))
    forged = browser.post("/admin/draft/")

    titles = [read_page(page).one("title").text for page in (refused, forged)]
    assert [title.rpartition(" | ")[2] for title in titles] == ["Careerquiz admin"] * 2
