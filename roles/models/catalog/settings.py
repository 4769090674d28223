"""How the draft weighs answers and when the quiz may stop: one row, named as in the domain."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from roles.content import values
from roles.domain import types
from roles.models.catalog.draft import in_range
from roles.models.history import AuthoredChange

if TYPE_CHECKING:  # exists in the type stubs only
    from django.utils.functional import _StrOrPromise

DEFAULTS = types.Settings()


def setting(
    name: str, label: "_StrOrPromise", help_text: "_StrOrPromise"
) -> "models.Field[float, float]":
    """A field with the domain's default and range for that setting."""
    low, high = values.SETTING_RANGES[name]
    is_whole = name in values.WHOLE_SETTINGS
    kind = models.PositiveSmallIntegerField if is_whole else models.FloatField
    return kind(
        label,
        default=getattr(DEFAULTS, name),
        validators=in_range(low, high),
        help_text=help_text,
    )


class ScoringSettings(models.Model):
    """The draft's settings. There is one row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    contrast = setting(
        "contrast",
        _("contrast"),
        _("How strongly a role's pattern is expected to show in answers."),
    )
    own_variance = setting(
        "own_variance",
        _("own variance"),
        _("How much people in one role differ from each other, in squared points of the scale."),
    )
    noise_variance = setting(
        "noise_variance",
        _("noise variance"),
        _("How much one answer differs from the person's own leaning, in squared points."),
    )
    temperature = setting(
        "temperature", _("temperature"), _("1 = as calculated; higher = more cautious.")
    )
    stop_probability = setting(
        "stop_probability",
        _("stop probability"),
        _(
            "The quiz may end early once the closest role would stay first with this probability, "
            "from 0 to 1."
        ),
    )
    minimum_answers = setting(
        "minimum_answers", _("minimum answers"), _("No result and no early end with fewer.")
    )
    questions_per_page = setting(
        "questions_per_page", _("statements per page"), _("1 to 6; 4 fits a phone.")
    )
    longest_run = setting(
        "longest_run", _("longest run"), _("Statements of one dimension asked in a row at most.")
    )
    clear_from = setting(
        "clear_from",
        _("clear from"),
        _("The closest role's probability from which a result is clear."),
    )
    close_from = setting(
        "close_from",
        _("close from"),
        _(
            "The runner-up's probability, as a share of the closest role's, from which a result is "
            "close."
        ),
    )
    no_direction_below = setting(
        "no_direction_below",
        _("no direction below"),
        _("The closest role's probability below which answers point to no role."),
    )
    scale_answers = setting(
        "scale_answers",
        _("evening out bold and cautious answers"),
        _(
            "Some people tick the ends of the scale, others stay near the middle; scoring evens "
            "that out. 0 switches it off; above 0, the higher the number, the gentler it is."
        ),
    )
    day_pairs = setting(
        "day_pairs",
        _("pairs of days"),
        _(
            "How many pairs of days people choose from after the statements, unless their result "
            "is clear. 0 leaves this step out. Each role needs at least as many days."
        ),
    )
    day_weight = setting(
        "day_weight",
        _("weight of a chosen day"),
        _("How far each choice moves the odds between the two roles; 0.69 doubles them."),
    )
    panel_share = setting(
        "panel_share",
        _("panel share"),
        _("Share of people who get all statements, so that the quiz can be calibrated."),
    )
    calibrated = models.BooleanField(
        _("calibrated"),
        default=DEFAULTS.calibrated,
        help_text=_("Tick only once the baselines have been learned from real answers."),
    )
    history = HistoricalRecords(bases=[AuthoredChange])

    class Meta:
        verbose_name = _("scoring settings")
        verbose_name_plural = _("scoring settings")
        constraints = (
            models.CheckConstraint(condition=Q(id=1), name="scoring_settings_single_row"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__range": limits}),
                    name=f"scoring_settings_{name}_in_range",
                )
                for name, limits in values.SETTING_RANGES.items()
            ),
        )

    def __str__(self) -> str:
        return str(_("Scoring settings"))
