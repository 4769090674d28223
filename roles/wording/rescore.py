"""What today's version says differently of the same answers, in sentences."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.pages.results.report import ResultPage

SURENESS = ("close", "leaning", "clear")


def difference_sentences(before: ResultPage, after: ResultPage, dropped: int) -> list[str]:
    """How today's scoring differs from the stored one, the most important first.

    Args:
        dropped: how many of the answers today's version no longer asks for.
    """
    said = (
        _first(before, after),
        _kinds(before, after),
        _dropped(dropped),
        _too_few(after),
        _left_out(after),
    )
    return [sentence for sentence in said if sentence]


def _first(before: ResultPage, after: ResultPage) -> str:
    names = {"before": before.leader.role.name, "after": after.leader.role.name}
    if not before.named and not after.named:
        return _("No role stands out, then or today.")
    if not after.named:
        return _("%(before)s came first. Today, no role stands out.") % names
    if not before.named:
        return _("No role stood out. Today, %(after)s comes first.") % names
    if before.leader.role.slug != after.leader.role.slug:
        return _("%(before)s came first. Today, %(after)s does.") % names
    then, today = (SURENESS.index(page.outcome.certainty) for page in (before, after))
    if then == today:
        return _("%(after)s comes first in both.") % names
    if today > then:
        return _("%(after)s comes first in both, and more clearly today.") % names
    return _("%(after)s comes first in both, but less clearly today.") % names


def _kinds(before: ResultPage, after: ResultPage) -> str:
    """The kinds of work that only today's version looks at."""
    known = {row.slug for row in before.catalog.dimensions}
    added = [row.name for row in after.catalog.dimensions if row.slug not in known]
    if not added:
        return ""
    names = get_text_list([_("“%(kind)s”") % {"kind": name} for name in added], _("and"))
    return _("Today's version also looks at %(kinds)s.") % {"kinds": names}


def _dropped(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "It no longer asks %(count)s of the statements you rated, so that answer doesn't count.",
        "It no longer asks %(count)s of the statements you rated, so those answers don't count.",
        count,
    ) % {"count": count}


def _too_few(after: ResultPage) -> str:
    answered, needed = after.outcome.answered, after.settings.minimum_answers
    if answered >= needed:
        return ""
    return ngettext(
        "%(answered)s of your answers counts in it, and it takes %(needed)s to tell roles apart.",
        "%(answered)s of your answers count in it, and it takes %(needed)s to tell roles apart.",
        answered,
    ) % {"answered": answered, "needed": needed}


def _left_out(after: ResultPage) -> str:
    names = [_("“%(kind)s”") % {"kind": row.name} for row in after.unanswered]
    if not names or after.outcome.answered < after.settings.minimum_answers:
        return ""
    kinds = get_text_list(names, _("and"))
    return _("You didn't rate any statements about %(kinds)s, so it leaves that out.") % {
        "kinds": kinds
    }
