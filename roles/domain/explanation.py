"""Why this role and not another, and what would change it: codes and numbers, no sentences."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from roles.domain import days
from roles.domain.scoring import line, profile_shape, score
from roles.domain.shapes import own_average
from roles.domain.sheets import HIGHEST, LOWEST, MIDDLE, layout, read
from roles.domain.types import (
    Answers,
    Catalog,
    DayChoice,
    Flip,
    Outcome,
    Path,
    Reasons,
)
from roles.domain.what_if import WhatIf

TINY = 5e-324  # stands for a probability of 0, which has no logarithm
NOTICEABLE = 5  # points of 100 from a person's mean: less is liked neither more nor less
TELLING = 0.1  # points from which a kind of work tips anything: a tenth more in the odds
MOST_HIGHS, MOST_AGAINST, MOST_TIPS, MOST_ANSWERS = 2, 2, 2, 3  # that an explanation names


def reasons(
    catalog: Catalog,
    answers: Answers,
    leader: str,
    rival: str,
    choices: Sequence[DayChoice] = (),
) -> Reasons:
    """Why one role and not another: points of each dimension and answer for `leader`.

    Any role can be compared with any other; `leader` need not lead. A role compared with itself
    has no points at all, and an unanswered dimension has none.

    Args:
        choices: what was chosen in the second step. Its points are what it moved the odds by.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
        UnknownRole: when the catalog lacks one of the two roles.
    """
    sheet = read(catalog, answers)
    of = sheet.layout
    one, two = of.role(leader), of.role(rival)
    slopes = line(catalog, sheet.counts).slopes
    temperature = catalog.settings.temperature
    # What one more point of a dimension's mean adds, and the mean at which it speaks for neither.
    factors = [(a - b) / temperature for a, b in zip(slopes[one], slopes[two], strict=True)]
    middles = [(a + b) / 2 for a, b in zip(of.patterns[one], of.patterns[two], strict=True)]
    by_dimension = {
        slug: factor * (mean - middle)
        for slug, factor, mean, middle in zip(
            of.dimensions, factors, sheet.means, middles, strict=True
        )
    }
    by_answer = {}
    for slug, value in sheet.keyed.items():
        place = of.keys[slug].dimension
        by_answer[slug] = factors[place] / sheet.counts[place] * (value - middles[place])
    by_days = _days_points(catalog, answers, (leader, rival), choices) if choices else 0.0
    log_odds = math.fsum((*by_dimension.values(), by_days))
    return Reasons(leader, rival, log_odds, 0.0, by_dimension, by_answer, by_days)


def _days_points(
    catalog: Catalog, answers: Answers, roles: tuple[str, str], choices: Sequence[DayChoice]
) -> float:
    """By how much the days moved the log-odds of one role against another. Between the first two
    that is the weight of the days; a third role only sees the share of one of them change."""
    before = score(catalog, answers)
    choices = days.counted(catalog, before, choices)
    if set(roles) == {before.leader, before.runner_up}:
        return catalog.settings.day_weight * days.lead(catalog, choices, *roles)
    one, two = (_log_shares(outcome) for outcome in (before, days.settle(catalog, before, choices)))
    return (two[roles[0]] - one[roles[0]]) - (two[roles[1]] - one[roles[1]])


def _log_shares(outcome: Outcome) -> dict[str, float]:
    return {row.role: math.log(max(row.probability, TINY)) for row in outcome.matches}


def flips(
    catalog: Catalog, answers: Answers, choices: Sequence[DayChoice] = ()
) -> tuple[Flip, ...]:
    """For each answered question and each direction, the smallest single change after which
    another role leads. In the order shown; empty when no single answer would change the leader.

    Args:
        choices: what was chosen in the second step, which stays.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    what_if = WhatIf(read(catalog, answers), answers, choices)
    found = []
    for slug, old in what_if.given.items():
        for direction in (range(old - 1, LOWEST - 1, -1), range(old + 1, HIGHEST + 1)):
            for new in direction:
                role = what_if.leader(what_if.after(what_if.now, what_if.step(slug, new)))
                if role != what_if.first:
                    found.append(Flip(slug, old, new, what_if.sheet.layout.roles[role]))
                    break
    return tuple(found)


