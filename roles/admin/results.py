"""Results in the admin: what respondents were told, from which answers, and what they share."""

from typing import NamedTuple

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.long_lists import PeriodFilter, VersionFilter
from roles.admin.read_only import Group, ReadOnlyAdmin, days_table, table
from roles.domain import types
from roles.domain.dates import earliest_day
from roles.models import Result, ShareLink
from roles.pages.areas import by_area
from roles.queries.catalog import version_catalog
from roles.queries.results import leader_names
from roles.wording.answers import answer_label
from roles.wording.numbers import signed
from roles.wording.share import shown_words

NOTE_WORDS = {
    "same_answer": gettext_lazy("same answer in a row"),
    "flat": gettext_lazy("nearly the same answer throughout"),
    "pattern": gettext_lazy("follows a pattern"),
    "scattered": gettext_lazy("scattered"),
    "fast": gettext_lazy("very fast"),
}
LEVEL_WORDS = {
    "liked_most": gettext_lazy("liked most of the work"),
    "liked_little": gettext_lazy("liked little of the work"),
}


class LeaderFilter(admin.SimpleListFilter):
    """Offers the roles in force, and older ones that lead a result."""

    title = gettext_lazy("leader")
    parameter_name = "leader"

    def lookups(
        self, request: HttpRequest, model_admin: "admin.ModelAdmin[Result]"
    ) -> list[tuple[str, str]]:
        return list(leader_names().items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Result]) -> QuerySet[Result] | None:
        return queryset.filter(leader=self.value()) if self.value() else None


class FinishedAtFilter(PeriodFilter):
    title = gettext_lazy("finished")
    parameter_name = column = "finished_at"


@admin.register(Result)
class ResultAdmin(ReadOnlyAdmin):
    list_display = ("finished_at", "leader_name", "certainty", "version", "notes_shown")
    list_filter = ("certainty", LeaderFilter, VersionFilter, FinishedAtFilter)
    list_select_related = ()  # not the attempts, and see below
    sortable_by = ("finished_at",)
    fields = (
        *("finished_at", "kept_until", "attempt", "version", "leader_name", "certainty"),
        *("notes_shown", "level_remark", "probabilities", "scores", "answers_shown", "days_shown"),
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).defer("page_cache")

    @admin.display(description=gettext_lazy("leader"))
    def leader_name(self, result: Result) -> str:
        return version_catalog(result.version).roles_by_slug[result.leader].name

    @admin.display(description=gettext_lazy("notes"))
    def notes_shown(self, result: Result) -> str:
        return ", ".join(str(NOTE_WORDS[note]) for note in result.notes) or _("none")

    @admin.display(description=gettext_lazy("level remark"))
    def level_remark(self, result: Result) -> str:
        remark = result.outcome.level_remark
        return _("none") if remark is None else str(LEVEL_WORDS[remark])

    @admin.display(description=gettext_lazy("probabilities"))
    def probabilities(self, result: Result) -> str:
        roles = version_catalog(result.version).roles_by_slug
        rows = [
            (roles[match.role].name, _("%s%%") % floatformat(100 * match.probability, 1))
            for match in result.outcome.matches
        ]
        heads = (_("Role"), _("Probability"))
        return table(_("How likely each role is the closest"), heads, Group("", rows))

    @admin.display(description=gettext_lazy("scores"))
    def scores(self, result: Result) -> str:
        catalog = version_catalog(result.version)
        heads = (
            *(_("Dimension"), _("Answered"), _("Skipped"), _("Not shown")),
            *(_("Liking, 0 to 100"), _("From their average")),
        )
        rows = map(ScoreRow, catalog.dimensions, result.outcome.scores)
        groups = [
            Group(heading, [_score_cells(row.dimension.name, row.score) for row in group])
            for heading, group in by_area(rows, catalog.areas)
        ]
        return table(_("Scores per dimension"), heads, *groups)

    @admin.display(description=gettext_lazy("answers"))
    def answers_shown(self, result: Result) -> str:
        questions = version_catalog(result.version).questions_by_slug
        rows = [
            (questions[slug].text, answer_label(answer)) for slug, answer in result.answer_pairs
        ]
        heads = (_("Statement"), _("Answer"))
        return table(_("Answers it was scored from, in the order shown"), heads, Group("", rows))

    @admin.display(description=gettext_lazy("days"))
    def days_shown(self, result: Result) -> str:
        return days_table(version_catalog(result.version), result.choices)


class ScoreRow(NamedTuple):
    """A dimension and what the answers say of it."""

    dimension: types.CatalogDimension
    score: types.DimensionScore


def _score_cells(name: str, score: types.DimensionScore) -> tuple[str | int, ...]:
    nothing = _("no answers")
    return (
        *(name, score.answered, score.skipped, score.open),
        nothing if score.plain is None else floatformat(score.plain, 1),
        nothing if score.from_average is None else signed(score.from_average),
    )


LINK_STATES = {
    "works": gettext_lazy("works"),
    "off": gettext_lazy("switched off"),
    "out": gettext_lazy("expired"),
}


class LinkStateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(
        self, request: HttpRequest, model_admin: "admin.ModelAdmin[ShareLink]"
    ) -> list[tuple[str, str]]:
        return [(state, str(words)) for state, words in LINK_STATES.items()]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ShareLink]
    ) -> QuerySet[ShareLink] | None:
        today = earliest_day(timezone.now())
        wanted = {
            "works": Q(ended_at=None, ends_on__gte=today),
            "off": Q(ended_at__isnull=False),
            "out": Q(ended_at=None, ends_on__lt=today),
        }.get(self.value() or "")
        return None if wanted is None else queryset.filter(wanted)


@admin.register(ShareLink)
class ShareLinkAdmin(ReadOnlyAdmin):
    """How much is shared and until when, not where or by whom: addresses, pictures and names stay
    their owners'."""

    list_display = ("made_at", "ends_on", "state", "shown", "result_named", "version")
    list_filter = (LinkStateFilter, "shows_numbers", "shows_pattern", VersionFilter)
    list_select_related = ()  # not the results with their attempts
    sortable_by = ("ends_on",)
    ordering = ("-pk",)  # as made; there is an index
    fields = ("made_at", "ends_on", "state", "ended_at", "shown", "result", "version")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).defer("token", "picture", "name", "page_cache")

    @admin.display(description=gettext_lazy("state"))
    def state(self, link: ShareLink) -> str:
        state = "works" if link.is_working(timezone.now()) else "off" if link.ended_at else "out"
        return str(LINK_STATES[state])

    @admin.display(description=gettext_lazy("shows"))
    def shown(self, link: ShareLink) -> str:
        return shown_words(link.snapshot)

    @admin.display(description=gettext_lazy("result"))
    def result_named(self, link: ShareLink) -> str:
        address = reverse("admin:roles_result_change", args=[link.result_id])
        return format_html('<a href="{}">{}</a>', address, Result(pk=link.result_id))
