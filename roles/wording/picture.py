"""The words on the preview picture of a shared result, and the same as its alternative text.

In the first person: the picture is what its owner says to a chat.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _

from roles.domain.share import ShareSnapshot
from roles.domain.types import CatalogDimension, CatalogRole
from roles.wording.outcome import kind, of_100


class PictureWords(NamedTuple):
    heading: str  # "" without direction
    names: tuple[str, ...]  # drawn huge
    numbers: tuple[str, ...]  # a sentence for each name; none when not picked
    line: str  # below all; may be ""
    sentence: str  # heading and names as one


def picture_words(
    shown: ShareSnapshot,
    roles: Sequence[CatalogRole],
    favourite: CatalogDimension | None,
    *,
    calibrated: bool,
) -> PictureWords:
    """What the picture says.

    Args:
        roles: those that the headline names.
        favourite: as `roles.domain.share.favourite` found it.
        calibrated: whether the numbers are more than a first estimate.
    """
    if not roles:
        name, why = _("No one role stands out"), _("Several roles fit me about equally well.")
        return PictureWords("", (name,), (), why, _("No one role stands out."))
    names = tuple(role.name for role in roles)
    which = kind(shown.certainty, len(roles), is_noted=shown.is_noted)
    heading = {"clear": _("My best fit"), "leaning": _("I lean towards")}.get(which)
    if heading is None:
        heading = _("A rough guess") if shown.is_noted else _("A tie between")
    often = _("First in %(often)s tries")
    if not calibrated:
        often = _("A first estimate: first in %(often)s tries")
    numbers = tuple(often % {"often": of_100(number)} for number in shown.numbers or ())
    line = _("I like “%(kind)s” most") % {"kind": favourite.name} if favourite else ""
    return PictureWords(heading, names, numbers[: len(names)], line, _sentence(which, names))


def _sentence(which: str, names: Sequence[str]) -> str:
    sentences = {
        "clear": _("My best fit: %(leader)s."),
        "leaning": _("I lean towards %(leader)s."),
        "close_2": _("A tie between %(leader)s and %(runner_up)s."),
        "close_3": _("A tie between %(leader)s, %(runner_up)s and %(third)s."),
        "guess_1": _("A rough guess: %(leader)s."),
        "guess_2": _("A rough guess: %(leader)s or %(runner_up)s."),
        "guess_3": _("A rough guess: %(leader)s, %(runner_up)s or %(third)s."),
    }
    places = ("leader", "runner_up", "third")
    return sentences[which] % dict(zip(places, names, strict=False))


def picture_sentences(words: PictureWords) -> list[str]:
    """The same for who cannot see it."""
    found = [words.sentence]
    if len(words.names) == 1:
        found += [f"{number}." for number in words.numbers]
    else:
        rows = zip(words.names, words.numbers, strict=False)
        found += [_("%(role)s: %(often)s.") % {"role": row[0], "often": row[1]} for row in rows]
    return found + ([f"{words.line.removesuffix('.')}."] if words.line else [])


def picture_foot(count: int, site_name: str) -> str:
    """What the picture asks whoever sees it, of so many roles."""
    said = _("%(site)s · Which of the %(number)s is yours?")
    return said % {"site": site_name, "number": apnumber(count)}
