"""The page of the worked example, and what holds its arithmetic against the engine's.

`python -m tests.worked_example` writes docs/worked-example.md anew.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean

from roles.content import files as documents
from roles.domain import adaptive, explanation, lab, scoring
from roles.domain.sheets import HIGHEST, LOWEST, Sheet, read
from roles.domain.types import Answers, Flip
from tests.worked_example import prospects, sections
from tests.worked_example.answers import ANSWERS
from tests.worked_example.by_hand import ByHand

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "worked-example.md"
AGREED = 1e-9  # by how much a number may differ from the engine's


def page(answers: Answers = ANSWERS) -> str:
    """The text of docs/worked-example.md: these answers on the real content.

    Raises:
        AssertionError: when the engine comes to anything else than the page.
    """
    hand = ByHand(documents.read_catalog(documents.SEED.read_text(encoding="utf-8")), answers)
    compare(hand)
    parts = (*sections.SECTIONS, *prospects.SECTIONS)
    return "\n\n".join(part(hand) for part in parts) + "\n"


def compare(hand: ByHand) -> None:
    """Holds what was worked out by hand against the engine, wherever the engine shows it.

    Raises:
        AssertionError: at the first difference.
    """
    sheet = read(hand.catalog, hand.answers)
    _compare_result(hand, sheet)
    _compare_reasons(hand)
    _compare_prospects(hand, sheet)


def _compare_result(hand: ByHand, sheet: Sheet) -> None:
    outcome = scoring.score(hand.catalog, hand.answers)
    weights = [scoring.weight(hand.settings, n) for n in sheet.counts]
    matches = {match.role: match.probability for match in outcome.matches}
    level = fmean(hand.means)
    for role in hand.catalog.roles:
        expected = scoring.expected_pattern(hand.catalog, role)
        _agree(f"pattern of {role.slug}", hand.patterns[role.slug], expected.values())
    _agree("means", hand.means, sheet.means)
    _agree("pattern", [y - level for y in hand.means], [row.pattern for row in outcome.scores])
    _agree("open questions", hand.open, sheet.open)
    _agree("weights", hand.weights, weights)
    _same("ranking", hand.ranking, [*matches])
    _agree("probabilities", [hand.probabilities[role] for role in matches], matches.values())
    _same("certainty", hand.certainty, outcome.certainty)


def _compare_reasons(hand: ByHand) -> None:
    first = hand.ranking[0]
    for rival in hand.ranking[1:]:
        why = explanation.reasons(hand.catalog, hand.answers, first, rival)
        by_dimension, by_answer = hand.points(first, rival)
        _agree("points of dimensions", by_dimension, why.by_dimension.values())
        _agree(
            "points of answers", [by_answer[slug] for slug in hand.given], why.by_answer.values()
        )
        log_odds = hand.fits[first].log - hand.fits[rival].log
        _agree("log-odds", [log_odds, sum(by_answer.values())], [why.log_odds] * 2)
    _same("flips", (*_flips(hand),), explanation.flips(hand.catalog, hand.answers))
    for role, path in explanation.shortest_paths(hand.catalog, hand.answers).items():
        if path:
            changes = {change.question: change.new for change in path.changes}
            _same("leader at the end of a path", hand.changed(changes).ranking[0], role)


def _flips(hand: ByHand) -> Iterator[Flip]:
    """The smallest change of each answer, down and up, after which another role leads."""
    for slug, old in hand.given.items():
        for direction in (range(old - 1, LOWEST - 1, -1), range(old + 1, HIGHEST + 1)):
            for new in direction:
                role = hand.changed({slug: new}).ranking[0]
                if role != hand.ranking[0]:
                    yield Flip(slug, old, new, role)
                    break


def _compare_prospects(hand: ByHand, sheet: Sheet) -> None:
    first = hand.ranking[0]
    stay = adaptive.stay_probability(hand.catalog, hand.answers)
    _agree("stay probability", [hand.stay], [stay])
    _same("may stop", hand.may_stop, adaptive.may_stop(hand.catalog, hand.answers))
    _agree("settle gains", hand.gains, adaptive.settle_gains(hand.catalog, hand.answers).values())
    for rival in hand.ranking[1:]:
        confusion = lab.confusion(hand.catalog, first, rival)
        _agree("confusion", [hand.confusion(first, rival)], [confusion])


def _agree(what: str, ours: Iterable[float], theirs: Iterable[float]) -> None:
    ours, theirs = [*ours], [*theirs]
    rows = zip(ours, theirs, strict=True)
    if not all(abs(one - other) <= AGREED for one, other in rows):
        _same(what, ours, theirs)


def _same(what: str, ours: object, theirs: object) -> None:
    if ours != theirs:
        raise AssertionError(f"{what}: by hand {ours}, by the engine {theirs}")
