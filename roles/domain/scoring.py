"""From answers to probabilities: which role comes first, and how sure that is.

The model. A respondent likes a kind of work by so much; how much, is a level of their own, plus
the pattern of their role, plus a leaning of their own (variance `own_variance`); an answer is
that, plus noise (variance `noise_variance`). Nothing is assumed of the level, which is integrated
out under a flat prior, so that somebody who likes everything and somebody who likes little are
told apart by their patterns alone. How boldly a person ticks is estimated from the answers, and
taken out of them first (`sheets.scale_for`). The logarithm of the odds between two roles is then
linear in the answers: reasons add up, and one can say what more answers would do.

Sources: a profile as level, scatter and shape, Cronbach and Gleser 1953; a general factor in
interest scales, Tracey 2012; normal densities with a common covariance, linear discriminant
analysis, Fisher 1936, Welch 1939.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from roles.domain import quality
from roles.domain.sheets import Sheet, layout, read
from roles.domain.types import (
    POINTS_OF_100,
    TARGET_RANGE,
    Answers,
    Catalog,
    CatalogRole,
    Certainty,
    DimensionScore,
    LevelRemark,
    Match,
    Outcome,
    Settings,
)

DIGITS = 12  # to which probabilities are compared; what differs less is a tie
NEARLY = 1e-9  # log-odds below which a tie is possible
AXIS_STEP = 10  # points of 100; the axis of a chart reaches to a multiple of this
MOST_NAMED = 3  # roles of a close result
REMARKABLE_LEVEL = 1.0  # points of the scale above or below the baselines


def probabilities(catalog: Catalog, answers: Answers) -> dict[str, float]:
    """The probability of each role, 0 to 1, in the catalog's order; they add up to 1.

    Without any answer all roles are equally likely.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    sheet = read(catalog, answers)
    return dict(zip(sheet.layout.roles, posterior(sheet), strict=True))


def score(catalog: Catalog, answers: Answers, seconds: Sequence[float] = ()) -> Outcome:
    """What the answers come to: ranked matches, how sure that is, and the dimensions' scores.

    An empty sheet, or one on which everything was skipped, is no error: all roles are equally
    likely, in the catalog's order, and the certainty is "no_direction".

    Args:
        answers: in the order shown; only the notes on a sheet depend on it.
        seconds: as in `quality.notes`.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    sheet = read(catalog, answers)
    chances = posterior(sheet)
    order = ranking(chances)
    answered_means = [mean for mean, n in zip(sheet.means, sheet.counts, strict=True) if n]
    level = math.fsum(answered_means) / len(answered_means) / sheet.scale if answered_means else 0.0
    matches = tuple(Match(sheet.layout.roles[place], chances[place]) for place in order)
    is_noted = catalog.format != 1 and bool(quality.sheet_notes(sheet, answers, seconds))
    certainty: Certainty = "no_direction"
    if _has_direction(catalog.settings, answers, matches[0].probability):
        certainty = direction(catalog.settings, matches, is_noted=is_noted)
    return Outcome(
        matches=matches,
        certainty=certainty,
        scores=_dimension_scores(sheet, level),
        level=level,
        level_remark=_level_remark(level),
        named=named_roles(catalog, matches, certainty),
        is_noted=is_noted,
        scale=sheet.scale,
    )


def expected_pattern(catalog: Catalog, role: CatalogRole) -> dict[str, float]:
    """How far above (or below) their own average people of a role are expected to like each
    dimension, in points of the answer scale: what `DimensionScore.pattern` is compared with."""
    of = layout(catalog)
    return dict(zip(of.dimensions, of.patterns[of.role(role.slug)], strict=True))


def typical_pattern(catalog: Catalog, role: CatalogRole) -> tuple[float, ...]:
    """The same in points of 100, by dimension in the catalog's order: what a chart marks."""
    return tuple(POINTS_OF_100 * points for points in expected_pattern(catalog, role).values())


def profile_shape(catalog: Catalog, role_slug: str) -> dict[str, float]:
    """How far each of a role's targets lies above the mean of its targets, by dimension.

    Raises:
        UnknownRole: when the catalog has no such role.
    """
    targets = catalog.roles[layout(catalog).role(role_slug)].targets
    mean = math.fsum(targets.values()) / len(targets)
    return {slug: target - mean for slug, target in targets.items()}


class ChartPosition(NamedTuple):
    """One dimension on the axis from 0 to 100 of the chart."""

    own: float | None  # how much the person likes it; None without answers
    role: float  # what is typical of the role among people who like as much overall


def chart_positions(
    catalog: Catalog, scores: Sequence[DimensionScore], role_slug: str
) -> tuple[ChartPosition, ...]:
    """A person beside a role, by dimension in the catalog's order: the role's targets, moved so
    that their mean is the mean of the person's likings, and kept inside the axis.

    Raises:
        UnknownRole: when the catalog has no such role.
    """
    shape = profile_shape(catalog, role_slug)
    likings = [score.plain for score in scores if score.plain is not None]
    low, high = TARGET_RANGE
    mean = math.fsum(likings) / len(likings) if likings else (low + high) / 2
    return tuple(
        ChartPosition(score.plain, min(max(mean + shape[score.dimension], low), high))
        for score in scores
    )


def axis_reach(furthest: float) -> int:
    """The end of a chart's axis from -reach to reach that has to hold this number, 0 or more."""
    return max(1, math.ceil(furthest / AXIS_STEP)) * AXIS_STEP


