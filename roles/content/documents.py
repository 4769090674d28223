"""Documents of plain data to what the site works with and back, with every problem told at once."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from roles.content.schema import (
    FORMAT,
    ROWS,
    ContentDocument,
    row_key,
)
from roles.content.values import SLUG_PATTERN, Part, Scope
from roles.domain.errors import CatalogError, KeyPath, Problem

AS_HELD = Scope(is_new=False, is_entered=False)  # for what is in the database already
Read = TypeVar("Read", bound=BaseModel)

# What is said of the mistakes that the library finds; others bring their own words.
SENTENCES = {
    "bool_type": "true or false",
    "dict_type": "a mapping",
    "extra_forbidden": "no such key here; there are {keys}",
    "finite_number": "a number",
    "float_type": "a number",
    "greater_than_equal": "{ge} or more",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "less_than_equal": "{le} or less",
    "literal_error": "one of {choices}",
    "missing": "a value; this key may not be left out",
    "model_type": "a mapping with {keys}",
    "string_too_long": "up to {max_length} characters",
    "string_too_short": "a text that is not empty",
    "string_type": "one line of text",
    "too_long": "up to {max_length} rows",
    "too_long_one": "up to 1 row",
    "too_short": "at least {min_length} rows",
    "too_short_one": "at least 1 row",
    "tuple_type": "a list of rows",
}


def parse_content(
    document: object,
    roles: Collection[str] | None = None,
    areas: Collection[str] | None = None,
    *,
    is_entered: bool = True,
) -> ContentDocument:
    """The content of the pages about roles that a document describes.

    Args:
        document: plain data as read from YAML or JSON, see `schema.ContentDocument`.
        roles: slugs of the catalog's roles, in its order; None when any may be named.
        areas: its `area_slugs`, likewise.
        is_entered: whether somebody brings it now; a draft may be from before some of the rules.

    Raises:
        CatalogError: with every problem found.
    """
    scope = replace(_own_scope(document), roles=roles, areas=areas, is_entered=is_entered)
    return validated(ContentDocument, document, scope, tuple(ROWS))


def _own_scope(document: object, *, is_new: bool = True) -> Scope:
    """What rows of a content document may name in it."""
    sources, pay, titles = (slugs_in(document, name) for name in ("sources", "pay", "titles"))
    return Scope(sources=sources, pay=pay, titles=titles, is_new=is_new, is_entered=is_new)


def readable_content(document: dict[str, Any]) -> tuple[ContentDocument, tuple[Problem, ...]]:
    """The content of a document that was published under the rules of its time, without the rows
    that today's rules refuse, and what is wrong with those."""
    try:
        scope = _own_scope(document, is_new=False)
        return validated(ContentDocument, document, scope, tuple(ROWS)), ()
    except CatalogError as error:
        refused = {problem.path[:2] for problem in error.problems}
        site = document.get("site")
        kept = [] if ("site",) in refused or not isinstance(site, Mapping) else site.items()
        texts = {key: text for key, text in kept if ("site", key) not in refused}
        sound = {"format": FORMAT, "site": texts} | {
            section: [
                row
                for index, row in enumerate(document.get(section, ()))
                if (section, index) not in refused
            ]
            for section in ROWS
        }
        # What named a row that is left out now is refused next.
        content, more = (
            readable_content(sound) if refused else (parse_content(sound, is_entered=False), ())
        )
        return content, (*error.problems, *more)


def content_document(content: ContentDocument) -> dict[str, Any]:
    """The document of some content: the inverse of `parse_content`. What may be left out is, when
    it is empty."""
    return row_document(content)


def in_schema_order(document: dict[str, Any]) -> dict[str, Any]:
    """The same document, sound or not, with its keys in the schema's order where it is readable:
    a database may have kept them in another one."""
    try:
        return row_document(ContentDocument.model_validate(document, context=AS_HELD))
    except ValidationError:
        return document


