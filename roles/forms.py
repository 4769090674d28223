"""Forms: layout and validation, no writes."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from roles.domain import texts, types
from roles.domain.dates import earliest_day, months_later, utc_day
from roles.domain.share import LONGEST_NAME
from roles.models.catalog.draft import validate_plain_text
from roles.models.quiz import TOKEN_FORM, TOKEN_LENGTH
from roles.web.tickets import link_token, new_link_ticket, read_link_ticket
from roles.wording.answers import ANSWER_LABELS

LONGEST_ADDRESS = 2_000
# Alone, or in the address of a page of the quiz or of a result.
PRIVATE_KEY = re.compile(
    rf"(?:^\s*|/(?:results|quiz)/)(?P<key>{TOKEN_FORM})(?![A-Za-z0-9_-])(?=[/?#.,;:!)>\s]|$)"
)
PUBLIC_ADDRESS = re.compile(rf"/shared/{TOKEN_FORM}")


class PrivateLinkForm(forms.Form):
    """Which attempt its owner wants deleted: the private link, or the key in it.

    `cleaned_data["link"]` is the key alone.
    """

    link = forms.CharField(
        label=_("Private link or key"),
        help_text=_("Its owner gets it on their result page, with “Copy my private link”."),
        max_length=LONGEST_ADDRESS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.layout = Layout("link", Submit("find", gettext("Find it")))

    def clean_link(self) -> str:
        text: str = self.cleaned_data["link"]
        if found := PRIVATE_KEY.search(text):
            return found["key"]
        if PUBLIC_ADDRESS.search(text):
            raise forms.ValidationError(
                _(
                    "That's a public link, which anybody may have been sent. Ask for the private "
                    "link: only its owner has that one."
                )
            )
        raise forms.ValidationError(
            _(
                "There's no key in that. Ask for the whole link, such as "
                "https://…/results/ followed by 22 letters, digits or dashes."
            )
        )


class DeletionForm(forms.Form):
    """The confirmation that an attempt is to be deleted; `link` is its key."""

    link = forms.CharField(widget=forms.HiddenInput, max_length=TOKEN_LENGTH)
    confirmed = forms.BooleanField(label=_("The owner asked for this. I know it can't be undone."))

    def __init__(self, data: Mapping[str, str] | None = None, *, key: str) -> None:
        super().__init__(data, initial={"link": key})
        self.helper = FormHelper()
        submit = Submit("delete", gettext("Delete it for good"))
        self.helper.layout = Layout("link", "confirmed", submit)


SKIP = "skip"
SKIP_PAIR = "-"  # no slug, as the values beside it are
APART = "apart"  # the group of a choice that is no answer; not shown
TRAP = "_comment"  # no question's slug can begin like that


class QuestionPageForm(forms.Form):
    """One page of statements, each to be answered or skipped. Nothing is chosen beforehand.

    `cleaned_answers` holds 1 to 5, or None for skipped, by slug.
    """

    choices_look = "tiles"  # see templates/forms/field.html

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        questions: Sequence[types.CatalogQuestion],
        others: Collection[str],
        answers: types.Answers,
    ) -> None:
        """
        Args:
            questions: of this page.
            others: slugs of all questions that may not be answered here.
            answers: given so far.
        """
        given = {slug: SKIP if answer is None else answer for slug, answer in answers.items()}
        super().__init__(data, initial=given)
        self.others = others
        language = get_language()
        for question in questions:
            self.fields[question.slug] = _question_field(question.text, language)
        self.fields[TRAP] = _trap_field()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get(TRAP):
            self.add_error(
                TRAP, forms.ValidationError(_("Clear this field. Only robots fill it in."), "trap")
            )
        if set(self.data) & set(self.others):
            message = _("Nothing was saved: some answers were for statements on another page.")
            raise forms.ValidationError(message, "foreign")
        return cleaned

    @property
    def statements(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != TRAP]

    @property
    def trap(self) -> forms.BoundField:
        return self[TRAP]

    @property
    def summary_headings(self) -> list[str]:
        """What the error summary says with one statement left, with two, and so on up to all that
        are; [] when other things are wrong as well."""
        return [
            ngettext(
                "%(count)s statement still needs an answer",
                "%(count)s statements still need an answer",
                count,
            )
            % {"count": count}
            for count in range(1, _left(self) + 1)
        ]

    @property
    def cleaned_answers(self) -> dict[str, int | None]:
        return {slug: answer for slug, answer in self.cleaned_data.items() if slug != TRAP}

    @property
    def is_tampered(self) -> bool:
        """Whether it was sent something that the page does not offer."""
        return not _codes(self) <= {"required", "trap"}


def statement_html(question: types.CatalogQuestion, answers: types.Answers) -> str:
    """A statement as the form draws it that shows these answers; kept, as it is the same for
    everybody who gave the same one."""
    slug = question.slug
    return _statement_html(question, slug in answers, answers.get(slug), get_language())


@lru_cache(maxsize=2000)  # seven of each statement, of 2 kB each
def _statement_html(
    question: types.CatalogQuestion, is_given: bool, answer: int | None, _language: str | None
) -> str:
    answers = {question.slug: answer} if is_given else {}
    form = QuestionPageForm(questions=[question], others=[], answers=answers)
    context = {"form": form, "field": form[question.slug], "form_show_labels": True}
    return render_to_string("forms/field.html", context)


def _left(form: forms.Form) -> int:
    """How many fields wait for a choice; 0 when other things are wrong as well."""
    return len(form.errors) if _codes(form) == {"required"} else 0


def _codes(form: forms.Form) -> set[str | None]:
    """The kinds of errors that it found."""
    return {error.code for found in form.errors.as_data().values() for error in found}


# Fields hold nothing of what is sent, so that forms of the same statement share one.
@lru_cache(maxsize=500)
def _question_field(text: str, _language: str | None) -> forms.TypedChoiceField:
    # Plain texts: lazy ones would be looked up at every touch.
    scale = [(answer, str(label)) for answer, label in ANSWER_LABELS.items()]
    return forms.TypedChoiceField(
        label=text,
        choices=[*scale, (APART, [(SKIP, gettext("Skip this one"))])],
        coerce=lambda value: None if value == SKIP else int(value),
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose an answer, or skip"),
            "invalid_choice": _("Choose one of these answers, or skip"),
        },
    )


@cache
def _trap_field() -> forms.CharField:
    return forms.CharField(label=_("Leave this field empty"), required=False, max_length=1000)


class DaysForm(forms.Form):
    """Pairs of days, of each of which one is to be chosen, or none. A field is named by its two
    days, so that what was chosen of one pair is never taken for a choice of another.

    `cleaned_choices` holds a choice for each pair.
    """

    choices_look = "cards"

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        catalog: types.Catalog,
        pairs: Sequence[types.DayPair],
        choices: Sequence[types.DayChoice],
    ) -> None:
        """
        Args:
            pairs: of the attempt.
            choices: made so far, of any pairs.
        """
        self.pairs = {_pair_name(pair): pair for pair in pairs}
        super().__init__(
            data, initial={_pair_name(row.pair): row.chosen or SKIP_PAIR for row in choices}
        )
        texts = {day.slug: day.text for role in catalog.roles for day in role.days}
        self.has_other_pairs = any(
            "." in name and {*name.split(".")} <= {*texts} for name in {*self.data} - {*self.pairs}
        )
        for number, (name, pair) in enumerate(self.pairs.items(), start=1):
            offered = [(day, texts[day]) for day in (pair.left, pair.right)]
            self.fields[name] = _pair_field(number, len(pairs), offered)
            self.fields[name].required = not self.has_other_pairs  # one message is enough then

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.has_other_pairs:
            message = _(
                "Nothing was saved: your answers changed after you opened this page, so these are "
                "other days. Please choose again."
            )
            raise forms.ValidationError(message, "foreign")
        return cleaned

    @property
    def summary_headings(self) -> list[str]:
        """As in `QuestionPageForm`, of pairs."""
        return [
            ngettext(
                "%(count)s pair still needs a choice", "%(count)s pairs still need a choice", count
            )
            % {"count": count}
            for count in range(1, _left(self) + 1)
        ]

    @property
    def cleaned_choices(self) -> list[types.DayChoice]:
        chosen = self.cleaned_data
        return [types.DayChoice(pair, chosen[name]) for name, pair in self.pairs.items()]

    @property
    def is_tampered(self) -> bool:
        """Whether it was sent something that the page does not offer."""
        return not _codes(self) <= {"required"}


def _pair_name(pair: types.DayPair) -> str:
    return f"{pair.left}.{pair.right}"  # no slug has a dot


def _pair_field(number: int, count: int, offered: list[tuple[str, str]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=gettext("Pair %(number)s of %(count)s") % {"number": number, "count": count},
        choices=[*offered, (APART, [(SKIP_PAIR, gettext("Skip this one"))])],
        coerce=lambda value: None if value == SKIP_PAIR else value,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a day, or skip"),
            "invalid_choice": _("Choose one of these two days, or skip"),
        },
    )


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


class CompareForm(forms.Form):
    """Which two roles to set side by side."""

    a = forms.ChoiceField(label=_("First role"), error_messages={"required": _("Choose a role")})
    b = forms.ChoiceField(
        label=_("Second role"), error_messages={"required": _("Choose a second role")}
    )

    def __init__(
        self, data: Mapping[str, str] | None = None, *, roles: Sequence[tuple[str, str]]
    ) -> None:
        """
        Args:
            roles: slug and name of each role there is, two at least.
        """
        super().__init__(data, initial={"a": roles[0][0], "b": roles[1][0]})
        for name in ("a", "b"):
            self.fields[name].choices = roles  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("a") and cleaned.get("a") == cleaned.get("b"):
            self.add_error("b", _("Choose two different roles"))
        return cleaned
