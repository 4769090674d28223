"""Why the draft cannot be published, in sentences with names. No queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.content.catalog import SECTIONS
from roles.content.schema import row_key
from roles.domain.errors import Problem
from roles.queries.draft import CONTENT, DraftState
from roles.wording.change_groups import ChangeWords
from roles.wording.names import listed, title_of

# By key: the section whose rows it names; "jobs" are roles and titles.
NAMES = {
    "source": "content.sources",
    "figure": "content.pay",
    "pay": "content.pay",
    "label": "roles",
    "goal": "roles",
    "roles": "roles",
    "start": "jobs",
    "comes_from": "jobs",
    "dimension": "dimensions",
}


@dataclass(frozen=True)
class ProblemLine:
    """One problem: whose it is, what to do, and at which field of which row."""

    title: str
    sentence: str
    section: str
    slug: str
    field: str


def problem_lines(state: DraftState) -> list[ProblemLine]:
    """All problems of the draft, in their order; those that read the same once."""
    words = ChangeWords(state.before, state.after)
    lines = [_line(problem, state, words) for problem in state.problems]
    return list(dict.fromkeys(lines))


def _line(problem: Problem, state: DraftState, words: ChangeWords) -> ProblemLine:
    is_content = problem.where.startswith(CONTENT)
    document = state.after.content if is_content else state.after.catalog
    section, place, *keys = (*problem.path, None)
    section = f"{CONTENT}{section}" if is_content else str(section)
    row = document[str(problem.path[0])][place] if isinstance(place, int) else {}
    slug = row_key(str(problem.path[0]), row) if row else ""
    field = ".".join(str(key) for key in keys if key is not None and not isinstance(key, int))
    if isinstance(place, str):  # of the settings
        field = place
    title = title_of(section, words.names.of(section, slug)) if slug else ""
    name, *inner = (str(key) for key in keys if key is not None) if row else (field,)
    sentence = (
        _whole(section)
        if not row and section in SECTIONS
        else _of_catalog(section, name, row, state, words)
        or _of_content(section, row, [name, *inner], problem, words, state)
        or _("%(field)s: this takes %(allowed)s.")
        % {"field": _field(section, name, inner, words), "allowed": problem.allowed}
    )
    return ProblemLine(title, sentence, section, slug, ".".join(field.split(".")[:2]))


def _field(section: str, name: str, inner: list[str], words: ChangeWords) -> str:
    is_mapping = name in ("targets", "reasons", "changes") and inner
    return words.label(section, f"{name}.{inner[0]}" if is_mapping else name) if name else ""


def _whole(section: str) -> str:
    """About all rows of a section of the catalog."""
    return {
        "areas": _("The areas don't fit the kinds of work. Give each kind of work one."),
        "dimensions": _("Add kinds of work: there must be at least two."),
        "roles": _("Add roles: there must be at least two."),
        "questions": _("Make at least one statement active: nothing would be asked."),
    }[section]


def _of_catalog(
    section: str, name: str, row: Mapping[str, Any], state: DraftState, words: ChangeWords
) -> str:
    if (section, name) == ("roles", "targets"):
        known = [each["slug"] for each in state.after.catalog["dimensions"]]
        missing = [words.names.of("dimensions", slug) for slug in known if slug not in row[name]]
        if missing:
            return _("Type a number for %(kinds)s.") % {"kinds": listed(missing)}
        return _("Let its numbers differ: a profile that is the same everywhere fits everybody.")
    if (section, name) == ("dimensions", "area"):
        return _("Choose its area: where there are areas, each kind of work has one.")
    if (section, name) == ("areas", "slug"):
        return _("Give it a kind of work, or delete it: no kind of work belongs to it.")
    return ""


def _of_content(
    section: str,
    row: Mapping[str, Any],
    keys: list[str],
    problem: Problem,
    words: ChangeWords,
    state: DraftState,
) -> str:
    """Rows that name what the draft does not have."""
    key = next((key for key in reversed(keys) if not key.isdigit()), "")
    if key == "changes":
        return _("Write what is different for each area of the draft, and for nothing else.")
    if (section, key) == ("content.roles", "slug"):
        return _("The draft has no such role any more. Delete the page, or undo the removal.")
    value = problem.value
    if key == "roles" and isinstance(value, list) and len(set(value)) > 1:
        order = [each["slug"] for each in state.after.catalog["roles"]]
        roles = listed([words.names.role(slug) for slug in order if slug in value])
        return _("Choose its roles in the order that the quiz has: %(roles)s.") % {"roles": roles}
    kind = NAMES.get(key)
    if kind is None or not isinstance(value, str) or not value:
        return ""
    name = words.names.job(value) if kind in ("jobs", "roles") else words.names.of(kind, value)
    label = capfirst(words.label(section, keys[0]))
    said = _("%(field)s: this names %(name)s, which the draft doesn't have. Choose another one.")
    return said % {"field": label, "name": name}
