"""Rows grouped under areas, and when an area needs no heading."""

from dataclasses import replace

from roles.pages.areas import by_area, role_targets
from tests.factories import first_catalog, seed_catalog


def grouped(of):
    rows = role_targets(of.dimensions, of.roles[0])
    return [
        (group.heading, [row.dimension.slug for row in group.rows])
        for group in by_area(rows, of.areas)
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
    shown = by_area(role_targets(of.dimensions[:1], of.roles[0]), areas)

    assert [group.heading for group in shown] == [""]


def test_targets_of_a_role_are_in_the_order_of_the_dimensions():
    of = seed_catalog()
    numbers = [row.number for row in role_targets(of.dimensions, of.role("product-owner"))]

    assert numbers == [60, 35, 80, 70, 20, 35]
