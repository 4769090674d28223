"""What is said of the daily jobs, by how they ended."""

from datetime import UTC, datetime, timedelta

import pytest

from roles.models import JobRun
from roles.models.jobs import DailyJob
from roles.wording.jobs import jobs_verdict, run_sentence

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def run(hours=1, outcome="done", seconds=2.6, done_hours=None):
    started = NOW - timedelta(hours=hours)
    done = NOW - timedelta(hours=hours if done_hours is None else done_hours)
    return JobRun(job="prune", outcome=outcome, started_at=started, seconds=seconds, done_at=done)


@pytest.mark.parametrize(
    ("last", "sentence"),
    [
        (None, "Has never run."),
        (run(), "Done on 29 November 2026, 11:00 UTC, in 3 seconds."),
        (run(seconds=0.1), "Done on 29 November 2026, 11:00 UTC, in less than a second."),
        (
            run(outcome="failed", seconds=1),
            "Failed on 29 November 2026, 11:00 UTC, after 1 second. The log says why.",
        ),
        (
            run(outcome="running", seconds=None),
            "Started on 29 November 2026, 11:00 UTC and hasn't finished.",
        ),
    ],
)
def test_run_is_told_with_its_time_and_outcome(last, sentence):
    assert run_sentence(last) == sentence


@pytest.mark.parametrize(
    ("last", "state", "words"),
    [
        (run(), "ready", "All done"),
        (run(36), "ready", "All done"),
        (run(37), "blocked", "Nightly jobs have not run for 1 day"),
        (run(75), "blocked", "Nightly jobs have not run for 3 days"),
        (run(1, "running", None, 75), "blocked", "Nightly jobs have not run for 3 days"),
        (run(1, "failed"), "blocked", "A nightly job failed"),
        (None, "same", "Nightly jobs have not run yet"),
    ],
)
def test_verdict_is_that_of_the_worst_job(last, state, words):
    runs = dict.fromkeys(DailyJob, run()) | {DailyJob.PRUNE: last}
    told = jobs_verdict(runs, NOW)

    assert told[:2] == (state, words)
    assert bool(told[2]) is (state != "ready")
