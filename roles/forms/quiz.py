"""Forms of the quiz: layout and validation, no writes."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from roles.domain import types
from roles.wording.answers import ANSWER_LABELS

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
