"""The report as a page shows it: what stands where, in which words."""

import pytest

from roles.domain import quality
from roles.wording import outcome
from tests.domain.strategies import random_sheets
from tests.factories import first_catalog, seed_catalog
from tests.wording.result_pages import (
    ALIKE,
    CLEAR,
    CLOSE,
    GUESS,
    LEANING,
    MINUS,
    MIXED,
    calibrated,
    page_of,
    read,
    report,
    section,
    texts,
    worked,
)
from tests.worked_example.answers import ANSWERS

SURE = "How sure is this?"


# --- how sure


def test_how_sure_says_what_it_is_based_on_and_what_to_be_careful_of():
    sure = section(read(page_of("445544", notes=quality.NOTES)), SURE).text

    assert "From 6 of 24 statements." in sure
    assert [outcome.note_sentence(note) in sure for note in quality.NOTES] == [True] * 5
    assert "You didn't rate any statements about “Understanding customers”" in sure
    assert "A first estimate" not in sure  # of what is too little for any


def test_how_sure_of_a_guess_leaves_its_notes_to_the_headline():
    assert "varied a lot" not in read(page_of(GUESS, notes=("scattered",))).text


def test_how_sure_of_equal_answers_says_so_once():
    page = page_of(ALIKE, notes=("same_answer", "flat", "fast"))
    sure = section(read(page), SURE)

    assert sure.one("p").text.startswith("From 12 of 24 statements. You answered very quickly.")
    assert "only the pattern does" not in report(page)


def test_how_sure_draws_a_bar_and_a_number_for_each_role():
    bars = section(read(worked()), SURE).one("ol").all("li")

    assert texts(bars) == [
        "Product owner 72",
        "Product manager 14",
        "Project manager 9",
        "Project coordinator 4",
        "Program manager 1",
    ]
    assert [bar.one(class_="bars-bar").attrs["width"] for bar in bars] == [
        *("72%", "14%", "9%", "4%", "1%")
    ]
    assert [bar.attrs["class"] for bar in bars][:2] == ["hue-diamond", "hue-circle"]


def test_how_sure_of_a_calibrated_catalog_needs_no_caveat():
    cold, warm = read(worked()).text, read(page_of(ANSWERS, calibrated(first_catalog()))).text

    assert cold.count("A first estimate, from 11 of 24") == 1
    assert "first estimate" not in warm


def test_numbers_stand_once_on_the_page():
    root = read(worked())

    assert [text for text in texts(root.all()) if text == "72"] == ["72"]
    assert root.text.count("times in 100") == 1


@pytest.mark.parametrize("sheet", [ALIKE, "", "434343434343"])
def test_report_of_answers_without_any_order_names_no_role_first(sheet):
    root = read(page_of(sheet))

    assert texts(root.all("h2")) == ["Your kinds of work", SURE, "What to do next"]
    assert root.all(class_="bars") == []
    assert root.all(class_="chart-mark") == []  # no role that nobody asked for
    assert root.all("details", class_="fold") == []


@pytest.mark.parametrize(
    ("sheet", "headings"),
    [
        (CLEAR, ["Why Product owner", "You and the job"]),
        (LEANING, ["Why Product owner", "You and the job"]),
        (CLOSE, ["What the two share", "You and the jobs"]),
        (MIXED, ["What you like", "Your kinds of work"]),
    ],
)
def test_report_stands_in_the_order_in_which_people_ask(sheet, headings):
    found = texts(read(page_of(sheet)).all("h2"))

    assert found == [*headings, SURE, "What to do next"]


# --- why


def test_why_is_a_card_a_reason_with_the_answers_beside_their_labels():
    cards = read(page_of(CLEAR)).one("section", class_="why").all(class_="card")

    assert texts(card.one("h3") for card in cards)[0] == "Understanding customers"
    assert texts(cards[0].all("li")) == [
        "Like a lot Study what other companies in the same market sell",
        "Like Talk to customers to learn what they need",
    ]
    assert ["card-tinted" in card.attrs["class"] for card in cards] == [True] * 3 + [False] * 2


@pytest.mark.parametrize(
    ("sheet", "classes"), [(CLEAR, "why hue-diamond"), (CLOSE, "why"), (MIXED, "why")]
)
def test_why_has_the_colour_of_a_role_only_where_one_is_named(sheet, classes):
    assert read(page_of(sheet)).one("section", class_="why").attrs["class"] == classes


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
            "Neutral",
            "0.00",
        ],
        ["Choose the big goal that several teams will work towards", "Dislike", "0.41"],
        ["Decide what a product should become over the next few years", "Like", f"{MINUS}0.41"],
    ]


def test_law_points_on_the_page_add_up():
    for answers in random_sheets(seed_catalog(), 20, seed=3):
        page = page_of(answers)
        tables = read(page).one(class_="sums").all("table") if page.has_order else []
        for table in tables:
            shown = [cell.text.replace(MINUS, "-") for cell in table.all("td", class_="number")]
            numbers = [round(100 * float(text)) for text in shown]
            if table.all("tfoot"):
                assert sum(numbers[:-1]) == numbers[-1] == page.sums.hundredths
            else:
                caption = table.one("caption").text.split()[-2].replace(MINUS, "-")
                assert sum(numbers) == round(100 * float(caption))


# --- what would change it


def change(page):
    return read(page).one("details", class_="change")


def test_change_lists_every_turn_and_every_way():
    lists = change(page_of(CLEAR)).all("ul")

    assert [len(one.all("li")) for one in lists] == [len(page_of(CLEAR).turns), 4]


def test_change_of_many_turns_lists_the_smallest():
    page = page_of(CLOSE)
    listed = texts(change(page).all("ul")[0].all("li"))

    assert len(page.turns) == 8
    assert listed == [outcome.turn_sentence(turn) for turn in page.turns[:6]]


def test_change_of_the_worked_example():
    assert texts(change(worked()).all("li")) == [
        "If you'd answered “Dislike a lot” to “Break a big job into small steps that a team can "
        "finish”, Product manager would come first.",
        "Product manager: 1 answer away",
        "Project manager: 2 answers away",
        "Project coordinator: 2 answers away",
        "Program manager: at most 4 answers away",
    ]


def test_change_is_left_out_without_a_direction():
    assert read(page_of(MIXED)).all("details", class_="change") == []
