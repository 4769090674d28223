"""The draft catalog that admins edit, row by row.

Nothing public reads these tables: pages and attempts read the published version
(`CatalogVersion`). What a whole catalog may be is decided in `roles.content.catalog`; the
constraints here keep single rows sound.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roles.content import values
from roles.domain import texts, types
from roles.models.history import AuthoredChange

if TYPE_CHECKING:  # exists in the type stubs only
    from django.utils.functional import _StrOrPromise

SYMBOL_LABELS = (
    ("circle", _("Circle, navy")),
    ("square", _("Square, orange")),
    ("triangle", _("Triangle, violet")),
    ("diamond", _("Diamond, teal")),
    ("cross", _("Cross, crimson")),
    ("ring", _("Ring, green")),
    ("star", _("Star, plum")),
    ("hexagon", _("Hexagon, red")),
    ("arch", _("Arch, blue")),
    ("wave", _("Wave, lavender")),
)
POSITION_HELP = _("Rows are shown from the lowest number to the highest.")


def validate_plain_text(value: str) -> None:
    """Refuses characters that cannot be seen and would break a page or a file."""
    if not texts.is_plain(value):
        raise ValidationError(_("Use one line of text without control characters."))
    if found := texts.hidden(value):
        said = _("Delete the invisible character in place %(place)s (%(name)s).")
        raise ValidationError(said, params=found[0]._asdict())


def slug_field() -> "models.CharField[str, str]":
    return models.CharField(
        _("short name"),
        max_length=values.SLUG,
        validators=[
            RegexValidator(
                rf"^{values.SLUG_PATTERN}\Z",
                _("Use lower-case letters, digits and single hyphens, such as talk-to-customers."),
            )
        ],
        help_text=_(
            "Used in addresses and files, such as talk-to-customers. "
            "If you change it, stored results no longer recognize this row."
        ),
    )


def text_field(
    label: "_StrOrPromise", longest: int, help_text: "_StrOrPromise" = "", *, blank: bool = False
) -> "models.CharField[str, str]":
    return models.CharField(
        label,
        max_length=longest,
        blank=blank,
        validators=[validate_plain_text],
        help_text=help_text,
    )


def position_field() -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(_("position"), default=0, help_text=POSITION_HELP)


def in_range(low: float, high: float) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(low), MaxValueValidator(high)]


class Area(models.Model):
    """What readers are asked about, such as delivery: one or more dimensions."""

    slug = slug_field()
    name = text_field(_("name"), values.ROLE_NAME)
    description = text_field(
        _("description"), values.SENTENCE, _("One sentence: the work that belongs to it.")
    )
    position = position_field()
    history = HistoricalRecords(bases=[AuthoredChange])

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ("position", "slug")
        constraints = (models.UniqueConstraint(fields=["slug"], name="area_slug_unique"),)

    def __str__(self) -> str:
        return self.name


class Dimension(models.Model):
    """A kind of work that is liked more or less, such as staying on track."""

    slug = slug_field()
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dimensions",
        verbose_name=_("area"),
        help_text=_("Pages show dimensions under their areas. Give each one an area, or none."),
    )
    name = text_field(_("name"), values.ROLE_NAME)
    description = text_field(
        _("description"),
        values.SENTENCE,
        _("One sentence: what a person who scores high here likes."),
    )
    low = text_field(
        _("low end"), values.PHRASE, _("Who scores low, as in: happy for others to decide.")
    )
    high = text_field(_("high end"), values.PHRASE, _("Who scores high, as in: wants to decide."))
    position = position_field()
    history = HistoricalRecords(bases=[AuthoredChange])

    class Meta:
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        ordering = ("position", "slug")
        constraints = (models.UniqueConstraint(fields=["slug"], name="dimension_slug_unique"),)

    def __str__(self) -> str:
        return self.name


class RoleProfile(models.Model):
    """A career path; its targets say which work is typical of it."""

    slug = slug_field()
    name = text_field(_("name"), values.ROLE_NAME)
    summary = text_field(_("summary"), values.SENTENCE, _("The job in one plain sentence."))
    symbol = models.CharField(
        _("shape"),
        max_length=10,
        choices=SYMBOL_LABELS,
        help_text=_("Marks the role in charts. Give each role a shape of its own."),
    )
    position = position_field()
    history = HistoricalRecords(bases=[AuthoredChange])

    class Meta:
        verbose_name = _("role profile")
        verbose_name_plural = _("role profiles")
        ordering = ("position", "slug")
        constraints = (
            models.UniqueConstraint(fields=["slug"], name="role_profile_slug_unique"),
            models.CheckConstraint(
                condition=Q(symbol__in=types.SYMBOLS), name="role_profile_symbol_known"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ProfileTarget(models.Model):
    """How much liking for one dimension is typical of a role, from 0 to 100."""

    role = models.ForeignKey(
        RoleProfile, models.CASCADE, related_name="targets", verbose_name=_("role")
    )
    dimension = models.ForeignKey(
        Dimension, models.CASCADE, related_name="targets", verbose_name=_("dimension")
    )
    target = models.PositiveSmallIntegerField(
        _("target"),
        validators=in_range(*types.TARGET_RANGE),
        help_text=_("A whole number from 0 (little) to 100 (much)."),
    )
    reason = text_field(
        _("reason"), values.REASON, _("Shown on the role's page beside the number."), blank=True
    )
    history = HistoricalRecords(bases=[AuthoredChange])

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ("dimension__position", "dimension__slug")
        constraints = (
            models.UniqueConstraint(
                fields=["role", "dimension"],
                name="profile_target_once_per_dimension",
                violation_error_message=_("This role has a target for this dimension already."),
            ),
            models.CheckConstraint(
                condition=Q(target__range=types.TARGET_RANGE), name="profile_target_0_to_100"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dimension}: {self.target}"


class Day(models.Model):
    """A day in a role's work, to choose from in the second step."""

    slug = slug_field()
    text = text_field(
        _("day"),
        values.STATEMENT,
        _("One day's work in plain words, without the title of the job."),
    )
    role = models.ForeignKey(
        RoleProfile, models.CASCADE, related_name="days", verbose_name=_("role")
    )
    position = position_field()
    history = HistoricalRecords(bases=[AuthoredChange])

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ("position", "slug")
        constraints = (models.UniqueConstraint(fields=["slug"], name="day_slug_unique"),)

    def __str__(self) -> str:
        return self.text


class Question(models.Model):
    """A statement that people rate from "like a lot" to "dislike a lot"."""

    slug = slug_field()
    text = text_field(
        _("statement"),
        values.STATEMENT,
        _("One activity in plain words, starting with a verb, at most 14 words."),
    )
    dimension = models.ForeignKey(
        Dimension, models.PROTECT, related_name="questions", verbose_name=_("dimension")
    )
    reversed = models.BooleanField(
        _("reversed"),
        default=False,
        help_text=_("Tick only when liking this counts against the dimension."),
    )
    active = models.BooleanField(_("active"), default=True, help_text=_("Only these are asked."))
    baseline = models.FloatField(
        _("baseline"),
        default=3.0,
        validators=in_range(*types.BASELINE_RANGE),
        help_text=_(
            "How a person without a preference answers: 3 until learned from real answers."
        ),
    )
    position = position_field()
    history = HistoricalRecords(bases=[AuthoredChange])

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("position", "slug")
        constraints = (
            models.UniqueConstraint(fields=["slug"], name="question_slug_unique"),
            models.CheckConstraint(
                condition=Q(baseline__range=types.BASELINE_RANGE), name="question_baseline_0_to_6"
            ),
        )

    def __str__(self) -> str:
        return self.text
