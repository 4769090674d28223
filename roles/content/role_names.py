"""Where rows of the content name a role: what becomes of them when it is renamed or goes."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from roles.content.schema import comparison_slug

Row = Mapping[str, Any]
# Addresses of this site that name roles; routes lead from one, too.
LINK = re.compile(r"/(?P<room>roles|compare|routes)/(?P<name>[a-z0-9_-]+)/(?P<rest>.*)")


def slugs_in(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The slugs that stand in an address between "-and-", in its order; empty when any is not
    `known`. A slug may itself hold an "-and-"."""

    def read(parts: list[str]) -> tuple[str, ...] | None:
        if not parts:
            return ()
        for size in range(1, len(parts) + 1):
            slug = comparison_slug(parts[:size])
            rest = read(parts[size:]) if slug in known else None
            if rest is not None:
                return (slug, *rest)
        return None

    return read(text.split("-and-")) or ()


def renamed_row(section: str, row: Row, old: str, new: str, roles: Collection[str]) -> Row:
    """The row with a role's new slug wherever it names the role; the row itself when it does not.

    Args:
        roles: the slugs there are, the old one among them.
    """

    def name(slug: object) -> object:
        return new if slug == old else slug

    changed = dict(row)
    for key in {"roles": ("slug",), "routes": ("start", "goal")}.get(section, ()):
        changed[key] = name(row.get(key))
    for key in ("roles", "comes_from"):
        if isinstance(row.get(key), list):
            changed[key] = [name(slug) for slug in row[key]]
    for key in ("confused", "choose"):
        if isinstance(row.get(key), list):
            changed[key] = [{**point, "label": name(point.get("label"))} for point in row[key]]
    if (found := _linked(row)) and old in (named := slugs_in(found["name"], roles)):
        path = comparison_slug(str(name(slug)) for slug in named)
        changed["link"] = f"/{found['room']}/{path}/{found['rest']}"
    return changed if changed != row else row


def row_without(section: str, row: Row, slug: str, roles: Collection[str]) -> Row | None:
    """The row without what it says of a role: None when nothing is left of it, the row itself when
    it does not name the role.

    Args:
        roles: the slugs there are, the one that goes among them.
    """
    own = [row.get("slug")] if section == "roles" else [row.get("start"), row.get("goal")]
    if section in ("roles", "routes") and slug in own:
        return None
    if section == "comparisons" and slug in row.get("roles", ()):
        return None
    changed = dict(row)
    if slug in row.get("comes_from", ()):
        changed["comes_from"] = [other for other in row["comes_from"] if other != slug]
        if not changed["comes_from"]:
            del changed["comes_from"]  # as documents leave out what may be empty
    if isinstance(row.get("confused"), list):
        changed["confused"] = [each for each in row["confused"] if each.get("label") != slug]
    if (found := _linked(row)) and slug in slugs_in(found["name"], roles):
        changed.pop("link")
        changed.pop("link_text", None)
    return changed if changed != row else row


def _linked(row: Row) -> re.Match[str] | None:
    link = row.get("link")
    return LINK.fullmatch(link) if isinstance(link, str) else None
