"""Both groups may edit areas and days."""

from django.db import migrations

EDITED = ("area", "day")


def let_groups_edit(apps, schema_editor):
    """As in 0002: permissions are made now, as Django would make them after all migrations."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    groups = Group.objects.filter(name__in=("Editors", "Publishers"))  # unless somebody removed one
    for model_name in EDITED:
        model = apps.get_model("roles", model_name)
        kind, _is_new = ContentType.objects.get_or_create(app_label="roles", model=model_name)
        for verb in ("view", "add", "change", "delete"):
            permission, _is_new = Permission.objects.get_or_create(
                content_type=kind,
                codename=f"{verb}_{model_name}",
                defaults={"name": f"Can {verb} {model._meta.verbose_name_raw}"},
            )
            for group in groups:
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0014_areas_and_days"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Going back leaves the rights: without the tables there is nothing that they let anybody edit.
    operations = [migrations.RunPython(let_groups_edit, migrations.RunPython.noop)]
