"""The worked example of the page on scoring: real numbers, which a reader can follow."""

from dataclasses import replace

import pytest

from tests.factories import first_catalog, make_version, publish_seed
from tests.views.method_page import page_of, rows_of, table_of
from tests.views.page import missing

MINUS = "\N{MINUS SIGN}"


@pytest.fixture
def real(client, db):
    """The page of the first catalog, whose example was worked out by hand."""
    make_version(first_catalog())
    return page_of(client)


def test_method_example_shows_statements_answers_and_steps_by_area(real):
    table = real.one("table", id="answers")
    rows = [row for row in rows_of(table) if len(row) > 1]

    assert [row.text for row in table.all("tr", class_="area")] == [
        "Strategy",
        "Delivery",
        "Markets",
        "Coordination",
    ]
    assert rows[:3] == [
        ["Decide what a product should become over the next few years", "Like a lot", "+2"],
        ["Choose the big goal that several teams will work towards", "Like a lot", "+2"],
        [
            "Work out which of two plans is worth more to a company",
            "Neutral",
            "0",
        ],
    ]
    assert [row[2] for row in rows[3:6]] == [f"{MINUS}1", f"{MINUS}1", "+2"]


def test_method_example_goes_from_steps_to_the_pattern(real):
    assert rows_of(table_of(real, "What this person likes more and less")) == [
        ["Strategy", "+4", "3", "1.333", "0.750", "83"],
        ["Delivery", "0", "3", "0.000", f"{MINUS}0.583", "50"],
        ["Markets", "+3", "3", "1.000", "0.417", "75"],
        ["Coordination", "0", "3", "0.000", f"{MINUS}0.583", "50"],
    ]
    assert missing(real, {"mean": ["The average of all means is 0.583", "each step is 25"]}) == []


def test_method_example_shows_the_patterns_of_leader_and_runner_up(real):
    assert rows_of(table_of(real, "Product manager")) == [
        ["Strategy", "90", "26.25", "0.399"],
        ["Delivery", "35", f"{MINUS}28.75", f"{MINUS}0.437"],
        ["Markets", "90", "26.25", "0.399"],
        ["Coordination", "40", f"{MINUS}23.75", f"{MINUS}0.361"],
    ]
    assert rows_of(table_of(real, "Program manager"))[0] == ["Strategy", "95", "32.50", "0.498"]
    assert [each.text for each in real.all("p") if each.text.startswith("Average")] == [
        "Average 63.75, length 52.62.",
        "Average 62.50, length 52.20.",
    ]


def test_method_example_points_by_area_add_up(real):
    *areas, together = rows_of(real.one("table", id="points"))

    assert [" ".join(row).replace(MINUS, "-") for row in areas] == [
        "Strategy -0.099 1.538 -0.152 1.333 0.449 -0.13",
        "Delivery -0.169 1.538 -0.260 0.000 -0.353 -0.09",
        "Markets 0.897 1.538 1.380 1.000 -0.049 1.45",
        "Coordination -0.629 1.538 -0.968 0.000 -0.046 -0.05",
    ]
    assert together == ["Total", "", "1.18"]
    assert round(sum(float(row[-1].replace(MINUS, "-")) for row in areas), 2) == 1.18


def test_method_example_can_be_followed_with_a_pocket_calculator(real):
    for row in rows_of(real.one("table", id="points"))[:-1]:
        difference, weight, factor, mean, middle, points = (
            float(cell.replace(MINUS, "-")) for cell in row[1:]
        )
        assert factor == pytest.approx(weight * difference, abs=0.002)
        assert points == pytest.approx(factor * (mean - middle), abs=0.007)


def test_method_example_says_what_the_points_come_to(real):
    assert rows_of(real.one("table", id="standings")) == [
        ["Product manager", "0.000", "1.000", "61"],
        ["Program manager", "1.177", "0.308", "19"],
        ["Product owner", "1.770", "0.170", "10"],
        ["Project coordinator", "2.421", "0.089", "5"],
        ["Project manager", "2.603", "0.074", "5"],
    ]
    assert missing(real, {"words": ["“Product manager fits your answers best”"]}) == []


def test_method_example_says_whether_the_quiz_could_stop(real):
    stop = ["12 answers", "12 statements are left", "in 92.5 of 100", "So the quiz goes on."]
    assert missing(real, {"stop": stop}) == []


def test_method_example_that_may_stop_says_so_though_statements_are_left(client, db):
    of = first_catalog()
    make_version(replace(of, settings=replace(of.settings, stop_probability=0.92)))

    stop = ["12 statements are left", "first in 92.5 of 100", "So the quiz may stop here."]
    assert missing(page_of(client), {"stop": stop}) == []


def test_method_of_a_catalog_with_a_scale_and_days_works_both_out(client, db):
    publish_seed()
    page = page_of(client)
    told = {
        "scale": ["(8 + 12)", "0.9 + 12.000)", "That's 0.968 here"],
        "days": ["4 pairs of days", "by 0.85 points, which multiplies the odds by 2.34"],
        "answer-points": ["/ 3", "0.968", "= 0.09 points"],
    }

    assert missing(page, told) == []
    *rows, total = [row for row in rows_of(page.one("table", id="points")) if len(row) > 1]
    assert round(sum(float(row[-1].replace(MINUS, "-")) for row in rows), 2) == float(total[-1])


def test_method_of_the_first_catalog_speaks_of_no_scale_days_or_rough_guess(real):
    assert [real.all(id=name) for name in ("scale", "days")] == [[], []]
    assert "rough guess" not in real.one(id="example").text
