"""The draft of what the pages about roles say: its rows, what names them, what became of them."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError as InvalidDocument

from roles.admin.content_form import ContentForm, form_class
from roles.admin.draft_status import DraftStatusAdmin
from roles.admin.named_by import namers, texts
from roles.admin.read_only import Group, table
from roles.admin.rows import RowsField
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
from roles.queries.careers import draft_names, text_content
from roles.queries.draft import CONTENT
from roles.wording.changes import ChangeLine, field_lines

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

    # --- the form

    def make_form(self) -> type[ContentForm]:
        return form_class(self.model, draft_names())

    def get_form(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        if request not in self._forms:
            self._forms[request] = self.make_form()
        return self._forms[request]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ANN401  # Django's own signature
        """Texts first, then a set for each list of rows, folded where there are many. Whoever may
        only look gets one table."""
        if obj and not self.has_change_permission(request, obj):
            return [(None, {"fields": ["content", "position"]})]
        fields = self.get_form(request, obj).base_fields
        lists = {name: field for name, field in fields.items() if isinstance(field, RowsField)}
        plain = [name for name in fields if name not in lists and name != "position"]
        classes = ["rows", *(["collapse"] if len(lists) > FOLDED_FROM else [])]
        return [
            (None, {"fields": [*plain, "position"]}),
            *(
                (field.label, {"fields": [name], "classes": classes})
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

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: Any,  # noqa: ANN401  # Django's own signature
        search_term: str,
    ) -> tuple[Any, bool]:
        """Rows that have all the words in their texts. Not asked of the database: SQLite keeps
        letters such as é escaped in JSON, and tells É from é."""
        words = unicodedata.normalize("NFC", search_term).casefold().split()
        held = {
            row.pk: "\n".join((row.slug, *texts(row.document))).casefold()
            for row in (queryset if words else ())
        }
        found = [pk for pk, text in held.items() if all(word in text for word in words)]
        return (queryset.filter(pk__in=found) if words else queryset), False

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
        named = namers(self.model.section)
        naming = dict.fromkeys(other for row in objs for other in named[row.slug])
        protected += [f"{capfirst(other._meta.verbose_name)}: {other}" for other in naming]
        return to_delete, counts, missing, protected


@admin.register(Source)
class SourceAdmin(ContentAdmin):
    list_display = (
        "__str__",
        column("name", gettext_lazy("name")),
        column("kind", gettext_lazy("kind")),
        "used",
        "position",
    )

    def get_changelist_instance(self, request: HttpRequest) -> Any:  # noqa: ANN401  # Django's own signature
        page = super().get_changelist_instance(request)
        named = namers("sources")
        for row in page.result_list:
            row.used = len(named[row.slug])
        return page

    @admin.display(description=gettext_lazy("times used"))
    def used(self, source: Any) -> int:  # noqa: ANN401  # a row with the count of the list
        count: int = source.used
        return count


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
        column("source", gettext_lazy("source")),
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
        "slug",
        column("description", gettext_lazy("description")),
        column("checked", gettext_lazy("checked")),
        "position",
    )

    def view_on_site(self, page: RolePage) -> str:
        return reverse("careers:role", args=[page.slug])


@admin.register(Comparison)
class ComparisonAdmin(ContentAdmin):
    list_display = ("slug", column("description", gettext_lazy("description")), "position")

    def view_on_site(self, comparison: Comparison) -> str:
        return reverse("careers:comparison", args=[comparison.slug])


@admin.register(ReaderQuestion)
class ReaderQuestionAdmin(ContentAdmin):
    list_display = (
        column("question", gettext_lazy("question")),
        column("topic", gettext_lazy("topic")),
        column("link", gettext_lazy("link")),
        column("source", gettext_lazy("source")),
        "position",
    )

    def make_form(self) -> type[ContentForm]:
        made = super().make_form()
        answer, link = made.base_fields["answer"], made.base_fields["link"]
        context = {"limit": answer.help_text, "meanings": PLACEHOLDER_MEANINGS}
        answer.help_text = render_to_string("admin/roles/placeholders.html", context)
        link.validators.append(check_link)
        return made

    def view_on_site(self, question: ReaderQuestion) -> str:
        return f"{reverse('careers:questions')}#{question.slug}"


def check_link(link: str) -> None:
    """Raises ValidationError for the address of a page that this site does not have."""
    path, _sign, _anchor = link.partition("#")
    if path.startswith("/"):  # anything else is refused for its form
        try:
            resolve(path)
        except Resolver404 as error:
            said = _("This site has no page at %(path)s.") % {"path": path}
            raise ValidationError(said) from error


@admin.register(Title)
class TitleAdmin(ContentAdmin):
    list_display = (
        column("name", gettext_lazy("name")),
        column("pay", gettext_lazy("pay figure")),
        column("note", gettext_lazy("note")),
        "position",
    )

    def view_on_site(self, title: Title) -> str:
        return reverse("careers:route", args=[title.slug])


@admin.register(Step)
class StepAdmin(ContentAdmin):
    list_display = (
        "__str__",
        column("text", gettext_lazy("stepping stone")),
        column("is_long", gettext_lazy("a long step"), is_flag=True),
        column("source", gettext_lazy("source")),
        "position",
    )
