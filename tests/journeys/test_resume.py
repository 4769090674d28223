"""Leaving and coming back: nothing that was sent is lost, and nothing is asked twice."""

import pytest
from django.test import Client

from roles.models import Attempt, Result
from tests.factories import seed_catalog
from tests.views.page import links, read_page
from tests.views.quiz_walk import (
    OWNER,
    choices,
    click,
    finish,
    go_on,
    press,
    see_result,
    statements,
    take,
)

pytestmark = pytest.mark.usefixtures("version")


def head(client):
    return links(read_page(client.get("/")).one(class_="landing").all("div")[0])


def chosen(response):
    boxes = read_page(response).all("input", checked="")
    return {box.attrs["name"]: box.attrs["value"] for box in boxes}


def test_resume_goes_on_where_one_left_and_ends_at_the_result(client):
    left = take(client, OWNER, pages=2)
    start = client.get("/")
    again = click(client, start, "Continue where you left off (8 answered)")
    result = see_result(client, go_on(client, again, OWNER))

    assert statements(again) == statements(left)
    assert again.redirect_chain == left.redirect_chain
    assert Attempt.objects.count() == 1
    assert head(client)[0] == ("See my result", "/results/mine/")
    assert click(client, client.get("/"), "See my result").redirect_chain == result.redirect_chain


def test_resume_in_another_browser_by_the_private_address(client):
    place = take(client, OWNER, pages=1).redirect_chain[-1][0]
    other = Client()
    go_on(other, other.get(place), OWNER, pages=1)
    back = click(client, client.get("/"), "Continue where you left off (8 answered)")

    assert Attempt.objects.count() == 1
    assert back.redirect_chain[-1][0] == place.replace("/2/", "/3/")
    assert other.cookies["attempt"].value == client.cookies["attempt"].value


def test_going_back_shows_answers_as_saved_and_a_change_returns_to_the_open_page(client):
    open_page = take(client, OWNER, pages=2)
    pages = Attempt.objects.get().pages
    second = click(client, open_page, "Back")
    first = click(client, second, "Back")
    back = press(client, first, "Continue", {pages[0][0]: "skip"})

    assert chosen(second) == choices(OWNER, pages[1])
    assert chosen(first) == choices(OWNER, pages[0])
    assert back.redirect_chain == open_page.redirect_chain
    assert Attempt.objects.get().pages == pages


def test_page_open_in_two_tabs_keeps_what_was_sent_last(client):
    tab = take(client, OWNER, pages=1)
    slugs = statements(tab)
    first = press(client, tab, "Continue", choices(OWNER, slugs))
    pages = Attempt.objects.get().pages
    second = press(client, tab, "Continue", dict.fromkeys(slugs, "1"))
    attempt = Attempt.objects.get()

    assert first.redirect_chain == second.redirect_chain
    assert attempt.pages == pages
    assert {slug: attempt.answers[slug] for slug in slugs} == dict.fromkeys(slugs, 1)


def test_starting_again_is_a_new_attempt_and_the_old_one_stays_at_its_address(client):
    old = take(client, OWNER, pages=2).redirect_chain[-1][0]
    again = click(client, client.get("/"), "Start again")
    assert links(read_page(again).one(class_="note")) == [
        ("Continue where you left off", "/quiz/resume/")
    ]
    go_on(client, again, OWNER, pages=1)

    assert Attempt.objects.count() == 2
    assert head(client)[0] == ("Continue where you left off (4 answered)", "/quiz/resume/")
    assert client.get(old).status_code == 200


def test_changed_answer_is_scored_at_the_same_address(client):
    first = finish(client, OWNER)
    attempt = Attempt.objects.get()
    slug = attempt.pages[0][0]
    text = next(row.text for row in seed_catalog().questions if row.slug == slug)
    check = click(client, first, "Change answers")
    check = press(client, click(client, check, f"Change : {text}"), "Continue", {slug: "1"})
    assert Result.objects.get().answers == attempt.sheet
    again = see_result(client, check)

    assert again.redirect_chain == first.redirect_chain
    assert Result.objects.get().answers == attempt.sheet | {slug: 1}
    assert read_page(again).all(class_="note") == []
