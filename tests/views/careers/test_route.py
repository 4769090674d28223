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
    real_page,
    texts,
    whole_head,
)
from tests.views.page import links, read_page

STEP = {"start": "thinker", "goal": "keeper", "text": "Keep lists", "source": "survey"}
DREAMER = {"slug": "dreamer", "name": "Dreamer", "changes": {"ideas": "More", "order": "Less"}}


@pytest.fixture
def developer(db):
    return real_page("/routes/developer/")


@pytest.fixture
def assistant(db):
    return real_page("/routes/executive-assistant/")


def page_of(client, start):
    return read_page(client.get(f"/routes/{start}/"))


def told(page, role):
    """What a card says of a role: label and words."""
    card = page.one(id=f"to-{role}")
    return dict(zip(texts(card.all("dt")), texts(card.all("dd")), strict=True))


def stops_of(page):
    """Each stop of the drawing, in its order: its name, and the names of all that go on from it."""
    return [
        tuple(link.text for link in stop.all("a") if link.attrs["href"].startswith("#to-"))
        for stop in page.one(id="map").all("li")
    ]


@pytest.mark.parametrize("start", [*TITLES, *ROLES])
def test_route_from_each_start_is_there(db, start):
    page = real_page(f"/routes/{start}/")
    name = NAMES[start]

    assert page.one("h1").text == f"{name}: where next?"
    assert head_of(page) == whole_head(
        f"/routes/{start}/",
        f"{name}: where next?",
        f"{name}: the usual next roles, what changes on the way, and what to try first.",
    )
    assert len(page.all(id="changes")) == (start in TITLES)


@pytest.mark.parametrize("start", [*TITLES, *ROLES])
def test_route_tells_every_step_once_and_lists_what_it_names(db, start):
    page = real_page(f"/routes/{start}/")
    steps = texts(page.one(id="map").all("p", class_="told"))
    named = [link.attrs["href"] for link in page.one("main").all("a", class_="cite")]

    assert len(steps) == len(set(steps)) == len(page.one(id="jobs").all("section"))
    assert list(dict.fromkeys(named)) == [
        f"#{item.attrs['id']}" for item in page.one(id="sources").all("li")
    ]


def test_route_is_drawn_as_a_list_in_which_ways_go_on_from_ways(assistant):
    assert stops_of(assistant) == [
        (
            *("Project coordinator", "Project manager", "Product owner", "Product manager"),
            "Program manager",
        ),
        ("Project manager", "Product owner", "Product manager", "Program manager"),
        ("Product owner", "Product manager"),
        ("Product manager",),
        ("Program manager",),
    ]
    assert assistant.one("div", class_="tree").one("strong").text == "Executive assistant"


def test_route_names_the_roles_nearest_first_then_what_is_out_of_reach(developer):
    assert ids(developer) == [
        *("map", "now", "jobs"),
        *("to-product-owner", "to-project-manager", "to-product-manager", "to-program-manager"),
        "sources",
    ]
    assert links(developer.one(id="out-of-reach")) == [
        ("Project coordinator", "/roles/project-coordinator/"),
    ]
    assert links(developer.one("nav", aria_label="Previous page")) == [
        ("Start from another job", "/routes/")
    ]


def test_route_tells_the_biggest_changes_of_a_step_in_words(developer):
    assert told(developer, "product-manager")["From Product owner:"] == (
        "You go from next week to next year. "
        f"More: Setting direction (+20). Less: Shaping the work ({MINUS}30)."
    )


def test_route_marks_a_long_step(client, db):
    open_small()
    page = page_of(client, "dreamer")
    [step] = page.one(id="map").all("li")

    assert step.one("span", class_="tag").text == "A long step"
    assert step.one("p", class_="told").text.startswith("Write down what you think")
    assert told(page, "thinker")["From Dreamer:"] == "You write more."


def test_route_without_a_long_step_marks_none(developer):
    assert developer.all("span", class_="tag") == []


def test_route_told_by_this_site_itself_has_no_mark(client, db):
    site = make_source_row(slug="site", kind="own", year=None)
    open_small(sources=[make_source_row(), site], routes=[STEP | {"source": "site"}])

    assert page_of(client, "thinker").one("p", class_="told").text == "Keep lists"


def test_route_changes_are_those_of_the_version_in_force(client, db):
    open_small(routes=[STEP])
    before = told(page_of(client, "thinker"), "keeper")["From Thinker:"]
    roles = [make_role("thinker", ideas=90, order=20), make_role("keeper", ideas=95, order=20)]
    make_version(make_catalog(roles=roles))

    assert before == f"More: Order (+70). Less: Ideas ({MINUS}70)."
    assert told(page_of(client, "thinker"), "keeper")["From Thinker:"] == "Much the same work."


