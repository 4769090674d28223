"""Two published versions side by side, to see which one serves people better."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roles.models.versions import CatalogVersion

SHARES = (1, 99)


class ExperimentQuerySet(models.QuerySet["Experiment"]):
    def running(self) -> Self:
        """The one that has not ended, as a queryset of one row or none."""
        return self.filter(ended_at=None)


class Experiment(models.Model):
    """A share of new attempts gets another published version than the one in force.

    It runs until one of the two is chosen. Only one runs at a time.
    """

    # The one in force while it runs, and the other one.
    version = models.ForeignKey(
        CatalogVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("version")
    )
    other = models.ForeignKey(
        CatalogVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("other version")
    )
    share = models.PositiveSmallIntegerField(
        _("share"),
        help_text=_("Percent of new attempts that get the other version."),
        validators=[MinValueValidator(SHARES[0]), MaxValueValidator(SHARES[1])],
    )
    started_at = models.DateTimeField(_("started"), editable=False)
    # Names, not links to accounts, as with versions.
    started_by = models.CharField(_("started by"), max_length=150, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    ended_by = models.CharField(_("ended by"), max_length=150, blank=True, editable=False)
    chosen = models.ForeignKey(
        CatalogVersion,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("chosen version"),
    )

    objects = ExperimentQuerySet.as_manager()

    class Meta:
        verbose_name = _("experiment")
        verbose_name_plural = _("experiments")
        ordering = ("-started_at", "-pk")
        default_permissions = ()  # whoever may publish may run one
        constraints = (
            models.CheckConstraint(condition=~Q(other=F("version")), name="experiment_of_two"),
            models.CheckConstraint(
                condition=Q(share__gte=SHARES[0], share__lte=SHARES[1]),
                name="experiment_share_in_range",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, chosen=None)
                | Q(ended_at__isnull=False, chosen__isnull=False),
                name="experiment_ends_with_a_choice",
            ),
            models.CheckConstraint(
                condition=Q(chosen=None) | Q(chosen=F("version")) | Q(chosen=F("other")),
                name="experiment_chosen_is_one_of_two",
            ),
            models.UniqueConstraint(
                models.Case(models.When(ended_at=None, then=1)),
                name="experiment_one_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return str(_("Experiment %(number)s") % {"number": self.pk or "-"})
