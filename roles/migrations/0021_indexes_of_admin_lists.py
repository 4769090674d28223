"""Indexes for what the admin's lists of attempts and results are filtered by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roles", "0020_analysts_and_support")]

    operations = [
        migrations.AddIndex(model_name=model_name, index=models.Index(fields=fields, name=name))
        for model_name, fields, name in (
            ("attempt", ["version", "started_at"], "attempt_version_started"),
            ("attempt", ["is_panel", "started_at"], "attempt_panel_started"),
            ("result", ["leader", "finished_at"], "result_leader_finished"),
            ("result", ["certainty", "finished_at"], "result_certainty_finished"),
            ("result", ["version", "finished_at"], "result_version_finished"),
        )
    ]
