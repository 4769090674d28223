"""A comparison in a browser that has a result: its owner stands in it, for nobody else to see."""

from datetime import timedelta

import pytest

from tests.factories import (
    make_catalog,
    make_dimension,
    make_question,
    make_result,
    make_role,
    make_version,
    running_day,
    seed_catalog,
)
from tests.views.careers.pages import OWNERS, browser_of, open_small
from tests.views.page import links, read_page
from tests.views.quiz_walk import open_quiz
from tests.views.sharing import result_of
from tests.wording.result_pages import ALIKE

ADDRESS = f"/compare/{OWNERS}/"
PUBLIC, PRIVATE = "public, no-cache", "private, no-cache"


def own_rows(page):
    """What the table of numbers says of you."""
    table = page.one(id="profile").one("table")
    return [cell.text for cell in table.all("td", data_label="You")]


@pytest.fixture
def result(db):
    """Likes to shape work and to understand customers most."""
    return result_of(open_quiz())


@pytest.fixture
def comparison(result):
    return read_page(browser_of(result).get(ADDRESS))


def test_own_result_is_one_more_column_of_the_table(comparison):
    assert own_rows(comparison) == ["38", "50", "75", "88", "25", "50"]


def test_own_result_is_drawn_and_said_with_each_kind_of_work(comparison):
    row = comparison.all("li", class_="chart-row")[2]

    assert row.one(class_="chart-words").text == "closer to Product owner"
    assert row.one("rect", class_="chart-bar").attrs["width"] == "75%"


def test_own_result_has_the_roles_where_the_result_page_draws_them(comparison):
    """At the person's own mean plus how far the role's target lies from its mean."""
    owner = seed_catalog().role("product-owner")
    targets = list(owner.targets.values())
    table = comparison.one(id="profile").one("table")
    drawn = [float(cell.text) for cell in table.all("td", data_label="Product owner")]

    own_mean = sum(map(float, ("37.5", "50", "75", "87.5", "25", "50"))) / 6
    assert drawn == [
        pytest.approx(own_mean + target - sum(targets) / len(targets), abs=0.5)
        for target in targets
    ]


def test_own_result_is_led_to_and_may_be_forgotten_and_the_quiz_is_not_offered(comparison):
    assert links(comparison.one(id="profile")) == [
        ("See your result", "/results/mine/"),
        ("Not you? Forget it on this device", "/results/"),
    ]


def test_own_result_shows_its_private_address_nowhere(result):
    response = browser_of(result).get(ADDRESS)

    assert response.content.decode().count(result.attempt.token) == 0
    assert result.attempt.token not in str(response.headers) + str(response.cookies)


def test_own_result_makes_the_page_private_to_its_browser(client, result):
    own = browser_of(result).get(ADDRESS)
    other = client.get(ADDRESS)

    assert (own["Cache-Control"], own["Vary"], own.has_header("ETag")) == (PRIVATE, "Cookie", False)
    assert (other["Cache-Control"], other["Vary"]) == (PUBLIC, "Accept-Encoding, Cookie")
    assert result.attempt.token not in other.content.decode()
    assert len(read_page(other).all("rect", class_="chart-bar")) == 0


def test_own_result_is_of_the_browser_that_asks_whoever_asked_before(result):
    other = result_of(result.version, ALIKE)
    rows = [own_rows(read_page(browser_of(one).get(ADDRESS))) for one in (result, other, result)]

    assert rows[0] == rows[2]
    assert rows[1] == ["75"] * 6


def test_own_result_is_the_one_finished_last(result):
    other = result_of(result.version, ALIKE)
    response = browser_of(other, result).get(ADDRESS)

    assert own_rows(read_page(response))[0] == "75"
    assert result.attempt.token not in response.content.decode()


def test_own_result_past_its_day_is_not_used(result):
    type(result).objects.update(kept_until=running_day() - timedelta(days=1))
    response = browser_of(result).get(ADDRESS)

    assert response["Cache-Control"] == PUBLIC
    assert read_page(response).all("rect", class_="chart-bar") == []


def test_own_result_on_its_last_day_is_used(result):
    type(result).objects.update(kept_until=running_day())

    assert browser_of(result).get(ADDRESS)["Cache-Control"] == PRIVATE


def test_own_result_at_another_order_of_the_roles_leads_on(result):
    response = browser_of(result).get("/compare/product-owner-and-product-manager/")

    assert (response.status_code, response["Location"]) == (301, ADDRESS)


def test_own_result_beside_roles_that_are_not_there_is_not_found(result):
    assert browser_of(result).get("/compare/product-owner-and-juggler/").status_code == 404


# --- a version with other kinds of work


def other_catalog(*dimensions):
    """Roles of the small content that are about these dimensions."""
    return make_catalog(
        dimensions=[make_dimension(slug) for slug in dimensions],
        roles=[
            make_role("thinker", **{slug: 90 - place for place, slug in enumerate(dimensions)}),
            make_role("keeper", **{slug: 20 + 9 * place for place, slug in enumerate(dimensions)}),
        ],
        questions=[make_question(f"do-{slug}", slug) for slug in dimensions],
    )


@pytest.fixture
def small_result(db):
    """Likes ideas with 75 of 100, order with 50."""
    version = open_small(titles=[], routes=[])
    answers = {"find-ideas": 5, "weigh-ideas": 3, "keep-lists": 3, "tidy-files": 3}
    return make_result(version, answers)


def test_own_result_says_nothing_of_a_kind_of_work_it_was_not_asked_about(small_result):
    make_version(other_catalog("ideas", "haste"))
    page = read_page(browser_of(small_result).get("/compare/thinker-and-keeper/"))

    assert own_rows(page) == ["75", "not rated"]
    assert [row.one(class_="chart-words").text for row in page.all("li", class_="chart-row")] == [
        "closer to Thinker",
        "not rated",
    ]
    assert len(page.all("rect", class_="chart-bar")) == 1


def test_own_result_of_none_of_todays_kinds_of_work_stands_nowhere(small_result):
    make_version(other_catalog("haste", "waste"))
    page = read_page(browser_of(small_result).get("/compare/thinker-and-keeper/"))

    assert own_rows(page) == []
    assert [address for _text, address in links(page.one(id="profile"))] == ["/quiz/"]
