"""The form of the statistics page: which days, version and language, and what to compare with."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roles.domain.statistics import Selection
from roles.wording.statistics import language_name

ALL = "all"
BEFORE, VERSION, DATES = "before", "version", "dates"  # what to compare with
DEFAULT_DAYS = 30
LONG_DATE = "j F Y"


def _day_field(label: Any, missing: Any) -> forms.DateField:  # noqa: ANN401  # lazy texts
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": missing,
            "invalid": _("Write the day as year, month and day, such as 2027-01-15"),
        },
    )


class StatisticsForm(forms.Form):
    """What is left empty is chosen for the reader: the last 30 days, all versions, and the same
    number of days before to compare with.

    `selection` and `compared` hold what was chosen once the form is valid.
    """

    version = forms.ChoiceField(
        label=_("Version"),
        error_messages={
            "invalid_choice": _(
                "Version %(value)s can't be shown: either there's no such version, or too few "
                "people have finished it"
            )
        },
    )
    language = forms.ChoiceField(
        label=_("Language"),
        error_messages={"invalid_choice": _("Choose one of these languages")},
    )
    compare = forms.ChoiceField(
        label=_("Compare with"),
        error_messages={"invalid_choice": _("Choose what to compare with")},
    )
    compare_version = forms.ChoiceField(
        label=_("Other version"),
        error_messages={"invalid_choice": version.error_messages["invalid_choice"]},
    )

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        first_day: date,
        today: date,
        versions: Sequence[int],
        languages: Sequence[str],
    ) -> None:
        """
        Args:
            first_day: of the first attempt.
            today: in UTC.
            versions: that may be chosen, newest first.
            languages: likewise.
        """
        self.first_day, self.today = first_day, today
        super().__init__(self._with_defaults(data))
        for name, label, missing in (
            ("from", _("From"), _("Choose the first day")),
            ("to", _("To"), _("Choose the last day")),
            ("compare_from", _("Other days from"), _("Choose the first of the other days")),
            ("compare_to", _("Other days to"), _("Choose the last of the other days")),
        ):
            self.fields[name] = _day_field(label, missing)
            limits = {"min": first_day.isoformat(), "max": today.isoformat()}
            self.fields[name].widget.attrs |= limits
        self._offer(versions, languages)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # it would stand in the address: the form is sent by GET
        names = ["from", "to", "version", "language"]
        names += ["compare", "compare_version", "compare_from", "compare_to"]
        shown = [name for name in names if name in self.fields]
        self.helper.layout = Layout(Div(*shown, css_class="statistics-fields"))

    def _with_defaults(self, data: Mapping[str, str]) -> dict[str, str]:
        given = {name: value.strip() for name, value in data.items() if value.strip()}
        first = max(self.first_day, self.today - timedelta(days=DEFAULT_DAYS - 1))
        compare = VERSION if "compare_version" in given else BEFORE
        if "compare_from" in given or "compare_to" in given:
            compare = DATES
        defaults = {"from": first.isoformat(), "to": self.today.isoformat()}
        return defaults | {"version": ALL, "language": ALL, "compare": compare} | given

    def _offer(self, versions: Sequence[int], languages: Sequence[str]) -> None:
        """Says what may be chosen, and takes out what leaves no choice."""
        numbers = [(str(each), gettext("Version %(n)s") % {"n": each}) for each in versions]
        names = [(code, language_name(code)) for code in languages]
        self._set("version", [(ALL, gettext("All versions")), *numbers])
        self._set("compare_version", numbers)
        self._set("language", [(ALL, gettext("All languages")), *names])
        compare = {
            BEFORE: gettext("The days before"),
            VERSION: gettext("Another version, on the same days"),
            DATES: gettext("Other days"),
        }
        if len(versions) < 2:
            del compare[VERSION], self.fields["compare_version"]
        if len(languages) < 2:
            del self.fields["language"]
        self._set("compare", list(compare.items()))

    def _set(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        compare = cleaned.get("compare", BEFORE)
        self._check_days("from", "to")
        if compare == VERSION:
            self._check_version()
        else:
            self.errors.pop("compare_version", None)  # nobody asked for it
        if compare == DATES:
            self._check_days("compare_from", "compare_to")
            self._check_overlap()
        else:
            for name in ("compare_from", "compare_to"):
                self.errors.pop(name, None)
        return cleaned

    def _check_days(self, first: str, last: str) -> None:
        days = [(name, self.cleaned_data.get(name)) for name in (first, last)]
        for name, day in days:
            if day and day > self.today:
                words = gettext("Choose a day up to today, %(today)s")
                self._refuse(name, words % {"today": date_format(self.today, LONG_DATE)}, "future")
            elif day and day < self.first_day:
                words = gettext("The first attempt was on %(day)s. Choose that day or a later one")
                first_day = date_format(self.first_day, LONG_DATE)
                self._refuse(name, words % {"day": first_day}, "too_early")
        (_name, start), (_other, end) = days
        if start and end and end < start:
            words = gettext("The last day is before the first one. Choose %(day)s or a later day")
            self._refuse(last, words % {"day": date_format(start, LONG_DATE)}, "reversed")

    def _refuse(self, name: str, words: str, code: str) -> None:
        self.add_error(name, forms.ValidationError(words, code))

    def _check_version(self) -> None:
        number = self.cleaned_data.get("version")
        if number == ALL:
            words = gettext("To compare two versions, choose a version here too")
            self._refuse("version", words, "all")
        elif number and number == self.cleaned_data.get("compare_version"):
            words = gettext("Choose another version than the one above")
            self._refuse("compare_version", words, "same")

    def _check_overlap(self) -> None:
        """Somebody who is in both selections would tell of no difference between them."""
        held = self.cleaned_data
        if not {"from", "to", "compare_from", "compare_to"} <= held.keys():
            return
        if held["compare_from"] <= held["to"] and held["from"] <= held["compare_to"]:
            words = gettext("Choose days that don't overlap with the days above")
            self._refuse("compare_from", words, "overlap")

    @property
    def selection(self) -> Selection:
        held = self.cleaned_data
        return Selection(held["from"], held["to"], self._number("version"), self._language())

    @property
    def compared(self) -> Selection:
        """What the selection is compared with; its days may lie before the first attempt."""
        held, chosen = self.cleaned_data, self.selection
        if held["compare"] == VERSION:
            number = self._number("compare_version")
            return Selection(chosen.first, chosen.last, number, chosen.language)
        if held["compare"] == DATES:
            days = (held["compare_from"], held["compare_to"])
            return Selection(*days, chosen.version, chosen.language)
        return chosen.before

    def _number(self, name: str) -> int | None:
        value = self.cleaned_data[name]
        return None if value == ALL else int(value)

    def _language(self) -> str | None:
        value: str = self.cleaned_data.get("language", ALL)
        return None if value == ALL else value
