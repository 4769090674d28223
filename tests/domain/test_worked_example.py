"""The worked example: every figure of it, worked out apart from this code, to 9 digits."""

from functools import partial

import pytest

from roles.domain import adaptive, explanation, scoring
from roles.domain.types import AnswerChange, Flip
from tests.factories import seed_catalog
from tests.worked_example.answers import ANSWERS

exactly = partial(pytest.approx, rel=0, abs=1e-9)


@pytest.fixture(scope="module")
def outcome():
    return scoring.score(seed_catalog(), ANSWERS)


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
    assert outcome.margin == exactly(0.723176604115 - 0.136060997102)


def test_worked_example_says_how_sure_it_is(outcome):
    assert outcome.certainty == "clear"
    assert (outcome.level, outcome.level_remark) == (exactly(0.625), None)
    assert (outcome.answered, outcome.skipped, outcome.open) == (11, 1, 12)


def test_worked_example_gives_reasons_that_add_up():
    why = explanation.reasons(seed_catalog(), ANSWERS, "product-owner", "product-manager")

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
    assert adaptive.stay_probability(seed_catalog(), ANSWERS) == exactly(0.982807892095)
    assert adaptive.may_stop(seed_catalog(), ANSWERS) is True


def test_worked_example_weighs_the_next_question():
    assert adaptive.settle_gains(seed_catalog(), ANSWERS) == exactly(
        {
            "strategy": 0.017592836779,
            "delivery": 0.022518874507,
            "markets": 0.010620806768,
            "coordination": 0.006921286722,
        }
    )


def test_worked_example_has_one_flip():
    assert explanation.flips(seed_catalog(), ANSWERS) == (
        Flip("break-into-steps", old=5, new=1, leader="product-manager"),
    )
    assert explanation.is_robust(seed_catalog(), ANSWERS) is False


def test_worked_example_has_paths_to_the_others():
    paths = explanation.shortest_paths(seed_catalog(), ANSWERS)

    assert {role: (path.length, path.is_exact) for role, path in paths.items()} == {
        "product-manager": (1, True),
        "project-manager": (2, True),
        "program-manager": (4, False),
        "project-coordinator": (2, True),
    }
    assert paths["product-manager"].changes == (AnswerChange("break-into-steps", 5, 1),)
