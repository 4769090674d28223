"""Simulated people, and how they walk through the quiz.

A model of people that is richer than the engine's own, so that the engine cannot simply find its
own assumptions again: some agree with everything, some use the ends of the scale only, questions
and whole dimensions are liked more or less by everybody, some questions say more than others, and
none means quite the same to the people of two roles. Leanings and noise are in points of the
answer scale. All chance comes from the `rng` passed in.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from statistics import fmean, pstdev

from roles.domain import adaptive, days
from roles.domain.personas import NEUTRAL_OWN
from roles.domain.sheets import HIGHEST, LOWEST
from roles.domain.types import POINTS_OF_100, Catalog, DayChoice, DayPair, Outcome

MIDDLE = (LOWEST + HIGHEST) / 2
PULL = 0.55  # how much of a role's profile its people show
LEVEL = 0.5  # how much of a role's general level counts beside its shape

# Standard deviations
OWN = 0.5  # a person's leaning round that of the role
ACQUIESCENCE = 0.45  # a person's "I like everything"
SCALE_USE = 0.25  # the logarithm of how widely a person's answers spread
EASE = 0.3  # how much everybody likes one question, or one dimension, more than others
LOADING = 0.2  # how much of the leaning shows in one question, round 1
MEANING = 0.4  # how much more one question is liked by the people of one role than its kind is
NOISE = 0.95  # one answer

LOADINGS = (0.4, 1.6)  # bounds
STRONG_FROM = 0.8  # spread of a person's leanings over the dimensions
OWN_DAY = 0.7  # how often people take the day of their own role


@dataclass(frozen=True, slots=True)
class Habit:
    """What sets the people of a population apart from typical ones."""

    boldness: float = 1.0  # how widely their answers spread
    lowest: int = LOWEST  # the ends of the scale that they use
    highest: int = HIGHEST
    has_role: bool = True  # else they lean as they please


HABITS: Mapping[str, Habit] = {
    "typical": Habit(),
    "bold": Habit(boldness=1.5),
    "cautious": Habit(boldness=1 / 1.5),
    "three_point": Habit(lowest=LOWEST + 1, highest=HIGHEST - 1),
    "no_role": Habit(has_role=False),
}


@dataclass(frozen=True, slots=True)
class Bank:
    """What chance made of one set of questions: how they differ, the same for all people."""

    eases: Mapping[str, float]  # a question's slug -> points that everybody adds
    loadings: Mapping[str, float]  # a question's slug -> share of the leaning; negative: reversed
    meanings: Mapping[str, Mapping[str, float]]  # a question's slug -> role's slug -> points


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who could answer any set of questions."""

    role: str  # the true one, a role's slug; "" for none
    leanings: Mapping[str, float]  # a dimension's slug -> points
    acquiescence: float
    use: float  # by how much their answers spread
    habit: Habit


@dataclass(frozen=True)
class Respondent:
    """One person, with an answer ready for every question: the same one whenever it is asked."""

    role: str  # the true one, a role's slug
    leanings: Mapping[str, float]  # a dimension's slug -> points
    answers: dict[str, int]  # every active question's slug -> 1 to 5

    @property
    def has_strong_preferences(self) -> bool:
        """Whether some kinds of work are liked much more than others: a choice of ours, so that
        figures can be stated for such people without a word on who they are."""
        return pstdev(self.leanings.values()) > STRONG_FROM


def respondents(catalog: Catalog, count: int, rng: Random) -> Iterator[Respondent]:
    """So many typical people, their roles drawn evenly, who all meet the same new bank."""
    bank = draw_bank(catalog, draw_popularity(catalog, rng), rng)
    for _person in range(count):
        person = draw_person(catalog, HABITS["typical"], rng)
        yield Respondent(person.role, person.leanings, draw_answers(catalog, bank, person, rng))


