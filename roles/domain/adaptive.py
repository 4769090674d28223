"""Which questions to ask next, and whether to stop.

Stopping is stochastic curtailment: stop when the answers still open are unlikely to change who
leads (Finkelman 2012). Choosing looks for the dimension whose answer would settle the leader
against the strongest rivals soonest, in the spirit of expected classification (Rudner 2002;
Gnambs and Batinic 2011); inside a dimension chance chooses, so that all questions are met.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from random import Random
from typing import NamedTuple

from roles.domain.scoring import Line, line, posterior, ranking, weight
from roles.domain.sheets import Sheet, read
from roles.domain.types import Answers, Catalog, Settings

RIVALS = 2  # that the choice of questions looks at
LEAST_WEIGHT = 0.001  # stands for none, so that the variance of the unknown level stays a number
NOTHING = 1e-9  # a spread of log-odds below which the outcome is certain
SQRT_2 = math.sqrt(2)


def may_stop(catalog: Catalog, answers: Answers) -> bool:
    """Whether the quiz may end here. To be asked at the end of a page only.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    sheet = read(catalog, answers)
    if not any(sheet.open):
        return True
    settings = catalog.settings
    is_enough = len(sheet.keyed) >= settings.minimum_answers
    return is_enough and _stay_probability(sheet) >= settings.stop_probability


def stay_probability(catalog: Catalog, answers: Answers) -> float:
    """The probability, 0 to 1, that the leader still leads once every open question is answered.

    A lower bound: the chances of the rivals to overtake are added up, though two of them cannot
    both end first. 1 when nothing is open.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    return _stay_probability(read(catalog, answers))


def settle_gains(catalog: Catalog, answers: Answers) -> dict[str, float]:
    """How much one more answer in each dimension would settle, by the dimension's slug.

    What it takes away of the variance of the final log-odds of the leader against its strongest
    rivals, weighted by the rivals' probabilities. 0 or more; only the order matters.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    sheet = read(catalog, answers)
    return dict(zip(sheet.layout.dimensions, _rivalry(sheet).gains(), strict=True))


