"""The public page of a shared result: what is ticked, and nothing else."""

from dataclasses import replace

import pytest

from roles.domain import outcomes, scoring, share
from roles.models import ShareLink
from roles.pages.results.shared import shared_page
from roles.wording import share as words
from tests.factories import first_catalog, make_link, make_result, make_version, seed_catalog
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import open_quiz
from tests.views.sharing import TICKS, link_of, page_of, result_of
from tests.wording.result_pages import ALIKE, CLEAR, CLOSE, GUESS, LEANING, MIXED, THREE, texts
from tests.worked_example.answers import ANSWERS

SCORED_IN = (
    "Scored in March 2026. The person who shared this chose what to show. Their answers stay "
    "private."
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
# Likings of each kind of work, 0 to 100: of halves a point less, as the link keeps the mean and the
# distances from it in whole points.
BARS = {
    CLEAR: "37 50 75 87 25 50",
    LEANING: "75 75 100 37 25 50",
    CLOSE: "62 50 62 50 38 38",
    THREE: "62 87 62 62 25 25",
    GUESS: "87 62 100 37 0 50",
    MIXED: "62 62 75 50 50 62",
    ALIKE: "75 75 75 75 75 75",
}


@pytest.fixture
def version(db):
    return open_quiz()


def headings(digits, ticks):
    order = "All five roles" if digits == ALIKE else "All five roles, closest first"
    works = [["What the job is"], ["What the jobs are"]][NAMED[digits] > 1] if NAMED[digits] else []
    return [*["What they like"] * ("pattern" in ticks), order, *works, "And you?"]


def row_words(name, number):
    return f"{name} about {number} of 100" if number else name


# --- the headline


@pytest.mark.parametrize("digits", ORDERS)
def test_public_page_has_its_message_first_then_why_the_way_on_and_the_month(
    client, version, digits
):
    link = link_of(version, digits, ["pattern"])
    page, shown = read_page(client.get(page_of(link))), shared_page(seed_catalog(), link.snapshot)
    band = page.one(class_="band")

    assert title_of(page) == words.shared_headline(shown)
    assert page.one("h1").text.replace(" ,", ",") == title_of(page)
    assert texts(band.all("p"))[:-1] == words.shared_sentences(shown)
    assert band.all("p")[-1].one("a").attrs["href"] == f"{page_of(link)}start/"
    assert page.one(class_="shared-note").text == SCORED_IN


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
    order = page.one(class_="order")
    own = [row.all("td")[0].text for row in page.all("tr") if row.all("th", scope="row")]
    names = ORDERS[digits].split(", ")
    numbers = NUMBERS[digits] if "numbers" in ticks else [""] * 5
    is_sure = "numbers" in ticks and digits != ALIKE

    assert texts(page.all("h2")) == headings(digits, ticks)
    assert order.tag == ("ul" if digits == ALIKE else "ol")
    assert texts(order.all("li")) == list(map(row_words, names, numbers))
    assert [bar.attrs["width"] for bar in page.all(class_="odds-bar")] == [
        f"{number}%" for number in numbers if is_sure
    ]
    assert own == (BARS[digits].split() if "pattern" in ticks else [])
    assert len(page.all("svg", class_="chart")) == len(own)


def chart_of(client, link):
    return read_page(client.get(page_of(link))).one(class_="their-chart")


def test_public_page_says_how_each_kind_of_work_is_liked(client, version):
    part = chart_of(client, link_of(version, CLEAR, ["pattern"]))

    assert texts(part.all("h3")) == ["Strategy", "Delivery", "Markets", "Coordination"]
    assert part.all("li")[3].text == "Understanding customers they like it more"
    assert texts(part.one("table").all("tr")[7].all()) == ["Understanding customers", "87", "74"]


def test_public_page_of_an_old_result_shows_the_marks_that_it_showed(client, db):
    """Of format 1, whose marks are what the engine expects: 25 x .8 x (target - mean) / length."""
    sheet = dict.fromkeys(row.slug for row in first_catalog().questions) | ANSWERS
    settings = replace(first_catalog().settings, panel_share=1.0)  # asks everything
    link = make_link(make_result(make_version(replace(first_catalog(), settings=settings)), sheet))
    part = chart_of(client, link)

    assert (link.snapshot.pattern, link.snapshot.average) == ((-16, 18, 26, -28), 66)
    assert texts(part.one("table").all("tr")[2].all()) == ["Delivery", "84", "78"]
    assert part.all(class_="area") == []


def test_public_page_of_a_link_from_before_averages_is_drawn_round_the_middle(client, version):
    link = link_of(version, CLEAR, ["pattern"])
    ShareLink.objects.update(excerpt_document=share.dump(replace(link.snapshot, average=None)))
    part = chart_of(client, link)

    assert texts(part.one("table").all("tr")[7].all())[:2] == ["Understanding customers", "83"]
    assert "50 is their average" in part.all("p")[0].text


def test_public_page_without_an_order_sets_no_role_beside_the_bars(client, version):
    part = chart_of(client, link_of(version, ALIKE, ["pattern"]))

    assert {row.text.partition(" 75")[2] for row in part.all("li")} == {" out of 100"}
    assert texts(part.one("table").all("th", scope="col")) == ["Kind of work", "They"]
    assert part.all(class_="chart-mark") == []


def test_public_page_of_a_kind_of_work_without_answers_says_so(client, version):
    result = result_of(version, CLEAR)
    answers = result.answers | dict.fromkeys(("talk-to-customers", "study-rivals"))
    outcome = scoring.score(seed_catalog(), answers)
    result.answer_pairs, result.outcome_document = [*answers.items()], outcomes.dump(outcome)
    result.leader, result.certainty = outcome.leader, outcome.certainty
    result.save()
    part = chart_of(client, make_link(result))
    row = part.all("li")[3]

    assert row.text == "Understanding customers not rated"
    assert row.all(class_="chart-bar") == []
    assert texts(part.one("table").all("tr")[7].all())[:2] == [
        "Understanding customers",
        "not rated",
    ]


def test_public_page_tells_of_the_work_and_leads_on_to_role_and_quiz(client, version):
    link = link_of(version)
    main = read_page(client.get(page_of(link))).one("main")

    assert [where for _text, where in links(main)] == [
        f"{page_of(link)}start/",
        "/roles/product-owner/",
        f"{page_of(link)}start/",
    ]
    assert "Decides with a team what is built next, so that the product gains the most value." in (
        texts(main.all("p"))
    )


def test_public_page_of_a_role_that_is_withdrawn_keeps_its_name_without_a_link(client, version):
    link = link_of(version)
    roles = tuple(row for row in seed_catalog().roles if row.slug != "product-owner")
    make_version(replace(seed_catalog(), roles=roles))
    main = read_page(client.get(page_of(link))).one("main")

    assert main.one("h1").text == "Product owner fits them best"
    assert [where for _text, where in links(main)] == [f"{page_of(link)}start/"] * 2


def test_public_page_keeps_the_words_of_its_own_version(client, version):
    link = link_of(version)
    roles = [replace(row, name=f"{row.name} of today") for row in seed_catalog().roles]
    make_version(replace(seed_catalog(), roles=tuple(roles)))

    assert read_page(client.get(page_of(link))).one("h1").text == "Product owner fits them best"
