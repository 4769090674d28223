"""What the pages of single roles and the comparisons say."""

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roles.content import format
from roles.content.careers import COMPARISON_POINTS, ROLE_POINTS, comparison_slug
from roles.domain import rules
from roles.models.careers.sources import PayFigure, source_field
from roles.models.catalog.draft import position_field, slug_field, text_field

if TYPE_CHECKING:  # exists in the type stubs only
    from django.utils.functional import _StrOrPromise

POINT_LABELS = {
    "does": _("What you do"),
    "good": _("What good looks like"),
    "people": _("With whom"),
    "boxes": _("Boxes with a heading of their own"),
    "ladder": _("The ladder"),
    "suits": _("Suits you if"),
    "unsuited": _("May not suit you if"),
    "leaving": _("What makes people leave"),
    "confused": _("Often confused with"),
    "trials": _("How to try it"),
    "qualifications": _("Qualifications people ask about"),
    "titles": _("Other titles"),
    "week": _("A week in the role"),
    "choose": _("Choose it if you would rather"),
    "same": _("Much the same"),
    "different": _("Different"),
}


def role_field(label: "_StrOrPromise", *, blank: bool = False) -> "models.CharField[str, str]":
    """A role of the catalog, known by its slug: rows of the draft come and go."""
    return models.CharField(label, max_length=rules.LONGEST_SLUG, blank=blank)


def description_field() -> "models.CharField[str, str]":
    return text_field(
        _("description"),
        format.DESCRIPTION,
        _("What search engines show below the title: 70 to 155 characters."),
    )


class RolePage(models.Model):
    """What a role's page says beyond the catalog."""

    slug = role_field(_("role"))
    description = description_field()
    checked = models.DateField(_("last checked"), help_text=_("When its facts were looked up."))
    pay_note = text_field(
        _("note on pay"), format.NOTE, _("Stands above the figures: what to know before reading.")
    )
    position = position_field()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("role page")
        verbose_name_plural = _("role pages")
        ordering = ("position", "slug")
        constraints = (models.UniqueConstraint(fields=["slug"], name="role_page_slug_unique"),)

    def __str__(self) -> str:
        return self.slug


class Point(models.Model):
    """One statement, and where it is from."""

    label = text_field(_("label"), format.LABEL, blank=True)
    text = text_field(_("text"), format.TEXT)
    source = source_field()
    position = position_field()

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text


class RolePoint(Point):
    page = models.ForeignKey(RolePage, models.CASCADE, related_name="points")
    kind = models.CharField(
        _("kind"), max_length=20, choices=[(kind, POINT_LABELS[kind]) for kind in ROLE_POINTS]
    )
    span = text_field(_("years"), format.SPAN, _("As in: 2 to 5 years."), blank=True)
    history = HistoricalRecords()

    class Meta(Point.Meta):
        verbose_name = _("point of a role page")
        verbose_name_plural = _("points of role pages")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=ROLE_POINTS), name="role_point_kind_known"),
        )


class RolePay(models.Model):
    """A pay figure on a role's page."""

    page = models.ForeignKey(RolePage, models.CASCADE, related_name="pay")
    figure = models.ForeignKey(
        PayFigure, models.PROTECT, related_name="+", verbose_name=_("pay figure")
    )
    note = text_field(
        _("note"), format.NOTE, _("What the figure hides about this role."), blank=True
    )
    position = position_field()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("pay figure shown")
        verbose_name_plural = _("pay figures shown")
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["page", "figure"],
                name="role_pay_figure_once",
                violation_error_message=_("This page shows that figure already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.figure)


class Comparison(models.Model):
    """Two or three roles side by side."""

    first = role_field(_("first role"))
    second = role_field(_("second role"))
    third = role_field(_("third role"), blank=True)
    description = description_field()
    answer = text_field(_("answer"), format.ANSWER, _("The difference in two sentences."))
    source = source_field()
    position = position_field()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["first", "second", "third"],
                name="comparison_once",
                violation_error_message=_("There is a comparison of these roles already."),
            ),
            models.CheckConstraint(
                condition=~Q(first=F("second")) & ~Q(first=F("third")) & ~Q(second=F("third")),
                name="comparison_of_different_roles",
                violation_error_message=_("Choose different roles."),
            ),
            models.CheckConstraint(
                condition=~Q(first="") & ~Q(second=""), name="comparison_has_two_sides"
            ),
        )

    def __str__(self) -> str:
        return comparison_slug(self.roles)

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(role for role in (self.first, self.second, self.third) if role)


class ComparisonPoint(Point):
    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="points")
    kind = models.CharField(
        _("kind"), max_length=20, choices=[(kind, POINT_LABELS[kind]) for kind in COMPARISON_POINTS]
    )
    history = HistoricalRecords()

    class Meta(Point.Meta):
        verbose_name = _("point of a comparison")
        verbose_name_plural = _("points of comparisons")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=COMPARISON_POINTS), name="comparison_point_kind_known"
            ),
        )


class ReaderQuestion(models.Model):
    """What readers ask, and the answer."""

    slug = slug_field()
    topic = models.CharField(
        _("topic"),
        max_length=10,
        choices=(("jobs", _("The jobs")), ("quiz", _("The quiz and this site"))),
        default="jobs",
    )
    question = text_field(_("question"), format.QUESTION)
    answer = text_field(_("answer"), format.ANSWER, _("80 words or fewer, with its rows below."))
    source = source_field()
    link = models.CharField(
        _("link"),
        max_length=format.LINK,
        blank=True,
        validators=[
            RegexValidator(rf"^{format.LINK_PATTERN}\Z", _("Use an address such as /compare/."))
        ],
        help_text=_("Where there is more, within this site: /compare/."),
    )
    link_text = text_field(_("text of the link"), format.LABEL, blank=True)
    position = position_field()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("question of readers")
        verbose_name_plural = _("questions of readers")
        ordering = ("position", "slug")
        constraints = (
            models.UniqueConstraint(fields=["slug"], name="reader_question_slug_unique"),
            models.CheckConstraint(
                condition=Q(topic__in=("jobs", "quiz")), name="reader_question_topic_known"
            ),
            models.CheckConstraint(
                condition=Q(link="", link_text="") | (~Q(link="") & ~Q(link_text="")),
                name="reader_question_link_has_text",
                violation_error_message=_("Give a link and its text, or neither."),
            ),
        )

    def __str__(self) -> str:
        return self.question


class AnswerRow(models.Model):
    """A row of the small table below an answer."""

    question = models.ForeignKey(ReaderQuestion, models.CASCADE, related_name="rows")
    label = text_field(_("label"), format.LABEL)
    text = text_field(_("text"), format.TEXT)
    position = position_field()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("row of an answer")
        verbose_name_plural = _("rows of answers")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.label
