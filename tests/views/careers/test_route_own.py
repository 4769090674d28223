"""The ways from one job in a browser that has a result: how far its owner is from each role."""

from datetime import timedelta

import pytest

from roles.models import Result
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
from tests.views.careers.pages import MINUS, browser_of, open_small, texts
from tests.views.page import links, read_page
from tests.views.quiz_walk import open_quiz
from tests.views.sharing import result_of

STEP = {"start": "thinker", "goal": "keeper", "text": "Keep lists", "source": "survey"}
ADDRESS = "/routes/thinker/"


def rows_of(page, role):
    table = page.one(id=f"to-{role}").one("table", class_="distance")
    return [texts(row.all()) for body in table.all("tbody") for row in body.all("tr")]


@pytest.fixture
def result(db):
    """Likes ideas with 75 of 100 and order with 50."""
    version = open_small(routes=[STEP])
    return make_result(
        version, {"find-ideas": 5, "weigh-ideas": 3, "keep-lists": 3, "tidy-files": 3}
    )


def test_own_distance_is_from_you_to_the_role_in_points_from_the_average(result):
    page = read_page(browser_of(result).get(ADDRESS))
    table = page.one(id="to-keeper").one("table", class_="distance")

    assert table.one("caption").text == (
        "How far you are from Keeper, in points of 100 from your average"
    )
    assert texts(table.all("th", scope="col")) == ["Kind of work", "You", "Role", "Distance"]
    # 75 and 50 lie 12.5 from their average; roles lie 0.8 of a step from theirs, 14.1 each way.
    assert rows_of(page, "keeper") == [
        ["Ideas", "+12", f"{MINUS}14", f"{MINUS}26"],
        ["Order", f"{MINUS}12", "+14", "+26"],
    ]


def test_own_distance_is_told_for_every_role_on_the_way(client, db):
    result = result_of(open_quiz())
    publish_seed_careers()
    page = read_page(browser_of(result).get("/routes/project-coordinator/"))
    tables = page.all("table", class_="distance")

    assert len(tables) == len(page.all("section", class_="way")) == 4
    assert [row[:2] for row in rows_of(page, "product-owner")] == [
        *(["Strategy"], ["Setting direction", f"{MINUS}17"]),
        *(["Delivery"], ["Staying on track", f"{MINUS}4"], ["Shaping the work", "+21"]),
        *(["Markets"], ["Understanding customers", "+33"], ["Coordination"]),
        ["Keeping things organized", f"{MINUS}29"],
        ["Bringing teams together", f"{MINUS}4"],
    ]


def test_own_distance_is_explained_with_a_link_to_the_result(result):
    remarks = read_page(browser_of(result).get(ADDRESS)).all("p", class_="remark")

    assert texts(remarks) == [
        "You are in here, too: with each role you see how far your last result on this device is "
        "from it. A plus means that the role asks for more than you like it now. See that result"
    ]
    assert links(remarks[0]) == [("See that result", f"/results/{result.attempt.token}/")]


def test_own_distance_shows_the_private_address_in_that_link_alone(result):
    response = browser_of(result).get(ADDRESS)

    assert response.content.decode().count(result.attempt.token) == 1
    assert result.attempt.token not in str(response.headers) + str(response.cookies)


def test_own_distance_makes_the_page_private_to_its_browser(client, result):
    own, other = browser_of(result).get(ADDRESS), client.get(ADDRESS)

    assert (own["Cache-Control"], own["Vary"], own.has_header("ETag")) == (
        *("private, no-cache", "Cookie"),
        False,
    )
    assert (other["Cache-Control"], other["Vary"]) == (
        *("public, no-cache", "Accept-Encoding, Cookie"),
    )
    assert read_page(other).all("table", class_="distance") == []


def test_own_distance_is_that_of_the_result_finished_last(result):
    answers = {"find-ideas": 3, "weigh-ideas": 3, "keep-lists": 4, "tidy-files": 4}
    other = make_result(result.version, answers)
    rows = [
        rows_of(read_page(browser_of(*both).get(ADDRESS)), "keeper")
        for both in ((result, other), (other, result))
    ]

    assert [row[0][1] for row in rows] == ["+12", f"{MINUS}12"]


def test_own_distance_in_a_kind_of_work_not_asked_about_is_no_answers(result):
    roles = [make_role("thinker", ideas=90, haste=20), make_role("keeper", ideas=20, haste=90)]
    questions = [make_question("find-ideas", "ideas"), make_question("hurry-up", "haste")]
    dimensions = [make_dimension("ideas"), make_dimension("haste")]
    make_version(make_catalog(dimensions=dimensions, roles=roles, questions=questions))
    rows = rows_of(read_page(browser_of(result).get(ADDRESS)), "keeper")

    assert rows == [
        ["Ideas", "+12", f"{MINUS}14", f"{MINUS}26"],
        ["Haste", "no answers"],
    ]


def test_own_distance_from_a_result_past_its_day_is_not_told(result):
    Result.objects.update(kept_until=running_day() - timedelta(days=1))
    response = browser_of(result).get(ADDRESS)

    assert response["Cache-Control"] == "public, no-cache"
    assert read_page(response).all("table", class_="distance") == []


def test_own_distance_from_a_start_that_is_not_there_is_not_found(result):
    assert browser_of(result).get("/routes/juggler/").status_code == 404
