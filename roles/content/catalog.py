"""The format of a catalog: what is asked, and the profiles that answers are compared with.

`CatalogDocument` describes roles/seed/catalog.yaml and what a `CatalogVersion` froze. Documents of
format 1, from before there were areas and days, stay readable for ever, with the defaults of their
time: results that were scored by them keep every digit.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, fields
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    ValidationInfo,
    model_validator,
)

from roles.content.documents import slugs_in, validated
from roles.content.values import (
    PHRASE,
    REASON,
    ROLE_NAME,
    SENTENCE,
    SETTING_RANGES,
    STATEMENT,
    BlankSlug,
    CatalogFormat,
    Names,
    Number,
    Part,
    Scope,
    Slug,
    Text,
    mismatch,
    refusal,
    scope_of,
)
from roles.domain import types
from roles.domain.errors import Problem
from roles.domain.symbols import free_symbols

FORMAT = 2
SECTIONS = ("areas", "dimensions", "roles", "questions")
# What settings that are left out of a document of format 1 were when it was written.
FIRST_SETTINGS = {"contrast": 0.8, "minimum_answers": 8, "scale_answers": 0, "day_pairs": 0}


class AreaDocument(Part):
    """What readers are asked about: one or more dimensions."""

    slug: Slug
    name: Text = Field(max_length=ROLE_NAME)
    description: Text = Field(max_length=SENTENCE)

    @model_validator(mode="after")
    def _check_dimensions(self, info: ValidationInfo) -> Self:
        used = scope_of(info).used_areas
        if used is not None and self.slug not in used:
            raise refusal("an area with at least one dimension", at="slug", value=self.slug)
        return self


class DimensionDocument(Part):
    """A kind of work that is liked more or less."""

    slug: Slug
    area: Annotated[BlankSlug, Names(("areas",))] = Field(
        "", description="Each dimension has one, or none has."
    )
    name: Text = Field(max_length=ROLE_NAME)
    description: Text = Field(max_length=SENTENCE)
    low: Text = Field(max_length=PHRASE)
    high: Text = Field(max_length=PHRASE)

    @model_validator(mode="after")
    def _check_area(self, info: ValidationInfo) -> Self:
        areas = scope_of(info).areas
        if areas and not self.area:
            allowed = f"one of {', '.join(areas)}; where there are areas each dimension has one"
            raise refusal(allowed, at="area", value=None)
        return self


class DayDocument(Part):
    """A day in a role's work, without its title."""

    slug: Slug
    text: Text = Field(max_length=STATEMENT)


class ProfileDocument(Part):
    """A role, and how much liking for each dimension is typical of it."""

    slug: Slug
    name: Text = Field(max_length=ROLE_NAME)
    summary: Text = Field(max_length=SENTENCE)
    symbol: Literal[types.SYMBOLS]  # type: ignore[valid-type]  # pydantic reads the tuple
    targets: dict[str, Number]
    reasons: dict[str, Annotated[Text, Field(max_length=REASON)]]
    days: tuple[DayDocument, ...] = Field(description="For the second step; none: leave it empty.")

    @model_validator(mode="after")
    def _check_dimensions(self, info: ValidationInfo) -> Self:
        known = scope_of(info).dimensions
        if known is not None and set(self.targets) != set(known):
            allowed = f"a target from 0 to 100 for each dimension: {', '.join(known)}"
            raise refusal(allowed, at="targets", value=mismatch(self.targets, known))
        if known is not None and not set(self.reasons) <= set(known):
            allowed = f"a short text for each dimension: {', '.join(known)}"
            raise refusal(allowed, at="reasons", value=sorted(self.reasons))
        if len(self.targets) > 1 and len(set(self.targets.values())) == 1:
            allowed = "targets that differ; a flat profile cannot be told from others"
            raise refusal(allowed, at="targets", value=self.targets)
        return self


class QuestionDocument(Part):
    """A statement that people rate."""

    slug: Slug
    text: Text = Field(max_length=STATEMENT)
    dimension: Annotated[Slug, Names(("dimensions",))]
    reversed: StrictBool
    active: StrictBool
    baseline: StrictFloat = Field(ge=types.BASELINE_RANGE[0], le=types.BASELINE_RANGE[1])


