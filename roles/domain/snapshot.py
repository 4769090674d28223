"""What a shared link shows of an outcome: as much as its owner picked, in whole numbers.

An excerpt is all that a public page, its picture or an address is made from, so nothing can show
more. It holds no answers, no reasons and no level, and no date finer than a month.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from roles.domain import outcomes
from roles.domain.types import Answers, Catalog, Certainty, Outcome


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of one outcome under one catalog version, which whoever reads it must know."""

    roles: tuple[str, ...]  # every role's slug, closest first; the catalog's order when unordered
    certainty: Certainty
    is_ordered: bool  # whether the order of the roles says anything
    # In how many of 100 fresh sets of questions each of `roles` comes first; together 100. None
    # when not picked, or when there is no order.
    numbers: tuple[int, ...] | None
    # How far each dimension lies above (or below) the own average, in points of 100, in the
    # catalog's order; None inside for one without answers. None when not picked.
    pattern: tuple[int | None, ...] | None
    month: date  # in which it was scored: its first day

    @property
    def named(self) -> tuple[str, ...]:
        """The roles that a headline names: none, one, or two that are about as close."""
        return self.roles[: {"no_direction": 0, "close": 2}.get(self.certainty, 1)]

    @property
    def leader(self) -> str:
        return self.roles[0]

    @property
    def runner_up(self) -> str:
        return self.roles[1]


def excerpt(
    catalog: Catalog,
    answers: Answers,
    outcome: Outcome,
    *,
    scored_on: date,
    numbers: bool,
    pattern: bool,
) -> Excerpt:
    """The part of an outcome to be shown.

    Args:
        answers: of which the outcome was made, under this catalog; they only tell whether there
            is an order.
        scored_on: only its month is kept.
        numbers: whether to show how often each role comes first.
        pattern: whether to show how the dimensions lie round the own average.
    """
    is_ordered = outcomes.has_order(outcome, answers)
    ranked = tuple(match.role for match in outcome.matches)
    return Excerpt(
        roles=ranked if is_ordered else tuple(role.slug for role in catalog.roles),
        certainty=outcome.certainty if is_ordered else "no_direction",
        is_ordered=is_ordered,
        numbers=tuple(outcomes.in_100(outcome)) if numbers and is_ordered else None,
        pattern=_pattern(outcome) if pattern else None,
        month=scored_on.replace(day=1),
    )


def _pattern(outcome: Outcome) -> tuple[int | None, ...]:
    values = [score.from_average for score in outcome.scores]
    return tuple(None if value is None else round(value) for value in values)


def dump(shown: Excerpt) -> dict[str, Any]:
    """The excerpt as JSON can hold it: `parse` gives an equal one back."""
    return asdict(shown) | {"month": shown.month.isoformat()}


def parse(document: Mapping[str, Any]) -> Excerpt:
    """The excerpt that `dump` made this document of.

    Raises:
        KeyError, TypeError, ValueError: when it is no document of `dump`.
    """
    return Excerpt(
        roles=tuple(document["roles"]),
        certainty=document["certainty"],
        is_ordered=document["is_ordered"],
        numbers=_tuple(document["numbers"]),
        pattern=_tuple(document["pattern"]),
        month=date.fromisoformat(document["month"]),
    )


def _tuple(values: list[Any] | None) -> tuple[Any, ...] | None:
    return None if values is None else tuple(values)
