"""What readers ask, and the answers."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.careers.content import CareersAdmin
from roles.admin.careers.fields import CareersForm
from roles.admin.careers.parts import PartFormSet, PartInline
from roles.content.wording import (
    ANSWER_WORDS,
    PLACEHOLDERS,
    count_words,
    unknown_placeholders,
)
from roles.models import AnswerRow, ReaderQuestion

PLACEHOLDER_MEANINGS = {
    "fewest": gettext_lazy("how many statements the quiz asks at least"),
    "most": gettext_lazy("how many statements there are"),
    "fewest_minutes": gettext_lazy("how many minutes the shortest quiz takes"),
    "most_minutes": gettext_lazy("how many minutes the whole quiz takes"),
    "roles": gettext_lazy("how many roles there are, in words"),
    "areas": gettext_lazy("how many areas there are, in words"),
    "kept_months": gettext_lazy("for how many months a result is kept"),
    "unfinished_days": gettext_lazy("for how many days an unfinished quiz is kept"),
    "ended_link_days": gettext_lazy("for how many days a link that has ended is kept"),
    "operator": gettext_lazy("who runs this site"),
    "contact": gettext_lazy("how to reach them"),
}


def check_placeholders(text: str) -> None:
    """Raises ValidationError for braces that nothing would be put in place of."""
    if unknown := unknown_placeholders(text):
        names, known = (
            ", ".join(f"{{{name}}}" for name in names) for names in (unknown, PLACEHOLDERS)
        )
        said = _("Nothing is known to put in place of %(names)s. There are %(known)s.")
        raise ValidationError(said % {"names": names, "known": known})


def check_words(texts: Iterable[str]) -> None:
    """Raises ValidationError for texts of an answer that are too long together."""
    if (words := count_words(texts)) > ANSWER_WORDS:
        said = _("The answer has %(words)s words. At most %(most)s are allowed, with its rows.")
        raise ValidationError(said % {"words": words, "most": ANSWER_WORDS})


class ReaderQuestionForm(CareersForm):
    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"]
        check_placeholders(answer)
        check_words([answer])
        return answer

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        path, _sign, _anchor = link.partition("#")
        if path.startswith("/"):  # anything else is refused for its form
            try:
                resolve(path)
            except Resolver404 as error:
                said = _("This site has no page at %(path)s.") % {"path": path}
                raise ValidationError(said) from error
        return link


class AnswerRowForm(CareersForm):
    def clean_label(self) -> str:
        return self.checked("label")

    def clean_text(self) -> str:
        return self.checked("text")

    def checked(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        check_placeholders(text)
        return text


class AnswerRowFormSet(PartFormSet):
    def clean(self) -> None:
        super().clean()
        kept = [form.cleaned_data for form in self.kept_forms]
        rows = [cleaned.get(name, "") for cleaned in kept for name in ("label", "text")]
        # As sent: what the form above refused is not in `self.instance`.
        answer = self.data.get("answer", "")
        if any(rows) and count_words([answer]) <= ANSWER_WORDS:  # else the form says so
            check_words([answer, *rows])


class AnswerRowInline(PartInline):
    model = AnswerRow
    form = AnswerRowForm
    formset = AnswerRowFormSet
    fields = ("label", "text", "position")
    verbose_name_plural = gettext_lazy("rows of a small table below the answer")


@admin.register(ReaderQuestion)
class ReaderQuestionAdmin(CareersAdmin):
    form = ReaderQuestionForm
    list_display = ("question", "topic", "link", "source", "position")
    list_filter = ("topic", "source")
    list_select_related = ("source",)
    search_fields = ("question", "slug", "answer", "rows__label", "rows__text")
    inlines = (AnswerRowInline,)
    prepopulated_fields = {"slug": ("question",)}
    history_parts = (AnswerRow,)

    def get_fieldsets(self, request: HttpRequest, obj: object = None) -> list[tuple[Any, Any]]:
        context = {"meanings": PLACEHOLDER_MEANINGS}
        placeholders = render_to_string("admin/roles/careers_placeholders.html", context)
        return [
            (None, {"fields": ("question", "slug", "topic", "position")}),
            (
                _("The answer"),
                {
                    "description": placeholders,
                    "fields": ("answer", "source", ("link", "link_text")),
                },
            ),
        ]

    def view_on_site(self, question: ReaderQuestion) -> str:
        return f"{reverse('careers:questions')}#{question.slug}"
