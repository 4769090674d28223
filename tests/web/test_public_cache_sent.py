"""How public pages are sent: to be kept or not, compressed or not, or not again."""

import gzip

import pytest
from django.test import RequestFactory

from roles.services.careers import renew_stamp
from roles.web.public_cache import forget_kept, fresh_page
from tests.drawings import Drawing, ask, title

pytestmark = pytest.mark.django_db

ADDRESS = "/questions-and-answers/"


@pytest.fixture
def draw():
    return Drawing()


# --- what is sent


def test_page_may_be_kept_by_everybody_who_asks_each_time(draw):
    response = ask(draw)

    assert response["Cache-Control"] == "public, no-cache"
    assert response["Vary"] == "Accept-Encoding"
    assert response["ETag"][:3] == 'W/"'
    assert len(response["ETag"]) == len('W/""') + 32


@pytest.mark.parametrize("accepted", ["", "gzip, br"])
def test_page_that_is_known_is_not_sent_again(draw, accepted):
    first = ask(draw, headers={"accept-encoding": accepted})
    known = {"if-none-match": f'"other", {first["ETag"]}', "accept-encoding": accepted}
    again = ask(draw, headers=known)

    assert (again.status_code, again.content) == (304, b"")
    assert {name: again[name] for name in ("ETag", "Cache-Control", "Vary")} == {
        name: first[name] for name in ("ETag", "Cache-Control", "Vary")
    }
    assert not again.has_header("Content-Encoding")


def test_page_that_has_changed_is_sent_to_those_who_know_the_old_one(draw):
    first = ask(draw)
    renew_stamp()
    again = ask(draw, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, title(again)) == (200, "Drawing 2")
    assert again["ETag"] != first["ETag"]


def test_page_that_is_drawn_anew_and_still_the_same_is_known(draw):
    first = ask(draw)
    draw.drawn.clear()
    forget_kept()

    assert ask(draw, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "accepted", ["gzip", "gzip, deflate, br", "br, gzip;q=0.5", "gzip;q=1.0", "GZIP"]
)
def test_page_is_compressed_for_those_who_can_read_that(draw, accepted):
    plain, squeezed = ask(draw), ask(draw, headers={"accept-encoding": accepted})

    assert squeezed["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed.content) == plain.content
    assert squeezed["ETag"] == plain["ETag"]
    assert draw.times == 1


@pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0", "gzip; q=0.0, br", "*;q=0"])
def test_page_is_sent_plain_to_all_others(draw, accepted):
    response = ask(draw, headers={"accept-encoding": accepted})

    assert not response.has_header("Content-Encoding")
    assert title(response) == "Drawing 1"


def test_page_asked_for_its_headers_has_those_of_the_page(client):
    page, headers = client.get(ADDRESS), client.head(ADDRESS)

    assert (headers.status_code, headers.content) == (200, b"")
    assert headers.headers == page.headers
    assert int(headers["Content-Length"]) == len(page.content)


# --- for one browser alone


def test_fresh_page_is_drawn_each_time_and_for_this_browser_alone(draw):
    request = RequestFactory(headers={"accept-encoding": "gzip"}).get("/page/")
    responses = [fresh_page(request, draw, 400, own=("a", 1)) for _ in range(2)]

    assert [title(response) for response in responses] == ["Drawing 1", "Drawing 2"]
    assert draw.drawn[0][1] == {"own": ("a", 1)}
    assert dict(responses[0].headers) == {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "private, no-cache",
    }
    assert (responses[0].status_code, fresh_page(request, draw).status_code) == (400, 200)
    assert "http://testserver/page/" in responses[0].content.decode()