def mixed_sheets(one: Catalog, other: Catalog, count: int, rng: Random) -> Iterator[dict[str, int]]:
    """Sheets of so many typical people to compare two catalogs with: half of them people of the
    one's roles, half of the other's. Each has answered everything that either catalog asks of the
    kinds of work that their own one has."""
    for catalog, beside in ((one, other), (other, one)):
        known = {row.slug for row in catalog.active_questions}
        kinds = {row.slug for row in catalog.dimensions}
        more = tuple(
            row
            for row in beside.active_questions
            if row.slug not in known and row.dimension in kinds
        )
        whole = replace(catalog, questions=catalog.active_questions + more)
        for person in respondents(whole, count // 2, rng):
            yield person.answers


def draw_popularity(catalog: Catalog, rng: Random) -> dict[str, float]:
    """How much more everybody likes each dimension, by its slug, whichever questions are asked."""
    return {dimension.slug: rng.gauss(0, EASE) for dimension in catalog.dimensions}


def draw_bank(catalog: Catalog, popularity: Mapping[str, float], rng: Random) -> Bank:
    """How the catalog's active questions happen to differ."""
    lowest, highest = LOADINGS
    eases, loadings, meanings = {}, {}, {}
    for question in catalog.active_questions:
        sign = -1 if question.reversed else 1
        eases[question.slug] = sign * popularity[question.dimension] + rng.gauss(0, EASE)
        loadings[question.slug] = sign * min(highest, max(lowest, rng.gauss(1, LOADING)))
        meanings[question.slug] = {role.slug: rng.gauss(0, MEANING) for role in catalog.roles}
    return Bank(eases, loadings, meanings)


def draw_person(catalog: Catalog, habit: Habit, rng: Random) -> Person:
    """Somebody of a role drawn evenly, or of none."""
    role = rng.choice(catalog.roles).slug if habit.has_role else ""
    return person_of(catalog, role, habit, rng)


def person_of(catalog: Catalog, role: str, habit: Habit, rng: Random) -> Person:
    """Somebody of that role, a slug; of none where it is ""."""
    if role:
        typical = role_leanings(catalog)[role]
        leanings = {slug: mean + rng.gauss(0, OWN) for slug, mean in typical.items()}
    else:
        leanings = {row.slug: rng.gauss(0, NEUTRAL_OWN) for row in catalog.dimensions}
    use = habit.boldness * math.exp(rng.gauss(0, SCALE_USE))
    return Person(role, leanings, rng.gauss(0, ACQUIESCENCE), use, habit)


def draw_answers(catalog: Catalog, bank: Bank, person: Person, rng: Random) -> dict[str, int]:
    """The person's answers to all active questions, in the catalog's order."""
    answers = {}
    for question in catalog.active_questions:
        slug = question.slug
        liking = bank.loadings[slug] * person.leanings[question.dimension] + bank.eases[slug]
        liking += bank.meanings[slug].get(person.role, 0.0) + person.acquiescence
        answer = round(MIDDLE + person.use * (liking + rng.gauss(0, NOISE)))
        answers[slug] = min(person.habit.highest, max(person.habit.lowest, answer))
    return answers


def states(
    catalog: Catalog, answers: Mapping[str, int], rng: Random
) -> Iterator[dict[str, int | None]]:
    """The sheet of somebody with these answers after each page, in the order shown, to the very
    last question."""
    shown: dict[str, int | None] = {}
    while page := adaptive.next_page(catalog, shown, rng):
        shown = shown | {slug: answers[slug] for slug in page}
        yield shown


def walk(catalog: Catalog, answers: Mapping[str, int], rng: Random) -> dict[str, int | None]:
    """The sheet of somebody with these answers when the quiz may stop, in the order shown."""
    return next(
        shown for shown in states(catalog, answers, rng) if adaptive.may_stop(catalog, shown)
    )


def choose_days(catalog: Catalog, outcome: Outcome, role: str, rng: Random) -> Outcome:
    """The outcome after the second step, where it is offered, of somebody whose role that is."""
    if not days.is_open(catalog, outcome):
        return outcome
    pairs = days.pairs(catalog, outcome.leader, outcome.runner_up, rng)
    choices = [DayChoice(pair, choose_day(catalog, pair, role, rng)) for pair in pairs]
    return days.settle(catalog, outcome, choices)


def choose_day(catalog: Catalog, pair: DayPair, role: str, rng: Random) -> str:
    """The day that somebody takes whose role that is: OWN_DAY of the time that of their own role,
    and one by chance between two others."""
    own = [day for day in (pair.left, pair.right) if catalog.roles_by_day[day].slug == role]
    others = [day for day in (pair.left, pair.right) if day not in own]
    takes_own = len(own) == 1 and rng.random() < OWN_DAY
    return own[0] if takes_own else rng.choice(others)


@lru_cache(maxsize=16)
def role_leanings(catalog: Catalog) -> dict[str, dict[str, float]]:
    """What people of each role lean to on average: its shape, and some of its general level."""
    levels = {one.slug: fmean(one.targets.values()) / POINTS_OF_100 for one in catalog.roles}
    middle = fmean(levels.values())
    return {
        role.slug: {
            slug: PULL
            * (target / POINTS_OF_100 - levels[role.slug] + LEVEL * (levels[role.slug] - middle))
            for slug, target in role.targets.items()
        }
        for role in catalog.roles
    }
