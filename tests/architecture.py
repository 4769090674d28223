"""The house rules that a machine can hold: floors, circles, who may write, sizes, names.

Each check takes the project's folder and returns one sentence per violation, with file and line.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

FLOORS = {
    "domain": 0,
    "apps": 0,
    "content": 1,
    "models": 1.5,  # rows are checked by what content may hold
    "queries": 2,
    "web": 2.5,  # used by every floor above
    "pages": 3,
    "wording": 3,
    "cards": 3,
    "services": 3,
    "forms": 4,
    "templatetags": 4,
    "views": 5,
    "admin": 5,
    "management": 5,
    "urls": 6,
}
PUBLIC_FLOOR = 5  # its rooms do not know each other
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
WRITES |= {"delete"} | {f"a{name}" for name in (*WRITES, "delete")}
# cards is left out: a picture is saved into bytes there, which is no write to the database.
MAY_NOT_WRITE = {"content", "queries", "pages", "wording", "web", "forms", "templatetags"}
MAY_NOT_WRITE |= {part for part, floor in FLOORS.items() if floor == PUBLIC_FLOOR}
MAY_NOT_READ = {"content", "pages", "wording", "cards", "web", "forms", "templatetags", "views"}
NOT_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
# A file is near 300 lines, and longer where its idea is one: never cut or squeezed to fit a number.
FILE_LIMIT, FUNCTION_LIMIT, VIEW_LIMIT, TEST_LIMIT = 500, 40, 25, 25
REASON = re.compile(r"#\s*(?!noqa|type:)\S")


@dataclass(frozen=True)
class Module:
    name: str  # dotted, as imported
    path: str  # as shown, from the project's folder
    lines: tuple[str, ...]
    tree: ast.Module
    nodes: tuple[ast.AST, ...]  # all of the tree, which takes a while to walk

    @property
    def part(self) -> str:
        """What stands after `roles.`: the key of FLOORS; "" for anything outside of roles."""
        return f"{self.name}..".split(".")[1] if self.name.startswith("roles.") else ""

    def at(self, line: int, what: str) -> str:
        return f"{self.path}:{line}: {what}"


def modules(root: Path, *places: str) -> dict[str, Module]:
    """All modules below the places, by dotted name; migrations are written by Django."""
    found = {}
    for place in places:
        for path in sorted([root / place] if place.endswith(".py") else root.glob(f"{place}/**/*")):
            if path.suffix != ".py" or "migrations" in path.parts or not path.is_file():
                continue
            shown = path.relative_to(root)
            name = ".".join(shown.with_suffix("").parts).removesuffix(".__init__")
            text = path.read_text(encoding="utf-8")
            found[name] = Module(name, str(shown), tuple(text.splitlines()), *parsed(text))
    return found


@cache
def parsed(text: str) -> tuple[ast.Module, tuple[ast.AST, ...]]:
    """The tree of a module and all its nodes; one rule after the other asks for them."""
    tree = ast.parse(text)
    return tree, tuple(ast.walk(tree))


def everything(root: Path) -> dict[str, Module]:
    return modules(root, "roles", "careerquiz", "tests", "run.py", "manage.py")


# --- what imports what


def imports(module: Module) -> Iterator[tuple[int, str, str]]:
    """Line, module and imported name ("" for a plain import) of each absolute import."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield from ((node.lineno, node.module, alias.name) for alias in node.names)


def home(house: dict[str, Module], source: str, name: str) -> str:
    """The module in which `from source import name` finds it, through re-exports of packages."""
    if f"{source}.{name}" in house:
        return f"{source}.{name}"
    if source in house and house[source].path.endswith("__init__.py"):
        for _, deeper, exported in imports(house[source]):
            if exported == name and deeper.startswith(f"{source}."):
                return home(house, deeper, name)
    return source


def is_allowed(source: str, target: str) -> bool:
    """Whether a module of roles may import another one."""
    (part, room), (other, other_room) = (f"{name}..".split(".")[1:3] for name in (source, target))
    here, there = FLOORS.get(part, -1), FLOORS.get(other, -1)
    if here == there == PUBLIC_FLOOR:
        return part == other and (part != "views" or room == other_room)
    return there <= here


def floors(root: Path) -> list[str]:
    """Imports go down only; the site is imported by nobody; every module has a floor."""
    found = []
    house = modules(root, "roles")
    for module in house.values():
        if module.name != "roles" and module.part not in FLOORS:
            found.append(module.at(1, f"{module.name} has no floor"))
        for line, source, name in imports(module):
            target = home(house, source, name)
            is_site = target.split(".")[0] == "careerquiz"
            is_ours = target.startswith("roles.") and module.name != "roles"
            if is_site or (is_ours and not is_allowed(module.name, target)):
                found.append(module.at(line, f"{module.name} may not import {target}"))
    return found


