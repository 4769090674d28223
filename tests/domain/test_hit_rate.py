"""How often people took a day of their closest role: who counts, and from when on it is told."""

import pytest

from roles.domain.hit_rate import LEAST_CONTROLS, hit_rate
from roles.domain.intervals import wilson


def test_hit_rate_is_told_from_a_hundred_people_on():
    assert LEAST_CONTROLS == 200
    assert hit_rate(199, 199) is None
    assert hit_rate(0, 0) is None
    assert hit_rate(160, 200) is not None


def test_hit_rate_is_the_share_of_all_choices():
    assert hit_rate(487, 624).share == pytest.approx(487 / 624)


@pytest.mark.parametrize(
    ("shown", "people"), [(200, 100), (219, 100), (220, 110), (624, 310), (20_000, 10_000)]
)
def test_hit_rate_counts_people_in_whole_tens_and_never_more_than_there_are(shown, people):
    assert hit_rate(shown // 2, shown).people == people


def test_hit_rate_takes_two_choices_of_one_person_for_one():
    found = hit_rate(487, 624)

    assert (found.low, found.high) == tuple(wilson(243, 312))
    assert (round(found.low, 3), round(found.high, 3)) == (0.73, 0.821)


@pytest.mark.parametrize("shown", [200, 201, 203])
def test_hit_rate_of_none_and_of_all_stays_within_bounds(shown):
    assert hit_rate(0, shown).low == 0
    assert hit_rate(shown, shown).high == 1
