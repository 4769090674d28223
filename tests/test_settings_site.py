"""Where the site is: host, port and path of links, redirects, cookies and files."""

import pytest

from tests.test_settings import PRODUCTION

PORT, MOUNT = "https://quiz.example.org:8443", "https://quiz.example.org/our/careers"


@pytest.mark.parametrize(
    ("url", "hosts", "origin", "allowed"),
    [
        ("", "quiz.example.org", "https://quiz.example.org", ["quiz.example.org"]),
        (
            "",
            ".example.org:8443,a.org",
            "https://example.org:8443",
            ["example.org", ".example.org", "a.org"],
        ),
        (PORT, "", PORT, ["quiz.example.org"]),
        (PORT, "a.org,quiz.example.org", PORT, ["quiz.example.org", "a.org"]),
    ],
)
def test_site_is_where_its_address_or_first_host_says(load, url, hosts, origin, allowed):
    loaded = load(**PRODUCTION | {"CAREERQUIZ_URL": url, "CAREERQUIZ_HOSTS": hosts})

    assert loaded["SITE_ORIGIN"] == origin
    assert loaded["CSRF_TRUSTED_ORIGINS"] == [origin]
    assert loaded["ALLOWED_HOSTS"] == allowed
    # http on the usual port is led to where https is.
    assert loaded["SECURE_SSL_HOST"] == (
        origin.removeprefix("https://") if ":84" in origin else None
    )


def test_site_below_a_path_has_its_files_and_cookies_there(load):
    names = ("SESSION_COOKIE_PATH", "CSRF_COOKIE_PATH", "ATTEMPT_COOKIE_PATH", "STATIC_URL")
    loaded = load(**PRODUCTION | {"CAREERQUIZ_URL": MOUNT})
    path = "/our/careers/"

    assert [loaded[name] for name in names] == [path, path, path, f"{path}static/"]
    assert loaded["CSRF_COOKIE_NAME"] == "__Secure-csrftoken"  # __Host- is for Path=/ alone
    assert load(**PRODUCTION)["SESSION_COOKIE_PATH"] == "/"


def test_local_site_may_have_an_address_without_https_and_production_may_not(load, refusal):
    local = "http://127.0.0.1:9000/careers"

    assert load(CAREERQUIZ_URL=local)["SITE_ORIGIN"] == "http://127.0.0.1:9000"
    assert "begins with https:// and" in refusal(**PRODUCTION | {"CAREERQUIZ_URL": local})
