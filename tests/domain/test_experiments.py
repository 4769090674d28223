"""Who gets which of two versions: as many as wanted, and the same ones each time."""

from random import Random

import pytest

from roles.domain.experiments import gets_other
from roles.domain.progress import is_drawn_for_panel
from tests.factories import make_catalog

rng = Random(7)
SEEDS = [f"{rng.getrandbits(88):022x}" for _ in range(4000)]


@pytest.mark.parametrize("share", [1, 10, 50, 99])
def test_share_of_attempts_that_get_the_other_version_is_as_chosen(share):
    part = sum(gets_other(share, seed) for seed in SEEDS) / len(SEEDS)
    error = (share / 100 * (1 - share / 100) / len(SEEDS)) ** 0.5  # standard error of the share

    assert abs(part - share / 100) < 3 * error


def test_attempt_gets_the_same_version_each_time_and_keeps_the_other_one_as_the_share_grows():
    few, many = ({seed for seed in SEEDS if gets_other(share, seed)} for share in (20, 60))

    assert few == {seed for seed in SEEDS if gets_other(20, seed)}
    assert few < many


def test_attempts_with_the_other_version_are_drawn_for_the_panel_as_often():
    catalog = make_catalog(settings={"panel_share": 0.5})
    drawn = [is_drawn_for_panel(catalog, seed) for seed in SEEDS if gets_other(50, seed)]

    assert abs(sum(drawn) / len(drawn) - 0.5) < 3 * (0.25 / len(drawn)) ** 0.5
