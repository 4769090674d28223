"""Texts as readers see them: characters that draw nothing, and texts that look the same."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Drawn as nothing, though Unicode counts them among letters, marks and symbols: fillers of Hangul,
# a joiner of marks, vowels of Khmer, selectors of Mongolian and the empty pattern of Braille.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_BLANK_CATEGORIES = ("Cf", "Zl", "Zp")  # formats, overrides of direction, soft hyphens; line ends
_JOINERS = "\u200c\u200d"  # needed inside words of Persian or Hindi, and inside of emoji
_JOINED = ("Lo", "Mn", "Mc", "So", "Sk")  # what they follow there: letters without capitals, signs
_SIGNS = ("So", "Sk")


def is_plain(text: str) -> bool:
    """Whether a text holds neither control characters nor broken halves of characters."""
    if text.isprintable():
        return True
    return not any(unicodedata.category(character) in ("Cc", "Cs") for character in text)


class Hidden(NamedTuple):
    """A character that nobody sees."""

    place: int  # in its text, from 1
    name: str  # as Unicode has it, with its number: "SOFT HYPHEN (U+00AD)"

    def __str__(self) -> str:
        return f"character {self.place}: {self.name}"


def hidden(text: str) -> tuple[Hidden, ...]:
    """The characters of a text that draw nothing and have no use where they stand."""
    return () if text.isascii() else tuple(_hidden(text))


def _hidden(text: str) -> Iterator[Hidden]:
    for index, character in enumerate(text):
        if _is_blank(character) and not _is_needed(text, index):
            name = unicodedata.name(character, "an unnamed character")
            yield Hidden(index + 1, f"{name} (U+{ord(character):04X})")


def visible(text: str) -> str:
    """A text without the characters that draw nothing."""
    return "".join(character for character in text if not _is_blank(character))


def look(text: str) -> str:
    """What two texts have in common when readers may take one for the other: small and capital
    letters, wide and narrow ones, blanks and invisible characters make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(visible(folded).split())


def has_letter(text: str) -> bool:
    return any(character.isalpha() for character in visible(text))


def _is_blank(character: str) -> bool:
    is_blank = character in _BLANK or unicodedata.category(character) in _BLANK_CATEGORIES
    return is_blank or _is_selector(character)


def _is_selector(character: str) -> bool:
    """Whether it chooses how the character before it looks, such as an emoji in colour."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _is_needed(text: str, index: int) -> bool:
    before = unicodedata.category(text[index - 1]) if index else ""
    after = visible(text[index + 1 : index + 2]).strip()
    if text[index] in _JOINERS:
        return before in _JOINED and after != ""
    return _is_selector(text[index]) and before in _SIGNS
