"""The report's second half: the pattern chart, next steps, how sure it is; and any catalog."""

import gzip

import pytest

from roles.content.schema import Point, StepDocument
from roles.pages.careers.next_steps import NextSteps
from roles.pages.careers.routes import Leg
from tests.factories import make_catalog, make_dimension, make_question, make_role, seed_catalog
from tests.views.page import links
from tests.wording.result_pages import (
    CLEAR,
    CLOSE,
    MINUS,
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


def pattern(page, **choices):
    return read(page, **choices).one("section", id="pattern")


# --- the chart


def test_pattern_says_each_row_before_it_is_drawn():
    part = pattern(worked())

    assert part.one("h2").text == "Your pattern and Product owner"
    assert texts(part.one("ul").all("p")) == [
        "Strategy You: 16 below your average. Product owner: 10 below.",
        "Delivery You: 18 above your average. Product owner: 12 above.",
        "Markets You: 26 above your average. Product owner: 8 above.",
        "Coordination You: 28 below your average. Product owner: 10 below.",
    ]
    assert texts(part.one(class_="profile-ends").all("span")) == [
        "less than your average",
        "more than your average",
    ]


def test_pattern_draws_bars_from_the_middle_and_the_shape_of_the_role():
    """The axis reaches 30 either way: 15.625 below is 26.0417 % of its width."""
    part = pattern(worked())
    bars = [part.attrs for part in part.all(class_="pattern-bar")]

    assert part.attrs["class"] == "pattern hue-diamond"
    assert [(bar["x"], bar["width"]) for bar in bars] == [
        ("23.9583%", "26.0417%"),
        ("50%", "29.5139%"),
        ("50%", "43.4028%"),
        ("3.125%", "46.875%"),
    ]
    assert [spot.attrs["x"] for spot in part.all(class_="chart-spot")] == [
        "33.5354%",
        "70.1234%",
        "62.8058%",
        "33.5354%",
    ]
    assert {mark.attrs["d"][:8] for mark in part.all(class_="chart-mark")} == {"M0 -11.5"}
    assert {line.attrs["x1"] for line in part.all(class_="pattern-middle")} == {"50%"}
    assert {chart.attrs["aria-hidden"] for chart in part.all(class_="chart")} == {"true"}


def test_pattern_repeats_every_number_in_a_table():
    table = pattern(worked()).one("table")

    assert table.one("caption").text == (
        "Your liking from 0 to 100, and how far you and Product owner are above or below your "
        "own averages"
    )
    assert [texts(row.all()) for row in table.all("tr")] == [
        ["Kind of work", "Liking", "You", "Role"],
        ["Strategy", "50", f"{MINUS}16", f"{MINUS}10"],
        ["Delivery", "83", "+18", "+12"],
        ["Markets", "92", "+26", "+8"],
        ["Coordination", "38", f"{MINUS}28", f"{MINUS}10"],
    ]


def test_pattern_of_a_catalog_with_areas_stands_under_them_in_chart_and_table():
    part = pattern(page_of(CLEAR))
    areas = ["Strategy", "Delivery", "Markets", "Coordination"]

    assert texts(part.all("h3", class_="area")) == areas
    assert [row.text for row in part.all("tr", class_="area")] == areas
    assert [len(group.all("li")) for group in part.all("ul", class_="pattern-rows")] == [1, 2, 1, 2]


def test_pattern_of_an_unanswered_area_has_no_bar_and_says_so():
    part = pattern(page_of("4455334422"))
    row = part.all("li")[5]

    assert row.one("p").text.startswith("Bringing teams together You: no answers. P")
    assert (row.all(class_="pattern-bar"), len(row.all(class_="chart-spot"))) == ([], 1)
    assert texts(part.all("tr")[-1].all("td"))[0] == "no answers"
    assert len(part.all(class_="pattern-bar")) == 5


@pytest.mark.parametrize(
    ("sheet", "remark"),
    [
        ("555455444554", "You liked most of the work in these statements."),
        ("111211222112", "You liked little of the work in these statements."),
        (CLEAR, None),
    ],
)
def test_level_stands_apart_from_the_pattern(sheet, remark):
    said = [text for text in texts(pattern(page_of(sheet)).all("p")) if text.startswith("You lik")]

    assert [text.partition(" That points to no role")[0] for text in said] == (
        [remark] if remark else []
    )


def test_switch_offers_every_other_role_by_get():
    form = pattern(worked(rival="project-manager"), switch_action="/results/x/").one("form")
    select = form.one("select", name="compare")

    assert form.attrs["method"] == "get"
    assert form.one("button").attrs["formaction"] == "/results/x/#pattern"
    assert [(option.attrs["value"], option.text) for option in select.all("option")] == [
        ("product-owner", "Product owner"),
        ("product-manager", "Product manager"),
        ("project-coordinator", "Project coordinator"),
        ("program-manager", "Program manager"),
    ]
    assert form.one("label", for_=select.attrs["id"]).text == "Compare me with"
    assert form.one("button").text == "Compare"


def test_switch_without_an_address_is_not_shown():
    assert pattern(worked()).all("form") == []


def test_comparison_with_another_role_is_in_the_chart_and_in_the_reasons():
    root = read(worked(rival="project-manager"))
    headings = texts(root.all("h2"))

    assert "Your pattern and Project manager" in headings
    assert "+0.69 doubles the odds of Product owner over Project manager" in root.text
    assert root.one(class_="pattern").attrs["class"] == "pattern hue-square"


# --- next steps, and how sure


def test_next_steps_are_to_read_and_to_try():
    steps = section(read(page_of(CLOSE)), "Next steps")

    assert texts(steps.all("li")) == [
        "Read about Product owner and Product manager , and see whose week you'd rather have.",
        "Product owner and Product manager differ most in “Shaping the work”. Take on a small "
        "piece of it this month, such as “Decide what a team should do first next week”, and see "
        "if you want more.",
    ]
    assert links(steps) == [
        ("Product owner", "/roles/product-owner/"),
        ("Product manager", "/roles/product-manager/"),
    ]


def test_next_steps_of_todays_content_are_to_compare_to_try_and_a_usual_way():
    source = "our-view"
    step = StepDocument(
        start="project-manager", goal="product-owner", text="Keep the list.", source=source
    )
    leg = Leg("Project manager", seed_catalog().role("product-owner"), step, ())
    found = NextSteps(
        "product-manager-and-product-owner", Point(text="Keep a list.", source=source), leg
    )
    steps = section(read(page_of(CLOSE), steps=found), "Next steps")

    assert texts(steps.all("li"))[1:] == [
        "Compare the two side by side : what is the same, what differs, pay.",
        "Moving towards Product owner, one thing to try this month: Keep a list.",
        "A usual route to Product owner from Project manager: Keep the list. Routes from other "
        "jobs",
    ]
    assert links(steps)[2:] == [
        ("Compare the two side by side", "/compare/product-manager-and-product-owner/"),
        ("Routes from other jobs", "/routes/"),
    ]


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
    steps = section(root, "Next steps")

    assert [address for _text, address in links(steps)] == addresses
    assert len(steps.all("li")) == 1 + len(addresses)
    # On its card, too.
    assert [address for _text, address in links(root)] == [*addresses * 2, "/how-scoring-works/"]


def test_next_steps_without_a_direction_are_to_answer_retake_or_read():
    steps = section(read(page_of(MIXED)), "Next steps")
    everything = dict.fromkeys(whole_sheet(), 3)

    assert texts(steps.all("li")) == [
        "Answer the 12 statements that are left: they may show a direction.",
        "Take the quiz again on another day.",
        "Read about the roles and see whose week you'd rather have.",
    ]
    assert [address for _text, address in links(steps)] == ["/quiz/", "/roles/"]
    assert len(section(read(page_of(everything)), "Next steps").all("li")) == 2


def test_how_sure_says_how_many_were_rated_and_what_it_is_for():
    sure = section(read(worked()), "How sure is this?").one("p").text

    assert sure.startswith("You rated 11 of 24 statements.")
    assert "don't use it to hire or reject anyone" in sure


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
    change = section(root, "What would change it")

    assert "Both roles, closest first" in texts(root.all("h2"))
    assert len(root.one("ol").all("li")) == 2
    assert f"You liked this: “Find {MARKUP}”." in root.one(class_="why").text
    assert texts(change.all("li"))[-1].startswith("Keeper: ")
    assert root.one("details", class_="sums").all("p")[-1].text == "People: no answers, no points"


def test_report_writes_markup_in_names_as_text():
    html = report(page_of({"find-ideas": 5, "keep-lists": 4}, odd_catalog()))

    assert (html.count("<b "), html.count("<b>")) == (0, 0)


def test_report_of_nothing_but_skips_says_so():
    root = read(page_of({"find-ideas": None, "keep-lists": None}, odd_catalog()))

    assert root.one(class_="lead").text == (
        "You rated 0 statements, and it takes 2 to tell roles apart."
    )
    assert root.all("p")[1].text == "From 0 of 3 statements."
    assert root.all(class_="pattern-bar") == []


def test_report_weighs_at_most_9_kilobytes():
    """A long one: everything answered, many turns, two notes, a switch."""
    html = report(page_of(whole_sheet(), notes=("fast", "flat")), switch_action="/results/x/")

    assert len(gzip.compress(html.encode())) <= 9 * 1024
    assert html.count("<td>") == 24  # every answer stands in the sums
