"""Why a result is as it is, in human order: no reason contradicts the chart or the role's page."""

from hypothesis import given
from hypothesis import strategies as st

from roles.domain import days, explanation, scoring
from tests.domain.strategies import chosen_days, scored

SLACK = 1e-9


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
    rival = of.role(outcome.runner_up).targets
    for kind in found.tips:
        more = of.role(outcome.leader).targets[kind.dimension] - rival[kind.dimension]
        assert kind.points > 0
    assert (found.low is None) or found.highs


@given(st.data(), scored())
def test_law_no_reason_has_another_sign_than_the_chart(data, case):
    of, answers = case
    before = scoring.score(of, answers)
    choices = data.draw(chosen_days(of, before))
    outcome = days.settle(of, before, choices)
    found = explanation.explain(of, answers, outcome, choices)

    assert_agrees_with_the_chart(of, answers, outcome, found)
