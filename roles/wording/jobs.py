"""What is said of the daily jobs."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.models import JobRun
from roles.models.jobs import DailyJob
from roles.queries.jobs import days_since_done, is_late

Runs = dict[DailyJob, JobRun | None]


def run_sentence(run: JobRun | None) -> str:
    """When a job ran last and what came of it."""
    if run is None:
        return _("Has never run.")
    words = {
        JobRun.Outcome.DONE: _("Done on %(when)s, in %(seconds)s."),
        JobRun.Outcome.FAILED: _("Failed on %(when)s, after %(seconds)s. The log says why."),
        JobRun.Outcome.RUNNING: _("Started on %(when)s and hasn't finished."),
    }
    said = words[JobRun.Outcome(run.outcome)]
    when = date_format(localtime(run.started_at), "DATETIME_FORMAT")
    return said % {"when": when, "seconds": _seconds(run.seconds or 0)}


def _seconds(seconds: float) -> str:
    whole = round(seconds)
    if not whole:
        return _("less than a second")
    return ngettext("%(count)s second", "%(count)s seconds", whole) % {"count": whole}


def jobs_verdict(runs: Runs, now: datetime) -> tuple[str, str, str]:
    """A state, "ready", "blocked" or "same" (neither), its words, and what to do about it."""
    if any(run and run.outcome == JobRun.Outcome.FAILED for run in runs.values()):
        advice = _(
            "The server's log says why. Ask whoever runs the server to fix that and run the daily "
            "jobs again."
        )
        return "blocked", _("A nightly job failed"), advice
    if not any(is_late(run, now) for run in runs.values()):
        return "ready", _("All done"), ""
    advice = _(
        "Expired results aren't being deleted, scheduled changes won't go live, and the statistics "
        "are falling behind. Ask whoever runs the server to turn on the daily jobs "
        "(careerquiz-jobs.timer)."
    )
    days = days_since_done(runs, now)
    if days is None:
        return "same", _("Nightly jobs have not run yet"), advice
    words = ngettext(
        "Nightly jobs have not run for %(count)s day",
        "Nightly jobs have not run for %(count)s days",
        days,
    )
    return "blocked", words % {"count": days}, advice
