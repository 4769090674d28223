"""The public page of a shared result: what is ticked, and nothing else."""

from dataclasses import replace

import pytest

from roles.domain import outcomes, scoring
from tests.factories import make_link, make_version, seed_catalog
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import open_quiz
from tests.views.sharing import TICKS, link_of, page_of, result_of
from tests.wording.result_pages import ALIKE, CLEAR, CLOSE, LEANING, MIXED, texts

SCORED_IN = (
    "Scored in March 2026. Whoever made it shows this much and no more: no answers, no name."
)
CLEAR_ORDER = "Product owner, Project manager, Product manager, Project coordinator"
ORDERS = {
    CLEAR: f"{CLEAR_ORDER}, Program manager",
    LEANING: f"{CLEAR_ORDER}, Program manager",
    CLOSE: "Product owner, Project manager, Project coordinator, Program manager, Product manager",
    MIXED: "Product owner, Product manager, Project manager, Program manager, Project coordinator",
    ALIKE: "Product manager, Project manager, Program manager, Product owner, Project coordinator",
}
NUMBERS = {
    CLEAR: (60, 16, 13, 8, 3),
    LEANING: (32, 21, 19, 16, 12),
    CLOSE: (35, 35, 15, 8, 7),
    MIXED: (26, 25, 19, 17, 13),
    ALIKE: [""] * 5,
}
LEADERS = {CLEAR: ["Product owner"], LEANING: ["Product owner"], MIXED: [], ALIKE: []}
LEADERS[CLOSE] = ["Product owner", "Project manager"]
PATTERNS = {
    CLEAR: "\N{MINUS SIGN}19 +19 +19 \N{MINUS SIGN}19",
    LEANING: "\N{MINUS SIGN}6 +6 +6 \N{MINUS SIGN}6",
    CLOSE: "\N{MINUS SIGN}16 +22 \N{MINUS SIGN}3 \N{MINUS SIGN}3",
    MIXED: "+3 +3 +3 \N{MINUS SIGN}9",
    ALIKE: "0 0 0 0",
}


@pytest.fixture
def version(db):
    return open_quiz()


def headings(digits, ticks):
    order = "All five roles" if digits == ALIKE else "All five roles, closest first"
    works = [f"The role of {role}" for role in LEADERS[digits]]
    pattern = "The pattern" if digits == ALIKE else "The pattern beside that of Product owner"
    return [order, *works, *[pattern] * ("pattern" in ticks), "And you?"]


def row_words(name, number):
    if not number:
        return name
    word = "often" if number >= 30 else "sometimes" if number >= 10 else "seldom"
    return f"{name} {'very ' * (number >= 60)}{word} first: about {number} of 100"


# --- the headline


@pytest.mark.parametrize(
    ("digits", "heading", "second"),
    [
        (
            CLEAR,
            "A careerquiz result: closest match Product owner",
            "Project manager comes next, some way behind.",
        ),
        (
            LEANING,
            "A careerquiz result: leans towards Product owner",
            "Project manager is not far behind.",
        ),
        (
            CLOSE,
            "A careerquiz result: Product owner and Project manager about equally",
            "The answers cannot tell the two apart.",
        ),
        (
            MIXED,
            "A careerquiz result: no single direction",
            "The answers point to no one role. That is common.",
        ),
        (
            ALIKE,
            "A careerquiz result: no single direction",
            "The answers point to no one role. That is common.",
        ),
    ],
)
def test_public_page_has_its_message_first_then_the_second_role_and_the_month(
    client, version, digits, heading, second
):
    page = read_page(client.get(page_of(link_of(version, digits))))

    assert title_of(page) == page.one("h1").text == heading
    assert [part.text for part in page.one("main").all("p")[:2]] == [second, SCORED_IN]


@pytest.mark.parametrize(
    ("digits", "figures"), [(CLEAR, (60, 16)), (LEANING, (32, 21)), (CLOSE, (35, 35))]
)
def test_public_page_with_numbers_says_the_first_two_with_their_caveat(
    client, version, digits, figures
):
    page = read_page(client.get(page_of(link_of(version, digits, ["numbers"]))))

    assert page.one(class_="lead").text.endswith(
        f" A first estimate by our model: in about {figures[0]} of 100 fresh sets of questions "
        f"Product owner would come first, and in about {figures[1]} of 100 Project manager."
    )


