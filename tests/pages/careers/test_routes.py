"""The route map: which ways there are, what changes on each, what to try and what is earned."""

import pytest

from roles.pages.careers.routes import (
    first_leg,
    route_map,
    start_names,
    starts,
    trials,
    usual_way,
)
from tests.careers_factories import make_page_row, make_pay_row, make_source_row
from tests.factories import make_catalog, make_dimension, make_question, make_role
from tests.pages.careers.contents import (
    KEEPER,
    MIXER,
    THINKER,
    make_content,
    make_step_row,
    real_content,
    slugs,
)

CHANGES = {"ideas": "More ideas", "order": "More order"}


def make_title_row(slug="dreamer", **changes):
    return {"slug": slug, "name": slug.capitalize(), "changes": CHANGES} | changes


def map_of(content, start, **own):
    return route_map(content, content.catalog, start, **own)


def tree(routes):
    """Each role with those whose ways go on from it, and the start of the step to it."""
    return {(route.leg.start_name, route.role.slug): tree(route.onward) for route in routes}


# --- where somebody may be now


def test_starts_are_titles_that_lead_anywhere_those_without_a_job_first_and_all_roles():
    titles = [make_title_row(slug) for slug in ("poet", "dreamer")]
    titles.append(make_title_row("idler", is_first=True))
    steps = [make_step_row("dreamer", "thinker"), make_step_row("idler", "keeper")]
    catalog = make_catalog(roles=[THINKER, MIXER])
    steps.append(make_step_row("idler", "mixer"))
    content = make_content(catalog, titles=titles, routes=steps)
    found = starts(content, content.catalog)

    assert slugs(row.role for row in found.roles) == ["thinker", "mixer"]
    assert slugs(found.first_titles) == ["idler"]
    assert slugs(found.other_titles) == ["dreamer"]
    assert list(start_names(content, content.catalog).items()) == [
        *(("dreamer", "Dreamer"), ("idler", "Idler")),
        *(("thinker", "Thinker"), ("mixer", "Mixer")),
    ]


def test_starts_have_the_steps_between_roles_in_force_alone():
    steps = [
        *(make_step_row("mixer", "keeper"), make_step_row("dreamer", "thinker")),
        *(make_step_row("mixer", "thinker"), make_step_row("keeper", "thinker")),
    ]
    content = make_content(make_catalog(roles=[THINKER, MIXER]), routes=steps)
    found = starts(content, content.catalog)

    assert [
        (row.role.slug, [(leg.goal.slug, leg.step.text) for leg in row.legs]) for row in found.roles
    ] == [("thinker", []), ("mixer", [("thinker", "From mixer to thinker")])]


def test_starts_name_the_long_steps_of_a_role_last():
    steps = [make_step_row("mixer", "keeper", is_long=True), make_step_row("mixer", "thinker")]
    content = make_content(routes=steps)
    [mixer] = [row for row in starts(content, content.catalog).roles if row.role.slug == "mixer"]

    assert [leg.goal.slug for leg in mixer.legs] == ["thinker", "keeper"]


# --- the ways from one job


def test_route_map_from_a_title_goes_on_from_role_to_role():
    steps = [make_step_row("keeper", "thinker"), make_step_row("dreamer", "keeper")]
    found = map_of(make_content(routes=steps), "dreamer")

    assert (found.start, found.name, found.role, found.title.slug) == (
        *("dreamer", "Dreamer", None),
        "dreamer",
    )
    assert tree(found.onward) == {("Dreamer", "keeper"): {("Keeper", "thinker"): {}}}
    assert [route.role.slug for route in found.routes] == ["keeper", "thinker"]
    assert slugs(found.out_of_reach) == ["mixer"]


def test_route_map_from_a_role_leaves_the_role_itself_out():
    steps = [make_step_row("keeper", "thinker"), make_step_row("thinker", "keeper")]
    content = make_content(routes=steps)
    found = map_of(content, "keeper")

    assert (found.role, found.title, found.changes) == (content.catalog.role("keeper"), None, ())
    assert [route.role.slug for route in found.routes] == ["thinker"]
    assert slugs(found.out_of_reach) == ["mixer"]


