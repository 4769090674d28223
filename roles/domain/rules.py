"""What a single value of a document may be: checked, normalised, or refused with a sentence."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, NamedTuple

REFUSED: Final = object()  # not None and not False, which are values a document can hold
LONGEST_SLUG = 60
SLUG_PATTERN = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"


class Rule(NamedTuple):
    """`read` returns the value to keep, or REFUSED; `allowed` tells a reader what is fine."""

    allowed: str
    read: Callable[[object], object]


def text(longest: int) -> Rule:
    """One line of up to so many characters, trimmed and in Unicode's composed form (NFC)."""

    def read(value: object) -> object:
        if not isinstance(value, str):
            return REFUSED
        trimmed = unicodedata.normalize("NFC", value.strip())
        if not 0 < len(trimmed) <= longest or not is_plain(trimmed):
            return REFUSED
        return trimmed

    return Rule(f"one line of text, 1 to {longest} characters", read)


def matching(pattern: str, allowed: str, longest: int = 200) -> Rule:
    """One line that a regular expression matches as a whole."""

    def read(value: object) -> object:
        is_match = isinstance(value, str) and len(value) <= longest and re.fullmatch(pattern, value)
        return value if is_match else REFUSED

    return Rule(allowed, read)


def absent_or(rule: Rule, absent: object) -> Rule:
    """What the rule reads, or that one value, such as None or "", for nothing."""

    def read(value: object) -> object:
        return absent if value == absent else rule.read(value)

    shown = "null" if absent is None else "nothing"
    return Rule(f"{rule.allowed}, or {shown}", read)


def day(pattern: str, example: str) -> Rule:
    """A day written as in datetime.strptime's pattern, as datetime.date."""

    def read(value: object) -> object:
        try:
            found = datetime.strptime(value, pattern).date()  # type: ignore[arg-type]  # caught
        except (TypeError, ValueError):
            return REFUSED
        return found if found.strftime(pattern) == value else REFUSED

    return Rule(f'a text such as "{example}"', read)


def is_plain(value: str) -> bool:
    """Whether a text holds neither control characters nor broken halves of characters."""
    return not any(unicodedata.category(character) in ("Cc", "Cs") for character in value)


def number(low: float, high: float, *, keep_whole: bool = False) -> Rule:
    """A finite number in a closed range, as float; `keep_whole` leaves whole ones as int."""

    def read(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return REFUSED
        if not low <= value <= high:  # false for what is no number (NaN), too
            return REFUSED
        return int(value) if keep_whole and value == int(value) else float(value)

    return Rule(f"a number from {low:g} to {high:g}", read)


def whole(low: int, high: int) -> Rule:
    def read(value: object) -> object:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number and low <= value <= high else REFUSED  # type: ignore[operator]  # an int, by the line above

    return Rule(f"a whole number from {low} to {high}", read)


def choice(*allowed: str) -> Rule:
    def read(value: object) -> object:
        return value if isinstance(value, str) and value in allowed else REFUSED

    return Rule(f"one of {', '.join(allowed)}", read)


def exactly(only: int) -> Rule:
    return Rule(str(only), whole(only, only).read)


def mapping(allowed: str) -> Rule:
    return Rule(allowed, lambda value: value if isinstance(value, Mapping) else REFUSED)


def frozen(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """A read-only copy, so that a catalog cannot be changed by whoever holds it."""
    return MappingProxyType(dict(value))


SLUG = matching(
    SLUG_PATTERN,
    f"lower-case letters, digits, single hyphens or underscores, up to {LONGEST_SLUG}",
    LONGEST_SLUG,
)
BOOLEAN = Rule("true or false", lambda value: value if isinstance(value, bool) else REFUSED)
ROWS = Rule("a list of rows", lambda value: value if isinstance(value, list | tuple) else REFUSED)
