"""The catalogs that a role being typed is compared in: what is in force, and the draft with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roles.content import catalog as catalog_format
from roles.domain.errors import CatalogError
from roles.domain.insight import simulated_sheets, with_role
from roles.domain.symbols import free_symbols
from roles.domain.types import Answers, Catalog, CatalogRole
from roles.queries.catalog import draft_document
from roles.queries.lab import recent_sheets
from roles.queries.roles import published_as_renamed

NEW_ROLE = "role-that-is-typed"  # its slug here: the typed one may not be sound yet
FEWEST_RESULTS = 100  # from which stored results say enough
SHEETS = 500  # results, or simulated people


@dataclass(frozen=True)
class TypedRole:
    """A role as it stands in a form, sound or not but for its numbers."""

    slug: str  # in the draft; "" for a role that is not there yet
    name: str
    targets: Mapping[str, float]  # a dimension's slug -> 0 to 100


@dataclass(frozen=True)
class RoleComparison:
    """A typed role in its catalogs."""

    role: CatalogRole  # as typed
    before: Catalog | None  # in force; None before the first publication
    after: Catalog | None  # with the typed role; None when there is none that could hold it
    is_draft: bool  # whether `after` is the draft; else it is `before` with the typed role

    @property
    def published(self) -> CatalogRole | None:
        """The role as it is in force; None when it is not."""
        return self.before.role(self.role.slug) if self.before else None

    @property
    def is_flat(self) -> bool:
        return len(set(self.role.targets.values())) < 2


def role_comparison(typed: TypedRole) -> RoleComparison:
    """The catalogs to compare it in. Nine queries."""
    before, document = published_as_renamed(), draft_document()
    row = _row(document, typed)
    rows = [row if one["slug"] == row["slug"] else one for one in document["roles"]]
    rows += [] if row in rows else [row]
    role = _role(row)
    try:
        after = catalog_format.parse(document | {"roles": rows})
    except CatalogError:
        return RoleComparison(role, before, _with_typed(before, role), is_draft=False)
    return RoleComparison(role, before, after, is_draft=True)


def _row(document: dict[str, Any], typed: TypedRole) -> dict[str, Any]:
    """The typed role as a row of the draft's document."""
    stored = next((row for row in document["roles"] if row["slug"] == typed.slug), None)
    if stored is None:
        symbols = free_symbols(row["symbol"] for row in document["roles"])
        stored = {"slug": NEW_ROLE, "symbol": symbols[0] if symbols else "circle"}
        stored |= {"summary": typed.name, "reasons": {}, "days": []}
    return stored | {"name": typed.name, "targets": dict(typed.targets)}


def _role(row: dict[str, Any]) -> CatalogRole:
    fields = ("slug", "name", "summary", "symbol", "targets")
    return CatalogRole(**{name: row[name] for name in fields}, reasons={})


def _with_typed(before: Catalog | None, role: CatalogRole) -> Catalog | None:
    """The catalog in force with the typed role; None when it has other kinds of work."""
    if before is None or set(role.targets) != {row.slug for row in before.dimensions}:
        return None
    catalog = with_role(before, role)
    return catalog if len(catalog.roles) > 1 else None


@dataclass(frozen=True)
class Sample:
    """Sheets to see a change on."""

    sheets: Sequence[Answers]
    is_simulated: bool  # since there are too few results


def impact_sample(before: Catalog) -> Sample:
    """The newest results, or simulated people of a catalog while there are few. One query."""
    stored = recent_sheets(SHEETS)
    if len(stored) >= FEWEST_RESULTS:
        return Sample(stored, is_simulated=False)
    return Sample(simulated_sheets(before, SHEETS), is_simulated=True)
