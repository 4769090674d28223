"""The ways from one job to the roles: each step, what it changes, what to try, what is earned."""

import pytest

from tests.careers_factories import make_source_row
from tests.factories import (
    make_catalog,
    make_dimension,
    make_question,
    make_role,
    make_version,
    seed_careers,
)
from tests.views.careers.pages import (
    MINUS,
    NAMES,
    ROLES,
    TITLES,
    head_of,
    ids,
    open_small,
    points,
    real_page,
    texts,
    whole_head,
)
from tests.views.page import links, read_page

OLD = "May be out of date."
PAY_OF_PRODUCT_MANAGERS = seed_careers().roles_by_slug["product-manager"].pay[0]
STEP = {"start": "thinker", "goal": "keeper", "text": "Keep lists", "source": "survey"}
DREAMER = {"slug": "dreamer", "name": "Dreamer", "changes": {"ideas": "More", "order": "Less"}}


@pytest.fixture
def developer(db):
    return real_page("/routes/developer/")


def page_of(client, start):
    return read_page(client.get(f"/routes/{start}/"))


@pytest.mark.parametrize("start", [*TITLES, *ROLES])
def test_route_from_each_start_is_there(db, start):
    page = real_page(f"/routes/{start}/")
    name = NAMES[start]

    assert page.one("h1").text == f"From {name} to the next role"
    assert head_of(page) == whole_head(
        f"/routes/{start}/",
        f"From {name} to the next role",
        f"Your job now: {name}. Usual steps to product, project and program roles, what changes "
        "in each, and tasks to ask for now.",
    )
    assert [part for part in ids(page) if part in ("map", "now", "changes")] == (
        ["map", "now", "changes"] if start in TITLES else ["map", "now"]
    )


def test_route_names_the_ways_nearest_first_then_what_is_out_of_reach(developer):
    assert ids(developer) == [
        *("map", "now", "changes"),
        *("to-product-owner", "to-project-manager", "to-product-manager", "to-program-manager"),
        *("out-of-reach", "sources"),
    ]
    assert [part.one("h2").text for part in developer.all("section", class_="way")] == [
        *("To Product owner", "To Project manager", "To Product manager", "To Program manager"),
    ]
    assert links(developer.one(id="out-of-reach")) == [
        ("Project coordinator", "/roles/project-coordinator/"),
    ]
    assert links(developer.one("nav", aria_label="Previous page")) == [
        ("Start from another job", "/routes/")
    ]


def test_route_tells_each_step_and_what_it_asks_you_to_like(developer):
    steps = developer.one(id="to-product-manager").one("ol").all("li")

    assert [texts(step.all("p")) for step in steps] == [
        [
            "Developer to Product owner",
            "Own one feature, from the first idea to how people use it. (common practice)",
        ],
        [
            "Product owner to Product manager",
            "Own a result, talk to buyers, and write a plan for a year. You go from next week to "
            "next year. (Melissa Perri, 2022)",
            "What the job involves, in points of 100: Strategy: Setting direction +20 ; Delivery: "
            f"Staying on track no change, Shaping the work {MINUS}30 ; Markets: Understanding "
            f"customers +5 ; Coordination: Keeping things organized {MINUS}5, Bringing teams "
            "together +10 (our view)",
        ],
    ]


def test_route_marks_a_long_step(client, db):
    open_small()
    step = page_of(client, "dreamer").one(id="to-thinker").one("ol").one("li")

    assert texts(step.all("p")) == [
        "Dreamer to Thinker a long step",
        "Write down what you think You write more. (Survey, 2025)",
    ]
    assert step.one("span", class_="span").text == "a long step"


def test_route_without_a_long_step_marks_none(developer):
    assert developer.all("span", class_="span") == []


def test_route_told_by_this_site_itself_has_no_mark(client, db):
    site = make_source_row(slug="site", kind="own", year=None)
    open_small(sources=[make_source_row(), site], routes=[STEP | {"source": "site"}])
    step = page_of(client, "thinker").one(id="to-keeper").one("ol").one("li")

    assert texts(step.all("p"))[1] == "Keep lists"


def changes(client):
    return page_of(client, "thinker").one("p", class_="changes").text


def test_route_changes_are_those_of_the_version_in_force(client, db):
    open_small(routes=[STEP])
    words = "What the job involves, in points of 100:"
    before = changes(client)
    roles = [make_role("thinker", ideas=90, order=20), make_role("keeper", ideas=95, order=20)]
    make_version(make_catalog(roles=roles))

    assert before == f"{words} Ideas {MINUS}70, Order +70 (our view)"
    assert changes(client) == f"{words} Ideas +5, Order no change (our view)"


def test_route_names_tasks_to_ask_for_now(developer):
    part = developer.one(id="to-product-owner")

    assert part.one("h3").text == "Tasks to ask for now, to try the work"
    assert points(developer, "to-product-owner") == [
        f"{point.text} (our view)" for point in seed_careers().roles_by_slug["product-owner"].trials
    ]
    assert links(part) == [("Product owner: all about this role", "/roles/product-owner/")]
    assert points(developer, "to-program-manager")[1] == (
        "Ask what a change from last year really brought. (our view)"
    )


