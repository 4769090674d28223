"""How figures are worked out, on numbers that one can follow."""

from random import Random

import pytest

from roles.domain import item_world, measurement, simulation
from roles.domain.measurement import Estimate, Walked, calibration_error, estimate
from roles.domain.scoring import score
from tests.factories import make_catalog, make_question, seed_catalog
from tests.worked_example.answers import BOLD_ANSWERS


def test_estimate_is_the_mean_of_everybody_with_the_error_between_banks():
    assert estimate([[1, 0, 0, 0], [1, 1], []]) == Estimate(0.5, pytest.approx(0.375))
    assert estimate([[], []]) == Estimate(0, 0)


def test_calibration_error_is_the_distance_of_what_is_stated_from_what_came_true():
    """.3 apart in one bin, .1 in the other, which has three times the cases."""
    cases = [(0.7, True), (0.4333, True), (0.4333, False), (0.4333, False)]

    assert calibration_error(cases) == pytest.approx((0.3 + 3 * 0.1) / 4, abs=1e-4)
    assert calibration_error([(1.0, True)] * 3) == 0
    assert calibration_error([(0.5, True), (0.5, False)]) == 0


def test_recognition_counts_whose_role_leads_and_who_is_taken_for_whom():
    of = make_catalog()
    thinker, keeper = (
        score(of, {"find-ideas": ideas, "weigh-ideas": ideas, "keep-lists": 6 - ideas})
        for ideas in (5, 1)
    )
    met = [
        Walked("thinker", thinker, 3, agrees=True, leader_with_days="thinker"),
        Walked("thinker", keeper, 4, agrees=False, leader_with_days="thinker"),
        Walked("keeper", keeper, 4, agrees=True, leader_with_days="keeper"),
    ]
    found = measurement.recognition(of, [met, met])

    assert found.asked == Estimate(pytest.approx(11 / 3), 0)
    assert found.first.value == found.agrees.value == pytest.approx(2 / 3)
    assert found.first_with_days.value == 1
    assert found.by_role["thinker"].value == 0.5
    assert {role: share.value for role, share in found.taken_for["thinker"].items()} == {
        "thinker": 0.5,
        "keeper": 0.5,
        "mixer": 0,
    }


def test_measure_gives_the_same_figures_for_the_same_seed_and_none_of_jobs_without_a_table():
    of = make_catalog()
    once = measurement.measure(of, banks=2, people=5, seed=3)

    assert once == measurement.measure(of, banks=2, people=5, seed=3)
    assert once != measurement.measure(of, banks=2, people=5, seed=4)
    assert once.jobs is None
    assert set(once.reliability) == set(simulation.HABITS)
    assert set(once.clickers) == set(measurement.CLICKERS)


class NoChance(Random):
    """Draws every mean, and nothing round it."""

    def gauss(self, mu=0.0, _sigma=1.0):
        return mu


def test_item_world_people_answer_what_is_expected_of_their_role_drawn_to_the_middle():
    of = make_catalog(
        questions=[make_question("find", "ideas"), make_question("keep", "order", reversed=True)]
    )
    expected = {"find": {"thinker": 4.5, "keeper": 1}, "keep": {"thinker": 2, "keeper": 5}}
    drawn = {
        role: item_world.draw_answers(of, expected, role, NoChance(0))
        for role in ("thinker", "keeper")
    }

    assert drawn == {"thinker": {"find": 4, "keep": 2}, "keeper": {"find": 1, "keep": 5}}
    assert item_world.disturbed(expected, NoChance(0)) == expected
    assert item_world.disturbed(expected, Random(1)) != expected


class OneArea(Random):
    """Chance that likes areas by two points more, and leaves all else as it is."""

    def gauss(self, mu=0.0, sigma=1.0):
        return mu + 2 if sigma == item_world.OWN_IN_AREA else mu


def test_item_world_leaning_counts_against_a_reversed_statement():
    of = make_catalog(
        questions=[make_question("find", "ideas"), make_question("keep", "order", reversed=True)]
    )
    expected = {slug: {"thinker": 3} for slug in ("find", "keep")}

    assert item_world.draw_answers(of, expected, "thinker", OneArea(0)) == {"find": 5, "keep": 1}


@pytest.mark.parametrize(("habit", "used"), [("typical", {1, 5}), ("three_point", {2, 4})])
def test_people_use_the_ends_of_the_scale_that_their_habit_has(habit, used):
    of, rng = make_catalog(), Random(1)
    bank = simulation.draw_bank(of, simulation.draw_popularity(of, rng), rng)
    given = {
        answer
        for _person in range(200)
        for answer in simulation.draw_answers(
            of, bank, simulation.draw_person(of, simulation.HABITS[habit], rng), rng
        ).values()
    }

    assert {min(given), max(given)} == used


def test_people_take_the_day_of_their_own_role_seven_times_in_ten():
    """Of a sheet that leaves two roles close: their own role leads after the days more often."""
    of, rng = seed_catalog(), Random(2)
    outcome = score(of, BOLD_ANSWERS)
    led = [
        simulation.choose_days(of, outcome, outcome.runner_up, rng).leader == outcome.runner_up
        for _person in range(400)
    ]

    assert outcome.certainty in ("leaning", "close")
    assert sum(led) / 400 > 0.6