def next_page(catalog: Catalog, answers: Answers, rng: Random) -> tuple[str, ...]:
    """The slugs of the questions to show next; fewer than a page near the end, () after it.

    The first page has one question of each dimension before a second of any. On later pages each
    place goes to the dimension with the largest settle gain. No dimension comes more than
    `longest_run` times in a row, over page ends too, unless nothing else is left.

    Args:
        answers: all questions shown so far, in the order shown.
        rng: chooses the question inside a dimension, the order of the first page, and between
            equal gains. The same state always gives the same page.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    sheet = read(catalog, answers)
    unused = [[slug for slug in active if slug not in answers] for active in sheet.layout.active]
    page: list[str] = []
    run = list(sheet.shown)
    rivalry = _rivalry(sheet) if sheet.shown else None
    while len(page) < catalog.settings.questions_per_page and any(unused):
        places = [place for place, slugs in enumerate(unused) if slugs]
        places = _without_long_runs(places, run, catalog.settings.longest_run)
        rng.shuffle(places)
        if rivalry is None:
            place = min(places, key=run.count)
        else:
            place = max(places, key=rivalry.gains().__getitem__)
            rivalry.ask(place)
        page.append(unused[place].pop(rng.randrange(len(unused[place]))))
        run.append(place)
    return tuple(page)


def _without_long_runs(places: list[int], run: Sequence[int], longest: int) -> list[int]:
    """The dimensions that may come next; all of them when no other is left."""
    tail = run[-longest:]
    if len(tail) < longest or len(set(tail)) > 1:
        return places
    return [place for place in places if place != tail[0]] or places


# --- what the open answers can still do


class _Beliefs(NamedTuple):
    """What so many answers in each dimension leave unknown of the true liking of each.

    The covariance of the true likings of two dimensions is the level's variance times both
    unknown shares; that of a dimension with itself has own_variance times its share on top.
    """

    unknown: list[float]  # per dimension, the share of it that the answers leave open, 0 to 1
    weights: list[float]
    level_variance: float


def _beliefs(settings: Settings, counts: Sequence[int]) -> _Beliefs:
    weights = [weight(settings, count) for count in counts]
    unknown = [1 - settings.own_variance * w for w in weights]
    return _Beliefs(unknown, weights, 1 / max(sum(weights), LEAST_WEIGHT))


def _pull(of: Line, finals: Sequence[int], first: int, other: int) -> list[float]:
    """By how much one more point in one answer moves the final log-odds of two roles."""
    slopes = zip(of.slopes[first], of.slopes[other], finals, strict=True)
    return [(one - two) / n if n else 0.0 for one, two, n in slopes]


def _stay_probability(sheet: Sheet) -> float:
    if not any(sheet.open):
        return 1.0
    chances = posterior(sheet)
    first = ranking(chances)[0]
    forecast = _Forecast(sheet, chances, _beliefs(sheet.catalog.settings, sheet.counts))
    final = line(sheet.catalog, sheet.finals)
    overtaken = 0.0
    for rival in range(len(chances)):
        if rival != first:
            pull = _pull(final, sheet.finals, first, rival)
            now = final.intercepts[first] - final.intercepts[rival]
            overtaken += forecast.below_zero(pull, now + sum(map(mul, pull, sheet.sums)))
    return max(0.0, 1.0 - overtaken)


class _Forecast:
    """What the open answers of a sheet may come to.

    Each role in turn is taken for the respondent's own: the open answers then follow its pattern
    as far as those given leave that unknown, and the given ones for the rest.
    """

    def __init__(self, sheet: Sheet, chances: Sequence[float], believed: _Beliefs) -> None:
        self.sheet = sheet
        self.chances = chances
        self.believed = believed
        own = sum(map(mul, believed.weights, sheet.means))
        self.levels = [  # expected of the respondent, were it the role's; for each role
            believed.level_variance * (own - sum(map(mul, believed.weights, pattern)))
            for pattern in sheet.layout.patterns
        ]

    def below_zero(self, pull: Sequence[float], now: float) -> float:
        """The probability that log-odds which stand at `now`, and which each point of an open
        answer moves by `pull`, come out below 0."""
        settings, level_variance = self.sheet.catalog.settings, self.believed.level_variance
        to_come = list(map(mul, pull, self.sheet.open))  # by one point in all open answers
        unknown = list(map(mul, to_come, self.believed.unknown))
        unknown_level = sum(unknown)
        deviation = math.sqrt(
            level_variance * unknown_level**2
            + settings.own_variance * sum(map(mul, unknown, to_come))
            + settings.noise_variance * sum(map(mul, pull, to_come))
        )
        known = now + sum(
            (coming - part) * mean
            for coming, part, mean in zip(to_come, unknown, self.sheet.means, strict=True)
        )
        return sum(
            chance
            * _below_zero(known + sum(map(mul, unknown, m)) + level * unknown_level, deviation)
            for chance, m, level in zip(
                self.chances, self.sheet.layout.patterns, self.levels, strict=True
            )
        )


def _below_zero(mean: float, deviation: float) -> float:
    """The probability that a normal value is below 0."""
    if deviation < NOTHING:
        return 1.0 if mean < -NOTHING else 0.0
    return math.erfc(mean / deviation / SQRT_2) / 2


# --- which answer would settle most


@dataclass(slots=True)
class _Rivalry:
    """The leader against its strongest rivals, and what was asked of each dimension so far."""

    settings: Settings
    chances: list[float]  # of each rival
    pulls: list[list[float]]  # per rival and dimension
    counts: list[int]
    open: list[int]

    def gains(self) -> list[float]:
        """See `settle_gains`."""
        own, noise = self.settings.own_variance, self.settings.noise_variance
        unknown, _weights, level = _beliefs(self.settings, self.counts)
        gains = [0.0] * len(unknown)
        for chance, pull in zip(self.chances, self.pulls, strict=True):
            to_come = list(map(mul, pull, self.open))
            shared = level * sum(map(mul, to_come, unknown))
            for place, (coming, k, u) in enumerate(zip(to_come, pull, unknown, strict=True)):
                gains[place] += chance * (u * (shared + own * coming) + k * noise) ** 2
        return [
            gain / (level * u * u + own * u + noise) for gain, u in zip(gains, unknown, strict=True)
        ]

    def ask(self, place: int) -> None:
        """Counts a question as answered: for what is unknown, not for who leads."""
        self.counts[place] += 1
        self.open[place] -= 1


def _rivalry(sheet: Sheet) -> _Rivalry:
    chances = posterior(sheet)
    first, *others = ranking(chances)
    final = line(sheet.catalog, sheet.finals)
    rivals = others[:RIVALS]
    return _Rivalry(
        settings=sheet.catalog.settings,
        chances=[chances[rival] for rival in rivals],
        pulls=[_pull(final, sheet.finals, first, rival) for rival in rivals],
        counts=list(sheet.counts),
        open=list(sheet.open),
    )