def _ranges(name: str) -> Any:  # noqa: ANN401  # pydantic's own type of a field
    low, high = SETTING_RANGES[name]
    return Field(getattr(types.Settings(), name), ge=low, le=high)


class SettingsDocument(Part):
    """How answers are weighed and when the quiz may stop, see `types.Settings`."""

    contrast: StrictFloat = _ranges("contrast")
    own_variance: StrictFloat = _ranges("own_variance")
    noise_variance: StrictFloat = _ranges("noise_variance")
    temperature: StrictFloat = _ranges("temperature")
    stop_probability: StrictFloat = _ranges("stop_probability")
    minimum_answers: StrictInt = _ranges("minimum_answers")
    questions_per_page: StrictInt = _ranges("questions_per_page")
    longest_run: StrictInt = _ranges("longest_run")
    clear_from: StrictFloat = _ranges("clear_from")
    close_from: StrictFloat = _ranges("close_from")
    no_direction_below: StrictFloat = _ranges("no_direction_below")
    scale_answers: StrictInt = _ranges("scale_answers")
    day_pairs: StrictInt = _ranges("day_pairs")
    day_weight: StrictFloat = _ranges("day_weight")
    panel_share: StrictFloat = _ranges("panel_share")
    calibrated: StrictBool = types.Settings().calibrated


class CatalogDocument(Part):
    """What is asked, and the profiles that answers are compared with."""

    format: CatalogFormat
    areas: tuple[AreaDocument, ...] = ()
    dimensions: tuple[DimensionDocument, ...] = Field(min_length=2)
    roles: tuple[ProfileDocument, ...] = Field(min_length=2)
    questions: tuple[QuestionDocument, ...] = Field(min_length=1)
    settings: SettingsDocument = SettingsDocument()

    @model_validator(mode="before")
    @classmethod
    def _complete_first_format(cls, document: object) -> object:
        """Adds what documents of format 1 cannot know of."""
        if not isinstance(document, Mapping) or not _is_first(document):
            return document
        rows, settings = document.get("roles"), document.get("settings", {})
        completed = dict(document)
        if isinstance(rows, list | tuple):
            completed["roles"] = [
                {"days": []} | row if isinstance(row, dict) else row for row in rows
            ]
        if isinstance(settings, dict):
            completed["settings"] = FIRST_SETTINGS | settings
        return completed

    @model_validator(mode="after")
    def _check_format(self) -> Self:
        if self.format == 1 and (self.areas or any(role.days for role in self.roles)):
            raise refusal(f"{FORMAT} for a catalog with areas or days", at="format", value=1)
        return self

    @model_validator(mode="after")
    def _check_questions(self) -> Self:
        if not any(question.active for question in self.questions):
            raise refusal("at least one active", at="questions", value="none active")
        return self


def parse(document: object, *, is_new: bool = False) -> types.Catalog:
    """The catalog that a document describes.

    Args:
        document: plain data as read from YAML or JSON, see `CatalogDocument`.
        is_new: refuses invisible characters, and one shape for two roles while another is free.
            What was published so stays readable, and the draft is not read so: the lab's checks
            find them there.

    Raises:
        CatalogError: with every problem found.
    """
    has_areas = isinstance(document, Mapping) and "areas" in document
    scope = Scope(
        areas=slugs_in(document, "areas") if has_areas else (),
        used_areas=_used_areas(document),
        dimensions=slugs_in(document, "dimensions"),
        is_new=is_new,
    )
    more = [*_doubled_days(document), *(_doubled_symbols(document) if is_new else ())]
    read = validated(CatalogDocument, document, scope, SECTIONS, more=more)
    return types.Catalog(
        dimensions=tuple(types.CatalogDimension(**row.model_dump()) for row in read.dimensions),
        roles=tuple(_role(row, scope.dimensions or ()) for row in read.roles),
        questions=tuple(types.CatalogQuestion(**row.model_dump()) for row in read.questions),
        settings=types.Settings(**read.settings.model_dump()),
        areas=tuple(types.CatalogArea(**row.model_dump()) for row in read.areas),
        format=read.format,
    )


