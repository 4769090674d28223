"""How hard a text is to read: the Flesch-Kincaid grade (Kincaid and others, 1975).

Grade 8 means that most pupils in the eighth year of an American school can read the text.
"""

import re
from collections.abc import Iterable

WORD = re.compile(r"[A-Za-z0-9]+(?:['.,-][A-Za-z0-9]+)*")
PART = re.compile(r"[A-Za-z]+|\d")  # the parts of "PRINCE2", "second-hand" and "100,750"
SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")
SPOKEN_LETTERS = re.compile(r"[A-Z]{2,4}")  # BLS and CAPM; PRINCE is read as a word

# A word has about one syllable for each group of vowels. These are the usual exceptions.
VOWELS = re.compile(r"[aeiouy]+")
SILENT_END = re.compile(r"[^aeiouy](e|(?<![sxzcg])(?<![cs]h)es|(?<![td])ed)$")
SPOKEN_LE = re.compile(r"[^aeiouyl]l(e|es|ed)$")  # people, but not role
SILENT_INSIDE = re.compile(
    r"[^aeiouyl]e(?=(ly|ful|less|ment|ness|times?|where|how|thing)s?$)|(?<=ev)e(?=ry(thing)?$)"
)
TWO_VOWELS = re.compile(
    r"(?<!t)i(?=um|er(?!c)|e[nt]|ous|ol|a[^gln])|(?<!c)i(?=al)|(?<!n)i(?=or)|(?<![tscgn])i(?=on)"
    r"|e(?=o(?!p)|at[ei])|(?<=[rd])e(?=as?$)|(?<!q)u(?=a[lt]|ie)|u(?=ou)|[aeou](?=ing)"
    r"|[aeou]y(?=[aeiou])|y(?=ing)|(?<=c)o(?=o[rp])"
)


def words(text: str) -> list[str]:
    return WORD.findall(text)


def syllables(word: str) -> int:
    """About how many syllables a word has. Digits and the letters of BLS count as one each."""
    return sum(_syllables_of(part) for part in PART.findall(word.replace("'", "")))


def _syllables_of(part: str) -> int:
    if SPOKEN_LETTERS.fullmatch(part):
        return len(part)
    part = part.lower()
    found = len(VOWELS.findall(part)) + len(TWO_VOWELS.findall(part))
    is_end_silent = SILENT_END.search(part) and not SPOKEN_LE.search(part)
    return max(1, found - bool(is_end_silent) - len(SILENT_INSIDE.findall(part)))


def sentences(text: str) -> int:
    """How many sentences a text has: at least one, as a heading is read as one too."""
    return max(1, len(SENTENCE_END.findall(text)))


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of several texts together; 0 for texts without a word."""
    texts = list(texts)
    read = [word for text in texts for word in words(text)]
    if not read:
        return 0.0
    count = sum(sentences(text) for text in texts)
    return 0.39 * len(read) / count + 11.8 * sum(map(syllables, read)) / len(read) - 15.59