def shortest_paths(
    catalog: Catalog, answers: Answers, choices: Sequence[DayChoice] = ()
) -> dict[str, Path | None]:
    """To each role that does not lead, answers whose change would make it lead.

    Exact for one and two answers: no fewer do, and none as few with a smaller total change. From
    three on a greedy search gives an upper bound; None when it finds none of up to eight.

    Args:
        choices: what was chosen in the second step, which stays.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    what_if = WhatIf(read(catalog, answers), answers, choices)
    roles = what_if.sheet.layout.roles
    found = what_if.exact_paths()
    paths: dict[str, Path | None] = {}
    for place, slug in enumerate(roles):
        if place == what_if.first:
            continue
        is_exact = place in found
        moves = found.get(place) or what_if.greedy_path(place)
        changes = tuple(what_if.change(move) for move in moves or ())
        paths[slug] = Path(slug, changes, is_exact) if moves else None
    return paths


# --- in human order


@dataclass(frozen=True, slots=True)
class KindReason:
    """One dimension, as it speaks for or against a role.

    What lies above or below an average is what the chart shows: the person's plain likings, the
    role's published targets, each against the mean of its own.
    """

    dimension: str  # its slug
    own: float  # how much the person likes it, 0 to 100
    from_average: float  # how far that lies above the mean of the person's likings
    role: float  # how far the role's target lies above the mean of its targets
    points: float  # for the leader, against the mean of all other roles or against one of them
    answers: tuple[str, ...]  # the questions that show it, the strongest first

    @property
    def is_shared_high(self) -> bool:
        """Whether person and role both put it above their averages."""
        return self.from_average > 0 and self.role > 0

    @property
    def is_shared_low(self) -> bool:
        return self.from_average < 0 and self.role < 0

    @property
    def is_noticeable(self) -> bool:
        """Whether the person likes it clearly more or less than work as a whole."""
        return abs(self.from_average) >= NOTICEABLE


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an outcome is as it is, in the order in which people ask."""

    leader: str  # slugs of roles
    rival: str  # the runner-up; where days were chosen the other role of their pairs
    favourites: tuple[KindReason, ...]  # what the person likes more than most, the most first
    highs: tuple[KindReason, ...]  # that person and leader both put high, the favourite first
    low: KindReason | None  # that both put low; only beside a high
    against: tuple[KindReason, ...]  # on which the two differ, the worst first
    shared: tuple[KindReason, ...]  # that person, leader and rival all put high
    tips: tuple[KindReason, ...]  # for the leader, not the rival; the strongest first
    turn: Flip | None  # the smallest change of one answer after which the rival leads


def explain(
    catalog: Catalog, answers: Answers, outcome: Outcome, choices: Sequence[DayChoice] = ()
) -> Explanation:
    """Why these answers came to this outcome.

    The person's favourite is named whenever the role shares it. No reason has another sign than
    the chart and the role's page, and there is no list of dislikes alone.

    Args:
        outcome: of these answers and choices, under this catalog.
        choices: what was chosen in the second step.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
        UnknownRole: when the catalog lacks a role of the outcome.
    """
    one, two = outcome.leader, closest_rival(catalog, answers, outcome, choices)
    kinds = _kinds(catalog, answers, outcome, one, _mean_points(catalog, answers, outcome))
    rival = _kinds(catalog, answers, outcome, two, reasons(catalog, answers, one, two).by_dimension)
    highs = _highs(kinds)
    told = [kind for kind in kinds if kind.is_noticeable]
    lows = [kind for kind in told if kind.is_shared_low and kind.points > 0 and kind.answers]
    against = [kind for kind in told if kind.from_average * kind.role < 0 and kind.points < 0]
    turns = [flip for flip in flips(catalog, answers, choices) if flip.leader == two]
    liked = [kind for kind in kinds if kind.from_average > 0]
    return Explanation(
        leader=one,
        rival=two,
        favourites=tuple(sorted(liked, key=lambda kind: -kind.own)),
        highs=tuple(highs[:MOST_HIGHS]),
        low=max(lows, key=lambda kind: kind.points, default=None) if highs else None,
        against=tuple(sorted(against, key=lambda kind: kind.points)[:MOST_AGAINST]),
        shared=tuple(
            mine
            for mine, kind in zip(kinds, rival, strict=True)
            if mine.is_shared_high and kind.is_shared_high
        ),
        tips=tuple(_tips(kinds, rival)),
        turn=min(turns, key=lambda flip: abs(flip.new - flip.old), default=None),
    )


