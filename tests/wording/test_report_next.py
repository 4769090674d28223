"""The report's second half: chart, what to do next, how sure it is; and any catalog."""

import gzip

import pytest

from roles.content.schema import StepDocument
from roles.content.sources import Point
from roles.pages.careers.next_steps import NextSteps
from roles.pages.careers.routes import Leg
from tests.factories import make_catalog, make_dimension, make_question, make_role, seed_catalog
from tests.views.page import links
from tests.wording.result_pages import (
    CLEAR,
    CLOSE,
    MIXED,
    page_of,
    read,
    report,
    section,
    texts,
    whole_sheet,
    worked,
)

MARKUP = '<b title="x">&'


SWITCH = {"switch_action": "/results/x/"}


def chart(page, **choices):
    return read(page, **choices).one("section", id="pattern")


def steps_of(page, **choices):
    return section(read(page, **choices), "What to do next").one("ol", class_="steps")


# --- the chart


def test_chart_says_each_row_beside_its_drawing():
    part = chart(worked())
    rows = part.all("li", class_="chart-row")

    assert texts(rows) == [
        "Strategy about the same",
        "Delivery about the same",
        "Markets you like it more",
        "Coordination you like it less",
    ]
    assert rows[0].one(class_="chart-bar").attrs["width"] == "50%"
    assert {drawing.attrs["aria-hidden"] for drawing in part.all(class_="chart")} == {"true"}


def test_chart_repeats_every_number_in_a_table():
    table = chart(worked()).one("details", class_="numbers").one("table")

    assert [texts(row.all()) for row in table.all("tr")][:2] == [
        ["Kind of work", "You", "Product owner"],
        ["Strategy", "50", "56"],
    ]


def test_chart_of_a_catalog_with_areas_stands_under_them_and_so_does_its_table():
    part = chart(page_of(CLEAR))
    areas = ["Strategy", "Delivery", "Markets", "Coordination"]

    assert texts(part.all("h3", class_="area")) == areas
    assert [row.text for row in part.all("tr", class_="area")] == areas
    assert [len(group.all("li")) for group in part.all("ul", class_="chart-rows")] == [1, 2, 1, 2]


def test_chart_of_an_unanswered_kind_of_work_has_no_bar_and_says_so():
    row = chart(page_of("4455334422")).all("li", class_="chart-row")[5]

    assert row.text == "Bringing teams together not rated"
    assert row.all(class_="chart-bar") == []


@pytest.mark.parametrize(
    ("sheet", "remark"),
    [
        ("555455444554", "You liked most of the work in these statements."),
        ("111211222112", "You liked little of the work in these statements."),
        (CLEAR, None),
    ],
)
def test_level_stands_apart_from_the_chart(sheet, remark):
    said = [text for text in texts(chart(page_of(sheet)).all("p")) if text.startswith("You lik")]

    assert [text.partition(" That points to no role")[0] for text in said] == (
        [remark] if remark else []
    )


def test_switch_is_a_link_to_every_other_role():
    nav = chart(worked(rival="project-manager"), **SWITCH).one("nav")

    assert links(nav) == [
        ("Product owner", "/results/x/?compare=product-owner#pattern"),
        ("Product manager", "/results/x/?compare=product-manager#pattern"),
        ("Project coordinator", "/results/x/?compare=project-coordinator#pattern"),
        ("Program manager", "/results/x/?compare=program-manager#pattern"),
    ]


def test_switch_keeps_the_job_that_was_named():
    nav = chart(worked(), steps=NextSteps(start="developer"), **SWITCH).one("nav")

    assert links(nav)[0][1] == "/results/x/?compare=product-manager&now=developer#pattern"


def test_switch_without_an_address_is_not_shown():
    assert chart(worked()).all("nav") == []


def test_switch_of_a_tie_leads_to_each_of_the_two_as_well():
    assert len(chart(page_of(CLOSE), **SWITCH).one("nav").all("a")) == 5


def test_comparison_with_another_role_is_in_the_chart_and_in_the_sums():
    root = read(worked(rival="project-manager"))

    assert "+0.69 doubles the odds of Product owner over Project manager" in root.text
    assert {spot.attrs["class"] for spot in root.one(id="pattern").all(class_="chart-spot")} == {
        "chart-spot hue-square"
    }


# --- what to do next


def test_next_steps_without_content_are_to_try_what_the_two_differ_in_and_to_read():
    steps = steps_of(page_of(CLOSE))

    assert texts(steps.all("h3")) == [
        "Try it this month",
        "See a week in the job",
        "Settle between the two",
    ]
    assert steps.all("p")[0].text.startswith(
        "Product owner and Product manager differ most in “Shaping the work”."
    )
    assert links(steps) == [
        ("Product owner", "/roles/product-owner/"),
        ("Product manager", "/roles/product-manager/"),
    ]


def test_next_steps_of_todays_content_are_to_try_to_read_and_to_compare():
    found = NextSteps(
        "product-manager-and-product-owner", Point(text="Keep a list", source="our-view")
    )
    steps = steps_of(page_of(CLOSE), steps=found)

    assert steps.all("p")[0].text == "Keep a list."
    assert links(steps)[2:] == [
        ("Product owner or Product manager?", "/compare/product-manager-and-product-owner/")
    ]


