"""Reads of the draft's roles: what names them, and how they compare."""

import statistics
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from roles.content.role_names import renamed_row, row_without
from roles.domain import lab
from roles.domain.types import Catalog
from roles.models import CONTENT_ROWS, ContentRow, RolePage, RoleProfile
from roles.queries.catalog import (
    published_catalog,
    published_role_names,
    published_version,
    version_catalog,
)

Row = Mapping[str, Any]
NEUTRAL_SHEETS = 500  # enough for "about 20 of 100" in a list that is to answer at once


@dataclass(frozen=True, slots=True)
class RowEffect:
    """What becomes of a row of the content; None: it goes."""

    row: ContentRow
    after: Row | None


def effects_of_retiring(slug: str) -> list[RowEffect]:
    """What becomes of the rows that name a role when it goes. Eight queries."""
    return _effects(lambda section, row, known: row_without(section, row, slug, known))


def effects_of_renaming(old: str, new: str) -> list[RowEffect]:
    """What becomes of the rows that name a role when its slug changes. Eight queries."""
    return _effects(lambda section, row, known: renamed_row(section, row, old, new, known))


def _effects(change: Callable[[str, Row, list[str]], Row | None]) -> list[RowEffect]:
    known = list(RoleProfile.objects.values_list("slug", flat=True))
    held = (row for table in CONTENT_ROWS for row in table.objects.all())
    changed = ((row, change(row.section, row.document, known)) for row in held)
    return [RowEffect(row, after) for row, after in changed if after is not row.document]


def ever_published() -> Mapping[str, str]:
    """Every role that was ever published, by slug, under its last name. Two queries at most."""
    version = published_version()
    return published_role_names(version.digest) if version else {}


def former_slugs() -> dict[str, str]:
    """The slugs that lead to a role of the draft under its new one, which is given for each. One
    query."""
    return {
        former: page.slug
        for page in RolePage.objects.all()
        for former in page.document.get("former_slugs", ())
    }


def published_as_renamed() -> Catalog | None:
    """The catalog in force, its roles under the slugs that the draft has for them: a renamed role
    is still the same one. None before the first publication. Two queries."""
    published = published_catalog()
    return under_slugs(published, former_slugs()) if published else None


def under_slugs(catalog: Catalog, current: Mapping[str, str]) -> Catalog:
    """The catalog with other slugs for some of its roles."""
    if not any(role.slug in current for role in catalog.roles):
        return catalog
    roles = tuple(replace(role, slug=current.get(role.slug, role.slug)) for role in catalog.roles)
    return replace(catalog, roles=roles)


def rows_with_words(words: str) -> list[ContentRow]:
    """The rows whose texts hold these words, capitals aside. Seven queries."""
    wanted = words.casefold()
    return [
        row
        for table in CONTENT_ROWS
        for row in table.objects.all()
        if any(wanted in text.casefold() for text in _texts(row.document))
    ]


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping | list):
        for inner in held.values() if isinstance(held, Mapping) else held:
            yield from _texts(inner)


# --- the list of roles


@dataclass(frozen=True, slots=True)
class RoleFigures:
    """What the list shows of a role of the draft."""

    targets: tuple[tuple[str, int], ...]  # names of dimensions and numbers, in their order
    nearest: str = ""  # name of the role that it is most like
    likeness: float = 0.0  # correlation of the two, -1 to 1
    neutral: float | None = None  # share of people without a role that it leads, 0 to 1
    state: str = "new"  # or "changed" or "live"


def role_figures(
    roles: list[RoleProfile], draft: Catalog | None, changed: set[str]
) -> dict[int, RoleFigures]:
    """The figures of each role, by its primary key. Two queries.

    Args:
        roles: with their targets prefetched, in the order of the dimensions.
        draft: the draft as a catalog; None when it has problems, and then no shares are known.
        changed: slugs of the roles that differ from what is published.
    """
    numbers = {role.slug: _targets(role) for role in roles}
    names = {role.slug: role.name for role in roles}
    shares = lab.neutral_shares(draft, NEUTRAL_SHEETS) if draft else {}
    pages = {page.slug: page.document for page in RolePage.objects.all()}
    version = published_version()
    live = {role.slug for role in version_catalog(version).roles} if version else set()
    found = {}
    for role in roles:
        nearest, likeness = _nearest(role.slug, numbers)
        known = {role.slug, *pages.get(role.slug, {}).get("former_slugs", ())}
        is_live = bool(known & live)
        state = "new" if not is_live else "changed" if role.slug in changed else "live"
        found[role.pk] = RoleFigures(
            targets=numbers[role.slug],
            nearest=names.get(nearest, ""),
            likeness=likeness,
            neutral=shares.get(role.slug),
            state=state,
        )
    return found


def _targets(role: RoleProfile) -> tuple[tuple[str, int], ...]:
    return tuple((row.dimension.name, row.target) for row in role.targets.all())


def _nearest(slug: str, numbers: Mapping[str, tuple[tuple[str, int], ...]]) -> tuple[str, float]:
    """The role whose numbers rise and fall most like those of another; "" without any. As in the
    lab's check of pairs: patterns are centred, so that their product is Pearson's correlation."""
    own = dict(numbers[slug])
    best = ("", -2.0)
    for other, held in numbers.items():
        theirs = dict(held)
        if other == slug or own.keys() != theirs.keys() or len(own) < 2:
            continue
        try:
            likeness = statistics.correlation(list(own.values()), [theirs[name] for name in own])
        except statistics.StatisticsError:  # all numbers of one are alike
            continue
        best = max(best, (other, likeness), key=lambda pair: pair[1])
    return best if best[0] else ("", 0.0)
