"""What the admin's start page says."""

from collections.abc import Sequence
from datetime import date

from django.template.defaultfilters import floatformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.content.completeness import RoleCompleteness
from roles.domain.disclosure import FEWEST
from roles.domain.statistics import Period
from roles.queries.dashboard import RECENT_DAYS
from roles.queries.draft import DraftState
from roles.wording.statistics import hidden, other_days


def readiness(draft: DraftState, failing: int, *, is_experiment: bool) -> tuple[str, str]:
    """A state, "same", "ready" or "blocked", and its words.

    Args:
        failing: how many checks of the draft fail.
        is_experiment: whether two versions run side by side.
    """
    if draft.problems:
        return "blocked", _("Not ready")
    if not draft.is_publishable:
        return "same", _("Nothing to publish")
    if failing:
        words = ngettext("%(count)s check fails", "%(count)s checks fail", failing)
        return "blocked", words % {"count": failing}
    if is_experiment:
        return "blocked", _("Waiting for an experiment to end")
    return "ready", _("Ready to publish")


def pages_sentence(found: Sequence[RoleCompleteness]) -> str:
    """How many of the roles have all that readers look for."""
    if not found:
        return _("There are no roles yet. Add one, and its page shows up here.")
    complete = sum(each.is_complete for each in found)
    if complete == len(found):
        return _("Every role has a complete page.")
    return ngettext(
        "%(complete)s of %(count)s role has a complete page.",
        "%(complete)s of %(count)s roles have a complete page.",
        len(found),
    ) % {"complete": complete, "count": len(found)}


def people(count: float | None) -> str:
    """A number of people; "" for one that is not shown."""
    return "" if count is None else str(number_format(count, force_grouping=True))


def leader_share(part: float | None) -> str:
    """How often a role came first, unless that might tell of a single person."""
    return hidden().text if part is None else share(part)


def share(part: float | None) -> str:
    return "" if part is None else _("%s%%") % floatformat(100 * part, 0)


def minutes(seconds: float | None) -> str:
    """A stretch of time, roughly."""
    if seconds is None:
        return ""
    if seconds < 60:
        return _("under a minute")
    whole = round(seconds / 60)
    return ngettext("%(count)s minute", "%(count)s minutes", whole) % {"count": whole}


def activity_note(recent: Period, last_day: date | None) -> str:
    """What to know about the figures.

    Args:
        last_day: the last one on which anybody began.
    """
    if last_day is None or last_day < recent.selection.first:
        return _(
            "Nobody took the quiz in the last %(days)s days. When people do, you'll see here how "
            "many finish, how long it takes them and which roles come closest."
        ) % {"days": RECENT_DAYS}
    if recent.finished.value is None:
        return _(
            "From %(count)s results on, you'll see here how many people finish, how long it takes "
            "them and which roles come closest."
        ) % {"count": FEWEST}
    return other_days(recent.finished.days, recent.selection)
