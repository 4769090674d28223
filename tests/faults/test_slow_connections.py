"""Visitors who are slow on purpose, send too much, or make no sense: at gunicorn as shipped, and at
the local server.

`python -m tests.load.slow` says how long others wait meanwhile.
"""

import contextlib
import re
import socket
import sqlite3

import pytest
from django.db import connection

from roles.web.headers import security_headers
from tests.load import slow
from tests.load.site import Visitor, prepare, start, start_local, stop

TOKEN = "k3Zr_Qw9-xYbT0aLmN5vHg"
LAST = b"GET / HTTP/1.1\r\nConnection: close\r\n"
SECONDS = 20  # that nobody waits, unless something holds the server up


@pytest.fixture(scope="module")
def folder(django_db_setup, django_db_blocker, tmp_path_factory):
    """With a database that holds the published content."""
    folder = tmp_path_factory.mktemp("site")
    path = folder / "careerquiz.sqlite3"
    with django_db_blocker.unblock(), contextlib.closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)  # to make all tables takes long
    prepare(folder)
    return folder


@pytest.fixture(scope="module", params=["gunicorn", "run.py"])
def site(request, folder):
    if request.param == "gunicorn":
        site = start(folder, "--workers", "1", "--threads", "2")
    else:
        site = start_local(folder)
    yield site
    stop(site)


def talk(site, *sent, end=True):
    """All that the server says to that until it hangs up; it is told so only in the end."""
    with socket.create_connection(("127.0.0.1", site.port), SECONDS) as client:
        for part in sent:
            client.sendall(part)
        if end:
            client.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: client.recv(65536), b""))


@pytest.mark.parametrize("kind", slow.ATTACKS, ids=lambda kind: kind.__name__)
def test_slow_connections_stop_nobody(site, kind):
    measured = slow.measure(site.port, kind, connections=10, seconds=0.6)

    assert measured.failures == []
    assert max(measured.seconds) < SECONDS / 2
    assert "Traceback" not in site.log


@pytest.mark.parametrize("kind", slow.UPLOADS, ids=lambda kind: kind.__name__)
def test_upload_of_300_mb_is_cut_off(site, kind):
    taken = 0
    with socket.create_connection(("127.0.0.1", site.port), SECONDS) as client:
        with pytest.raises(OSError, match=r"reset|Broken pipe"):
            for _ in kind(Counting(client, lengths := [])):
                pass
        taken = sum(lengths)
    assert taken < 20_000_000  # what systems keep on the way; far from all of it


class Counting:
    def __init__(self, sock, lengths):
        self.sock, self.lengths = sock, lengths

    def sendall(self, data):
        self.sock.sendall(data)
        self.lengths.append(len(data))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000000\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n", 411),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", 400),
        (LAST + b"Host: a\r\nHost: b\r\n\r\n", 400),
        (LAST + b"Host: a\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n", 400),
        (LAST + b"Host: a\r\nContent-Type: a/b; charset*=rot13''x\r\n\r\n", 400),
        (b"GET /quiz/" + TOKEN.encode() + b"/1/ HTTP/9.9\r\n\r\n", 400),
        (b"GET /quiz/" + TOKEN.encode() + b"/1/\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET /" + b"x" * 5000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 60 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nX-A: " + b"b" * 9000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nX-A: " + b"b" * 600_000, 431),
        (LAST + b"Host: a\r\nExpect: " + TOKEN.encode() + b"\r\n\r\n", 417),
    ],
)
def test_request_that_makes_no_sense_gets_a_page_every_header_and_one_line(site, sent, status):
    if status == 417 and "gunicorn" not in site.process.args:
        status = 400  # it expects nothing either, and knows no host of that name
    before = len(site.log)
    head, _, body = talk(site, sent, end=False).decode().partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)

    assert first.split()[1] == str(status)
    assert "<h1>" in body
    wanted = security_headers(is_secure=False)
    policy = "Content-Security-Policy"  # its parts come in any order
    assert set(headers.pop(policy).split("; ")) == set(wanted.pop(policy).split("; "))
    assert headers | wanted == headers
    assert headers["Connection"] == "close"
    assert not re.search("[0-9]", headers["Server"])
    (line,) = site.log[before:].splitlines()
    assert " WARNING django.request: Refused " in line
    assert TOKEN not in line + body
    assert "127.0.0.1" not in line


def test_header_of_a_path_is_not_believed(site):
    headers = b"SCRIPT_NAME: /elsewhere\r\nPATH_INFO: /admin/\r\nConnection: close\r\n\r\n"
    answered = talk(site, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + headers)

    assert answered.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answered.endswith(b"\r\n\r\nok")


@pytest.mark.parametrize(
    ("length", "said"), [(5, b"HTTP/1.1 100 Continue\r\n\r\n"), (9_000_000, b"HTTP/1.1 413 ")]
)
def test_body_that_waits_for_a_word_of_ours_gets_it_once(site, length, said):
    head = b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    with socket.create_connection(("127.0.0.1", site.port), SECONDS) as client:
        client.sendall(head + b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % length)
        assert client.recv(len(said)) == said
        if length == 5:
            client.sendall(b"a=b&c")
        rest = b"".join(iter(lambda: client.recv(65536), b""))
    assert rest.startswith(b"HTTP/1.1 403 ") == (length == 5)
    assert b"100 Continue" not in rest


def test_requests_sent_ahead_are_all_answered_in_order(site):
    one = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    form = b"POST /quiz/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n"
    last = one.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    answered = talk(site, one + one + form + b"x" * 200_000 + last[:20], last[20:])

    assert re.findall(rb"HTTP/1.1 ([0-9]{3}) ", answered) == [b"200", b"200", b"403", b"200"]


def test_connection_is_kept_for_the_next_request(site):
    with contextlib.closing(Visitor(site.port)) as visitor:
        visitor.get("/healthz")
        kept = visitor.connection.sock
        visitor.get("/")

        assert visitor.connection.sock is kept


def test_visitor_who_leaves_early_leaves_no_line(site):
    before = site.log
    for sent in (b"", b"GET / HT"):
        with socket.create_connection(("127.0.0.1", site.port), SECONDS) as client:
            client.sendall(sent)
    with contextlib.closing(Visitor(site.port)) as visitor:
        assert visitor.get("/healthz").status == 200

    assert site.log == before
