"""The two groups the app comes with: Editors change the draft, Publishers also put it in force."""

from django.db import migrations

EDITED = ("dimension", "roleprofile", "profiletarget", "question", "scoringsettings")
EDITS = [(model, verb) for model in EDITED for verb in ("view", "add", "change", "delete")]
RIGHTS = {
    "Editors": [*EDITS, ("catalogversion", "view")],
    "Publishers": [*EDITS, ("catalogversion", "view"), ("catalogversion", "publish")],
}
NAMES = {"publish": "publish_catalog"}


def make_groups(apps, schema_editor):
    """Django makes permissions after all migrations; those needed here are made now, as it would."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    for name, rights in RIGHTS.items():
        group, _is_new = Group.objects.get_or_create(name=name)
        for model_name, verb in rights:
            model = apps.get_model("roles", model_name)
            kind, _is_new = ContentType.objects.get_or_create(app_label="roles", model=model_name)
            label = f"Can {verb} {model._meta.verbose_name_raw}"
            if verb == "publish":
                label = "Can publish the catalog"
            permission, _is_new = Permission.objects.get_or_create(
                content_type=kind,
                codename=NAMES.get(verb, f"{verb}_{model_name}"),
                defaults={"name": label},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0001_catalog_draft_and_versions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # Going back leaves the groups: an admin may have put people into them.
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
