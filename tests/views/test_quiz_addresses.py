"""Addresses that open nothing, or nothing any more: each gives a page that says so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roles.web import tickets
from tests.factories import make_attempt
from tests.views.page import assert_page, read_page
from tests.views.quiz_walk import OWNER, choices, statements, stored


@pytest.fixture
def attempt(version):
    """With page 1 answered and page 2 open."""
    return make_attempt(version, OWNER, pages=1)


# --- addresses


def changed_once(text):
    """The text with one letter changed, once for every third place and for the last."""
    for place in {*range(0, len(text), 3), len(text) - 1}:
        letter = text[place]
        yield f"{text[:place]}{'B' if letter == 'A' else 'A'}{text[place + 1 :]}"


def test_token_with_one_letter_changed_is_unknown(client, attempt):
    for token in [*changed_once(attempt.token), attempt.token[:-1], attempt.token + "A"]:
        assert_page(client.get(f"/quiz/{token}/1/"), 404, "Page not found")


def test_token_in_other_case_is_unknown(client, attempt):
    assert_page(client.get(f"/quiz/{attempt.token.swapcase()}/1/"), 404, "Page not found")


def test_ticket_with_one_letter_changed_is_unknown(client, version):
    ticket = tickets.new_ticket(version.number)
    sent = choices(OWNER, OWNER)

    for changed in [*changed_once(ticket), ticket[:-1], ticket.rpartition(".")[0]]:
        assert_page(client.get(f"/quiz/{changed}/1/"), 404, "Page not found")
        assert_page(client.post(f"/quiz/{changed}/1/", sent), 404, "Page not found")
    assert stored() == []


def test_ticket_of_a_version_that_is_not_there_is_unknown(client, version):
    ticket = tickets.new_ticket(version.number + 1)

    assert_page(client.get(f"/quiz/{ticket}/1/"), 404, "Page not found")


@pytest.mark.parametrize("address", ["A" * 22, "x", "x" * 5000, "%00", "%E2%98%83", "a.b.c.d"])
@pytest.mark.parametrize("place", ["1/", "check/", "days/"])
def test_address_of_nobody_is_unknown(client, version, address, place):
    assert_page(client.get(f"/quiz/{address}/{place}"), 404, "Page not found")
    assert_page(client.post(f"/quiz/{address}/{place}"), 404, "Page not found")
    assert stored() == []


@pytest.mark.parametrize("number", ["0", "7", "x", "-1", "1.5", "9" * 30, "9" * 5000])
def test_page_number_that_cannot_be_is_unknown(client, attempt, number):
    before = stored()
    ticket = tickets.new_ticket(attempt.version.number)

    for address in (attempt.token, ticket):
        assert_page(client.get(f"/quiz/{address}/{number}/"), 404, "Page not found")
        assert_page(client.post(f"/quiz/{address}/{number}/"), 404, "Page not found")
    assert stored() == before


@pytest.mark.parametrize("place", ["2/", "check/", "days/"])
@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_method_that_no_form_has_is_refused(client, attempt, place, method):
    response = getattr(client, method)(f"/quiz/{attempt.token}/{place}")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_deleted_attempt_says_so_at_every_address_and_takes_no_answers(client, version):
    first = client.get("/quiz/").url
    sent = choices(OWNER, statements(client.get(first)))
    client.post(first, sent)
    token = client.cookies["attempt"].value
    client.post(f"/results/{token}/delete/")
    before = stored()

    for address in (first, f"/quiz/{token}/1/", f"/quiz/{token}/9/", f"/quiz/{token}/check/"):
        assert_page(client.get(address), 410, "Your answers are deleted")
        assert_page(client.post(address, sent), 410, "Your answers are deleted")
    assert stored() == before


# --- tickets


def test_page_that_was_open_for_almost_seven_days_still_begins_an_attempt(
    client, version, monkeypatch
):
    first = client.get("/quiz/").url
    sent = choices(OWNER, statements(client.get(first)))
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=6, hours=23))

    assert client.post(first, sent).status_code == 302


@pytest.fixture
def too_old(client, version, monkeypatch):
    """A first page that was opened just over seven days ago: its address, and answers to it."""
    first = client.get("/quiz/").url
    sent = choices(OWNER, statements(client.get(first)))
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=7, seconds=5))
    return first, sent


def test_answers_to_a_page_that_was_open_for_too_long_are_refused(client, too_old):
    assert_page(client.post(*too_old), 403, "We couldn't save your answers")
    assert stored() == []


@pytest.mark.parametrize("place", ["1/", "4/", "check/", "days/"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_page_that_was_open_for_too_long_leads_to_a_fresh_one_that_says_so(
    client, too_old, monkeypatch, place, method
):
    first, _sent = too_old
    left = getattr(client, method)(first.replace("1/", place))
    monkeypatch.undo()  # the fresh ticket bears the time of day
    response = client.get(left.url, follow=True)
    fresh = response.request["PATH_INFO"]

    assert (left.status_code, left.url) == (302, "/quiz/?expired=1")
    assert fresh not in (first, "/quiz/")
    assert len(read_page(response).all(class_="note")) == 1
    assert len(read_page(client.get(fresh)).all(class_="note")) == 0
    assert stored() == []


def test_fresh_page_once_answered_no_longer_says_that_another_was_too_old(client, version):
    response = client.get("/quiz/?expired=1", follow=True)
    here = response.request["PATH_INFO"] + "?expired=1"
    client.post(here, choices(OWNER, statements(response)))

    assert read_page(client.get(here)).all(class_="note") == []
