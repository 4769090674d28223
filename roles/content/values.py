"""Single values of content documents: how long, of which form, and what they may name."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, cast
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    JsonValue,
    PlainSerializer,
    StrictFloat,
    StrictInt,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from roles.domain.texts import hidden, is_plain
from roles.domain.types import TARGET_RANGE

# The longest texts, in characters.
LABEL, NAME, NOTE, TEXT, DESCRIPTION, ANSWER, SPAN, CODE = 80, 200, 300, 300, 160, 700, 40, 20
LINE = 160  # of a row at a glance
GROUP, QUESTION, LINK, SLUG, WEB_ADDRESS = 120, 150, 200, 60, 500
SITE_NAME, HEADLINE, LEAD, FOOT, OPERATOR = 40, 90, 300, 160, 100
ROLE_NAME, SENTENCE, PHRASE, STATEMENT, REASON = 60, 300, 120, 200, 200
YEARS, MONEY = (1900, 2100), (0, 10_000_000)
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
    "scale_answers": (0, 1000),
    "day_pairs": (0, 12),
    "day_weight": (0, 10),
    "panel_share": (0, 1),
}
WHOLE_SETTINGS = (
    *("minimum_answers", "questions_per_page", "longest_run"),
    *("scale_answers", "day_pairs"),
)
OUTDATED_AFTER_MONTHS = 24
ANSWER_WORDS = 80  # the most of one answer, its table included
# What stands for a figure or a name that the site knows: "{most} statements".
PLACEHOLDERS = (
    *("fewest", "most", "fewest_minutes", "most_minutes", "roles", "areas", "kinds"),
    *("kept_months", "unfinished_days", "ended_link_days", "operator", "contact"),
)
SLUG_PATTERN = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
LINK_PATTERN = r"/(?:[a-z0-9-]+/)*(?:#[a-z0-9-]+)?"
URL_PATTERN = r"https://[^\s/?#]+[^\s]*"  # for editors; `well_formed` looks closer


@dataclass(frozen=True)
class Scope:
    """What a document may name, as slugs in order; None: anything, as nothing is known."""

    roles: Collection[str] | None = None
    areas: Collection[str] | None = None
    used_areas: Collection[str] | None = None  # those that have a dimension
    dimensions: Collection[str] | None = None
    sources: Collection[str] | None = None
    pay: Collection[str] | None = None
    titles: Collection[str] | None = None
    is_new: bool = True  # invisible characters are refused; what was published may hold some
    is_entered: bool = True  # a draft may hold what later rules refuse, until it is entered anew


ANYTHING = Scope()


def refusal(allowed: str, at: str = "", value: object = ...) -> PydanticCustomError:
    """What a validator raises: what would be fine, and at which key when not at its own place."""
    return PydanticCustomError(
        "refused", "{allowed}", {"allowed": allowed, "at": at, "value": value}
    )


def scope_of(info: ValidationInfo) -> Scope:
    return info.context if isinstance(info.context, Scope) else ANYTHING


def mismatch(given: Collection[str], known: Collection[str]) -> str:
    """Which keys of a mapping are missing, and which are too many."""
    missing = [key for key in known if key not in given]
    unknown = [key for key in given if key not in known]
    said = [f"nothing for {', '.join(missing)}"] if missing else []
    said += [f"unknown: {', '.join(unknown)}"] if unknown else []
    return "; ".join(said)


# --- single values


def _plain(value: object, info: ValidationInfo) -> object:
    """Trimmed, in Unicode's composed form (NFC)."""
    if not isinstance(value, str):
        return value
    if scope_of(info).is_new and (found := hidden(value)):
        raise refusal(f"a text without invisible characters, but {found[0]}")
    trimmed = unicodedata.normalize("NFC", value.strip())
    if not is_plain(trimmed):
        raise refusal("one line of text, without control characters")
    if value and not trimmed:
        raise refusal("a text that is not empty")
    return trimmed


def _shown(longest: int, pattern: str) -> FieldInfo:
    """A length, and for editors the form that `_matching` checks with words of its own."""
    extra: dict[str, JsonValue] = {"pattern": f"^(?:{pattern})?$"}
    return cast(FieldInfo, Field(max_length=longest, json_schema_extra=extra))


def _matching(pattern: str, allowed: str) -> AfterValidator:
    def check(value: str) -> str:
        if value and not re.fullmatch(pattern, value):
            raise refusal(allowed)
        return value

    return AfterValidator(check)


