"""A new version is published while somebody takes the quiz: for them nothing changes."""

import pytest

from roles.domain import scoring
from roles.models import Attempt, Result
from tests.factories import make_catalog, make_version, reworded_catalog, seed_catalog
from tests.views.page import read_page
from tests.views.quiz_walk import (
    OWNER,
    choices,
    finish,
    go_on,
    press,
    see_result,
    statements,
    stored,
    take,
)

pytestmark = pytest.mark.usefixtures("version")

TEXTS = {question.slug: question.text for question in seed_catalog().questions}


def legends(response):
    return [legend.text for legend in read_page(response).all("legend")]


@pytest.mark.parametrize("publish", [reworded_catalog, make_catalog])
@pytest.mark.parametrize("pages", [0, 1, 2, 99])
def test_attempt_keeps_its_version_whenever_another_is_published(client, version, publish, pages):
    open_page = take(client, OWNER, pages=pages)  # with 0: page 1 is open and nothing is sent yet
    make_version(publish())
    asked = statements(open_page)
    check = go_on(client, open_page, OWNER)
    see_result(client, check)
    attempt, result = Attempt.objects.get(), Result.objects.get()

    assert (attempt.version, result.version) == (version, version)
    assert result.answers == {slug: OWNER[slug] for page in attempt.pages for slug in page}
    assert result.outcome == scoring.score(seed_catalog(), result.answers)
    assert asked == [] or asked in attempt.pages


def test_open_page_says_the_same_after_another_version_is_published(client):
    first = client.get("/quiz/", follow=True)
    slugs = statements(first)
    make_version(reworded_catalog())
    address = first.request["PATH_INFO"]

    assert legends(client.get(address)) == [TEXTS[slug] for slug in slugs]
    second = press(client, first, "Continue", choices(OWNER, slugs))
    assert legends(second) == [TEXTS[slug] for slug in statements(second)]
    assert legends(press(client, second, "Continue")) == legends(second)  # with its errors


def test_result_stays_as_it_was_told_when_another_version_is_published(client):
    told = finish(client, OWNER)
    before = stored()
    make_version(make_catalog())
    again = client.get(told.redirect_chain[-1][0])

    for part in ({"id": "pattern"}, {"tag": "h1"}):
        assert read_page(again).one(**part).text == read_page(told).one(**part).text
    assert stored() == before


def test_changed_answers_are_scored_with_the_attempts_own_version(client, version):
    finish(client, OWNER)
    make_version(make_catalog())
    attempt = Attempt.objects.get()
    page = client.get(f"/quiz/{attempt.token}/1/")
    check = press(client, page, "Continue", dict.fromkeys(attempt.pages[0], "3"))
    see_result(client, check)
    result = Result.objects.get()

    assert result.version == version
    assert result.outcome == scoring.score(seed_catalog(), Attempt.objects.get().sheet)


def test_next_attempt_has_the_version_published_last(client):
    take(client, OWNER, pages=1)
    live = make_version(make_catalog())
    first = client.get("/quiz/", follow=True)
    press(client, first, "Continue", dict.fromkeys(statements(first), "4"))

    assert Attempt.objects.order_by("pk").last().version == live