# --- the model


def weight(settings: Settings, count: int) -> float:
    """What the mean of so many answers is worth: one over its variance; 0 for no answers."""
    return 1 / (settings.own_variance + settings.noise_variance / count) if count else 0.0


class Line(NamedTuple):
    """Each role's log-odds as a linear function of the dimensions' mean keyed answers.

    Before the temperature, and up to a number common to all roles.
    """

    slopes: tuple[tuple[float, ...], ...]  # per role and dimension; each role's add up to 0
    intercepts: tuple[float, ...]  # per role

    def at(self, means: Sequence[float]) -> list[float]:
        return [
            intercept + sum(map(mul, slopes, means))
            for slopes, intercept in zip(self.slopes, self.intercepts, strict=True)
        ]


@lru_cache(maxsize=4096)
def line(catalog: Catalog, counts: tuple[int, ...]) -> Line:
    """The line for so many answers in each dimension; kept, as the same few come again.

    With weights w and a role's pattern m, less its weighted mean: slopes w (m - mean m) and
    intercept -1/2 sum w (m - mean m) m, the quadratic form of the posterior multiplied out.
    """
    weights = [weight(catalog.settings, count) for count in counts]
    total = sum(weights) or 1.0
    slopes, intercepts = [], []
    for pattern in layout(catalog).patterns:
        mean = sum(map(mul, weights, pattern)) / total
        slope = tuple(w * (m - mean) for w, m in zip(weights, pattern, strict=True))
        slopes.append(slope)
        intercepts.append(-sum(map(mul, slope, pattern)) / 2)
    return Line(tuple(slopes), tuple(intercepts))


def posterior(sheet: Sheet) -> list[float]:
    """The probability of each role, in the catalog's order; the prior is uniform."""
    return softmax(log_odds_of(sheet), sheet.catalog.settings.temperature)


def log_odds_of(sheet: Sheet) -> list[float]:
    """Each role's log-odds, in the catalog's order: see `Line`."""
    return line(sheet.catalog, sheet.counts).at(sheet.means)


def softmax(log_odds: Sequence[float], temperature: float) -> list[float]:
    highest = max(log_odds)
    odds = [math.exp((value - highest) / temperature) for value in log_odds]
    total = sum(odds)
    return [value / total for value in odds]


def ranking(chances: Sequence[float]) -> list[int]:
    """Places of roles, the most probable first; what is equal to 12 digits stays in order."""
    return sorted(range(len(chances)), key=lambda place: -round(chances[place], DIGITS))


def leader(log_odds: Sequence[float], temperature: float) -> int:
    """The first of the ranking, without working out probabilities where no tie is near."""
    first = max(log_odds)
    near = [value for value in log_odds if first - value < NEARLY * temperature]
    if len(near) > 1:
        return ranking(softmax(log_odds, temperature))[0]
    return log_odds.index(first)


# --- words and scores


def direction(settings: Settings, matches: Sequence[Match], *, is_noted: bool) -> Certainty:
    """The word for a sheet that points to a role: how far ahead its leader is."""
    first, second = matches[0].probability, matches[1].probability
    if first >= settings.clear_from:
        return "leaning" if is_noted else "clear"
    return "close" if second / first >= settings.close_from else "leaning"


def named_roles(
    catalog: Catalog, matches: Sequence[Match], certainty: Certainty
) -> tuple[str, ...]:
    """The roles that a headline names: the leader; of a close result every role that is within
    `close_from` of it, MOST_NAMED at most; without a direction none. Catalogs of format 1 were
    published when a close result named two."""
    if certainty == "no_direction":
        return ()
    if certainty != "close":
        return (matches[0].role,)
    first, close_from = matches[0].probability, catalog.settings.close_from
    most = 2 if catalog.format == 1 else MOST_NAMED
    return tuple(match.role for match in matches[:most] if match.probability / first >= close_from)


def has_direction(sheet: Sheet, answers: Answers) -> bool:
    """Whether the answers of a sheet point to a role at all: as `score`, without the rest."""
    return _has_direction(sheet.catalog.settings, answers, max(posterior(sheet)))


def _has_direction(settings: Settings, answers: Answers, first: float) -> bool:
    given = [answer for answer in answers.values() if answer is not None]
    return (
        len(given) >= settings.minimum_answers
        and first >= settings.no_direction_below
        and len(set(given)) > 1
    )


def _level_remark(level: float) -> LevelRemark | None:
    if level > REMARKABLE_LEVEL:
        return "liked_most"
    return "liked_little" if level < -REMARKABLE_LEVEL else None


def _dimension_scores(sheet: Sheet, level: float) -> tuple[DimensionScore, ...]:
    baselines = [0.0] * len(sheet.counts)  # sums over the answered questions
    for slug in sheet.keyed:
        key = sheet.layout.keys[slug]
        baselines[key.dimension] += key.baseline
    return tuple(
        DimensionScore(
            dimension=slug,
            answered=n,
            skipped=sheet.skipped[place],
            open=sheet.open[place],
            mean=(sheet.sums[place] / sheet.scale + baselines[place]) / n if n else None,
            pattern=sheet.means[place] / sheet.scale - level if n else None,
        )
        for place, (slug, n) in enumerate(zip(sheet.layout.dimensions, sheet.counts, strict=True))
    )
