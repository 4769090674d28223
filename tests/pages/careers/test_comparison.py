"""Roles side by side: which address means which roles, and what is known of each."""

import pytest

from roles.pages.careers.comparison import (
    comparison_board,
    comparison_shown,
    roles_in,
)
from roles.pages.results.charts import person_chart
from tests.careers_factories import (
    make_comparison_row,
    make_page_row,
    make_pay_row,
    make_point_row,
    make_source_row,
)
from tests.factories import make_catalog, make_role
from tests.pages.careers.contents import (
    KEEPER,
    MIXER,
    THINKER,
    make_content,
    slugs,
)

WIDE = ("thinker", "keeper", "mixer")
SOURCES = ("choose", "survey", "pay", "does", "week", "same", "different", "answer", "unused")


def shown(content, *roles, own=None):
    catalog = content.catalog
    return comparison_shown(content, catalog, tuple(map(catalog.role, roles)), own)


def texts(points):
    return [point.text for point in points]


# --- what an address means


@pytest.mark.parametrize(
    ("address", "roles"),
    [
        ("thinker-and-keeper", ["thinker", "keeper"]),
        ("keeper-and-thinker", ["keeper", "thinker"]),
        ("thinker", ["thinker"]),
        ("thinker-and-thinker", ["thinker", "thinker"]),
        ("mixer-and-thinker-and-keeper", ["mixer", "thinker", "keeper"]),
        *(("thinker-and-juggler", []), ("juggler-and-thinker", []), ("", []), ("-and-", [])),
        *(("thinker-and-", []), ("-and-thinker", []), ("thinker-keeper", [])),
    ],
)
def test_roles_in_an_address_are_those_between_the_ands(address, roles):
    assert slugs(roles_in(make_catalog(), address)) == roles


def test_roles_in_an_address_may_have_an_and_of_their_own():
    search = make_role("search", ideas=90, order=20)
    rescue = make_role("search-and-rescue", ideas=60, order=40)
    catalog = make_catalog(roles=[search, rescue, KEEPER])

    assert slugs(roles_in(catalog, "search-and-rescue")) == ["search-and-rescue"]
    assert slugs(roles_in(catalog, "search-and-rescue-and-keeper")) == [
        *("search-and-rescue", "keeper"),
    ]
    assert slugs(roles_in(catalog, "search-and-search-and-rescue")) == [
        *("search", "search-and-rescue"),
    ]


# --- one comparison


def test_comparison_knows_its_roles_and_its_address():
    found = shown(make_content(), "thinker", "keeper", "mixer")

    assert slugs(found.roles) == ["thinker", "keeper", "mixer"]
    assert (found.slug, found.written) == ("thinker-and-keeper-and-mixer", None)


def test_comparison_is_written_for_just_these_roles():
    three = make_comparison_row("thinker", "keeper", "mixer", answer="Three.")
    content = make_content(comparisons=[make_comparison_row("thinker", "keeper"), three])

    assert shown(content, "thinker", "keeper").written.answer == "One thinks, one keeps."
    assert shown(content, "thinker", "keeper", "mixer").written.answer == "Three."
    assert shown(content, "keeper", "mixer").written is None


def test_comparison_has_for_each_side_what_is_said_of_it():
    row = make_comparison_row("thinker", "keeper")
    row["choose"] = [
        make_point_row("choose", label=label, text=text)
        for label, text in (("keeper", "one"), ("thinker", "two"), ("keeper", "three"))
    ]
    found = shown(make_content(comparisons=[row]), "thinker", "keeper")

    assert [texts(side.choose) for side in found.sides] == [["two"], ["one", "three"]]
    assert [side.pay and side.pay.figure.slug for side in found.sides] == ["thinkers-us", None]
    assert found.sides[0].pay.note == "Bonuses are left out."


def test_comparison_nobody_wrote_has_no_reasons_to_choose():
    found = shown(make_content(), "thinker", "mixer")

    assert [side.choose for side in found.sides] == [(), ()]


def test_comparison_of_a_role_without_a_figure_has_no_pay():
    content = make_content(roles=[make_page_row("thinker", other="keeper", pay=[])])

    assert shown(content, "thinker", "keeper").sides[0].pay is None


def test_comparison_has_every_dimension_with_each_roles_target():
    found = shown(make_content(), "keeper", "mixer")

    assert [
        (row.dimension.slug, [(role.slug, target) for role, target in row.marks])
        for row in found.chart.rows
    ] == [
        ("ideas", [("keeper", 20), ("mixer", 60)]),
        ("order", [("keeper", 90), ("mixer", 40)]),
    ]


