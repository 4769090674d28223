"""Who takes the quiz: a seeded stream of made-up participants, for demonstrations and benchmarks.

They are people of each role and of none, with styles of answering; some click without reading,
leave halfway, skip statements, change an answer, ask for more, share what they got or come back
later. People are those of `simulation`, not of `item_world`: only they have styles and a liking of
some kinds of work that everybody shares, and they can answer any catalog. All of it is drawn before
anybody sees a page, so that a participant is plain data; what they choose depends on what they are
shown, and nothing else does. The shares below are our own guesses of what a site like this
meets, unless a source is named: they are there to look at pages and counts with, and prove nothing
about people.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Literal, TypeVar

from roles.domain import progress
from roles.domain.measurement import CLICKERS, Clicker
from roles.domain.sheets import HIGHEST, LOWEST
from roles.domain.simulation import (
    HABITS,
    Bank,
    choose_day,
    draw_answers,
    draw_bank,
    draw_popularity,
    person_of,
)
from roles.domain.types import Catalog, DayChoice, DayPair

KEY_BYTES = 16
SecondStep = Literal["taken", "passed", "skipped"]  # passed: went to the result without a look
Name = TypeVar("Name", bound=str)

# --- shares, 0 to 1, of all participants unless it says of whom

CARELESS = (
    0.06  # about a tenth of students who have to answer, Meade and Craig 2012; fewer who want
)
HASTY = 0.8  # of the careless
NO_ROLE = 0.15  # at home in none of the roles
STYLES = {"typical": 0.6, "bold": 0.15, "cautious": 0.15, "three_point": 0.1}
ROLE_SPREAD = 0.3  # standard deviation of the logarithm of how many people a role has
LEAVES = {2: 0.08}  # on opening that page: most who leave do so once they know what it is like
LEAVES_LATER = 0.025  # on opening each page after it
LEAVES_CHECK, LEAVES_DAYS = 0.03, 0.03  # on reaching the check page, or the second step
PAUSES = 0.01  # on each page after the first: something comes in between
CAN_SKIP = 0.5  # the others never skip a statement
SKIPS = 0.01  # a typical statement, of those who can skip
SKIP_SPREAD = 1.0  # standard deviation of its logarithm: some statements put many people off
MOST_SKIPS = 0.3
CHANGES = 0.08  # one answer, on the check page
ASKS_MORE = 0.1  # of those who might stop
SECOND_STEP: Mapping[SecondStep, float] = {
    "taken": 0.75,
    "passed": 0.15,
    "skipped": 0.1,
}  # of those who may choose days
SKIPS_PAIR = 0.05  # of those who do choose
CONTROL_DAY = 0.2  # how often people take a day of the role that fits them least
SHARES = 0.12  # of those with a result
SHARES_TWICE = 0.2  # of those who share
ENDS_LINK = 0.1  # of those links
RETURNS = 0.2  # of those with a result, a month later or more: plenty, so that there is much to see
HAS_OWN_JOB = 0.75  # of people of a role who return; the others do something else as yet
HAS_JOB_HERE = 0.4  # one of the roles, of everybody else
HAS_NO_JOB = 0.3  # of those who have none of these jobs

SUITS_OWN = (0, 1, 3, 9, 7)  # weights of 1 to 5 in the job of one's own role
SUITS_OTHER = (3, 6, 6, 4, 1)  # in any other job

# --- times

STATEMENT_SECONDS = 5.5  # the median; the check page and a pair of days have their own
CHECK_SECONDS, PAIR_SECONDS = 9.0, 14.0
PACE_SPREAD, PAGE_SPREAD = 0.35, 0.3  # of the logarithm: between people, and between one's pages
FIRST_PAGE = 1.5  # times as long, as it says how to answer
LONGEST_FIRST_PAGE = 290.0  # seconds
HASTE = 0.9  # seconds a statement of those who do not read
PAUSE_SECONDS, PAUSE_SPREAD = 1800.0, 1.7  # half an hour, or a few days
LAST_ARRIVAL = timedelta(minutes=5)  # before now, so that everybody has sent the first page
RETURN_DAYS = (30, 25.0)  # after so many days at least, and so many more on average

# People of office hours in Europe, who also look at lunch and in the evening. Weights, by the hour
# in UTC and by the day of the week from Monday.
HOURS = (1, 1, 1, 1, 2, 4, 8, 14, 18, 18, 16, 17, 16, 15, 15, 14, 12, 11, 13, 15, 14, 9, 5, 2)
WEEKDAYS = (11, 12, 12, 11, 9, 4, 5)


def _same_clicker(rng: Random) -> Callable[[int], int]:
    answer = rng.randint(LOWEST, HIGHEST)
    return lambda _place: answer


CARELESS_WAYS: Mapping[str, Clicker] = {
    name: CLICKERS[name][0] for name in ("random", "ends", "alternating")
} | {"same": _same_clicker}


@dataclass(frozen=True, slots=True)
class SharedLink:
    """A public link that somebody makes."""

    key: bytes  # 128 random bits
    shows_numbers: bool
    shows_pattern: bool
    made_after: float  # seconds after the result, or after the link before
    ended_after: float | None  # days after it was made; None when it is left on


@dataclass(frozen=True, slots=True)
class LaterAnswer:
    """What somebody says who comes back."""

    after: float  # days after the result
    job: str  # a role's slug; "" for any other job, or none
    suits: int | None  # 1 to 5; None without a job


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes the quiz, and everything that they would do."""

    key: bytes  # 128 random bits
    kind: str  # a key of STYLES or of CARELESS_WAYS
    role: str  # the true one, a role's slug; "" for none
    answers: Mapping[str, int | None]  # every active question's slug; None for skipped
    clicks: Sequence[int]  # of the careless, who answer by place; else empty
    seconds: Sequence[float]  # on each page, as many as there can be
    leaves_on: int | None  # the number of the page, from 2
    leaves_check: bool
    leaves_days: bool
    check_seconds: float
    changes: bool
    asks_more: bool
    second_step: SecondStep
    pair_seconds: float
    links: tuple[SharedLink, ...]
    later: LaterAnswer | None
    rng: Random = field(compare=False)  # for what depends on what they are shown

    def page(self, slugs: Sequence[str], asked: int) -> dict[str, int | None]:
        """The answers to a page.

        Args:
            asked: how many statements came before.
        """
        if self.clicks:
            return dict(zip(slugs, self.clicks[asked:], strict=False))
        return {slug: self.answers[slug] for slug in slugs}

    def change(self, answers: Mapping[str, int | None]) -> dict[str, int]:
        """One answer of those given, moved by a step; none when all were skipped."""
        given = [(slug, answer) for slug, answer in answers.items() if answer is not None]
        if not given:
            return {}
        slug, answer = self.rng.choice(given)
        return {slug: answer - 1 if answer == HIGHEST else answer + 1}

    def choose(
        self, catalog: Catalog, pairs: Sequence[DayPair], last: str = ""
    ) -> tuple[DayChoice, ...]:
        """What they take of each pair of days.

        Args:
            last: slug of the role that comes last, where some pairs have a day of it.
        """
        return tuple(DayChoice(pair, self._day(catalog, pair, last)) for pair in pairs)

    def _day(self, catalog: Catalog, pair: DayPair, last: str) -> str | None:
        sides = (pair.left, pair.right)
        if self.rng.random() < SKIPS_PAIR:
            return None
        if self.clicks:
            return self.rng.choice(sides)
        of_last = [day for day in sides if catalog.roles_by_day[day].slug == last]
        if not of_last or self.role == last:
            return choose_day(catalog, pair, self.role, self.rng)
        (other,) = (day for day in sides if day not in of_last)
        return of_last[0] if self.rng.random() < CONTROL_DAY else other


