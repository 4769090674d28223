"""What is said of each row of the chart, and what stands above it."""

import pytest

from roles.domain import types
from roles.pages.results.charts import ChartMark, ChartRow, person_chart, roles_chart
from roles.wording import chart as words
from tests.factories import make_catalog, seed_catalog

SMALL = make_catalog()


def row(own, *places):
    marks = tuple(map(ChartMark, SMALL.roles, places))
    return ChartRow(SMALL.dimensions[0], (own,), marks)


@pytest.mark.parametrize(
    ("own", "role", "said"),
    [
        (75.0, 65.1, "about the same"),
        (75.0, 65.0, "you like it more"),
        (65.0, 75.0, "you like it less"),
        (65.1, 75.0, "about the same"),
        (None, 75.0, "not rated"),
    ],
)
def test_row_beside_one_role_says_on_which_side_of_it_the_person_is(own, role, said):
    assert words.row_words(row(own, role), words.own_sides()) == said


@pytest.mark.parametrize(
    ("own", "places", "said"),
    [
        (50.0, (40.0, 70.0), "closer to Thinker"),
        (50.0, (70.0, 45.0), "closer to Keeper"),
        (50.0, (40.0, 64.9), "about as close to both"),
        (50.0, (70.0, 45.0, 90.0), "closest to Keeper"),
        (50.0, (45.0, 46.0, 90.0), "close to more than one"),
        (None, (70.0, 45.0), "not rated"),
    ],
)
def test_row_beside_several_roles_says_which_is_nearest(own, places, said):
    assert words.row_words(row(own, *places), words.own_sides()) == said


def test_row_beside_no_role_says_its_number():
    assert words.row_words(row(62.4), words.own_sides()) == "62 out of 100"


def test_shared_row_is_told_of_somebody_else():
    assert words.row_words(row(80.0, 20.0), words.their_sides()) == "they like it more"


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "Thinker"),
        (1, "The circle is a typical Thinker who"),
        (2, "The shapes are a typical Thinker and Keeper who"),
    ],
)
def test_introduction_says_whose_shapes_these_are(count, told):
    chart = person_chart(SMALL, [10.0, -10.0], 50.0, SMALL.roles[:count])

    assert (told in words.own_chart(chart).introduction) is bool(count)


def test_table_has_a_column_for_the_person_and_for_each_role():
    chart = person_chart(SMALL, [None, -10.0], 50.0, SMALL.roles[:1])
    said = words.own_chart(chart)

    assert said.columns == ["You", "Thinker"]
    assert [[cell.column for cell in one.cells] for one in said.rows] == [["You", "Thinker"]] * 2
    assert [one.cells[0].text for one in said.rows] == ["not rated", "40"]


def test_chart_of_one_role_gives_its_reasons():
    catalog = seed_catalog()
    said = words.profile_chart(roles_chart(catalog, catalog.roles[:1]))

    assert [one.words for one in said.rows][:2] == ["80 of 100", "35 of 100"]
    assert all(one.note.endswith(".") for one in said.rows)


def test_fingerprint_says_each_number_without_areas_and_reasons():
    catalog = seed_catalog()
    said = words.fingerprint(roles_chart(catalog, catalog.roles[:1]))

    assert [row.words for row in said.rows] == ["80", "35", "50", "75", "15", "45"]
    assert [group.heading for group in said.groups] == [""]
    assert {row.note for row in said.rows} == {""}


def test_every_shape_has_a_word():
    assert set(words.SHAPES) == set(types.SYMBOLS)
