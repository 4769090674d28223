"""What the page of one role is made of: content and the catalog in force, put together."""

from datetime import date

import pytest

from roles.pages.careers.role import (
    Pair,
    WayIn,
    in_order,
    job_name,
    pair,
    pay_row,
    pay_rows,
    role_shown,
)
from tests.careers_factories import make_page_row, make_pay_row, make_point_row, make_source_row
from tests.factories import make_catalog
from tests.pages.careers.contents import (
    MIXER,
    THINKER,
    make_content,
    make_step_row,
    slugs,
)

TITLE = {"slug": "keeper", "name": "House keeper", "changes": {"ideas": "More", "order": "Less"}}


def shown(content, role="thinker"):
    return role_shown(content, content.catalog, content.catalog.role(role))


def test_role_with_content_has_all_of_it():
    content = make_content()
    found, page = shown(content), content.careers.roles[0]

    assert (found.role, found.page) == (content.catalog.role("thinker"), page)
    assert [(row.figure.slug, row.note) for row in found.pay] == [
        ("thinkers-us", "Bonuses are left out.")
    ]
    assert found.ways_in == (
        WayIn("Dreamer", "dreamer", "Write down what you think", "survey", is_long=True),
    )
    assert found.sources == content.careers.sources


def test_role_without_content_has_what_the_catalog_says():
    found = shown(make_content(), "keeper")

    assert (found.page, found.pay, found.confused) == (None, (), ())
    assert (found.ways_in, found.sources) == ((), ())
    assert slugs(other.role for other in found.others) == ["thinker", "mixer"]


def test_role_is_compared_with_every_other_at_the_address_of_both():
    found = shown(make_content(), "keeper")

    assert [(other.slug, other.point) for other in found.others] == [
        ("thinker-and-keeper", None),
        ("keeper-and-mixer", None),
    ]


def test_role_is_confused_with_those_in_force_in_the_contents_order():
    row = make_page_row("thinker", other="mixer")
    row["confused"] += [make_point_row("confused", label=role) for role in ("keeper", "mixer")]
    roles = [THINKER, MIXER]
    found = shown(make_content(make_catalog(roles=roles), roles=[row]))

    assert [(other.role.slug, other.slug) for other in found.confused] == [
        ("mixer", "thinker-and-mixer"),
        ("mixer", "thinker-and-mixer"),
    ]
    assert found.confused[0].point == found.page.confused[0]


def test_role_names_the_ways_in_from_jobs_that_are_known_and_the_long_ones_last():
    steps = [
        make_step_row("mixer", "thinker", is_long=True),
        make_step_row("dreamer", "keeper"),
        make_step_row("dreamer", "thinker"),
        make_step_row("keeper", "thinker"),
    ]
    found = shown(make_content(make_catalog(roles=[THINKER, MIXER]), routes=steps))

    assert [(way.name, way.start, way.text) for way in found.ways_in] == [
        ("Dreamer", "dreamer", "From dreamer to thinker"),
        ("Mixer", "mixer", "From mixer to thinker"),
    ]


@pytest.mark.parametrize("kind", ["does", "ladder", "confused", "week"])
def test_role_names_the_sources_of_its_points_in_the_contents_order(kind):
    row = make_page_row("thinker", other="keeper")
    row[kind] = [make_point_row(kind, **row[kind][0] | {"source": "atlas"})]
    sources = [make_source_row(slug=slug) for slug in ("survey", "unused", "atlas")]
    found = shown(make_content(sources=sources, roles=[row]))

    assert slugs(found.sources) == ["survey", "atlas"]


def test_role_names_the_sources_of_its_pay_and_of_its_ways_in():
    sources = [make_source_row(slug=slug) for slug in ("census", "survey", "atlas")]
    content = make_content(
        sources=sources,
        pay=[make_pay_row(source="census")],
        routes=[make_step_row("dreamer", "thinker", source="atlas")],
    )

    assert slugs(shown(content).sources) == ["census", "survey", "atlas"]


# --- pay


@pytest.mark.parametrize(
    ("today", "is_old"), [(date(2028, 4, 30), False), (date(2028, 5, 1), True)]
)
def test_pay_of_may_2026_is_old_two_years_later(today, is_old):
    content = make_content(today=today)
    row = pay_row(content, "thinkers-us")

    assert row.figure == content.careers.pay[0]
    assert (row.source.slug, row.is_outdated, row.note) == ("survey", is_old, "")


def test_pay_keeps_its_order_and_notes():
    pay = [make_pay_row(slug=slug) for slug in ("one", "two")]
    shown_pay = [{"figure": "two", "note": "A note"}, {"figure": "one"}]
    row = make_page_row("thinker", other="keeper", pay=shown_pay)
    content = make_content(pay=pay, roles=[row], titles=[], routes=[])
    found = pay_rows(content, content.careers.roles[0])

    assert [(row.figure.slug, row.note) for row in found] == [("two", "A note"), ("one", "")]


# --- names, order


def test_pair_is_the_other_role_at_the_address_in_the_catalogs_order():
    catalog = make_catalog()
    thinker, keeper = catalog.roles[:2]

    assert pair(catalog, keeper, thinker) == Pair(thinker, "thinker-and-keeper")
    assert pair(catalog, thinker, keeper) == Pair(keeper, "thinker-and-keeper")


@pytest.mark.parametrize(
    ("given", "ordered"),
    [
        (["mixer", "thinker"], ["thinker", "mixer"]),
        (["keeper", "keeper"], ["keeper"]),
        (["juggler", "keeper"], ["keeper"]),
        ([], []),
    ],
)
def test_in_order_is_the_catalogs_each_once_and_without_unknown_ones(given, ordered):
    assert in_order(make_catalog(), given) == ordered


def test_job_name_is_that_of_the_role_then_of_the_title_then_none():
    content = make_content(titles=[TITLE, TITLE | {"slug": "poet", "name": "Poet"}], routes=[])
    names = [
        job_name(content.careers, content.catalog, slug) for slug in ("keeper", "poet", "juggler")
    ]
    without = make_catalog(roles=[THINKER, MIXER])

    assert names == ["Keeper", "Poet", None]
    assert job_name(content.careers, without, "keeper") == "House keeper"
