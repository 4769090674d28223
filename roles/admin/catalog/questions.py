"""Statements of the draft: beside each what to improve, how people answer it, how it stands."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.draft_status import Context, DraftStatusAdmin
from roles.domain.check_limits import LIMITS, SPREAD_LIMITS, judge
from roles.domain.content_checks import statement_problems
from roles.domain.statistics import StatementRow
from roles.models import Dimension, Question
from roles.queries.dashboard import find_overview
from roles.queries.statements import (
    active_counts,
    draft_wording,
    published_statements,
    statement_states,
    was_published,
)
from roles.services.statements import replace_statement, set_active
from roles.wording.statements import (
    answers_words,
    brought_back_sentence,
    problem_words,
    retired_sentence,
    state_words,
    too_few_sentence,
)

SAME, NEW = "same", "new"


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A statement. Whoever changes a published text says whether it still asks the same."""

    meaning = forms.ChoiceField(
        label=gettext_lazy("What did you change?"),
        choices=(
            (SAME, gettext_lazy("Only the words: same meaning (answers stay comparable)")),
            (NEW, gettext_lazy("It's a new statement (the old one is retired)")),
        ),
        widget=forms.RadioSelect,
        required=False,
    )

    @property
    def asks_meaning(self) -> bool:
        """Whether the text differs from what people are asked today, and from what is stored."""
        if not self.instance.pk or "text" not in self.changed_data:
            return False
        stored_slug = self.initial.get("slug", "")
        published = published_statements().get(stored_slug)
        return published not in (None, self.cleaned_data.get("text"))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "text" in self.cleaned_data and self.asks_meaning and not self.data.get("meaning"):
            self.add_error(
                "meaning",
                _(
                    "This statement is already published. Say whether your new wording still means "
                    "the same. Nothing is saved until you choose."
                ),
            )
        return cleaned


@admin.register(Question)
class QuestionAdmin(DraftStatusAdmin):
    form = QuestionForm
    list_display = (*("text", "problems", "dimension", "position", "active", "state", "answers"),)
    list_editable = ("position", "active")
    list_filter = ("dimension", "active", "reversed")
    list_select_related = ("dimension",)
    search_fields = ("text", "slug")
    actions = ("retire", "bring_back")
    fieldsets = (
        (None, {"fields": ("text", "slug", "dimension", "position", "active")}),
        (
            gettext_lazy("Scoring"),
            {
                "description": gettext_lazy("Leave these alone unless you know the method."),
                "classes": ("collapse",),
                "fields": ("reversed", "baseline"),
            },
        ),
    )
    prepopulated_fields = {"slug": ("text",)}

    # --- the list

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        context = {"counted": find_overview()} | (extra_context or {})
        return super().changelist_view(request, context)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """The list, with what its columns say beside each row."""
        shown: ChangeList = super().get_changelist_instance(request)
        texts = dict(Question.objects.filter(active=True).values_list("slug", "text"))
        checks = statement_problems(list(texts.items()))
        states, figures = statement_states(), find_overview().statements
        for row in shown.result_list:
            row.state_shown = state_words(states.get(row.slug, "new"))
            row.figures = figures.get(draft_wording(row))
            row.problems_shown = [
                problem_words(check, row.slug, texts) for check in checks if row.slug in check.about
            ]
        return shown

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without Django's deletion: see `delete_view`."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(description=gettext_lazy("state"))
    def state(self, row: Question) -> str:
        return str(row.state_shown)  # type: ignore[attr-defined]  # set for the list

    @admin.display(description=gettext_lazy("to improve"))
    def problems(self, row: Question) -> str:
        found = row.problems_shown  # type: ignore[attr-defined]
        return format_html_join("", "<p>{}</p>", ((words,) for words in found)) or "\N{EN DASH}"

    @admin.display(description=gettext_lazy("answers"))
    def answers(self, row: Question) -> str:
        figures: StatementRow | None = row.figures  # type: ignore[attr-defined]
        return answers_words(figures)

    # --- retire and bring back

    @admin.action(permissions=["change"], description=gettext_lazy("Retire: ask it no more"))
    def retire(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        count = set_active(statements=queryset, active=False)
        messages.success(request, retired_sentence(count))
        self._warn(request)

    @admin.action(permissions=["change"], description=gettext_lazy("Bring back: ask it again"))
    def bring_back(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        count = set_active(statements=queryset, active=True)
        messages.success(request, brought_back_sentence(count))
        self._warn(request)

    def _warn(self, request: HttpRequest) -> None:
        """Says which dimensions have too few statements left for the checks, with links to them."""
        counts = active_counts()
        least = int(LIMITS["questions"][0].figure)
        address = reverse("admin:roles_question_changelist")
        for row in Dimension.objects.all():
            if judge("questions", (row.slug,), counts[row.slug]).verdict == "fail":
                said = too_few_sentence(row.name, counts[row.slug], least)
                place = f"{address}?dimension__id__exact={row.pk}"
                words = _("See its statements")
                link = format_html('{} <a href="{}">{}</a>', said, place, words)
                messages.warning(request, link)
        spread = max(counts.values(), default=0) - min(counts.values(), default=0)
        if judge("questions", (), spread, SPREAD_LIMITS).verdict == "fail":
            uneven = _("Kinds of work have uneven numbers of statements now: even them out.")
            messages.warning(request, uneven)

    # --- the form

    def get_fieldsets(self, request: HttpRequest, obj: Question | None = None) -> Any:  # noqa: ANN401  # Django's own type
        """With the question about the meaning where it is asked, and only there."""
        fieldsets = super().get_fieldsets(request, obj)
        is_sent = request.method == "POST" and obj is not None and "text" in request.POST
        if not is_sent or obj is None or obj.slug not in published_statements():
            return fieldsets
        if request.POST["text"].strip() == published_statements()[obj.slug]:
            return fieldsets
        return ((None, {"fields": ("meaning",)}), *fieldsets)

    def save_model(
        self, request: HttpRequest, obj: Question, form: QuestionForm, change: bool
    ) -> None:
        if not change or form.cleaned_data.get("meaning") != NEW or not form.asks_meaning:
            super().save_model(request, obj, form, change)
            return
        old = Question.objects.get(pk=obj.pk)
        obj.pk = None
        obj._state.adding = True
        replace_statement(old=old, new=obj)
        messages.success(
            request, _("“%(text)s” is retired; yours is a new statement.") % {"text": old.text}
        )

    def response_change(self, request: HttpRequest, obj: Question) -> HttpResponse:
        """After a new statement, its own page rather than the old one's."""
        if "_continue" in request.POST and request.POST.get("meaning") == NEW:
            return redirect("admin:roles_question_change", obj.pk)
        return super().response_change(request, obj)

    # --- deletion

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Context = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        context = {"show_delete": row is None or not was_published(row.slug)}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Context = None
    ) -> HttpResponse:
        """Only what was never published: results hold answers to the others."""
        row = self.get_object(request, object_id)
        if row is None or not was_published(row.slug) or not self.has_delete_permission(request):
            return super().delete_view(request, object_id, extra_context)
        said = _("“%(text)s” was published, and results hold answers to it.") % {"text": row.text}
        place = reverse("admin:roles_question_change", args=[row.pk])
        words = _("Retire it instead: untick “Active”.")
        link = format_html('{} <a href="{}#id_active">{}</a>', said, place, words)
        messages.error(request, link)
        return redirect(place)
