"""Two-step sign-in in a real browser: every page of it, from setting it up to turning it off."""

import base64

import pytest
from django.contrib.auth.models import User
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.browser.pages import SIDEWAYS, follow

# Django's own templates count on missing variables.
pytestmark = pytest.mark.ignore_template_errors
PASSWORD = "correct-horse-battery"


@pytest.fixture
def published_site(transactional_db, settings):
    """Nothing is published; one account, and a mail server that is tried by nobody."""
    settings.MAIL_FROM = "quiz@example.org"
    User.objects.create_superuser("root", password=PASSWORD)


def sign_in(page):
    page.get_by_label("Username:").fill("root")
    page.get_by_label("Password:").fill(PASSWORD)
    follow(page, "button", "Log in")


def code(key):
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0)
    return f"{TOTP(base64.b32decode(key.replace(' ', '').upper())).token():06}"


@pytest.fixture
def look(axe):
    """Notes what is wrong with the page that is open; `look.found` has it."""

    def run(page):
        assert page.locator("h1").count() == 1
        assert page.evaluate(SIDEWAYS) == 0
        run.found += [f"{page.url}: {line}" for line in axe(page)]

    run.found = []
    return run


def set_up(page, look):
    """The key of the app that is used from now on."""
    follow(page, "link", "Two-step sign-in")
    look(page)
    follow(page, "button", "Set it up")
    look(page)
    key = page.locator("code").inner_text()
    page.get_by_label("6-digit code").fill(code(key))
    follow(page, "button", "Turn it on")
    look(page)
    return key


@pytest.mark.parametrize(("scheme", "width"), [("dark", 320), ("light", 1280)])
def test_pages_of_signing_in_are_accessible_and_fit(open_page, look, scheme, width):
    page = open_page("/admin/", scheme=scheme, width=width, height=2000)
    look(page)
    follow(page, "link", "Forgotten your password?")
    look(page)
    follow(page, "link", "Back to sign-in")
    sign_in(page)
    key = set_up(page, look)
    page.goto("/admin/two-step/")
    look(page)
    follow(page, "button", "Log out")
    look(page)
    follow(page, "link", "Sign in again")
    sign_in(page)
    look(page)
    page.get_by_label("Code from your app").fill(code(key))
    follow(page, "button", "Sign in")
    page.wait_for_url("**/admin/")

    assert look.found == []
