"""Two more groups: Analysts see versions and statistics, Support deletes what its owner asks for."""

from django.db import migrations

STATISTICS = ("result", "view_statistics")
RIGHTS = {
    "Analysts": [
        ("catalogversion", "view_catalogversion"),
        ("contentversion", "view_contentversion"),
        STATISTICS,
    ],
    "Support": [("attempt", "delete_for_owner")],
    "Editors": [STATISTICS],
    "Publishers": [STATISTICS],
}
NEW_GROUPS = ("Analysts", "Support")
NAMES = {
    "view_catalogversion": "Can view catalog version",
    "view_contentversion": "Can view content version",
    "view_statistics": "Can see statistics of all results",
    "delete_for_owner": "Can delete an attempt by its owner's wish",
}


def make_groups(apps, schema_editor):
    """As in 0002: permissions are made now, as Django would make them after all migrations."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    for name in NEW_GROUPS:
        Group.objects.get_or_create(name=name)
    for name, rights in RIGHTS.items():
        groups = Group.objects.filter(name=name)  # unless somebody removed an older one
        for model_name, codename in rights:
            kind, _is_new = ContentType.objects.get_or_create(app_label="roles", model=model_name)
            permission, _is_new = Permission.objects.get_or_create(
                content_type=kind, codename=codename, defaults={"name": NAMES[codename]}
            )
            for group in groups:
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0019_history_authors"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Going back leaves the groups: an admin may have put people into them.
    operations = [
        migrations.AlterModelOptions(
            name="attempt",
            options={
                "default_permissions": ("view",),
                "ordering": ("-started_at",),
                "permissions": (
                    ("delete_for_owner", "Can delete an attempt by its owner's wish"),
                ),
                "verbose_name": "attempt",
                "verbose_name_plural": "attempts",
            },
        ),
        migrations.AlterModelOptions(
            name="result",
            options={
                "default_permissions": ("view",),
                "ordering": ("-finished_at",),
                "permissions": (("view_statistics", "Can see statistics of all results"),),
                "verbose_name": "result",
                "verbose_name_plural": "results",
            },
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
