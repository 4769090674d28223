"""The settings under which complete sheets are likeliest: contrast, boldness, temperature.

Each is estimated alone, with the others as they are, and comes with what speaks for it: its
standard error, and how much better it foretells sheets that it was not learnt from. Learn the
baselines first, as what everybody likes would pass for a pattern. Keep noted sheets out.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import mul
from statistics import fmean
from typing import Literal, NamedTuple

from roles.domain.calibration import (
    COLDEST,
    HOTTEST,
    Repeat,
    likeliest_temperature,
    temperature_cases,
)
from roles.domain.scoring import softmax, weight
from roles.domain.sheets import Layout, Sheet, layout, read
from roles.domain.types import Answers, Catalog

SettingName = Literal["contrast", "scale_answers", "temperature"]
Score = Callable[[float], float]  # one sheet's log-likelihood by the value, up to a constant

SHEETS_NEEDED = 300  # before a setting is estimated
CAUTION = 2  # standard errors that a proposal lies from what is in force, at least
FOLDS = 5  # each fifth of the sheets is foretold from the other four
FLATTEST, STEEPEST = 0.2, 3.0  # contrasts between which the likeliest is looked for
LEAST_TRUST, MOST_TRUST = 1.0, 60.0  # likewise for scale_answers; 60 hardly moves an answer
GOLDEN = (math.sqrt(5) - 1) / 2
FINE = 1e-4  # of a value: what the search leaves open, and far below any standard error
HALVINGS = 16  # of the range of temperatures: likewise
STEP = 0.01  # of a value, in numerical derivatives
AT_AN_END = 0.01  # of a value: so near to an end nothing in between is the likeliest


@dataclass(frozen=True, slots=True)
class SettingEstimate:
    """What sheets say of one setting."""

    name: SettingName
    before: float  # the value in force
    value: float  # the likeliest, rounded as it would be put into the draft
    error: float | None  # its standard error; None at an end, where it has none
    is_clear: bool  # whether it differs from the one in force by more than CAUTION errors
    gain: float  # log-likelihood of a held-out sheet, more than with the value in force
    sheets: int

    @property
    def is_proposed(self) -> bool:
        """Whether it differs by more than chance, and does no harm on held-out sheets."""
        return self.is_clear and self.gain > 0


# --- contrast


def contrast_estimate(catalog: Catalog, sheets: Sequence[Answers]) -> SettingEstimate | None:
    """The length of the roles' patterns under which the sheets are likeliest.

    As nobody knows anyone's role, a sheet's likelihood is the mean over the roles of what
    `scoring` takes it to be for each, the level integrated out: marginal maximum likelihood, Bock
    and Aitkin 1981. A baseline is learnt less the roles' mean pattern at the catalog's contrast;
    at another one it would be another, and is taken to be that here.

    Args:
        catalog: with baselines learnt from these sheets.
        sheets: complete ones.

    Returns:
        None with fewer than SHEETS_NEEDED.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None, of
            the first sheet that has any.
    """
    if len(sheets) < SHEETS_NEEDED:
        return None
    of, before = layout(catalog), catalog.settings.contrast
    scores = [_contrast_score(read(catalog, answers), of, before) for answers in sheets]
    search = _Search("contrast", before, FLATTEST, STEEPEST, digits=2)
    return _estimate(search, scores)


def _contrast_score(sheet: Sheet, of: Layout, before: float) -> Score:
    """With weights w, a the means as they would be at a contrast of 0, and v a role's pattern at
    1 less the mean one: a role's log-likelihood is c b - c^2 s / 2, where b and s are the weighted
    covariance of a and v and the variance of v, and c is the contrast."""
    weights = [weight(sheet.catalog.settings, count) for count in sheet.counts]
    ones = [[points / before for points in pattern] for pattern in of.patterns]
    middle = [sheet.scale * fmean(column) for column in zip(*ones, strict=True)]
    start = [mean - before * shift for mean, shift in zip(sheet.means, middle, strict=True)]
    pairs = []
    for one in ones:
        turned = [points - shift for points, shift in zip(one, middle, strict=True)]
        pairs.append((_product(weights, start, turned), _product(weights, turned, turned)))

    def score(contrast: float) -> float:
        logs = [contrast * (b - contrast * s / 2) for b, s in pairs]
        first = max(logs)
        return first + math.log(sum(math.exp(log - first) for log in logs))

    return score


def _product(weights: Sequence[float], one: Sequence[float], other: Sequence[float]) -> float:
    """The sum of w one other, both taken round their weighted means."""
    weighted = list(map(mul, weights, one))
    level = math.fsum(weighted) / (math.fsum(weights) or 1.0)
    return math.fsum(map(mul, weighted, other)) - level * math.fsum(map(mul, weights, other))


# --- boldness


def scale_estimate(catalog: Catalog, sheets: Sequence[Answers]) -> SettingEstimate | None:
    """How many answers' worth of trust people earn that they tick as boldly as most
    (`scale_answers`), under which the sheets are likeliest.

    The more people differ in how far their answers lie apart, the less. A person's variance round
    the means of their own kinds of work, over `noise_variance`, has an F distribution with as many
    degrees of freedom as the sheet has below the line, if people's noise variances have a scaled
    inverse chi-squared one: empirical Bayes, Smyth 2004.

    A value at the end, MOST_TRUST, stands for 0: people hardly differ, and nothing need be evened
    out. It is proposed when the sheets speak for it as clearly as CAUTION standard errors would:
    twice the gain in log-likelihood is above the square of that (Wilks 1938).

    Args, returns, raises: as `contrast_estimate`.
    """
    if len(sheets) < SHEETS_NEEDED:
        return None
    scores = [_scale_score(read(catalog, answers)) for answers in sheets]
    search = _Search(
        *("scale_answers", catalog.settings.scale_answers, LEAST_TRUST, MOST_TRUST),
        digits=0,
        endless=True,
    )
    return _estimate(search, scores)


def _scale_score(sheet: Sheet) -> Score:
    freedom = len(sheet.keyed) - sum(map(bool, sheet.counts))
    over_noise = sheet.residual / sheet.catalog.settings.noise_variance  # freedom times F

    def score(trust: float) -> float:
        """The logarithm of the density of F, without what does not depend on `trust`."""
        both = (freedom + trust) / 2
        gammas = math.lgamma(both) - math.lgamma(trust / 2)
        return gammas - freedom / 2 * math.log(trust) - both * math.log1p(over_noise / trust)

    return score


# --- temperature


def temperature_estimate(catalog: Catalog, repeats: Sequence[Repeat]) -> SettingEstimate | None:
    """`calibration.temperature` with its error, and what it gains.

    Returns:
        None with fewer than SHEETS_NEEDED.

    Raises:
        AnswerError, UnknownRole: as `calibration.temperature`.
    """
    if len(repeats) < SHEETS_NEEDED:
        return None
    cases = temperature_cases(catalog, repeats)

    def score_of(log_odds: Sequence[float], role: int) -> Score:
        return lambda value: math.log(max(softmax(log_odds, value)[role], math.ulp(0.0)))

    scores = [score_of(*case) for case in cases]
    search = _Search("temperature", catalog.settings.temperature, COLDEST, HOTTEST, digits=2)
    return _estimate(
        search,
        scores,
        lambda chosen: likeliest_temperature([cases[place] for place in chosen], HALVINGS),
    )


# --- the search


class _Search(NamedTuple):
    """For one setting, between two ends."""

    name: SettingName
    before: float
    low: float
    high: float
    digits: int
    endless: bool = False  # whether the high end stands for 0, as no end there is high enough


def _estimate(
    search: _Search,
    scores: Sequence[Score],
    fit: Callable[[Sequence[int]], float] | None = None,
) -> SettingEstimate:
    """
    Args:
        fit: the likeliest value for the scores at these places; else it is searched for.
    """
    everyone = range(len(scores))
    fitted = fit or (lambda chosen: _likeliest(search, [scores[place] for place in chosen]))
    before = search.high if search.endless and not search.before else search.before
    found = fitted(everyone)
    gains = [
        scores[place](learnt) - scores[place](before)
        for fold in range(FOLDS)
        for learnt in [fitted([place for place in everyone if place % FOLDS != fold])]
        for place in everyone[fold::FOLDS]
    ]
    error = _error(search, scores, found)
    value = round(found, search.digits)
    if search.endless and found > search.high * (1 - AT_AN_END):
        value = 0.0
        is_clear = 2 * sum(score(found) - score(before) for score in scores) > CAUTION**2
    else:
        is_clear = error is not None and abs(found - before) > CAUTION * error
    return SettingEstimate(
        search.name, search.before, value, error, is_clear, fmean(gains), len(scores)
    )


def _likeliest(search: _Search, scores: Sequence[Score]) -> float:
    """The value between the ends with the highest sum of scores, by golden sections of its
    logarithm (Kiefer 1953); the sum has one peak."""

    def total(log: float) -> float:
        value = math.exp(log)
        return sum(score(value) for score in scores)

    low, high = math.log(search.low), math.log(search.high)
    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_left, at_right = total(left), total(right)
    while high - low > FINE:
        if at_left > at_right:
            high, right, at_right = right, left, at_left
            left = high - GOLDEN * (high - low)
            at_left = total(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + GOLDEN * (high - low)
            at_right = total(right)
    return math.exp((low + high) / 2)


def _error(search: _Search, scores: Sequence[Score], found: float) -> float | None:
    """The standard error, which holds even if the model is not quite right: slopes of single
    sheets over the curvature of all. White 1982. None at an end."""
    if not search.low * (1 + AT_AN_END) < found < search.high * (1 - AT_AN_END):
        return None
    step = STEP * found
    slopes, curvature = 0.0, 0.0
    for score in scores:
        below, at, above = score(found - step), score(found), score(found + step)
        slopes += ((above - below) / (2 * step)) ** 2
        curvature -= (above - 2 * at + below) / step**2
    return math.sqrt(slopes) / curvature if curvature > 0 else None
