"""Documents of the pages about roles: plain data to `Careers` and back.

The only reader of the format (format 1). Keys that may be empty may be left out; every other key
is required, and unknown keys are refused.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from roles.content.careers import Careers
from roles.content.checks import POINTS, Checks
from roles.content.format import (
    DAY_FORMAT,
    FORMAT,
    LISTS,
    MONTH_FORMAT,
    POINT_FORM,
    SECTIONS,
    Form,
)
from roles.domain import rules
from roles.domain.reader import Row

WITHOUT_SLUG = {"comparisons", "routes"}


def parse(
    document: Mapping[str, Any],
    roles: Collection[str] | None = None,
    dimensions: Collection[str] | None = None,
) -> Careers:
    """The content that a document describes.

    Args:
        document: plain data as read from YAML, see the module's docstring.
        roles: slugs of the catalog's roles, in its order; None when any may be named.
        dimensions: slugs of its dimensions, likewise.

    Raises:
        CatalogError: with every problem found: missing and unknown keys, wrong types, doubled
            slugs; sources, figures, roles and dimensions that are named but not there; pay
            without any figure, or with figures out of order; a comparison with a side missing;
            an answer of more than 80 words; a step that leads nowhere.
    """
    return _Parser(roles, dimensions).careers(document)


def dump(careers: Careers) -> dict[str, Any]:
    """The document of some content: the inverse of `parse`. Leaves out what is empty and may be."""
    return {"format": FORMAT} | {
        section: [_document(section, row, form) for row in getattr(careers, section)]
        for section, form in SECTIONS.items()
    }


def _document(section: str, row: Any, form: Form) -> dict[str, Any]:  # noqa: ANN401  # any of the dataclasses
    values = {key: _value(section, row, key) for key in form.keys}
    return {key: value for key, value in values.items() if value or key not in form.optional}


def _value(section: str, row: Any, key: str) -> Any:  # noqa: ANN401  # plain data of any kind
    if key in POINTS.get(section, ()):
        return [_document("", point, POINT_FORM) for point in row.points[key]]
    value = getattr(row, key)
    if isinstance(value, date):
        return value.strftime(MONTH_FORMAT if key == "as_of" else DAY_FORMAT)
    if isinstance(value, tuple):
        inner = LISTS.get((section, key))
        return [_document("", each, inner) if inner else each for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def _made(section: str, form: Form, held: dict[str, Any]) -> Any:  # noqa: ANN401  # any of the dataclasses
    """The dataclass of what was read; what was left out takes its default."""
    values = {
        key: tuple(_inner(section, key, value)) if isinstance(value, list | tuple) else value
        for key, value in held.items()
        if value is not None or key not in form.optional
    }
    if kinds := POINTS.get(section):
        values["points"] = rules.frozen({kind: values.pop(kind) for kind in kinds})
    return form.make(**values)


def _inner(section: str, key: str, values: Sequence[Any]) -> Iterator[Any]:
    for value in values:
        is_row = isinstance(value, Row)
        yield _made("", LISTS.get((section, key), POINT_FORM), value.held) if is_row else value


class _Parser(Checks):
    def careers(self, document: object) -> Careers:
        keys = {"format": rules.exactly(FORMAT)} | dict.fromkeys(SECTIONS, rules.ROWS)
        top = self.row(document, keys, (), "")
        for section, form in SECTIONS.items():
            if section in WITHOUT_SLUG:
                path, where = (section,), section
                rows = self.list_of(top[section], form.keys, path, where, form.optional)
            else:
                rows = self.rows(top, section, form.keys, optional=form.optional)
            self.read[section] = rows
            for row in rows:
                self.insides(section, row)
        self.check()
        self.refuse_problems()
        return Careers(
            **{
                section: tuple(_made(section, SECTIONS[section], row.held) for row in rows)
                for section, rows in self.read.items()
            }
        )

    def insides(self, section: str, row: Row) -> None:
        """Reads the lists of rows inside of a row."""
        inner = dict.fromkeys(POINTS.get(section, ()), POINT_FORM)
        inner |= {key: form for (place, key), form in LISTS.items() if place == section}
        for key, form in inner.items():
            path, where = (*row.path, key), f"{row.where}.{key}"
            row.held[key] = self.list_of(row.held[key], form.keys, path, where, form.optional)
