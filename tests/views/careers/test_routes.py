"""Ways between jobs: where you are now, the steps from there, what changes with each."""

import pytest

from tests.factories import make_catalog, make_role, seed_careers
from tests.views.careers.pages import (
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
from tests.views.page import links, read_page, title_of

TITLE = "Ways into five roles: where are you now?"
ABOUT = (
    "From the job you have to product, project and program roles: usual stepping stones, what "
    "changes, and tasks to ask for."
)
STEP = {"start": "thinker", "goal": "keeper", "text": "Keep lists", "source": "survey"}


@pytest.fixture
def real(db):
    return real_page("/routes/")


@pytest.fixture
def developer(db):
    return real_page("/routes/developer/")


def page_of(client, start=""):
    return read_page(client.get(f"/routes/{start}/" if start else "/routes/"))


# --- where are you now


def test_routes_tell_machines_what_they_are(real):
    assert head_of(real) == whole_head("/routes/", TITLE, ABOUT)
    assert real.one("h1").text == "Where are you now?"


def test_routes_under_the_sites_own_name_have_addresses_of_that(client, db, settings):
    settings.SITE_ORIGIN = "https://quiz.example.org"
    open_small()

    assert head_of(page_of(client)) == whole_head(
        "/routes/", TITLE, ABOUT, "https://quiz.example.org"
    )


def test_routes_list_every_start_as_links(real):
    assert ids(real) == ["starts", "map"]
    assert links(real.one(id="starts")) == [
        (NAMES[start], f"/routes/{start}/") for start in (*TITLES, *ROLES)
    ]


def test_routes_form_offers_every_start(real):
    form = real.one("form")
    options = form.one("select", name="from").all("option")

    assert (form.attrs["method"], form.attrs["action"]) == ("get", "/routes/")
    assert form.one("label").text == "Your job now, or the one nearest to it"
    assert form.one("button", type="submit").text == "Show the ways"
    assert {option.attrs["value"]: option.text for option in options} == NAMES


def test_routes_say_each_step_between_the_roles(real):
    steps = points(real, "map")
    told = [step for step in seed_careers().routes if step.start in ROLES]

    assert len(steps) == len(told) == 10
    assert steps[:2] == [
        f"Project coordinator to Project manager: {told[0].text} (BLS, 2025)",
        f"Project coordinator to Product owner: {told[1].text} A long step. (common practice)",
    ]
    assert [step for step in steps if "A long step." in step] == [steps[1], steps[4]]


def test_routes_draw_the_same_steps_for_those_who_see(real):
    drawing = real.one(class_="drawing")

    assert drawing.attrs["aria-hidden"] == "true"
    assert len(drawing.all("path", class_="arc")) == 10
    assert texts(drawing.all("li")) == [NAMES[role] for role in ROLES]
    assert [spot.attrs["class"] for spot in drawing.all("svg", class_="chart-spot")] == [
        f"chart-spot hue-{shape}" for shape in ("circle", "square", "triangle", "diamond", "cross")
    ]


def test_routes_without_a_step_between_roles_have_no_map(client, db):
    open_small()
    page = page_of(client)

    assert ids(page) == ["starts"]
    assert texts(page.one(id="starts").all("a")) == ["Dreamer", "Thinker", "Keeper", "Mixer"]


def test_routes_leave_out_steps_to_and_from_roles_not_in_force(client, db):
    roles = [make_role("thinker", ideas=90, order=20), make_role("mixer", ideas=60, order=40)]
    steps = [STEP, STEP | {"start": "dreamer"}, STEP | {"start": "keeper", "goal": "mixer"}]
    open_small(make_catalog(roles=roles), roles=[], routes=steps)
    page = page_of(client)

    assert ids(page) == ["starts"]
    assert texts(page.one(id="starts").all("a")) == ["Thinker", "Mixer"]
    assert [client.get(f"/routes/{start}/").status_code for start in ("dreamer", "keeper")] == [
        404,
        404,
    ]
    assert ids(page_of(client, "thinker")) == ["out-of-reach"]


def test_routes_form_leads_to_the_ways_from_there(client, db):
    open_small()
    answers = [client.get("/routes/", {"from": start}) for start in ("dreamer", "keeper")]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/routes/dreamer/"),
        (302, "/routes/keeper/"),
    ]


def test_routes_form_without_a_choice_asks_for_it(client, db):
    open_small()
    response = client.get("/routes/", {"from": ""})
    page = read_page(response)

    assert (response.status_code, response["Cache-Control"]) == (400, "private, no-cache")
    assert title_of(page) == "Error: Where are you now?"
    assert links(page.one(class_="error-summary")) == [("Choose where you are now", "#id_from")]
    assert page.one("select", id="id_from").attrs["aria-invalid"] == "true"
    assert page.one("head").all("link", rel="canonical") == []
    assert page_of(client).all(class_="error-summary") == []


@pytest.mark.parametrize("start", ["juggler", "Keeper", " ", "\0", "x" * 2000])
def test_routes_from_what_is_not_there_are_not_found(client, db, start):
    open_small()

    assert client.get("/routes/", {"from": start}).status_code == 404


@pytest.mark.parametrize("address", ["", "?from=thinker", "?from=", "thinker/"])
def test_routes_before_the_first_publication_are_not_found(client, db, address):
    assert client.get(f"/routes/{address}").status_code == 404


@pytest.mark.parametrize("address", ["", "?from=thinker", "thinker/", "juggler/"])
def test_routes_refuse_to_be_posted_to(client, db, address):
    open_small()
    response = client.post(f"/routes/{address}")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
