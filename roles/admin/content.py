"""The draft of what the pages about roles say: its rows, what names them, what became of them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from django.contrib import admin
from django.contrib.admin.widgets import AdminIntegerFieldWidget
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError as InvalidDocument

from roles.admin.content_form import ContentForm, form_class
from roles.admin.draft_status import DraftStatusAdmin
from roles.admin.read_only import Group, table
from roles.admin.rows import RowsField
from roles.admin.uses import Use, used_in, uses_cell
from roles.content.difference import row_changes
from roles.content.documents import AS_HELD
from roles.content.sources import PayDocument
from roles.content.values import PLACEHOLDERS
from roles.models import (
    Comparison,
    ContentRow,
    ContentVersion,
    PayFigure,
    ReaderQuestion,
    RolePage,
    Source,
    Step,
    Title,
)
from roles.queries.careers import draft_names, source_names, text_content
from roles.queries.draft import CONTENT
from roles.queries.search import has_words
from roles.queries.texts import texts
from roles.queries.usage import NAMED_BY, namers
from roles.web.links import Known, is_dead
from roles.wording.changes import ChangeLine, field_lines
from roles.wording.rows import Names, name_rows, row_name

FOLDED_FROM = 4  # lists of rows on one page
PLACEHOLDER_MEANINGS = dict(
    zip(
        PLACEHOLDERS,
        (
            gettext_lazy("how many statements the quiz asks at least"),
            gettext_lazy("how many statements there are"),
            gettext_lazy("how many minutes the shortest quiz takes"),
            gettext_lazy("how many minutes the whole quiz takes"),
            gettext_lazy("how many roles there are, in words"),
            gettext_lazy("how many areas there are, in words"),
            gettext_lazy("how many kinds of work there are, in words"),
            gettext_lazy("for how many months a result is kept"),
            gettext_lazy("for how many days an unfinished quiz is kept"),
            gettext_lazy("for how many days a link that has ended is kept"),
            gettext_lazy("who runs this site"),
            gettext_lazy("how to reach them"),
        ),
        strict=True,
    )
)


def placeholders_help(limit: object) -> str:
    """What the words in braces stand for, below what else there is to say."""
    context = {"limit": limit, "meanings": PLACEHOLDER_MEANINGS}
    return render_to_string("admin/roles/placeholders.html", context)


def _with_count(label: object, rows: Sequence[object] | None) -> str:
    """Of a list's head: with the number of its rows once it is saved."""
    if rows is None:
        return str(label)
    return _("%(label)s (%(count)s)") % {"label": label, "count": len(rows)}


def name_column(key: str, label: Any, *sections: str) -> Any:  # noqa: ANN401  # for list_display
    """A column of a list: the name of what the row's document names under that key."""

    @admin.display(description=label, ordering=f"document__{key}")
    def shown(row: Any) -> str | None:  # noqa: ANN401  # a row with what the list looked up
        slug = row.text(key)
        known = {slug: name for part in sections for slug, name in row.names[part].items()}
        return known.get(slug, slug) or None

    return shown


def column(key: str, label: Any, *, is_flag: bool = False) -> Any:  # noqa: ANN401  # for list_display
    """A column of a list: what a row's document holds under that key."""

    @admin.display(description=label, ordering=f"document__{key}", boolean=is_flag)
    def shown(row: ContentRow) -> object:
        return bool(row.document.get(key)) if is_flag else row.text(key) or None

    return shown


