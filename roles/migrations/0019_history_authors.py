"""Each change in the history keeps the name of whoever made it, without their account."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

BATCH = 1_000
TRACKED = (
    *("area", "dimension", "roleprofile", "profiletarget", "day", "question", "scoringsettings"),
    *("source", "payfigure", "rolepage", "comparison", "readerquestion", "title", "step"),
)


def keep_names(apps, schema_editor):
    """Changes by accounts that are gone already stay without a name: nobody knows it any more."""
    User = apps.get_model(settings.AUTH_USER_MODEL)
    name = User.objects.filter(pk=OuterRef("history_user_id")).values("username")[:1]
    for tracked in TRACKED:
        changes = apps.get_model("roles", f"historical{tracked}").objects
        nameless = changes.filter(author="", history_user__isnull=False).order_by("pk")
        while keys := list(nameless.values_list("pk", flat=True)[:BATCH]):
            changes.filter(pk__in=keys).update(author=Subquery(name))


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0018_scheduled_publication"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.AddField(
                f"historical{tracked}",
                "author",
                models.CharField(
                    "author", max_length=150, blank=True, default="", db_default=""
                ),
            )
            for tracked in TRACKED
        ),
        migrations.RunPython(keep_names, migrations.RunPython.noop),
    ]
