"""From the start page to the result, along every way that the quiz has."""

import pytest

from roles.models import Attempt, Result
from tests.factories import seed_catalog
from tests.services.attempts import CLOSE, EVEN, LEANING, MARKED, THREE
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import (
    ASKS_ALL,
    OWNER,
    SKIPPER,
    click,
    finish,
    go_on,
    labels,
    open_quiz,
    press,
    see_result,
    statements,
    take,
)

MARKETS = {row.slug for row in seed_catalog().questions if row.dimension == "markets"}


def test_take_from_the_start_page_to_the_result(client, db):
    open_quiz()
    quiz = click(client, client.get("/"), "Start the quiz")
    check = go_on(client, quiz, OWNER)
    result = see_result(client, check)

    assert title_of(read_page(check)) == "See your result"
    assert title_of(read_page(result)) == "Product owner fits your answers best"
    assert Result.objects.get().answers == Attempt.objects.get().sheet


def test_take_of_sixteen_statements_is_22_taps(client, db):
    open_quiz(minimum_answers=16)
    page, taps = click(client, client.get("/"), "Start the quiz"), 1
    while slugs := statements(page):
        page = go_on(client, page, OWNER, pages=1)
        taps += len(slugs) + 1  # the answers and Continue

    assert len(Attempt.objects.get().answers) == 16
    assert labels(page)[0] == "See my result"
    assert taps + 1 == 22


@pytest.mark.parametrize(
    ("sheet", "certainty", "named"),
    [
        (MARKED, "clear", ("product-owner",)),
        (LEANING, "leaning", ("product-owner",)),
        (CLOSE, "close", ("product-manager", "program-manager")),
        (THREE, "close", ("project-manager", "product-owner", "program-manager")),
        (EVEN, "no_direction", ()),
    ],
)
def test_take_to_each_word_for_how_sure_it_is(client, db, sheet, certainty, named):
    open_quiz(**ASKS_ALL)  # so that the order of the pages does not count
    response = finish(client, sheet)
    outcome = Result.objects.get().outcome

    assert (outcome.certainty, outcome.named) == (certainty, named)
    words = read_page(response).one("h1").text.replace(" ,", ",")  # each name is an element
    assert title_of(read_page(response)) == words


def test_take_with_two_roles_that_are_close_shows_neither_bigger(client, db):
    open_quiz(**ASKS_ALL)
    close = read_page(finish(client, CLOSE))
    clear = read_page(finish(client, MARKED))
    bands = [page.one("header", class_="band") for page in (close, clear)]
    names = [[name.text for name in band.all(class_="band-name")] for band in bands]

    assert names == [["Product manager", "Program manager"], ["Product owner"]]
    assert [band.attrs["class"] for band in bands] == ["band band-tie", "band hue-diamond"]
    assert [len(band.all("svg")) for band in bands] == [2, 1]


def test_take_until_it_may_end_and_then_answer_the_rest(client, db):
    open_quiz()
    first = finish(client, OWNER)
    answered = len(Result.objects.get().answers)
    more = press(client, first, f"Answer the {24 - answered} statements that are left")
    check = go_on(client, more, OWNER)
    second = see_result(client, check)

    assert 12 <= answered < 24
    assert statements(more) == Attempt.objects.get().pages[answered // 4]
    assert first.redirect_chain == second.redirect_chain
    assert Result.objects.get().answers == OWNER
    assert labels(check) == ["See my result"]


def test_take_skipping_everything_needs_twelve_answers_to_be_scored(client, db):
    open_quiz()
    check = take(client, SKIPPER)
    attempt = Attempt.objects.get()
    assert (len(attempt.answers), labels(check)) == (24, [])

    shown = []
    for number in range(1, 7):
        texts = [text for text, link in links(read_page(check)) if f"/{number}/#" in link]
        page = click(client, check, texts[0])
        slugs = statements(page)
        check = press(client, page, "Continue", {slug: str(OWNER[slug]) for slug in slugs})
        shown += slugs
        if labels(check):  # from twelve on, once there is one of each kind of work
            break
    assert len(shown) >= 12
    result = see_result(client, check)

    assert result.redirect_chain == [(f"/results/{attempt.token}/", 302)]
    assert Result.objects.get().answers == SKIPPER | {slug: OWNER[slug] for slug in shown}


def test_take_without_an_answer_in_one_area_goes_on_until_one_is_given(client, db):
    open_quiz()
    check = take(client, OWNER | dict.fromkeys(MARKETS))
    asked = links(read_page(check).one(class_="panel"))
    slug = asked[0][1].rpartition("#id_")[2]
    attempt = Attempt.objects.get()
    assert attempt.answers == OWNER | dict.fromkeys(MARKETS)
    assert {link.rpartition("#id_")[2] for _, link in asked} == MARKETS

    check = press(client, click(client, check, asked[0][0]), "Continue", {slug: "4"})
    result = see_result(client, check)
    assert result.redirect_chain == [(f"/results/{attempt.token}/", 302)]
    assert Result.objects.get().answers == attempt.answers | {slug: 4}
