"""The engine against the same formulas worked out plainly, step by step, in worked_example/."""

from dataclasses import replace
from functools import partial
from itertools import islice
from statistics import fmean

import pytest

from roles.domain import adaptive, explanation, lab, scoring
from roles.domain.sheets import HIGHEST, LOWEST, read
from roles.domain.types import Flip
from tests.domain.strategies import random_sheets
from tests.factories import first_catalog, seed_catalog
from tests.worked_example.by_hand import ByHand

exactly = partial(pytest.approx, rel=0, abs=1e-9)


def turned(catalog):
    """With what the real content lacks: reversed questions, other baselines, a temperature."""
    questions = [replace(row, baseline=2.6) for row in catalog.questions]
    questions[::2] = [replace(row, reversed=True) for row in questions[::2]]
    settings = replace(catalog.settings, temperature=1.5)
    return replace(catalog, questions=tuple(questions), settings=settings)


CATALOGS = {
    "first": first_catalog,
    "real": seed_catalog,
    "turned": lambda: turned(seed_catalog()),
}


@pytest.fixture(scope="module", params=CATALOGS)
def by_hand(request):
    """Forty sheets with an answer in every dimension, of one catalog."""
    of = CATALOGS[request.param]()
    sheets = (ByHand(of, answers) for answers in random_sheets(of, 200, seed=1))
    whole = list(islice((sheet for sheet in sheets if all(sheet.counts)), 40))
    assert len(whole) == 40
    return whole


def flips(hand):
    """The smallest change of each answer, down and up, after which another role leads."""
    for slug, old in hand.given.items():
        for direction in (range(old - 1, LOWEST - 1, -1), range(old + 1, HIGHEST + 1)):
            leaders = ((new, hand.changed({slug: new}).ranking[0]) for new in direction)
            first = next((pair for pair in leaders if pair[1] != hand.ranking[0]), None)
            if first:
                yield Flip(slug, old, *first)


def test_result_of_any_sheet_agrees_with_the_arithmetic_by_hand(by_hand):
    for hand in by_hand:
        sheet = read(hand.catalog, hand.answers)
        outcome = scoring.score(hand.catalog, hand.answers)
        plain = [y / hand.scale for y in hand.means]
        for role in hand.catalog.roles:
            pattern = scoring.expected_pattern(hand.catalog, role)
            assert list(pattern.values()) == exactly(hand.patterns[role.slug])
        assert (sheet.means, sheet.open) == (exactly(hand.means), hand.open)
        assert [row.pattern for row in outcome.scores] == exactly([y - fmean(plain) for y in plain])
        weights = tuple(scoring.weight(hand.settings, n) for n in sheet.counts)
        assert weights == exactly(hand.weights)
        assert [match.role for match in outcome.matches] == hand.ranking
        assert [match.probability for match in outcome.matches] == exactly(
            [hand.probabilities[role] for role in hand.ranking]
        )
        if not outcome.is_noted:
            assert outcome.certainty == hand.certainty
        assert outcome.scale == exactly(hand.scale)


def test_reasons_of_any_sheet_agree_with_the_arithmetic_by_hand(by_hand):
    for hand in by_hand:
        first = hand.ranking[0]
        for rival in hand.ranking[1:]:
            why = explanation.reasons(hand.catalog, hand.answers, first, rival)
            by_dimension, by_answer = hand.points(first, rival)
            log_odds = hand.fits[first].log - hand.fits[rival].log
            assert tuple(why.by_dimension.values()) == exactly(by_dimension)
            assert dict(why.by_answer) == exactly(by_answer)
            assert why.log_odds == exactly(log_odds) == exactly(sum(by_answer.values()))


def test_flips_and_paths_of_any_sheet_agree_with_the_arithmetic_by_hand(by_hand):
    for hand in by_hand:
        assert explanation.flips(hand.catalog, hand.answers) == (*flips(hand),)
        for role, path in explanation.shortest_paths(hand.catalog, hand.answers).items():
            if path:
                changes = {change.question: change.new for change in path.changes}
                assert hand.changed(changes).ranking[0] == role


def test_prospects_of_any_sheet_agree_with_the_arithmetic_by_hand(by_hand):
    for hand in by_hand:
        stay = adaptive.stay_probability(hand.catalog, hand.answers)
        gains = adaptive.settle_gains(hand.catalog, hand.answers)
        assert stay == exactly(hand.stay)
        assert adaptive.may_stop(hand.catalog, hand.answers) == hand.may_stop
        assert tuple(gains.values()) == exactly(hand.gains)
        for rival in hand.ranking[1:]:
            confusion = lab.confusion(hand.catalog, hand.ranking[0], rival)
            assert confusion == exactly(hand.confusion(hand.ranking[0], rival))
