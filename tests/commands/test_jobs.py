"""`jobs`: each job is run and noted, whatever became of the one before."""

import io
import sqlite3
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from roles.models import Attempt, CatalogVersion, DailyCount, JobRun, RoleProfile
from roles.models.jobs import DailyJob
from roles.queries.draft import draft_state
from roles.services.jobs import jobs_lock
from roles.services.scheduling import schedule_publication
from tests.admin.pages import make_staff
from tests.factories import make_attempt, publish_seed
from tests.services.attempts import EVEN, move_to

pytestmark = pytest.mark.django_db


def jobs(*args):
    """The lines that it prints."""
    out = io.StringIO()
    call_command("jobs", *args, stdout=out)
    return out.getvalue().splitlines()


def outcomes():
    return {run.job: run.outcome for run in JobRun.objects.all()}


def schedule(summary):
    publish_seed()
    RoleProfile.objects.filter(slug="product-owner").update(summary=summary)
    return schedule_publication(
        **{"user": make_staff("Publishers"), "note": "", "due_on": timezone.localdate()},
        **{"stamp": draft_state().stamp, "now": timezone.now()},
    )


def failing_on(words, error):
    """No statement with these words is run, until the block ends."""

    def execute(run, sql, *args):
        if words in sql:
            raise error
        return run(sql, *args)

    return connection.execute_wrapper(execute)


def test_jobs_does_all_of_them_and_notes_when_and_for_how_long():
    schedule("Owns.")
    Session.objects.create(session_key="old", expire_date=timezone.now() - timedelta(days=1))
    begun = timezone.now()
    lines = jobs()

    assert lines[0] == "Version 2 is published."
    assert (CatalogVersion.objects.count(), Session.objects.count()) == (2, 0)
    assert outcomes() == dict.fromkeys(DailyJob.values, "done")
    for run in JobRun.objects.all():
        assert begun <= run.started_at <= run.done_at <= timezone.now()
        assert 0 <= run.seconds < 60


def test_jobs_count_what_people_did_before_it_is_deleted():
    attempt = make_attempt(publish_seed(), EVEN, pages=1)
    move_to(attempt, timezone.now() - timedelta(days=40))
    jobs()

    assert not Attempt.objects.exists()
    assert [row.started for row in DailyCount.objects.all()] == [1]


def test_jobs_where_one_fails_does_the_others_and_ends_with_an_error(log):
    schedule("Owns.")
    RoleProfile.objects.filter(slug="product-owner").update(summary="Owns much.")
    with pytest.raises(CommandError, match=r"^These jobs failed, .*: publish_due\.$"):
        jobs()

    assert outcomes() == dict.fromkeys(DailyJob.values, "done") | {"publish_due": "failed"}
    assert JobRun.objects.get(job="publish_due").done_at is None
    assert "The job publish_due failed: " in log.getvalue()
    assert "the draft changed after ada had approved it" in log.getvalue()


def test_jobs_where_one_breaks_logs_the_traceback_and_does_the_others(log):
    with failing_on("roles_sharelink", RuntimeError("no such luck")), pytest.raises(CommandError):
        jobs()

    assert outcomes() == dict.fromkeys(DailyJob.values, "done") | {"prune": "failed"}
    assert log.getvalue().splitlines()[-1] == "RuntimeError: no such luck"


def test_jobs_that_cannot_be_noted_are_reported_as_failed(log):
    full = failing_on('INSERT INTO "roles_jobrun"', RuntimeError("disk full"))
    with full, pytest.raises(CommandError):
        jobs()

    assert log.getvalue().count("could not be noted") == len(DailyJob)


def test_job_that_failed_keeps_the_day_on_which_it_was_done():
    jobs()
    done_at = JobRun.objects.get(job="prune").done_at
    with failing_on("roles_sharelink", RuntimeError), pytest.raises(CommandError):
        jobs()

    run = JobRun.objects.get(job="prune")
    assert (run.outcome, run.done_at) == ("failed", done_at)


def test_jobs_while_others_run_them_says_so_and_does_nothing():
    with jobs_lock() as is_ours:
        assert is_ours
        assert jobs() == ["The jobs are running already, here or on another machine."]
    assert not JobRun.objects.exists()

    jobs()
    assert JobRun.objects.count() == len(DailyJob)


def test_status_says_how_each_ended_and_fails_until_all_are_done():
    with pytest.raises(CommandError):
        jobs("--status")
    jobs()
    lines = jobs("--status")

    assert [line.split(": ")[0] for line in lines] == DailyJob.values
    assert all("Done on " in line for line in lines)


@pytest.mark.parametrize(
    "change", [{"outcome": "failed"}, {"done_at": timezone.now() - timedelta(hours=37)}]
)
def test_status_of_a_job_that_failed_or_is_late_is_an_error(change):
    jobs()
    JobRun.objects.filter(job="prune").update(**change)

    with pytest.raises(CommandError, match="failed, or has not been done for 36 hours"):
        jobs("--status")


def test_status_of_a_job_that_was_done_within_36_hours_is_none():
    jobs()
    JobRun.objects.filter(job="prune").update(done_at=timezone.now() - timedelta(hours=35))

    assert jobs("--status")


def test_jobs_run_without_a_lock_where_nothing_can_be_written(monkeypatch, caplog):
    class FullDisk(sqlite3.Connection):
        def execute(self, *_args):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **k, factory=FullDisk))
    with jobs_lock() as is_ours:
        assert is_ours
    assert "nothing can be written" in caplog.text
