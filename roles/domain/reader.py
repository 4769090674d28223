"""Reads documents of plain data row by row, and keeps every problem met on the way."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from roles.domain.errors import CatalogError, KeyPath, Problem
from roles.domain.rules import LONGEST_SLUG, REFUSED, Rule
from roles.domain.texts import hidden


class Row(NamedTuple):
    """A row as read so far: where it stands, what readers call that place, its values."""

    path: KeyPath
    where: str
    held: dict[str, Any]  # None for what was refused


class Reader:
    """Reads one document from top to bottom. A strict one refuses invisible characters, too."""

    def __init__(self, *, is_strict: bool = True) -> None:
        self.problems: list[Problem] = []
        self.is_strict = is_strict

    def refuse_problems(self) -> None:
        """Raises CatalogError with every problem met so far, if there is one."""
        if self.problems:
            raise CatalogError(tuple(self.problems))

    def is_refused(self, path: KeyPath, *, whole: bool = False) -> bool:
        """Whether a problem was met at this place or inside of it; `whole`: at itself."""
        cut = None if whole else len(path)
        return any(problem.path[:cut] == path for problem in self.problems)

    def problem(self, path: KeyPath, where: str, value: object, allowed: str) -> None:
        self.problems.append(Problem(path, where, value, allowed))

    def row(
        self,
        value: object,
        keys: Mapping[str, Rule],
        path: KeyPath,
        where: str,
        optional: set[str] | frozenset[str] = frozenset(),
    ) -> dict[str, Any]:
        """The values of a mapping that may hold just these keys; None for what was refused."""
        if not isinstance(value, Mapping):
            self.problem(path, where or "document", value, f"a mapping with {', '.join(keys)}")
            return dict.fromkeys(keys)
        prefix = f"{where}." if where else ""
        read: dict[str, Any] = dict.fromkeys(keys)
        for key, rule in keys.items():
            if key in value:
                read[key] = self.value(value[key], rule, (*path, key), f"{prefix}{key}")
            elif key not in optional:
                self.problem((*path, key), f"{prefix}{key}", None, rule.allowed)
        for key in value:
            if key not in keys:
                allowed = f"no such key here; there are {', '.join(keys) or 'none'}"
                self.problem((*path, str(key)), f"{prefix}{key}", value[key], allowed)
        return read

    def value(self, value: object, rule: Rule, path: KeyPath, where: str) -> Any:  # noqa: ANN401  # whatever the rule reads
        if self.is_strict and isinstance(value, str) and (found := hidden(value)):
            allowed = f"a text without invisible characters, but {found[0]}"
            self.problem(path, where, value, allowed)
            return None
        read = rule.read(value)
        if read is REFUSED:
            self.problem(path, where, value, rule.allowed)
            return None
        return read

    def rows(
        self,
        top: Mapping[str, Any],
        section: str,
        keys: Mapping[str, Rule],
        least: int = 0,
        optional: set[str] | frozenset[str] = frozenset(),
    ) -> list[Row]:
        """The rows of a section; slugs that come twice are refused."""
        rows = self.list_of(top[section], keys, (section,), section, optional)
        seen: set[str] = set()
        for row in rows:
            slug = row.held["slug"]
            if slug in seen:
                path, where = (*row.path, "slug"), f"{row.where}.slug"
                self.problem(path, where, slug, "a slug used once only")
            elif slug:
                seen.add(slug)
        if top[section] is not None and len(rows) < least:
            self.problem((section,), section, f"{len(rows)} rows", f"at least {least}")
        return rows

    def list_of(
        self,
        values: Sequence[object] | None,
        keys: Mapping[str, Rule],
        path: KeyPath,
        where: str,
        optional: set[str] | frozenset[str] = frozenset(),
    ) -> list[Row]:
        """The rows of a list, called by their slug or else by their number from 1."""
        rows: list[Row] = []
        for index, value in enumerate(values or ()):
            slug = value.get("slug") if isinstance(value, Mapping) else None
            is_named = isinstance(slug, str) and 0 < len(slug) <= LONGEST_SLUG
            name = slug if is_named else f"number {index + 1}"
            here, called = (*path, index), f"{where}.{name}"
            rows.append(Row(here, called, self.row(value, keys, here, called, optional)))
        return rows
