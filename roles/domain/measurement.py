"""The figures of a catalog: how well simulated people are told apart by it.

`measure` works all of them out: a minute's work for one core with the default numbers of people.
Banks of questions differ by more than chance among people, so standard errors are those between
banks.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean, stdev

from roles.domain import adaptive, calibration, item_world, scoring, simulation
from roles.domain.item_world import ExpectedAnswers
from roles.domain.sheets import HIGHEST, LOWEST
from roles.domain.types import Answers, Catalog, Outcome

BANKS, PEOPLE, SEED = 30, 100, 1
CALIBRATION_SHEETS = 200  # whole sheets that baselines are learnt from, per bank
BINS = 10  # of stated probabilities, equally wide
HASTE = 1.0  # seconds that a hasty clicker takes for a statement


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, and its standard error between banks."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Recognition:
    """Whom the quiz recognises. Shares from 0 to 1."""

    asked: Estimate  # statements when the quiz stops
    agrees: Estimate  # has the leader that all statements give
    clear: Estimate  # is told so
    first: Estimate  # the true role leads
    among_two: Estimate  # or is runner-up
    first_with_days: Estimate  # the true role leads after the second step
    by_role: Mapping[str, Estimate]  # a role's slug -> `first` of its people
    by_role_with_days: Mapping[str, Estimate]
    taken_for: Mapping[str, Mapping[str, Estimate]]  # true role -> leading role -> share of people


@dataclass(frozen=True, slots=True)
class Reliability:
    """What the probability stated for the leader is worth."""

    error: Estimate  # mean distance, 0 to 1, of what is stated from how often it comes true
    stated: Estimate  # on average
    repeats: Estimate  # how often the same person gets the same leader with other statements


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a catalog."""

    cold: Recognition  # typical people
    cold_strong: Recognition  # those of them with strong preferences
    calibrated: Recognition  # the same people, after baselines were learnt from others
    calibrated_strong: Recognition
    jobs: Recognition | None  # people of `item_world`; None without a table
    reliability: Mapping[str, Reliability]  # a key of simulation.HABITS -> people of that habit
    clickers: Mapping[str, Estimate]  # a key of CLICKERS -> share of them told "clear"


@dataclass(frozen=True, slots=True)
class Walked:
    """How the quiz went for one person."""

    role: str  # the true one
    outcome: Outcome
    asked: int
    agrees: bool
    leader_with_days: str


def measure(
    catalog: Catalog,
    expected: ExpectedAnswers | None = None,
    *,
    banks: int = BANKS,
    people: int = PEOPLE,
    seed: int = SEED,
) -> Figures:
    """The figures of a catalog; the same each time for the same numbers.

    Args:
        expected: with a cell for every active question and role; see `item_world.fits`.
        banks: sets of questions drawn, two or more.
        people: in each bank.
        seed: another one gives other people.
    """
    return Figures(
        **typical(catalog, banks, people, seed),
        jobs=jobs(catalog, expected, banks, people, seed) if expected else None,
        reliability={
            name: reliability(catalog, name, banks, people, seed) for name in simulation.HABITS
        },
        clickers={name: clickers(catalog, name, banks, people, seed) for name in CLICKERS},
    )


# --- who is recognised


def typical(catalog: Catalog, banks: int, people: int, seed: int) -> dict[str, Recognition]:
    """Typical people by the names of `Figures`: with the catalog as it is, and calibrated."""
    walked: dict[str, list[list[Walked]]] = {
        name: [] for name in ("cold", "cold_strong", "calibrated", "calibrated_strong")
    }
    for bank in range(banks):
        rng = _rng(seed, "typical", bank)
        drawn = list(simulation.respondents(catalog, CALIBRATION_SHEETS + people, rng))
        learnt, tested = drawn[:CALIBRATION_SHEETS], drawn[CALIBRATION_SHEETS:]
        stages = {"cold": catalog, "calibrated": calibrated(catalog, [p.answers for p in learnt])}
        for stage, of in stages.items():
            met = [walk_through(of, person.role, person.answers, rng) for person in tested]
            walked[stage].append(met)
            walked[f"{stage}_strong"].append(
                [
                    one
                    for one, person in zip(met, tested, strict=True)
                    if person.has_strong_preferences
                ]
            )
    return {name: recognition(catalog, met) for name, met in walked.items()}


