"""The public page of a shared result: what is ticked, and nothing else."""

from dataclasses import replace

import pytest

from roles.domain import outcomes, scoring
from roles.pages.results.shared import shared_page
from roles.wording import share as words
from tests.factories import first_catalog, make_link, make_result, make_version, seed_catalog
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import open_quiz
from tests.views.sharing import TICKS, link_of, page_of, result_of
from tests.wording.result_pages import ALIKE, CLEAR, CLOSE, GUESS, LEANING, MIXED, THREE, texts
from tests.worked_example.answers import ANSWERS

SCORED_IN = (
    "Scored in March 2026. The person who shared this chose what to show. Answers and names are "
    "never included."
)
FIRST_TWO = "Product owner, Product manager"
ORDERS = {
    CLEAR: f"{FIRST_TWO}, Project manager, Program manager, Project coordinator",
    LEANING: "Product owner, Project manager, Product manager, Program manager, "
    "Project coordinator",
    CLOSE: f"{FIRST_TWO}, Program manager, Project manager, Project coordinator",
    THREE: f"{FIRST_TWO}, Project manager, Program manager, Project coordinator",
    GUESS: f"{FIRST_TWO}, Program manager, Project manager, Project coordinator",
    MIXED: "Product owner, Project manager, Program manager, Product manager, Project coordinator",
    ALIKE: "Product manager, Project manager, Program manager, Product owner, Project coordinator",
}
NUMBERS = {
    CLEAR: (63, 29, 4, 3, 1),
    LEANING: (49, 20, 19, 10, 2),
    CLOSE: (40, 32, 11, 11, 6),
    THREE: (35, 27, 26, 8, 4),
    GUESS: (50, 30, 11, 8, 1),
    MIXED: (27, 24, 20, 19, 10),
    ALIKE: [""] * 5,
}
NAMED = {CLEAR: 1, LEANING: 1, CLOSE: 2, THREE: 3, GUESS: 1, MIXED: 0, ALIKE: 0}
MINUS = "\N{MINUS SIGN}"
PATTERNS = {
    CLEAR: f"{MINUS}17 {MINUS}4 +21 +33 {MINUS}29 {MINUS}4",
    LEANING: f"+15 +15 +40 {MINUS}23 {MINUS}35 {MINUS}10",
    CLOSE: f"+12 0 +12 0 {MINUS}12 {MINUS}12",
    THREE: f"+8 +33 +8 +8 {MINUS}29 {MINUS}29",
    GUESS: f"+31 +6 +44 {MINUS}19 {MINUS}56 {MINUS}6",
    MIXED: f"+2 +2 +15 {MINUS}10 {MINUS}10 +2",
    ALIKE: "0 0 0 0 0 0",
}


@pytest.fixture
def version(db):
    return open_quiz()


def headings(digits, ticks):
    order = "All five roles" if digits == ALIKE else "All five roles, closest first"
    works = [f"The role of {role}" for role in ORDERS[digits].split(", ")[: NAMED[digits]]]
    pattern = "The pattern" if digits == ALIKE else "The pattern and Product owner"
    return [order, *works, *[pattern] * ("pattern" in ticks), "And you?"]


def row_words(name, number):
    return f"{name} about {number} of 100" if number else name


# --- the headline


@pytest.mark.parametrize("digits", ORDERS)
def test_public_page_has_its_message_first_then_the_second_role_and_the_month(
    client, version, digits
):
    link = link_of(version, digits)
    page, shown = read_page(client.get(page_of(link))), shared_page(seed_catalog(), link.snapshot)

    assert title_of(page) == page.one("h1").text == words.shared_headline(shown)
    assert [part.text for part in page.one("main").all("p")[:2]] == [
        words.shared_second(shown),
        SCORED_IN,
    ]


@pytest.mark.parametrize("ticks", [(), ("numbers",)])
def test_public_page_says_once_what_its_numbers_are_and_that_they_are_estimates(
    client, version, ticks
):
    main = read_page(client.get(page_of(link_of(version, CLEAR, ticks)))).one("main")

    assert main.text.count("A first estimate:") == len(ticks)


# --- what is ticked, and nothing else


@pytest.mark.parametrize("ticks", TICKS)
@pytest.mark.parametrize("digits", ORDERS)
def test_public_page_shows_what_is_ticked_and_nothing_else(client, version, digits, ticks):
    page = read_page(client.get(page_of(link_of(version, digits, ticks))))
    ranking = page.one(class_="ranking")
    own = [row.all("td")[0].text for row in page.all("tr") if row.all("th", scope="row")]
    names = ORDERS[digits].split(", ")
    numbers = NUMBERS[digits] if "numbers" in ticks else [""] * 5

    assert texts(page.all("h2")) == headings(digits, ticks)
    assert ranking.tag == ("ul" if digits == ALIKE else "ol")
    assert texts(ranking.all("li")) == list(map(row_words, names, numbers))
    assert own == (PATTERNS[digits].split() if "pattern" in ticks else [])
    assert len(page.all("svg", class_="chart")) == len(own)


def test_public_page_says_where_each_kind_of_work_lies(client, version):
    section = read_page(client.get(page_of(link_of(version, CLEAR, ["pattern"])))).one(
        class_="pattern"
    )

    assert texts(section.all("h3")) == ["Strategy", "Delivery", "Markets", "Coordination"]
    assert section.all("li")[2].text == (
        "Shaping the work This person: 21 above their average. Product owner: 30 above."
    )
    assert texts(section.one("table").all("tr")[5].all()) == ["Shaping the work", "+21", "+30"]


def test_public_page_of_an_old_result_shows_the_pattern_and_marks_that_it_showed(client, db):
    """Of format 1, whose marks are what the engine expects: 25 x .8 x (target - mean) / length."""
    sheet = dict.fromkeys(row.slug for row in first_catalog().questions) | ANSWERS
    settings = replace(first_catalog().settings, panel_share=1.0)  # asks everything
    link = make_link(make_result(make_version(replace(first_catalog(), settings=settings)), sheet))
    page = read_page(client.get(page_of(link)))

    assert link.snapshot.pattern == (-16, 18, 26, -28)
    assert texts(page.one(class_="pattern-rows").all("p"))[1] == (
        "Delivery This person: 18 above their average. Product owner: 12 above."
    )
    assert page.all(class_="area") == []


def test_public_page_without_an_order_sets_no_role_beside_the_pattern(client, version):
    page = read_page(client.get(page_of(link_of(version, ALIKE, ["pattern"]))))
    rows = [part for rows in page.all(class_="pattern-rows") for part in texts(rows.all("p"))]

    assert {row.partition(" This person: ")[2] for row in rows} == {"at their average."}
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
    row = page.one(class_="pattern").all("li")[3]

    assert row.text == ("Understanding customers This person: no answers. Product owner: 20 above.")
    assert row.all(class_="pattern-bar") == []
    assert page.all("tr")[7].text == "Understanding customers no answers +20"


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

    assert main.one("h1").text == "A careerquiz result: Product owner fits best"
    assert links(main) == [("Take the quiz yourself", "/quiz/")]


def test_public_page_keeps_the_words_of_its_own_version(client, version):
    link = link_of(version)
    roles = [replace(row, name=f"{row.name} of today") for row in seed_catalog().roles]
    make_version(replace(seed_catalog(), roles=tuple(roles)))

    assert read_page(client.get(page_of(link))).one("h1").text == (
        "A careerquiz result: Product owner fits best"
    )
