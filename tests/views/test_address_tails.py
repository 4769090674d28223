"""What chats, mails and sentences add to an address, or do to it, does no harm."""

import re
from urllib.parse import quote

import pytest

from roles.services.quiz import delete_attempt
from tests.factories import make_attempt, make_link
from tests.services.attempts import CLOSE
from tests.views.quiz_walk import OWNER, open_quiz, stored
from tests.views.sharing import result_of

ENDS = (".", ",", ")", "]", ">", '"', "'", "\N{RIGHT DOUBLE QUOTATION MARK}", "_", "*", "**.", "~")
ADDED = ("&fbclid=IwAR0_x-y", "&utm_source=a&utm_medium=b", "?utm_source=a", "%3Futm_source=a")
INVISIBLE = ("\u200b", "\u2060", "\ufeff", "\xad")
TAILS = (*ENDS, *ADDED, *INVISIBLE, "/", "//", "%20", "|", ";", "&quot;", "'s", "_.", "%22%3E")
UNKNOWN = "A" * 22


@pytest.fixture
def link(db):
    return make_link(result_of(open_quiz()))


def arrives(client, address):
    """Where a browser that opens it ends up, and with which status."""
    response = client.get(address, follow=True)
    return response.status_code, response.request["PATH_INFO"]


@pytest.mark.parametrize("tail", TAILS)
def test_address_with_a_tail_opens_what_it_opens_without(client, link, tail):
    private = link.result.attempt.token
    started = make_attempt(link.version, OWNER, pages=1).token
    torn = make_attempt(link.version, CLOSE).token
    before = stored()
    quiz = (f"/quiz/{started}/1/", f"/quiz/{torn}/check/", f"/quiz/{torn}/days/")
    for path in (f"/shared/{link.token}/", f"/results/{private}/", *quiz):
        assert arrives(client, path + tail) == (200, path)
        if tail != "/":
            assert arrives(client, path.rstrip("/") + tail) == (200, path)
    assert stored() == before


def test_address_quoted_twice_or_with_invisible_letters_inside_opens_all_the_same(client, link):
    right = f"/shared/{link.token}/"
    twice = "".join(f"%25{ord(letter):02X}" for letter in link.token)
    hidden = quote(f"{link.token[:9]}\u200b{link.token[9:]}")

    for token in (twice, hidden, f"{hidden}.", f"{twice})"):
        assert arrives(client, f"/shared/{token}/") == (200, right)


def test_deeper_private_address_with_a_tail_leads_to_the_same_page(client, link):
    share = f"/results/{link.result.attempt.token}/share/"

    assert arrives(client, f"{share}{link.token}/)") == (200, f"{share}{link.token}/")
    assert arrives(client, f"{share.rstrip('/')}.") == (200, share)


def test_address_with_a_tail_after_the_end_says_that_it_ended(client, link):
    delete_attempt(attempt=link.result.attempt)

    assert arrives(client, f"/shared/{link.token}.")[0] == 410
    assert arrives(client, f"/results/{link.result.attempt.token}/.")[0] == 410


@pytest.mark.parametrize("room", ["shared", "results", "quiz"])
@pytest.mark.parametrize("tail", ["nothing", "/nothing/", "/and-more", "x", "x/", "_x", "-x/"])
def test_address_with_more_than_a_tail_is_unknown(client, db, room, tail):
    response = client.get(f"/{room}/{UNKNOWN}{tail}", follow=True)

    assert response.status_code == 404
    assert response.request["PATH_INFO"].startswith(f"/{room}/{UNKNOWN}{tail}")


@pytest.mark.parametrize(
    "address",
    [
        f"/shared/{UNKNOWN}.//evil.example",
        f"//evil.example/shared/{UNKNOWN}.",
        f"/shared/{UNKNOWN}\\evil.example",
        f"/shared/{UNKNOWN}/%0d%0aLocation:%20//evil.example",
    ],
)
def test_redirect_leads_to_an_address_of_ours_whatever_was_added(client, db, address):
    response = client.get(address)

    assert response.status_code in (301, 302, 404)
    assert re.match(r"/(?![/\\])", response.headers.get("Location", "/"))


def test_known_and_unknown_tokens_with_a_tail_answer_alike(client, link):
    known, unknown = (client.get(f"/shared/{token}.") for token in (link.token, UNKNOWN))

    assert {known.status_code, unknown.status_code} == {302}
    assert (known.content, unknown.content) == (b"", b"")
    assert (known["Referrer-Policy"], known["X-Robots-Tag"]) == ("no-referrer", "noindex")