def closest_rival(
    catalog: Catalog, answers: Answers, outcome: Outcome, choices: Sequence[DayChoice]
) -> str:
    """The role with which people compare the leader: the runner-up, or, where days were chosen
    between the two that the statements put first, the other one of these, unless the result is a
    tie. Days that are all for the leader can bring it behind roles that nobody was asked about."""
    statements = score(catalog, answers)
    both = {statements.leader, statements.runner_up}
    choices = days.counted(catalog, statements, choices)
    is_tie = outcome.certainty == "close" or outcome.leader not in both
    if is_tie or not days.are_chosen(catalog, choices, *both):
        return outcome.runner_up
    return next(iter(both - {outcome.leader}))


def _highs(kinds: Sequence[KindReason]) -> list[KindReason]:
    """What person and role both put high: the favourite, and what tells the role from others."""
    best = max(kinds, key=lambda kind: (kind.own, kind.role), default=None)
    highs = [
        kind
        for kind in kinds
        if kind.is_shared_high and (kind is best or (kind.is_noticeable and kind.points > 0))
    ]
    return sorted(highs, key=lambda kind: (kind is not best, -kind.points))


def _tips(kinds: Sequence[KindReason], rival: Sequence[KindReason]) -> list[KindReason]:
    """Up to two kinds of work that are for the first role and not for its rival, one of them
    liked more than others: dislikes alone are no reason.

    Args:
        kinds: beside the first role.
        rival: beside the other one, with the points of the first against it.
    """
    tips = [
        replace(kind, role=mine.role)
        for mine, kind in zip(kinds, rival, strict=True)
        if kind.is_noticeable
        and kind.points >= TELLING
        and kind.from_average * (mine.role - kind.role) > 0
    ]
    tips.sort(key=lambda kind: -kind.points)
    first = tips[:MOST_TIPS]
    liked = next((kind for kind in tips if kind.from_average > 0), None)
    if liked is None or liked in first:
        return first if liked else []
    return [*first[:-1], liked]


def _kinds(
    catalog: Catalog, answers: Answers, outcome: Outcome, role: str, points: Mapping[str, float]
) -> list[KindReason]:
    """Every answered dimension beside a role."""
    shape = profile_shape(catalog, role)
    likings = {row.dimension: row.plain for row in outcome.scores if row.plain is not None}
    average = own_average(outcome.scores)
    return [
        KindReason(
            dimension=slug,
            own=liking,
            from_average=liking - average,
            role=shape[slug],
            points=points[slug],
            answers=_telling(catalog, answers, slug, is_high=liking > average),
        )
        for slug, liking in likings.items()
    ]


def _telling(
    catalog: Catalog, answers: Answers, dimension: str, *, is_high: bool
) -> tuple[str, ...]:
    """The questions of a dimension that were liked, or else disliked, most clearly first."""
    keys = layout(catalog).keys
    dimensions = layout(catalog).dimensions
    told = {}
    for slug, answer in answers.items():
        key = keys[slug]
        if answer is None or dimensions[key.dimension] != dimension:
            continue
        clearness = (key.sign * answer + key.offset - MIDDLE) * (1 if is_high else -1)
        if clearness > 0:
            told[slug] = clearness
    return tuple(sorted(told, key=lambda slug: -told[slug])[:MOST_ANSWERS])


def _mean_points(catalog: Catalog, answers: Answers, outcome: Outcome) -> dict[str, float]:
    """Each dimension's points for the leader against the mean of all other roles."""
    others = [match.role for match in outcome.matches[1:]]
    points = [reasons(catalog, answers, outcome.leader, role).by_dimension for role in others]
    return {
        row.slug: math.fsum(each[row.slug] for each in points) / len(others)
        for row in catalog.dimensions
    }