@dataclass(frozen=True, slots=True)
class Population:
    """What all participants have in common: the same catalog, and chance that befell it once."""

    catalog: Catalog
    bank: Bank
    skips: Mapping[str, float]  # a question's slug -> how often those who can skip do so
    weights: Mapping[str, float]  # a role's slug -> how many people it has, beside the others
    seed: int


def draw_population(catalog: Catalog, seed: int) -> Population:
    """The population of a seed; another one likes other statements."""
    rng = _rng(seed, "population")
    return Population(
        catalog=catalog,
        bank=draw_bank(catalog, draw_popularity(catalog, rng), rng),
        skips={
            question.slug: min(MOST_SKIPS, SKIPS * math.exp(rng.gauss(0, SKIP_SPREAD)))
            for question in catalog.active_questions
        },
        weights={role.slug: math.exp(rng.gauss(0, ROLE_SPREAD)) for role in catalog.roles},
        seed=seed,
    )


def participants(population: Population, people: int) -> Iterator[Participant]:
    """So many participants, one after the other. The first ones are the same however many come."""
    for number in range(people):
        yield draw_participant(population, _rng(population.seed, "participant", number))


def draw_participant(population: Population, rng: Random) -> Participant:
    """Somebody of that population."""
    key, catalog = rng.randbytes(KEY_BYTES), population.catalog
    is_careless = rng.random() < CARELESS
    kind = rng.choice(list(CARELESS_WAYS)) if is_careless else _one_of(STYLES, rng)
    role = "" if is_careless or rng.random() < NO_ROLE else _one_of(population.weights, rng)
    limit = progress.page_limit(catalog)
    pace = HASTE if is_careless and rng.random() < HASTY else STATEMENT_SECONDS
    pace *= math.exp(rng.gauss(0, PACE_SPREAD))
    return Participant(
        key=key,
        kind=kind,
        role=role,
        answers={} if is_careless else _answers(population, kind, role, rng),
        clicks=_clicks(catalog, kind, rng) if is_careless else (),
        seconds=_seconds(catalog, limit, pace, rng),
        leaves_on=_leaves_on(limit, rng),
        leaves_check=rng.random() < LEAVES_CHECK,
        leaves_days=rng.random() < LEAVES_DAYS,
        check_seconds=CHECK_SECONDS * math.exp(rng.gauss(0, PAGE_SPREAD)),
        changes=rng.random() < CHANGES,
        asks_more=rng.random() < ASKS_MORE,
        second_step=_one_of(SECOND_STEP, rng),
        pair_seconds=PAIR_SECONDS * pace / STATEMENT_SECONDS * math.exp(rng.gauss(0, PAGE_SPREAD)),
        links=_links(rng),
        later=_later(catalog, role, rng),
        rng=rng,
    )


