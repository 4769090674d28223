"""How scoring works, in short: a picture and three steps."""

import pytest

from roles.domain.reading import grade
from roles.pages.landing import example_result
from tests.factories import (
    make_catalog,
    make_version,
    publish_seed,
    publish_seed_careers,
    seed_catalog,
)
from tests.views.careers.pages import browser_of
from tests.views.page import links, missing, read_page, texts, title_of
from tests.views.quiz_walk import open_quiz
from tests.views.sharing import result_of

ADDRESS = "/how-scoring-works/"


def page_of(client):
    return read_page(client.get(ADDRESS)).one("main")


def test_method_names_itself_and_says_what_it_does_in_three_steps(client, db):
    publish_seed()
    page = read_page(client.get(ADDRESS))
    told = {
        "idea": ["12 to 24 short statements, four to a page", "more than other work"],
        "sure": ["took the quiz 100 times", "we call it a tie"],
        "limits": ["asks what you like, nothing else", "a first estimate", "Whom to hire"],
    }

    assert title_of(page) == page.one("h1").text == "How scoring works"
    assert "one picture" in page.one("meta", name="description").attrs["content"]
    assert len(page.one("ol", class_="steps").all("h3")) == 3
    assert missing(page, told) == []


def test_method_shows_the_chart_of_an_example_result(client, db):
    publish_seed()
    picture = page_of(client).one(class_="card-tinted")
    example = example_result(seed_catalog())
    bars = [f"{row.bars[0]:g}%" for row in example.chart.rows]

    assert example.leader.role.name in picture.one("h2").text
    assert [bar.attrs["width"] for bar in picture.all("rect", class_="chart-bar")] == bars
    assert {mark.attrs["class"] for mark in picture.all("svg", class_="chart-spot")} == {
        f"chart-spot hue-{example.leader.role.symbol}"
    }


def test_method_without_an_example_tells_the_steps_alone(client, db):
    settings = {"minimum_answers": 2, "no_direction_below": 0.99, "clear_from": 1}
    make_version(make_catalog(settings=settings))
    page = page_of(client)

    assert page.all(class_="card-tinted") == []
    assert len(page.one("ol", class_="steps").all("h3")) == 3


def test_method_of_a_calibrated_catalog_calls_no_number_an_estimate(client, db):
    make_version(make_catalog(settings={"minimum_answers": 2, "calibrated": True}))

    assert missing(page_of(client), {"limits": ["is our view"]}) == []
    assert "estimate" not in page_of(client).text


def test_method_leads_to_the_quiz_the_sums_and_the_answers_when_there_are_any(client, db):
    publish_seed()
    without = [address for _words, address in links(page_of(client))]
    publish_seed_careers()
    more = [address for _words, address in links(page_of(client))]

    assert without == ["/quiz/", "/how-scoring-works/details/"]
    assert more == [*without, "/questions-and-answers/"]


def test_method_leads_a_browser_that_has_a_result_back_to_it(db):
    mine = browser_of(result_of(open_quiz()))

    assert links(page_of(mine))[0] == ("See my result", "/results/mine/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_method_before_the_first_publication_is_not_found_and_never_posted_to(client, db, method):
    assert getattr(client, method)(ADDRESS).status_code == {"get": 404, "post": 405}[method]


def test_method_is_short_and_plain_to_read(client, db):
    publish_seed()
    page = page_of(client)
    said = [text for tag in ("p", "li") for text in texts(page, tag)]

    assert grade(said) < 8
    assert len(page.text.split()) < 280