def test_next_steps_from_the_job_that_was_named_begin_with_its_first_step():
    owner = seed_catalog().role("product-owner")
    step = StepDocument(start="developer", goal="product-owner", text="Own it.", source="our-view")
    found = NextSteps(
        way=Leg("Developer", owner, step, ()),
        starts=(("developer", "Developer"), ("designer", "Designer")),
        start="developer",
    )
    root = read(page_of(CLEAR), steps=found, **SWITCH)
    now = root.one("details", class_="pick")

    assert "On the way to Product owner: Own it." in texts(root.all("p"))
    assert ("All your routes", "/routes/developer/") in links(root)
    assert links(now) == [
        ("Developer", "/results/x/?now=developer#next"),
        ("Designer", "/results/x/?now=designer#next"),
        ("None of these", "/results/x/#next"),
    ]
    assert now.one("summary").text == "Fitted to: Developer"
    assert now.all("a")[0].attrs["aria-current"] == "true"


def test_next_steps_name_a_job_without_losing_the_comparison():
    found = NextSteps(starts=(("developer", "Developer"),))
    now = read(worked(rival="project-manager"), steps=found, **SWITCH).one("details", class_="pick")

    assert links(now) == [("Developer", "/results/x/?now=developer&compare=project-manager#next")]
    assert now.one("summary").text == "These steps fit anyone. Show steps for my job"


def test_next_steps_ask_for_the_job_before_the_steps_that_it_changes():
    found = NextSteps(starts=(("developer", "Developer"),))
    part = section(read(page_of(CLEAR), steps=found, **SWITCH), "What to do next")
    order = [each.tag for each in part.all() if each.tag in ("h2", "details", "ol")]

    assert order == ["h2", "details", "ol"]


@pytest.mark.parametrize(
    ("linked", "addresses"),
    [
        (["product-owner"], ["/roles/product-owner/"]),
        (["product-manager"], ["/roles/product-manager/"]),
        ([], []),
    ],
)
def test_next_steps_lead_to_no_page_of_a_withdrawn_role(linked, addresses):
    root = read(page_of(CLOSE, linked=linked))

    assert [address for _text, address in links(root)] == ["/how-scoring-works/", *addresses]


def test_next_steps_without_a_direction_are_to_answer_to_read_or_to_come_back():
    steps = steps_of(page_of(MIXED), steps=NextSteps(check_path="/quiz/x/check/"))
    everything = dict.fromkeys(whole_sheet(), 3)

    assert texts(steps.all("h3")) == [
        "Answer the rest",
        "Weeks to compare",
        "Come back another day",
    ]
    assert [address for _text, address in links(steps)] == [
        "/quiz/x/check/",
        *(f"/roles/{ranked.role.slug}/" for ranked in page_of(MIXED).roles[:2]),
        "/roles/",
        "/quiz/",
    ]
    assert [address for _text, address in links(steps_of(page_of(everything)))] == [
        "/roles/",
        "/quiz/",
    ]


# --- any catalog, any sheet


def odd_catalog():
    return make_catalog(
        dimensions=[make_dimension(slug) for slug in ("ideas", "order", "people")],
        roles=[
            make_role("thinker", ideas=90, order=20, people=50) | {"name": f"Thinker {MARKUP}"},
            make_role("keeper", symbol="square", ideas=20, order=90, people=50),
        ],
        questions=[
            make_question("find-ideas", "ideas", text=f"Find {MARKUP}"),
            make_question("keep-lists", "order", reversed=True),
            make_question("meet-people", "people"),
        ],
    )


def test_report_of_two_roles_three_areas_and_a_reversed_statement():
    root = read(page_of({"find-ideas": 5, "keep-lists": 4, "meet-people": None}, odd_catalog()))
    change = root.one("details", class_="change")

    assert len(root.one("ol", class_="bars").all("li")) == 2
    assert f"Like a lot Find {MARKUP}" in root.one(class_="why").text
    assert texts(change.all("li"))[-1].startswith("Keeper: ")
    assert root.one("details", class_="sums").all("p")[-1].text == "People: no answers, no points"


def test_report_writes_markup_in_names_as_text():
    html = report(page_of({"find-ideas": 5, "keep-lists": 4}, odd_catalog()))

    assert (html.count("<b "), html.count("<b>")) == (0, 0)


def test_report_of_nothing_but_skips_says_so():
    root = read(page_of({"find-ideas": None, "keep-lists": None}, odd_catalog()))

    assert section(root, "How sure is this?").one("p").text.startswith("From 0 of 3 statements.")
    assert root.all(class_="chart-bar") == []


def test_report_weighs_at_most_9_kilobytes():
    """A long one: everything answered, many turns, two notes, a switch."""
    html = report(page_of(whole_sheet(), notes=("fast", "flat")), switch_action="/results/x/")

    assert len(gzip.compress(html.encode())) <= 9 * 1024
    assert html.count("<td>") == 24  # every answer stands in the sums
