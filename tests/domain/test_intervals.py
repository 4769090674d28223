"""Intervals of shares against the worked values of the papers that they come from."""

import pytest

from roles.domain.intervals import newcombe, wilson

# Newcombe 1998, Statistics in Medicine 17, 857, table I, method 3.
SHARES = {
    (81, 263): (0.2553, 0.3662),
    (15, 148): (0.0624, 0.1605),
    (0, 20): (0.0, 0.1611),
    (1, 29): (0.0061, 0.1718),
}
# The same volume, 873, table II, method 10.
DIFFERENCES = {
    ((56, 70), (48, 80)): (0.0524, 0.3339),
    ((9, 10), (3, 10)): (0.1705, 0.8090),
    ((6, 7), (2, 7)): (0.0582, 0.8062),
    ((5, 56), (0, 29)): (-0.0381, 0.1926),
    ((0, 10), (0, 20)): (-0.1611, 0.2775),
    ((0, 10), (0, 10)): (-0.2775, 0.2775),
    ((10, 10), (0, 20)): (0.6791, 1.0),
    ((10, 10), (0, 10)): (0.6075, 1.0),
}


@pytest.mark.parametrize(("share", "interval"), SHARES.items())
def test_interval_of_a_share_is_the_published_one(share, interval):
    assert wilson(*share) == pytest.approx(interval, abs=1e-4)
    everybody_else = tuple(1 - end for end in reversed(interval))
    assert wilson(share[1] - share[0], share[1]) == pytest.approx(everybody_else, abs=1e-4)


@pytest.mark.parametrize(("shares", "interval"), DIFFERENCES.items())
def test_interval_of_a_difference_is_the_published_one(shares, interval):
    assert newcombe(*shares) == pytest.approx(interval, abs=1e-4)
    turned = tuple(-end for end in reversed(interval))
    assert newcombe(*reversed(shares)) == pytest.approx(turned, abs=1e-4)


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (3, 2), (-1, 2)])
def test_what_is_no_share_has_no_interval(part, whole):
    with pytest.raises(ValueError, match="is no share"):
        wilson(part, whole)
