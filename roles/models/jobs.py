"""Jobs that run once a day, and how each of them ended last."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DailyJob(models.TextChoices):
    """What `jobs` runs, in this order. Each is the management command of that name."""

    PUBLISH_DUE = "publish_due", _("Publish what is scheduled for today")
    ROLLUP = "rollup", _("Count what people did")  # before what was counted may be deleted
    PRUNE = "prune", _("Delete what is past its date")
    CLEARSESSIONS = "clearsessions", _("Delete ended admin sessions")


class JobRun(models.Model):
    """The last run of a job. One row each."""

    class Outcome(models.TextChoices):
        RUNNING = "running", _("did not end")  # it runs, or was killed
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    job = models.CharField(_("job"), max_length=40, primary_key=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, editable=False)
    started_at = models.DateTimeField(_("started"), editable=False)
    seconds = models.FloatField(_("duration in seconds"), null=True, editable=False)
    # Also when later runs failed: what matters is since when the work has not been done.
    done_at = models.DateTimeField(_("last done"), null=True, editable=False)

    class Meta:
        verbose_name = _("job run")
        verbose_name_plural = _("job runs")
        default_permissions = ()  # written by the command alone
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=["running", "done", "failed"]),
                name="job_run_outcome_known",
            ),
        )

    def __str__(self) -> str:
        return self.job
