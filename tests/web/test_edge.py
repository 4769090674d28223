"""What is refused unread, and what is answered when everything else fails, as a server sees it."""

import asyncio
import io
import logging
from concurrent.futures import ThreadPoolExecutor
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from roles.web import edge
from roles.web.edge import LARGEST_BODY, AsyncEdge, Edge, refusal
from roles.web.headers import security_headers

FORM = "application/x-www-form-urlencoded"
TOKEN = "k3Zr_Qw9-xYbT0aLmN5vHg"


class Unread(io.RawIOBase):
    """A body that must not be read."""

    def read(self, *_args):
        raise AssertionError("The body was read.")


@pytest.fixture(autouse=True)
def kept_connections():
    """The end of a request does not close the test's own connection to the database."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask(method="GET", path="/", application=None, **environ):
    """The status, headers and body that a server gets."""
    head = {}

    def start(status, headers, exc_info=None):
        head.update({"Status": int(status[:3])} | dict(headers))

    given = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "testserver"} | environ
    setup_testing_defaults(given)
    chunks = Edge(application or WSGIHandler())(given, start)
    try:
        return head, b"".join(chunks)
    finally:
        getattr(chunks, "close", bool)()


# --- what is refused


@pytest.mark.parametrize(
    "charset",
    [
        *("utf-7", "utf-16", "UTF-32", "latin-1", "idna", "punycode", "rot13", "undefined", "x"),
        *('"utf-7"', "utf-8; charset=utf-7", "'utf-8'", '"utf-8', "utf_8_sig", "", "\xff", "hex"),
    ],
)
def test_charset_other_than_utf_8_is_refused(charset):
    assert refusal({"CONTENT_TYPE": f"{FORM}; charset={charset}"}) == edge.CHARSET


@pytest.mark.parametrize(
    "content_type",
    [
        f"{FORM}; charset*=rot13''x",
        f"{FORM}; charset*0=utf-7",
        f"{FORM};a*=punycode'en'%ff",
        f"{FORM};CHARSET = utf-7",
        f"{FORM},charset=utf-8,charset=utf-7",
        "charset=utf-8",
    ],
)
def test_charset_named_in_an_odd_way_is_refused(content_type):
    assert refusal({"CONTENT_TYPE": content_type}) == edge.CHARSET


@pytest.mark.parametrize(
    "content_type",
    [
        *("", FORM, "multipart/form-data; boundary=----WebKitFormBoundaryAB'()+_,-./:=?"),
        *(f"{FORM}; charset=utf-8", f"{FORM};charset=UTF-8", f'{FORM}; charset="utf-8"; a=b'),
        *(f"{FORM}; charset=utf8", f"{FORM}; Charset=utf-8; charset=utf-8"),
    ],
)
def test_usual_content_type_is_taken(content_type):
    assert refusal({"CONTENT_TYPE": content_type}) is None


@pytest.mark.parametrize(
    ("length", "refused"),
    [
        *((text, None) for text in ("", "0", "5", "0012", str(LARGEST_BODY))),
        *((text, edge.LENGTH) for text in ("-5", "+5", "5,5", "5, 5", "5.0", "0x5", "٣", "²", "a")),
        *((text, edge.TOO_LARGE) for text in (str(LARGEST_BODY + 1), "9" * 12, "9" * 5000)),
    ],
)
def test_length_of_a_body_is_one_number_up_to_the_limit(length, refused):
    assert refusal({"CONTENT_LENGTH": length}) == refused


@pytest.mark.parametrize(
    ("environ", "status", "reason"),
    [
        ({"CONTENT_TYPE": f"{FORM}; charset=rot13"}, 400, "its charset is not UTF-8"),
        ({"CONTENT_LENGTH": "-1"}, 400, "its Content-Length is not one number"),
        ({"CONTENT_LENGTH": "300000000"}, 413, "its body is larger than 1 MB"),
        (
            {"HTTP_TRANSFER_ENCODING": "chunked"},
            411,
            "it does not say how long its body is",
        ),
    ],
)
@pytest.mark.parametrize("path", [f"/quiz/{TOKEN}/1/", "/admin/upload/", "/static/css/base.css"])
def test_refused_request_is_not_read_and_leaves_one_line(log, path, environ, status, reason):
    head, body = ask("POST", path, **environ, **{"wsgi.input": Unread()})

    heading = b"That's too large" if status == 413 else b"We couldn't read that"
    assert head["Status"] == status
    assert b"<h1>" + heading + b"</h1>" in body
    (line,) = log.getvalue().splitlines()
    assert line.endswith(f" WARNING django.request: Refused a request: {reason}")


# --- headers


def failing(*_args):
    raise RuntimeError(f"broken at /quiz/{TOKEN}/1/")


WALK = [
    ("GET", "/", {}, 200),
    ("GET", "/healthz", {}, 200),
    ("GET", "/robots.txt", {}, 200),
    ("GET", "/quiz/resume/", {}, 302),
    ("GET", "/admin/", {}, 302),
    ("GET", "/static/css/base.css", {}, 200),
    ("GET", "/static/nowhere.css", {}, 404),
    ("GET", f"/results/{TOKEN}/", {}, 404),
    ("GET", "/nowhere", {}, 404),
    ("PUT", "/", {}, 403),
    ("POST", f"/results/{TOKEN}/delete/", {}, 403),
    ("GET", "/", {"HTTP_HOST": "evil.example"}, 400),
    ("GET", "/static/css/base.css", {"HTTP_HOST": "a b"}, 400),
    ("POST", "/", {"CONTENT_TYPE": f"{FORM}; charset=utf-7"}, 400),
    ("POST", "/", {"CONTENT_LENGTH": "300000000"}, 413),
    ("POST", "/", {"HTTP_TRANSFER_ENCODING": "chunked"}, 411),
]


@pytest.mark.parametrize(("method", "path", "environ", "status"), WALK)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_answer_carries_the_security_headers(
    db, settings, method, path, environ, status, scheme
):
    settings.SECURE_HSTS_SECONDS = 3600
    head, _ = ask(method, path, **environ, **{"wsgi.url_scheme": scheme})

    wanted = security_headers(is_secure=scheme == "https")
    if status == 403:
        wanted["Referrer-Policy"] = "no-referrer"
    assert head["Status"] == status
    assert head | wanted == head
    assert ("Strict-Transport-Security" in head) == (scheme == "https")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_error_that_nobody_caught_is_answered_with_the_page_and_every_header(settings, log, scheme):
    settings.SECURE_HSTS_SECONDS = 3600
    path = f"/quiz/{TOKEN}/1/"
    head, body = ask("POST", path, failing, **{"wsgi.url_scheme": scheme})
    wanted = security_headers(is_secure=scheme == "https")

    assert head == wanted | {
        "Status": 500,
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
    }
    assert b"<h1>Sorry, there is a problem</h1>" in body
    assert log.getvalue().count("No page caught this error") == 1
    assert TOKEN not in log.getvalue()
    assert ask("HEAD", path, failing)[1] == b""


@pytest.mark.parametrize(
    "broken",
    [
        "roles.web.middleware.SecurityHeadersMiddleware.__call__",
        "roles.web.middleware.HeadMiddleware.__call__",
        "roles.web.errors.server_error",
        "django.core.handlers.wsgi.WSGIRequest.__init__",
    ],
)
def test_failure_of_what_makes_error_pages_is_answered_and_logged_once(
    settings, monkeypatch, log, broken
):
    settings.ROOT_URLCONF = "tests.views.error_urls"
    monkeypatch.setattr(broken, failing)
    head, body = ask("GET", "/errors/500/")

    assert head["Status"] == 500
    assert head | security_headers(is_secure=False) == head
    assert b"<h1>Sorry, there is a problem</h1>" in body
    errors = [line for line in log.getvalue().splitlines() if " ERROR " in line]
    assert len(errors) == 1
    assert TOKEN not in log.getvalue()


class Breaking:
    """A body that breaks after its first part, and cannot be closed."""

    def __iter__(self):
        yield b"half"
        failing()

    close = failing


def test_answer_that_breaks_off_hangs_up_and_is_logged_once(caplog):
    def application(_environ, start):
        start("200 OK", [])
        return Breaking()

    with pytest.raises(BrokenPipeError):
        ask(application=application)
    told = [(it.levelno, it.getMessage()) for it in caplog.records]
    assert told == [
        (logging.ERROR, "An answer broke off"),
        (logging.ERROR, "An answer could not be closed"),
    ]


# --- ASGI


def ask_async(*headers, method="POST", path="/healthz", application=None, body=Unread):
    """The same for an ASGI server; whoever asks for the body gets it without an end."""
    sent = []

    async def receive():
        if body is Unread:
            raise AssertionError("The body was read.")
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "scheme": "http"}
    scope["headers"] = [(b"host", b"testserver"), *headers]
    # In a thread: that of the tests may have the event loop of a browser.
    answering = AsyncEdge(application or ASGIHandler())(scope, receive, send)
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, answering).result()
    head = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], head, b"".join(it.get("body", b"") for it in sent[1:])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([(b"content-length", b"300000000")], 413),
        ([(b"content-length", b"5"), (b"content-length", b"6")], 400),
        ([(b"content-type", b"text/plain; charset=rot13")], 400),
        ([(b"transfer-encoding", b"chunked")], 411),
        ([], 403),
    ],
)
def test_asgi_refuses_the_same_without_reading(headers, status):
    answered, head, _ = ask_async(*headers)
    wanted = {name.lower(): value for name, value in security_headers(is_secure=False).items()}

    assert answered == status
    if status == 403:
        wanted["referrer-policy"] = "no-referrer"
    assert head | wanted == head


def test_asgi_answers_an_error_that_nobody_caught(caplog):
    async def broken(*_args):
        failing()

    status, head, body = ask_async(application=broken)
    assert (status, head["content-length"]) == (500, str(len(body)))
    assert {name.lower() for name in security_headers(is_secure=False)} <= head.keys()
    assert [it.getMessage() for it in caplog.records] == ["No page caught this error"]
