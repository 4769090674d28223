"""The engine's arithmetic a second time, every formula written out plainly, one step a line.

The engine has multiplied the same formulas out to be fast; domain/test_by_hand.py holds the two
against each other. Made for sheets with an answer in every dimension.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import NormalDist, fmean
from typing import NamedTuple, Self

from roles.domain.types import Answers, Catalog, CatalogQuestion, Settings

Numbers = tuple[float, ...]  # one per dimension


class Profile(NamedTuple):
    """A role's targets on their way to a pattern."""

    targets: Numbers
    mean: float
    differences: Numbers  # from that mean
    length: float
    pattern: Numbers


class Fit(NamedTuple):
    """How far the means are from a role's pattern."""

    gaps: Numbers
    squares: float  # weighted sum of the squared gaps
    shift: float  # weighted sum of the gaps
    bracket: float
    log: float  # of the role's odds, up to a number common to all roles


class Comparison(NamedTuple):
    """How the patterns of two roles differ."""

    differences: Numbers
    shift: float  # weighted mean of the differences
    factors: Numbers  # what one more point in a dimension's mean adds to the log-odds
    middles: Numbers  # the mean that speaks for neither


class Ending(NamedTuple):
    """The leader's log-odds against one rival once every open question is answered."""

    comparison: Comparison  # of the two, with the weights of the end
    pulls: Numbers  # what one more point in one answer adds
    to_come: Numbers  # what one more point in all open answers adds
    now: float  # the log-odds if all open answers are at their baselines
    variances: tuple[float, float, float]  # by the level, the own leanings, the single answers


def dot(*columns: Sequence[float]) -> float:
    """The columns multiplied row by row, and the products added up."""
    return math.fsum(map(math.prod, zip(*columns, strict=True)))


