"""What a shared link shows of an outcome, and the offline link that holds all of it itself.

A snapshot is all that a public page, its picture or an offline link is made from, so nothing can
show more. It holds no answers and no reasons, and no date finer than a month; how much somebody
likes work overall only with the chart.
"""

import base64
import json
import math
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from roles.domain import outcomes
from roles.domain.shapes import MIDDLE_OF_100, own_average, own_shape, role_shape
from roles.domain.types import Answers, Catalog, CatalogDimension, Certainty, Outcome

# Links once made stay readable, so a change is a new number. The later format is for what the
# earlier one cannot say.
OFFLINE_FORMAT, OFFLINE_FORMAT_NAMED, OFFLINE_FORMAT_AVERAGE = 2, 3, 4
LONGEST_NAME = 40  # letters of a name shown with a link
NAMED_BEFORE = {"no_direction": 0, "close": 2}  # roles of a headline; of all others one


@dataclass(frozen=True, slots=True)
class ShareSnapshot:
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
    named_count: int  # roles that the headline names: none, one, or up to three that are close
    is_noted: bool = False  # whether these are named as a rough guess only
    average: int | None = None  # the mean liking, 0 to 100, round which `pattern` lies

    @property
    def named(self) -> tuple[str, ...]:
        """The roles that a headline names."""
        return self.roles[: self.named_count]

    @property
    def leader(self) -> str:
        return self.roles[0]


def snapshot(
    catalog: Catalog,
    answers: Answers,
    outcome: Outcome,
    *,
    scored_on: date,
    numbers: bool,
    pattern: bool,
) -> ShareSnapshot:
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
    return ShareSnapshot(
        roles=ranked if is_ordered else tuple(role.slug for role in catalog.roles),
        certainty=outcome.certainty if is_ordered else "no_direction",
        is_ordered=is_ordered,
        numbers=tuple(outcomes.in_100(outcome)) if numbers and is_ordered else None,
        pattern=_pattern(catalog, outcome) if pattern else None,
        month=scored_on.replace(day=1),
        named_count=len(outcome.named) if is_ordered else 0,
        is_noted=outcome.is_noted and is_ordered and bool(outcome.named),
        average=round(own_average(outcome.scores)) if pattern else None,
    )


def _pattern(catalog: Catalog, outcome: Outcome) -> tuple[int | None, ...]:
    values = own_shape(catalog, outcome.scores)
    return tuple(None if value is None else round(value) for value in values)


def dump(shown: ShareSnapshot) -> dict[str, Any]:
    """The snapshot as JSON can hold it: `parse` gives an equal one back."""
    return asdict(shown) | {"month": shown.month.isoformat()}


def parse(document: Mapping[str, Any]) -> ShareSnapshot:
    """The snapshot that `dump` made this document of. Documents from before a close result could
    name three roles hold neither how many nor whether it is a guess.

    Raises:
        KeyError, TypeError, ValueError: when it is no document of `dump`.
    """
    certainty = document["certainty"]
    return ShareSnapshot(
        roles=tuple(document["roles"]),
        certainty=certainty,
        is_ordered=document["is_ordered"],
        numbers=_tuple(document["numbers"]),
        pattern=_tuple(document["pattern"]),
        month=date.fromisoformat(document["month"]),
        named_count=document.get("named_count", named_before(certainty)),
        is_noted=document.get("is_noted", False),
        average=document.get("average"),
    )


def liked_best(shown: ShareSnapshot) -> tuple[int, ...]:
    """The places of the dimensions that the person likes most, in the catalog's order; none where
    the chart is not shown or where everything is liked the same, or no more than the middle."""
    values = [-math.inf if value is None else value for value in shown.pattern or ()]
    most = max(values, default=-math.inf)
    mean = MIDDLE_OF_100 if shown.average is None else shown.average
    if most <= 0 or mean + most <= MIDDLE_OF_100:
        return ()
    return tuple(place for place, value in enumerate(values) if value == most)


def favourite(catalog: Catalog, shown: ShareSnapshot) -> CatalogDimension | None:
    """The kind of work liked most, where the one role that the headline names has much of it.

    None when the chart is not shown, when two kinds are liked equally or none is liked at all, and
    for a rough guess.
    """
    best = liked_best(shown)
    if len(shown.named) != 1 or shown.is_noted or len(best) != 1:
        return None
    typical = role_shape(catalog, catalog.roles_by_slug[shown.leader])[best[0]]
    return catalog.dimensions[best[0]] if typical > 0 else None


def named_before(certainty: str) -> int:
    """How many roles a headline named while a close result could not name three."""
    return NAMED_BEFORE.get(certainty, 1)


def _tuple(values: list[Any] | None) -> tuple[Any, ...] | None:
    return None if values is None else tuple(values)


def offline_link(catalog: Catalog, version_number: int, shown: ShareSnapshot) -> str:
    """A snapshot as the text after the # of an address, of which no server is told; read by
    static/js/offline_link.js on a page that knows the catalog version.

    `2.`, a JSON list in base64url, `.`, and a checksum of 8 hexadecimal digits. In the list:
    certainty; month as "2026-11"; each role's place in the catalog, in order, or null without
    one; numbers or null; pattern or null. Where three roles are named, or any as a rough guess,
    it is `3.`, and how many are named and whether as a guess follow in the list; with a chart it
    is `4.`, and behind these two stands the mean liking round which the pattern lies. The checksum
    is a CRC-32 of the version's number, `.` and all before it: it finds what was lost on the way
    and a version that is not the link's own, and is no signature. All are letters, digits and
    points, none of these at the end, where chats and Markdown would cut it off.
    """
    places = {role.slug: place for place, role in enumerate(catalog.roles)}
    content: list[Any] = [
        shown.certainty,
        shown.month.isoformat()[:7],
        [places[slug] for slug in shown.roles] if shown.is_ordered else None,
        shown.numbers,
        shown.pattern,
    ]
    number = OFFLINE_FORMAT
    if shown.average is not None:
        number = OFFLINE_FORMAT_AVERAGE
        content += [shown.named_count, shown.is_noted, shown.average]
    elif shown.is_noted or shown.named_count != named_before(shown.certainty):
        number = OFFLINE_FORMAT_NAMED
        content += [shown.named_count, shown.is_noted]
    code = base64.urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode())
    text = f"{number}.{code.decode().rstrip('=')}"
    return f"{text}.{zlib.crc32(f'{version_number}.{text}'.encode()):08x}"
