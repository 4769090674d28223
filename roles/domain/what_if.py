"""Who would lead if some answers were different, with the scale of the person worked out again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from operator import mul
from typing import NamedTuple

from roles.domain import days
from roles.domain.scoring import NEARLY, Line, leader, line, ranking, softmax
from roles.domain.sheets import HIGHEST, LEAST_SCALE, LOWEST, MOST_SCALE, Sheet, scale_for
from roles.domain.types import AnswerChange, Answers, DayChoice, Settings

LONGEST_PATH = 8  # answers to change; beyond that a role counts as out of reach


class AnswerStep(NamedTuple):
    """A change of one answer, whosever it is: all questions of a dimension weigh the same."""

    size: int  # by how many points of the scale
    dimension: int
    by: int  # what it adds to the keyed answer
    old: float  # the keyed answer before; 0 where only the difference matters


Move = tuple[AnswerStep, str]  # and the question whose answer it changes


class ChangedSheet(NamedTuple):
    """A sheet with some of its answers changed, before it is scaled."""

    pulls: list[float]  # per role: its slopes times the means of the keyed answers
    sums: list[float]  # per dimension, of the keyed answers
    residual: float  # see `Sheet.residual`


class Try(NamedTuple):
    """A change, and what it leads to."""

    move: Move
    state: ChangedSheet
    log_odds: list[float]


@dataclass(frozen=True)
class WhatIf:
    """A sheet, and who would lead with some of its answers changed; the days chosen stay."""

    sheet: Sheet
    answers: Answers
    choices: Sequence[DayChoice] = ()

    @cached_property
    def settings(self) -> Settings:
        return self.sheet.catalog.settings

    @cached_property
    def given(self) -> dict[str, int]:
        """The answers without the skipped ones."""
        return {slug: answer for slug, answer in self.answers.items() if answer is not None}

    @cached_property
    def line(self) -> Line:
        return line(self.sheet.catalog, self.sheet.counts)

    @cached_property
    def freedom(self) -> int:
        return len(self.given) - sum(map(bool, self.sheet.counts))

    @cached_property
    def now(self) -> ChangedSheet:
        scale = self.sheet.scale
        pulls = [sum(map(mul, slopes, self.sheet.means)) / scale for slopes in self.line.slopes]
        return ChangedSheet(
            pulls, [total / scale for total in self.sheet.sums], self.sheet.residual
        )

    @cached_property
    def first(self) -> int:
        """The place of the role that leads now."""
        return self.leader(self.now)

    @cached_property
    def swings(self) -> list[list[float]]:
        """Per dimension: what one point in one of its answers adds to each role's pull."""
        return [
            [slopes[place] / max(count, 1) for slopes in self.line.slopes]
            for place, count in enumerate(self.sheet.counts)
        ]

    @cached_property
    def steps(self) -> dict[AnswerStep, list[str]]:
        """Every possible step, the smallest first, with the questions that allow it."""
        steps: dict[AnswerStep, list[str]] = {}
        for slug, old in self.given.items():
            for new in range(LOWEST, HIGHEST + 1):
                if new != old:
                    steps.setdefault(self.step(slug, new), []).append(slug)
        return dict(sorted(steps.items()))

    def step(self, question: str, new: int) -> AnswerStep:
        key, given = self.sheet.layout.keys[question], self.given[question]
        by = new - given
        old = key.sign * given + key.offset - key.baseline if self.settings.scale_answers else 0.0
        return AnswerStep(abs(by), key.dimension, key.sign * by, old)

    def change(self, move: Move) -> AnswerChange:
        step, question = move
        old = self.given[question]
        return AnswerChange(question, old, old + self.sheet.layout.keys[question].sign * step.by)

    def after(self, state: ChangedSheet, step: AnswerStep) -> ChangedSheet:
        _size, place, by, old = step
        pulls = [
            pull + swing * by for pull, swing in zip(state.pulls, self.swings[place], strict=True)
        ]
        total = state.sums[place]
        sums = state.sums.copy()
        sums[place] = total + by
        spread = by * (2 * old + by) - by * (2 * total + by) / self.sheet.counts[place]
        return ChangedSheet(pulls, sums, state.residual + spread)

    def log_odds(self, state: ChangedSheet) -> list[float]:
        """Each role's log-odds, with the scale of this person worked out anew."""
        scale = scale_for(self.settings, max(state.residual, 0.0), self.freedom)
        return [
            scale * pull + intercept
            for pull, intercept in zip(state.pulls, self.line.intercepts, strict=True)
        ]

    def leader(self, state: ChangedSheet) -> int:
        """The place of the role that leads, after the days that were chosen."""
        log_odds = self.log_odds(state)
        temperature = self.settings.temperature
        if not self.may_settle(log_odds):
            return leader(log_odds, temperature)
        chances = softmax(log_odds, temperature)
        first, second = ranking(chances)[:2]
        ahead = self.leads.get((first, second), 0)
        if not ahead or chances[first] < self.settings.no_direction_below:
            return first
        settled = chances.copy()
        settled[first], settled[second] = days.split(
            chances[first], chances[second], self.settings.day_weight * ahead
        )
        return ranking(settled)[0]

    @cached_property
    def leads(self) -> dict[tuple[int, int], int]:
        """How many more days of one role than of another were chosen, where it is not 0."""
        roles = self.sheet.layout.roles
        found = {
            (one, other): days.lead(self.sheet.catalog, self.choices, roles[one], roles[other])
            for one, other in permutations(range(len(roles)), 2)
            if self.choices and days.may_count(self.settings, len(self.given))
        }
        return {pair: ahead for pair, ahead in found.items() if ahead}

    def may_settle(self, log_odds: list[float]) -> bool:
        """Whether days were chosen between the first two roles, or ties leave open which these
        are: asked before anything is worked out in full."""
        if not self.leads:
            return False
        first, second, *third = sorted(range(len(log_odds)), key=log_odds.__getitem__)[:-4:-1]
        near = NEARLY * self.settings.temperature
        if third and log_odds[second] - log_odds[third[0]] < near:
            return True
        return (first, second) in self.leads

    def exact_paths(self) -> dict[int, list[Move]]:
        """The roles that one or two changes make lead, with the least total change of each."""
        found: dict[int, list[Move]] = {}
        for step, questions in self.steps.items():
            found.setdefault(self.leader(self.after(self.now, step)), [(step, questions[0])])
        for role in range(len(self.now.pulls)):
            if role != self.first and role not in found and (pair := self.exact_pair(role)):
                found[role] = pair
        return found

    def exact_pair(self, role: int) -> list[Move] | None:
        """The two changes of the least total size that make a role lead."""
        pairs = sorted(self.hopeful_pairs(role), key=lambda pair: pair[0].size + pair[1].size)
        for one, two in pairs:
            both = self.two_questions(one, two)
            if both and self.leader(self.after(self.after(self.now, one), two)) == role:
                return list(zip((one, two), both, strict=True))
        return None

    def slack(self, role: int) -> float:
        """The log-odds by which a role may be behind and yet lead: by a tie, or by its days."""
        ahead = max((lead for (one, _other), lead in self.leads.items() if one == role), default=0)
        return self.settings.temperature * (self.settings.day_weight * max(ahead, 0) + NEARLY)

    def hopeful_pairs(self, role: int) -> Iterator[tuple[AnswerStep, AnswerStep]]:
        """Pairs of steps that bring a role as near to the leader as the scale may ever allow: all
        that can make it lead, and few others."""
        first, intercepts = self.first, self.line.intercepts
        behind = intercepts[first] - intercepts[role]
        scales = (LEAST_SCALE, MOST_SCALE) if self.settings.scale_answers else (1.0,)
        most = max((self.slack(role) - behind) / scale for scale in scales)
        room = most - (self.now.pulls[first] - self.now.pulls[role])
        by_gain = sorted(
            ((swing[first] - swing[role]) * step.by, place, step)
            for place, step in enumerate(self.steps)
            for swing in (self.swings[step.dimension],)
        )
        for number, (gain, place, one) in enumerate(by_gain):
            for other_gain, other_place, other in by_gain[number:]:
                if gain + other_gain > room:
                    break
                yield (one, other) if place <= other_place else (other, one)

    def two_questions(self, one: AnswerStep, two: AnswerStep) -> tuple[str, str] | None:
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
        slack, tries = self.slack(role), self.first_tries
        while tries and len(moves) < LONGEST_PATH:
            leads = [_lead(each.log_odds, role) for each in tries]
            for each, lead in zip(tries, leads, strict=True):  # the smallest step that suffices
                if lead > -slack and self.leader(each.state) == role:
                    return [*moves, each.move]
            best = tries[leads.index(max(leads))]
            moves.append(best.move)
            tries = self.tries(best.state, {question for _step, question in moves})
        return None

    @cached_property
    def first_tries(self) -> list[Try]:
        return self.tries(self.now, set())

    def tries(self, state: ChangedSheet, used: set[str]) -> list[Try]:
        """Every further change of an answer that was not changed yet, the smallest first."""
        found = []
        for step, questions in self.steps.items():
            question = next((slug for slug in questions if slug not in used), None)
            if question is not None:
                reached = self.after(state, step)
                found.append(Try((step, question), reached, self.log_odds(reached)))
        return found


def _lead(log_odds: list[float], role: int) -> float:
    """By how much a role is ahead of the best of the others; below 0 when it is behind."""
    return log_odds[role] - max(log_odds[:role] + log_odds[role + 1 :])
