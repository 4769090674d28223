"""Who gets which of two versions: as many as wanted, and the same ones each time; which figures
count, and how many people it takes."""

from datetime import date
from random import Random

import pytest

from roles.domain.experiments import SinceStart, detectable_difference, gets_other
from roles.domain.progress import is_drawn_for_panel
from roles.domain.release import Days
from roles.domain.statistics import Selection
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


def test_figures_that_begin_before_an_experiment_do_not_count():
    since = SinceStart(date(2026, 5, 2), date(2026, 5, 9))
    runs = [
        Days(date(2026, 5, first), date(2026, 5, last)) for first, last in ((1, 3), (2, 9), (9, 10))
    ]

    assert [since.holds(run) for run in runs] == [False, True, False]
    assert [Selection(since.first, since.last).holds(run) for run in runs] == [True, True, False]


def test_difference_that_1000_people_each_can_find():
    """Of 50 % and 56.3 %: standard error 2.24 points, times 1.96 and 0.84."""
    assert detectable_difference(1000) == pytest.approx(0.0626, abs=0.0001)
    assert detectable_difference(4000) == pytest.approx(detectable_difference(1000) / 2)
