"""The form that publishes the draft, at once or on a day."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roles.models.catalog.draft import validate_plain_text
from roles.queries.draft import DraftState

MOST_DAYS_AHEAD = 365  # that a publication may wait


class PublishForm(forms.Form):
    """The confirmation of a publication, at once or on a day: what it is for, and which draft was
    looked at."""

    note = forms.CharField(
        label=_("What is this version for?"),
        help_text=_("One line for colleagues, such as: product owner sits closer to users."),
        max_length=300,
        required=False,
        validators=[validate_plain_text],
    )
    sure = forms.BooleanField(
        label=_("I've looked at what would change and at the warnings. Publish it anyway."),
        error_messages={"required": _("Tick the box to say you've looked at them.")},
    )
    due_on = forms.DateField(
        label=_("Or schedule it for a day"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the day"),
            "invalid": _("Write the day as year, month and day, such as 2027-01-15."),
        },
    )
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        draft: DraftState,
        today: date,
        is_grave: bool = False,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """
        Args:
            is_grave: whether to ask for a tick: much would change, or a check warns.
        """
        super().__init__(data, initial={**(initial or {}), "stamp": draft.stamp})
        self.draft = draft
        self.is_for_later = "schedule" in self.data
        self.first_day, self.last_day = (
            today + timedelta(days=days) for days in (1, MOST_DAYS_AHEAD)
        )
        if not is_grave:
            del self.fields["sure"]
        day = self.fields["due_on"]
        day.required = self.is_for_later or not self.is_bound
        day.help_text = gettext(
            "It is published early that day if nobody has edited the draft by then."
        )
        limits = {"min": self.first_day.isoformat(), "max": self.last_day.isoformat()}
        day.widget.attrs |= limits
        self.helper = FormHelper()
        self.helper.form_action = "#publish"
        self.helper.layout = Layout(
            *("note", *(["sure"] if is_grave else []), "stamp"),
            Submit("publish", self._label()),
            "due_on",
            Submit("schedule", gettext("Schedule")),
        )

    def _label(self) -> str:
        if not self.draft.has_new_catalog:
            return gettext("Publish the role pages now")
        number = 1 if self.draft.version is None else self.draft.version.number + 1
        return gettext("Publish as version %(number)s now") % {"number": number}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_for_later:
            self.errors.pop("due_on", None)  # nobody asked for it
            if self.data.get("due_on", "").strip():  # or Enter, pressed in it, chose the button
                words = gettext(
                    "You chose a day and pressed Publish now. Empty the day, or press Schedule."
                )
                self.add_error("due_on", words)
            return cleaned
        day = cleaned.get("due_on")
        if day and not self.first_day <= day <= self.last_day:
            words = gettext("Choose a day from %(first)s to %(last)s")
            days = {"first": self.first_day, "last": self.last_day}
            self.add_error(
                "due_on", words % {name: date_format(day, "j F Y") for name, day in days.items()}
            )
        return cleaned