def row_today(section: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row of a draft in today's words; as it stands when it cannot be read."""
    try:
        return row_document(ROWS[section].model_validate(row, context=AS_HELD))
    except ValidationError:
        return row


def row_document(row: Part) -> dict[str, Any]:
    """A part of a document as plain data, as files hold it."""
    return row.model_dump(mode="json", exclude_defaults=True)


def parse_row(section: str, row: Mapping[str, Any], scope: Scope) -> Part:
    """One row of a content document.

    Raises:
        CatalogError: with every problem, their paths from the row's own keys on.
    """
    try:
        return ROWS[section].model_validate(row, context=scope)
    except ValidationError as error:
        raise CatalogError(tuple(_problems(error, row, ROWS[section]))) from None


def validated(
    model: type[Read],
    document: object,
    scope: Scope,
    sections: Sequence[str],
    more: Iterable[Problem] = (),
) -> Read:
    """A document read by its schema.

    Args:
        sections: whose rows are known by a slug, each of which may be there once only.
        more: problems that were found already.

    Raises:
        CatalogError: with every problem found.
    """
    problems: list[Problem] = []
    read = None
    try:
        read = model.model_validate(document, context=scope)
    except ValidationError as error:
        problems += _problems(error, document, model)
    problems += [*_doubled(document, sections), *more]
    if read is None or problems:
        raise CatalogError(tuple(problems))
    return read


def slugs_in(document: object, section: str) -> list[str] | None:
    """The slugs of a section; None when one is missing or refused, or all of it: it may be any."""
    rows = document.get(section) if isinstance(document, Mapping) else None
    if not isinstance(rows, list | tuple):
        return None
    slugs = [row.get("slug") if isinstance(row, Mapping) else None for row in rows]
    sound = [slug for slug in slugs if isinstance(slug, str) and re.fullmatch(SLUG_PATTERN, slug)]
    return sound if len(sound) == len(slugs) else None


def _doubled(document: object, sections: Sequence[str]) -> Iterator[Problem]:
    """Rows that are known by the same name as one before."""
    for section in sections:
        rows = document.get(section) if isinstance(document, Mapping) else None
        seen: set[str] = set()
        for index, row in enumerate(rows if isinstance(rows, list | tuple) else ()):
            key = row_key(section, row) if isinstance(row, Mapping) else ""
            if key in seen:
                path = (section, index)
                yield Problem(path, f"{section}.{key}", key, "each of them once only")
            elif key:
                seen.add(key)


def _problems(
    error: ValidationError, document: object, model: type[BaseModel]
) -> Iterator[Problem]:
    for each in error.errors(include_url=False):
        context = each.get("ctx", {})
        path: KeyPath = each["loc"]
        if each["type"] == "too_short" and len(each["input"]) >= context["min_length"]:
            continue  # it only lacks what is refused itself
        value = None if each["type"] == "missing" else each["input"]
        if each["type"] == "refused":
            path += (context["at"],) if context["at"] else ()
            value = value if context["value"] is ... else context["value"]
        yield Problem(path, _where(document, path), value, _allowed(each, model))


def _allowed(error: ErrorDetails, model: type[BaseModel]) -> str:
    path = error["loc"]
    parent = path[:-1] if error["type"] == "extra_forbidden" else path
    context = error.get("ctx", {}) | {"keys": ", ".join(_keys(model, parent))}
    context["choices"] = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    if error["type"] == "refused":
        return str(context["allowed"])
    kind = error["type"]
    if kind in ("too_long", "too_short") and isinstance(error["input"], str):
        kind = f"string_{kind}"
    for name in context.keys() & {"ge", "le"}:
        sign = "," if context[name] >= 10_000 else ""  # years have no comma
        context[name] = format(context[name], sign).removesuffix(".0")
    if 1 in (context.get("min_length"), context.get("max_length")):
        kind = f"{kind}_one"
    sentence = SENTENCES.get(kind) or SENTENCES.get(kind.removesuffix("_one"), error["msg"])
    return sentence.format(**context)


def _keys(model: Any, path: KeyPath) -> list[str]:  # noqa: ANN401  # a type of any kind
    """The keys of the part of a document at that place; none where it is no part."""
    for key in path:
        fields_there = getattr(model, "model_fields", {})
        inner = get_args(model)
        model = inner[0] if inner and isinstance(key, int) else None
        if key in fields_there:
            model = fields_there[key].annotation
    return list(getattr(model, "model_fields", ()))


def _where(document: object, path: KeyPath) -> str:
    """A place for readers: rows by their slug, or else by their number from 1."""
    names = []
    held: Any = document  # plain data of any kind
    for key in path:
        try:
            held = held[key]
        except (KeyError, IndexError, TypeError):
            held = None
        slug = held.get("slug") if isinstance(held, Mapping) and isinstance(key, int) else None
        if isinstance(key, int):
            names.append(slug if isinstance(slug, str) and slug else f"number {key + 1}")
        else:
            names.append(key)
    return ".".join(names) or "document"