# --- what is ticked, and nothing else


@pytest.mark.parametrize("ticks", TICKS)
@pytest.mark.parametrize("digits", ORDERS)
def test_public_page_shows_what_is_ticked_and_nothing_else(client, version, digits, ticks):
    page = read_page(client.get(page_of(link_of(version, digits, ticks))))
    ranking = page.one(class_="ranking")
    own = [row.all("td")[0].text for row in page.all("tr")[1:]]
    names = ORDERS[digits].split(", ")
    numbers = NUMBERS[digits] if "numbers" in ticks else [""] * 5

    assert texts(page.all("h2")) == headings(digits, ticks)
    assert ranking.tag == ("ul" if digits == ALIKE else "ol")
    assert texts(ranking.all("li")) == list(map(row_words, names, numbers))
    assert own == (PATTERNS[digits].split() if "pattern" in ticks else [])
    assert len(page.all("svg", class_="chart")) == len(own)


def test_public_page_says_where_each_kind_of_work_lies(client, version):
    page = read_page(client.get(page_of(link_of(version, CLEAR, ["pattern"]))))

    assert texts(page.one(class_="pattern-rows").all("p")) == [
        "Strategy This person: 19 below their own average. Product owner: 10 below.",
        "Delivery This person: 19 above their own average. Product owner: 12 above.",
        "Markets This person: 19 above their own average. Product owner: 8 above.",
        "Coordination This person: 19 below their own average. Product owner: 10 below.",
    ]
    assert texts(page.one("table").all("tr")[1].all()) == [
        "Strategy",
        "\N{MINUS SIGN}19",
        "\N{MINUS SIGN}10",
    ]


def test_public_page_without_an_order_sets_no_role_beside_the_pattern(client, version):
    page = read_page(client.get(page_of(link_of(version, ALIKE, ["pattern"]))))

    assert texts(page.one(class_="pattern-rows").all("p")) == [
        f"{name} This person: at their own average."
        for name in ("Strategy", "Delivery", "Markets", "Coordination")
    ]
    assert texts(page.one("table").all("th", scope="col")) == ["Kind of work", "Person"]
    assert page.all(class_="chart-mark") == []


def test_public_page_of_a_kind_of_work_without_answers_says_so(client, version):
    result = result_of(version, CLEAR)
    answers = result.answers | dict.fromkeys(("talk-to-customers", "study-rivals"))
    outcome = scoring.score(seed_catalog(), answers)
    result.answer_pairs, result.outcome_document = [*answers.items()], outcomes.dump(outcome)
    result.leader, result.certainty = outcome.leader, outcome.certainty
    result.save()
    page = read_page(client.get(page_of(make_link(result))))
    row = page.one(class_="pattern-rows").all("li")[2]

    assert row.text == "Markets This person: no answers. Product owner: 8 above."
    assert row.all(class_="pattern-bar") == []
    assert page.all("tr")[3].text == "Markets no answers +8"


def test_public_page_tells_of_the_work_and_leads_on_to_role_and_quiz(client, version):
    main = read_page(client.get(page_of(link_of(version)))).one("main")

    assert links(main) == [
        ("Read about the role of Product owner", "/roles/product-owner/"),
        ("Take the quiz yourself", "/quiz/"),
    ]
    assert "Decides with a team what is built next, so that the product gains the most value." in (
        texts(main.all("p"))
    )


def test_public_page_of_a_role_that_is_withdrawn_keeps_its_name_without_a_link(client, version):
    link = link_of(version)
    roles = tuple(row for row in seed_catalog().roles if row.slug != "product-owner")
    make_version(replace(seed_catalog(), roles=roles))
    main = read_page(client.get(page_of(link))).one("main")

    assert main.one("h1").text == "A careerquiz result: closest match Product owner"
    assert links(main) == [("Take the quiz yourself", "/quiz/")]


def test_public_page_keeps_the_words_of_its_own_version(client, version):
    link = link_of(version)
    roles = [replace(row, name=f"{row.name} of today") for row in seed_catalog().roles]
    make_version(replace(seed_catalog(), roles=tuple(roles)))

    assert read_page(client.get(page_of(link))).one("h1").text == (
        "A careerquiz result: closest match Product owner"
    )
