"""Results: what a finished attempt came to, as it was told to the respondent."""

from typing import get_args

from django.db import models
from django.utils.translation import gettext_lazy as _

from roles.domain import outcomes, types
from roles.models.catalog import CatalogVersion
from roles.models.quiz import Attempt

CERTAINTY_LABELS = {
    "clear": _("clear"),
    "leaning": _("leaning"),
    "close": _("close"),
    "no_direction": _("no direction"),
}


class Result(models.Model):
    """The outcome of one attempt, with the answers it was scored from, frozen.

    Later versions of the catalog never touch it. When the respondent changes answers and asks for
    the result again, a new one takes its place.
    """

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="result")
    version = models.ForeignKey(
        CatalogVersion, on_delete=models.PROTECT, related_name="results", verbose_name=_("version")
    )
    leader = models.SlugField(_("leader"), max_length=60, help_text=_("The role that came first."))
    certainty = models.CharField(_("certainty"), max_length=20, choices=CERTAINTY_LABELS)
    outcome_document = models.JSONField(_("outcome"))
    # Pairs of slug and answer, in the order shown: databases may reorder the keys of an object.
    answer_pairs = models.JSONField(_("answers"), default=list)
    notes = models.JSONField(
        _("notes"), default=list, help_text=_("What is odd about how it was filled in.")
    )
    finished_at = models.DateTimeField(_("finished"))

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ("-finished_at",)
        default_permissions = ("view",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(certainty__in=get_args(types.Certainty)),
                name="result_certainty_known",
            ),
            models.CheckConstraint(condition=~models.Q(leader=""), name="result_leader_named"),
        )
        indexes = (models.Index(fields=["finished_at"], name="result_finished"),)

    def __str__(self) -> str:
        return str(_("Result %(number)s") % {"number": self.pk or "-"})

    @property
    def outcome(self) -> types.Outcome:
        return outcomes.parse(self.outcome_document)

    @property
    def answers(self) -> dict[str, int | None]:
        """The answers it was scored from, in the order shown."""
        return dict(self.answer_pairs)