def arrivals(people: int, days: int, now: datetime, seed: int) -> list[datetime]:
    """When so many people open the first page, in order: whole seconds of the last days, more of
    them in working hours than at night or on Sunday, nobody in the last five minutes.

    Args:
        days: 1 or more, of 24 hours.
        now: with its time zone.
    """
    rng, last = _rng(seed, "arrivals"), now - LAST_ARRIVAL
    hours = [last - timedelta(hours=hour + 1) for hour in range(24 * days)]
    weights = accumulate(WEEKDAYS[hour.weekday()] * HOURS[hour.hour] for hour in hours)
    drawn = rng.choices(hours, cum_weights=list(weights), k=people)
    return sorted(
        (hour + timedelta(seconds=rng.randrange(3600))).replace(microsecond=0) for hour in drawn
    )


# --- what one participant would do


def _answers(population: Population, style: str, role: str, rng: Random) -> dict[str, int | None]:
    catalog = population.catalog
    person = person_of(catalog, role, HABITS[style], rng)
    answers: dict[str, int | None] = {**draw_answers(catalog, population.bank, person, rng)}
    if rng.random() < CAN_SKIP:
        for slug, chance in population.skips.items():
            if rng.random() < chance:
                answers[slug] = None
    return answers


def _clicks(catalog: Catalog, way: str, rng: Random) -> list[int]:
    click = CARELESS_WAYS[way](rng)
    return [click(place) for place in range(len(catalog.active_questions))]


def _seconds(catalog: Catalog, limit: int, pace: float, rng: Random) -> list[float]:
    """The time on each page."""
    usual = pace * catalog.settings.questions_per_page
    seconds = [usual * math.exp(rng.gauss(0, PAGE_SPREAD)) for _page in range(limit)]
    seconds[0] = min(FIRST_PAGE * seconds[0], LONGEST_FIRST_PAGE)
    for place in range(1, limit):
        if rng.random() < PAUSES:
            seconds[place] += PAUSE_SECONDS * math.exp(rng.gauss(0, PAUSE_SPREAD))
    return seconds


def _leaves_on(limit: int, rng: Random) -> int | None:
    pages = (page for page in range(2, limit + 1) if rng.random() < LEAVES.get(page, LEAVES_LATER))
    return next(pages, None)


def _links(rng: Random) -> tuple[SharedLink, ...]:
    if rng.random() >= SHARES:
        return ()
    return tuple(
        SharedLink(
            key=rng.randbytes(KEY_BYTES),
            shows_numbers=rng.random() < 0.5,
            shows_pattern=rng.random() < 0.7,
            made_after=rng.lognormvariate(math.log(120), 1),
            ended_after=rng.expovariate(1 / 10) if rng.random() < ENDS_LINK else None,
        )
        for _link in range(2 if rng.random() < SHARES_TWICE else 1)
    )


def _later(catalog: Catalog, role: str, rng: Random) -> LaterAnswer | None:
    if rng.random() >= RETURNS:
        return None
    least, more = RETURN_DAYS
    after = least + rng.expovariate(1 / more)
    if role and rng.random() < HAS_OWN_JOB:
        return LaterAnswer(after, role, _suits(SUITS_OWN, rng))
    if rng.random() < HAS_JOB_HERE:
        job = rng.choice(catalog.roles).slug
        return LaterAnswer(after, job, _suits(SUITS_OWN if job == role else SUITS_OTHER, rng))
    return LaterAnswer(after, "", None if rng.random() < HAS_NO_JOB else _suits(SUITS_OTHER, rng))


def _suits(weights: Sequence[int], rng: Random) -> int:
    (suits,) = rng.choices(range(1, len(weights) + 1), weights)
    return suits


def _one_of(weights: Mapping[Name, float], rng: Random) -> Name:
    (name,) = rng.choices(list(weights), list(weights.values()))
    return name


def _rng(seed: int, *of: object) -> Random:
    return Random(f"simulate {seed} {' '.join(map(str, of))}")  # noqa: S311  # no secret
