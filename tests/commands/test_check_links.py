"""The addresses of sources are asked one by one, and what is gone is named with its uses."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from roles.management import link_check
from roles.models import Source
from roles.services.careers import load_careers
from roles.services.catalog import load_catalog
from tests.careers_factories import make_careers_document
from tests.content.documents import read
from tests.factories import make_catalog


class Site(BaseHTTPRequestHandler):
    """Answers by what its path says; notes what it was asked."""

    asked: list[str] = []
    busy, most_busy = 0, 0

    def answer(self):
        Site.busy += 1
        Site.most_busy = max(Site.most_busy, Site.busy)
        Site.asked.append(f"{self.command} {self.path}")
        status, place = 200, ""
        if self.path.startswith("/status/"):
            status = int(self.path.split("/")[2])
            place = "/fine/" if 300 <= status < 400 else ""
        elif self.path == "/circle/":
            status, place = 302, "/circle/"
        elif self.path == "/no-head/" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if place:
            self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        Site.busy -= 1  # before the answer is out: the next request may come at once
        self.end_headers()

    do_HEAD = do_GET = answer

    def log_message(self, *args):
        pass


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(link_check, "PAUSE", 0)
    Site.asked, Site.busy, Site.most_busy = [], 0, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def draft(db):
    load_catalog(catalog=make_catalog(), reason="test")
    load_careers(content=read(make_careers_document()), reason="test")


def set_address(url):
    row = Source.objects.get()
    row.document = row.document | {"url": url}  # as no form would let it: it is for a test
    row.save()


def run(**options):
    out = StringIO()
    try:
        call_command("check_links", stdout=out, **options)
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), ""


@pytest.mark.parametrize(
    ("path", "verdict", "goal"),
    [
        ("/fine/", "fine", ""),
        ("/no-head/", "fine", ""),
        ("/status/302/", "fine", ""),
        ("/status/301/", "moved", "/fine/"),
        ("/status/308/", "moved", "/fine/"),
        ("/status/404/", "gone", ""),
        ("/status/410/", "gone", ""),
        ("/status/403/", "unclear", ""),
        ("/status/503/", "unclear", ""),
        ("/circle/", "unclear", ""),
    ],
)
def test_address_is_judged_by_what_its_site_answers(site, path, verdict, goal):
    found = link_check.look_up(f"{site}{path}", 5)

    assert (found.verdict, found.goal) == (verdict, goal and f"{site}{goal}")


def test_site_is_asked_one_thing_at_a_time_and_for_the_head_first(site):
    urls = [f"{site}/fine/", f"{site}/no-head/?a=1", f"{site}/no-head/", f"{site}/fine/"]
    found = link_check.check_all(urls, 5)

    assert [finding.url for finding in found] == urls[:3]
    assert Site.most_busy == 1
    assert Site.asked == [*("HEAD /fine/", "HEAD /no-head/?a=1", "HEAD /no-head/", "GET /no-head/")]


def test_site_that_is_not_there_is_unclear(site):
    assert link_check.look_up("http://127.0.0.1:1/", 5).verdict == "unclear"


def test_gone_address_is_named_with_its_source_and_uses_and_ends_with_1(site, draft):
    set_address(f"{site}/status/404/")
    code, out, error = run()

    assert code == 1
    assert out.splitlines()[:4] == [
        f"Gone: {site}/status/404/ (404)",
        "  Source: Survey, 2025",
        "  Pay figure: Thinkers (United States)",
        "  Role page: Thinker",
    ]
    assert "1 gone" in out
    assert error == "1 address is gone."


def test_moved_address_is_told_with_its_new_place_and_ends_well(site, draft):
    set_address(f"{site}/status/301/")
    code, out, _error = run()

    assert code == 0
    assert out.startswith(f"Moved for good: {site}/status/301/ is now {site}/fine/")


def test_no_network_is_said_in_words(draft, monkeypatch):
    def unknown(*_args, **_named):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    set_address("http://no-such-host.invalid/")
    code, out, error = run(timeout=2)

    assert (code, out) == (2, "")
    assert error.startswith("None of the addresses could be reached.")


def test_no_addresses_and_no_sense_of_time_are_said(draft):
    set_address("")

    assert run() == (0, "No source has an address, so there is nothing to check.\n", "")
    assert run(timeout=0)[0] == 1
