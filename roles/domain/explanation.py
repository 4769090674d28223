"""Why this role and not another, and what would change it: codes and numbers, no sentences."""

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement
from typing import NamedTuple

from roles.domain.scoring import leader, line, log_odds_of
from roles.domain.sheets import HIGHEST, LOWEST, Sheet, read
from roles.domain.types import AnswerChange, Answers, Catalog, Flip, Path, Reasons

LONGEST_PATH = 8  # answers to change; beyond that a role counts as out of reach
EXACT_UP_TO = 2


def reasons(catalog: Catalog, answers: Answers, leader: str, rival: str) -> Reasons:
    """Why one role and not another: points of each dimension and answer for `leader`.

    Any role can be compared with any other; `leader` need not lead. A role compared with itself
    has no points at all, and an unanswered dimension has none.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
        UnknownRole: when the catalog lacks one of the two roles.
    """
    sheet = read(catalog, answers)
    of = sheet.layout
    one, two = of.role(leader), of.role(rival)
    slopes = line(catalog, sheet.counts).slopes
    # What one more point of a dimension's mean adds, and the mean at which it speaks for neither.
    factors = [
        (a - b) / catalog.settings.temperature
        for a, b in zip(slopes[one], slopes[two], strict=True)
    ]
    middles = [(a + b) / 2 for a, b in zip(of.patterns[one], of.patterns[two], strict=True)]
    by_dimension = {
        slug: factor * (mean - middle)
        for slug, factor, mean, middle in zip(
            of.dimensions, factors, sheet.means, middles, strict=True
        )
    }
    by_answer = {}
    for slug, value in sheet.keyed.items():
        place = of.keys[slug].dimension
        by_answer[slug] = factors[place] / sheet.counts[place] * (value - middles[place])
    log_odds = math.fsum(by_dimension.values())
    return Reasons(leader, rival, log_odds, 0.0, by_dimension, by_answer)


def flips(catalog: Catalog, answers: Answers) -> tuple[Flip, ...]:
    """For each answered question and each direction, the smallest single change after which
    another role leads. In the order shown; empty when no single answer would change the leader.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    what_if = _WhatIf(read(catalog, answers), answers)
    found = []
    for slug, old in what_if.given.items():
        for direction in (range(old - 1, LOWEST - 1, -1), range(old + 1, HIGHEST + 1)):
            for new in direction:
                role = what_if.leader(what_if.after(what_if.now, what_if.step(slug, new)))
                if role != what_if.first:
                    found.append(Flip(slug, old, new, what_if.sheet.layout.roles[role]))
                    break
    return tuple(found)


def is_robust(catalog: Catalog, answers: Answers) -> bool:
    """Whether no change of a single answer would make another role lead.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    return not flips(catalog, answers)


