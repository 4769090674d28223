"""Why a result is as it is, in human order: no reason contradicts the chart or the role's page."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.domain import days, explanation, scoring
from roles.domain.simulation import respondents, walk
from roles.domain.types import DayChoice
from tests.domain.strategies import chosen_days, scored
from tests.factories import (
    make_catalog,
    make_dimension,
    make_document,
    make_question,
    make_role,
    seed_catalog,
)


def chart(of, outcome, role):
    """Each kind of work of the chart: how far the person, and how far the role, is to the right of
    the person's own average."""
    rows = scoring.chart_positions(of, outcome.scores, role)
    own = [row.own for row in rows if row.own is not None]
    average = sum(own) / len(own) if own else 50
    return {
        score.dimension: (None if row.own is None else row.own - average, row.role - average)
        for score, row in zip(outcome.scores, rows, strict=True)
    }


def assert_agrees_with_the_chart(of, answers, outcome, found):
    marks = chart(of, outcome, outcome.leader)
    for kind in found.highs:
        assert min(marks[kind.dimension]) > 0
    for kind in (found.low,) if found.low else ():
        assert max(marks[kind.dimension]) < 0
    for kind in found.against:
        own, role = marks[kind.dimension]
        assert own * role < 0
        assert kind.points < 0
    rival = chart(of, outcome, found.rival)
    for kind in found.tips:
        own, role = marks[kind.dimension]
        assert own * (role - rival[kind.dimension][1]) >= 0
        assert kind.points > 0
    best = max((own for own, _role in marks.values() if own is not None), default=0)
    told = [*found.highs, *found.against, *found.tips, *([found.low] if found.low else [])]
    for kind in told:  # next to nothing is no reason; the favourite is one all the same
        own = marks[kind.dimension][0]
        assert abs(own) >= explanation.NOTICEABLE or own == pytest.approx(best)
    assert (found.low is None) or (found.highs and found.low.answers)
    assert not found.tips or any(kind.from_average > 0 for kind in found.tips)


@given(st.data(), scored())
def test_law_no_reason_has_another_sign_than_the_chart(data, case):
    of, answers = case
    before = scoring.score(of, answers)
    choices = data.draw(chosen_days(of, before))
    outcome = days.settle(of, before, choices)
    found = explanation.explain(of, answers, outcome, choices)

    assert_agrees_with_the_chart(of, answers, outcome, found)


@pytest.fixture(scope="module")
def simulated():
    """Results with a direction of 500 typical people, as the quiz would have ended for them."""
    of, rng = seed_catalog(), Random(16)
    found = []
    for person in respondents(of, 700, rng):
        answers = walk(of, person.answers, rng)
        outcome = scoring.score(of, answers)
        if outcome.certainty != "no_direction":
            found.append((answers, outcome, explanation.explain(of, answers, outcome)))
    assert len(found) >= 500
    return found[:500]


def test_simulated_results_name_the_favourite_kind_whenever_the_role_shares_it(simulated):
    shared = 0
    for _answers, outcome, found in simulated:
        targets = seed_catalog().role(outcome.leader).targets
        mean = sum(targets.values()) / len(targets)
        most = max(row.plain for row in outcome.scores if row.plain is not None)
        favourites = {row.dimension for row in outcome.scores if row.plain == most}
        if common := {slug for slug in favourites if targets[slug] > mean}:
            shared += 1
            assert found.highs[0].dimension in common
            assert found.highs[0].own == most
    assert shared > 400


def test_simulated_results_have_no_reasons_of_dislikes_alone_nor_against_the_chart(simulated):
    for answers, outcome, found in simulated:
        assert_agrees_with_the_chart(seed_catalog(), answers, outcome, found)
    assert sum(bool(found.highs) for _a, _o, found in simulated) > 480
    assert sum(found.low is not None for _a, _o, found in simulated) > 300


def test_answers_behind_a_reason_are_of_its_kind_and_on_its_side(simulated):
    of = seed_catalog()
    for answers, _outcome, found in simulated[:200]:
        for kind in (*found.highs, *found.against, *((found.low,) if found.low else ())):
            told = [answers[slug] - 3 for slug in kind.answers]
            assert {of.questions_by_slug[slug].dimension for slug in kind.answers} <= {
                kind.dimension
            }
            assert all(size * kind.from_average > 0 for size in told)
            assert [abs(size) for size in told] == sorted(map(abs, told), reverse=True)


def test_turn_makes_the_runner_up_lead_and_is_the_smallest_that_does(simulated):
    of = seed_catalog()
    turned = [(answers, found) for answers, _outcome, found in simulated if found.turn]
    for answers, found in turned[:100]:
        turn = found.turn
        assert scoring.score(of, answers | {turn.question: turn.new}).leader == found.rival
        sizes = [
            abs(flip.new - flip.old)
            for flip in explanation.flips(of, answers)
            if flip.leader == found.rival
        ]
        assert abs(turn.new - turn.old) == min(sizes)
    assert len(turned) > 50


