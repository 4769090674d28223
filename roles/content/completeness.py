"""What is still missing of what the site says about each role. No query."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal, get_origin

from roles.content.schema import ContentDocument, RoleDocument
from roles.content.sources import Point

GapKind = Literal[
    "no_page",
    "empty",
    "thin",
    "no_pay",
    "no_comparison",
    "no_way_in",
    "few_days",
    "undated",  # this and the next are worth a look only: pages say so themselves
    "old_pay",
]
# Below so many points, a section says too little.
LEAST = {"does": 3, "suits": 3, "unsuited": 3, "ladder": 2, "trials": 2, "week": 5}
# Boxes are for what fits nowhere else; pay has a gap of its own; few roles were ever renamed.
OPTIONAL = ("boxes", "pay", "former_slugs")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing or could be better."""

    kind: GapKind
    about: str = ""  # a key of the role's page, or the slug of a role, source or pay figure
    count: int = 0  # what there is: points of a section, days
    needed: int = 0


@dataclass(frozen=True, slots=True)
class RoleHead:
    """What must be known of a role, in a draft that need not be sound."""

    slug: str
    name: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class RoleCompleteness:
    """How much there is about a role."""

    role: RoleHead
    missing: tuple[Gap, ...]
    notes: tuple[Gap, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing


def completeness(
    roles: Sequence[RoleHead], day_pairs: int, content: ContentDocument, today: date
) -> tuple[RoleCompleteness, ...]:
    """Of every role, in their order.

    Args:
        day_pairs: how many pairs of days the second step shows.
    """
    return tuple(_of_role(role, roles, day_pairs, content, today) for role in roles)


def _of_role(
    role: RoleHead,
    roles: Sequence[RoleHead],
    day_pairs: int,
    content: ContentDocument,
    today: date,
) -> RoleCompleteness:
    page = content.roles_by_slug.get(role.slug)
    found = [Gap("no_page")] if page is None else [*_of_page(page)]
    for other in roles:
        pair = frozenset((role.slug, other.slug))
        if other != role and pair not in content.comparisons_by_roles:
            found.append(Gap("no_comparison", other.slug))
    if not any(step.goal == role.slug for step in content.routes):
        found.append(Gap("no_way_in"))
    if role.days < day_pairs:
        found.append(Gap("few_days", count=role.days, needed=day_pairs))
    notes = () if page is None else tuple(_notes(content, page, today))
    return RoleCompleteness(role, tuple(found), notes)


def _of_page(page: RoleDocument) -> Iterator[Gap]:
    for key, info in RoleDocument.model_fields.items():
        if key in OPTIONAL:
            continue
        held = getattr(page, key)
        if get_origin(info.annotation) is not tuple:
            if held == "":
                yield Gap("empty", key)
        elif not held:
            yield Gap("empty", key)
        elif len(held) < LEAST.get(key, 1):
            yield Gap("thin", key, len(held), LEAST[key])
    if not page.pay:
        yield Gap("no_pay")


def _notes(content: ContentDocument, page: RoleDocument, today: date) -> Iterator[Gap]:
    figures = [content.pay_by_slug[shown.figure] for shown in page.pay]
    lists = (getattr(page, key) for key in RoleDocument.model_fields)
    points = chain.from_iterable(held for held in lists if isinstance(held, tuple))
    named = [point.source for point in points if isinstance(point, Point)]
    for slug in dict.fromkeys([*named, *(figure.source for figure in figures)]):
        if content.sources_by_slug[slug].is_undated:
            yield Gap("undated", slug)
    for figure in figures:
        if figure.is_outdated(today):
            yield Gap("old_pay", figure.slug)
