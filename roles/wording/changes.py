"""The draft and its changes in words, for the admin's pages and the command line."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic.fields import FieldInfo

from roles.content.schema import ROWS
from roles.content.site import SiteDocument
from roles.domain.types import Change
from roles.models import CatalogVersion, ContentVersion
from roles.models.versions import PublishedVersion
from roles.queries.draft import CONTENT, DraftState


@dataclass(frozen=True)
class ChangeLine:
    """What changed in one field of a row."""

    field: str
    before: str
    after: str


def published_sentences(versions: Iterable[PublishedVersion | None]) -> list[str]:
    """That versions were made, one sentence for each."""
    sentences = {
        CatalogVersion: _("Version %(number)s is published."),
        ContentVersion: _("Version %(number)s of the role pages is published."),
    }
    return [sentences[type(made)] % {"number": made.number} for made in versions if made]


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
    content = state.content_version
    parts = ", ".join(_counted(section, rows) for section, rows in state.rows_changed.items())
    is_both = content is not None and state.has_new_catalog == state.has_new_content
    if not state.changes:
        if is_both:
            said = _(
                "No unpublished changes (version %(number)s, and version %(pages)s of the role "
                "pages)."
            )
        else:
            said = _("No unpublished changes (version %(number)s).")
    elif is_both:
        said = _(
            "Draft differs from version %(number)s, and from version %(pages)s of the role pages: "
            "%(parts)s."
        )
    elif content is not None and state.has_new_content:
        said = _("Draft differs from version %(pages)s of the role pages: %(parts)s.")
    else:
        said = _("Draft differs from version %(number)s: %(parts)s.")
    pages = content.number if content else 0
    return said % {"number": state.version.number, "pages": pages, "parts": parts}


def _counted(section: str, rows: int) -> str:
    forms = {
        "areas": ngettext("%(count)s area", "%(count)s areas", rows),
        "dimensions": ngettext("%(count)s dimension", "%(count)s dimensions", rows),
        "roles": ngettext("%(count)s profile", "%(count)s profiles", rows),
        "questions": ngettext("%(count)s question", "%(count)s questions", rows),
        "settings": _("the settings"),
        "content.site": _("the site texts"),
        "content.sources": ngettext("%(count)s source", "%(count)s sources", rows),
        "content.pay": ngettext("%(count)s pay figure", "%(count)s pay figures", rows),
        "content.roles": ngettext("%(count)s role page", "%(count)s role pages", rows),
        "content.comparisons": ngettext("%(count)s comparison", "%(count)s comparisons", rows),
        "content.reader_questions": ngettext(
            "%(count)s reader question", "%(count)s reader questions", rows
        ),
        "content.titles": ngettext("%(count)s current title", "%(count)s current titles", rows),
        "content.routes": ngettext("%(count)s route step", "%(count)s route steps", rows),
    }
    return forms[section] % {"count": rows}


def field_lines(changes: Iterable[Change]) -> list[ChangeLine]:
    """One line for each change of one row."""
    return [_line(change) for change in changes]


def _line(change: Change) -> ChangeLine:
    before, after = (_plain(value, change.field) for value in (change.old, change.new))
    return ChangeLine(_field_words(change), before, after)


def key_words(name: str, info: FieldInfo | None) -> str:
    """What readers call a key of a document, which its schema may say."""
    if name == "slug" and not (info and info.title):
        return _("short name")
    return _(info.title) if info and info.title else name.replace("_", " ")


def _field_words(change: Change) -> str:
    name, *inner = change.field.split(".")
    section = change.section.removeprefix(CONTENT)
    schema = SiteDocument if section == "site" else ROWS.get(section)
    info = schema.model_fields.get(name) if schema and section != change.section else None
    return ": ".join([key_words(name, info), *(part.replace("_", " ") for part in inner)])


def _plain(value: object, field: str) -> str:
    if isinstance(value, tuple):
        return (", " if field in ("order", "roles", "comes_from") else "\n").join(
            str(part) for part in value
        )
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
