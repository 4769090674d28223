"""What public pages and pictures keep to themselves, refuse, and cost."""

import re
import struct
import time
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.utils import timezone

from roles.models import Attempt, Result, ShareLink
from roles.queries.careers import forget_state
from roles.services.quiz import delete_attempt, finish_attempt
from roles.services.results import end_link
from roles.wording.answers import ANSWER_LABELS
from tests.factories import make_attempt, make_link, make_version, running_day, seed_catalog
from tests.views.page import headers_of, links, read_page
from tests.views.quiz_walk import OWNER, open_quiz, stored
from tests.views.sharing import SCORED, card_of, link_of, page_of, result_of
from tests.wording.result_pages import CLEAR, CLOSE, LEANING, texts

GONE = "This result is no longer shared"
MONTHS = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
DAYS = (
    *(rf"\d\.? {MONTHS}", rf"{MONTHS} \d{{1,2}}\b(?!\d)"),
    *(r"\d{4}-\d\d-\d\d", r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b", r"\d\d:\d\d"),
)
NUMBERS = (918273645, 918273646, 918273647)  # of the rows, to be found wherever they are shown


@pytest.fixture
def version(db):
    return open_quiz()


def assert_page(response, status, heading):
    assert (response.status_code, read_page(response).one("h1").text) == (status, heading)


# --- the scan


@pytest.fixture
def link(version):
    """Shows everything there is, of rows with numbers that nothing else on a page has."""
    attempt = make_attempt(version, OWNER)
    Attempt.objects.filter(pk=attempt.pk).update(id=NUMBERS[0], started_at=SCORED, saved_at=SCORED)
    result = finish_attempt(attempt=Attempt.objects.get(), now=SCORED)
    Result.objects.filter(pk=result.pk).update(id=NUMBERS[1], kept_until="2027-03-19")
    link = make_link(Result.objects.get())
    ShareLink.objects.filter(pk=link.pk).update(id=NUMBERS[2])
    return ShareLink.objects.get()


def everything(response):
    """All that a response says, as it is sent and as it is read."""
    raw = response.content.decode("latin-1") + str(response.headers) + str(response.cookies)
    return f"{raw}\n{unescape(response.content.decode(errors='replace'))}".lower()


def secrets_in(said, link):
    """What of all that is secret stands there."""
    token, questions = link.result.attempt.token, seed_catalog().questions
    labels = [str(label) for label in ANSWER_LABELS.values() if label != "Like"]
    secrets = {
        "tokens": [token, token[:8], token[-8:]],
        "rows": [str(number) for number in NUMBERS],
        "statements": [row.text for row in questions] + [row.slug for row in questions],
        "answers": [*labels, "Skipped", "answer_"],
    }
    return {
        kind: [word for word in words if word.lower() in said] for kind, words in secrets.items()
    }


@pytest.mark.parametrize("address", [page_of, card_of])
def test_scan_of_everything_public_finds_no_token_row_statement_or_answer(client, link, address):
    said = everything(client.get(address(link)))

    assert secrets_in(said, link) == {"tokens": [], "rows": [], "statements": [], "answers": []}


def test_scan_sees_what_stands_on_the_private_page(client, link):
    private = f"/results/{link.result.attempt.token}/"
    said = everything(client.get(private)) + everything(client.get(f"{private}download/"))
    found = secrets_in(said, link)

    assert len(found["tokens"]) == 3
    assert len(found["statements"]) == 2 * len(link.result.answers)
    assert "Dislike" in found["answers"]


@pytest.mark.parametrize("address", [page_of, card_of])
def test_scan_of_everything_public_finds_no_day(client, link, address):
    response = client.get(address(link))
    text = str(response.headers)
    if address is page_of:
        text += unescape(response.content.decode())

    assert [found[0] for pattern in DAYS for found in re.finditer(pattern, text)] == []
    assert ("March 2026" in text) == (address is page_of)


def test_scan_for_days_sees_those_of_the_private_page(client, link):
    text = client.get(f"/results/{link.result.attempt.token}/").content.decode()

    assert [bool(re.search(pattern, text)) for pattern in DAYS] == [True, *[False] * 4]


def test_picture_holds_pixels_and_nothing_else(client, link):
    png, at, kinds = client.get(card_of(link)).content, 8, []
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        kinds.append(kind)
        at += 12 + length

    assert at == len(png)
    assert set(kinds) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


# --- what it costs, says to browsers and changes


def test_public_page_costs_two_queries_and_a_third_beside_ones_own(
    client, version, django_assert_num_queries
):
    link, own = link_of(version, CLEAR, ["pattern"]), result_of(version, LEANING)
    make_version(seed_catalog())
    client.get(page_of(link))  # reads the versions, once
    forget_state()
    with django_assert_num_queries(2):  # the link; once a second, what is published
        client.get(page_of(link))
    client.cookies["attempt"] = f"{own.attempt.token}.{own.attempt.token}"
    forget_state()
    with django_assert_num_queries(3):
        response = client.get(page_of(link))

    assert "Side by side" in texts(read_page(response).all("h2"))


def test_public_page_tells_browsers_and_robots_to_keep_it_to_themselves(client, version):
    response = client.get(page_of(link_of(version)))
    headers = headers_of(response)
    policy = {row.strip() for row in headers.pop("Content-Security-Policy").split(";")}

    assert headers == {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(response.content)),
        "Cache-Control": "private, no-cache",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
        "Referrer-Policy": "no-referrer",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex",
    }
    assert policy == {*settings.CONTENT_SECURITY_POLICY.split("; ")}


