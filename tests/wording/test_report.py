"""The report as a page shows it: what stands where, in which words."""

import pytest

from roles.domain import quality
from roles.wording import outcome
from tests.domain.strategies import random_sheets
from tests.factories import first_catalog, seed_catalog
from tests.views.page import links
from tests.wording.result_pages import (
    ALIKE,
    CLEAR,
    CLOSE,
    GUESS,
    LEANING,
    MINUS,
    MIXED,
    THREE,
    calibrated,
    page_of,
    read,
    report,
    section,
    texts,
    whole_sheet,
    worked,
)
from tests.worked_example.answers import ANSWERS


def test_summary_says_what_it_is_based_on_and_what_to_be_careful_of():
    page = page_of("445544", notes=quality.NOTES)
    summary = read(page).all("section")[0]
    *notes, missing = texts(summary.all("p", class_="remark"))[:2]

    assert summary.all("p")[1].text == "From 6 of 24 statements."
    assert [outcome.note_sentence(note) in notes[0] for note in quality.NOTES] == [True] * 5
    assert "rough guess" not in notes[0]  # there is none
    assert "“Understanding customers”" in missing
    assert [
        text for text in texts(read(page_of(whole_sheet())).all("p")) if "From 24" in text
    ] == []


def test_summary_of_a_guess_says_what_makes_it_one():
    remark = read(page_of(GUESS, notes=("scattered",))).one(class_="remark").text

    assert remark.endswith("varied a lot. So treat this as a rough guess.")


def test_summary_of_equal_answers_says_so_once():
    page = page_of(ALIKE, notes=("same_answer", "flat", "fast"))

    assert texts(read(page).all(class_="remark")) == ["You answered very quickly."]
    assert "only the pattern does" not in report(page)


@pytest.mark.parametrize(
    ("sheet", "heading", "classes"),
    [
        (CLEAR, "Your two closest roles", "cards"),
        (LEANING, "Your two closest roles", "cards"),
        (CLOSE, "Your two closest roles", "cards cards-even"),
        (THREE, "Your three closest roles", "cards cards-even"),
        (MIXED, "The two closest", "cards cards-even"),
    ],
)
def test_cards_of_equals_are_of_equal_size(sheet, heading, classes):
    summary = read(page_of(sheet)).all("section")[0]

    assert summary.all("h2")[0].text == heading
    assert summary.one(class_="cards").attrs["class"] == classes
    assert len(summary.all(class_="card")) == (3 if sheet == THREE else 2)


def test_cards_name_role_job_and_page():
    one, two = read(worked(linked=["product-owner"])).all(class_="card")

    assert one.attrs["class"] == "card hue-diamond"
    assert [one.one("h3").text, *texts(one.all("p"))] == [
        "Product owner",
        "Decides with a team what is built next, so that the product gains the most value.",
        "Read about the role of Product owner",
    ]
    assert links(one)[0][1] == "/roles/product-owner/"
    assert (two.one("h3").text, links(two)) == ("Product manager", [])  # withdrawn


def test_ranking_names_all_roles_in_order():
    root = read(worked())

    assert "All five roles, closest first" in texts(root.all("h2"))
    assert texts(root.one("ol").all("li")) == [
        "Product owner about 72 of 100",
        "Product manager about 14 of 100",
        "Project manager about 9 of 100",
        "Project coordinator about 4 of 100",
        "Program manager about 1 of 100",
    ]


@pytest.mark.parametrize("sheet", [ALIKE, "", "434343434343"])
def test_report_of_answers_without_any_order_names_no_role_first(sheet):
    root = read(page_of(sheet))

    assert texts(root.all("h2")) == [
        "All five roles",
        "Your pattern",
        "Next steps",
        "How sure is this?",
    ]
    assert (root.all(class_="card"), root.all("ol"), root.all("details")) == ([], [], [])
    assert root.all(class_="chart-mark") == []  # no role that nobody asked for
    assert texts(root.one("ul", class_="ranking").all("li"))[0] == "Product manager"
    assert root.all("section")[0].all("p")[-1].text == "The answers put them in no order."


def test_ranking_of_a_calibrated_catalog_needs_no_caveat():
    cold, warm = read(worked()).text, read(page_of(ANSWERS, calibrated(first_catalog()))).text

    assert cold.count("A first estimate:") == 1
    assert "first estimate" not in warm


def test_numbers_stand_once_on_the_page():
    root = read(worked())

    assert (root.text.count("about 72 of 100"), root.text.count(" of 100")) == (1, 5)


# --- why


def test_why_stands_in_the_order_in_which_people_ask():
    why = read(page_of(CLEAR)).one("section", class_="why")

    assert texts(why.all("h2")) == [
        "Why Product owner",
        "What points the other way",
        "Why not Product manager?",
    ]
    assert [len(part.all("li")) for part in why.all("ul")] == [3, 1, 3]


def test_sums_show_every_area_and_the_points_together():
    tables = read(worked()).one("details", class_="sums").all("table")
    rows = [texts(row.all()) for row in tables[0].all("tr")]

    assert rows == [
        ["Kind of work", "Points"],
        ["Strategy", "0.00"],
        ["Delivery", "1.85"],
        ["Markets", f"{MINUS}0.19"],
        ["Coordination", "0.01"],
        ["Total", "1.67"],
    ]


def test_sums_of_a_catalog_with_areas_stand_under_them():
    table = read(page_of(CLEAR)).one("details", class_="sums").all("table")[0]
    groups = [
        [cell.text for row in group.all("tr") for cell in row.all()[:1]]
        for group in table.all("tbody")
    ]

    assert groups == [
        ["Strategy", "Setting direction"],
        ["Delivery", "Staying on track", "Shaping the work"],
        ["Markets", "Understanding customers"],
        ["Coordination", "Keeping things organized", "Bringing teams together"],
    ]


def test_sums_show_every_answer_under_its_area():
    tables = read(worked()).one("details", class_="sums").all("table")

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

    assert len(page_of(CLOSE).turns) == 8
    assert [len(one.all("li")) for one in lists] == [5, 3, 4]
    assert change.one("summary").text == "Show 3 more"
    assert len(change.one("details").all("li")) == 3


def test_change_of_the_worked_example():
    change = section(read(worked()), "What would change it")

    assert texts(change.all("li")) == [
        "If you had disliked “Break a big job into small steps that a team can finish” a lot, "
        "Product manager would come first.",
        "Product manager: 1 answer away",
        "Project manager: 2 answers away",
        "Project coordinator: 2 answers away",
        "Program manager: at most 4 answers away",
    ]
    assert change.all("details") == []


def test_change_is_left_out_without_a_direction():
    assert "What would change it" not in texts(read(page_of(MIXED)).all("h2"))
