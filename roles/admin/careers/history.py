"""What became of the rows that make up a page: its points, its pay, its table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.models import PayFigure, Source
from roles.models.careers.pages import POINT_LABELS
from roles.queries.history import with_before

Names = dict[str, dict[Any, str]]  # by foreign key: what each row is called
# What a part may say, in the order told.
SAID = ("label", "span", "dimension", "figure_id", "text", "note", "source_id")


@dataclass(frozen=True)
class PartChange:
    """One entry of the history of a page's parts."""

    now: Any  # the historical row: date, user, kind of change, reason for it
    part: str  # which section of the page it stands in
    before: str  # what it said, "" when it was new
    after: str  # what it says then, "" when it was deleted


def part_history(owner: type[Model], pk: str, parts: Iterable[Any]) -> list[PartChange]:
    """Every change of one row's parts, newest first. One query for each table, and two for the
    names of sources and pay figures.

    Args:
        owner: the table of that row, to which each of `parts` has a foreign key.
    """
    names = {"source_id": _names(Source), "figure_id": _names(PayFigure)} if parts else {}
    found = []
    for part in parts:
        key = next(field.attname for field in part._meta.fields if field.related_model is owner)
        rows = part.history.filter(**{key: pk})
        found += [_change(now, before, names) for now, before in with_before(rows)]
    return sorted(found, key=lambda change: change.now.history_date, reverse=True)


def _names(model: Any) -> dict[Any, str]:  # noqa: ANN401  # a table with a history
    """What each row is called now or was called last, deleted ones included."""
    return {row.id: str(row.instance) for row in model.history.order_by("history_id")}


def _change(now: Any, before: Any, names: Names) -> PartChange:  # noqa: ANN401  # rows of any part's history
    kind = getattr(now, "kind", "")
    part = POINT_LABELS[kind] if kind else capfirst(now.instance_type._meta.verbose_name)
    old = _words(before, names) if before else ""
    new = "" if now.history_type == "-" else _words(now, names)
    if old == new and before.position != now.position:
        at = _("At position %(position)s: %(words)s")
        old = at % {"position": before.position, "words": old}
        new = at % {"position": now.position, "words": new}
    return PartChange(now, str(part), old, new)


def _words(row: Any, names: Names) -> str:  # noqa: ANN401  # as above
    values = ((name, getattr(row, name, "")) for name in SAID)
    said = (names[name].get(value, "") if name in names else value for name, value in values)
    return " · ".join(words for words in said if words)