def test_route_says_what_is_earned_there_and_here(developer):
    note = seed_careers().roles_by_slug["program-manager"].pay[0].note

    assert developer.one(id="to-program-manager").all("p")[-2].text == (
        "Pay there: General and operations managers, United States, May 2025: Half earn less than "
        "$106,000 a year. Most earn between $50,000 and $253,500. (BLS pay survey, 2025) "
        f"{note}"
    )
    assert texts(developer.one(id="now").all("p")) == [
        "Software developers, United States, May 2025: Half earn less than $136,000 a year. "
        "(BLS pay survey, 2025)",
        "Your pay may drop at first.",
    ]


def test_route_without_a_figure_for_the_job_says_so_with_its_note(db):
    assert texts(real_page("/routes/engineer/").one(id="now").all("p")) == [
        "We have no figure we trust yet.",
        "If you write software, see Developer.",
    ]


def test_route_from_a_role_says_its_pay_with_its_note_and_links_the_role(db):
    page = real_page("/routes/product-manager/")

    assert page.one(id="now").all("p")[1].text == PAY_OF_PRODUCT_MANAGERS.note
    assert texts(page.one(id="now").all("strong")) == [
        "Marketing managers, United States, May 2025:",
    ]
    assert links(page.one("main"))[0] == (
        "Product manager: all about this role",
        "/roles/product-manager/",
    )


def test_route_of_recent_figures_does_not_call_them_old(client, db):
    open_small()
    page = page_of(client, "dreamer")

    assert (
        page.one(id="to-thinker")
        .all("p")[-2]
        .text.endswith("$90,000. (Survey, 2025) Bonuses are left out.")
    )
    assert page.one(id="now").all("p")[0].text.endswith("$90,000. (Survey, 2025)")
    assert page.all("strong", class_="outdated") == []


def test_route_to_a_role_without_content_is_its_steps_alone(client, db):
    open_small(routes=[STEP])
    part = page_of(client, "thinker").one(id="to-keeper")

    assert (part.all("h3"), part.all("ul")) == ([], [])
    assert texts(part.all("p")) == [
        *("Thinker to Keeper", "Keep lists (Survey, 2025)"),
        f"What the job involves, in points of 100: Ideas {MINUS}70, Order +70 (our view)",
        "Keeper: all about this role",
    ]


def test_route_from_a_title_says_what_has_to_change(developer):
    part = developer.one(id="changes")

    assert list(zip(texts(part.all("dt")), texts(part.all("dd")), strict=True)) == [
        ("Strategy", "You look further ahead and ask why."),
        ("Delivery", "You put the work in order and let others build it."),
        ("Markets", "You spend much more time with users."),
        ("Coordination", "You talk to more people outside your team."),
    ]


def test_route_leaves_out_a_change_in_what_the_version_does_not_have(client, db):
    open_small()
    make_version(
        make_catalog(
            dimensions=[make_dimension("ideas"), make_dimension("haste")],
            roles=[
                make_role("thinker", ideas=90, haste=20),
                make_role("keeper", ideas=20, haste=90),
            ],
            questions=[make_question("find-ideas", "ideas"), make_question("hurry-up", "haste")],
        )
    )

    assert texts(page_of(client, "dreamer").one(id="changes").all("dt")) == ["Ideas"]


def test_route_draws_its_steps_with_the_start_on_top(developer):
    drawing = developer.one(id="map").one(class_="drawing")

    assert drawing.attrs["aria-hidden"] == "true"
    assert texts(drawing.all("li")) == [
        *("Developer", "Product owner", "Project manager", "Product manager", "Program manager"),
    ]
    assert len(drawing.all("path", class_="arc")) == 4
    assert [spot.attrs["y"] for spot in drawing.all("svg", class_="chart-spot")] == [
        *("24", "72", "120", "168", "216"),
    ]
    assert [spot.attrs["class"] for spot in drawing.all("svg", class_="chart-spot")][:2] == [
        *("chart-spot", "chart-spot hue-diamond"),
    ]
    sizes = drawing.all("svg")[0].attrs
    assert (sizes["viewbox"], sizes["width"], sizes["height"]) == ("0 0 112 240", "7rem", "15rem")


def test_route_without_any_way_says_so_of_every_role(client, db):
    open_small(roles=[], routes=[])
    page = page_of(client, "keeper")

    assert ids(page) == ["out-of-reach"]
    assert texts(page.one(id="out-of-reach").all("li")) == ["Thinker", "Mixer"]


def test_route_to_every_role_has_nothing_out_of_reach(client, db):
    open_small(routes=[STEP, STEP | {"goal": "mixer"}])

    assert ids(page_of(client, "thinker")) == ["map", "now", "to-keeper", "to-mixer", "sources"]


def test_route_without_a_result_in_the_browser_leads_to_the_quiz(developer):
    remark = developer.one("main").one("p", class_="remark")

    assert links(remark) == [("Take the quiz", "/quiz/")]
    assert developer.all("table") == []


def test_route_names_its_sources(developer):
    assert [item.attrs["id"] for item in developer.one(id="sources").all("li")] == [
        *("source-bls-pay", "source-pmi-rules", "source-perri", "source-common-practice"),
        "source-our-view",
    ]


@pytest.mark.parametrize("start", ["juggler", "poet", "Thinker"])
def test_route_from_what_leads_nowhere_is_not_found(client, db, start):
    open_small(titles=[DREAMER | {"slug": "poet"}], routes=[])

    assert client.get(f"/routes/{start}/").status_code == 404
