"""The settings as sentences, each with a place for its value."""

from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roles.content.values import SETTING_RANGES
from roles.wording.numbers import figure

INPUT = "{input}"


class SettingWords(NamedTuple):
    sentence: str  # INPUT stands where the value does
    help: str


def setting_words(name: str) -> SettingWords:
    """What a setting says, by its name in `types.Settings`."""
    return SettingWords(*(_quiz_words() | _result_words() | _scoring_words())[name])


def with_input(name: str, control: SafeString) -> SafeString:
    """The sentence with a control, or a plain value, in it."""
    return format_html(setting_words(name).sentence, input=control)


def range_words(name: str) -> str:
    """Which values a setting may have: "From 1 to 6."; nothing for one that is ticked."""
    if name not in SETTING_RANGES:
        return ""
    low, high = SETTING_RANGES[name]
    return _("From %(low)s to %(high)s.") % {"low": figure(low), "high": figure(high)}


def value_words(value: float | bool) -> str:
    """A setting's value: 0.95 -> "0.95"; "yes" or "no" for one that is ticked."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return figure(value)


def _quiz_words() -> dict[str, tuple[str, str]]:
    return {
        "minimum_answers": (
            _("Ask for at least {input} answers before anyone gets a result."),
            _("With fewer there's no result, and the quiz never ends early."),
        ),
        "questions_per_page": (_("Show {input} statements on a page."), _("4 fits a phone.")),
        "longest_run": (
            _("Ask at most {input} statements about one kind of work in a row."),
            _("A change keeps people reading."),
        ),
        "stop_probability": (
            _("Stop early once the closest role is this likely to stay first: {input}"),
            _("0.95 means 95 times in 100. Higher = more statements."),
        ),
        "panel_share": (
            _("Share of people who get all statements: {input}"),
            _("Their answers are what the quiz can be calibrated with. 0.05 means 5 in 100."),
        ),
        "day_pairs": (
            _("Offer {input} pairs of days to people whose result isn't clear."),
            _("0 leaves this step out. Each role needs at least as many days."),
        ),
        "day_weight": (
            _("Each day they choose tips the balance by {input} points."),
            _("0.69 doubles the odds between the two roles."),
        ),
    }


def _result_words() -> dict[str, tuple[str, str]]:
    return {
        "clear_from": (
            _("Call a result clear when the closest role's probability is {input} or more."),
            _("Higher = fewer clear results."),
        ),
        "close_from": (
            _("Call it close when the second role has {input} or more of the first one's."),
            _("0.75 means three quarters. Higher = fewer close results."),
        ),
        "no_direction_below": (
            _("Give no direction when the closest role's probability is below {input}."),
            _("Higher = more people without a direction."),
        ),
    }


def _scoring_words() -> dict[str, tuple[str, str]]:
    return {
        "contrast": (
            _("Expect a role's pattern to show in answers with a strength of {input}."),
            _("In points of the answer scale. Higher = results sound surer."),
        ),
        "own_variance": (
            _("People in the same role differ from each other by {input}."),
            _("A variance, in squared points of the answer scale."),
        ),
        "noise_variance": (
            _("One answer differs from what a person really likes by {input}."),
            _("A variance, in squared points of the answer scale."),
        ),
        "temperature": (
            _("State probabilities with a caution of {input}."),
            _("1 = as calculated; higher = more cautious."),
        ),
        "scale_answers": (
            _("Even out bold and cautious answering, with a gentleness of {input}."),
            _("0 = off. Above 0, the higher the number, the gentler."),
        ),
        "calibrated": (
            _("{input} The baselines have been learned from real answers."),
            _("Pages then show probabilities without calling them a first estimate."),
        ),
    }