# --- after the days


def leaning_results(of):
    rng = Random(3)
    for person in respondents(of, 150, rng):
        answers = walk(of, person.answers, rng)
        outcome = scoring.score(of, answers)
        if outcome.certainty == "leaning":
            yield answers, outcome


def test_rival_is_the_other_role_of_the_pairs_even_when_a_third_one_has_passed_it():
    of = seed_catalog()
    passed = 0
    for answers, before in leaning_results(of):
        pairs = days.pairs(of, before.leader, before.runner_up, Random(1))
        own = {day.slug for day in of.role(before.leader).days}
        choices = [DayChoice(pair, pair.left if pair.left in own else pair.right) for pair in pairs]
        outcome = days.settle(of, before, choices)
        found = explanation.explain(of, answers, outcome, choices)
        assert (found.leader, found.rival) == (before.leader, before.runner_up)
        passed += outcome.runner_up != before.runner_up
    assert passed > 10


def test_rival_without_days_or_with_skipped_ones_is_the_runner_up(simulated):
    of = seed_catalog()
    answers, outcome, found = simulated[0]
    pairs = days.pairs(of, outcome.leader, outcome.runner_up, Random(1))
    skipped = [DayChoice(pair, None) for pair in pairs]

    assert found.rival == outcome.runner_up
    assert explanation.explain(of, answers, outcome, skipped).rival == outcome.runner_up


# --- by hand


def of_three(**settings):
    """Three kinds of work with two questions each, and roles that like one of them each."""
    kinds = ("ideas", "order", "people")
    roles = [
        make_role(name, **{kind: 90 if kind == best else 30 for kind in kinds})
        for name, best in (("thinker", "ideas"), ("keeper", "order"), ("host", "people"))
    ]
    questions = [make_question(f"{kind}-{number}", kind) for kind in kinds for number in (1, 2)]
    document = make_document(roles=roles, questions=questions, settings={"minimum_answers": 2})
    document["dimensions"] = [make_dimension(kind) for kind in kinds]
    return make_catalog(**document)


def explained(*answers):
    of = of_three()
    sheet = dict(zip([question.slug for question in of.questions], answers, strict=True))
    return explanation.explain(of, sheet, scoring.score(of, sheet))


def test_favourite_that_the_role_shares_comes_first_and_what_both_dislike_after_it():
    found = explained(5, 4, 2, 1, 3, 3)

    assert (found.leader, found.rival) == ("thinker", "host")
    assert [kind.dimension for kind in found.highs] == ["ideas"]
    assert found.highs[0].answers == ("ideas-1", "ideas-2")
    assert (found.highs[0].own, found.highs[0].from_average) == (87.5, 37.5)
    assert (found.highs[0].role, found.low.dimension) == (40, "order")
    assert found.low.answers == ("order-2", "order-1")
    assert found.against == ()


def test_kind_on_which_person_and_role_differ_points_the_other_way():
    found = explained(5, 5, 5, 4, 1, 1)

    assert (found.leader, found.rival) == ("thinker", "keeper")
    assert [(kind.dimension, kind.points < 0) for kind in found.against] == [("order", True)]
    assert [kind.dimension for kind in found.tips] == ["ideas"]


def test_tie_of_favourites_names_the_one_that_the_role_shares():
    found = explained(5, 5, 5, 5, 1, 1)

    assert [kind.own for kind in found.favourites] == [100, 100]
    assert found.highs[0].dimension == "ideas"


def test_shared_kinds_are_those_that_person_and_both_roles_put_high(simulated):
    of = seed_catalog()
    for _answers, outcome, found in simulated:
        own = chart(of, outcome, found.leader)
        other = chart(of, outcome, found.rival)
        both = [slug for slug in own if min(own[slug][0] or 0, own[slug][1], other[slug][1]) > 1e-9]
        assert [kind.dimension for kind in found.shared] == both
        assert [kind.role for kind in found.shared] == [
            scoring.profile_shape(of, found.leader)[slug] for slug in both
        ]


def test_same_answers_everywhere_have_no_reasons():
    found = explained(3, 3, 3, 3, 3, 3)

    assert (found.highs, found.low, found.against, found.tips) == ((), None, (), ())
    assert (found.favourites, found.shared) == ((), ())


def test_explanation_without_any_answers_is_empty():
    of = of_three()
    found = explanation.explain(of, {}, scoring.score(of, {}))

    assert (found.highs, found.low, found.favourites, found.turn) == ((), None, (), None)
