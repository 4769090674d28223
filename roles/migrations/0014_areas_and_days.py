"""Areas of dimensions, and days for a second step of the quiz.

Settings that exist, and their history, go on as they were: without a second step and without a scale
of a person (0). Only new rows begin with the defaults.
"""

import django.core.validators
import django.db.models.deletion
import roles.models.catalog.draft
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0013_content_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Part of addresses and files, such as talk-to-customers. Changing it makes this a new row in the eyes of stored results.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:[-_][a-z0-9]+)*\\Z",
                                "Use lower-case letters, digits and single hyphens, such as talk-to-customers.",
                            )
                        ],
                        verbose_name="short name",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=60,
                        validators=[roles.models.catalog.draft.validate_plain_text],
                        verbose_name="name",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        help_text="One sentence: the work that belongs to it.",
                        max_length=300,
                        validators=[roles.models.catalog.draft.validate_plain_text],
                        verbose_name="description",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Rows are shown from the lowest number to the highest.",
                        verbose_name="position",
                    ),
                ),
            ],
            options={
                "verbose_name": "area",
                "verbose_name_plural": "areas",
                "ordering": ("position", "slug"),
            },
        ),
        migrations.CreateModel(
            name="Day",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Part of addresses and files, such as talk-to-customers. Changing it makes this a new row in the eyes of stored results.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:[-_][a-z0-9]+)*\\Z",
                                "Use lower-case letters, digits and single hyphens, such as talk-to-customers.",
                            )
                        ],
                        verbose_name="short name",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="One day's work in plain words, without the title of the job.",
                        max_length=200,
                        validators=[roles.models.catalog.draft.validate_plain_text],
                        verbose_name="day",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Rows are shown from the lowest number to the highest.",
                        verbose_name="position",
                    ),
                ),
            ],
            options={
                "verbose_name": "day",
                "verbose_name_plural": "days",
                "ordering": ("position", "slug"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalArea",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Part of addresses and files, such as talk-to-customers. Changing it makes this a new row in the eyes of stored results.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:[-_][a-z0-9]+)*\\Z",
                                "Use lower-case letters, digits and single hyphens, such as talk-to-customers.",
                            )
                        ],
                        verbose_name="short name",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=60,
                        validators=[roles.models.catalog.draft.validate_plain_text],
                        verbose_name="name",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        help_text="One sentence: the work that belongs to it.",
                        max_length=300,
                        validators=[roles.models.catalog.draft.validate_plain_text],
                        verbose_name="description",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Rows are shown from the lowest number to the highest.",
                        verbose_name="position",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical area",
                "verbose_name_plural": "historical areas",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDay",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="Part of addresses and files, such as talk-to-customers. Changing it makes this a new row in the eyes of stored results.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:[-_][a-z0-9]+)*\\Z",
                                "Use lower-case letters, digits and single hyphens, such as talk-to-customers.",
                            )
                        ],
                        verbose_name="short name",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="One day's work in plain words, without the title of the job.",
                        max_length=200,
                        validators=[roles.models.catalog.draft.validate_plain_text],
                        verbose_name="day",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Rows are shown from the lowest number to the highest.",
                        verbose_name="position",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical day",
                "verbose_name_plural": "historical days",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="attempt",
            name="day_choices",
            field=models.JSONField(db_default=[], default=list, verbose_name="days chosen"),
        ),
        migrations.AddField(
            model_name="attempt",
            name="days_skipped",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Went on without the second step.",
                verbose_name="days skipped",
            ),
        ),
        migrations.AddField(
            model_name="historicalscoringsettings",
            name="day_pairs",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="How many pairs of days people choose from after the statements, unless their result is clear. 0 leaves this step out. Each role needs at least as many days.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(12),
                ],
                verbose_name="pairs of days",
            ),
        ),
        migrations.AddField(
            model_name="historicalscoringsettings",
            name="day_weight",
            field=models.FloatField(
                default=0.85,
                help_text="How far each choice moves the odds between the two roles; 0.69 doubles them.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(10),
                ],
                verbose_name="weight of a chosen day",
            ),
        ),
        migrations.AddField(
            model_name="historicalscoringsettings",
            name="scale_answers",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="Some people tick the ends of the scale, others stay near the middle; scoring evens that out. 0 switches it off; above 0, the higher the number, the gentler it is.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(1000),
                ],
                verbose_name="evening out bold and cautious answers",
            ),
        ),
        migrations.AddField(
            model_name="result",
            name="day_choices",
            field=models.JSONField(db_default=[], default=list, verbose_name="days chosen"),
        ),
        migrations.AddField(
            model_name="scoringsettings",
            name="day_pairs",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="How many pairs of days people choose from after the statements, unless their result is clear. 0 leaves this step out. Each role needs at least as many days.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(12),
                ],
                verbose_name="pairs of days",
            ),
        ),
        migrations.AddField(
            model_name="scoringsettings",
            name="day_weight",
            field=models.FloatField(
                default=0.85,
                help_text="How far each choice moves the odds between the two roles; 0.69 doubles them.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(10),
                ],
                verbose_name="weight of a chosen day",
            ),
        ),
        migrations.AddField(
            model_name="scoringsettings",
            name="scale_answers",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="Some people tick the ends of the scale, others stay near the middle; scoring evens that out. 0 switches it off; above 0, the higher the number, the gentler it is.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(1000),
                ],
                verbose_name="evening out bold and cautious answers",
            ),
        ),
        migrations.AlterField(
            model_name="historicalscoringsettings",
            name="contrast",
            field=models.FloatField(
                default=1.0,
                help_text="How strongly a role's pattern is expected to show in answers.",
                validators=[
                    django.core.validators.MinValueValidator(0.01),
                    django.core.validators.MaxValueValidator(10),
                ],
                verbose_name="contrast",
            ),
        ),
        migrations.AlterField(
            model_name="historicalscoringsettings",
            name="minimum_answers",
            field=models.PositiveSmallIntegerField(
                default=12,
                help_text="No result and no early end with fewer.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(1000),
                ],
                verbose_name="minimum answers",
            ),
        ),
        migrations.AlterField(
            model_name="scoringsettings",
            name="contrast",
            field=models.FloatField(
                default=1.0,
                help_text="How strongly a role's pattern is expected to show in answers.",
                validators=[
                    django.core.validators.MinValueValidator(0.01),
                    django.core.validators.MaxValueValidator(10),
                ],
                verbose_name="contrast",
            ),
        ),
        migrations.AlterField(
            model_name="scoringsettings",
            name="minimum_answers",
            field=models.PositiveSmallIntegerField(
                default=12,
                help_text="No result and no early end with fewer.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(1000),
                ],
                verbose_name="minimum answers",
            ),
        ),
        migrations.AlterField(
            model_name="historicalscoringsettings",
            name="day_pairs",
            field=models.PositiveSmallIntegerField(
                default=4,
                help_text="How many pairs of days people choose from after the statements, unless their result is clear. 0 leaves this step out. Each role needs at least as many days.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(12),
                ],
                verbose_name="pairs of days",
            ),
        ),
        migrations.AlterField(
            model_name="historicalscoringsettings",
            name="scale_answers",
            field=models.PositiveSmallIntegerField(
                default=8,
                help_text="Some people tick the ends of the scale, others stay near the middle; scoring evens that out. 0 switches it off; above 0, the higher the number, the gentler it is.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(1000),
                ],
                verbose_name="evening out bold and cautious answers",
            ),
        ),
        migrations.AlterField(
            model_name="scoringsettings",
            name="day_pairs",
            field=models.PositiveSmallIntegerField(
                default=4,
                help_text="How many pairs of days people choose from after the statements, unless their result is clear. 0 leaves this step out. Each role needs at least as many days.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(12),
                ],
                verbose_name="pairs of days",
            ),
        ),
        migrations.AlterField(
            model_name="scoringsettings",
            name="scale_answers",
            field=models.PositiveSmallIntegerField(
                default=8,
                help_text="Some people tick the ends of the scale, others stay near the middle; scoring evens that out. 0 switches it off; above 0, the higher the number, the gentler it is.",
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(1000),
                ],
                verbose_name="evening out bold and cautious answers",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("scale_answers__range", (0, 1000))),
                name="scoring_settings_scale_answers_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("day_pairs__range", (0, 12))),
                name="scoring_settings_day_pairs_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="scoringsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("day_weight__range", (0, 10))),
                name="scoring_settings_day_weight_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.UniqueConstraint(fields=("slug",), name="area_slug_unique"),
        ),
        migrations.AddField(
            model_name="dimension",
            name="area",
            field=models.ForeignKey(
                blank=True,
                help_text="Pages show dimensions under their areas. Give each one an area, or none.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dimensions",
                to="roles.area",
                verbose_name="area",
            ),
        ),
        migrations.AddField(
            model_name="historicaldimension",
            name="area",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Pages show dimensions under their areas. Give each one an area, or none.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="roles.area",
                verbose_name="area",
            ),
        ),
        migrations.AddField(
            model_name="day",
            name="role",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="days",
                to="roles.roleprofile",
                verbose_name="role",
            ),
        ),
        migrations.AddField(
            model_name="historicalarea",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalday",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalday",
            name="role",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="roles.roleprofile",
                verbose_name="role",
            ),
        ),
        migrations.AddConstraint(
            model_name="day",
            constraint=models.UniqueConstraint(fields=("slug",), name="day_slug_unique"),
        ),
    ]
