"""The end of an attempt, what is left of it, and what the result's addresses refuse."""

import pytest
from django.test import Client

from roles.models import Attempt, EndedToken, Result
from roles.queries.careers import forget_state
from tests.factories import make_attempt, make_result, make_version, seed_catalog
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import OWNER, finish, open_quiz, press, stored

ROOMS = ["", "rescore/", "download/", "delete/"]
DELETED = "Your answers are deleted"


@pytest.fixture
def version(db):
    return open_quiz()


@pytest.fixture
def address(version):
    return f"/results/{make_result(version, OWNER).attempt.token}/"


def assert_page(response, status, heading):
    assert (response.status_code, read_page(response).one("h1").text) == (status, heading)


# --- delete


def test_delete_asks_once_and_says_what_will_be_gone(client, address):
    before = stored()
    page = read_page(client.get(f"{address}delete/"))

    assert title_of(page) == page.one("h1").text == "Delete everything?"
    assert page.one(class_="lead").text == (
        "Your answers, your result and every link to it go at once. You can't undo this."
    )
    assert page.one("button").text == "Delete everything"
    assert links(page.one("form")) == [("Keep everything", address)]
    assert stored() == before


def test_delete_leaves_nothing_but_a_fingerprint(client, address):
    token = address.split("/")[2]
    other = make_result(Attempt.objects.get().version, OWNER)
    response = press(client, client.get(f"{address}delete/"), "Delete everything")

    assert response.redirect_chain == [(address, 302)]
    assert_page(response, 410, DELETED)
    assert links(read_page(response).one("main")) == [("Take the quiz again", "/quiz/")]
    assert ([*Attempt.objects.all()], [*Result.objects.all()]) == ([other.attempt], [other])
    assert EndedToken.objects.count() == 1
    assert str(stored()).count(token) == 0


def test_delete_takes_the_cookie_out_of_the_browser(client, version):
    finish(client, OWNER)
    address = f"/results/{Attempt.objects.get().token}/delete/"
    cookie = client.post(address).cookies["attempt"]

    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", 0, "/")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_delete_empties_the_browsers_cache_so_that_back_shows_nothing(client, address):
    asked = client.get(f"{address}delete/")
    deleted = client.post(f"{address}delete/")

    assert "Clear-Site-Data" not in asked
    assert deleted["Clear-Site-Data"] == '"cache"'


def test_delete_leaves_the_cookie_of_another_attempt_alone(client, address, version):
    client.cookies["attempt"] = make_attempt(version, OWNER, pages=1).token

    assert client.post(f"{address}delete/").cookies == {}


def test_delete_sent_twice_says_that_it_is_done(client, address):
    client.post(f"{address}delete/")
    before = stored()

    assert_page(client.post(f"{address}delete/"), 410, DELETED)
    assert stored() == before


def test_delete_works_before_the_quiz_is_finished(client, version):
    token = make_attempt(version, OWNER, pages=1).token
    page = client.get(f"/results/{token}/delete/")
    kept = client.get(links(read_page(page).one("form"))[0][1], follow=True)

    assert kept.redirect_chain[-1] == (f"/quiz/{token}/2/", 302)
    assert_page(press(client, page, "Delete everything"), 410, DELETED)
    assert Attempt.objects.count() == 0


def test_deleted_attempt_says_so_in_every_room(client, address):
    client.post(f"{address}delete/")

    for room in ROOMS:
        assert_page(client.get(f"{address}{room}"), 410, DELETED)


def test_delete_without_the_forms_own_mark_is_refused(address):
    before = stored()
    guarded = Client(enforce_csrf_checks=True)
    guarded.get(f"{address}delete/")

    assert_page(guarded.post(f"{address}delete/"), 403, "We couldn't delete your answers")
    assert stored() == before
    assert_page(press(guarded, guarded.get(f"{address}delete/"), "Delete everything"), 410, DELETED)


# --- refusals


@pytest.mark.parametrize("room", ROOMS)
def test_result_address_with_one_letter_changed_is_unknown(client, address, room):
    token = address.split("/")[2]
    changed = [
        f"{token[:place]}{'B' if letter == 'A' else 'A'}{token[place + 1 :]}"
        for place, letter in enumerate(token)
    ]
    before = stored()

    for other in [*changed, token[:-1], f"{token}A", token.swapcase()]:
        assert_page(client.get(f"/results/{other}/{room}"), 404, "Page not found")
        client.post(f"/results/{other}/{room}")
    assert stored() == before


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("token", ["A" * 22, "x", "x" * 5000, "%00", "a.b.c.d"])
def test_result_address_of_nobody_is_unknown(client, version, room, token):
    assert_page(client.get(f"/results/{token}/{room}"), 404, "Page not found")


@pytest.mark.parametrize("room", ROOMS[:-1])
def test_room_that_only_shows_refuses_to_be_posted_to(client, address, room):
    response = client.post(f"{address}{room}")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_delete_takes_no_other_method(client, address, method):
    before = stored()
    response = getattr(client, method)(f"{address}delete/")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert stored() == before


# --- what it costs


@pytest.mark.parametrize(("room", "queries"), [("", 3), ("rescore/", 2), ("download/", 2)])
def test_room_costs_few_queries(client, address, django_assert_num_queries, room, queries):
    make_version(seed_catalog())
    client.get(address)  # reads its version and the content, once
    forget_state()

    with django_assert_num_queries(queries):
        response = client.get(f"{address}{room}")
    assert response.status_code == 200