def test_route_map_changes_are_the_goals_targets_less_those_of_the_start():
    found = map_of(make_content(routes=[make_step_row("keeper", "mixer")]), "keeper")

    assert found.has_numbers
    assert [(row.slug, change) for row, change in found.routes[0].leg.changes] == [
        ("ideas", 40),
        ("order", -50),
    ]


def test_route_map_from_a_title_has_words_for_what_changes_in_the_catalogs_order():
    turned = {"order": "More order", "ideas": "More ideas"}
    found = map_of(make_content(titles=[make_title_row(changes=turned)]), "dreamer")

    assert found.routes[0].leg.changes == ()
    assert not found.has_numbers
    assert [(dimension.slug, text) for dimension, text in found.changes] == [
        ("ideas", "More ideas"),
        ("order", "More order"),
    ]


def test_route_map_leaves_out_words_for_a_dimension_the_catalog_has_not():
    catalog = make_catalog(
        dimensions=[make_dimension("haste"), make_dimension("order")],
        roles=[make_role("thinker", haste=9, order=2), make_role("keeper", haste=2, order=9)],
        questions=[make_question("be-quick", "haste"), make_question("be-neat", "order")],
    )
    found = map_of(make_content(catalog), "dreamer")

    assert [(dimension.slug, text) for dimension, text in found.changes] == [
        ("order", "More order")
    ]


def test_route_map_has_the_pay_of_each_role_with_its_line():
    pay = [make_pay_row(slug=slug) for slug in ("thinkers-us", "keepers-us")]
    page = make_page_row("keeper", other="thinker")
    page["pay"] = [{"figure": "keepers-us", "note": "First"}, {"figure": "thinkers-us"}]
    steps = [make_step_row("dreamer", "keeper"), make_step_row("dreamer", "mixer")]
    keeper, mixer = map_of(make_content(pay=pay, roles=[page], routes=steps), "dreamer").routes

    assert (keeper.pay.figure.slug, keeper.pay.note) == ("keepers-us", "First")
    assert keeper.pay.line == page["pay_line"]
    assert mixer.pay is None


@pytest.mark.parametrize(("is_first", "kind"), [(True, "first_steps"), (False, "trials")])
def test_route_map_has_a_thing_to_try_where_no_single_step_leads(is_first, kind):
    pages = [make_page_row("keeper", other="thinker"), make_page_row("thinker", other="keeper")]
    steps = [make_step_row("dreamer", "keeper"), make_step_row("keeper", "thinker")]
    steps.append(make_step_row("thinker", "mixer"))
    titles = [make_title_row(is_first=is_first)]
    content = make_content(roles=pages, routes=steps, titles=titles)
    trials = [route.trial for route in map_of(content, "dreamer").routes]

    assert [trial and trial.text for trial in trials] == [None, f"About {kind}", None]


@pytest.mark.parametrize(
    ("start", "figure"), [("dreamer", "dreamers-us"), ("poet", None), ("thinker", "thinkers-us")]
)
def test_route_map_has_the_pay_of_the_start(start, figure):
    pay = [make_pay_row(slug=slug) for slug in ("thinkers-us", "dreamers-us")]
    titles = [make_title_row(pay="dreamers-us"), make_title_row("poet")]
    found = map_of(make_content(pay=pay, titles=titles), start)

    assert (found.pay and found.pay.figure.slug) == figure


def test_route_map_of_a_role_without_a_page_or_a_figure_has_no_pay():
    no_figure = make_content(roles=[make_page_row("thinker", other="keeper", pay=[])])

    assert map_of(make_content(), "mixer").pay is None
    assert map_of(no_figure, "thinker").pay is None


def test_route_map_has_each_step_once_where_ways_share_it():
    steps = [
        *(make_step_row("dreamer", "keeper"), make_step_row("keeper", "thinker")),
        *(make_step_row("keeper", "mixer"), make_step_row("mixer", "thinker")),
    ]

    assert tree(map_of(make_content(routes=steps), "dreamer").onward) == {
        ("Dreamer", "keeper"): {("Keeper", "thinker"): {}, ("Keeper", "mixer"): {}}
    }


