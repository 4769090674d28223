"""What the page of one role is made of: content and the catalog in force, put together."""

from dataclasses import replace
from datetime import date

import pytest

from roles.pages.careers.role import (
    Job,
    Pair,
    by_weekday,
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
    assert found.comes_from == (Job("Keeper", "keeper"),)
    assert found.long_ways_in == (Job("Dreamer", "dreamer"),)
    assert found.week == {"Monday": page.week}
    assert found.references.sources == content.careers.sources


def test_role_without_content_has_what_the_catalog_says():
    found = shown(make_content(), "keeper")

    assert (found.page, found.pay, found.confused) == (None, (), ())
    assert (found.ways_in, found.long_ways_in, found.references.sources) == ((), (), ())
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


def test_role_names_the_ways_in_from_jobs_that_are_known_and_the_long_ones_apart():
    steps = [
        make_step_row("mixer", "thinker", is_long=True),
        make_step_row("dreamer", "keeper"),
        make_step_row("dreamer", "thinker"),
        make_step_row("keeper", "thinker"),
    ]
    found = shown(make_content(make_catalog(roles=[THINKER, MIXER]), routes=steps))

    assert found.ways_in == (Job("Dreamer", "dreamer"),)
    assert found.long_ways_in == (Job("Mixer", "mixer"),)


@pytest.mark.parametrize("kind", ["does", "boxes", "leaving", "titles"])
def test_role_numbers_its_sources_as_its_page_first_names_them(kind):
    row = make_page_row("thinker", other="keeper", pay=[])
    row["week"][0]["source"] = "atlas"
    row[kind] = [make_point_row(kind, **row[kind][0] | {"source": "census"})]
    sources = [make_source_row(slug=slug) for slug in ("unused", "census", "survey", "atlas")]
    numbered = shown(make_content(sources=sources, roles=[row], pay=[], titles=[], routes=[]))

    expected = ["atlas", "census", "survey"] if kind == "does" else ["atlas", "survey", "census"]
    assert slugs(numbered.references.sources) == expected


def test_role_has_its_week_by_day():
    row = make_page_row("thinker", other="keeper")
    names = ("Monday", "Tuesday", "Tuesday, the hard part")
    row["week"] = [make_point_row("week", label=name) for name in names]
    week = make_content(roles=[row]).careers.roles[0].week

    assert by_weekday(week) == {"Monday": (week[0],), "Tuesday": (week[1], week[2])}


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


def test_pay_shows_the_groups_that_count_the_role_first_or_else_the_nearest():
    pay = [make_pay_row(slug=slug) for slug in ("one", "two", "three")]
    notes = [{"figure": slug, "note": "A note"} for slug in ("one", "two", "three")]
    counted = [notes[0], notes[1] | {"counts_role": True}, notes[2] | {"counts_role": True}]

    for rows, first, more in (
        (counted, ["two", "three"], ["one"]),
        (notes, ["one"], ["two", "three"]),
    ):
        row = make_page_row("thinker", other="keeper", pay=rows)
        found = shown(make_content(pay=pay, roles=[row], titles=[], routes=[]))
        assert [row.figure.slug for row in found.pay] == first
        assert [row.figure.slug for row in found.more_pay] == more


@pytest.mark.parametrize(
    ("figure", "source", "counts_role", "salary"),
    [
        ({}, {}, True, {"percentile10": 1, "median": 2, "percentile90": 3}),
        ({"has_quartiles": True}, {}, True, {"percentile25": 1, "median": 2, "percentile75": 3}),
        ({"is_capped": True}, {}, True, {"percentile10": 1, "median": 2}),
        ({"low": None, "high": None}, {}, True, {"median": 2}),
        ({}, {}, False, {}),
        ({}, {"is_official": False}, True, {}),
        ({"code": ""}, {}, True, {}),
        ({"average": True}, {}, True, {}),
    ],
)
def test_pay_is_the_roles_salary_if_an_official_group_counts_it(
    figure, source, counts_role, salary
):
    plain = {"has_quartiles": False, "is_capped": False, "average": False}
    amounts = {"low": 1, "middle": 2, "high": 3}
    content = make_content(
        sources=[make_source_row(**{"is_official": True} | source)],
        pay=[make_pay_row(**plain | amounts | figure)],
    )
    row = replace(pay_row(content, "thinkers-us"), counts_role=counts_role)

    assert row.salary == salary


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
