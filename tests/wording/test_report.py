"""The report as a page shows it: what stands where, in which words."""

import pytest

from roles.domain import quality
from tests.domain.strategies import random_sheets
from tests.factories import seed_catalog
from tests.views.page import links
from tests.wording.result_pages import (
    ALIKE,
    CLEAR,
    CLOSE,
    LEANING,
    MINUS,
    MIXED,
    calibrated,
    page_of,
    read,
    section,
    texts,
    whole_sheet,
)
from tests.worked_example.answers import ANSWERS


def test_summary_says_what_it_is_based_on_and_what_to_be_careful_of():
    page = page_of("4455", notes=quality.NOTES)
    summary = read(page).all("section")[0]

    assert summary.all("p")[1].text == "Based on 4 answers of 24."
    assert texts(summary.all("p", class_="remark")) == [
        "You gave the same answer many times in a row. You answered almost all statements alike. "
        "Your answers to statements of one kind differ a lot. You answered very quickly. "
        "Treat this as a first guess.",
        "Markets: you answered no statement about this kind of work, so it does not count in this "
        "result.",
        "Coordination: you answered no statement about this kind of work, so it does not count in "
        "this result.",
    ]
    assert [
        text for text in texts(read(page_of(whole_sheet())).all("p")) if "Based on" in text
    ] == []


@pytest.mark.parametrize(
    ("sheet", "heading", "classes"),
    [
        (CLEAR, "Your two closest roles", "cards"),
        (LEANING, "Your two closest roles", "cards"),
        (CLOSE, "Your two closest roles", "cards cards-even"),
        (MIXED, "Nearest so far", "cards cards-even"),
    ],
)
def test_cards_of_equals_are_of_equal_size(sheet, heading, classes):
    summary = read(page_of(sheet)).all("section")[0]

    assert summary.all("h2")[0].text == heading
    assert summary.one(class_="cards").attrs["class"] == classes
    assert len(summary.all(class_="card")) == 2


def test_cards_name_role_words_number_job_and_page():
    one, two = read(page_of(ANSWERS, linked=["product-owner"])).all(class_="card")

    assert one.attrs["class"] == "card hue-diamond"
    assert [one.one("h3").text, *texts(one.all("p"))] == [
        "Product owner",
        "Very often first. A first estimate by our model: in about 72 of 100 fresh sets of "
        "questions this role would come first.",
        "Decides with a team what is built next, so that the product gains the most value.",
        "Read about the role of Product owner",
    ]
    assert links(one)[0][1] == "/roles/product-owner/"
    assert (two.one("h3").text, links(two)) == ("Product manager", [])  # withdrawn


def test_ranking_names_all_roles_in_order():
    root = read(page_of(ANSWERS))

    assert "All five roles, closest first" in texts(root.all("h2"))
    assert texts(root.one("ol").all("li")) == [
        "Product owner very often first: about 72 of 100",
        "Product manager sometimes first: about 14 of 100",
        "Project manager seldom first: about 9 of 100",
        "Project coordinator seldom first: about 4 of 100",
        "Program manager seldom first: about 1 of 100",
    ]


@pytest.mark.parametrize("sheet", [ALIKE, "", "43434343"])
def test_report_of_answers_without_any_order_names_no_role_first(sheet):
    root = read(page_of(sheet))

    assert texts(root.all("h2")) == [
        "All five roles",
        "Your pattern beside that of Product manager",
        "Next steps",
        "How sure is this?",
    ]
    assert (root.all(class_="card"), root.all("ol"), root.all("details")) == ([], [], [])
    assert texts(root.one("ul", class_="ranking").all("li"))[0] == "Product manager"
    assert root.all("section")[0].all("p")[-1].text == "The answers put them in no order."


def test_ranking_of_a_calibrated_catalog_needs_no_caveat():
    text = read(page_of(ANSWERS, calibrated())).text

    assert "In how many of 100 fresh sets of questions each role would come first." in text
    assert "first estimate" not in text


