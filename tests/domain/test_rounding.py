"""Numbers that are rounded together and still add up."""

from itertools import product
from math import floor, fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.domain.rounding import whole_numbers

VALUES = st.lists(st.floats(-300, 300), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("values", "total", "numbers"),
    [
        ([52.4, 27.4, 20.2], 100, [53, 27, 20]),  # the larger of two equal remainders' values
        ([33.3, 33.3, 33.3], 100, [34, 33, 33]),  # among equals the first one
        ([72.3, 13.6, 8.7, 3.9, 1.5], 100, [72, 14, 9, 4, 1]),
        ([100.0, 0.0, 0.0], 100, [100, 0, 0]),
        ([0.24, 185.15, -18.88, 0.54], 167, [0, 185, -19, 1]),  # below zero, too
        ([-0.4, -0.4, -0.4], -1, [0, 0, -1]),
        ([2.0], 2, [2]),
        ([], 0, []),
    ],
)
def test_whole_numbers_of_examples(values, total, numbers):
    assert whole_numbers(values, total) == numbers


def test_whole_numbers_of_no_values_cannot_make_up_a_total():
    with pytest.raises(ValueError, match="no values to make up 3"):
        whole_numbers([], 3)


@given(VALUES, st.integers(-500, 500))
def test_law_whole_numbers_add_up_to_any_total(values, total):
    numbers = whole_numbers(values, total)

    assert sum(numbers) == total
    assert {type(number) for number in numbers} == {int}


@given(VALUES)
def test_law_whole_numbers_lie_next_to_values_that_add_up(values):
    numbers = whole_numbers(values, round(fsum(values)))

    for value, number in zip(values, numbers, strict=True):
        assert abs(number - value) < 1 + 1e-9


@given(VALUES, st.integers(-500, 500))
def test_law_larger_value_never_gets_a_smaller_number(values, total):
    ranked = sorted(values, reverse=True)
    numbers = whole_numbers(ranked, total)

    assert numbers == sorted(numbers, reverse=True)


@given(st.lists(st.floats(-3, 3), min_size=2, max_size=4))
def test_law_no_other_whole_numbers_are_nearer(values):
    """Against every choice of numbers near the values."""
    total = round(fsum(values))

    def distance(numbers):
        return fsum((number - value) ** 2 for number, value in zip(numbers, values, strict=True))

    near = product(*(range(floor(value) - 1, floor(value) + 3) for value in values))
    least = min(distance(numbers) for numbers in near if sum(numbers) == total)
    assert distance(whole_numbers(values, total)) == pytest.approx(least, abs=1e-9)
