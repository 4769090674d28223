"""What holds for texts that readers get: how long an answer may be, and which words it may leave
to the site's settings in force."""

import re
from collections.abc import Iterable, Mapping

ANSWER_WORDS = 80  # the most of one answer, its table included
# What stands for a figure or a name that the site knows: "{most} statements".
PLACEHOLDERS = (
    *("fewest", "most", "fewest_minutes", "most_minutes", "roles", "areas"),
    *("kept_months", "unfinished_days", "ended_link_days", "operator", "contact"),
)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def count_words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def unknown_placeholders(text: str) -> list[str]:
    """What stands in braces and is none of PLACEHOLDERS."""
    return [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with each placeholder's value; braces that are no placeholder stay as they are."""
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)
