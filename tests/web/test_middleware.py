"""Headers that every response carries, and the pages for expected trouble."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import InterfaceError
from django.test import Client, RequestFactory, override_settings

from roles.domain.errors import AttemptDeleted, AttemptUnknown, TicketExpired
from roles.web.middleware import ErrorPagesMiddleware
from tests.views.page import read_page

HEADERS = {
    "Content-Security-Policy": (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; "
        "script-src 'self'; style-src 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
DENIED = {"camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()"}


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = "tests.views.error_urls"
    return Client(raise_request_exception=False)


def in_order(policy):
    return "; ".join(sorted(part.strip() for part in policy.split(";")))


def assert_carries_every_header(response):
    policy = in_order(response["Content-Security-Policy"])

    assert {name: response[name] for name in HEADERS} | {
        "Content-Security-Policy": policy
    } == HEADERS
    assert set(response["Permissions-Policy"].split(", ")) >= DENIED


@pytest.mark.parametrize(
    "address",
    ["/", "/readyz", "/nowhere/", "/errors/400/", "/errors/500/", "/errors/503/", "/quiz/"],
)
def test_response_carries_every_security_header(visitor, db, address):
    assert_carries_every_header(visitor.get(address))


@pytest.mark.parametrize(("address", "status"), [("/admin/", 302), ("/admin/login/", 200)])
@pytest.mark.ignore_template_errors  # Django's own templates count on missing variables
def test_admin_carries_the_same_headers(client, db, address, status):
    response = client.get(address)

    assert response.status_code == status
    assert_carries_every_header(response)


def test_static_file_carries_the_headers_too(visitor):
    response = visitor.get("/static/css/base.css")
    assert response.getvalue()[:2] == b"/*"

    assert response.status_code == 200
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert set(response["Permissions-Policy"].split(", ")) >= DENIED
    assert response["X-Content-Type-Options"] == "nosniff"


def test_redirect_to_https_carries_the_headers_too(visitor, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = visitor.get("/")

    assert (response.status_code, response.url) == (301, "https://testserver/")
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert set(response["Permissions-Policy"].split(", ")) >= DENIED


def test_header_that_a_view_set_itself_stays(visitor):
    response = visitor.get("/own-policy/")

    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("address", "status", "kept"),
    [
        ("/quiz/", 200, "private, no-store"),
        ("/quiz/resume/", 302, "private, no-cache"),
        ("/quiz/AAAAAAAAAAAAAAAAAAAAAA/1/", 404, "no-store"),
        ("/results/AAAAAAAAAAAAAAAAAAAAAA/", 404, "no-store"),
        ("/results/AAAAAAAAAAAAAAAAAAAAAA/download/", 404, "no-store"),
    ],
)
def test_private_room_is_not_indexed_and_kept_by_nobody_else(visitor, db, address, status, kept):
    response = visitor.get(address)

    assert (response.status_code, response["X-Robots-Tag"]) == (status, "noindex")
    assert response["Cache-Control"] == kept


def test_private_room_asked_in_a_wrong_way_is_private_all_the_same(visitor, db):
    response = visitor.delete("/results/AAAAAAAAAAAAAAAAAAAAAA/delete/")

    assert (response.status_code, response["X-Robots-Tag"]) == (405, "noindex")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/roles/", "/robots.txt", "/static/css/base.css"])
def test_public_room_may_be_indexed(visitor, db, address):
    response = visitor.get(address)
    response.close()

    assert response.status_code == 200
    assert "X-Robots-Tag" not in response


@pytest.mark.parametrize(
    ("trouble", "status", "heading"),
    [
        (AttemptUnknown(), 404, "Page not found"),
        (AttemptDeleted(), 410, "Your answers are deleted"),
        (TicketExpired(), 403, "We couldn't save your answers"),
        (InterfaceError("connection closed"), 503, "The quiz is closed for a moment"),
    ],
)
def test_expected_trouble_becomes_its_page_whichever_room_it_comes_from(trouble, status, heading):
    middleware = ErrorPagesMiddleware(lambda request: None)
    request = RequestFactory().post("/")
    request.resolver_match = None
    response = middleware.process_exception(request, trouble)

    assert (response.status_code, read_page(response).one("h1").text) == (status, heading)


def test_database_away_gives_the_closed_page_and_one_log_line_without_the_address(visitor, caplog):
    response = visitor.get("/errors/503/?private-token")
    records = [record for record in caplog.records if record.name == "roles.web.middleware"]

    assert response.status_code == 503
    assert read_page(response).one("h1").text == "The quiz is closed for a moment"
    assert [record.levelname for record in records] == ["ERROR"]
    assert records[0].exc_info[0].__name__ == "OperationalError"
    assert records[0].getMessage().count("private-token") == 0


def test_other_exception_is_left_to_others():
    middleware = ErrorPagesMiddleware(lambda request: None)

    assert middleware.process_exception(RequestFactory().get("/"), ValueError("x")) is None


# --- answers without a body


def sent(method, address, host="testserver", urls="tests.views.error_urls"):
    """What the app hands to a server: status, headers and body. The test client would cut it."""
    head = {}

    def start(status, headers):
        head.update({"Status": status} | dict(headers))

    environ = RequestFactory(headers={"host": host}).generic(method, address).environ
    with override_settings(ROOT_URLCONF=urls):
        chunks = WSGIHandler()(environ, start)
        body = b"".join(chunks)
        chunks.close()
    return head, body


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/healthz", "/static/css/base.css", "/favicon.ico", "/robots.txt", "/quiz/resume/"),
        *("/nowhere/", "/errors/400/", "/errors/403_csrf/", "/errors/500/", "/errors/503/"),
    ],
)
def test_head_is_answered_like_get_without_the_body(db, address):
    head, body = sent("HEAD", address)
    whole, content = sent("GET", address)

    assert body == b""
    assert head["Status"] == whole["Status"]
    assert head["Content-Length"] == whole["Content-Length"] == str(len(content))


# --- hosts


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/healthz", "/static/css/base.css"])
@pytest.mark.parametrize("host", ["evil.example", "a b", "testserver@evil.example"])
def test_unknown_host_gets_our_page_and_one_line_in_the_log(db, caplog, address, host):
    head, body = sent("GET", address, host)

    assert head["Status"] == "400 Bad Request"
    assert b"<h1>We couldn't read that</h1>" in body
    assert head.keys() >= HEADERS.keys() | {"Permissions-Policy"}
    assert [(it.levelname, it.exc_info, it.getMessage()) for it in caplog.records] == [
        (
            "WARNING",
            None,
            f"Refused the host {host!r}: CAREERQUIZ_URL and CAREERQUIZ_HOSTS say which are allowed",
        )
    ]
    assert sent("HEAD", address, host)[1] == b""
