"""The route map: jobs people come from, and the usual steps between jobs."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roles.content import format
from roles.domain import rules
from roles.models.careers.pages import role_field
from roles.models.careers.sources import PayFigure, source_field
from roles.models.catalog.draft import position_field, slug_field, text_field


class Title(models.Model):
    """A job that many people come from."""

    slug = slug_field()
    name = text_field(_("name"), format.LABEL)
    pay = models.ForeignKey(
        PayFigure,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("pay figure"),
    )
    note = text_field(_("note"), format.NAME, _("What to know, such as on pay."), blank=True)
    position = position_field()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("current title")
        verbose_name_plural = _("current titles")
        ordering = ("position", "slug")
        constraints = (models.UniqueConstraint(fields=["slug"], name="title_slug_unique"),)

    def __str__(self) -> str:
        return self.name


class TitleChange(models.Model):
    """What has to change in one dimension for somebody who comes from a title."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="changes")
    dimension = models.CharField(_("dimension"), max_length=rules.LONGEST_SLUG)
    text = text_field(_("text"), format.TEXT)
    position = position_field()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes: what is different from this job, by dimension")
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["title", "dimension"],
                name="title_change_once_per_dimension",
                violation_error_message=_("This title has a text for this dimension already."),
            ),
        )

    def __str__(self) -> str:
        return self.dimension


class Step(models.Model):
    """A usual step from a title or a role to a role."""

    start = models.CharField(_("from"), max_length=rules.LONGEST_SLUG)
    goal = role_field(_("to"))
    text = text_field(_("stepping stone"), format.TEXT)
    shift = text_field(_("what changes"), format.TEXT, _("In one sentence."), blank=True)
    is_long = models.BooleanField(
        _("a long step"), default=False, help_text=_("Pages say that another way may be better.")
    )
    source = source_field()
    position = position_field()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("route step")
        verbose_name_plural = _("route steps")
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["start", "goal"],
                name="step_once",
                violation_error_message=_("There is such a step already."),
            ),
            models.CheckConstraint(
                condition=~Q(start=F("goal")),
                name="step_leads_elsewhere",
                violation_error_message=_("A step leads to another job."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.start} > {self.goal}"


class CareersState(models.Model):
    """One row whose stamp changes with every change of the content: kept pages are known by it."""

    stamp = models.CharField(max_length=32, editable=False)

    class Meta:
        default_permissions = ()
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="careers_state_is_one_row"),)

    def __str__(self) -> str:
        return self.stamp
