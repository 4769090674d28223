"""Deleting everything, and what other tabs and browsers meet afterwards."""

import pytest
from django.test import Client

from roles.models import Attempt, Result
from tests.views.page import links, read_page
from tests.views.quiz_walk import OWNER, choices, click, finish, press, statements, take

pytestmark = pytest.mark.usefixtures("version")

DELETED = "Your answers are deleted"


def heading(response):
    return response.status_code, read_page(response).one("h1").text


def test_delete_from_the_result_and_begin_again(client):
    result = finish(client, OWNER)
    asked = click(client, result, "Delete everything")
    gone = press(client, asked, "Delete everything")
    again = click(client, gone, "Take the quiz again")

    assert heading(asked) == (200, "Delete everything?")
    assert heading(gone) == (410, DELETED)
    assert (Attempt.objects.count(), Result.objects.count()) == (0, 0)
    assert links(read_page(client.get("/")).one(class_="hero")) == [("Start the quiz", "/quiz/")]
    assert read_page(again).all(class_="note") == []
    press(client, again, "Continue", choices(OWNER, statements(again)))
    assert Attempt.objects.count() == 1


def test_delete_thought_over_keeps_everything(client):
    result = finish(client, OWNER)
    kept = click(client, click(client, result, "Delete everything"), "Keep everything")

    assert heading(kept) == (200, "Product owner fits your answers best")
    assert Result.objects.count() == 1


def test_delete_from_the_check_page_before_there_is_a_result(client):
    asked = click(client, take(client, OWNER), "Delete my answers")

    assert heading(press(client, asked, "Delete everything")) == (410, DELETED)
    assert Attempt.objects.count() == 0


def test_pages_still_open_elsewhere_bring_nothing_back(client):
    first = client.get("/quiz/", follow=True)
    second = press(client, first, "Continue", choices(OWNER, statements(first)))
    token = Attempt.objects.get().token
    other = Client()
    press(other, other.get(f"/results/{token}/delete/"), "Delete everything")

    assert heading(press(client, first, "Continue", choices(OWNER, statements(first)))) == (
        410,
        DELETED,
    )
    assert heading(press(client, second, "Continue", choices(OWNER, statements(second)))) == (
        410,
        DELETED,
    )
    assert Attempt.objects.count() == 0
    assert links(read_page(client.get("/")).one(class_="hero")) == [("Start the quiz", "/quiz/")]
