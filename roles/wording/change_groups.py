"""Changes as people read them: by object and name, word by word. No queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.content.schema import ROWS, row_key
from roles.content.undo import fingerprint
from roles.content.word_difference import ListLine, Piece, list_difference, moves, word_difference
from roles.domain.types import Change
from roles.models import Area, Dimension, Question, RoleProfile, ScoringSettings, SiteTexts
from roles.models.catalog.draft import SYMBOL_LABELS
from roles.queries.draft import CONTENT, SINGLE, Documents
from roles.wording.changes import key_words
from roles.wording.names import KINDS, RowNames, listed, order_title, title_of

TABLES = {
    "areas": Area,
    "dimensions": Dimension,
    "roles": RoleProfile,
    "questions": Question,
    "settings": ScoringSettings,
    f"{CONTENT}site": SiteTexts,
}
AMOUNTS = ("low", "middle", "high")  # of money; of a kind of work they are texts
LONG = 100  # letters of a whole row from which it is folded
# Of which section the values of a key are slugs.
NAMED = {
    "dimension": "dimensions",
    "area": "areas",
    "source": "content.sources",
    "pay": "content.pay",
    "figure": "content.pay",
}
CHOICES: Mapping[str, Mapping[str, Any]] = {
    "symbol": dict(SYMBOL_LABELS),
    "kind": KINDS,
    "topic": KINDS,
}


@dataclass(frozen=True)
class RowPart:
    """One value of a row that is new or removed."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ShownChange:
    """One change of an object. One of `sentence`, `pieces`, `lines` and `parts` holds it."""

    section: str
    slug: str
    field: str  # as in the change
    label: str
    key: str  # its fingerprint, by which it is undone
    sentence: str = ""  # whole, such as "from 60 to 77"
    pieces: tuple[Piece, ...] = ()
    lines: tuple[ListLine, ...] = ()
    parts: tuple[RowPart, ...] = ()  # of a row that is new or removed
    is_long: bool = False


@dataclass(frozen=True)
class ChangedObject:
    """An object with its changes; `key` is the fingerprint of all of them."""

    title: str
    section: str
    slug: str
    key: str
    changes: tuple[ShownChange, ...]


def changed_objects(
    changes: Iterable[Change], before: Documents, after: Documents
) -> list[ChangedObject]:
    """The changes between two moments, grouped by what they are about, in their order."""
    words = ChangeWords(before, after)
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.section, change.slug), []).append(change)
    return [
        ChangedObject(
            words.title(section, slug),
            section,
            slug,
            fingerprint(group),
            tuple(words.shown(change) for change in group),
        )
        for (section, slug), group in groups.items()
    ]


def words_markup(pieces: Iterable[Piece]) -> SafeString:
    """A text with what went and what came, for eyes and, by hidden words, for ears."""
    forms = {
        "same": "{text}",
        "removed": '<del><span class="visually-hidden">{removed} </span>{text}</del>',
        "added": '<ins><span class="visually-hidden">{added} </span>{text}</ins>',
    }
    words = {"removed": _("removed:"), "added": _("added:")}
    said = [format_html(forms[piece.sign], text=piece.text, **words) for piece in pieces]
    return format_html_join("", "{}", ((each,) for each in said))


