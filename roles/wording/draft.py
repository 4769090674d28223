"""How the draft stands, in sentences: for the page of changes and checks and for the start page.
No queries."""

from collections import Counter
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain import lab
from roles.models import ScheduledPublication
from roles.queries.draft import DraftState
from roles.wording.changes import state_sentence
from roles.wording.names import listed

MOST_NAMES = 5


@dataclass(frozen=True)
class ScheduledLine:
    """A publication that waits, or that failed on its day."""

    sentence: str
    is_failed: bool
    needs_approval: bool  # the draft was edited since, or something was published


@dataclass(frozen=True)
class DraftSummary:
    """The draft at a glance."""

    sentence: str  # how it differs from what is published
    problems: int
    passed: int  # checks; all 0 while there are problems
    warned: int
    failed: int
    is_publishable: bool
    scheduled: ScheduledLine | None


def draft_summary(state: DraftState, scheduled: ScheduledPublication | None) -> DraftSummary:
    """Of a draft beside what is published, and of what is scheduled, if anything is. The checks
    take a second of processor time when the catalog was not checked before."""
    checks = lab.check(state.catalog) if state.catalog else ()
    counts = Counter(check.verdict for check in checks)
    return DraftSummary(
        sentence=state_sentence(state),
        problems=len(state.problems),
        passed=counts["pass"],
        warned=counts["warn"],
        failed=counts["fail"],
        is_publishable=state.is_publishable and not counts["fail"],
        scheduled=scheduled_line(state, scheduled),
    )


def scheduled_line(
    state: DraftState, scheduled: ScheduledPublication | None
) -> ScheduledLine | None:
    """What is to be said of it on every page of the draft; None when nothing is scheduled."""
    if scheduled is None:
        return None
    if scheduled.has_failed:
        return ScheduledLine(failure_sentence(scheduled), is_failed=True, needs_approval=False)
    words = {"day": date_format(scheduled.due_on, "j F Y"), "author": scheduled.author}
    if state.stamp == scheduled.stamp and scheduled.failure:
        return ScheduledLine(failure_sentence(scheduled), is_failed=False, needs_approval=False)
    if state.stamp == scheduled.stamp:
        said = _("%(author)s has scheduled this draft: it will be published on %(day)s.") % words
        return ScheduledLine(said, is_failed=False, needs_approval=False)
    said = _(
        "%(author)s had scheduled the draft for %(day)s, but it has changed since. It won't be "
        "published that day unless a publisher schedules it again."
    )
    return ScheduledLine(said % words, is_failed=False, needs_approval=True)


def failure_sentence(scheduled: ScheduledPublication) -> str:
    """Why nothing was published on the day, and what to do."""
    words = {"day": date_format(scheduled.due_on, "j F Y"), "author": scheduled.author}
    failures = ScheduledPublication.Failure
    sentences = {
        failures.MOVED: _(
            "Nothing was published on %(day)s: the draft changed after %(author)s had approved it. "
            "Look at the changes and schedule it again."
        ),
        failures.NOTHING: _("Nothing was published on %(day)s: the draft was already live."),
        failures.PROBLEMS: _(
            "Nothing was published on %(day)s: the draft has problems. Fix them and schedule it "
            "again."
        ),
        failures.CHECKS: _(
            "Nothing was published on %(day)s: checks of the draft fail. Fix what they name and "
            "schedule it again."
        ),
        failures.RIGHT: _(
            "Nothing was published on %(day)s: %(author)s, who had approved it, can no longer "
            "publish. Another publisher can schedule it again."
        ),
        failures.EXPERIMENT: _(
            "Nothing was published on %(day)s: an experiment was running. What %(author)s "
            "scheduled goes live on the first day after it ends."
        ),
    }
    return sentences[failures(scheduled.failure)] % words


def dropped_sentence() -> str:
    """That a publication which waited for its day is dropped by another one."""
    return _("What was scheduled for another day is cancelled by this.")


def publishers_sentence(names: list[str]) -> str:
    """Who can publish, for whoever can't."""
    if not names:
        return _("Nobody can publish yet: somebody has to join the group Publishers.")
    if len(names) > MOST_NAMES:
        more = len(names) - MOST_NAMES
        said = ngettext(
            "%(names)s and %(count)s other person can publish this draft.",
            "%(names)s and %(count)s other people can publish this draft.",
            more,
        )
        return said % {"names": ", ".join(names[:MOST_NAMES]), "count": more}
    return _("Ask one of these people to publish this draft: %(names)s.") % {"names": listed(names)}
