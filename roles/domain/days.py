"""The second step: pairs of days, one of each of the first two roles, and what choosing them does.

A paired comparison, Bradley and Terry 1952: each day chosen moves the odds between the two roles
by `day_weight`. What the two hold together stays; only its split moves.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

from roles.domain.scoring import DIGITS, direction, named_roles
from roles.domain.sheets import layout
from roles.domain.types import Catalog, CatalogRole, DayChoice, DayPair, Match, Outcome, Settings

CONTROL_PAIRS = 2  # of a panel attempt, with a day of the last role


def is_open(catalog: Catalog, outcome: Outcome) -> bool:
    """Whether the second step can settle what the statements left open. A sheet that would be
    clear if it were not noted leaves nothing open: days would only make a rough guess look sure."""
    return (
        outcome.certainty in ("leaning", "close")
        and outcome.matches[0].probability < catalog.settings.clear_from
        and pair_count(catalog, outcome.leader, outcome.runner_up) > 0
    )


def is_offered(catalog: Catalog, outcome: Outcome, *, is_panel: bool) -> bool:
    """Whether somebody who chose no day yet is shown any: a panel attempt, whatever is open."""
    return is_open(catalog, outcome) or (
        is_panel and pair_count(catalog, outcome.leader, outcome.runner_up) > 0
    )


def pair_count(catalog: Catalog, leader: str, runner_up: str) -> int:
    """How many pairs there are to choose from; 0 when one of the roles has no days."""
    roles = (_role(catalog, leader), _role(catalog, runner_up))
    return min(catalog.settings.day_pairs, *(len(role.days) for role in roles))


def pairs(
    catalog: Catalog, leader: str, runner_up: str, rng: Random, control: str | None = None
) -> tuple[DayPair, ...]:
    """The pairs of days to choose from: one of the leader and one of the runner-up each, no day
    twice, the sides by chance. () when the catalog has no second step or one role has no days.

    Args:
        leader: slug of the role that comes first by the statements.
        rng: the same state always gives the same pairs.
        control: the last role, for a panel attempt: in up to CONTROL_PAIRS of the pairs its days
            take the place of the runner-up's. These count for nothing; how often the leader's day
            is taken there tells what a choice is worth.

    Raises:
        UnknownRole: when the catalog lacks one of the roles.
    """
    count = pair_count(catalog, leader, runner_up)
    own = _drawn(_role(catalog, leader), count, rng)
    others = _drawn(_role(catalog, runner_up), count, rng)
    if control not in (None, leader, runner_up):
        controls = _drawn(_role(catalog, control or ""), min(CONTROL_PAIRS, count // 2), rng)
        others[: len(controls)] = controls
    both = list(zip(own, others, strict=True))
    rng.shuffle(both)
    return tuple(
        DayPair(one, other) if rng.random() < 0.5 else DayPair(other, one) for one, other in both
    )


def are_chosen(catalog: Catalog, choices: Iterable[DayChoice], one: str, other: str) -> bool:
    """Whether a day was chosen in any pair with a day of each of two roles."""
    return any(lead(catalog, [choice], one, other) for choice in choices)


def lead(catalog: Catalog, choices: Iterable[DayChoice], one: str, other: str) -> int:
    """How many more days of one role than of another were chosen, of the pairs with a day of
    each. Days that the catalog does not have, or no longer, count for nothing."""
    ahead = 0
    for choice in choices:
        owners = [catalog.roles_by_day.get(day) for day in (choice.pair.left, choice.pair.right)]
        if {role.slug for role in owners if role} != {one, other}:
            continue
        chosen = catalog.roles_by_day.get(choice.chosen or "")
        if chosen is not None:
            ahead += 1 if chosen.slug == one else -1
    return ahead


def counted(
    catalog: Catalog, outcome: Outcome, choices: Sequence[DayChoice]
) -> Sequence[DayChoice]:
    """The choices that count beside an outcome of the statements: all of them, or none where these
    show no direction or the catalog has no second step. Choices made go on to count when the
    statements become clear later: they are evidence still, and can be taken back."""
    is_directed = outcome.matches[0].probability >= catalog.settings.no_direction_below
    do_count = may_count(catalog.settings, outcome.answered) and is_directed
    return choices if do_count else ()


def may_count(settings: Settings, answered: int) -> bool:
    """Whether days can count at all beside so many answers."""
    return settings.day_pairs > 0 and answered >= settings.minimum_answers


def settle(catalog: Catalog, outcome: Outcome, choices: Sequence[DayChoice]) -> Outcome:
    """The outcome of the statements with the days that were chosen between its first two roles.

    Matches, certainty and the roles named follow. Days change nothing where the statements show
    no direction.

    Args:
        choices: of any pairs; only those between leader and runner-up of `outcome` count.
    """
    choices = counted(catalog, outcome, choices)
    ahead = lead(catalog, choices, outcome.leader, outcome.runner_up)
    if not ahead:
        return outcome
    first, second, *others = outcome.matches
    points = catalog.settings.day_weight * ahead
    chances = split(first.probability, second.probability, points)
    places = {slug: place for place, slug in enumerate(layout(catalog).roles)}
    moved = [Match(first.role, chances[0]), Match(second.role, chances[1]), *others]
    matches = tuple(
        sorted(moved, key=lambda match: (-round(match.probability, DIGITS), places[match.role]))
    )
    certainty = outcome.certainty
    if certainty != "no_direction":  # as of answers that are all the same
        certainty = direction(catalog.settings, matches, is_noted=outcome.is_noted)
    named = named_roles(catalog, matches, certainty)
    return replace(outcome, matches=matches, certainty=certainty, named=named)


def split(first: float, second: float, points: float) -> tuple[float, float]:
    """Two probabilities whose odds are moved by so many points, with the same sum."""
    if not (first and second):
        return first, second
    both, factor = first + second, math.exp(points)
    return both / (1 + second / first / factor), both / (1 + first / second * factor)


def _role(catalog: Catalog, slug: str) -> CatalogRole:
    return catalog.roles[layout(catalog).role(slug)]


def _drawn(role: CatalogRole, count: int, rng: Random) -> list[str]:
    return rng.sample([day.slug for day in role.days], min(count, len(role.days)))
