"""Differences between catalogs, in words for the admin's pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.types import Change
from roles.queries.catalog import DraftState, draft_state


@dataclass(frozen=True)
class ChangeLine:
    """One row of the table of changes."""

    row: str
    field: str
    before: str
    after: str


def with_banner(extra_context: dict[str, Any] | None = None) -> dict[str, Any]:
    """A page's context with what the banner above it says. Six queries."""
    return banner_context(draft_state()) | (extra_context or {})


def banner_context(state: DraftState) -> dict[str, Any]:
    """What the banner's template needs of a state that is at hand. No query."""
    return {"draft": state, "draft_sentence": state_sentence(state)}


def state_sentence(state: DraftState) -> str:
    """The banner: "Draft differs from version 3: 2 profiles, 1 question." and its kin."""
    if state.problems:
        return ngettext(
            "The draft cannot be published yet: %(count)s problem.",
            "The draft cannot be published yet: %(count)s problems.",
            len(state.problems),
        ) % {"count": len(state.problems)}
    if state.version is None:
        return _("Nothing is published yet. Readers see the draft once you publish it.")
    number = {"number": state.version.number}
    if not state.changes:
        return _("Draft equals version %(number)s.") % number
    parts = ", ".join(_counted(section, rows) for section, rows in state.rows_changed.items())
    return _("Draft differs from version %(number)s: %(parts)s.") % (number | {"parts": parts})


def _counted(section: str, rows: int) -> str:
    forms = {
        "dimensions": ngettext("%(count)s dimension", "%(count)s dimensions", rows),
        "roles": ngettext("%(count)s profile", "%(count)s profiles", rows),
        "questions": ngettext("%(count)s question", "%(count)s questions", rows),
        "settings": _("the settings"),
    }
    return forms[section] % {"count": rows}


def change_lines(changes: Iterable[Change]) -> list[ChangeLine]:
    return [_line(change) for change in changes]


def _line(change: Change) -> ChangeLine:
    sections = {
        "dimensions": _("Dimension"),
        "roles": _("Role"),
        "questions": _("Question"),
        "settings": _("Settings"),
    }
    row = f"{sections[change.section]} {change.slug}".strip()
    whole = {"added": _("added"), "removed": _("removed")}
    if change.field in whole:
        return ChangeLine(row, whole[change.field], _named(change.old), _named(change.new))
    field = change.field.replace("_", " ").replace(".", ": ")
    return ChangeLine(row, field, _plain(change.old), _plain(change.new))


def _named(row: object) -> str:
    """What a whole row is called: its text or its name."""
    return str(row.get("text") or row.get("name")) if isinstance(row, dict) else ""


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
