"""Runs all that is due once a day, one job after the other, whatever becomes of each."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from roles.models import JobRun
from roles.models.jobs import DailyJob
from roles.queries.jobs import is_late, last_runs
from roles.services.jobs import begin_job, end_job, jobs_lock
from roles.wording.jobs import run_sentence

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Runs everything that is due once a day: publishes what is scheduled for today, counts "
        "what people did, deletes what is past its date and ended admin sessions. Safe to run "
        "twice, and at the same time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--status",
            action="store_true",
            help="only say how the last runs ended; exit status 1 if one failed or is late",
        )

    def handle(self, *_args: str, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        runs = last_runs()  # where tables are missing, this says so before anything is tried
        if options["status"]:
            self._say_status(runs)
            return
        with jobs_lock() as is_ours:
            if not is_ours:
                self.stdout.write(_("The jobs are running already, here or on another machine."))
                return
            failed = [job for job in DailyJob if not self._run(job, options["verbosity"])]
        if failed:
            told = _("These jobs failed, for reasons that the log tells: %(names)s.")
            raise CommandError(told % {"names": ", ".join(failed)})

    def _run(self, job: DailyJob, verbosity: int) -> bool:
        """Whether the job was done. Its note may fail as well, as when the disk is full."""
        try:
            run, begun = begin_job(job=job, now=timezone.now()), time.monotonic()
            is_done = self._is_done(job, verbosity)
            seconds = time.monotonic() - begun
            end_job(run=run, is_done=is_done, now=timezone.now(), seconds=seconds)
        except Exception:  # the next job shall have its turn, whatever this one met
            logger.exception("The run of the job %s could not be noted", job.value)
            return False
        return is_done

    def _is_done(self, job: DailyJob, verbosity: int) -> bool:
        try:
            call_command(job.value, verbosity=verbosity, stdout=self.stdout)
        except CommandError as error:  # a sentence that says all
            logger.error("The job %s failed: %s", job.value, error)
        except Exception:  # as above
            logger.exception("The job %s failed", job.value)
        else:
            return True
        finally:
            if not connection.in_atomic_block:  # as in tests
                close_old_connections()  # that broke
        return False

    def _say_status(self, runs: dict[DailyJob, JobRun | None]) -> None:
        for job, run in runs.items():
            self.stdout.write(f"{job.value}: {run_sentence(run)}")
        now = timezone.now()
        if any(is_late(run, now) or _has_failed(run) for run in runs.values()):
            raise CommandError(_("A job failed, or has not been done for 36 hours."))


def _has_failed(run: JobRun | None) -> bool:
    return run is not None and run.outcome == JobRun.Outcome.FAILED