def dump(catalog: types.Catalog) -> dict[str, Any]:
    """The document of a catalog: the inverse of `parse`, with every setting written out."""
    document = {
        "format": catalog.format,
        "areas": [asdict(area) for area in catalog.areas],
        "dimensions": [
            {name: getattr(row, name) for name in DimensionDocument.model_fields}
            for row in catalog.dimensions
        ],
        "roles": [_role_document(role) for role in catalog.roles],
        "questions": [asdict(question) for question in catalog.questions],
        "settings": asdict(catalog.settings),
    }
    return _first_document(document) if catalog.format == 1 else document


def _used_areas(document: object) -> list[str] | None:
    """The areas that dimensions name; None where there are no dimensions to ask."""
    rows = document.get("dimensions") if isinstance(document, Mapping) else None
    if not isinstance(rows, list | tuple):
        return None
    named = (row.get("area") for row in rows if isinstance(row, Mapping))
    return [area for area in named if isinstance(area, str)]


def _is_first(document: Mapping[str, Any]) -> bool:
    return type(document.get("format")) is int and document["format"] == 1


def _first_document(document: dict[str, Any]) -> dict[str, Any]:
    """The same without what format 1 does not have."""
    added = {"scale_answers": 0, "day_pairs": 0, "day_weight": types.Settings().day_weight}
    settings = document["settings"]
    return {
        "format": 1,
        "dimensions": [_without(row, "area") for row in document["dimensions"]],
        "roles": [_without(row, "days") for row in document["roles"]],
        "questions": document["questions"],
        "settings": _without(settings, *(name for name in added if settings[name] == added[name])),
    }


def _without(row: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}


def _role(row: ProfileDocument, order: Collection[str]) -> types.CatalogRole:
    """A role with its targets and reasons in the order of the dimensions, read-only."""
    held = row.model_dump()
    for name in ("targets", "reasons"):
        held[name] = MappingProxyType({key: held[name][key] for key in order if key in held[name]})
    held["days"] = tuple(types.CatalogDay(**day) for day in held["days"])
    return types.CatalogRole(**held)


def _role_document(role: types.CatalogRole) -> dict[str, Any]:
    held = {field.name: getattr(role, field.name) for field in fields(role)}
    return held | {
        "targets": dict(role.targets),
        "reasons": dict(role.reasons),
        "days": [asdict(day) for day in role.days],
    }


def _doubled_symbols(document: object) -> Iterator[Problem]:
    """Roles with the shape of one before, while another is free."""
    rows = document.get("roles") if isinstance(document, Mapping) else None
    rows = rows if isinstance(rows, list | tuple) else ()
    given = [(place, row) for place, row in enumerate(rows) if isinstance(row, Mapping)]
    symbols = [(place, row.get("symbol"), row.get("slug")) for place, row in given]
    free = free_symbols(symbol for _place, symbol, _slug in symbols if isinstance(symbol, str))
    holders: dict[str, object] = {}
    for place, symbol, slug in symbols:
        if not free or symbol not in types.SYMBOLS:
            continue
        if symbol in holders:
            allowed = f"a free shape ({', '.join(free)}), as {holders[symbol]} has this one"
            yield Problem(("roles", place, "symbol"), f"roles.{slug}.symbol", symbol, allowed)
        holders.setdefault(symbol, slug)


def _doubled_days(document: object) -> Iterator[Problem]:
    """Days that have the slug of one before, of whichever role."""
    roles = document.get("roles") if isinstance(document, Mapping) else None
    seen: set[str] = set()
    for place, role in enumerate(roles if isinstance(roles, list | tuple) else ()):
        days = role.get("days") if isinstance(role, Mapping) else None
        for number, day in enumerate(days if isinstance(days, list | tuple) else ()):
            slug = day.get("slug") if isinstance(day, Mapping) else None
            if not isinstance(slug, str):
                continue
            if slug in seen:
                path = ("roles", place, "days", number, "slug")
                where = f"roles.{role.get('slug')}.days.{slug}"
                yield Problem(path, where, slug, "each slug once only, over all roles")
            seen.add(slug)
