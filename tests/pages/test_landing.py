"""What the start page shows of a catalog."""

from dataclasses import replace

import pytest

from roles.pages.landing import example_result, usual_minutes
from roles.wording.chart import SAME_WITHIN
from tests.factories import make_catalog, seed_catalog


@pytest.mark.parametrize(("of", "minutes"), [(seed_catalog(), 2), (make_catalog(), 1)])
def test_usual_minutes_lie_between_the_least_and_the_most(of, minutes):
    assert usual_minutes(of) == minutes


def test_example_fits_a_role_beside_whose_shape_its_chart_stands():
    page = example_result(seed_catalog())

    assert page.outcome.named == ("product-owner",)
    assert [role.slug for role in page.chart.roles] == ["product-owner"]


def test_example_is_at_home_in_the_work_it_likes_best():
    """A first picture of a chart shall not contradict the sentence beside it."""
    page = example_result(seed_catalog())
    favourite = max(page.chart.rows, key=lambda row: row.bars[0])

    assert abs(favourite.bars[0] - favourite.marks[0].place) < SAME_WITHIN


def test_example_of_roles_that_are_all_the_same_is_none():
    same = seed_catalog().roles[0].targets
    roles = tuple(replace(role, targets=same) for role in seed_catalog().roles)

    assert example_result(replace(seed_catalog(), roles=roles)) is None
