"""The lab's checks in words, for the admin's pages and the command line. No queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from roles.domain.texts import has_letter
from roles.domain.types import Catalog, Check, Limit, Verdict

SHARES = ("neutral", "status", "replay", "settings.neutral", "texts.alike", "days.lengths")


@dataclass(frozen=True)
class CheckLine:
    """One row of the report."""

    verdict: str  # as in the check: pass, warn or fail
    verdict_word: str
    what: str
    about: str
    figure: str
    bar: str  # the limits in words
    advice: str  # "" when the check passes
    code: str = ""  # as in the check, as are the slugs that it is about
    slugs: tuple[str, ...] = ()


def check_lines(checks: Iterable[Check], catalog: Catalog) -> list[CheckLine]:
    """The checks of a catalog, one line each, in their order."""
    names = {day.slug: day.text for role in catalog.roles for day in role.days}
    names |= {row.slug: row.text for row in catalog.questions}
    names |= {row.slug: row.name for row in catalog.areas}
    names |= {row.slug: row.name for row in catalog.dimensions}
    names |= {row.slug: row.name for row in catalog.roles}
    readable = {slug: name for slug, name in names.items() if has_letter(name)}
    return [_line(check, readable) for check in checks]


def verdict_sentence(checks: Iterable[Check]) -> str:
    """Such as "34 checks: 31 pass, 2 warn, 1 fails."."""
    counts = Counter(check.verdict for check in checks)
    said: dict[Verdict, str] = {
        "pass": ngettext("%s passes", "%s pass", counts["pass"]),
        "warn": ngettext("%s warns", "%s warn", counts["warn"]),
        "fail": ngettext("%s fails", "%s fail", counts["fail"]),
    }
    parts = ", ".join(words % counts[verdict] for verdict, words in said.items() if counts[verdict])
    total = counts.total()
    sentence = ngettext("%(count)s check: %(parts)s.", "%(count)s checks: %(parts)s.", total)
    return sentence % {"count": total, "parts": parts}


def _line(check: Check, names: dict[str, str]) -> CheckLine:
    words = {
        "pass": pgettext("verdict", "passes"),
        "warn": pgettext("verdict", "warns"),
        "fail": pgettext("verdict", "fails"),
    }
    figure = _number(check.code, check.figure)
    if check.confusion is not None:
        confused = _number("neutral", check.confusion)
        figure = _("%(figure)s (%(confused)s mixed up)") % {"figure": figure, "confused": confused}
    if check.detail:
        figure = f"{figure} ({check.detail})"
    return CheckLine(
        verdict=check.verdict,
        verdict_word=words[check.verdict],
        what=_what(check),
        about=" / ".join(names.get(slug, slug) for slug in check.about) or _("Whole catalog"),
        figure=figure,
        bar=_bar(check),
        advice="" if check.verdict == "pass" else _(check.advice),
        code=check.code,
        slugs=check.about,
    )


def _what(check: Check) -> str:
    """What the check looks at, as a heading."""
    return {
        "length": _("How pronounced the profile is"),
        "pair": _("How similar the two profiles are"),
        "order": _("Shown in one order, scored in the other"),
        "ideal": _("Place on its own ideal answers"),
        "neutral": _("Share of neutral people that the role leads"),
        "status": _("The same share if an area is liked more, or less, by everybody"),
        "questions": _("Active questions") if check.about else _("Uneven number of questions"),
        "dimension": _("How far the roles differ"),
        "days": _("Days of the role"),
        "days.lengths": _("Shortest day, as a share of the longest"),
        "replay": _("Stored results that would change"),
        "settings.minimum_answers": _("Minimum of answers"),
        "settings.no_direction_below": _("Limit for no direction"),
        "settings.stop_probability": _("Stop probability"),
        "settings.ideal": _("Ideal answers without a direction"),
        "settings.neutral": _("Share of neutral people without a direction"),
        "texts.twins": _("Names or statements that read the same"),
        "texts.hidden": _("Invisible characters"),
        "texts.letters": _("Names or statements without a letter"),
        "texts.shapes": _("Roles with one shape"),
        "texts.long": _("Words in a statement"),
        "texts.grade": _("How hard a statement is to read, in years of school"),
        "texts.joined": _("Words such as “and” in a statement"),
        "texts.alike": _("Words that two statements share"),
    }[check.code]


def _number(code: str, figure: float) -> str:
    """In the reader's own way to write numbers, without zeros at the end."""
    if code in SHARES:
        return _("%s%%") % floatformat(100 * figure, -1)
    return str(floatformat(figure, -2))


def _bar(check: Check) -> str:
    """Such as "warns above 0.75, fails above 0.95"."""
    parts = []
    for verdict, says in (("warn", _("warns %s")), ("fail", _("fails %s"))):
        limits = [limit for limit in check.limits if limit.verdict == verdict]
        if limits:
            parts.append(says % _(" or ").join(_condition(check.code, limit) for limit in limits))
    return ", ".join(parts)


def _condition(code: str, limit: Limit) -> str:
    conditions = {"<": _("below %s"), "<=": _("at or below %s"), ">": _("above %s")}
    return conditions[limit.sign] % _number(code, limit.figure)
