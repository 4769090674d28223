"""What an operator adds by settings: security.txt, legal notice, logo, the admin's time zone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from careerquiz.site_files import Logo
from roles.web.public_cache import clear_public_cache
from tests.views.page import links, read_page

PNG = Logo(b"\x89PNG\r\n\x1a\n", "image/png", "0123456789ab")


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("careers@example.org", "Contact: mailto:careers@example.org"),
        ("https://example.org/report", "Contact: https://example.org/report"),
    ],
)
def test_security_txt_names_contact_and_a_day_within_a_year(
    client, version, settings, contact, line
):
    settings.CONTACT, settings.SITE_ORIGIN = contact, "https://quiz.example.org:8443"
    clear_public_cache()
    response = client.get("/.well-known/security.txt")
    lines = response.text.splitlines()
    expires = datetime.fromisoformat(lines[1].removeprefix("Expires: "))

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == line
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)
    assert lines[2:] == [
        "Preferred-Languages: en",
        "Canonical: https://quiz.example.org:8443/.well-known/security.txt",
    ]


def test_security_txt_without_a_contact_is_not_there(client, version):
    assert client.get("/.well-known/security.txt").status_code == 404


def footer(page):
    return dict(links(read_page(page).one("footer")))


def test_notice_in_a_file_is_a_page_that_every_footer_leads_to(client, version, settings):
    settings.LEGAL_NOTICE = "Example Ltd\n1 <High> Street\n\nhttps://example.org"
    page = client.get(footer(client.get("/privacy/"))["Legal notice"])
    main = read_page(page).one("main")

    assert main.one("h1").text == "Legal notice"
    assert "1 <High> Street" in main.text
    assert [address for _name, address in links(main)] == ["https://example.org"]
    assert footer(client.get("/nowhere/"))["Legal notice"] == "/legal-notice/"


def test_notice_elsewhere_is_led_to_and_has_no_page_here(client, version, settings):
    settings.LEGAL_NOTICE = "https://example.org/legal"

    assert footer(client.get("/privacy/"))["Legal notice"] == "https://example.org/legal"
    assert client.get("/legal-notice/").status_code == 404


def test_without_a_notice_nothing_leads_to_one(client, version):
    assert "Legal notice" not in footer(client.get("/privacy/"))
    assert client.get("/legal-notice/").status_code == 404


@pytest.mark.parametrize("path", ["/privacy/", "/nowhere/"])
def test_logo_stands_in_the_header_and_is_kept_for_a_year(client, version, settings, path):
    settings.LOGO = PNG
    picture = read_page(client.get(path)).one("header").one("img")
    response = client.get(picture.attrs["src"])

    assert picture.attrs["alt"] == ""
    assert (response.content, response["Content-Type"]) == (PNG.content, "image/png")
    assert "immutable" in response["Cache-Control"]


def test_another_logo_or_none_is_not_found(client, version, settings):
    assert client.get("/logo-0123456789ab").status_code == 404
    settings.LOGO = PNG
    assert client.get("/logo-other").status_code == 404


@pytest.mark.ignore_template_errors  # Django's own templates count on missing variables
def test_admin_shows_times_in_the_operators_zone_and_no_other_page_does(
    admin_client, admin_user, version, settings
):
    settings.ADMIN_TIME_ZONE = "Pacific/Auckland"
    entry = LogEntry.objects.create(user=admin_user, action_flag=1, object_repr="x", object_id="1")
    LogEntry.objects.filter(pk=entry.pk).update(action_time=datetime(2026, 12, 1, 12, tzinfo=UTC))
    page = admin_client.get("/admin/roles/catalogversion/")

    assert "NZDT" in page.text
    assert timezone.get_current_timezone_name() == "UTC"
    assert "NZDT" not in admin_client.get("/").text


def test_time_zone_of_nobody_is_refused(refusal):
    for value in ("Mars/Base", "../../etc/passwd", "Europe"):
        assert f"CAREERQUIZ_TIME_ZONE is {value!r}, which" in refusal(CAREERQUIZ_TIME_ZONE=value)
