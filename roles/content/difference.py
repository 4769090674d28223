"""What differs between two documents of one kind, row by row and field by field."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from roles.content.schema import row_key
from roles.domain.types import Change

Row = Mapping[str, Any]


def difference(old: Row, new: Row) -> tuple[Change, ...]:
    """What changed from one document to another, in the new one's order.

    A row is known by `row_key`: one whose key changes is one removed and one added. A changed
    order of the rows that both have is one change of the whole section. Of a list of texts only
    those are told that came or went. Days are told one by one, and their order as "days".
    """
    changes: list[Change] = []
    for section in dict.fromkeys((*new, *old)):
        before, after = old.get(section), new.get(section)
        if isinstance(after, list):
            changes += _section_changes(section, before or [], after)
        elif isinstance(before or after, Mapping):  # settings and site, whose keys may be left out
            changes += row_changes(section, "", before or {}, after or {})
    return tuple(changes)


def _section_changes(section: str, old: list[Row], new: list[Row]) -> Iterator[Change]:
    before = {row_key(section, row): row for row in old}
    after = {row_key(section, row): row for row in new}
    for key in [*after, *(key for key in before if key not in after)]:
        yield from row_changes(section, key, before.get(key), after.get(key))
    kept_before = tuple(key for key in before if key in after)
    kept_after = tuple(key for key in after if key in before)
    if kept_before != kept_after:
        yield Change(section, "", "order", kept_before, kept_after)


def row_changes(section: str, key: str, old: Row | None, new: Row | None) -> Iterator[Change]:
    """What changed in one row; None for the one before when it is new, or after its end."""
    if old is None or new is None:
        yield Change(section, key, "removed" if new is None else "added", old, new)
        return
    before, after = dict(_flat(old)), dict(_flat(new))
    for field in [*after, *(field for field in before if field not in after)]:
        one, other = before.get(field), after.get(field)
        if one != other:
            yield Change(section, key, field, *_told(one, other))
    for field in (name for name, held in new.items() if are_keyed(held)):
        yield from _order_change(section, key, field, old.get(field) or (), new[field])


def are_keyed(rows: object) -> bool:
    """Whether this is a list of rows that have slugs of their own, as the days of a role."""
    return isinstance(rows, list) and any("slug" in row for row in rows if isinstance(row, Mapping))


def _order_change(
    section: str, key: str, field: str, old: Iterable[Row], new: Iterable[Row]
) -> Iterator[Change]:
    before, after = [row["slug"] for row in old], [row["slug"] for row in new]
    kept_before = tuple(slug for slug in before if slug in after)
    kept_after = tuple(slug for slug in after if slug in before)
    if kept_before != kept_after:
        yield Change(section, key, field, kept_before, kept_after)


def _told(old: object, new: object) -> tuple[object, object]:
    """Both values; of two lists what only one has, or all of it when just the order differs."""
    if not (isinstance(old, tuple | None) and isinstance(new, tuple | None)):
        return old, new
    before, after = old or (), new or ()
    gone = tuple(text for text in before if text not in after)
    came = tuple(text for text in after if text not in before)
    return (gone, came) if gone or came else (before, after)


def _flat(row: Row) -> Iterator[tuple[str, object]]:
    for key, value in row.items():
        if isinstance(value, Mapping):
            yield from ((f"{key}.{inner}", held) for inner, held in value.items())
        elif are_keyed(value):
            yield from ((f"{key}.{row['slug']}", row["text"]) for row in value)
        elif isinstance(value, list):
            yield key, tuple(map(_line, value))
        else:
            yield key, value


def _line(value: object) -> str:
    """A row of a list as one text: its heading, what it says, where it is from."""
    if not isinstance(value, Mapping):
        return str(value)
    said = [str(held) for key, held in value.items() if key != "source"]
    source = f" [{value['source']}]" if "source" in value else ""
    return f"{': '.join(said)}{source}"
