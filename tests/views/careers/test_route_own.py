"""The ways from one job in a browser that has a result: how far its owner is from each role."""

from datetime import timedelta

import pytest

from roles.models import Result
from roles.pages.results.shared import own_page
from roles.wording.share import shared_words
from tests.factories import (
    make_catalog,
    make_dimension,
    make_question,
    make_result,
    make_role,
    make_version,
    publish_seed_careers,
    running_day,
)
from tests.views.careers.pages import browser_of, open_small
from tests.views.page import links, read_page
from tests.views.quiz_walk import OWNER, open_quiz
from tests.views.sharing import result_of

STEP = {"start": "thinker", "goal": "keeper", "text": "Keep lists", "source": "survey"}
ADDRESS = "/routes/thinker/"


def rows_of(page, role):
    """Each kind of work: its name, your bar, the role's place, and what is said of them."""
    return [
        (
            row.one("strong").text,
            *(bar.attrs["width"] for bar in row.all("rect", class_="chart-bar")),
            row.one("svg", class_="chart-spot").attrs["x"],
            row.one(class_="chart-words").text,
        )
        for row in page.one(id=f"to-{role}").all("li", class_="chart-row")
    ]


@pytest.fixture
def result(db):
    """Likes ideas with 75 of 100 and order with 50."""
    version = open_small(routes=[STEP])
    return make_result(
        version, {"find-ideas": 5, "weigh-ideas": 3, "keep-lists": 3, "tidy-files": 3}
    )


def test_own_chart_is_beside_the_role(result):
    page = read_page(browser_of(result).get(ADDRESS))

    # 75 and 50 lie 12.5 from their mean; of a role one is moved by 35 from its mean of 55.
    assert rows_of(page, "keeper") == [
        ("Ideas", "75%", "48.3579%", "you like it more"),
        ("Order", "50%", "76.6421%", "you like it less"),
    ]


def test_own_chart_is_shown_for_every_role_on_the_way(client, db):
    result = result_of(open_quiz())
    publish_seed_careers()
    page = read_page(browser_of(result).get("/routes/project-coordinator/"))

    assert len(page.one(id="jobs").all("section")) == 4
    assert [(row[0], row[1], row[-1]) for row in rows_of(page, "product-owner")] == [
        ("Setting direction", "37.5%", "you like it less"),
        ("Staying on track", "50%", "you like it more"),
        ("Shaping the work", "75%", "about the same"),
        ("Understanding customers", "87.5%", "you like it more"),
        ("Keeping things organized", "25%", "about the same"),
        ("Bringing teams together", "50%", "you like it more"),
    ]


def test_own_chart_waits_behind_how_much_of_the_work_is_liked_as_much(result):
    details = read_page(browser_of(result).get(ADDRESS)).one(id="to-keeper").one("details")

    assert details.one("summary").text == "You and this job"
    assert "open" not in details.attrs


def test_own_result_is_said_once_with_links_to_it_and_to_forget_it(client, db):
    result = result_of(open_quiz())
    publish_seed_careers()
    page = read_page(browser_of(result).get("/routes/developer/"))
    remark = page.one("main").one("p", class_="remark")

    assert remark.text.startswith(f"Your last result: {shared_words(own_page(result))}.")
    assert links(remark) == [
        ("See your result", "/results/mine/"),
        ("Not you? Forget it on this device", "/results/"),
    ]


def test_own_closest_role_is_marked_in_the_drawing(client, db):
    result = make_result(open_quiz(), OWNER)
    publish_seed_careers()
    page = read_page(browser_of(result).get("/routes/executive-assistant/"))
    marked = [
        stop.one("a").text
        for stop in page.one(id="map").all("p", class_="stop")
        if stop.all("span", class_="tag")
    ]

    assert marked == [one.role.name for one in own_page(result).named] == ["Product owner"]


def test_own_chart_shows_the_private_address_nowhere(result):
    response = browser_of(result).get(ADDRESS)

    assert response.content.decode().count(result.attempt.token) == 0
    assert result.attempt.token not in str(response.headers) + str(response.cookies)


def test_own_chart_makes_the_page_private_to_its_browser(client, result):
    own, other = browser_of(result).get(ADDRESS), client.get(ADDRESS)

    assert (own["Cache-Control"], own["Vary"], own.has_header("ETag")) == (
        *("private, no-cache", "Cookie"),
        False,
    )
    assert (other["Cache-Control"], other["Vary"]) == (
        *("public, no-cache", "Accept-Encoding, Cookie"),
    )
    assert read_page(other).all("li", class_="chart-row") == []


def test_own_chart_is_that_of_the_result_finished_last(result):
    answers = {"find-ideas": 3, "weigh-ideas": 3, "keep-lists": 4, "tidy-files": 4}
    other = make_result(result.version, answers)
    rows = [
        rows_of(read_page(browser_of(*both).get(ADDRESS)), "keeper")
        for both in ((result, other), (other, result))
    ]

    assert [row[0][1] for row in rows] == ["75%", "50%"]


def test_own_chart_in_a_kind_of_work_not_asked_about_is_no_answers(result):
    roles = [make_role("thinker", ideas=90, haste=20), make_role("keeper", ideas=20, haste=90)]
    questions = [make_question("find-ideas", "ideas"), make_question("hurry-up", "haste")]
    dimensions = [make_dimension("ideas"), make_dimension("haste")]
    make_version(make_catalog(dimensions=dimensions, roles=roles, questions=questions))
    rows = rows_of(read_page(browser_of(result).get(ADDRESS)), "keeper")

    assert [(row[0], row[-1]) for row in rows] == [
        ("Ideas", "you like it more"),
        ("Haste", "not rated"),
    ]


def test_own_chart_from_a_result_past_its_day_is_not_told(result):
    Result.objects.update(kept_until=running_day() - timedelta(days=1))
    response = browser_of(result).get(ADDRESS)

    assert response["Cache-Control"] == "public, no-cache"
    assert read_page(response).all("li", class_="chart-row") == []


def test_own_chart_from_a_start_that_is_not_there_is_not_found(result):
    assert browser_of(result).get("/routes/juggler/").status_code == 404
