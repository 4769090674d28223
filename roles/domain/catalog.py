"""Catalog documents: plain data to `Catalog` and back, and what differs between two.

The only reader of the document format (format 1): keys `format`, `dimensions`, `roles`,
`questions`, `settings`. Settings left out take their defaults; every other key is required, and
unknown keys are refused, so that a misspelt key cannot pass for a default.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any

from roles.domain import rules
from roles.domain.reader import Reader, Row
from roles.domain.types import SYMBOLS, Catalog, Change, Dimension, Question, RoleProfile, Settings

FORMAT = 1
SECTIONS = ("dimensions", "roles", "questions")
TARGET_RANGE = (0, 100)
BASELINE_RANGE = (0, 6)  # 3 moved by at most 2, less a profile's mean pattern

# The longest texts, in characters; the draft's columns are as wide.
NAME, SENTENCE, PHRASE, STATEMENT, REASON = 60, 300, 120, 200, 200

DIMENSION_RULES = {
    "slug": rules.SLUG,
    "name": rules.text(NAME),
    "description": rules.text(SENTENCE),
    "low": rules.text(PHRASE),
    "high": rules.text(PHRASE),
}
ROLE_RULES = {
    "slug": rules.SLUG,
    "name": rules.text(NAME),
    "summary": rules.text(SENTENCE),
    "symbol": rules.choice(*SYMBOLS),
    "targets": rules.mapping("a target from 0 to 100 for each dimension"),
    "reasons": rules.mapping("a short text for each dimension"),
}
QUESTION_RULES = {
    "slug": rules.SLUG,
    "text": rules.text(STATEMENT),
    "dimension": rules.SLUG,
    "reversed": rules.BOOLEAN,
    "active": rules.BOOLEAN,
    "baseline": rules.number(*BASELINE_RANGE),
}
# Wide on purpose: they keep arithmetic sound; whether values are wise is for the lab to say.
SETTING_RANGES: Mapping[str, tuple[float, float]] = {
    "contrast": (0.01, 10),
    "own_variance": (0.001, 100),
    "noise_variance": (0.001, 100),
    "temperature": (0.01, 100),
    "stop_probability": (0, 1),
    "minimum_answers": (1, 1000),
    "questions_per_page": (1, 6),
    "longest_run": (1, 1000),
    "clear_from": (0, 1),
    "close_from": (0, 1),
    "no_direction_below": (0, 1),
    "panel_share": (0, 1),
}
WHOLE_SETTINGS = ("minimum_answers", "questions_per_page", "longest_run")
SETTING_RULES = {
    name: rules.whole(int(low), int(high)) if name in WHOLE_SETTINGS else rules.number(low, high)
    for name, (low, high) in SETTING_RANGES.items()
} | {"calibrated": rules.BOOLEAN}
TARGET_RULE = rules.number(*TARGET_RANGE, keep_whole=True)
REASON_RULE = rules.text(REASON)


def parse(document: Mapping[str, Any], *, is_new: bool = False) -> Catalog:
    """The catalog that a document describes.

    Args:
        document: plain data as read from YAML or JSON, see the module's docstring.
        is_new: refuses invisible characters. What was published with some stays readable, so the
            draft is not read so: the lab's checks find them there.

    Raises:
        CatalogError: with every problem found: missing and unknown keys, wrong types (a bool is
            no number), values out of range, doubled slugs, unknown dimensions, a role without a
            target for a dimension or with all targets equal, fewer than two roles or
            dimensions, no active question.
    """
    return _Parser(is_strict=is_new).catalog(document)


def dump(catalog: Catalog) -> dict[str, Any]:
    """The document of a catalog: the inverse of `parse`, with every setting written out."""
    return {
        "format": FORMAT,
        "dimensions": [asdict(dimension) for dimension in catalog.dimensions],
        "roles": [_role_document(role) for role in catalog.roles],
        "questions": [asdict(question) for question in catalog.questions],
        "settings": asdict(catalog.settings),
    }


def _role_document(role: RoleProfile) -> dict[str, Any]:
    document = {field.name: getattr(role, field.name) for field in fields(role)}
    return document | {"targets": dict(role.targets), "reasons": dict(role.reasons)}


def difference(old: Catalog, new: Catalog) -> tuple[Change, ...]:
    """What changed from one catalog to another, field by field, in the new one's order.

    A row is known by its slug: a row whose slug changes is one removed and one added. A changed
    order of the rows that both have is one change of the whole section.
    """
    changes: list[Change] = []
    for section in SECTIONS:
        before = {row["slug"]: row for row in dump(old)[section]}
        after = {row["slug"]: row for row in dump(new)[section]}
        for slug in [*after, *(slug for slug in before if slug not in after)]:
            changes += _row_changes(section, slug, before.get(slug), after.get(slug))
        kept_before = tuple(slug for slug in before if slug in after)
        kept_after = tuple(slug for slug in after if slug in before)
        if kept_before != kept_after:
            changes.append(Change(section, "", "order", kept_before, kept_after))
    return (*changes, *_row_changes("settings", "", asdict(old.settings), asdict(new.settings)))


def _row_changes(
    section: str, slug: str, old: dict[str, Any] | None, new: dict[str, Any] | None
) -> Iterator[Change]:
    if old is None or new is None:
        yield Change(section, slug, "removed" if new is None else "added", old, new)
        return
    before, after = dict(_flat(old)), dict(_flat(new))
    for field in [*after, *(field for field in before if field not in after)]:
        if before.get(field) != after.get(field):
            yield Change(section, slug, field, before.get(field), after.get(field))


def _flat(row: dict[str, Any]) -> Iterator[tuple[str, object]]:
    for key, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", held) for inner, held in value.items())
        else:
            yield key, value


class _Parser(Reader):
    def __init__(self, *, is_strict: bool) -> None:
        super().__init__(is_strict=is_strict)
        self.dimension_slugs: list[str] = []

    def catalog(self, document: object) -> Catalog:
        keys = {"format": rules.exactly(FORMAT)} | dict.fromkeys(SECTIONS, rules.ROWS)
        keys["settings"] = rules.mapping("a mapping of settings")
        top = self.row(document, keys, (), "", optional={"settings"})
        dimensions = self.rows(top, "dimensions", DIMENSION_RULES, least=2)
        self.dimension_slugs = [row.held["slug"] for row in dimensions if row.held["slug"]]
        roles = self.rows(top, "roles", ROLE_RULES, least=2)
        for row in roles:
            self.profile(row)
        questions = self.rows(top, "questions", QUESTION_RULES, least=1)
        self.questions(questions)
        settings = self.row(
            top["settings"] or {}, SETTING_RULES, ("settings",), "settings", set(SETTING_RULES)
        )
        self.refuse_problems()
        return Catalog(
            dimensions=tuple(Dimension(**row.held) for row in dimensions),
            roles=tuple(RoleProfile(**row.held) for row in roles),
            questions=tuple(Question(**row.held) for row in questions),
            settings=Settings(**{key: held for key, held in settings.items() if held is not None}),
        )

    def profile(self, row: Row) -> None:
        """Reads a role's targets and reasons: known dimensions only, a target for each."""
        held = row.held
        if held["targets"] is not None:
            given, path, where = held["targets"], (*row.path, "targets"), f"{row.where}.targets"
            keys = dict.fromkeys(self.dimension_slugs, TARGET_RULE)
            held["targets"] = rules.frozen(self.row(given, keys, path, where))
            numbers = list(held["targets"].values())
            if len(numbers) > 1 and None not in numbers and len(set(numbers)) == 1:
                allowed = "targets that differ; a flat profile cannot be told from others"
                self.problem(path, where, given, allowed)
        if held["reasons"] is not None:
            keys = dict.fromkeys(self.dimension_slugs, REASON_RULE)
            path, where = (*row.path, "reasons"), f"{row.where}.reasons"
            read = self.row(held["reasons"], keys, path, where, optional=set(keys))
            texts = {slug: text for slug, text in read.items() if text is not None}
            held["reasons"] = rules.frozen(texts)

    def questions(self, rows: list[Row]) -> None:
        for row in rows:
            dimension = row.held["dimension"]
            if dimension and dimension not in self.dimension_slugs:
                allowed = f"one of {', '.join(self.dimension_slugs) or 'the dimensions'}"
                path = (*row.path, "dimension")
                self.problem(path, f"{row.where}.dimension", dimension, allowed)
        if rows and not any(row.held["active"] in (True, None) for row in rows):
            self.problem(("questions",), "questions", "none active", "at least one active")
