"""Forms: layout and validation, no writes."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roles.domain import types
from roles.models.catalog.draft import validate_plain_text
from roles.selectors.catalog import DraftState
from roles.templatetags.roles_ui import ANSWER_LABELS


class PublishForm(forms.Form):
    """The confirmation of a publication: what it is for, and which draft was looked at."""

    note = forms.CharField(
        label=_("What is this version for?"),
        help_text=_("One line for colleagues, such as: product owner sits closer to users."),
        max_length=300,
        required=False,
        validators=[validate_plain_text],
    )
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        draft: DraftState,
        initial: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=(initial or {}) | {"stamp": draft.stamp})
        self.draft = draft
        number = 1 if draft.version is None else draft.version.number + 1
        label = _("Publish as version %(number)s") % {"number": number}
        self.helper = FormHelper()
        self.helper.layout = Layout("note", "stamp", Submit("publish", label))


SKIP = "skip"
TRAP = "_comment"  # no question's slug can begin like that


class QuestionPageForm(forms.Form):
    """One page of statements, each to be answered or skipped. Nothing is chosen beforehand.

    `cleaned_answers` holds 1 to 5, or None for skipped, by slug.
    """

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        questions: Sequence[types.Question],
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
        # Plain texts once for all statements: lazy ones would be looked up at every touch.
        scale = [(answer, str(label)) for answer, label in ANSWER_LABELS.items()]
        choices = [*scale, (gettext("or"), [(SKIP, gettext("Skip this one"))])]
        for question in questions:
            self.fields[question.slug] = _question_field(question, choices)
        self.fields[TRAP] = forms.CharField(
            label=_("Leave this field empty"), required=False, max_length=1000
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get(TRAP):
            self.add_error(
                TRAP, forms.ValidationError(_("Clear this field. Only robots fill it in."), "trap")
            )
        if set(self.data) & set(self.others):
            message = _("Nothing was saved: answers came for statements that are not on this page.")
            raise forms.ValidationError(message, "foreign")
        return cleaned

    @property
    def statements(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != TRAP]

    @property
    def trap(self) -> forms.BoundField:
        return self[TRAP]

    @property
    def cleaned_answers(self) -> dict[str, int | None]:
        return {slug: answer for slug, answer in self.cleaned_data.items() if slug != TRAP}

    @property
    def is_tampered(self) -> bool:
        """Whether it was sent something that the page does not offer."""
        codes = {error.code for found in self.errors.as_data().values() for error in found}
        return not codes <= {"required", "trap"}


def _question_field(question: types.Question, choices: list[Any]) -> forms.TypedChoiceField:
    activity = question.text[:1].lower() + question.text[1:].rstrip(".")
    what = {"activity": activity}
    escaped = {"activity": activity.replace("%", "%%")}  # Django fills in that message once more
    return forms.TypedChoiceField(
        label=question.text,
        choices=choices,
        coerce=lambda value: None if value == SKIP else int(value),
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how much you would like to %(activity)s, or skip it") % what,
            "invalid_choice": _("Choose one of the answers to: %(activity)s") % escaped,
        },
    )
