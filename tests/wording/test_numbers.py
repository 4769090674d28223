"""Numbers of the page on scoring: rounded, not cut, and with a true minus."""

import pytest
from django.utils import translation

from roles.wording.numbers import decimals, figure, out_of_100, share_of_100, steps, tens

MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1.53846, 3, "1.538"),
        (0.41667, 3, "0.417"),
        (-0.58333, 3, f"{MINUS}0.583"),
        (-0.0004, 3, "0.000"),
        (62.5, 2, "62.50"),
        (1234.5, 1, "1234.5"),
    ],
)
def test_decimals_are_rounded_to_as_many_places(value, places, text):
    assert decimals(value, places) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.35, "0.35"),
        (1.0, "1"),
        (8, "8"),
        (100.0, "100"),
        (0.0012, "0.0012"),
        (-0.5, f"{MINUS}0.5"),
    ],
)
def test_figure_has_no_more_decimals_than_it_needs(value, text):
    assert figure(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.0, "+2"), (0.0, "0"), (-0.001, "0"), (-1, f"{MINUS}1"), (1.728, "+1.73")],
)
def test_steps_have_a_sign_unless_there_are_none(value, text):
    assert steps(value) == text


@pytest.mark.parametrize(
    ("number", "text"), [(98.9, "98.9 of 100"), (67, "67 of 100"), (92.54, "92.5 of 100")]
)
def test_out_of_100_has_one_decimal_at_most(number, text):
    assert out_of_100(number) == text
    assert share_of_100(number / 100) == text


def test_numbers_are_written_as_the_reader_does():
    with translation.override("de"):
        assert (decimals(1.5), figure(0.35), steps(0.25)) == ("1,500", "0,35", "+0,25")
        assert out_of_100(98.9).startswith("98,9 ")


@pytest.mark.parametrize(
    ("people", "text"),
    [(0, "0"), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10+"), (1249, "1,240+")],
)
def test_tens_tell_of_no_single_person(people, text):
    assert tens(people) == text
