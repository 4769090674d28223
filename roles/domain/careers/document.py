"""Documents of the pages about roles: plain data to `Careers` and back.

The only reader of the format (format 1). Keys that may be empty may be left out; every other key
is required, and unknown keys are refused.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from roles.domain import rules
from roles.domain.careers.content import (
    COMPARISON_POINTS,
    NAMED_POINTS,
    POINTS_OF_ROLES,
    ROLE_POINTS,
    Careers,
)
from roles.domain.careers.format import (
    DAY_FORMAT,
    FORMAT,
    LISTS,
    MONTH_FORMAT,
    POINT_FORM,
    SECTIONS,
    TEXT,
    Form,
)
from roles.domain.careers.wording import ANSWER_WORDS, count_words, unknown_placeholders
from roles.domain.reader import Reader, Row

POINTS = {"roles": ROLE_POINTS, "comparisons": COMPARISON_POINTS}
WITHOUT_SLUG = {"comparisons", "routes"}
CHANGE_RULE = rules.text(TEXT)
SIDES = (2, 3)  # how many roles a comparison may have
AMOUNTS = ("low", "middle", "high")


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


class _Parser(Reader):
    def __init__(self, roles: Collection[str] | None, dimensions: Collection[str] | None) -> None:
        super().__init__()
        self.roles, self.dimensions = roles, dimensions
        self.read: dict[str, list[Row]] = {}

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

    # --- what one row says of others

    def check(self) -> None:
        slugs = {
            section: [row.held["slug"] for row in rows]
            for section, rows in self.read.items()
            if section not in WITHOUT_SLUG
        }
        for rows in self.read.values():
            for row in rows:
                for held in self.with_points(row):
                    if "source" in held.held:
                        self.known(held, "source", slugs["sources"])
        for row in self.read["pay"]:
            self.check_pay(row)
        for row in self.read["roles"]:
            self.known(row, "slug", self.roles)
            for shown in row.held["pay"]:
                self.known(shown, "figure", slugs["pay"])
        self.check_labels()
        self.check_comparisons()
        for row in self.read["reader_questions"]:
            self.check_answer(row)
        for row in self.read["titles"]:
            if row.held["pay"]:
                self.known(row, "pay", slugs["pay"])
            self.check_changes(row)
        self.check_routes(slugs["titles"])

    def with_points(self, row: Row) -> list[Row]:
        lists = (held for held in row.held.values() if isinstance(held, list))
        return [row, *(each for held in lists for each in held if isinstance(each, Row))]

    def known(self, row: Row, key: str, allowed: Collection[str] | None) -> None:
        """Refuses a slug that names nothing; one that was refused already is passed over."""
        value = row.held[key]
        if allowed is not None and value is not None and value not in allowed:
            names = f"one of {', '.join(sorted(name for name in allowed if name))}"
            self.problem((*row.path, key), f"{row.where}.{key}", value, names)

    def check_pay(self, row: Row) -> None:
        given = [row.held[key] for key in AMOUNTS if row.held[key] is not None]
        if not given:
            self.problem(row.path, row.where, None, f"at least one of {', '.join(AMOUNTS)}")
        if given != sorted(given):
            allowed = "low, middle and high in rising order"
            self.problem((*row.path, "low"), row.where, given, allowed)
        if row.held["is_capped"] and row.held["high"] is None:
            allowed = "true only with a high figure"
            self.problem((*row.path, "is_capped"), f"{row.where}.is_capped", True, allowed)

    def check_labels(self) -> None:
        """Some points need a label of their own, some that of a role, the others have none."""
        for section, kinds in POINTS.items():
            for owner in self.read[section]:
                for kind in kinds:
                    for point in owner.held[kind]:
                        self.check_label(point, kind)

    def check_label(self, point: Row, kind: str) -> None:
        label, where = point.held["label"], f"{point.where}.label"
        if kind in POINTS_OF_ROLES:
            if not label:
                self.problem(point.path, where, label, "the slug of a role")
            elif self.roles is not None:
                self.known(point, "label", self.roles)
        elif bool(label) != (kind in NAMED_POINTS):
            allowed = "a label" if kind in NAMED_POINTS else "no label here"
            self.problem((*point.path, "label"), where, label, allowed)
        if point.held["span"] and kind != "ladder":
            path = (*point.path, "span")
            self.problem(path, f"{point.where}.span", point.held["span"], "years of a ladder only")

    def check_comparisons(self) -> None:
        seen: set[frozenset[str]] = set()
        for row in self.read["comparisons"]:
            sides, path, where = row.held["roles"], (*row.path, "roles"), f"{row.where}.roles"
            if sides is None:
                continue
            sides = [str(role) for role in sides]  # whatever the file holds there
            allowed = "two or three different roles, in the catalog's order"
            order = [role for role in self.roles or sides if role in sides]
            if len(sides) not in SIDES or len(set(sides)) < len(sides) or sides != order:
                self.problem(path, where, sides, allowed)
                continue
            if frozenset(sides) in seen:
                self.problem(path, where, sides, "each set of roles once only")
            seen.add(frozenset(sides))
            said = {point.held["label"] for point in row.held["choose"]}
            if said != set(sides):
                self.problem(
                    (*row.path, "choose"),
                    f"{row.where}.choose",
                    sorted(map(str, said)),
                    "points for each side, and for no other role",
                )

    def check_answer(self, row: Row) -> None:
        held, path, where = row.held, (*row.path, "answer"), f"{row.where}.answer"
        table = [each.held[key] or "" for each in held["rows"] for key in ("label", "text")]
        texts = [held["answer"] or "", *table]
        if (words := count_words(texts)) > ANSWER_WORDS:
            allowed = f"at most {ANSWER_WORDS}, with its rows"
            self.problem(path, where, f"{words} words", allowed)
        for name in unknown_placeholders(" ".join(texts)):
            self.problem(path, where, f"{{{name}}}", "a known placeholder in braces")
        if bool(held["link"]) != bool(held["link_text"]):
            allowed = "a link and its text, or neither"
            self.problem((*row.path, "link"), f"{row.where}.link", held["link"], allowed)

    def check_changes(self, row: Row) -> None:
        given, path, where = row.held["changes"], (*row.path, "changes"), f"{row.where}.changes"
        if given is not None:
            names = given if self.dimensions is None else self.dimensions
            keys = dict.fromkeys(names, CHANGE_RULE)
            row.held["changes"] = rules.frozen(self.row(given, keys, path, where))

    def check_routes(self, titles: Collection[str]) -> None:
        seen: set[tuple[str, str]] = set()
        for row in self.read["routes"]:
            step = (row.held["start"], row.held["goal"])
            self.known(row, "goal", self.roles)
            if self.roles is not None:
                self.known(row, "start", {*self.roles, *titles})
            if step[0] == step[1] or step in seen:
                allowed = "another place than the start, and each step once only"
                self.problem((*row.path, "goal"), f"{row.where}.goal", step[1], allowed)
            seen.add(step)