class ChangeWords:
    """The words for changes between two moments."""

    def __init__(self, before: Documents, after: Documents) -> None:
        self.before, self.after = before, after
        self.names = RowNames([before, after])

    def title(self, section: str, slug: str) -> str:
        if not slug and section not in SINGLE:
            return order_title(section)
        return title_of(section, self.names.of(section, slug))

    def shown(self, change: Change) -> ShownChange:
        told = self._told(change)
        return ShownChange(
            change.section, change.slug, change.field, key=fingerprint([change]), **told
        )

    def _told(self, change: Change) -> dict[str, Any]:
        section, field = change.section, change.field
        name, _dot, inner = field.partition(".")
        if field in ("added", "removed"):
            label = _("New") if field == "added" else _("Removed")
            parts = self._parts(section, change.new or change.old)
            is_long = sum(len(line) for part in parts for line in part.lines) > LONG
            return {"label": label, "parts": parts, "is_long": is_long}
        if not change.slug and section not in SINGLE:
            return {"label": _("Order"), "lines": self._order(section)}
        if field == "days":
            days = [_slugs(self._row(side, change)["days"]) for side in (self.before, self.after)]
            return {"label": _("Order of the days"), "lines": self._moved("days", *days)}
        if name == "days":
            return {"label": _("Day"), "pieces": _words_of(change)}
        label = self.label(section, field)
        sides = [self._row(side, change).get(name) for side in (self.before, self.after)]
        if any(isinstance(side, list) for side in sides):
            lines = [self._lines(section, name, side or []) for side in sides]
            return {"label": label, "lines": list_difference(*lines)}
        return {"label": label} | self._value(section, name if not inner else "", change)

    def _value(self, section: str, name: str, change: Change) -> dict[str, Any]:
        """A number or a choice from one to another; a text word by word."""
        if _is_text(change.old, change.new) and name not in NAMED and name not in CHOICES:
            return {"pieces": _words_of(change)}
        values = [change.old, change.new]
        if any(isinstance(value, bool) for value in values):  # what is left out is no
            values = [bool(value) for value in values]
        old, new = (self.plain(section, name, value) for value in values)
        if not old or not new:
            return {"pieces": word_difference(old, new)}
        return {"sentence": _("from %(old)s to %(new)s") % {"old": old, "new": new}}

    def _row(self, side: Documents, change: Change) -> Mapping[str, Any]:
        document, section = side.of(change.section)
        held = document.get(section, [])
        if isinstance(held, dict):
            return held
        return next((row for row in held if row_key(section, row) == change.slug), {})

    # --- orders

    def _order(self, section: str) -> tuple[ListLine, ...]:
        sides = []
        for side in (self.before, self.after):
            document, key = side.of(section)
            sides.append([row_key(key, row) for row in document.get(key, [])])
        return self._moved(section, *sides)

    def _moved(self, section: str, old: list[str], new: list[str]) -> tuple[ListLine, ...]:
        return tuple(
            ListLine((Piece("same", self.names.of(section, slug)),), before, after)
            for slug, before, after in moves(old, new)
        )

    # --- whole rows, lists and single values

    def _parts(self, section: str, row: object) -> tuple[RowPart, ...]:
        parts = []
        for name, held in row.items() if isinstance(row, Mapping) else ():
            if name == "slug" or held in ("", None, [], {}):
                continue
            if isinstance(held, Mapping):
                parts += [
                    RowPart(self.label(section, f"{name}.{key}"), (self.plain(section, "", value),))
                    for key, value in held.items()
                ]
            elif isinstance(held, list):
                parts.append(
                    RowPart(self.label(section, name), tuple(self._lines(section, name, held)))
                )
            else:
                parts.append(RowPart(self.label(section, name), (self.plain(section, name, held),)))
        return tuple(parts)

    def _lines(self, section: str, name: str, rows: list[Any]) -> list[str]:
        """Each row of a list as one text: whom it is about, what it says, where it is from."""
        if name in ("roles", "comes_from"):
            return [self.names.job(str(row)) for row in rows]
        return [self._line(section, row) for row in rows]

    def _line(self, section: str, row: object) -> str:
        if not isinstance(row, Mapping):
            return str(row)
        said = {
            key: self.names.job(held) if key == "label" else self.plain(section, key, held)
            for key, held in row.items()
            if key != "slug" and held not in ("", None, False)
        }
        source = said.pop("source", "")
        text = ": ".join(said.values())
        return _("%(text)s (%(source)s)") % {"text": text, "source": source} if source else text

    def label(self, section: str, field: str) -> str:
        """What a field is called where it is edited."""
        name, _dot, inner = field.partition(".")
        if name == "targets":
            return _("Number for %(kind)s") % {"kind": self.names.of("dimensions", inner)}
        if name == "reasons":
            return _("Reason for %(kind)s") % {"kind": self.names.of("dimensions", inner)}
        if name == "days":
            return _("Days")
        if inner:
            return _("What is different: %(area)s") % {"area": self.names.area(inner)}
        if section in TABLES:
            held = TABLES[section]._meta.get_field(name)
            return str(capfirst(held.verbose_name if isinstance(held, Field) else name))
        model = ROWS.get(section.removeprefix(CONTENT))
        return capfirst(key_words(name, model.model_fields.get(name) if model else None))

    def plain(self, section: str, name: str, value: object) -> str:
        """A value as readers know it."""
        if value is None or value == "":
            return ""
        if name in AMOUNTS and isinstance(value, int):
            return str(number_format(str(value), force_grouping=True))
        if isinstance(value, float):
            return str(number_format(f"{value:g}"))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if name in NAMED:
            return self.names.of(NAMED[name], str(value))
        if name in ("start", "goal"):
            return self.names.job(str(value))
        if name in CHOICES:
            return str(CHOICES[name].get(str(value), value))
        if isinstance(value, list | tuple):
            return listed([str(each) for each in value])
        return str(value)


def _words_of(change: Change) -> tuple[Piece, ...]:
    return word_difference(str(change.old or ""), str(change.new or ""))


def _is_text(*values: object) -> bool:
    return all(value is None or isinstance(value, str) for value in values)


def _slugs(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [row["slug"] for row in rows]
