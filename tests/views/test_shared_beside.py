"""The public page in a browser that holds a result of one's own: both beside each other."""

from dataclasses import replace

import pytest

from roles.domain import share
from roles.models import ShareLink
from tests.factories import (
    make_catalog,
    make_dimension,
    make_link,
    make_question,
    make_result,
    make_role,
    make_version,
)
from tests.views.page import links, read_page
from tests.views.quiz_walk import open_quiz, stored
from tests.views.sharing import link_of, page_of, result_of
from tests.wording.result_pages import ALIKE, CLEAR, CLOSE, MIXED, section, texts

HEADING = "Side by side"
BARS = ("chart-bar", "chart-bar-other")
CLOSED = "This link doesn't show the chart, so only the roles can be compared."


@pytest.fixture
def version(db):
    return open_quiz()


def hold(client, *results):
    """The browser has these results from now on, the last finished first."""
    client.cookies["attempt"] = ".".join(["", *(result.attempt.token for result in results)])


def beside(client, link):
    return section(read_page(client.get(page_of(link))), HEADING)


def sides(part):
    """Name, words and shapes of both."""
    return [
        (
            side.one("h3").text,
            side.one("p").text,
            [span.attrs["class"] for span in side.all("span")],
        )
        for side in part.all(class_="side")
    ]


def test_both_results_stand_beside_each_other_and_nothing_is_stored(client, version):
    link, own, older = link_of(version), result_of(version, CLOSE), result_of(version, MIXED)
    before = stored()
    hold(client, own, older)
    page = read_page(client.get(page_of(link)))
    part = section(page, HEADING)

    assert sides(part) == [
        ("You", "A tie: Product owner or Product manager", ["hue-diamond", "hue-circle"]),
        ("Them", "Product owner fits best", ["hue-diamond"]),
    ]
    assert part.one("h2").attrs["id"] == "both"
    assert links(page.one(class_="band")) == [("See both side by side", "#both")]
    assert page.all(class_="and-you") == []
    assert links(part) == [("Your results on this device", "/results/")]
    assert "You both come closest to Product owner." in texts(part.all("p"))
    assert stored() == before


def test_both_charts_are_said_and_drawn_in_one_in_the_place_of_theirs(client, version):
    hold(client, result_of(version, CLOSE))
    page = read_page(client.get(page_of(link_of(version, CLEAR, ["pattern"]))))
    part = section(page, HEADING)
    rows = part.all("li", class_="chart-row")

    assert page.all(class_="their-chart") == []
    assert texts(part.all("h3", class_="area")) == [
        "Strategy",
        "Delivery",
        "Markets",
        "Coordination",
    ]
    assert [row.one(class_="chart-words").text for row in rows] == [
        *("you like it more", "about the same", "they like it more"),
        *("they like it more", "you like it more", "they like it more"),
    ]
    assert [rows[0].one(class_=name).attrs["width"] for name in BARS] == ["62%", "37%"]
    assert [
        (track.attrs["y"], rows[0].one(class_=name).attrs["y"])
        for track, name in zip(rows[0].all(class_="chart-track"), BARS, strict=True)
    ] == [("2", "2"), ("16", "16")]
    assert texts(part.one("table").all("tr")[2].all()) == ["Setting direction", "62", "37"]


def test_name_of_the_other_stands_for_them(client, version):
    hold(client, result_of(version, CLOSE))
    link = make_link(result_of(version, CLEAR), name="Ada")
    part = beside(client, link)

    assert [side[0] for side in sides(part)] == ["You", "Ada"]
    assert part.all("li", class_="chart-row")[2].one(class_="chart-words").text == (
        "Ada likes it more"
    )
    assert texts(part.one("table").all("th", scope="col"))[1:] == ["You", "Ada"]


def test_chart_of_a_link_from_before_averages_sets_both_round_the_middle(client, version):
    hold(client, result_of(version, CLOSE))
    link = link_of(version, CLEAR, ["pattern"])
    ShareLink.objects.update(excerpt_document=share.dump(replace(link.snapshot, average=None)))
    part = beside(client, link)

    assert texts(part.one("table").all("tr")[2].all()) == ["Setting direction", "62", "33"]
    assert "50 is each person's average" in part.text


def test_link_without_the_chart_compares_the_roles_alone(client, version):
    hold(client, result_of(version, CLOSE))
    part = beside(client, link_of(version, CLEAR, ["numbers"]))

    assert CLOSED in texts(part.all("p"))
    assert part.all("svg", class_="chart") == []


def test_result_without_an_order_has_no_shape(client, version):
    hold(client, result_of(version, ALIKE))
    part = beside(client, link_of(version))

    assert sides(part)[0] == ("You", "No one role stands out", [])
    assert "You both come closest" not in part.text


def test_results_of_two_versions_are_compared_in_what_both_ask_about(client, version):
    link = link_of(version, CLEAR, ["pattern"])
    other = make_catalog(
        dimensions=[make_dimension("order"), make_dimension("markets")],
        roles=[
            make_role("thinker", order=20, markets=90),
            make_role("keeper", order=90, markets=20),
        ],
        questions=[make_question("keep-lists", "order"), make_question("visit-fairs", "markets")],
    )
    hold(client, make_result(make_version(other), {"keep-lists": 5, "visit-fairs": 1}))
    part = beside(client, link)

    assert sides(part)[0][1] == "Keeper fits best"
    assert texts(part.all("li", class_="chart-row")) == ["Markets they like it more"]


def test_owner_of_the_link_is_shown_no_comparison(client, version):
    link = link_of(version, CLEAR, ["pattern"])
    hold(client, result_of(version, CLOSE), link.result)
    headings = texts(read_page(client.get(page_of(link))).all("h2"))

    assert HEADING not in headings


@pytest.mark.parametrize("cookie", ["", "x", "A" * 22, f".{'A' * 22}", "." * 99, "\0.\0"])
def test_browser_without_a_result_is_shown_no_comparison(client, version, cookie):
    link = link_of(version)
    bare = read_page(client.get(page_of(link))).one("main")
    client.cookies["attempt"] = cookie

    assert read_page(client.get(page_of(link))).one("main") == bare
