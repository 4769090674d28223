"""Published content, and rows that hold their part of it as one document."""

import roles.models.catalog.draft
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roles", "0010_statement_length")]

    operations = [
        migrations.CreateModel(
            name="ContentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="version")),
                ("document_text", models.TextField(editable=False, verbose_name="document")),
                (
                    "digest",
                    models.CharField(
                        db_index=True,
                        editable=False,
                        help_text="SHA-256 of the document: equal fingerprints mean equal documents.",
                        max_length=64,
                        verbose_name="fingerprint",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=300,
                        validators=[roles.models.catalog.draft.validate_plain_text],
                        verbose_name="note",
                    ),
                ),
                (
                    "author",
                    models.CharField(
                        editable=False,
                        max_length=150,
                        validators=[roles.models.catalog.draft.validate_plain_text],
                        verbose_name="published by",
                    ),
                ),
                ("published_at", models.DateTimeField(auto_now_add=True, verbose_name="published")),
            ],
            options={
                "verbose_name": "content version",
                "verbose_name_plural": "content versions",
                "ordering": ("-number",),
                "abstract": False,
                "default_permissions": ("view",),
                "base_manager_name": "objects",
            },
        ),
        migrations.AlterField(
            model_name="catalogversion",
            name="digest",
            field=models.CharField(
                db_index=True,
                editable=False,
                help_text="SHA-256 of the document: equal fingerprints mean equal documents.",
                max_length=64,
                verbose_name="fingerprint",
            ),
        ),
        migrations.AddConstraint(
            model_name="contentversion",
            constraint=models.UniqueConstraint(
                fields=("number",), name="content_version_number_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="contentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="content_version_number_from_1"
            ),
        ),
        migrations.AddField(
            model_name="comparison",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="comparison",
            name="slug",
            field=models.CharField(
                default="", editable=False, max_length=200, verbose_name="short name"
            ),
        ),
        migrations.AddField(
            model_name="historicalcomparison",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="historicalcomparison",
            name="slug",
            field=models.CharField(
                default="", editable=False, max_length=200, verbose_name="short name"
            ),
        ),
        migrations.AddField(
            model_name="historicalpayfigure",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="historicalreaderquestion",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="historicalrolepage",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="historicalstep",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="historicalstep",
            name="slug",
            field=models.CharField(
                default="", editable=False, max_length=200, verbose_name="short name"
            ),
        ),
        migrations.AddField(
            model_name="historicaltitle",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="payfigure",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="readerquestion",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="rolepage",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="source",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="step",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
        migrations.AddField(
            model_name="step",
            name="slug",
            field=models.CharField(
                default="", editable=False, max_length=200, verbose_name="short name"
            ),
        ),
        migrations.AddField(
            model_name="title",
            name="document",
            field=models.JSONField(default=dict, editable=False, verbose_name="content"),
        ),
    ]
