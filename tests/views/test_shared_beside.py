"""The public page in a browser that holds a result of one's own: both beside each other."""

import pytest

from tests.factories import (
    make_catalog,
    make_dimension,
    make_question,
    make_result,
    make_role,
    make_version,
)
from tests.views.page import links, read_page
from tests.views.quiz_walk import open_quiz, stored
from tests.views.sharing import link_of, page_of, result_of
from tests.wording.result_pages import ALIKE, CLEAR, CLOSE, MIXED, section, texts

HEADING = "Beside your own result"
BARS = ("pattern-bar", "pattern-bar-other")
CLOSED = "The link does not show the pattern, so the kinds of work cannot be compared."


@pytest.fixture
def version(db):
    return open_quiz()


def hold(client, *results):
    """The browser has these results from now on, the last finished first."""
    client.cookies["attempt"] = ".".join(["", *(result.attempt.token for result in results)])


def beside(client, link):
    return section(read_page(client.get(page_of(link))), HEADING)


def side(part):
    return part.one("h3").text, part.one("p").text, texts(part.all("li"))


def test_both_results_stand_beside_each_other_and_nothing_is_stored(client, version):
    link, own, older = link_of(version), result_of(version, CLOSE), result_of(version, MIXED)
    before = stored()
    hold(client, own, older)
    part = beside(client, link)

    assert part.all("p")[0].text == (
        "This browser holds a result of yours. Only you see this part: it is not stored, and "
        "nobody is told."
    )
    names = ["Product owner", "Product manager"]
    assert [side(each) for each in part.one(class_="beside").all("section")] == [
        ("You", "A tie: Product owner or Product manager", names),
        ("This person", "Product owner fits best", names),
    ]
    assert links(part) == [("Your results on this device", "/results/")]
    assert stored() == before


def test_both_patterns_are_said_and_drawn(client, version):
    hold(client, result_of(version, CLOSE))
    part = beside(client, link_of(version, CLEAR, ["pattern"]))
    first = part.all("li")[4]

    assert texts(part.all("h4")) == ["Strategy", "Delivery", "Markets", "Coordination"]
    assert first.one("p").text == (
        "Setting direction You: 12 above their average. This person: 17 below."
    )
    bars = [first.one("rect", class_=name).attrs for name in BARS]
    assert [(bar["x"], bar["width"]) for bar in bars] == [("50%", "15%"), ("28.75%", "21.25%")]
    assert texts(part.all("ul")[-1].all("li")) == [
        "You: Setting direction, Keeping things organized",
        "This person: Understanding customers, Shaping the work, Bringing teams together",
    ]


def test_two_that_like_the_same_say_that_nothing_stands_out(client, version):
    hold(client, result_of(version, CLEAR))
    part = beside(client, link_of(version, CLEAR, ["pattern"]))

    assert texts(part.all("ul")[-1].all("li")) == [
        "You: nothing clearly",
        "This person: nothing clearly",
    ]


def test_link_without_the_pattern_compares_no_kinds_of_work(client, version):
    hold(client, result_of(version, CLOSE))
    part = beside(client, link_of(version, CLEAR, ["numbers"]))

    assert part.all("p")[-2].text == CLOSED
    assert (part.all("svg", class_="chart"), part.all(class_="pattern-rows")) == ([], [])


def test_result_without_an_order_lists_no_roles(client, version):
    hold(client, result_of(version, ALIKE))
    own, other = beside(client, link_of(version)).one(class_="beside").all("section")

    assert side(own) == ("You", "No one role stands out", [])
    assert side(other)[2] == ["Product owner", "Product manager"]


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

    assert side(part.one(class_="beside").all("section")[0])[2] == ["Keeper", "Thinker"]
    assert texts(part.one(class_="pattern-rows").all("p")) == [
        "Markets You: 50 below their average. This person: 33 above."
    ]
    assert texts(part.all("ul")[-1].all("li")) == [
        "You: nothing clearly",
        "This person: Markets",
    ]


def test_owner_of_the_link_is_shown_no_comparison(client, version):
    link = link_of(version, CLEAR, ["pattern"])
    hold(client, result_of(version, CLOSE), link.result)
    headings = texts(read_page(client.get(page_of(link))).all("h2"))

    assert HEADING not in headings


@pytest.mark.parametrize("cookie", ["", "x", "A" * 22, f".{'A' * 22}", "." * 99, "\0.\0"])
def test_browser_without_a_result_is_shown_no_comparison(client, version, cookie):
    link = link_of(version)
    bare = client.get(page_of(link)).content
    client.cookies["attempt"] = cookie

    assert client.get(page_of(link)).content == bare
