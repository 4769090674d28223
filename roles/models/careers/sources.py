"""Where statements and figures are from, and what groups of people earn."""

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roles.content import format
from roles.content.careers import CURRENCIES, SOURCE_KINDS
from roles.models.catalog.draft import in_range, position_field, slug_field, text_field

if TYPE_CHECKING:  # exists in the type stubs only
    from django.utils.functional import _StrOrPromise

KIND_LABELS = (
    ("published", _("Published by somebody else")),
    ("client", _("The text our client gave us")),
    ("practice", _("Common practice, no source found")),
    ("view", _("Our own view")),
    ("own", _("What this site itself does")),
)


class Source(models.Model):
    """Where something that a page says is from."""

    slug = slug_field()
    label = text_field(_("label"), format.LABEL, _("Short, shown beside each statement: BLS."))
    name = text_field(_("name"), format.NAME, _("In full, as listed at the end of a page."))
    kind = models.CharField(_("kind"), max_length=10, choices=KIND_LABELS, default="published")
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=in_range(*format.YEARS),
        help_text=_("Of the source. Leave it empty when it is undated: pages then say so."),
    )
    note = text_field(
        _("note"), format.NOTE, _("What it is, who was asked, how it was seen."), blank=True
    )
    url = models.CharField(
        _("address"),
        max_length=format.LINK,
        blank=True,
        validators=[
            RegexValidator(
                rf"^{format.URL_PATTERN}\Z", _("Use an address that begins with https://.")
            )
        ],
    )
    position = position_field()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("position", "slug")
        constraints = (
            models.UniqueConstraint(fields=["slug"], name="source_slug_unique"),
            models.CheckConstraint(condition=Q(kind__in=SOURCE_KINDS), name="source_kind_known"),
        )

    def __str__(self) -> str:
        return f"{self.label}, {self.year}" if self.year else self.label


def source_field() -> "models.ForeignKey[Source, Source]":
    return models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))


def amount_field(
    label: "_StrOrPromise", help_text: "_StrOrPromise"
) -> "models.PositiveIntegerField[int | None, int | None]":
    return models.PositiveIntegerField(
        label, null=True, blank=True, validators=in_range(*format.MONEY), help_text=help_text
    )


class PayFigure(models.Model):
    """What a group of people earns a year."""

    slug = slug_field()
    group = text_field(_("group"), format.GROUP, _("Who the figures are about."))
    code = text_field(_("code"), format.CODE, _("Of the official group, if any."), blank=True)
    country = text_field(_("country"), format.LABEL)
    currency = models.CharField(
        _("currency"), max_length=3, choices=[(code, code) for code in CURRENCIES], default="USD"
    )
    source = source_field()
    as_of = models.DateField(
        _("as of"),
        null=True,
        blank=True,
        help_text=_("The first of the month for which it holds. Empty: undated, and said so."),
    )
    counted = text_field(_("who was counted"), format.NOTE)
    low = amount_field(_("low"), _("One in ten earns less."))
    middle = amount_field(_("middle"), _("Half earn less."))
    high = amount_field(_("high"), _("One in ten earns more."))
    is_capped = models.BooleanField(
        _("survey stops at the high figure"), default=False, help_text=_("Pages say “more than”.")
    )
    average = models.BooleanField(_("the middle figure is an average"), default=False)
    position = position_field()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("pay figure")
        verbose_name_plural = _("pay figures")
        ordering = ("position", "slug")
        constraints = (
            models.UniqueConstraint(fields=["slug"], name="pay_figure_slug_unique"),
            models.CheckConstraint(
                condition=Q(low__isnull=False) | Q(middle__isnull=False) | Q(high__isnull=False),
                name="pay_figure_has_a_figure",
                violation_error_message=_("Give at least one of low, middle and high."),
            ),
            models.CheckConstraint(
                condition=(Q(low=None) | Q(middle=None) | Q(low__lte=F("middle")))
                & (Q(middle=None) | Q(high=None) | Q(middle__lte=F("high")))
                & (Q(low=None) | Q(high=None) | Q(low__lte=F("high"))),
                name="pay_figure_in_rising_order",
                violation_error_message=_("Low, middle and high must rise in this order."),
            ),
            models.CheckConstraint(
                condition=Q(is_capped=False) | Q(high__isnull=False),
                name="pay_figure_capped_has_high",
                violation_error_message=_("Where the survey stops, give that high figure."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.group} ({self.country})"
