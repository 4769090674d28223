"""Texts as readers see them: characters that draw nothing, and texts that look the same."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Drawn as nothing, though Unicode counts them among letters, marks and symbols: fillers of Hangul,
# a joiner of marks, vowels of Khmer, selectors of Mongolian and the empty pattern of Braille.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_BLANK_CATEGORIES = ("Cf", "Zl", "Zp")  # formats, overrides of direction, soft hyphens; line ends
_JOINERS = "\u200c\u200d"  # needed inside words of Persian or Hindi, and inside of emoji
_JOINED = ("Lo", "Mn", "Mc", "So", "Sk")  # what they follow there: letters without capitals, signs
_SIGNS = ("So", "Sk", "Sm", "Po", "Pd", "Nd")  # that may be emoji: stars, arrows, ‼, keycaps
# Flags such as that of Scotland: a black flag, letters that nobody sees, and their end.
_BLACK_FLAG = "\U0001f3f4"
_FLAG = re.compile(_BLACK_FLAG + "[\U000e0061-\U000e007a]{1,6}\U000e007f")
# Marks on one letter: writing needs up to four, as Hebrew may; more paint over the lines around.
MOST_MARKS = 4


def is_plain(text: str) -> bool:
    """Whether a text holds no control characters, broken halves of characters or code points that
    are no characters and never will be."""
    if text.isprintable():
        return True
    return not any(
        unicodedata.category(character) in ("Cc", "Cs") or _is_no_character(ord(character))
        for character in text
    )


def _is_no_character(point: int) -> bool:
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def has_loose_marks(text: str) -> bool:
    """Whether accents or vowel signs stand on nothing, or more than `MOST_MARKS` on one letter."""
    count = MOST_MARKS  # before the first letter, there is no room for any
    for character in visible(text):
        is_mark = unicodedata.category(character) in ("Mn", "Me")
        count = count + 1 if is_mark else MOST_MARKS if character.isspace() else 0
        if count > MOST_MARKS:
            return True
    return False


def without_cut_end(text: str) -> str:
    """A text without joiners at its end, which join nothing: browsers cut what is too long in the
    middle of an emoji."""
    return text.rstrip(_JOINERS)


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
    if _is_selector(text[index]):
        return before in _SIGNS
    flag = _FLAG.match(text, max(0, text.rfind(_BLACK_FLAG, 0, index)))
    return flag is not None and flag.end() > index
