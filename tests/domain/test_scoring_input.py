"""What the engine does with bad and odd input: a named error or a documented outcome."""

import math
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given

from roles.domain import adaptive, explanation, scoring
from roles.domain.errors import AnswerError, UnknownRole
from roles.domain.sheets import layout
from tests.domain.strategies import extreme_settings, scored
from tests.factories import first_catalog, make_catalog, make_dimension, make_question, make_role
from tests.worked_example.answers import ANSWERS

nearly = partial(pytest.approx, rel=0, abs=1e-9)
FUNCTIONS = {
    "probabilities": scoring.probabilities,
    "score": scoring.score,
    "stay_probability": adaptive.stay_probability,
    "may_stop": adaptive.may_stop,
    "next_page": lambda of, answers: adaptive.next_page(of, answers, None),
    "flips": explanation.flips,
    "shortest_paths": explanation.shortest_paths,
    "reasons": lambda of, answers: explanation.reasons(of, answers, "thinker", "keeper"),
}


@pytest.mark.parametrize("answers", [{}, {"find-ideas": None, "keep-lists": None}])
def test_nothing_answered_gives_equal_odds_in_the_catalogs_order(answers):
    outcome = scoring.score(make_catalog(), answers)

    assert [match.role for match in outcome.matches] == ["thinker", "keeper", "mixer"]
    assert [match.probability for match in outcome.matches] == nearly([1 / 3] * 3)
    assert (outcome.certainty, outcome.level, outcome.level_remark) == ("no_direction", 0.0, None)
    assert [(score.mean, score.plain, score.pattern) for score in outcome.scores] == [
        (None, None, None)
    ] * 2
    assert outcome.skipped == len(answers)


def test_dimension_without_answers_has_no_score_and_no_say():
    of = first_catalog()
    answers = {slug: answer for slug, answer in ANSWERS.items() if slug != "test-rough-idea"}
    partial_sheet = {
        slug: answer
        for slug, answer in answers.items()
        if not slug.startswith(("keep-teams", "know-who"))
    }
    outcome = scoring.score(of, partial_sheet)
    why = explanation.reasons(of, partial_sheet, "product-owner", "program-manager")

    assert (outcome.scores[3].mean, outcome.scores[3].pattern) == (None, None)
    assert outcome.scores[0].pattern == nearly(0 - (0 + 4 / 3 + 5 / 3) / 3)
    assert why.by_dimension["coordination"] == 0
    assert sum(match.probability for match in outcome.matches) == nearly(1)


def test_mean_is_of_the_answers_and_the_pattern_of_what_lies_above_the_baselines():
    of = make_catalog(
        questions=[
            make_question("find", "ideas", baseline=4.0),
            make_question("keep", "order", baseline=2.0, reversed=True),
        ]
    )
    outcome = scoring.score(of, {"find": 5, "keep": 2})

    assert [(score.mean, score.plain) for score in outcome.scores] == [(5.0, 100.0), (4.0, 75.0)]
    assert outcome.level == 1.5
    assert [score.pattern for score in outcome.scores] == [-0.5, 0.5]


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("answer", [6, 0, -1, "5", True, False, 2.0, math.nan, [3], b"3"])
def test_bad_answer_is_refused_by_every_function(name, answer):
    with pytest.raises(AnswerError) as refusal:
        FUNCTIONS[name](make_catalog(), {"keep-lists": 3, "find-ideas": answer})

    assert [problem.where for problem in refusal.value.problems] == ["answers.find-ideas"]
    shown = str(answer).lower() if isinstance(answer, bool) else repr(answer)  # as files write it
    assert str(refusal.value) == (
        f"answers.find-ideas: {shown}. "
        "Allowed: a whole number from 1 to 5, or nothing for a skipped question."
    )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_unknown_question_is_refused_with_every_other_problem(name):
    with pytest.raises(AnswerError) as refusal:
        FUNCTIONS[name](make_catalog(), {"nope": 3, "find-ideas": 6, "keep-lists": 3, 7: None})

    assert [problem.where for problem in refusal.value.problems] == [
        "answers.nope",
        "answers.find-ideas",
        "answers.7",
    ]
    assert refusal.value.problems[0].allowed == "a question of this catalog"


def test_unknown_role_is_refused_by_name():
    expected = "'winner' is no role of this catalog; there are thinker, keeper, mixer"
    for pair in (("winner", "keeper"), ("keeper", "winner")):
        with pytest.raises(UnknownRole) as refusal:
            explanation.reasons(make_catalog(), {}, *pair)
        assert str(refusal.value) == expected


def test_answer_to_a_retired_question_counts_like_any_other():
    active = make_catalog()
    retired = replace(
        active, questions=(replace(active.questions[0], active=False), *active.questions[1:])
    )
    answers = {"find-ideas": 5, "keep-lists": 2}

    assert scoring.probabilities(retired, answers) == scoring.probabilities(active, answers)


def test_flat_profile_has_no_pattern_and_no_arithmetic_trouble():
    of = make_catalog()
    flat = replace(of.roles[0], targets={"ideas": 33.3, "order": 33.3})
    outcome = scoring.score(replace(of, roles=(flat, *of.roles[1:])), {"find-ideas": 5})

    assert layout(replace(of, roles=(flat, *of.roles[1:]))).patterns[0] == (0.0, 0.0)
    assert sum(match.probability for match in outcome.matches) == nearly(1)


@given(scored(settings=extreme_settings()))
def test_extreme_settings_give_probabilities_and_no_trouble(case):
    of, answers = case
    outcome = scoring.score(of, answers)
    chances = [match.probability for match in outcome.matches]
    why = explanation.reasons(of, answers, outcome.leader, outcome.runner_up)

    assert sum(chances) == nearly(1)
    assert all(0 <= chance <= 1 for chance in chances)
    assert 0 <= adaptive.stay_probability(of, answers) <= 1
    assert all(map(math.isfinite, (why.log_odds, *why.by_dimension.values())))
    assert all(map(math.isfinite, why.by_answer.values()))
    assert explanation.shortest_paths(of, answers).keys() == {
        match.role for match in outcome.matches[1:]
    }


def test_targets_a_hair_apart_give_no_trouble():
    hair = [make_role("a", ideas=5e-324, order=0), make_role("b", ideas=0, order=1e-200)]
    assert scoring.probabilities(make_catalog(roles=hair), {"find-ideas": 5}) == {
        "a": 0.5,
        "b": 0.5,
    }


def test_catalog_with_many_dimensions_is_scored():
    slugs = [f"d{number}" for number in range(30)]
    of = make_catalog(
        dimensions=[make_dimension(slug) for slug in slugs],
        roles=[
            make_role("up", **{slug: place for place, slug in enumerate(slugs)}),
            make_role("down", **{slug: 50 - place for place, slug in enumerate(slugs)}),
        ],
        questions=[make_question(f"q-{slug}", slug) for slug in slugs],
    )

    assert scoring.score(of, {"q-d29": 5, "q-d0": 1}).leader == "up"
