"""A publication that waits for its day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.models.catalog.draft import validate_plain_text


class ScheduledPublication(models.Model):
    """The draft as somebody approved it, to be published on a day. There is one row at most."""

    class Failure(models.TextChoices):
        """Why it was not published on its day."""

        MOVED = "moved", _("The draft was changed after it was approved.")
        NOTHING = "nothing", _("The draft was already live.")
        PROBLEMS = "problems", _("The draft had problems.")
        CHECKS = "checks", _("Checks of the draft failed.")
        RIGHT = "right", _("Whoever approved it may no longer publish.")
        # The only one after which it goes on being due.
        EXPERIMENT = "experiment", _("An experiment was running.")

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # A name, too: it is said even when the account is gone.
    author = models.CharField(_("approved by"), max_length=150, editable=False)
    note = models.CharField(
        _("note"), max_length=300, blank=True, editable=False, validators=[validate_plain_text]
    )
    due_on = models.DateField(_("day"), editable=False)
    stamp = models.CharField(_("draft as approved"), max_length=200, editable=False)
    approved_at = models.DateTimeField(_("approved"), editable=False)
    failure = models.CharField(
        _("why it was not published"),
        max_length=10,
        choices=Failure,
        blank=True,
        default="",
        editable=False,
    )

    class Meta:
        verbose_name = _("scheduled publication")
        verbose_name_plural = _("scheduled publications")
        default_permissions = ()  # whoever may publish may schedule
        constraints = (
            models.CheckConstraint(condition=Q(id=1), name="scheduled_publication_single_row"),
            models.CheckConstraint(
                condition=Q(
                    failure__in=[
                        *("", "moved", "nothing", "problems", "checks", "right", "experiment")
                    ]
                ),
                name="scheduled_publication_failure_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.due_on}"

    @property
    def has_failed(self) -> bool:
        """Whether it is not tried again."""
        return self.failure not in ("", self.Failure.EXPERIMENT)