def shortest_paths(catalog: Catalog, answers: Answers) -> dict[str, Path | None]:
    """To each role that does not lead, answers whose change would make it lead.

    Exact for one and two answers: no fewer do, and none as few with a smaller total change. From
    three on a greedy search gives an upper bound; None when it finds none of up to eight.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    what_if = _WhatIf(read(catalog, answers), answers)
    roles = what_if.sheet.layout.roles
    found = what_if.exact_paths()
    paths: dict[str, Path | None] = {}
    for place, slug in enumerate(roles):
        if place == what_if.first:
            continue
        is_exact = place in found
        moves = found.get(place) or what_if.greedy_path(place)
        changes = tuple(what_if.change(move) for move in moves or ())
        paths[slug] = Path(slug, changes, is_exact) if moves else None
    return paths


class _Step(NamedTuple):
    """A change of one answer, whosever it is: all questions of a dimension weigh the same."""

    size: int  # by how many points of the scale
    dimension: int
    by: int  # what it adds to the keyed answer


Move = tuple[_Step, str]  # and the question whose answer it changes


@dataclass(frozen=True)
class _WhatIf:
    """A sheet, and who would lead with some of its answers changed."""

    sheet: Sheet
    answers: Answers

    @cached_property
    def given(self) -> dict[str, int]:
        """The answers without the skipped ones."""
        return {slug: answer for slug, answer in self.answers.items() if answer is not None}

    @cached_property
    def now(self) -> list[float]:
        return log_odds_of(self.sheet)

    @cached_property
    def first(self) -> int:
        """The place of the role that leads now."""
        return self.leader(self.now)

    @cached_property
    def swings(self) -> list[list[float]]:
        """Per dimension: what one point in one of its answers adds to each role's log-odds."""
        roles = line(self.sheet.catalog, self.sheet.counts).slopes
        return [
            [slopes[place] / max(count, 1) for slopes in roles]
            for place, count in enumerate(self.sheet.counts)
        ]

    @cached_property
    def steps(self) -> dict[_Step, list[str]]:
        """Every possible step, the smallest first, with the questions that allow it."""
        steps: dict[_Step, list[str]] = {}
        for slug, old in self.given.items():
            for new in range(LOWEST, HIGHEST + 1):
                if new != old:
                    steps.setdefault(self.step(slug, new), []).append(slug)
        return dict(sorted(steps.items()))

    def step(self, question: str, new: int) -> _Step:
        key, by = self.sheet.layout.keys[question], new - self.given[question]
        return _Step(abs(by), key.dimension, key.sign * by)

    def change(self, move: Move) -> AnswerChange:
        step, question = move
        old = self.given[question]
        return AnswerChange(question, old, old + self.sheet.layout.keys[question].sign * step.by)

    def leader(self, log_odds: list[float]) -> int:
        return leader(log_odds, self.sheet.catalog.settings.temperature)

    def after(self, log_odds: list[float], step: _Step) -> list[float]:
        swings, by = self.swings[step.dimension], step.by
        return [odds + swing * by for odds, swing in zip(log_odds, swings, strict=True)]

    def exact_paths(self) -> dict[int, list[Move]]:
        """The roles that one or two changes make lead, with the least total change of each."""
        found: dict[int, list[Move]] = {}
        for step, questions in self.steps.items():
            found.setdefault(self.leader(self.after(self.now, step)), [(step, questions[0])])
        pairs = sorted(
            combinations_with_replacement(self.steps, 2),
            key=lambda pair: pair[0].size + pair[1].size,
        )
        for one, two in pairs:
            role = self.leader(self.after(self.after(self.now, one), two))
            if role not in found and (both := self.two_questions(one, two)):
                found[role] = list(zip((one, two), both, strict=True))
        return found

    def two_questions(self, one: _Step, two: _Step) -> tuple[str, str] | None:
        """Two different questions, the first of which allows one step, the second the other."""
        return next(
            (
                (first, second)
                for first in self.steps[one][:2]
                for second in self.steps[two][:2]
                if first != second
            ),
            None,
        )

    def greedy_path(self, role: int) -> list[Move] | None:
        """Takes the answer that brings a role furthest, again and again, until it leads."""
        moves: list[Move] = []
        log_odds = self.now
        while len(moves) < LONGEST_PATH:
            used = {question for _step, question in moves}
            left = [
                (step, question)
                for step, questions in self.steps.items()
                if (question := next((slug for slug in questions if slug not in used), None))
            ]
            if not left:
                return None
            outcomes = {move: self.after(log_odds, move[0]) for move in left}
            for move, reached in outcomes.items():  # the smallest step that suffices
                if self.leader(reached) == role:
                    return [*moves, move]
            best = max(left, key=lambda move: _lead(outcomes[move], role))
            moves.append(best)
            log_odds = outcomes[best]
        return None


def _lead(log_odds: list[float], role: int) -> float:
    """By how much a role is ahead of the best of the others; below 0 when it is behind."""
    return log_odds[role] - max(odds for place, odds in enumerate(log_odds) if place != role)