class ContentAdmin(DraftStatusAdmin):
    """A table of the content's draft."""

    is_content = True
    change_form_template = "admin/roles/content_form.html"
    list_editable: ClassVar[tuple[str, ...]] = ("position",)
    search_fields = ("slug",)  # and all texts, see below

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        # One for a request, as it offers rows of other tables; none outlives its request.
        self._forms: WeakKeyDictionary[HttpRequest, type[ContentForm]] = WeakKeyDictionary()
        self._names: WeakKeyDictionary[HttpRequest, Names] = WeakKeyDictionary()

    def names(self, request: HttpRequest) -> Names:
        """What rows of the draft are called, looked up once for a request."""
        if request not in self._names:
            self._names[request] = draft_names()
        return self._names[request]

    # --- the form

    def make_form(self, names: Names) -> type[ContentForm]:
        return form_class(self.model, names, source_names())

    def get_form(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        if request not in self._forms:
            self._forms[request] = self.make_form(self.names(request))
        return self._forms[request]

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        row = super().get_object(request, *args, **kwargs)
        if row is not None:
            name_rows([row], self.names(request))
        return row

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,  # noqa: ANN401  # Django's own signature
        **kwargs: Any,  # noqa: ANN401  # the same
    ) -> HttpResponse:
        row = context.get("original")
        if row is not None and row.section in NAMED_BY:
            context["uses"] = self.uses(request, [row])[row.slug]
            context["is_usable"] = True
        return super().render_change_form(request, context, *args, **kwargs)

    def uses(self, request: HttpRequest, rows: Iterable[ContentRow]) -> dict[str, list[Use]]:
        """Where each of these rows is used, by its slug."""
        found, names = namers(self.model.section), self.names(request)
        return {row.slug: used_in(found[row.slug], names) for row in rows}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ANN401  # Django's own signature
        """Texts first, then a set for each list of rows, folded where there are many. Whoever may
        only look gets one table."""
        if obj and not self.has_change_permission(request, obj):
            return [(None, {"fields": ["content", "position"]})]
        fields = self.get_form(request, obj).base_fields
        held = obj.document if obj else {}
        lists = {name: field for name, field in fields.items() if isinstance(field, RowsField)}
        plain = [name for name in fields if name not in lists and name != "position"]
        classes = ["rows", *(["collapse"] if len(lists) > FOLDED_FROM else [])]
        return [
            (None, {"fields": [*plain, "position"]}),
            *(
                (_with_count(field.label, held.get(name)), {"fields": [name], "classes": classes})
                for name, field in lists.items()
            ),
        ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """New rows come last unless somebody wants otherwise."""
        last = self.model._default_manager.aggregate(last=Max("position"))["last"] or 0
        given: dict[str, Any] = super().get_changeform_initial_data(request)
        return {"position": last + 1} | given

    def get_view_on_site_url(self, obj: Any = None) -> Any:  # noqa: ANN401  # Django's own signature
        """None for what readers cannot see yet."""
        published = ContentVersion.objects.live().first() if obj else None
        rows = getattr(text_content(published.document_text), obj.section) if published else ()
        is_shown = obj and obj.slug in [getattr(row, "slug", None) for row in rows]
        return super().get_view_on_site_url(obj) if is_shown else None

    @admin.display(description=gettext_lazy("content"))
    def content(self, row: ContentRow) -> str:
        changes = row_changes(CONTENT + row.section, row.slug, {}, row.document)
        cells = [(capfirst(line.field), line.after) for line in field_lines(changes)]
        return table(_("Content"), (_("Field"), _("Content")), Group("", cells))

    # --- lists, history, deletion

    def get_changelist_instance(self, request: HttpRequest) -> Any:  # noqa: ANN401  # Django's own signature
        page = super().get_changelist_instance(request)
        names = self.names(request)
        name_rows(page.result_list, names)
        uses = self.uses(request, page.result_list) if self.model.section in NAMED_BY else {}
        for row in page.result_list:
            row.names, row.uses = names, uses.get(row.slug, [])
        return page

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        labelled = {"position": AdminIntegerFieldWidget({"aria-label": _("Position")})}
        return super().get_changelist_form(request, widgets=labelled, **kwargs)

    @admin.display(description=gettext_lazy("where used"))
    def where_used(self, row: Any) -> str:  # noqa: ANN401  # a row with what the list looked up
        return render_to_string("admin/roles/uses_cell.html", uses_cell(row.uses))

    @admin.display(description=gettext_lazy("name"), ordering="slug")
    def called(self, row: ContentRow) -> str:
        return str(row)

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: Any,  # noqa: ANN401  # Django's own signature
        search_term: str,
    ) -> tuple[Any, bool]:
        """Rows that have all the words in their texts or names. Not asked of the database: SQLite
        keeps letters such as é escaped in JSON, and tells É from é."""
        if not search_term.strip():
            return queryset, False
        names = self.names(request)
        found = [
            row.pk
            for row in queryset
            if has_words("\n".join((row_name(row, names), *texts(row.document))), search_term)
        ]
        return queryset.filter(pk__in=found), False

    def set_history_delta_changes(
        self,
        request: HttpRequest,
        historical_records: Sequence[Any],
        foreign_keys_are_objs: bool = True,
    ) -> None:
        """What changed with each save: in the document, text by text, and in the position."""
        section = CONTENT + self.model.section
        for now, before in pairwise(historical_records):
            lines = field_lines(row_changes(section, now.slug, before.document, now.document))
            if now.position != before.position:
                lines.append(ChangeLine(_("position"), str(before.position), str(now.position)))
            now.history_delta_changes = [
                {"field": line.field, "old": line.before, "new": line.after} for line in lines
            ]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:  # noqa: ANN401  # Django's own signature
        """Rows that others name cannot be deleted; the page says which others."""
        to_delete, counts, missing, protected = super().get_deleted_objects(objs, request)
        uses = self.uses(request, objs)
        protected += dict.fromkeys(use.name for row in objs for use in uses[row.slug])
        return to_delete, counts, missing, protected


