"""Attempts in the admin: how far each respondent came. Their private tokens are shown nowhere."""

from itertools import zip_longest

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.long_lists import PeriodFilter, VersionFilter
from roles.admin.read_only import Group, ReadOnlyAdmin, days_table, table
from roles.models import Attempt
from roles.queries.catalog import version_catalog
from roles.queries.quiz import result_of
from roles.wording.answers import answer_label


class FinishedFilter(admin.SimpleListFilter):
    title = gettext_lazy("finished")
    parameter_name = "finished"

    def lookups(
        self, request: HttpRequest, model_admin: "admin.ModelAdmin[Attempt]"
    ) -> list[tuple[str, str]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Attempt]
    ) -> QuerySet[Attempt] | None:
        wanted = {"yes": False, "no": True}.get(self.value() or "")
        return None if wanted is None else queryset.filter(result__isnull=wanted)


class PanelFilter(admin.SimpleListFilter):
    title = gettext_lazy("panel")
    parameter_name = "panel"

    def lookups(
        self, request: HttpRequest, model_admin: "admin.ModelAdmin[Attempt]"
    ) -> list[tuple[str, str]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Attempt]
    ) -> QuerySet[Attempt] | None:
        wanted = {"yes": True, "no": False}.get(self.value() or "")
        # "in": for "=" of a boolean Django asks in a way for which SQLite uses no index.
        return None if wanted is None else queryset.filter(is_panel__in=[wanted])


class StartedFilter(PeriodFilter):
    title = gettext_lazy("started")
    parameter_name = column = "started_at"


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    list_display = (
        *("started_at", "version", "answered", "pages_shown", "is_panel"),
        *("finished", "saved_at"),
    )
    list_filter = (VersionFilter, PanelFilter, FinishedFilter, StartedFilter)
    list_select_related = ("result",)
    sortable_by = ("started_at",)
    fields = (
        *("started_at", "saved_at", "version", "finished"),
        *("is_panel", "wants_all", "answered", "answers_shown", "days_skipped", "days_shown"),
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).defer("result__page_cache")

    @admin.display(description=gettext_lazy("answered"))
    def answered(self, attempt: Attempt) -> int:
        return attempt.answered

    @admin.display(description=gettext_lazy("pages shown"))
    def pages_shown(self, attempt: Attempt) -> int:
        return len(attempt.pages)

    @admin.display(description=gettext_lazy("finished"))
    def finished(self, attempt: Attempt) -> str:
        result = result_of(attempt)
        if result is None:
            return _("no")
        address = reverse("admin:roles_result_change", args=[result.pk])
        yes = _("yes")  # short in the list; read out with the result that it leads to
        return format_html('<a href="{}" aria-label="{}: {}">{}</a>', address, yes, result, yes)

    @admin.display(description=gettext_lazy("answers"))
    def answers_shown(self, attempt: Attempt) -> str:
        questions = version_catalog(attempt.version).questions_by_slug
        pages = zip_longest(attempt.pages, attempt.seconds)  # the open page has none yet
        groups = [
            Group(
                _page_heading(number, seconds),
                [(questions[slug].text, _answer_words(attempt, slug)) for slug in page],
            )
            for number, (page, seconds) in enumerate(pages, start=1)
        ]
        return table(_("Answers in the order shown"), (_("Statement"), _("Answer")), *groups)

    @admin.display(description=gettext_lazy("days"))
    def days_shown(self, attempt: Attempt) -> str:
        return days_table(version_catalog(attempt.version), attempt.choices)


def _page_heading(number: int, seconds: float | None) -> str:
    if seconds is None:
        return _("Page %(number)s, waiting for answers") % {"number": number}
    # "s" stands for seconds.
    words = _("Page %(number)s, answered after %(seconds)s s")
    return words % {"number": number, "seconds": floatformat(seconds, 1)}


def _answer_words(attempt: Attempt, slug: str) -> str:
    return answer_label(attempt.answers[slug]) if slug in attempt.answers else _("Not answered yet")
