"""Reads of the publication that waits for its day, and of who may publish."""

from django.contrib.auth.models import AbstractBaseUser, User
from django.db.models import QuerySet

from roles.models import ScheduledPublication

PUBLISH = "roles.publish_catalog"


def scheduled_publication() -> ScheduledPublication | None:
    """What waits for its day, or failed on it. One query."""
    return ScheduledPublication.objects.select_related("user").first()


def may_publish(user: AbstractBaseUser | None) -> bool:
    """Whether somebody, as the database has them now, is active and has the right."""
    found = User.objects.filter(pk=user.pk, is_active=True, is_staff=True).first() if user else None
    return found is not None and found.has_perm(PUBLISH)


def publishers() -> list[str]:
    """The names of those who may publish, in order. One query."""
    backend = "django.contrib.auth.backends.ModelBackend"
    found: QuerySet[User] = User.objects.with_perm(PUBLISH, backend=backend)
    return [
        user.get_full_name() or user.get_username()
        for user in found.filter(is_staff=True).order_by("username")
    ]