@admin.register(Source)
class SourceAdmin(ContentAdmin):
    list_display = (
        "__str__",
        column("name", gettext_lazy("name")),
        column("kind", gettext_lazy("kind")),
        "where_used",
        "position",
    )


def may_be_old(row: PayFigure) -> bool:
    try:
        figure = PayDocument.model_validate(row.document, context=AS_HELD)
    except InvalidDocument:  # the banner says why
        return False
    return figure.is_outdated(localdate())


@admin.register(PayFigure)
class PayFigureAdmin(ContentAdmin):
    list_display = (
        column("group", gettext_lazy("group")),
        column("country", gettext_lazy("country")),
        column("currency", gettext_lazy("currency")),
        column("low", gettext_lazy("low")),
        column("middle", gettext_lazy("middle")),
        column("high", gettext_lazy("high")),
        "month",
        name_column("source", gettext_lazy("source"), "sources"),
        "where_used",
    )
    list_editable = ()  # pages have an order of their own

    @admin.display(description=gettext_lazy("as of"), ordering="document__as_of")
    def month(self, row: PayFigure) -> str:
        month = row.text("as_of")
        if not month:
            return _("undated")
        if may_be_old(row):
            return _("%(month)s, may be out of date") % {"month": month}
        return month


@admin.register(RolePage)
class RolePageAdmin(ContentAdmin):
    list_display = (
        "called",
        column("description", gettext_lazy("description")),
        column("checked", gettext_lazy("checked")),
        "position",
    )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Whoever writes a page has checked it today."""
        return {"checked": localdate()} | super().get_changeform_initial_data(request)

    def view_on_site(self, page: RolePage) -> str:
        return reverse("careers:role", args=[page.slug])


@admin.register(Comparison)
class ComparisonAdmin(ContentAdmin):
    list_display = ("called", column("description", gettext_lazy("description")), "position")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """An address may name the roles, as in ?roles=product-owner,project-manager."""
        given = super().get_changeform_initial_data(request)
        if roles := str(given.get("roles", "")):
            slugs = [slug for slug in draft_names()["roles"] if slug in roles.split(",")]
            given["roles"] = [{"slug": slug} for slug in slugs]
            given["choose"] = [{"label": slug} for slug in slugs]
        return given

    def view_on_site(self, comparison: Comparison) -> str:
        return reverse("careers:comparison", args=[comparison.slug])


@admin.register(ReaderQuestion)
class ReaderQuestionAdmin(ContentAdmin):
    list_display = (
        column("question", gettext_lazy("question")),
        column("topic", gettext_lazy("topic")),
        column("link", gettext_lazy("link")),
        name_column("source", gettext_lazy("source"), "sources"),
        "position",
    )

    def make_form(self, names: Names) -> type[ContentForm]:
        made = super().make_form(names)
        answer, link = made.base_fields["answer"], made.base_fields["link"]
        answer.help_text = placeholders_help(answer.help_text)
        questions = ReaderQuestion.objects.values_list("slug", flat=True)
        link.validators.append(link_check(names, list(questions)))
        return made

    def view_on_site(self, question: ReaderQuestion) -> str:
        return f"{reverse('careers:questions')}#{question.slug}"


def link_check(names: Names, questions: Collection[str]) -> Callable[[str], None]:
    """Raises ValidationError for a link that leads nowhere."""
    known = Known(names["roles"], names["titles"], questions)

    def check(link: str) -> None:
        if link.startswith("/") and is_dead(link, known):  # others are refused for their form
            path, _sign, place = link.partition("#")
            said = _("This site has no page at %(path)s.") % {"path": path}
            if place and not is_dead(path, known):
                said = _("The page at %(path)s has no place called %(place)s.") % {
                    "path": path,
                    "place": place,
                }
            raise ValidationError(said)

    return check


@admin.register(Title)
class TitleAdmin(ContentAdmin):
    list_display = (
        column("name", gettext_lazy("name")),
        name_column("pay", gettext_lazy("pay figure"), "pay"),
        column("note", gettext_lazy("note")),
        "where_used",
        "position",
    )

    def view_on_site(self, title: Title) -> str:
        return reverse("careers:route", args=[title.slug])


@admin.register(Step)
class StepAdmin(ContentAdmin):
    list_display = (
        "called",
        column("text", gettext_lazy("stepping stone")),
        column("is_long", gettext_lazy("a long step"), is_flag=True),
        name_column("source", gettext_lazy("source"), "sources"),
        "position",
    )
