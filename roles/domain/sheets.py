"""A catalog and a sheet of answers as the plain numbers that the engine works with."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import NamedTuple

from roles.domain.errors import AnswerError, Problem, UnknownRole
from roles.domain.types import Answers, Catalog, CatalogQuestion, Settings

LOWEST, HIGHEST = 1, 5
MIDDLE = (LOWEST + HIGHEST) / 2
ALLOWED = f"a whole number from {LOWEST} to {HIGHEST}, or nothing for a skipped question"
LEAST_SCALE, MOST_SCALE = 0.6, 1.6
FLAT = 1e-9  # a profile whose targets differ by less has no pattern


class Key(NamedTuple):
    """How the answer to one question counts: keyed, it is sign * answer + offset - baseline."""

    dimension: int  # its place among the catalog's dimensions
    sign: int  # -1 when liking it counts against the dimension
    offset: int
    baseline: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A catalog by place instead of by slug."""

    roles: tuple[str, ...]
    dimensions: tuple[str, ...]
    patterns: tuple[tuple[float, ...], ...]  # per role and dimension, in points of the scale
    keys: Mapping[str, Key]  # of every question
    active: tuple[tuple[str, ...], ...]  # per dimension, the questions that are asked

    def role(self, slug: str) -> int:
        """The place of a role.

        Raises:
            UnknownRole: when the catalog has no such role.
        """
        try:
            return self.roles.index(slug)
        except ValueError:
            message = f"{slug!r} is no role of this catalog; there are {', '.join(self.roles)}"
            raise UnknownRole(message) from None


@lru_cache(maxsize=64)
def layout(catalog: Catalog) -> Layout:
    """The layout of a catalog, worked out once per process."""
    places = {dimension.slug: place for place, dimension in enumerate(catalog.dimensions)}
    return Layout(
        roles=tuple(role.slug for role in catalog.roles),
        dimensions=tuple(places),
        patterns=tuple(
            pattern([role.targets[slug] for slug in places], catalog.settings.contrast)
            for role in catalog.roles
        ),
        keys={question.slug: _key(question, places) for question in catalog.questions},
        active=tuple(
            tuple(row.slug for row in catalog.active_questions if row.dimension == slug)
            for slug in places
        ),
    )


def _key(question: CatalogQuestion, places: Mapping[str, int]) -> Key:
    sign, offset = (-1, LOWEST + HIGHEST) if question.reversed else (1, 0)
    return Key(places[question.dimension], sign, offset, question.baseline)


def pattern(targets: list[float], contrast: float) -> tuple[float, ...]:
    """The shape of a profile without its level and scatter: targets less their mean, at a length
    of `contrast`; all 0 for a flat profile. Cronbach and Gleser 1953."""
    mean = math.fsum(targets) / len(targets)
    centred = [target - mean for target in targets]
    length = math.hypot(*centred)
    if length < FLAT:
        return (0.0,) * len(targets)
    return tuple(contrast * value / length for value in centred)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One respondent's answers; tuples hold one number per dimension.

    `keyed`, `sums` and `means` are multiplied by `scale`.
    """

    catalog: Catalog
    layout: Layout
    keyed: Mapping[str, float]  # answered question's slug -> keyed answer, in the order shown
    shown: tuple[int, ...]  # the dimension of each question shown, in order
    counts: tuple[int, ...]  # answered
    sums: tuple[float, ...]  # of the keyed answers
    skipped: tuple[int, ...]
    open: tuple[int, ...]  # active and not shown yet
    means: tuple[float, ...]  # keyed answers; 0, which has no weight, where there are none
    finals: tuple[int, ...]  # how many will be answered if no more are skipped
    scale: float  # see `scale_for`; 1 when the catalog does not correct for boldness
    residual: float  # sum of squares of the keyed answers, before scaling, round their means


def read(catalog: Catalog, answers: Answers) -> Sheet:
    """The sheet of these answers.

    An answer to a question that is no longer active counts like any other.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    of = layout(catalog)
    keyed, shown = _keyed(of, answers), [of.keys[slug].dimension for slug in answers]
    size, keys = len(of.dimensions), of.keys
    counts, sums, skipped = [0] * size, [0.0] * size, [0] * size
    for slug, place in zip(answers, shown, strict=True):
        if slug in keyed:
            counts[place] += 1
            sums[place] += keyed[slug]
        else:
            skipped[place] += 1
    left = tuple(sum(slug not in answers for slug in active) for active in of.active)
    means = [total / n if n else 0.0 for total, n in zip(sums, counts, strict=True)]
    squares = ((value - means[keys[slug].dimension]) ** 2 for slug, value in keyed.items())
    residual = math.fsum(squares)
    scale = scale_for(catalog.settings, residual, len(keyed) - sum(map(bool, counts)))
    return Sheet(
        catalog=catalog,
        layout=of,
        keyed={slug: scale * value for slug, value in keyed.items()},
        shown=tuple(shown),
        counts=tuple(counts),
        sums=tuple(scale * total for total in sums),
        skipped=tuple(skipped),
        open=left,
        means=tuple(scale * mean for mean in means),
        finals=tuple(map(add, counts, left)),
        scale=scale,
        residual=residual,
    )


def _keyed(of: Layout, answers: Answers) -> dict[str, float]:
    """Each answered question's keyed answer, before scaling, in the order shown."""
    keyed = {}
    for slug, answer in answers.items():
        if slug not in of.keys or not is_answer(answer):
            raise AnswerError(tuple(_problems(of, answers)))
        if answer is not None:
            _place, sign, offset, baseline = of.keys[slug]
            keyed[slug] = sign * answer + offset - baseline
    return keyed


def scale_for(settings: Settings, residual: float, freedom: int) -> float:
    """By how much a person's answers are stretched, LEAST_SCALE to MOST_SCALE.

    Some people tick boldly and some cautiously, and are right equally often. How far answers to
    one kind of work lie apart tells the two from each other: it is brought to what the settings
    expect of everybody, as far as the answers given outweigh `scale_answers` imagined ones.

    Args:
        residual: sum of squares of the keyed answers round the means of their own dimensions.
        freedom: answers less answered dimensions.

    Source: a scaled inverse chi-squared prior of the noise variance, Gelman et al. 2013.
    """
    trust, noise = settings.scale_answers, settings.noise_variance
    if not trust:
        return 1.0
    scale = math.sqrt(noise * (trust + freedom) / (trust * noise + residual))
    return min(max(scale, LEAST_SCALE), MOST_SCALE)


def is_answer(value: object) -> bool:
    """Whether this can stand on a sheet. A bool is no number, nor is "5"."""
    return value is None or (type(value) is int and LOWEST <= value <= HIGHEST)


def _problems(of: Layout, answers: Mapping[str, object]) -> list[Problem]:
    problems = []
    for slug, answer in answers.items():
        where = f"answers.{slug}"
        if slug not in of.keys:
            allowed = "a question of this catalog"
            problems.append(Problem(("answers", slug), where, slug, allowed))
        elif not is_answer(answer):
            problems.append(Problem(("answers", slug), where, answer, ALLOWED))
    return problems
