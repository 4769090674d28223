"""What is said of two versions side by side, for the admin's pages and the command line."""

from dataclasses import dataclass

from django.template.defaultfilters import date as date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from roles.domain.errors import CatalogError, ChecksFailed, DraftHasMoved, ExperimentRefused
from roles.domain.experiments import detectable_difference
from roles.models import Experiment
from roles.wording.names import listed
from roles.wording.numbers import grouped, percentage

PEOPLE = (1_000, 4_000)  # with each version, as examples of what can be found


@dataclass(frozen=True)
class PastLine:
    """A row of the table of experiments that have ended."""

    versions: str
    share: str
    started: str
    ended: str
    chosen: str


def _words(experiment: Experiment) -> dict[str, object]:
    return {
        "version": experiment.version.number,
        "other": experiment.other.number,
        "share": percentage(experiment.share / 100),
        "author": experiment.started_by,
        "day": date_format(localtime(experiment.started_at), "j F Y"),
        "next": experiment.version.number + 1,
    }


def running_sentence(experiment: Experiment) -> str:
    """Who gets which version, and since when."""
    said = _(
        "Version %(other)s is running beside version %(version)s: %(share)s of people who start "
        "the quiz get version %(other)s, everyone else gets version %(version)s. Started by "
        "%(author)s on %(day)s."
    )
    return said % _words(experiment)


def size_sentence() -> str:
    """How long to run it: which differences so many people can find."""
    said = _(
        "Give it time. With %(people)s people for each version, a difference of %(points)s points "
        "or more in the share who finish will most likely show up; with %(more)s people each, one "
        "of %(fewer)s points."
    )
    few, many = PEOPLE
    return said % {
        "people": grouped(few),
        "points": round(100 * detectable_difference(few)),
        "more": grouped(many),
        "fewer": round(100 * detectable_difference(many)),
    }


def blocking_sentence(experiment: Experiment) -> str:
    """Why nothing can be published for now."""
    said = _(
        "Version %(other)s is running beside version %(version)s. Nothing can be published until "
        "that experiment ends."
    )
    return said % _words(experiment)


def unpublished_sentence() -> str:
    """Why nothing was published."""
    return _("Nothing was published: an experiment is running. End it first, then publish.")


def started_sentence(experiment: Experiment) -> str:
    said = _("From now on %(share)s of people who start the quiz get version %(other)s.")
    return said % _words(experiment)


def already_running_sentence() -> str:
    return _("Nothing was started: an experiment is running already.")


def ended_already_sentence() -> str:
    return _("Nothing was changed: somebody else has ended this experiment. Look again.")


# --- why two versions cannot run side by side, or the older one not be chosen


def obstacle_sentence(error: ExperimentRefused, other: int) -> str:
    """Why version `other` cannot run beside the one in force."""
    held = {"other": other, "roles": listed(list(error.roles))}
    sentences = {
        "unpublished": _("Nothing is published yet, so there's nothing to compare."),
        "unknown": _("There's no version %(other)s."),
        "same": _("Version %(other)s says exactly what the live version says."),
        "roles": _(
            "Version %(other)s can't run beside the live version: only one of them has %(roles)s. "
            "Both need the same roles, as the role pages go with the live version."
        ),
    }
    return sentences[error.why] % held


def start_refusal(error: Exception, other: int) -> str:
    """Why nothing was started."""
    held = {"other": other}
    if isinstance(error, ExperimentRefused):
        return _("Nothing was started. %(why)s") % {"why": obstacle_sentence(error, other)}
    if isinstance(error, DraftHasMoved):
        said = _(
            "Nothing was started: somebody else published after you opened this page. Look at what "
            "differs now, then start it again."
        )
        return said % held
    if isinstance(error, CatalogError):
        said = _(
            "Nothing was started: today's role pages don't fit version %(other)s, so it could "
            "never be chosen."
        )
        return said % held
    said = _(
        "Nothing was started: version %(other)s doesn't pass today's checks, so it could never be "
        "chosen."
    )
    return said % held


def end_refusal(error: Exception, other: int) -> str:
    """Why the older version was not chosen."""
    held = {"other": other}
    if isinstance(error, CatalogError):
        said = _("Nothing was changed: today's role pages don't fit version %(other)s.")
    elif isinstance(error, ChecksFailed):
        said = _("Nothing was changed: version %(other)s doesn't pass today's checks.")
    else:
        said = _("Nothing was changed: somebody else published at the same moment. Look again.")
    return said % held


# --- the end


def choice_labels(experiment: Experiment) -> list[tuple[str, str]]:
    """The two ways to end it, by the number of the version chosen."""
    keep, again = (
        _("Keep version %(version)s: from now on everyone gets it"),
        _("Go back to version %(other)s: it's published again, as version %(next)s"),
    )
    words = _words(experiment)
    return [
        (str(experiment.version.number), keep % words),
        (str(experiment.other.number), again % words),
    ]


def again_note(experiment: Experiment) -> str:
    """What the version is for that is made of the older one."""
    said = _("Version %(other)s again, chosen after it ran beside version %(version)s")
    return said % _words(experiment)


def ended_sentence(experiment: Experiment) -> str:
    """What came of it. What was published is said elsewhere."""
    if experiment.chosen_id == experiment.version_id:
        said = _("The experiment has ended. Everyone gets version %(version)s.")
    else:
        said = _("The experiment has ended. Everyone gets what version %(other)s says.")
    return said % _words(experiment)


def past_line(experiment: Experiment) -> PastLine:
    """One that has ended."""
    words = _words(experiment)
    if experiment.chosen_id == experiment.version_id:
        chosen = _("Version %(version)s, kept") % words
    else:
        # Nothing is published while it runs: the next number is this one's.
        chosen = _("Version %(other)s, published again as version %(next)s") % words
    by = _("%(day)s by %(author)s")
    ended = date_format(localtime(experiment.ended_at), "j F Y")
    return PastLine(
        versions=_("Version %(other)s beside version %(version)s") % words,
        share=percentage(experiment.share / 100),
        started=by % words,
        ended=by % {"day": ended, "author": experiment.ended_by},
        chosen=chosen,
    )
