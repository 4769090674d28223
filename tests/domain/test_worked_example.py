"""The worked example: every figure of it, worked out apart from this code, to 9 digits."""

from functools import partial

import pytest

from roles.domain import adaptive, days, explanation, scoring
from roles.domain.types import AnswerChange, Flip
from tests.factories import first_catalog, seed_catalog
from tests.worked_example.answers import ANSWERS, BOLD_ANSWERS, bold_choices

exactly = partial(pytest.approx, rel=0, abs=1e-9)


@pytest.fixture(scope="module")
def outcome():
    return scoring.score(first_catalog(), ANSWERS)


def test_worked_example_scores_each_dimension(outcome):
    assert [score.dimension for score in outcome.scores] == [
        "strategy",
        "delivery",
        "markets",
        "coordination",
    ]
    assert [score.mean for score in outcome.scores] == exactly([3, 13 / 3, 14 / 3, 2.5])
    assert [score.plain for score in outcome.scores] == exactly([50, 250 / 3, 275 / 3, 37.5])
    assert [score.pattern for score in outcome.scores] == exactly(
        [-0.625, 17 / 24, 25 / 24, -1.125]
    )
    assert [(score.answered, score.skipped, score.open) for score in outcome.scores] == [
        (3, 0, 3),
        (3, 0, 3),
        (3, 1, 2),
        (2, 0, 4),
    ]


def test_worked_example_ranks_the_roles(outcome):
    assert {match.role: match.probability for match in outcome.matches} == exactly(
        {
            "product-owner": 0.723176604115,
            "product-manager": 0.136060997102,
            "project-manager": 0.086921432356,
            "project-coordinator": 0.039248311981,
            "program-manager": 0.014592654446,
        }
    )
    assert (outcome.leader, outcome.runner_up) == ("product-owner", "product-manager")


def test_worked_example_says_how_sure_it_is(outcome):
    assert outcome.certainty == "clear"
    assert (outcome.level, outcome.level_remark) == (exactly(0.625), None)
    assert (outcome.answered, outcome.skipped, outcome.open) == (11, 1, 12)


def test_worked_example_gives_reasons_that_add_up():
    why = explanation.reasons(first_catalog(), ANSWERS, "product-owner", "product-manager")

    assert why.log_odds == exactly(1.6705501647597)
    assert why.prior == 0
    assert why.by_dimension == exactly(
        {
            "strategy": 0.002415140483,
            "delivery": 1.851485990201,
            "markets": -0.188795954669,
            "coordination": 0.005444988746,
        }
    )
    assert why.by_answer["break-into-steps"] == exactly(0.93114238469)
    assert why.by_answer["order-next-week"] == exactly(0.460171802756)
    assert why.by_answer["set-long-term-direction"] == exactly(-0.40736043024)


def test_worked_example_may_stop():
    assert adaptive.stay_probability(first_catalog(), ANSWERS) == exactly(0.982807892095)
    assert adaptive.may_stop(first_catalog(), ANSWERS) is True


def test_worked_example_weighs_the_next_question():
    assert adaptive.settle_gains(first_catalog(), ANSWERS) == exactly(
        {
            "strategy": 0.017592836779,
            "delivery": 0.022518874507,
            "markets": 0.010620806768,
            "coordination": 0.006921286722,
        }
    )


def test_worked_example_has_one_flip():
    assert explanation.flips(first_catalog(), ANSWERS) == (
        Flip("break-into-steps", old=5, new=1, leader="product-manager"),
    )


def test_worked_example_has_paths_to_the_others():
    paths = explanation.shortest_paths(first_catalog(), ANSWERS)

    assert {role: (path.length, path.is_exact) for role, path in paths.items()} == {
        "product-manager": (1, True),
        "project-manager": (2, True),
        "program-manager": (4, False),
        "project-coordinator": (2, True),
    }
    assert paths["product-manager"].changes == (AnswerChange("break-into-steps", 5, 1),)


# --- six kinds of work, the scale of a person, and days


@pytest.fixture(scope="module")
def bold():
    return scoring.score(seed_catalog(), BOLD_ANSWERS)


def test_bold_example_is_scaled_and_ranked(bold):
    assert bold.scale == exactly(0.80066313298038550342)
    assert {match.role: match.probability for match in bold.matches} == exactly(
        {
            "product-owner": 0.5581298427061790,
            "product-manager": 0.4007943662560166,
            "program-manager": 0.0236938781016191,
            "project-manager": 0.0127119242150018,
            "project-coordinator": 0.0046699887211833,
        }
    )
    assert (bold.certainty, bold.named, bold.is_noted) == ("leaning", ("product-owner",), False)
    assert [score.mean for score in bold.scores] == exactly([11 / 3, 2.5, 4, 4.5, 1.5, 2.5])


def test_bold_example_gives_reasons_that_add_up():
    why = explanation.reasons(seed_catalog(), BOLD_ANSWERS, "product-owner", "product-manager")

    assert why.log_odds == exactly(0.33114313491353359523)
    assert why.by_dimension == exactly(
        {
            "strategy": -0.09580197008320103,
            "control": 0.005047014791149212,
            "flow": 0.492889242852065802,
            "markets": -0.09425393944115805,
            "organizing": -0.03391798872348647,
            "joining-up": 0.057180775514544084,
        }
    )


def test_bold_example_is_turned_by_days(bold):
    choices = bold_choices(seed_catalog())
    settled = days.settle(seed_catalog(), bold, choices)
    against_owner, against_program = (
        explanation.reasons(seed_catalog(), BOLD_ANSWERS, "product-manager", rival, choices)
        for rival in ("product-owner", "program-manager")
    )

    assert (settled.leader, settled.certainty) == ("product-manager", "clear")
    assert [match.probability for match in settled.matches[:3]] == exactly(
        [0.7644499684680759, 0.1944742404941197, 0.0236938781016191]
    )
    assert against_owner.days == exactly(1.7)
    assert against_owner.log_odds == exactly(1.7 - 0.33114313491353359523)
    assert against_program.days == exactly(0.64570808633436357940)
