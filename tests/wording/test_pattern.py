"""The pattern chart in words, and where its bars and shapes are drawn."""

import pytest

from roles.pages.results.charts import Pattern, axis_length, axis_place, axis_start
from roles.wording import pattern as words
from tests.factories import seed_catalog


@pytest.mark.parametrize(
    ("value", "own", "their", "typical"),
    [
        (14.4, "You: 14 above your average.", "14 above their average.", "Lead: 14 above."),
        (-5.6, "You: 6 below your average.", "6 below their average.", "Lead: 6 below."),
        (-0.4, "You: at your average.", "at their average.", "Lead: at the average."),
    ],
)
def test_pattern_is_said_in_whole_points_by_side_of_the_average(value, own, their, typical):
    assert words.own_sides().of(value) == own
    assert words.their_sides().of(value) == f"This person: {their}"
    assert words.from_own_average(value) == their
    assert words.typical_words("Lead", value) == typical


def test_pattern_without_answers_says_so():
    assert words.own_sides().of(None) == "You: no answers."
    assert words.their_sides().of(None) == "This person: no answers."


@pytest.mark.parametrize(
    ("value", "place", "start", "length"),
    [(0, 50, 50, 0), (40, 100, 50, 50), (-40, 0, 0, 50), (10, 62.5, 50, 12.5)],
)
def test_axis_has_the_average_in_its_middle(value, place, start, length):
    pattern = Pattern(seed_catalog().roles[0], (), reach=40)

    assert axis_place(pattern, value) == place
    assert axis_start(pattern, value) == start
    assert axis_length(pattern, value) == length