# --- why


def test_why_names_areas_for_and_against_and_the_answers_that_counted():
    why = section(read(page_of(ANSWERS)), "Why Product owner comes before Product manager")

    assert texts(why.all("h3")) == [
        "Kinds of work that spoke most for Product owner",
        "What spoke against Product owner",
        "Your answers with the most points for Product owner",
    ]
    assert texts(why.all("li")) == [
        "Delivery (1.85 points). Your liking is 83 of 100: the more you like this work, the more "
        "it speaks for Product owner.",
        "Coordination (0.01 points). Your liking is 38 of 100: the less you like this work, the "
        "more it speaks for Product owner.",
        f"Markets ({MINUS}0.19 points). Your liking is 92 of 100: the more you like this work, "
        "the more it speaks for Product manager.",
        "You like a lot: Break a big job into small steps that a team can finish (0.93 points)",
        "You like: Put next week's jobs for a team in order of importance (0.46 points)",
        "You like: Check finished work to see if it is good enough (0.46 points)",
    ]


def test_sums_show_every_area_and_the_points_together():
    tables = read(page_of(ANSWERS)).one("details", class_="sums").all("table")
    rows = [texts(row.all()) for row in tables[0].all("tr")]

    assert rows == [
        ["Kind of work", "Points"],
        ["Strategy", "0.00"],
        ["Delivery", "1.85"],
        ["Markets", f"{MINUS}0.19"],
        ["Coordination", "0.01"],
        ["Together", "1.67"],
    ]


def test_sums_show_every_answer_under_its_area():
    tables = read(page_of(ANSWERS)).one("details", class_="sums").all("table")

    assert [table.one("caption").text for table in tables[1:]] == [
        "Strategy: 0.00 points",
        "Delivery: 1.85 points",
        f"Markets: {MINUS}0.19 points",
        "Coordination: 0.01 points",
    ]
    assert [texts(row.all()) for row in tables[1].all("tr")][1:] == [
        [
            "Work out which of two plans is worth more to a company",
            "Neither like nor dislike",
            "0.00",
        ],
        ["Choose the big goal that several teams will work towards", "Dislike", "0.41"],
        ["Decide what a product should become over the next few years", "Like", f"{MINUS}0.41"],
    ]


def test_law_points_on_the_page_add_up():
    for answers in random_sheets(seed_catalog(), 20, seed=3):
        page = page_of(answers)
        tables = read(page).all("table") if page.has_order else []
        for table in tables[:-1]:  # the last one is the pattern's
            shown = [cell.text.replace(MINUS, "-") for cell in table.all("td", class_="number")]
            numbers = [round(100 * float(text)) for text in shown]
            if table.all("tfoot"):
                assert sum(numbers[:-1]) == numbers[-1] == page.sums.hundredths
            else:
                caption = table.one("caption").text.split()[-2].replace(MINUS, "-")
                assert sum(numbers) == round(100 * float(caption))


# --- what would change it


def test_change_shows_five_turns_and_folds_the_others_away():
    change = section(read(page_of(CLOSE)), "What would change it")
    lists = change.all("ul")

    assert len(page_of(CLOSE).turns) == 10
    assert [len(one.all("li")) for one in lists] == [5, 5, 4]
    assert change.one("summary").text == "Show 5 more"
    assert len(change.one("details").all("li")) == 5


def test_change_of_the_worked_example():
    change = section(read(page_of(ANSWERS)), "What would change it")

    assert texts(change.all("li")) == [
        "If you had disliked “Break a big job into small steps that a team can finish” a lot, "
        "Product manager would come first.",
        "Product manager: 1 answer",
        "Project manager: 2 answers",
        "Project coordinator: 2 answers",
        "Program manager: changing 4 answers would do; fewer may do",
    ]
    assert change.all("details") == []


def test_change_is_left_out_without_a_direction():
    assert "What would change it" not in texts(read(page_of(MIXED)).all("h2"))
