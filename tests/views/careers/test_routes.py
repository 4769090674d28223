"""Ways between jobs: where you are now, and the steps between the roles."""

import pytest

from tests.factories import make_catalog, make_role, seed_careers
from tests.views.careers.pages import (
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

TITLE = "Routes into {} roles: where are you now?"
ABOUT = (
    "From the job you have to product, project and program roles: usual routes, what changes on "
    "the way, and what to try first."
)
STEP = {"start": "thinker", "goal": "keeper", "text": "Keep lists", "source": "survey"}


@pytest.fixture
def real(db):
    return real_page("/routes/")


def page_of(client, start=""):
    return read_page(client.get(f"/routes/{start}/" if start else "/routes/"))


def steps_from(page, role):
    """Each step below a role: where it leads, and what it takes."""
    return [
        (step.one("strong").text, step.one("p", class_="told").text)
        for step in page.one(id=f"from-{role}").all("li")
    ]


def test_routes_tell_machines_what_they_are(real):
    assert head_of(real) == whole_head("/routes/", TITLE.format("five"), ABOUT)
    assert real.one("h1").text == "Where are you now?"


def test_routes_under_the_sites_own_name_have_addresses_of_that(client, db, settings):
    settings.SITE_ORIGIN = "https://quiz.example.org"
    open_small()

    assert head_of(page_of(client)) == whole_head(
        "/routes/", TITLE.format("three"), ABOUT, "https://quiz.example.org"
    )


def test_routes_list_every_start_as_a_link_those_without_a_job_first_and_the_roles_last(real):
    starts = [
        link
        for section in ("first", "other", "roles")
        for link in links(real.one(id=section))
        if link[1].startswith("/routes/")
    ]

    assert starts == [(NAMES[start], f"/routes/{start}/") for start in (*TITLES, *ROLES)]
    assert links(real.one(id="first")) == [("Student or first job", "/routes/student/")]


def test_routes_lead_back_to_the_roles_as_machines_read_it_too(real):
    trail = real.one("nav", itemtype="https://schema.org/BreadcrumbList")

    assert links(trail) == [("All roles", "/roles/")]
    assert trail.all("meta", itemprop="name")[0].attrs["content"] == "Routes"


def test_routes_say_each_step_between_the_roles_once_below_the_role_where_it_starts(real):
    told = [step for step in seed_careers().routes if step.start in ROLES]
    found = {role: steps_from(real, role) for role in ROLES}

    assert len(told) == sum(len(steps) for steps in found.values()) == 10
    for step in told:
        [words] = [words for goal, words in found[step.start] if goal == NAMES[step.goal]]
        assert words.startswith(step.text)


def test_routes_mark_long_steps_and_name_them_last(real):
    steps = real.one(id="from-project-manager").all("li")

    assert ["long" in step.attrs["class"].split() for step in steps] == [False, False, True]
    assert [texts(step.all("span", class_="tag")) for step in steps] == [[], [], ["A long step"]]


def test_routes_list_the_sources_that_their_steps_name(real):
    named = [link.attrs["href"] for link in real.all("a", class_="cite")]
    listed = [f"#{item.attrs['id']}" for item in real.one(id="sources").all("li")]

    assert list(dict.fromkeys(named)) == listed
    assert len(listed) == 4


def test_routes_without_a_step_between_roles_have_the_roles_alone(client, db):
    open_small()
    page = page_of(client)

    assert texts(page.one("main").all("h3")) == ["Thinker", "Keeper", "Mixer"]
    assert links(page.one(id="other")) == [("Dreamer", "/routes/dreamer/")]
    assert page.all("ul", class_="tree") == page.all(id="first") == page.all(id="sources") == []


def test_routes_leave_out_steps_to_and_from_roles_not_in_force(client, db):
    roles = [make_role("thinker", ideas=90, order=20), make_role("mixer", ideas=60, order=40)]
    steps = [STEP, STEP | {"start": "dreamer"}, STEP | {"start": "keeper", "goal": "mixer"}]
    open_small(make_catalog(roles=roles), roles=[], routes=steps)
    page = page_of(client)

    assert ids(page) == ["roles", "from-thinker", "from-mixer"]
    assert page.all("ul", class_="tree") == []
    assert [client.get(f"/routes/{start}/").status_code for start in ("dreamer", "keeper")] == [
        404,
        404,
    ]
    assert page_of(client, "thinker").all(class_="tree") == []


@pytest.mark.parametrize("address", ["", "thinker/"])
def test_routes_before_the_first_publication_are_not_found(client, db, address):
    assert client.get(f"/routes/{address}").status_code == 404


@pytest.mark.parametrize("address", ["", "thinker/", "juggler/"])
def test_routes_refuse_to_be_posted_to(client, db, address):
    open_small()
    response = client.post(f"/routes/{address}")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
