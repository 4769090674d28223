"""The texts of the site, which both groups may edit."""

import django.db.models.deletion
import roles.models.catalog.draft
import simple_history.models
from django.conf import settings
from django.db import migrations, models


def let_groups_edit(apps, schema_editor):
    """As in 0002: permissions are made now, as Django would make them after all migrations."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    groups = Group.objects.filter(name__in=("Editors", "Publishers"))  # unless somebody removed one
    kind, _is_new = ContentType.objects.get_or_create(app_label="roles", model="sitetexts")
    for verb in ("view", "add", "change", "delete"):
        permission, _is_new = Permission.objects.get_or_create(
            content_type=kind,
            codename=f"{verb}_sitetexts",
            defaults={"name": f"Can {verb} site texts"},
        )
        for group in groups:
            group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ("roles", "0021_indexes_of_admin_lists"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalSiteTexts',
            fields=[
                ('id', models.PositiveSmallIntegerField(db_index=True, default=1, editable=False)),
                ('name', models.CharField(blank=True, max_length=40, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='name of the site')),
                ('title', models.CharField(blank=True, help_text='In browser tabs, and as the headline in search engines.', max_length=90, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='title of the start page')),
                ('description', models.CharField(blank=True, help_text='For search engines and link previews.', max_length=160, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='description of the start page')),
                ('headline', models.CharField(blank=True, max_length=90, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='headline')),
                ('lead', models.CharField(blank=True, max_length=300, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='text below the headline')),
                ('hint', models.CharField(blank=True, max_length=160, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='line below the button')),
                ('foot', models.CharField(blank=True, max_length=160, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='note at the foot of every page')),
                ('roles_description', models.CharField(blank=True, help_text='For search engines and link previews.', max_length=160, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='description of the list of roles')),
                ('routes_description', models.CharField(blank=True, help_text='For search engines and link previews.', max_length=160, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='description of the routes')),
                ('picture', models.CharField(blank=True, help_text='Chats show the picture beside a link to the site.', max_length=90, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='line on the preview picture')),
                ('operator', models.CharField(blank=True, max_length=100, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='who runs the site')),
                ('contact', models.CharField(blank=True, help_text='An e-mail address, or an address that begins with https://.', max_length=500, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='how to reach them')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('author', models.CharField(blank=True, db_default='', default='', max_length=150, verbose_name='author')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical site texts',
                'verbose_name_plural': 'historical site texts',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SiteTexts',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, max_length=40, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='name of the site')),
                ('title', models.CharField(blank=True, help_text='In browser tabs, and as the headline in search engines.', max_length=90, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='title of the start page')),
                ('description', models.CharField(blank=True, help_text='For search engines and link previews.', max_length=160, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='description of the start page')),
                ('headline', models.CharField(blank=True, max_length=90, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='headline')),
                ('lead', models.CharField(blank=True, max_length=300, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='text below the headline')),
                ('hint', models.CharField(blank=True, max_length=160, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='line below the button')),
                ('foot', models.CharField(blank=True, max_length=160, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='note at the foot of every page')),
                ('roles_description', models.CharField(blank=True, help_text='For search engines and link previews.', max_length=160, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='description of the list of roles')),
                ('routes_description', models.CharField(blank=True, help_text='For search engines and link previews.', max_length=160, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='description of the routes')),
                ('picture', models.CharField(blank=True, help_text='Chats show the picture beside a link to the site.', max_length=90, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='line on the preview picture')),
                ('operator', models.CharField(blank=True, max_length=100, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='who runs the site')),
                ('contact', models.CharField(blank=True, help_text='An e-mail address, or an address that begins with https://.', max_length=500, validators=[roles.models.catalog.draft.validate_plain_text], verbose_name='how to reach them')),
            ],
            options={
                'verbose_name': 'site texts',
                'verbose_name_plural': 'site texts',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='site_texts_single_row')],
            },
        ),
        migrations.AddField(
            model_name="sharelink",
            name="picture_site",
            field=models.CharField(
                blank=True,
                db_default="Careerquiz",
                max_length=40,
                verbose_name="site named on the picture",
            ),
        ),
        # Going back leaves the rights: without the table there is nothing that they let anybody edit.
        migrations.RunPython(let_groups_edit, migrations.RunPython.noop),
    ]
