"""What the admin's start page says."""

from collections.abc import Sequence

from django.template.defaultfilters import floatformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.content.completeness import RoleCompleteness
from roles.queries.draft import DraftState
from roles.queries.statistics import FEWEST, RECENT_DAYS, Activity


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


def people(count: int) -> str:
    """A number of people, unless it is so small that it might tell of one of them."""
    if 0 < count < FEWEST:
        return _("fewer than %(count)s") % {"count": FEWEST}
    return str(number_format(count, force_grouping=True))


def share(part: float | None) -> str:
    return "" if part is None else _("%s %%") % floatformat(100 * part, 0)


def minutes(seconds: float | None) -> str:
    """A stretch of time, roughly."""
    if seconds is None:
        return ""
    if seconds < 60:
        return _("under a minute")
    whole = round(seconds / 60)
    return ngettext("%(count)s minute", "%(count)s minutes", whole) % {"count": whole}


def activity_note(activity: Activity) -> str:
    """What to know about the figures."""
    if not activity.started and not activity.finished:
        return _(
            "Nobody took the quiz in the last %(days)s days. When people do, you'll see here how "
            "many finish, how long it takes them and which roles come closest."
        ) % {"days": RECENT_DAYS}
    if activity.finished < FEWEST:
        return _(
            "From %(count)s results on, you'll also see how many people finish, how long it takes "
            "them and which roles come closest."
        ) % {"count": FEWEST}
    if activity.is_sampled:
        return _("Shares and time are from the newest %(count)s.") % {
            "count": number_format(activity.sample, force_grouping=True)
        }
    return ""