def calibrated(catalog: Catalog, sheets: Sequence[Mapping[str, int]]) -> Catalog:
    """The catalog with baselines learnt from whole sheets, which may stop a little sooner."""
    answers = {slug: [sheet[slug] for sheet in sheets] for slug in sheets[0]}
    return calibration.proposal(catalog, answers)


def jobs(
    catalog: Catalog, expected: ExpectedAnswers, banks: int, people: int, seed: int
) -> Recognition:
    """People who answer by what each statement means for their job, the roles in turn."""
    walked = []
    for bank in range(banks):
        rng = _rng(seed, "jobs", bank)
        table = item_world.disturbed(expected, rng)
        met = []
        for person in range(people):
            role = catalog.roles[person % len(catalog.roles)].slug
            answers = item_world.draw_answers(catalog, table, role, rng)
            met.append(walk_through(catalog, role, answers, rng))
        walked.append(met)
    return recognition(catalog, walked)


def walk_through(catalog: Catalog, role: str, answers: Mapping[str, int], rng: Random) -> Walked:
    """How the quiz goes for somebody of that role with these answers to all active questions."""
    sheet = simulation.walk(catalog, answers, rng)
    outcome = scoring.score(catalog, sheet)
    return Walked(
        role=role,
        outcome=outcome,
        asked=len(sheet),
        agrees=outcome.leader == scoring.score(catalog, answers).leader,
        leader_with_days=simulation.choose_days(catalog, outcome, role, rng).leader,
    )


def recognition(catalog: Catalog, walked: Sequence[Sequence[Walked]]) -> Recognition:
    """What so many people of each bank come to."""
    slugs = [role.slug for role in catalog.roles]

    def share(what: Callable[[Walked], float], role: str | None = None) -> Estimate:
        return estimate([[what(one) for one in met if role in (None, one.role)] for met in walked])

    return Recognition(
        asked=share(lambda one: one.asked),
        agrees=share(lambda one: one.agrees),
        clear=share(lambda one: one.outcome.certainty == "clear"),
        first=share(_is_first),
        among_two=share(lambda one: one.role in (one.outcome.leader, one.outcome.runner_up)),
        first_with_days=share(_is_first_with_days),
        by_role={slug: share(_is_first, slug) for slug in slugs},
        by_role_with_days={slug: share(_is_first_with_days, slug) for slug in slugs},
        taken_for={
            slug: {other: share(_is_led_by(other), slug) for other in slugs} for slug in slugs
        },
    )


def _is_first(one: Walked) -> bool:
    return one.outcome.leader == one.role


def _is_led_by(role: str) -> Callable[[Walked], bool]:
    return lambda one: one.outcome.leader == role


def _is_first_with_days(one: Walked) -> bool:
    return one.leader_with_days == one.role


# --- what stated probabilities are worth


def reliability(catalog: Catalog, habit: str, banks: int, people: int, seed: int) -> Reliability:
    """How often the leader comes again when the same person gets other statements.

    Each person meets two sets of questions. How popular each kind of work is belongs to the
    people and stays; how well each statement is liked, how much it says and what it means are new.
    """
    met = []
    for bank in range(banks):
        rng = _rng(seed, habit, bank)
        met.append([_twice(catalog, simulation.HABITS[habit], rng) for _person in range(people)])
    everybody = [case for cases in met for case in cases]
    error = calibration_error(everybody)
    return Reliability(
        error=Estimate(error, _jackknife(met)),
        stated=estimate([[case[0] for case in cases] for cases in met]),
        repeats=estimate([[case[1] for case in cases] for cases in met]),
    )


