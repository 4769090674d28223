"""Daily counts, answers given on a later visit, experiments, and the language of an attempt."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


def forget_failures(apps, schema_editor):
    """On the way back: the reason that the release before does not know."""
    scheduled = apps.get_model("roles", "ScheduledPublication")
    scheduled.objects.filter(failure="experiment").update(failure="")


class Migration(migrations.Migration):

    dependencies = [
        ('roles', '0024_job_runs'),
    ]

    operations = [
        migrations.CreateModel(
            name='CountedDay',
            fields=[
                ('day', models.DateField(editable=False, primary_key=True, serialize=False, verbose_name='day')),
                ('counted_at', models.DateTimeField(editable=False, verbose_name='counted')),
            ],
            options={
                'verbose_name': 'counted day',
                'verbose_name_plural': 'counted days',
                'ordering': ('day',),
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='attempt',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=10, verbose_name='language'),
        ),
        migrations.CreateModel(
            name='Demonstration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('people', models.PositiveIntegerField(editable=False, verbose_name='simulated people')),
                ('filled_at', models.DateTimeField(editable=False, verbose_name='filled')),
            ],
            options={
                'verbose_name': 'demonstration',
                'verbose_name_plural': 'demonstrations',
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='demonstration_is_one_row')],
            },
        ),
        migrations.CreateModel(
            name='DailyCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(editable=False, max_length=10, verbose_name='language')),
                ('started', models.PositiveIntegerField(editable=False, verbose_name='started')),
                ('finished', models.PositiveIntegerField(editable=False, verbose_name='finished')),
                ('controls_shown', models.PositiveIntegerField(editable=False, verbose_name='control pairs')),
                ('controls_taken', models.PositiveIntegerField(editable=False, verbose_name='control pairs won')),
                ('counts_document', models.JSONField(editable=False, verbose_name='counts')),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='roles.countedday', verbose_name='day')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='roles.catalogversion', verbose_name='version')),
            ],
            options={
                'verbose_name': 'daily count',
                'verbose_name_plural': 'daily counts',
                'ordering': ('day', 'version', 'language'),
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('day', 'version', 'language'), name='daily_count_unique'), models.CheckConstraint(condition=models.Q(('finished__lte', models.F('started'))), name='daily_count_finished_began'), models.CheckConstraint(condition=models.Q(('controls_taken__lte', models.F('controls_shown'))), name='daily_count_controls_shown')],
            },
        ),
        migrations.CreateModel(
            name='Experiment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.PositiveSmallIntegerField(help_text='Percent of new attempts that get the other version.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='share')),
                ('started_at', models.DateTimeField(editable=False, verbose_name='started')),
                ('started_by', models.CharField(editable=False, max_length=150, verbose_name='started by')),
                ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='ended')),
                ('ended_by', models.CharField(blank=True, editable=False, max_length=150, verbose_name='ended by')),
                ('chosen', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='roles.catalogversion', verbose_name='chosen version')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='roles.catalogversion', verbose_name='other version')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='roles.catalogversion', verbose_name='version')),
            ],
            options={
                'verbose_name': 'experiment',
                'verbose_name_plural': 'experiments',
                'ordering': ('-started_at', '-pk'),
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('other', models.F('version')), _negated=True), name='experiment_of_two'), models.CheckConstraint(condition=models.Q(('share__gte', 1), ('share__lte', 99)), name='experiment_share_in_range'), models.CheckConstraint(condition=models.Q(models.Q(('chosen', None), ('ended_at', None)), models.Q(('chosen__isnull', False), ('ended_at__isnull', False)), _connector='OR'), name='experiment_ends_with_a_choice'), models.CheckConstraint(condition=models.Q(('chosen', None), ('chosen', models.F('version')), ('chosen', models.F('other')), _connector='OR'), name='experiment_chosen_is_one_of_two'), models.UniqueConstraint(models.Case(models.When(ended_at=None, then=1)), name='experiment_one_at_a_time')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='scheduledpublication',
            name='scheduled_publication_failure_known',
        ),
        migrations.AlterField(
            model_name='scheduledpublication',
            name='failure',
            field=models.CharField(blank=True, choices=[('moved', 'The draft was changed after it was approved.'), ('nothing', 'The draft was already live.'), ('problems', 'The draft had problems.'), ('checks', 'Checks of the draft failed.'), ('right', 'Whoever approved it may no longer publish.'), ('experiment', 'An experiment was running.')], default='', editable=False, max_length=10, verbose_name='why it was not published'),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_failures),
        migrations.AddConstraint(
            model_name='scheduledpublication',
            constraint=models.CheckConstraint(condition=models.Q(('failure__in', ['', 'moved', 'nothing', 'problems', 'checks', 'right', 'experiment'])), name='scheduled_publication_failure_known'),
        ),
        migrations.CreateModel(
            name='FitAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.SlugField(blank=True, help_text="A role of the result's version; empty for any other job, or none.", max_length=60, verbose_name='job')),
                ('suits', models.PositiveSmallIntegerField(help_text='1, not at all, to 5, very well; empty without a job.', null=True, verbose_name='suits')),
                ('answered_at', models.DateTimeField(verbose_name='answered')),
                ('result', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='fit', to='roles.result')),
            ],
            options={
                'verbose_name': 'later answer',
                'verbose_name_plural': 'later answers',
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('suits', None), models.Q(('suits__gte', 1), ('suits__lte', 5)), _connector='OR'), name='fit_answer_suits_in_range'), models.CheckConstraint(condition=models.Q(('job', ''), ('suits__isnull', False), _connector='OR'), name='fit_answer_job_is_rated')],
            },
        ),
    ]
