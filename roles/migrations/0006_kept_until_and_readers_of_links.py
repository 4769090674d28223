"""Every result of before gets its last day, and both groups may read public links."""

from django.conf import settings
from django.db import migrations

from roles.domain.dates import months_later


def set_kept_until(apps, schema_editor):
    """Counted from its finish, as for a new one."""
    Result = apps.get_model("roles", "Result")
    for result in Result.objects.filter(kept_until=None).only("finished_at").iterator():
        day = months_later(result.finished_at.date(), settings.RESULT_KEPT_MONTHS)
        Result.objects.filter(pk=result.pk).update(kept_until=day)


def let_groups_read(apps, schema_editor):
    """As in 0004."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    kind, _is_new = ContentType.objects.get_or_create(app_label="roles", model="sharelink")
    permission, _is_new = Permission.objects.get_or_create(
        content_type=kind,
        codename="view_sharelink",
        defaults={"name": "Can view public link"},
    )
    for group in Group.objects.filter(name__in=("Editors", "Publishers")):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0005_share_links"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(set_kept_until, migrations.RunPython.noop),
        migrations.RunPython(let_groups_read, migrations.RunPython.noop),
    ]
