"""Simulated typical respondents, and how they walk through the quiz.

A model of people that is richer than the engine's own, so that the engine cannot simply find its
own assumptions again: some agree with everything, some use the ends of the scale only, questions
and whole dimensions are liked more or less by everybody, and some questions say more than others.
Leanings and noise are in points of the answer scale. All chance comes from the `rng` passed in.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from statistics import fmean, pstdev

from roles.domain import adaptive
from roles.domain.sheets import HIGHEST, LOWEST
from roles.domain.types import Catalog, CatalogRole

TARGETS_PER_POINT = 25  # targets run from 0 to 100, answers over four points
PULL = 0.55  # how much of a role's profile its people show
LEVEL = 0.5  # how much of a role's general level counts beside its shape

# Standard deviations
OWN = 0.5  # a person's leaning round that of the role
ACQUIESCENCE = 0.45  # a person's "I like everything"
SCALE_USE = 0.25  # the logarithm of how widely a person's answers spread
EASE = 0.3  # how much everybody likes one question, or one dimension, more than others
LOADING = 0.2  # how much of the leaning shows in one question, round 1
NOISE = 0.95  # one answer

LOADINGS = (0.4, 1.6)  # bounds
STRONG_FROM = 0.8  # spread of a person's leanings over the dimensions


@dataclass(frozen=True)
class Bank:
    """What chance made of one set of questions: how they differ, the same for all respondents."""

    eases: Mapping[str, float]  # a question's slug -> points that everybody adds
    loadings: Mapping[str, float]  # a question's slug -> share of the leaning; negative: reversed


@dataclass(frozen=True)
class Respondent:
    """One person, with an answer ready for every question: the same one whenever it is asked."""

    role: str  # the true one, a role's slug
    leanings: Mapping[str, float]  # a dimension's slug -> points
    answers: dict[str, int]  # every active question's slug -> 1 to 5

    @property
    def has_strong_preferences(self) -> bool:
        """Whether some kinds of work are liked much more than others: three in ten people.

        A choice of ours: figures are stated for such people without a word on who they are. A
        spread above 0.8 was fitted to them, so that they confirm nothing by themselves; a stronger
        pull of the roles (0.8 instead of 0.55) gives the same lengths, but a right leader more
        often.
        """
        return pstdev(self.leanings.values()) > STRONG_FROM


def respondents(catalog: Catalog, count: int, rng: Random) -> Iterator[Respondent]:
    """So many typical people, their roles drawn evenly, who all meet the same new bank."""
    bank = draw_bank(catalog, rng)
    profiles = {role.slug: _role_leanings(catalog, role) for role in catalog.roles}
    for _person in range(count):
        role = rng.choice(catalog.roles).slug
        leanings = {slug: mean + rng.gauss(0, OWN) for slug, mean in profiles[role].items()}
        yield Respondent(role, leanings, draw_answers(catalog, bank, leanings, rng))


def draw_bank(catalog: Catalog, rng: Random) -> Bank:
    """How the catalog's active questions happen to differ."""
    shared = {dimension.slug: rng.gauss(0, EASE) for dimension in catalog.dimensions}
    lowest, highest = LOADINGS
    eases, loadings = {}, {}
    for question in catalog.active_questions:
        sign = -1 if question.reversed else 1
        eases[question.slug] = sign * shared[question.dimension] + rng.gauss(0, EASE)
        loadings[question.slug] = sign * min(highest, max(lowest, rng.gauss(1, LOADING)))
    return Bank(eases, loadings)


def draw_answers(
    catalog: Catalog, bank: Bank, leanings: Mapping[str, float], rng: Random
) -> dict[str, int]:
    """One person's answers to all active questions, in the catalog's order."""
    acquiescence, use = rng.gauss(0, ACQUIESCENCE), math.exp(rng.gauss(0, SCALE_USE))
    middle = (LOWEST + HIGHEST) / 2
    answers = {}
    for question in catalog.active_questions:
        slug = question.slug
        liking = bank.loadings[slug] * leanings[question.dimension] + bank.eases[slug]
        answer = round(middle + use * (liking + acquiescence + rng.gauss(0, NOISE)))
        answers[slug] = min(HIGHEST, max(LOWEST, answer))
    return answers


def states(catalog: Catalog, respondent: Respondent, rng: Random) -> Iterator[dict[str, int]]:
    """The respondent's sheet after each page, in the order shown, to the very last question."""
    shown: dict[str, int] = {}
    while page := adaptive.next_page(catalog, shown, rng):
        shown = shown | {slug: respondent.answers[slug] for slug in page}
        yield shown


def walk(catalog: Catalog, respondent: Respondent, rng: Random) -> dict[str, int]:
    """The respondent's sheet when the quiz may stop, in the order shown."""
    return next(
        shown for shown in states(catalog, respondent, rng) if adaptive.may_stop(catalog, shown)
    )


def _role_leanings(catalog: Catalog, role: CatalogRole) -> dict[str, float]:
    """What people of a role lean to on average: its shape, and some of its general level."""
    levels = {one.slug: fmean(one.targets.values()) / TARGETS_PER_POINT for one in catalog.roles}
    level = levels[role.slug]
    raised = LEVEL * (level - fmean(levels.values()))
    return {
        slug: PULL * (target / TARGETS_PER_POINT - level + raised)
        for slug, target in role.targets.items()
    }