def circles(root: Path) -> list[str]:
    """No module imports itself by way of others. Graphlib names the first circle it meets."""
    house = modules(root, "roles")
    graph = {
        module.name: {home(house, source, name) for _, source, name in imports(module)} & {*house}
        for module in house.values()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        first = house[error.args[1][0]]
        return [first.at(1, f"a circle: {' <- '.join(error.args[1])}")]
    return []


def purity(root: Path) -> list[str]:
    """Domain and content are made of the floors below, the standard library and their own tools."""
    tools = {"domain": set(), "content": {"pydantic", "pydantic_core", "yaml"}}
    below = {"domain": ("roles.domain.",), "content": ("roles.domain.", "roles.content.")}
    return [
        module.at(line, f"the {part} may not import {source}")
        for part, own in tools.items()
        for module in modules(root, f"roles/{part}").values()
        for line, source, _ in imports(module)
        if source.split(".")[0] not in {*sys.stdlib_module_names, *own}
        and not f"{source}.".startswith(below[part])
    ]


def class_names(root: Path) -> list[str]:
    """One class name means one thing; Django wants the same ones inside of classes and commands."""
    found, places = [], {}
    for module in modules(root, "roles", "careerquiz").values():
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and node.name != "Command":
                if node.name in places:
                    found.append(module.at(node.lineno, f"{node.name} is in {places[node.name]}"))
                places.setdefault(node.name, module.path)
    return found


def reads(root: Path) -> list[str]:
    """What a page shows is found by queries: no page, sentence or view reads tables itself."""
    return [
        module.at(node.lineno, f"only queries read tables: {ast.unparse(node)}")
        for module in modules(root, "roles").values()
        if module.part in MAY_NOT_READ
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]


def anything(root: Path) -> list[str]:
    """In the content, whatever may be anything says why."""
    return [
        module.at(number, "Any without a reason")
        for module in modules(root, "roles/content").values()
        for number, line in enumerate(module.lines, start=1)
        if re.search(r"(: |-> )Any\b", line)
        and not REASON.search(line)
        and "noqa: ANN401  #" not in line
    ]


# --- what is written how


def is_write(call: ast.Call) -> bool:
    """Whether this looks like a write to the database, told by the method's name."""
    if not isinstance(call.func, ast.Attribute):
        return False
    owner = ast.unparse(call.func.value)
    if call.func.attr in ("update", "aupdate"):  # of dicts too, so only behind a queryset
        return bool(re.search(r"\bobjects\b|\.(filter|exclude|all)\(", owner))
    # The admin's own save goes through super(); the cache is no database.
    return call.func.attr in WRITES and owner not in ("super()", "cache")


def writes(root: Path) -> list[str]:
    """Only services write."""
    return [
        module.at(node.lineno, f"only services write: {ast.unparse(node.func)}()")
        for module in modules(root, "roles").values()
        if module.part in MAY_NOT_WRITE
        for node in module.nodes
        if isinstance(node, ast.Call) and is_write(node)
    ]


def sizes(root: Path) -> list[str]:
    """Files and functions of a size that one can read."""
    found = []
    for module in everything(root).values():
        if len(module.lines) > FILE_LIMIT:
            found.append(module.at(1, f"{len(module.lines)} lines, {FILE_LIMIT} allowed"))
        for node in module.nodes:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            limit = VIEW_LIMIT if module.part == "views" else FUNCTION_LIMIT
            limit = TEST_LIMIT if node.name.startswith("test_") else limit
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limit:
                found.append(
                    module.at(node.lineno, f"{node.name}: {length} lines, {limit} allowed")
                )
    return found


def names(root: Path) -> list[str]:
    """No drawer for odds and ends: a thing without a room means that the room is missing."""
    return [
        module.at(1, f"the name {word} says nothing")
        for module in everything(root).values()
        for word in module.name.split(".")
        if word in NOT_NAMES
    ]


def import_style(root: Path) -> list[str]:
    """Absolute imports at the top; a late one states its reason there or above its block."""
    found = []
    for module in everything(root).values():
        inside = {
            node
            for block in module.nodes
            if isinstance(block, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            for node in ast.walk(block)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        for node in module.nodes:
            if isinstance(node, ast.ImportFrom) and node.level:
                found.append(module.at(node.lineno, "a relative import"))
            is_import = isinstance(node, ast.Import | ast.ImportFrom)
            if is_import and node in inside and not has_reason(module, node.lineno):
                found.append(module.at(node.lineno, "a late import without a reason"))
    return found


def has_reason(module: Module, line: int) -> bool:
    """Whether a comment stands in that line or above its block of imports."""
    above = line - 1
    while re.match(r"\s*(import|from) ", module.lines[above - 1]):
        above -= 1
    return any(REASON.search(module.lines[number - 1]) for number in (line, above))


CHECKS = (
    *(floors, circles, purity, class_names, reads, anything),
    *(writes, sizes, names, import_style),
)