def _twice(catalog: Catalog, habit: simulation.Habit, rng: Random) -> tuple[float, bool]:
    """What was stated of the leader, and whether it came again."""
    person = simulation.draw_person(catalog, habit, rng)
    popularity = simulation.draw_popularity(catalog, rng)
    first, second = (
        scoring.score(catalog, simulation.walk(catalog, answers, rng)).matches[0]
        for answers in (
            simulation.draw_answers(
                catalog, simulation.draw_bank(catalog, popularity, rng), person, rng
            )
            for _bank in range(2)
        )
    )
    return first.probability, first.role == second.role


def calibration_error(cases: Iterable[tuple[float, bool]]) -> float:
    """The expected calibration error: the mean distance of stated probabilities from how often
    they came true, in BINS of them. With few cases it comes out too large, by chance alone.

    Source: Naeini and others 2015.
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    for stated, came_true in cases:
        bins.setdefault(min(int(stated * BINS), BINS - 1), []).append((stated, came_true))
    total = sum(map(len, bins.values()))
    distances = (abs(math.fsum(p - hit for p, hit in each)) for each in bins.values())
    return math.fsum(distances) / total


def _jackknife(met: Sequence[Sequence[tuple[float, bool]]]) -> float:
    """The standard error of the calibration error, each bank left out in turn (Tukey 1958)."""
    count = len(met)
    without = [
        calibration_error(case for other in range(count) if other != bank for case in met[other])
        for bank in range(count)
    ]
    mean = fmean(without)
    return math.sqrt((count - 1) / count * math.fsum((each - mean) ** 2 for each in without))


# --- people who do not read

Clicker = Callable[[Random], Callable[[int], int]]  # its next answer, by the place from 0


def _random_clicker(rng: Random) -> Callable[[int], int]:
    return lambda _place: rng.randint(LOWEST, HIGHEST)


def _ends_clicker(rng: Random) -> Callable[[int], int]:
    return lambda _place: rng.choice((LOWEST, HIGHEST))


def _alternating_clicker(rng: Random) -> Callable[[int], int]:
    """Two answers in turn, whichever."""
    two = rng.sample(range(LOWEST, HIGHEST + 1), 2)
    return lambda place: two[place % 2]


CLICKERS: Mapping[str, tuple[Clicker, float | None]] = {  # and seconds a statement, when measured
    "random": (_random_clicker, HASTE),
    "random_slow": (_random_clicker, None),
    "ends": (_ends_clicker, None),
    "alternating": (_alternating_clicker, None),
}


def clickers(catalog: Catalog, kind: str, banks: int, people: int, seed: int) -> Estimate:
    """The share of people who click without reading that is told "clear"."""
    clicker, pace = CLICKERS[kind]
    clear = []
    for bank in range(banks):
        rng = _rng(seed, kind, bank)
        told = []
        for _person in range(people):
            answer = clicker(rng)
            sheet = _clicked(catalog, answer, rng)
            seconds = () if pace is None else (pace,) * len(sheet)
            told.append(scoring.score(catalog, sheet, seconds).certainty == "clear")
        clear.append(told)
    return estimate(clear)


def _clicked(catalog: Catalog, answer: Callable[[int], int], rng: Random) -> Answers:
    """The sheet when the quiz may stop."""
    shown: dict[str, int | None] = {}
    while not shown or not adaptive.may_stop(catalog, shown):
        for slug in adaptive.next_page(catalog, shown, rng):
            shown[slug] = answer(len(shown))
    return shown


# --- arithmetic


def estimate(banks: Iterable[Sequence[float]]) -> Estimate:
    """The mean over everybody, and the standard error from how the banks' means differ. Banks
    without anybody are passed over."""
    met = [bank for bank in banks if bank]
    if not met:
        return Estimate(0.0, 0.0)
    means = [fmean(bank) for bank in met]
    error = stdev(means) / math.sqrt(len(means)) if len(means) > 1 else 0.0
    return Estimate(fmean(value for bank in met for value in bank), error)


def _rng(seed: int, *of: object) -> Random:
    """Chance of its own for each part, so that each can be worked out alone."""
    return Random(f"{seed} {' '.join(map(str, of))}")  # noqa: S311  # seeded chance, no secret
