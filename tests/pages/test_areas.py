"""Rows grouped under areas, and when an area needs no heading."""

from dataclasses import replace

from roles.pages.areas import DimensionNumber, by_area
from tests.factories import first_catalog, seed_catalog


def rows_about(dimensions):
    return [DimensionNumber(row, 50) for row in dimensions]


def grouped(of):
    return [
        (group.heading, [row.dimension.slug for row in group.rows])
        for group in by_area(rows_about(of.dimensions), of.areas)
    ]


def test_rows_stand_under_their_areas_in_the_order_of_these():
    of = seed_catalog()

    assert grouped(of) == [
        ("Strategy", ["strategy"]),
        ("Delivery", ["control", "flow"]),
        ("Markets", ["markets"]),
        ("Coordination", ["organizing", "joining-up"]),
    ]
    assert grouped(replace(of, areas=of.areas[::-1]))[0][0] == "Coordination"


def test_rows_of_a_catalog_without_areas_are_one_group_without_a_heading():
    assert grouped(first_catalog()) == [("", ["strategy", "delivery", "markets", "coordination"])]


def test_area_named_like_its_only_row_has_no_heading_and_one_without_rows_is_left_out():
    of = seed_catalog()
    areas = (replace(of.areas[0], name="Setting direction"), *of.areas[1:])
    shown = by_area(rows_about(of.dimensions[:1]), areas)

    assert [group.heading for group in shown] == [""]
