"""The preview picture of a public link, as chats and social sites fetch it."""

import struct
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from roles.models import ShareLink
from roles.services.quiz import delete_attempt, finish_attempt
from roles.services.results import end_link, refresh_link
from tests.factories import running_day
from tests.views.page import headers_of
from tests.views.quiz_walk import open_quiz, stored
from tests.views.sharing import card_of, link_of, sheet
from tests.wording.result_pages import CLEAR, CLOSE

DEFAULT = settings.BASE_DIR / "static" / "img" / "card-default.png"


@pytest.fixture
def link(db):
    return link_of(open_quiz(), CLEAR, ["numbers", "pattern"])


def test_picture_is_the_one_drawn_for_the_link(client, link):
    response = client.get(card_of(link))

    assert response.content == link.picture
    assert response.content[:16] == b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    assert struct.unpack(">II", response.content[16:24]) == (1200, 630)
    assert len(response.content) < 100_000


def test_picture_may_be_shown_elsewhere_and_is_asked_about_each_time(client, link):
    headers = headers_of(client.get(card_of(link)))

    assert headers.pop("ETag").strip('"').isalnum()
    assert len(headers.pop("Content-Security-Policy")) > 100
    assert headers == {
        "Content-Type": "image/png",
        "Content-Length": str(len(link.picture)),
        "Cache-Control": "public, no-cache",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex",
    }


def test_picture_that_the_browser_has_already_is_not_sent_again(client, link):
    known = client.get(card_of(link))["ETag"]
    again = client.get(card_of(link), headers={"If-None-Match": known})
    other = client.get(card_of(link), headers={"If-None-Match": '"another"'})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", known)
    assert again["Cache-Control"] == "public, no-cache"
    assert (other.status_code, other.content) == (200, link.picture)


def test_picture_asked_for_its_head_has_the_same_headers_and_nothing_else(client, link):
    whole, head = client.get(card_of(link)), client.head(card_of(link))

    assert (head.status_code, head.content) == (200, b"")
    assert headers_of(head) | {"ETag": whole["ETag"]} == headers_of(whole)


def test_picture_costs_one_query_sets_no_cookie_and_writes_nothing(
    client, link, django_assert_num_queries
):
    before = stored()
    with django_assert_num_queries(1):
        response = client.get(card_of(link))

    assert response.cookies == {}
    assert stored() == before


def test_picture_that_could_not_be_drawn_gives_way_to_that_of_no_result(client, link):
    ShareLink.objects.update(picture=b"")
    response = client.get(card_of(link))

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response.content == DEFAULT.read_bytes()


def test_picture_changes_with_the_link_and_browsers_are_told(client, link):
    known = client.get(card_of(link))["ETag"]
    attempt = link.result.attempt
    attempt.answers |= sheet(CLOSE)
    attempt.save()
    finish_attempt(attempt=attempt, now=timezone.now())
    before = client.get(card_of(link), headers={"If-None-Match": known})
    refresh_link(link=link, now=timezone.now())
    response = client.get(card_of(link), headers={"If-None-Match": known})

    assert (before.status_code, response.status_code) == (304, 200)
    assert response.content == ShareLink.objects.get().picture != link.picture


@pytest.mark.parametrize("is_drawn", [True, False])
@pytest.mark.parametrize("method", ["get", "head"])
def test_picture_ends_at_once_with_its_link(client, link, method, is_drawn):
    if not is_drawn:
        ShareLink.objects.update(picture=b"")
    known = client.get(card_of(link))["ETag"]
    end_link(link=link, now=timezone.now())
    response = getattr(client, method)(card_of(link), headers={"If-None-Match": known})

    assert (response.status_code, response["Cache-Control"]) == (410, "no-store")
    assert "ETag" not in response.headers


def test_picture_of_a_link_that_ran_out_or_of_a_deleted_result_has_ended(client, link):
    known = client.get(card_of(link))["ETag"]
    yesterday = running_day() - timedelta(days=1)
    ShareLink.objects.update(ends_on=yesterday)
    out = client.get(card_of(link), headers={"If-None-Match": known})
    ShareLink.objects.update(ends_on=running_day())
    last_day = client.get(card_of(link))
    delete_attempt(attempt=link.result.attempt)
    deleted = client.get(card_of(link), headers={"If-None-Match": known})

    assert [row.status_code for row in (out, last_day, deleted)] == [410, 200, 410]