def test_public_page_has_no_form_sets_no_cookie_and_writes_nothing(client, version):
    link = link_of(version, CLOSE, ["numbers", "pattern"])
    before = stored()
    response = client.get(page_of(link))

    assert (read_page(response).all("form"), response.cookies) == ([], {})
    assert read_page(response).all("script") == []
    assert client.head(page_of(link)).content == b""
    assert stored() == before


# --- refusals


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("room", ["", "card.png"])
def test_public_addresses_only_show(client, version, room, method):
    link = link_of(version)
    before = stored()
    response = getattr(client, method)(page_of(link) + room)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert stored() == before


@pytest.mark.parametrize("room", ["", "card.png"])
@pytest.mark.parametrize("token", ["A" * 22, "x", "open", "x" * 5000, "%00", "a.b.c.d"])
def test_public_address_of_nothing_is_unknown(client, version, token, room):
    assert_page(client.get(f"/shared/{token}/{room}"), 404, "Page not found")


def test_public_and_private_tokens_open_nothing_of_each_other(client, version):
    link = link_of(version)
    private = link.result.attempt.token
    rooms = ("", "rescore/", "download/", "delete/", "share/", f"share/{link.token}/")
    unknown = client.get(f"/results/{'A' * 22}/").content
    answers = [
        client.get(address)
        for address in (
            f"/shared/{'A' * 22}/",
            f"/shared/{private}/",
            f"/shared/{private}/card.png",
            f"/quiz/{link.token}/1/",
            *(f"/results/{link.token}/{room}" for room in rooms),
        )
    ]

    assert {(answer.status_code, answer.content) for answer in answers} == {(404, unknown)}


@pytest.mark.parametrize("room", ["", "card.png"])
def test_public_address_ends_with_its_link(client, version, room):
    off, out, deleted = (make_link(result_of(version)) for _number in range(3))
    end_link(link=off, now=timezone.now())
    yesterday = running_day() - timedelta(days=1)
    ShareLink.objects.filter(pk=out.pk).update(ends_on=yesterday)
    delete_attempt(attempt=deleted.result.attempt)

    for link in (off, out, deleted):
        response = client.get(page_of(link) + room)
        assert_page(response, 410, GONE)
        assert response["X-Robots-Tag"] == "noindex"
        assert links(read_page(response).one("main")) == [("Take the quiz yourself", "/quiz/")]


def test_public_page_works_through_its_last_day(client, version):
    link = link_of(version)
    ShareLink.objects.filter(pk=link.pk).update(ends_on=running_day())

    assert client.get(page_of(link)).status_code == 200


# --- how often


@pytest.fixture
def few(settings, monkeypatch):
    """Two a minute, at a time that stands still 12 seconds after a minute began."""
    settings.RATE_LIMITS = {"shared": (2, 60)}
    monkeypatch.setattr(time, "time", lambda: 1_900_800_012.0)


@pytest.mark.parametrize("address", [page_of, card_of])
def test_public_addresses_opened_too_often_ask_to_wait(client, version, few, address):
    link = link_of(version)
    first, second, third = (client.get(address(link)) for _time in range(3))

    assert [first.status_code, second.status_code] == [200, 200]
    assert_page(third, 429, "Too many requests")
    assert (third["Retry-After"], third["Cache-Control"]) == ("48", "no-store")
    assert links(read_page(third).one("main")) == [("Carry on", address(link))]


def test_page_picture_and_guesses_are_counted_together(client, version, few):
    link = link_of(version)
    addresses = (page_of(link), f"/shared/{'A' * 22}/", card_of(link))

    assert [client.get(address).status_code for address in addresses] == [200, 404, 429]
