"""Reads of how the daily jobs ended."""

from datetime import datetime, timedelta

from roles.models import JobRun
from roles.models.jobs import DailyJob

LATE_AFTER = timedelta(hours=36)  # a day, and what a machine may take to wake up


def last_runs() -> dict[DailyJob, JobRun | None]:
    """Each job with its last run; None for one that never ran. One query."""
    runs = {run.job: run for run in JobRun.objects.all()}
    return {job: runs.get(job) for job in DailyJob}


def days_since_done(runs: dict[DailyJob, JobRun | None], now: datetime) -> int | None:
    """How many whole days ago all jobs were done last; None when one of them never was."""
    done = [run.done_at if run else None for run in runs.values()]
    if None in done:
        return None
    return (now - min(filter(None, done))).days


def is_late(run: JobRun | None, now: datetime) -> bool:
    """Whether a job has not been done for longer than a day and a half, or never."""
    return run is None or run.done_at is None or now - run.done_at > LATE_AFTER
