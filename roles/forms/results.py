"""Forms of results and their links: layout and validation, no writes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from roles.domain import texts
from roles.domain.dates import earliest_day, months_later, utc_day
from roles.domain.share import LONGEST_NAME
from roles.models import FitAnswer
from roles.models.catalog.draft import validate_plain_text
from roles.web.tickets import link_token, new_link_ticket, read_link_ticket
from roles.wording.fit import SUITS_LABELS

ORDER, NUMBERS, PATTERN = "order", "numbers", "pattern"
SHOWN = {
    ORDER: _("Your roles, closest first (always)"),
    PATTERN: _("The chart of what you like"),
    NUMBERS: _("How sure it is, in numbers"),
}
SHOWN_AT_FIRST = [PATTERN]
LINK_DAYS, LINK_MONTHS = 30, 12
END_AT_FIRST = "months"
ENDS = {
    "days": format_lazy(_("{days} days"), days=LINK_DAYS),
    "months": format_lazy(_("{months} months"), months=LINK_MONTHS),
    "date": _("Until a date you choose"),
}


class ShownBoxes(forms.CheckboxSelectMultiple):
    """Tick boxes of which the first is always ticked, and cannot be changed."""

    def optgroups(self, *args: Any, **kwargs: Any) -> list[Any]:  # noqa: ANN401  # passed on
        groups = super().optgroups(*args, **kwargs)
        for _divider, options, _index in groups:
            for option in options:
                if option["value"] == ORDER:
                    option["attrs"] |= {"checked": True, "disabled": True}
        return groups


class ShownForm(forms.Form):
    """What a link shows."""

    shows = forms.MultipleChoiceField(
        label=_("What the link shows"),
        choices=SHOWN,
        initial=SHOWN_AT_FIRST,
        required=False,
        widget=ShownBoxes,
    )

    @property
    def shown(self) -> dict[str, bool]:
        """Arguments of `queries.results.snapshot_of`."""
        ticked = self.cleaned_data["shows"]
        return {"numbers": NUMBERS in ticked, "pattern": PATTERN in ticked}


class NameField(forms.CharField):
    """One line that other people read: with one blank where there were several, without the half
    emoji that a browser leaves when it cuts what is too long."""

    def to_python(self, value: object) -> str:
        text: str = super().to_python(value) or ""
        return texts.without_cut_end(" ".join(text.split()))

    def validate(self, value: str) -> None:
        super().validate(value)
        if texts.has_loose_marks(value):
            raise forms.ValidationError(_("Take out accents that stand on no letter of their own."))


class ShareForm(ShownForm):
    """What a new public link shows, whose it is, and until when. Sent twice, it names the same
    link; sent again with other choices, another one."""

    name = NameField(
        label=_("Your name or a nickname"),
        help_text=_("Shown to people who open the link. Leave it empty to stay anonymous."),
        max_length=LONGEST_NAME,
        required=False,
        validators=[validate_plain_text],
        error_messages={
            "max_length": _("Use %(limit_value)d letters or fewer: this name has %(show_value)d.")
        },
    )
    ends = forms.ChoiceField(
        label=_("How long it works"), choices=ENDS, initial=END_AT_FIRST, widget=forms.RadioSelect
    )
    last_day = forms.DateField(
        label=_("Last day"),
        error_messages={"required": _("Choose the last day the link works")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)  # clean_ticket wants it

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        private_token: str,
        now: datetime,
        kept_until: date,
    ) -> None:
        """
        Args:
            private_token: of the attempt that is shared.
            kept_until: the last day of its result, and of any link.
        """
        super().__init__(data, initial={"ticket": new_link_ticket(private_token)})
        self.private_token = private_token
        self.today = utc_day(now)
        # Tomorrow for whoever has the earliest day: so nobody's own tomorrow is refused.
        self.first_day, self.kept_until = earliest_day(now) + timedelta(days=1), kept_until
        if self.first_day > kept_until:  # there is no day to choose
            ends = [(name, words) for name, words in ENDS.items() if name != "date"]
            self.fields["ends"].choices = ends  # type: ignore[attr-defined]  # a ChoiceField
        field = self.fields["last_day"]
        field.required = not self.is_bound or self.data.get("ends") == "date"
        field.help_text = self._range(
            gettext("Any day from %(first)s to %(last)s: that's how long we keep your result.")
        )
        field.widget.attrs |= {"min": self.first_day.isoformat(), "max": kept_until.isoformat()}

    @staticmethod
    def as_it_is(private_token: str) -> dict[str, Any]:
        """What a form sends in which nothing was changed."""
        ticket = new_link_ticket(private_token)
        return {"shows": SHOWN_AT_FIRST, "ends": END_AT_FIRST, "ticket": ticket}

    def _range(self, words: str) -> str:
        days = {"first": self.first_day, "last": self.kept_until}
        return words % {name: date_format(day, "j F Y") for name, day in days.items()}

    def clean_ticket(self) -> str:
        random_part = read_link_ticket(self.private_token, self.cleaned_data["ticket"])
        if random_part is None:
            message = _("We couldn't make the link. Reload the page and try again.")
            raise forms.ValidationError(message)
        return random_part

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("ends") != "date":
            self.errors.pop("last_day", None)  # nobody asked for it
            return cleaned
        day = cleaned.get("last_day")
        if day and not self.first_day <= day <= self.kept_until:
            words = gettext("Choose a day from %(first)s to %(last)s")
            self.add_error("last_day", self._range(words))
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """What to make the link of: arguments of `services.results.make_link`."""
        ends = {
            "days": self.today + timedelta(days=LINK_DAYS),
            "months": months_later(self.today, LINK_MONTHS),
            "date": self.cleaned_data.get("last_day"),
        }
        ends_on, name = ends[self.cleaned_data["ends"]], self.cleaned_data["name"]
        token = link_token(self.cleaned_data["ticket"], self.shown, ends_on, name)
        return {"token": token, "shows": self.shown, "ends_on": ends_on, "name": name}


OTHER_JOB, NO_JOB = "_other", "_none"  # no role's slug can begin like that
SKIP = "skip"  # radios cannot be cleared
APART = "apart"  # the group of what is no step of the scale


class FitForm(forms.Form):
    """What somebody's job is by now, and how well it suits them, unless they have none."""

    choices_look = "tiles"

    job = forms.ChoiceField(
        label=_("What's your job now?"),
        error_messages={"required": _("Choose your job, or “No job right now”")},
    )
    suits = forms.TypedChoiceField(
        label=_("How well does it suit you?"),
        help_text=_("Skip this if you have no job right now."),
        choices=[*SUITS_LABELS.items(), (APART, [(SKIP, _("Skip this one"))])],
        coerce=lambda value: None if value == SKIP else int(value),
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these answers")},
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        roles: Sequence[tuple[str, str]],
        said: FitAnswer | None,
    ) -> None:
        """
        Args:
            roles: slug and name of each role that the result knows.
            said: before; None for nothing.
        """
        super().__init__(data, initial=_said(said) if said else None)
        self.fields["job"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", gettext("Choose one")),
            *roles,
            (OTHER_JOB, gettext("Another job")),
            (NO_JOB, gettext("No job right now")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("job") or "suits" not in cleaned:
            return cleaned  # one error at a time
        has_job, is_rated = cleaned["job"] != NO_JOB, cleaned["suits"] is not None
        if has_job and not is_rated:
            self.add_error("suits", _("Choose how well your job suits you"))
        elif is_rated and not has_job:
            words = _(
                "You chose “No job right now” and also how well it suits you. Choose “Skip this "
                "one”, or change the job above"
            )
            self.add_error("suits", words)
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """Arguments of `services.results.answer_fit`."""
        job = self.cleaned_data["job"]
        is_role = job not in (OTHER_JOB, NO_JOB)
        return {"job": job if is_role else "", "suits": self.cleaned_data["suits"]}


def fit_fields(roles: Sequence[tuple[str, str]], said: FitAnswer | None) -> str:
    """The fields of a `FitForm` that was not sent; kept, as they are the same for everybody who
    said the same."""
    before = (said.job, said.suits) if said else None
    return _fit_fields(tuple(roles), before, get_language())


@lru_cache(maxsize=300)  # of 4 kB each
def _fit_fields(
    roles: Sequence[tuple[str, str]], before: tuple[str, int | None] | None, _language: str | None
) -> str:
    said = FitAnswer(job=before[0], suits=before[1]) if before else None
    return as_crispy_form(FitForm(roles=roles, said=said))  # type: ignore[no-any-return]


def _said(before: FitAnswer) -> dict[str, object]:
    if before.suits is None:
        return {"job": NO_JOB, "suits": SKIP}
    return {"job": before.job or OTHER_JOB, "suits": before.suits}