@dataclass(frozen=True)
class Names:
    """Marks a slug that must be in one of these parts of the scope, or "" where that is allowed."""

    sections: tuple[str, ...]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))

    def check(self, slug: str, info: ValidationInfo) -> str:
        parts = [getattr(scope_of(info), section) for section in self.sections]
        if slug and None not in parts and not any(slug in part for part in parts):
            names = ", ".join(sorted({name for part in parts for name in part}))
            raise refusal(f"one of {names or 'those there are: none'}")
        return slug


def _day(pattern: str, example: str) -> BeforeValidator:
    """A day written as in datetime.strptime's pattern."""

    low, high = YEARS

    def read(value: object, info: ValidationInfo) -> object:
        if value is None or isinstance(value, date):
            return value
        try:
            found = datetime.strptime(value, pattern).date()  # type: ignore[arg-type]  # caught
        except (TypeError, ValueError):
            found = None
        if found is None or found.strftime(pattern) != value:
            raise refusal(f'a text such as "{example}"')
        if scope_of(info).is_new and not low <= found.year <= high:
            raise refusal(f"a day of the years {low} to {high}")
        return found

    return BeforeValidator(read)


def _keep_whole(value: float) -> float:
    """Whole numbers as such, so that 40.0 and 40 are written alike."""
    return int(value) if value == int(value) else value


def _one_of(*formats: int) -> AfterValidator:
    def check(value: int) -> int:
        if value not in formats:
            raise refusal(" or ".join(map(str, formats)))
        return value

    return AfterValidator(check)


def known_placeholders(value: str) -> str:
    """For a text with words in braces: each must be one of PLACEHOLDERS."""
    if names := unknown_placeholders(value):
        raise refusal("a known placeholder in braces", value=f"{{{names[0]}}}")
    return value


def well_formed(value: str) -> str:
    """For an address of the web: a host, maybe a port, path, query and fragment; "" for none."""
    if value and not _is_web_address(value):
        raise refusal("an address such as https://example.org/report?page=2, without spaces")
    return value


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a bracket too many, or a port that is no number
        return False
    return (
        value.startswith("https://")
        and "@" not in parts.netloc  # a name and password are for nobody's eyes
        and not parts.netloc.endswith(":")
        and port != 0
        and _is_host(host)
        and value.isprintable()
        and not hidden(value)
        and not re.search(r'[\s<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})', value)
    )


def _is_host(host: str) -> bool:
    """A name, in letters of any script, or a number of the internet."""
    if ":" in host:
        return re.fullmatch(r"[0-9a-f:.]+", host) is not None
    label = r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?"
    return re.fullmatch(rf"{label}(?:\.{label})*\.?", host) is not None and len(host) <= 253


_SLUG_FORM = f"lower-case letters, digits, single hyphens or underscores, up to {SLUG}"
Blank = Annotated[str, BeforeValidator(_plain)]
Text = Annotated[str, Field(min_length=1), BeforeValidator(_plain)]
Filled = Annotated[Text, AfterValidator(known_placeholders)]
BlankSlug = Annotated[str, _shown(SLUG, SLUG_PATTERN), _matching(SLUG_PATTERN, _SLUG_FORM)]
Slug = Annotated[BlankSlug, Field(min_length=1)]
RoleSlug = Annotated[Slug, Names(("roles",))]
SourceSlug = Annotated[Slug, Names(("sources",))]
FigureSlug = Annotated[Slug, Names(("pay",))]
Link = Annotated[
    str, _shown(LINK, LINK_PATTERN), _matching(LINK_PATTERN, "an address of this site")
]
Url = Annotated[str, _shown(WEB_ADDRESS, URL_PATTERN), AfterValidator(well_formed)]
Day = Annotated[date, _day("%Y-%m-%d", "2026-11-24")]
Month = Annotated[
    date,
    _day("%Y-%m", "2024-05"),
    PlainSerializer(lambda day: day.strftime("%Y-%m"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}),
]
Year = Annotated[StrictInt, Field(ge=YEARS[0], le=YEARS[1])]
Money = Annotated[StrictInt, Field(ge=MONEY[0], le=MONEY[1])]


Number = Annotated[
    StrictFloat,
    Field(ge=TARGET_RANGE[0], le=TARGET_RANGE[1]),
    AfterValidator(_keep_whole),
]
ContentFormat = Annotated[StrictInt, _one_of(1)]
CatalogFormat = Annotated[StrictInt, _one_of(1, 2)]


class Part(BaseModel):
    """A part of a document: read-only, without keys of its own making."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def unknown_placeholders(text: str) -> list[str]:
    """What stands in braces and is none of PLACEHOLDERS."""
    return [name for name in re.findall(r"\{([^{}]*)\}", text) if name not in PLACEHOLDERS]
