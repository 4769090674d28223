"""From a friend's link through the quiz to both results side by side: remembered by the reader."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roles.models import ShareLink
from roles.services.results import end_link
from roles.views.results.friend import friend_of
from tests.factories import make_link, running_day
from tests.views.page import assert_page, links, read_page
from tests.views.quiz_walk import OWNER, go_on, open_quiz, stored
from tests.views.sharing import link_of, page_of, result_of
from tests.wording.result_pages import CLEAR, CLOSE


@pytest.fixture
def version(db):
    return open_quiz()


@pytest.fixture
def link(version):
    return link_of(version, CLEAR, ["pattern"])


def start_of(link):
    return f"{page_of(link)}start/"


def asked(rf, value):
    """A request of a browser with this cookie."""
    request = rf.get("/")
    request.COOKIES["attempt"] = value
    return request


# --- the way to the quiz


def test_start_leads_to_the_quiz_and_is_remembered_by_the_browser_alone(
    client, link, django_assert_num_queries
):
    before = stored()
    with django_assert_num_queries(1):
        response = client.get(start_of(link))
    cookie = response.cookies["attempt"]

    assert (response.status_code, response.url) == (302, "/quiz/")
    assert cookie.value == f".~{link.token}"
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert "no-store" in response["Cache-Control"]
    assert stored() == before


def test_start_keeps_what_the_browser_remembers_and_takes_the_last_link(client, version, link):
    own = result_of(version).attempt.token
    client.cookies["attempt"] = f"{own}.{own}.~{'A' * 22}"
    client.get(start_of(link))

    assert client.cookies["attempt"].value == f"{own}.{own}.~{link.token}"


def test_link_is_still_remembered_after_the_quiz_was_answered(client, version, link):
    quiz = client.get(start_of(link), follow=True)
    go_on(client, quiz, OWNER, pages=1)

    assert client.cookies["attempt"].value.endswith(f".~{link.token}")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_start_from_another_site_is_not_remembered(client, link, site):
    response = client.get(start_of(link), headers={"Sec-Fetch-Site": site})

    assert (response.status_code, response.url) == (302, "/quiz/")
    assert "attempt" not in response.cookies


def test_start_of_ones_own_link_or_of_none_that_works_is_not_remembered(client, version, link):
    end_link(link=make_link(link.result), now=timezone.now())
    ended = ShareLink.objects.exclude(ended_at=None).get().token
    own = link.result.attempt.token
    client.cookies["attempt"] = f"{own}.{own}"

    for token in (link.token, ended, "A" * 22):
        response = client.get(f"/shared/{token}/start/")
        assert (response.url, "attempt" in response.cookies) == ("/quiz/", False)


def test_own_public_page_does_not_promise_both_results(client, link):
    token = link.result.attempt.token
    client.cookies["attempt"] = f"{token}.{token}"
    page = read_page(client.get(page_of(link)))

    assert {href for _text, href in links(page) if "quiz" in href or "start" in href} == {"/quiz/"}
    assert "side by side" not in page.text


@pytest.mark.parametrize("token", ["x", "A" * 21, "A" * 23, "open", "%00"])
def test_start_of_what_is_no_link_is_unknown_and_sets_nothing(client, version, token):
    response = client.get(f"/shared/{token}/start/")

    assert_page(response, 404, "Page not found")
    assert "attempt" not in response.cookies


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_start_takes_no_other_method(client, link, method):
    response = getattr(client, method)(start_of(link))

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


# --- and back


def test_friend_is_offered_beside_ones_own_result(rf, version, link, django_assert_num_queries):
    own = result_of(version, CLOSE)
    ShareLink.objects.update(name="Ada")
    with django_assert_num_queries(1):
        friend = friend_of(asked(rf, f".{own.attempt.token}.~{link.token}"), own)

    assert (friend.url, friend.name) == (f"{page_of(link)}#both", "Ada")


def test_nobody_is_offered_without_a_link_or_beside_the_result_of_that_link(
    rf, version, link, django_assert_num_queries
):
    own = result_of(version, CLOSE)
    with django_assert_num_queries(0):
        assert friend_of(asked(rf, own.attempt.token), own) is None

    token, later = own.attempt.token, result_of(version, CLEAR).attempt.token
    assert friend_of(asked(rf, f".{token}.~{'A' * 22}"), own) is None
    assert friend_of(asked(rf, f".~{link.token}"), own) is None  # not of this browser
    assert friend_of(asked(rf, f".{later}.{token}.~{link.token}"), own) is None  # not its last
    made_by = link.result.attempt.token
    assert friend_of(asked(rf, f".{token}.{made_by}.~{link.token}"), own) is None


def test_nobody_is_offered_once_the_link_has_ended(rf, version, link):
    own, other = result_of(version, CLOSE), make_link(link.result)
    end_link(link=link, now=timezone.now())
    yesterday = running_day() - timedelta(days=1)
    ShareLink.objects.filter(pk=other.pk).update(ends_on=yesterday)

    for ended in (link, other):
        assert friend_of(asked(rf, f".{own.attempt.token}.~{ended.token}"), own) is None
