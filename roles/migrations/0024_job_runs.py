"""How the daily jobs ended last."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("roles", "0023_cached_pages")]

    operations = [
        migrations.CreateModel(
            name="JobRun",
            fields=[
                ("job", models.CharField(editable=False, max_length=40, primary_key=True, serialize=False, verbose_name="job")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("running", "did not end"), ("done", "done"), ("failed", "failed")],
                        editable=False,
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("started_at", models.DateTimeField(editable=False, verbose_name="started")),
                ("seconds", models.FloatField(editable=False, null=True, verbose_name="duration in seconds")),
                ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="last done")),
            ],
            options={
                "verbose_name": "job run",
                "verbose_name_plural": "job runs",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["running", "done", "failed"])),
                        name="job_run_outcome_known",
                    )
                ],
            },
        ),
    ]