def test_route_map_numbers_the_sources_as_its_page_names_them():
    pages = [make_page_row(slug, other="mixer") for slug in ("keeper", "thinker")]
    pages[1]["trials"][0]["source"] = "trial"
    pay = [make_pay_row(slug=f"{slug}-us", source=slug) for slug in ("there", "here")]
    names = ("survey", "here", "trial", "there", "on", "step")
    content = make_content(
        sources=[make_source_row(slug=slug) for slug in names],
        pay=pay,
        roles=[page | {"pay": [{"figure": "there-us"}]} for page in pages],
        titles=[make_title_row(pay="here-us")],
        routes=[
            make_step_row("dreamer", "keeper", source="step"),
            make_step_row("keeper", "thinker", source="on"),
        ],
    )

    assert slugs(map_of(content, "dreamer").references.sources) == [
        *("step", "on", "here", "there", "trial"),
    ]


def test_route_map_has_the_owner_beside_each_role():
    steps = [make_step_row("thinker", "keeper"), make_step_row("thinker", "mixer")]
    content = make_content(routes=steps)
    found = map_of(content, "thinker", own={"keeper": "the owner", "thinker": "not here"})

    assert [(route.role.slug, route.own) for route in found.routes] == [
        ("keeper", "the owner"),
        ("mixer", None),
    ]


# --- the usual way, trials


@pytest.mark.parametrize(
    ("steps", "start"),
    [
        ([("dreamer", "keeper"), ("thinker", "keeper"), ("mixer", "keeper")], "Mixer"),
        ([("dreamer", "keeper"), ("poet", "keeper")], "Dreamer"),
        ([("mixer", "thinker"), ("keeper", "mixer")], None),
        ([], None),
    ],
)
def test_usual_way_is_from_the_nearest_role_or_else_from_the_first_title(steps, start):
    content = make_content(
        titles=[make_title_row(), make_title_row("poet")],
        routes=[make_step_row(*step) for step in steps],
    )
    way = usual_way(content, content.catalog, "keeper")

    assert (way and way.start_name) == start


def test_usual_way_from_a_role_that_is_not_in_force_is_passed_over():
    steps = [make_step_row("mixer", "keeper"), make_step_row("dreamer", "keeper")]
    content = make_content(make_catalog(roles=[THINKER, KEEPER]), routes=steps)
    way = usual_way(content, content.catalog, "keeper")

    assert (way.start_name, way.goal.slug, way.changes) == ("Dreamer", "keeper", ())


def test_usual_way_from_a_role_says_what_changes():
    content = make_content(routes=[make_step_row("mixer", "keeper")])
    way = usual_way(content, content.catalog, "keeper")

    assert [change for _dimension, change in way.changes] == [-40, 50]


@pytest.mark.parametrize(("long", "start"), [(["mixer"], "Thinker"), (["mixer", "thinker"], None)])
def test_usual_way_is_never_a_long_step(long, start):
    steps = [make_step_row(slug, "keeper", is_long=slug in long) for slug in ("mixer", "thinker")]
    content = make_content(routes=steps)
    way = usual_way(content, content.catalog, "keeper")

    assert (way and way.start_name) == start


def test_first_leg_goes_round_a_long_step():
    steps = [
        make_step_row("dreamer", "keeper", is_long=True),
        *(make_step_row("dreamer", "thinker"), make_step_row("thinker", "mixer")),
        make_step_row("mixer", "keeper"),
    ]
    content = make_content(routes=steps)
    leg = first_leg(content, content.catalog, "dreamer", "keeper")

    assert leg.goal.slug == "thinker"


def test_first_leg_where_every_way_has_a_long_step_is_none():
    content = make_content(routes=[make_step_row("dreamer", "keeper", is_long=True)])

    assert first_leg(content, content.catalog, "dreamer", "keeper") is None


def test_real_content_has_a_usual_way_to_every_role_and_something_to_try():
    content = real_content()
    roles = slugs(content.catalog.roles)
    ways = [usual_way(content, content.catalog, role) for role in roles]

    assert [way.start_name for way in ways] == [
        *("Product owner", "Project coordinator", "Project manager", "Product manager"),
        "Student or first job",
    ]
    assert {len(trials(content.careers, role)) for role in roles} == {3}


def test_trials_of_a_role_without_content_are_none():
    assert trials(make_content().careers, "keeper") == ()
