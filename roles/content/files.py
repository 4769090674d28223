"""Content files: YAML text to plain data and back. The only file that imports yaml.

Files come from outside (an admin's disk), so reading is strict: safe tags only, limits on size
and depth, no anchors or aliases (a small file could stand for gigabytes), no key twice (YAML
would silently keep the last). Every value's line is kept, so that a problem can be shown where
it is.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from roles.content import catalog as catalog_format
from roles.content.catalog import CatalogDocument
from roles.content.schema import ContentDocument
from roles.domain import types
from roles.domain.errors import CatalogError, KeyPath, Problem

# The content that the app ships: what is scored, and what the pages about roles say.
SEED = Path(__file__).parent.parent / "seed" / "catalog.yaml"
CAREERS_SEED = SEED.with_name("careers.yaml")
# Of libyaml where there is one, which takes a fifteenth of the time.
FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PYYAML_REFUSES = re.compile("[\t\ufeff]")  # inside of texts, where libyaml does not
LARGEST_FILE = 1_000_000  # characters
LONGEST_NUMBER = 100  # characters; reading one takes a time that grows with its square
MOST_VALUES = 100_000  # of a file; careers.yaml has some thousands
NEITHER = (
    "a catalog with areas, dimensions, roles, questions and settings, or role pages with sources, "
    "pay, roles, comparisons, reader_questions, titles and routes"
)
DEEPEST = 12
LINE_WIDTH = 100
NUMBER_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("int", "float")}
PLAIN_TAGS = NUMBER_TAGS | {f"tag:yaml.org,2002:{kind}" for kind in ("str", "bool", "null")}


@dataclass(frozen=True)
class Document:
    """What a file holds, and the line (from 1) on which each value begins."""

    content: Any  # plain data of any kind
    lines: dict[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """The line of a value; of the nearest one around it when it is missing from the file."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str) -> Document:
    """The document in a YAML text.

    Raises:
        CatalogError: when it is no YAML, too large or too deep, uses anchors, aliases, special
            types or merge keys, or has a key twice; `where` of each problem names the line.
    """
    if len(text) > LARGEST_FILE:
        allowed = f"a file of up to {LARGEST_FILE:,} characters"
        raise _refusal(1, f"{len(text):,} characters", allowed)
    text = unicodedata.normalize("NFC", text)
    try:
        try:
            is_strict = PYYAML_REFUSES.search(text) is not None
            content, reader = _composed(text, yaml.SafeLoader if is_strict else FAST_LOADER)
        except (yaml.YAMLError, ValueError, OverflowError):  # said in the same words everywhere
            content, reader = _composed(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise _syntax_refusal(error) from error
    except (ValueError, OverflowError) as error:  # escapes of characters that there are not
        raise _refusal(1, str(error), "characters that exist") from error
    if reader.problems:
        raise CatalogError(tuple(reader.problems))
    return Document(content, reader.lines)


def read_bytes(data: bytes) -> Document:
    """The document in the bytes of a YAML file.

    Raises:
        CatalogError: like `read`, and when they are no text in UTF-8.
    """
    try:
        return read(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refusal(line, "not UTF-8", "text in UTF-8") from None


def kind_of(document: object) -> Literal["catalog", "content"]:
    """Whether a document is a catalog or what the pages about roles say, by its keys.

    Raises:
        CatalogError: when it is neither.
    """
    held = set(document) if isinstance(document, Mapping) else set()
    keys = (CatalogDocument.model_fields.keys(), ContentDocument.model_fields.keys())
    catalog, content = len(held & (keys[0] - keys[1])), len(held & (keys[1] - keys[0]))
    if catalog == content:
        raise _refusal(1, ", ".join(sorted(held)) or None, NEITHER)
    return "catalog" if catalog > content else "content"


def read_catalog(text: str) -> types.Catalog:
    """The catalog in a YAML text.

    Raises:
        CatalogError: with every problem, each with its line, in the order of the file.
    """
    document = read(text)
    try:
        return catalog_format.parse(document.content, is_new=True)
    except CatalogError as error:
        raise with_lines(error, document) from None


def with_lines(error: CatalogError, document: Document) -> CatalogError:
    """The same problems in the order of the file, each told with its line."""
    lines = [document.line(problem.path) for problem in error.problems]
    placed = sorted(zip(lines, error.problems, strict=True), key=lambda pair: pair[0])
    return CatalogError(
        tuple(replace(problem, where=f"line {line}: {problem.where}") for line, problem in placed)
    )


def write(content: dict[str, Any]) -> str:
    """The one way to write plain data as YAML: the same data always gives the same text."""
    return yaml.dump(
        content,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=LINE_WIDTH,
        default_flow_style=False,
    )


def _composed(text: str, loader: type[Any]) -> tuple[Any, "_Reader"]:
    _check_events(text, loader)
    node, reader = yaml.compose(text, Loader=loader), _Reader()
    return None if node is None else reader.value(node, ()), reader


def _check_events(text: str, loader: type[Any]) -> None:
    """Refuses what must not even be built: aliases, anchors, depth, values by the hundred thousand.
    Reads without recursion."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=loader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if count > MOST_VALUES:
            raise _refusal(line, f"{count:,} values", f"a file of up to {MOST_VALUES:,} values")
        if anchor := getattr(event, "anchor", None):
            raise _refusal(line, anchor, "no anchors (&) and no aliases (*)")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _refusal(line, f"{depth} levels", f"at most {DEEPEST} levels of nesting")


def _refusal(line: int, value: object, allowed: str) -> CatalogError:
    return CatalogError((Problem((), f"line {line}", value, allowed),))


def _syntax_refusal(error: yaml.YAMLError) -> CatalogError:
    mark = getattr(error, "problem_mark", None)
    found = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    return _refusal(mark.line + 1 if mark else 1, found, "a well-formed YAML file")


class _Reader:
    """Turns YAML nodes into plain data, noting lines and whatever is not plain."""

    def __init__(self) -> None:
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self.scalars = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, path: KeyPath) -> Any:  # noqa: ANN401  # plain data of any kind
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if isinstance(node, yaml.MappingNode):
            return dict(self.pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        if node.tag not in PLAIN_TAGS:
            return self.refuse(line, node.value, "text, numbers, true, false or null")
        if len(node.value) > LONGEST_NUMBER and node.tag in NUMBER_TAGS:
            return self.refuse(line, node.value, "a readable number")
        try:
            return self.scalars.construct_object(node)
        except (ValueError, OverflowError, LookupError):  # of tags that somebody wrote, too
            return self.refuse(line, node.value, "a readable number")

    def pairs(self, node: yaml.MappingNode, path: KeyPath) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            line, key = key_node.start_mark.line + 1, key_node.value
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(line, "a list or a mapping as a key", "keys that are text")
            elif key_node.tag != "tag:yaml.org,2002:str":
                self.refuse(line, key, "keys that are text")
            elif key in seen:
                self.refuse(line, key, "each key once only")
            else:
                seen.add(key)
                self.lines[(*path, key)] = line
                yield key, self.value(value_node, (*path, key))

    def refuse(self, line: int, value: object, allowed: str) -> None:
        self.problems.append(Problem((), f"line {line}", value, allowed))


class _Dumper(yaml.SafeDumper):
    """Block style, lists indented below their key, mappings of numbers on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_mapping(dumper: _Dumper, data: dict[str, Any]) -> yaml.Node:
    numbers = bool(data) and all(
        isinstance(held, int | float) and not isinstance(held, bool) for held in data.values()
    )
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=numbers)


_Dumper.add_representer(dict, _represent_mapping)
