"""Three states of a form made one: as it was shown, as it comes back, as it would be shown now.

Knows nothing of Django or of tables. What was shown is known by digests only (the stamp), which a
hidden control carries, so that it needs no history and works for every table. Rows are matched by
their keys: the form of one row is a set of one row with the key "".
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

# What one field sends: its values, by the rest of each control's name after the field's own.
Posted = Mapping[str, Sequence[str]]
DELETE = "DELETE"  # the field whose tick deletes a row
CHOICE = "_choice-"  # how the names of controls begin that ask which of two values to keep
YOURS, THEIRS = "yours", "theirs"
DIGEST = 6  # bytes; 8 letters
LONGEST = 2_000_000  # bytes of a stamp, unpacked


@dataclass(frozen=True)
class PostedRow:
    key: str  # "" for a row that is not stored yet
    fields: Mapping[str, Posted]


Sheet = Mapping[str, Sequence[PostedRow]]  # the sets of rows of a page, by prefix


class FieldPath(NamedTuple):
    """A field of a row; "" as field for the row itself."""

    prefix: str
    key: str
    field: str

    @property
    def choice(self) -> str:
        """Name of the control that asks which of two values to keep."""
        return f"{CHOICE}{_short(json.dumps(self))}"


@dataclass(frozen=True)
class ShownRow:
    key: str
    digests: Mapping[str, str]


@dataclass(frozen=True)
class Stamp:
    """What a page showed, and which choices it asked for."""

    rows: Mapping[str, Sequence[ShownRow]] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()

    def encode(self) -> str:
        rows = {
            prefix: [[row.key, dict(row.digests)] for row in rows]
            for prefix, rows in self.rows.items()
        }
        return packed(json.dumps([rows, sorted(self.asked)], separators=(",", ":")))


def packed(text: str) -> str:
    """Without quotation marks, which take six letters each in a page."""
    return urlsafe_b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"))).decode()


def decode(text: str) -> Stamp:
    """The stamp that was encoded so.

    Raises:
        ValueError: for anything else.
    """
    try:
        rows, asked = json.loads(zlib.decompressobj().decompress(urlsafe_b64decode(text), LONGEST))
        stamp = Stamp(
            {str(prefix): [_shown_row(*row) for row in rows[prefix]] for prefix in dict(rows)},
            frozenset(str(name) for name in asked),
        )
    except (zlib.error, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("no stamp of ours") from error
    if not any(stamp.rows.values()):
        raise ValueError("a stamp of nothing")
    return stamp


def _shown_row(key: object, digests: Mapping[str, str]) -> ShownRow:
    if not isinstance(key, str) or not all(isinstance(each, str) for each in digests.values()):
        raise ValueError("no row of ours")
    return ShownRow(key, dict(digests))


def stamp_of(sheet: Sheet) -> Stamp:
    return Stamp({prefix: [_shown(row) for row in rows] for prefix, rows in sheet.items()})


def _shown(row: PostedRow) -> ShownRow:
    return ShownRow(row.key, {name: digest(sent) for name, sent in row.fields.items()})


def digest(sent: Posted) -> str:
    """Equal for what means the same: nothing is as good as an empty text, and browsers write line
    ends in two letters."""
    held = {
        rest: [value.replace("\r\n", "\n").replace("\r", "\n") for value in values if value]
        for rest, values in sent.items()
    }
    return _short(json.dumps({rest: held[rest] for rest in sorted(held) if held[rest]}))


def _short(text: str) -> str:
    return urlsafe_b64encode(
        sha256(text.encode("utf-8", "surrogatepass")).digest()[:DIGEST]
    ).decode()


@dataclass(frozen=True)
class Clash:
    """Two people want different things; whoever saves last is asked."""

    path: FieldPath
    yours: Mapping[str, Posted]  # by field; empty where you delete the row
    theirs: Mapping[str, Posted]  # likewise for them
    can_keep: bool = True  # or what is yours can only be told, as its place is gone


@dataclass
class Merged:
    rows: dict[str, list[PostedRow]] = field(default_factory=dict)  # what to go on with
    shown: dict[str, list[ShownRow]] = field(default_factory=dict)  # if that is shown again
    clashes: list[Clash] = field(default_factory=list)
    kept: list[FieldPath] = field(default_factory=list)  # that others changed and you did not
    added: list[FieldPath] = field(default_factory=list)  # rows that you had not seen
    removed: list[FieldPath] = field(default_factory=list)  # rows that you left alone
    brought_back: list[FieldPath] = field(default_factory=list)  # rows that you keep

    @property
    def stamp(self) -> Stamp:
        """For the page that comes back instead of a save."""
        asked = (clash.path.choice for clash in self.clashes if clash.can_keep)
        return Stamp(self.shown, frozenset(asked))


def merge(
    stamp: Stamp | None,
    yours: Sheet,
    theirs: Sheet,
    choices: Mapping[str, str],
    fixed: Collection[str] = (),
) -> Merged:
    """Merges field by field. What only one side changed is taken from that side; where both did,
    and differently, nothing may be saved until somebody chooses.

    Args:
        stamp: what was shown; None when nobody knows, so that each difference is asked about.
        yours: what comes back, rows with the keys that the stamp gives them.
        theirs: what the page would send now if nobody touched it.
        choices: YOURS or THEIRS, by `FieldPath.choice`.
        fixed: prefixes of sets to which nobody can add rows.
    """
    merged = Merged()
    for prefix, rows in theirs.items():
        _Rows(prefix, stamp, choices, merged).merge(
            yours.get(prefix, ()), rows, is_fixed=prefix in fixed
        )
    return merged


@dataclass
class _Rows:
    """One set of rows on its way into `merged`."""

    prefix: str
    stamp: Stamp | None
    choices: Mapping[str, str]
    merged: Merged

    def merge(
        self, yours: Sequence[PostedRow], theirs: Sequence[PostedRow], *, is_fixed: bool
    ) -> None:
        shown = {row.key: row for row in self._shown_rows()}
        mine = {row.key: row for row in yours if row.key or not self.prefix}
        stored = [row for row in theirs if row.key or not self.prefix]
        for row in stored:
            if row.key in mine:
                self._both(shown.get(row.key), mine[row.key], row)
            else:
                self._put(row, _shown(row))
                if self.stamp and row.key not in shown:
                    self.merged.added.append(FieldPath(self.prefix, row.key, ""))
        known = {row.key for row in stored}
        for row in yours:
            if row.key and row.key not in known:
                self._lost(shown.get(row.key) or ShownRow(row.key, {}), row, is_fixed=is_fixed)
        for row in yours:
            if not row.key and self.prefix and not is_fixed:
                self._put(row, ShownRow("", {}))

    def _shown_rows(self) -> Sequence[ShownRow]:
        return self.stamp.rows.get(self.prefix, ()) if self.stamp else ()

    def _put(self, row: PostedRow, shown: ShownRow) -> None:
        self.merged.rows.setdefault(self.prefix, []).append(row)
        self.merged.shown.setdefault(self.prefix, []).append(shown)

    def _choice(self, path: FieldPath) -> str | None:
        """What was chosen, if that was asked."""
        asked = self.stamp is not None and path.choice in self.stamp.asked
        return self.choices.get(path.choice, "") if asked else None

    def _both(self, shown: ShownRow | None, yours: PostedRow, theirs: PostedRow) -> None:
        """A row that is there on both sides."""
        digests = shown.digests if shown else {}
        if any(any(values) for values in yours.fields.get(DELETE, {}).values()):
            row = self._deleting(digests, yours, theirs)
        else:
            row = PostedRow(yours.key, dict(self._fields(digests, yours, theirs)))
        self._put(row, _shown(theirs))

    def _deleting(
        self, digests: Mapping[str, str], yours: PostedRow, theirs: PostedRow
    ) -> PostedRow:
        """You delete what somebody else may have changed."""
        path = FieldPath(self.prefix, theirs.key, DELETE)
        choice = self._choice(path)
        changed = {
            name: sent for name, sent in theirs.fields.items() if digest(sent) != digests.get(name)
        }
        if not changed and choice == THEIRS:
            return theirs
        if changed or choice == "":
            self.merged.clashes.append(Clash(path, {}, changed or theirs.fields))
        return yours

    def _fields(
        self, digests: Mapping[str, str], yours: PostedRow, theirs: PostedRow
    ) -> Iterator[tuple[str, Posted]]:
        for name, now in theirs.fields.items():
            sent = yours.fields.get(name, {})
            path = FieldPath(self.prefix, theirs.key, name)
            before, mine, current = digests.get(name), digest(sent), digest(now)
            choice = self._choice(path)
            if mine == current:
                yield name, sent
            elif mine == before:
                self.merged.kept.append(path)
                yield name, now
            elif current != before or choice == "":
                self.merged.clashes.append(Clash(path, {name: sent}, {name: now}))
                yield name, sent
            else:
                yield name, now if choice == THEIRS else sent

    def _lost(self, shown: ShownRow, yours: PostedRow, *, is_fixed: bool) -> None:
        """Somebody deleted a row that you still see."""
        path = FieldPath(self.prefix, yours.key, "")
        changed = {
            name: sent
            for name, sent in yours.fields.items()
            if digest(sent) != shown.digests.get(name)
        }
        choice = self._choice(path)
        if not changed or DELETE in changed or choice == THEIRS:
            self.merged.removed.append(path)
        elif choice == YOURS and not is_fixed:
            self.merged.brought_back.append(path)
            self._put(yours, shown)
        else:
            self.merged.clashes.append(Clash(path, changed, {}, can_keep=not is_fixed))
            if not is_fixed:
                self._put(yours, shown)