@dataclass(frozen=True)
class ByHand:
    """One sheet of answers, worked out step by step."""

    catalog: Catalog
    answers: Answers

    def changed(self, changes: Mapping[str, int]) -> Self:
        """The same with some other answers."""
        return replace(self, answers={**self.answers, **changes})

    @property
    def settings(self) -> Settings:
        return self.catalog.settings

    @cached_property
    def questions(self) -> dict[str, CatalogQuestion]:
        return {question.slug: question for question in self.catalog.questions}

    # --- answers and patterns

    @cached_property
    def given(self) -> dict[str, int]:
        """The answers without the skipped ones."""
        return {slug: answer for slug, answer in self.answers.items() if answer is not None}

    @cached_property
    def ticked(self) -> dict[str, float]:
        """The keyed answers as they were given."""
        keyed = {}
        for slug, answer in self.given.items():
            question = self.questions[slug]
            keyed[slug] = (6 - answer if question.reversed else answer) - question.baseline
        return keyed

    @cached_property
    def scale(self) -> float:
        """By how much this person's answers are stretched, for ticking boldly or cautiously."""
        k, noise = self.settings.scale_answers, self.settings.noise_variance
        rows = [[self.ticked[slug] for slug in row] for row in self.by_dimension(self.ticked)]
        squares = [(z - fmean(row)) ** 2 for row in rows for z in row]
        df = sum(map(len, rows)) - len(rows)
        if not k or not df:
            return 1.0
        v = math.fsum(squares) / df
        s2 = (k * noise + df * v) / (k + df)
        return min(1.6, max(0.6, math.sqrt(noise / s2)))

    @cached_property
    def keyed(self) -> dict[str, float]:
        return {slug: self.scale * z for slug, z in self.ticked.items()}

    def by_dimension(self, slugs: Collection[str]) -> list[list[str]]:
        """Questions sorted into the dimensions."""
        return [
            [slug for slug in slugs if self.questions[slug].dimension == dimension.slug]
            for dimension in self.catalog.dimensions
        ]

    @cached_property
    def counts(self) -> tuple[int, ...]:
        return tuple(map(len, self.by_dimension(self.keyed)))

    @cached_property
    def open(self) -> tuple[int, ...]:
        left = [row.slug for row in self.catalog.active_questions if row.slug not in self.answers]
        return tuple(map(len, self.by_dimension(left)))

    @cached_property
    def sums(self) -> Numbers:
        rows = self.by_dimension(self.keyed)
        return tuple(math.fsum(self.keyed[slug] for slug in row) for row in rows)

    @cached_property
    def means(self) -> Numbers:
        return tuple(total / n for total, n in zip(self.sums, self.counts, strict=True))

    def profile(self, role: str) -> Profile:
        given = next(row.targets for row in self.catalog.roles if row.slug == role)
        targets = tuple(given[dimension.slug] for dimension in self.catalog.dimensions)
        mean = fmean(targets)
        differences = tuple(target - mean for target in targets)
        length = math.sqrt(dot(differences, differences))
        pattern = tuple(self.settings.contrast * value / length for value in differences)
        return Profile(targets, mean, differences, length, pattern)

    @cached_property
    def patterns(self) -> dict[str, Numbers]:
        return {role.slug: self.profile(role.slug).pattern for role in self.catalog.roles}

    def weights_of(self, counts: Sequence[int]) -> Numbers:
        own, noise = self.settings.own_variance, self.settings.noise_variance
        return tuple(1 / (own + noise / n) for n in counts)

    @cached_property
    def weights(self) -> Numbers:
        return self.weights_of(self.counts)

    # --- probabilities and reasons

    @cached_property
    def fits(self) -> dict[str, Fit]:
        return {role: self.fit(pattern) for role, pattern in self.patterns.items()}

    def fit(self, pattern: Numbers) -> Fit:
        gaps = tuple(y - m for y, m in zip(self.means, pattern, strict=True))
        squares, shift = dot(self.weights, gaps, gaps), dot(self.weights, gaps)
        bracket = squares - shift**2 / sum(self.weights)
        return Fit(gaps, squares, shift, bracket, -bracket / 2 / self.settings.temperature)

    @cached_property
    def probabilities(self) -> dict[str, float]:
        odds = {role: math.exp(fit.log) for role, fit in self.fits.items()}
        return {role: value / math.fsum(odds.values()) for role, value in odds.items()}

    @cached_property
    def ranking(self) -> list[str]:
        return sorted(self.probabilities, key=lambda role: -round(self.probabilities[role], 12))

    @property
    def certainty(self) -> str:
        bars, (first, second) = self.settings, [self.probabilities[r] for r in self.ranking[:2]]
        is_even = len(set(self.given.values())) == 1
        if len(self.given) < bars.minimum_answers or first < bars.no_direction_below or is_even:
            return "no_direction"
        if first >= bars.clear_from:
            return "clear"
        return "close" if second / first >= bars.close_from else "leaning"

    def comparison(self, one: str, other: str, w: Numbers) -> Comparison:
        pairs = list(zip(self.patterns[one], self.patterns[other], strict=True))
        differences = tuple(a - b for a, b in pairs)
        shift = dot(w, differences) / sum(w)
        factors = tuple(v * (d - shift) for v, d in zip(w, differences, strict=True))
        return Comparison(differences, shift, factors, tuple((a + b) / 2 for a, b in pairs))

    def points(self, one: str, other: str) -> tuple[Numbers, dict[str, float]]:
        """For one role against another: of each dimension, and of each answer."""
        of = self.comparison(one, other, self.weights)
        factors = tuple(c / self.settings.temperature for c in of.factors)
        rows = zip(factors, self.means, of.middles, strict=True)
        by_answer: dict[str, float] = {}
        for place, slugs in enumerate(self.by_dimension(self.keyed)):
            share, middle = factors[place] / self.counts[place], of.middles[place]
            by_answer |= {slug: share * (self.keyed[slug] - middle) for slug in slugs}
        return tuple(c * (y - middle) for c, y, middle in rows), by_answer

    # --- what the open answers can still do

    @cached_property
    def finals(self) -> tuple[int, ...]:
        return tuple(n + o for n, o in zip(self.counts, self.open, strict=True))

    @cached_property
    def unknown(self) -> Numbers:
        """The share of the true liking that the answers leave open, 0 to 1."""
        return tuple(1 - self.settings.own_variance * w for w in self.weights)

    @cached_property
    def covariances(self) -> list[Numbers]:
        """Of the true likings of each two dimensions."""
        own, level = self.settings.own_variance, 1 / sum(self.weights)
        return [
            tuple(level * u * v + (row == place) * own * u for place, v in enumerate(self.unknown))
            for row, u in enumerate(self.unknown)
        ]

    def ending(self, rival: str) -> Ending:
        of = self.comparison(self.ranking[0], rival, self.weights_of(self.finals))
        pulls = tuple(c / n for c, n in zip(of.factors, self.finals, strict=True))
        to_come = tuple(k * o for k, o in zip(pulls, self.open, strict=True))
        variances = (
            dot(to_come, self.unknown) ** 2 / sum(self.weights),
            self.settings.own_variance * dot(to_come, to_come, self.unknown),
            self.settings.noise_variance * dot(pulls, pulls, self.open),
        )
        now = dot(pulls, self.sums) - dot(of.factors, of.middles)
        return Ending(of, pulls, to_come, now, variances)

    def expected(self, role: str) -> tuple[float, Numbers]:
        """Level and open keyed answers to expect if a role is the respondent's own."""
        level = self.fits[role].shift / sum(self.weights)
        rows = zip(self.unknown, self.means, self.patterns[role], strict=True)
        return level, tuple((1 - u) * y + u * (m + level) for u, y, m in rows)

    def overtaking(self, rival: str, role: str) -> float:
        """The probability that a rival ends before the leader if a role is the respondent's."""
        ending = self.ending(rival)
        _level, answers = self.expected(role)
        mean = ending.now + dot(ending.to_come, answers)
        return NormalDist().cdf(-mean / math.sqrt(sum(ending.variances)))

    def overtaken(self, rival: str) -> float:
        chances = self.probabilities.items()
        return math.fsum(p * self.overtaking(rival, role) for role, p in chances)

    @cached_property
    def stay(self) -> float:
        if not any(self.open):
            return 1.0
        return max(0.0, 1 - math.fsum(map(self.overtaken, self.ranking[1:])))

    @property
    def may_stop(self) -> bool:
        is_enough = len(self.given) >= self.settings.minimum_answers
        return not any(self.open) or (is_enough and self.stay >= self.settings.stop_probability)

    # --- which answer would settle most

    def moves(self, rival: str) -> Numbers:
        """The covariance of one more answer in each dimension with the log-odds at the end."""
        ending, noise = self.ending(rival), self.settings.noise_variance
        rows = zip(self.covariances, ending.pulls, strict=True)
        return tuple(dot(row, ending.to_come) + k * noise for row, k in rows)

    @cached_property
    def spreads(self) -> Numbers:
        """The variance of one more answer in each dimension."""
        noise = self.settings.noise_variance
        return tuple(row[place] + noise for place, row in enumerate(self.covariances))

    @cached_property
    def gains(self) -> Numbers:
        rivals = self.ranking[1:3]
        chances = [self.probabilities[rival] for rival in rivals]
        rows = zip(zip(*map(self.moves, rivals), strict=True), self.spreads, strict=True)
        return tuple(dot(chances, moves, moves) / spread for moves, spread in rows)

    def confusion(self, one: str, other: str) -> float:
        """The share of the people of two roles on the wrong side when all is answered."""
        everything = self.by_dimension([row.slug for row in self.catalog.active_questions])
        w = self.weights_of([len(slugs) for slugs in everything])
        of = self.comparison(one, other, w)
        squared = dot(w, [(d - of.shift) ** 2 for d in of.differences])
        return NormalDist().cdf(-math.sqrt(squared) / 2)
