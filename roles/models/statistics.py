"""What people did, counted day by day: nothing here tells of a single one of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.models.versions import CatalogVersion


class CountedDay(models.Model):
    """A day, in UTC, whose attempts were counted. Its counts are replaced as a whole."""

    day = models.DateField(_("day"), primary_key=True, editable=False)
    counted_at = models.DateTimeField(_("counted"), editable=False)

    class Meta:
        verbose_name = _("counted day")
        verbose_name_plural = _("counted days")
        ordering = ("day",)
        default_permissions = ()  # written by the command alone

    def __str__(self) -> str:
        return self.day.isoformat()


class DailyCount(models.Model):
    """The attempts that began on one day, with one version and in one language.

    Each attempt counts on the day it began, with all that came of it: what people do about a
    result a few days later belongs to the day they began.
    """

    day = models.ForeignKey(
        CountedDay, on_delete=models.CASCADE, related_name="counts", verbose_name=_("day")
    )
    version = models.ForeignKey(
        CatalogVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("version")
    )
    language = models.CharField(_("language"), max_length=10, editable=False)
    started = models.PositiveIntegerField(_("started"), editable=False)
    finished = models.PositiveIntegerField(_("finished"), editable=False)
    # Pairs of a day of the closest role and a day of the last one, that panel attempts chose from.
    controls_shown = models.PositiveIntegerField(_("control pairs"), editable=False)
    controls_taken = models.PositiveIntegerField(_("control pairs won"), editable=False)
    counts_document = models.JSONField(_("counts"), editable=False)  # see domain.counts

    class Meta:
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        ordering = ("day", "version", "language")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["day", "version", "language"], name="daily_count_unique"
            ),
            models.CheckConstraint(
                condition=Q(finished__lte=models.F("started")), name="daily_count_finished_began"
            ),
            models.CheckConstraint(
                condition=Q(controls_taken__lte=models.F("controls_shown")),
                name="daily_count_controls_shown",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day_id}, {self.version_id}, {self.language}"


class Demonstration(models.Model):
    """Says that this database was filled with simulated people. One row, or none."""

    people = models.PositiveIntegerField(_("simulated people"), editable=False)
    filled_at = models.DateTimeField(_("filled"), editable=False)

    class Meta:
        verbose_name = _("demonstration")
        verbose_name_plural = _("demonstrations")
        default_permissions = ()
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="demonstration_is_one_row"),)

    def __str__(self) -> str:
        return str(_("%(count)s simulated people") % {"count": self.people})
