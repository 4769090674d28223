"""Puts back what a document said before: one change, as `content.difference` tells them."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from roles.content.difference import are_keyed
from roles.content.schema import row_key
from roles.domain.types import Change

Document = dict[str, Any]
Rows = list[dict[str, Any]]
# Under which key of which section rows name rows of another one that they cannot do without.
NEEDS = (("questions", "dimension", "dimensions"), ("dimensions", "area", "areas"))
BY_DIMENSION = ("targets", "reasons")  # keys of a role


def undone(draft: Document, published: Document, change: Change) -> Document:
    """The draft with the published value in the place of one change; neither argument is changed.

    Undoing a change that is no longer there changes nothing, so that the order does not matter. A
    row that is made again brings with it what it cannot do without: a statement its kind of work,
    a kind of work its area and each role's number for it.

    Args:
        draft: sound or not.
        published: of the same kind; what `change` was found against.
    """
    document = deepcopy(draft)
    held = published.get(change.section)
    if isinstance(held or draft.get(change.section), dict):  # settings and site, if there are any
        _put_back(document.setdefault(change.section, {}), held or {}, change.field)
        return document
    rows: Rows = document.setdefault(change.section, [])
    if not change.slug:
        _put_in_order(rows, _keys(change.section, held or []), change.section)
    elif change.field in ("added", "removed"):
        _put_row_back(document, published, change.section, change.slug)
    else:
        row = _row(document, change.section, change.slug)
        before = _row(published, change.section, change.slug)
        if row is not None and before is not None:
            _put_back(row, before, change.field)
            _make_whole(document, published, change, row)
    return document


def fingerprint(changes: Iterable[Change]) -> str:
    """What is equal only for the same changes, values included."""
    told = [[each.section, each.slug, each.field, each.old, each.new] for each in changes]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def missing_needs(document: Document) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Rows that name a row which the document lacks: their section, they, and what they name."""
    for section, key, needed in NEEDS:
        known = set(_keys(needed, document.get(needed, [])))
        for row in document.get(section, []):
            if row[key] and row[key] not in known:
                yield section, row, row[key]


# --- one value of a row


def _put_back(row: dict[str, Any], before: dict[str, Any], field: str) -> None:
    name, _dot, inner = field.partition(".")
    if inner and isinstance(row.get(name, before.get(name)), list):
        _put_keyed_back(row.setdefault(name, []), before.get(name, []), inner)
    elif inner:
        _put_back(row.setdefault(name, {}), before.get(name, {}), inner)
    elif are_keyed(before.get(name)) and are_keyed(row.get(name)):  # only their order
        _put_in_order(row[name], _keys("", before[name]), "")
    elif name in before:
        row[name] = deepcopy(before[name])
    else:
        row.pop(name, None)


def _put_keyed_back(rows: Rows, before: Rows, slug: str) -> None:
    """A day as it was: its text, its place, or gone."""
    was = next((each for each in before if each["slug"] == slug), None)
    now = next((each for each in rows if each["slug"] == slug), None)
    if was is None:
        rows[:] = [each for each in rows if each is not now]
    elif now is not None:
        now |= was
    else:
        _insert(rows, deepcopy(was), _keys("", before), "")


# --- whole rows, and their order


def _put_row_back(document: Document, published: Document, section: str, slug: str) -> None:
    """A row as it was: whole at its place, or gone."""
    rows, before = document[section], _row(published, section, slug)
    if before is None:
        rows[:] = [row for row in rows if row_key(section, row) != slug]
        if section == "dimensions":
            _drop_numbers(document, slug)
        return
    if _row(document, section, slug) is None:
        _insert(rows, deepcopy(before), _keys(section, published[section]), section)
    change = Change(section, slug, "removed", before, None)
    _make_whole(document, published, change, before)


def _make_whole(
    document: Document, published: Document, change: Change, row: dict[str, Any]
) -> None:
    """Brings back what the row that was put back cannot do without."""
    for section, key, needed in NEEDS:
        if section == change.section and row[key] and not _row(document, needed, row[key]):
            _put_row_back(document, published, needed, row[key])
    if change.section == "dimensions" and change.field == "removed":
        _restore_numbers(document, published, change.slug)
    if change.section == "roles" and "targets" in row:
        for slug in _dimensions_put_back(change, row):
            if not _row(document, "dimensions", slug):
                _put_row_back(document, published, "dimensions", slug)
        _take_days_home(document, change.slug)


def _dimensions_put_back(change: Change, row: dict[str, Any]) -> Sequence[str]:
    name, _dot, slug = change.field.partition(".")
    if change.field == "removed":
        return list(row["targets"])
    is_there = name in BY_DIMENSION and slug in row.get(name, {})
    return [slug] if is_there else []


def _restore_numbers(document: Document, published: Document, dimension: str) -> None:
    for role in published.get("roles", []):
        now = _row(document, "roles", role["slug"])
        for name in BY_DIMENSION:
            if now is not None and dimension in role[name]:
                now[name].setdefault(dimension, role[name][dimension])


def _drop_numbers(document: Document, dimension: str) -> None:
    for role in document.get("roles", []):
        for name in BY_DIMENSION:
            role[name].pop(dimension, None)


def _take_days_home(document: Document, role_slug: str) -> None:
    """A day belongs to one role: to the one that it was put back to."""
    role = _row(document, "roles", role_slug) or {}
    own = set(_keys("", role.get("days", [])))
    for other in document["roles"]:
        if other is not role:
            other["days"] = [day for day in other.get("days", []) if day["slug"] not in own]


def _insert(rows: Rows, row: dict[str, Any], order: Sequence[str], section: str) -> None:
    """At its old place: behind the nearest row before it that is still there."""
    earlier = order[: order.index(row_key(section, row))]
    keys = _keys(section, rows)
    place = next((keys.index(key) + 1 for key in reversed(earlier) if key in keys), 0)
    rows.insert(place, row)


def _put_in_order(rows: Rows, order: Sequence[str], section: str) -> None:
    """Rows of the old document in its order; the places of new ones stay."""
    keys = _keys(section, rows)
    sorted_rows = iter(
        sorted(
            (row for row, key in zip(rows, keys, strict=True) if key in order),
            key=lambda row: order.index(row_key(section, row)),
        )
    )
    rows[:] = [
        next(sorted_rows) if key in order else row for row, key in zip(rows, keys, strict=True)
    ]


def _row(document: Document, section: str, slug: str) -> dict[str, Any] | None:
    rows = document.get(section, [])
    return next((row for row in rows if row_key(section, row) == slug), None)


def _keys(section: str, rows: Rows) -> list[str]:
    return [row_key(section, row) for row in rows]