def test_route_names_a_thing_to_try_where_no_single_step_leads(developer):
    pages = seed_careers().roles_by_slug

    assert told(developer, "program-manager")["Try now:"] == pages["program-manager"].trials[0].text
    assert list(told(developer, "product-owner")) == ["Pay:"]


def test_route_of_those_without_a_job_names_a_first_step(db):
    page, pages = real_page("/routes/student/"), seed_careers().roles_by_slug
    first = pages["project-manager"].first_steps[0].text

    assert told(page, "project-manager")["First step:"].startswith(first)


def test_route_says_what_is_earned_there_and_here(developer):
    line = seed_careers().roles_by_slug["program-manager"].pay_line

    assert told(developer, "program-manager")["Pay:"].startswith(line)
    assert [text.partition(" [")[0] for text in texts(developer.one(id="now").all("p"))] == [
        "Software developers, United States, May 2025: Half earn less than $136,000 a year.",
        "Your pay may drop at first.",
    ]


def test_route_to_a_coordinator_gives_the_low_figure_of_the_group_first(db):
    words = told(real_page("/routes/teacher/"), "project-coordinator")["Pay:"]

    assert words.index("$61,500") == words.index("$")


def test_route_without_a_figure_for_the_job_says_so_with_its_note(db):
    assert texts(real_page("/routes/engineer/").one(id="now").all("p")) == [
        "We haven't added a pay figure for this job yet.",
        "If you write software, see Developer.",
    ]


def test_route_of_those_without_a_job_says_what_first_jobs_pay(db):
    assert texts(real_page("/routes/student/").one(id="now").all("p")) == [
        "First jobs pay less than the middle of a group. Look at the lowest figure on each role's "
        "page, under Pay.",
    ]


def test_route_from_a_role_says_its_pay_in_its_own_line_and_links_the_role(db):
    now = real_page("/routes/product-manager/").one(id="now")
    line = seed_careers().roles_by_slug["product-manager"].pay_line

    assert now.all("p")[0].text.startswith(line)
    assert links(now)[-1] == ("Product manager: all about this role", "/roles/product-manager/")


def test_route_of_recent_figures_does_not_call_them_old(client, db):
    open_small()
    page = page_of(client, "dreamer")

    assert told(page, "thinker")["Pay:"].startswith("Half earn less than $60,000.")
    assert page.all("strong", class_="outdated") == []


def test_route_to_a_role_without_content_is_its_changes_alone(client, db):
    open_small(routes=[STEP])
    page = page_of(client, "thinker")

    assert list(told(page, "keeper")) == ["From Thinker:"]
    assert links(page.one(id="to-keeper")) == [("Keeper", "/roles/keeper/")]


def test_route_from_a_title_says_what_has_to_change(developer):
    part = developer.one(id="now")

    assert list(zip(texts(part.all("dt")), texts(part.all("dd")), strict=True)) == [
        ("Strategy:", "You look further ahead and ask why."),
        ("Delivery:", "You put the work in order and let others build it."),
        ("Markets:", "You spend much more time with users."),
        ("Coordination:", "You talk to more people outside your team."),
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

    assert texts(page_of(client, "dreamer").one(id="now").all("dt")) == ["Ideas:"]


def test_route_without_any_way_says_so_of_every_role(client, db):
    open_small(roles=[], routes=[])
    page = page_of(client, "keeper")

    assert ids(page) == ["map", "now"]
    assert texts(page.one(id="out-of-reach").all("a")) == ["Thinker", "Mixer"]


def test_route_to_every_role_has_nothing_out_of_reach(client, db):
    open_small(routes=[STEP, STEP | {"goal": "mixer"}])

    assert page_of(client, "thinker").all(id="out-of-reach") == []


def test_route_without_a_result_in_the_browser_leads_to_the_quiz(developer):
    remark = developer.one("main").one("p", class_="remark")

    assert links(remark) == [("Take the quiz", "/quiz/")]
    assert developer.all("details", class_="you") == []


@pytest.mark.parametrize("start", ["juggler", "poet", "Thinker"])
def test_route_from_what_leads_nowhere_is_not_found(client, db, start):
    open_small(titles=[DREAMER | {"slug": "poet"}], routes=[])

    assert client.get(f"/routes/{start}/").status_code == 404