def test_comparison_with_its_reader_in_it_has_the_chart_of_both():
    content = make_content()
    own = person_chart(content.catalog, [10.0, -10.0], 50.0, content.catalog.roles[:2])
    found = shown(content, "thinker", "keeper", own=own)

    assert (found.chart, found.has_own) == (own, True)
    assert shown(content, "thinker", "keeper").has_own is False


@pytest.mark.parametrize(
    ("roles", "widest"),
    [
        (("thinker", "keeper"), "ideas"),  # 70 apart in both: the first
        (("thinker", "mixer"), "ideas"),
        (("keeper", "mixer"), "order"),
        (("thinker", "keeper", "mixer"), "ideas"),
    ],
)
def test_comparison_knows_where_its_roles_differ_most(roles, widest):
    assert shown(make_content(), *roles).widest.slug == widest


def weeks(*labels):
    return [make_point_row("week", label=label, text=f"{label}!") for label in labels]


def test_comparison_puts_the_weeks_together_by_day():
    pages = [
        make_page_row("thinker", other="keeper", week=weeks("Monday", "Monday, late", "Friday")),
        make_page_row("keeper", other="thinker", week=weeks("Tuesday", "Monday")),
    ]
    days = shown(make_content(roles=pages), "thinker", "keeper").days

    assert [
        (day.name, [(role.slug, texts(points)) for role, points in day.points]) for day in days
    ] == [
        ("Monday", [("thinker", ["Monday!", "Monday, late!"]), ("keeper", ["Monday!"])]),
        ("Friday", [("thinker", ["Friday!"]), ("keeper", [])]),
        ("Tuesday", [("thinker", []), ("keeper", ["Tuesday!"])]),
    ]


def test_comparison_leaves_the_week_of_a_role_without_content_empty():
    [day] = shown(make_content(), "thinker", "mixer").days

    assert [(role.slug, texts(points)) for role, points in day.points] == [
        *(("thinker", ["About week"]), ("mixer", [])),
    ]
    assert shown(make_content(), "keeper", "mixer").days == ()


def test_comparison_of_three_has_no_weeks_and_names_none_of_their_sources():
    page = make_page_row("thinker", other="keeper", pay=[])
    page["week"][0]["source"] = "week"
    sources = [make_source_row(), make_source_row(slug="week")]
    found = shown(make_content(sources=sources, roles=[page]), *WIDE)

    assert found.days == ()
    assert slugs(found.references.sources) == []


def test_comparison_numbers_the_sources_of_all_its_parts_in_the_templates_order():
    page = make_page_row("thinker", other="keeper")
    for kind in ("does", "week"):
        page[kind][0]["source"] = kind
    written = make_comparison_row("thinker", "keeper", source="answer")
    for kind in ("choose", "same", "different"):
        for point in written[kind]:
            point["source"] = kind
    content = make_content(
        sources=[make_source_row(slug=slug) for slug in SOURCES],
        pay=[make_pay_row(source="pay")],
        roles=[page],
        comparisons=[written],
    )

    def sources(*roles):
        return slugs(shown(content, *roles).references.sources)

    assert sources("thinker", "keeper") == [
        *("answer", "choose", "different", "same", "week", "pay"),
    ]
    assert sources("thinker", "mixer") == ["week", "pay"]
    assert sources("keeper", "mixer") == []


# --- all of them


def board_of(content, catalog=None):
    return comparison_board(content, catalog or content.catalog)


def test_board_has_a_chart_of_each_role_in_the_catalogs_order():
    charts = board_of(make_content()).fingerprints

    assert [
        (slugs(chart.roles), [row.marks[0].place for row in chart.rows]) for chart in charts
    ] == [
        (["thinker"], [90, 20]),
        (["keeper"], [20, 90]),
        (["mixer"], [60, 40]),
    ]


def test_board_has_each_pair_where_its_roles_meet_and_no_role_beside_itself():
    grid = board_of(make_content()).grid

    assert [(role.slug, [link and link.slug for link in links]) for role, links in grid] == [
        ("thinker", [None, "thinker-and-keeper", "thinker-and-mixer"]),
        ("keeper", ["thinker-and-keeper", None, "keeper-and-mixer"]),
        ("mixer", ["thinker-and-mixer", "keeper-and-mixer", None]),
    ]
    assert slugs(grid[2][1][0].roles) == ["thinker", "mixer"]


def test_board_has_the_wider_comparisons_of_roles_in_force():
    rows = [make_comparison_row("thinker", "keeper"), make_comparison_row(*WIDE)]
    content = make_content(comparisons=rows)
    smaller = make_catalog(roles=[THINKER, MIXER])

    assert [wide.slug for wide in board_of(content).wider] == ["thinker-and-keeper-and-mixer"]
    assert board_of(content, smaller).wider == ()
