"""The draft of what the pages about roles say: its rows, what uses them, what became of them."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from weakref import WeakKeyDictionary

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.bannered import BannerAdmin
from roles.admin.content_form import SOURCES, ContentForm, form_class
from roles.content.difference import row_changes
from roles.content.schema import PayDocument
from roles.content.values import PLACEHOLDERS
from roles.models import (
    CONTENT_ROWS,
    Comparison,
    ContentRow,
    PayFigure,
    ReaderQuestion,
    RolePage,
    Source,
    Step,
    Title,
)
from roles.queries.careers import draft_names, draft_scope
from roles.wording.changes import ChangeLine, field_lines

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
            gettext_lazy("for how many months a result is kept"),
            gettext_lazy("for how many days an unfinished quiz is kept"),
            gettext_lazy("for how many days a link that has ended is kept"),
            gettext_lazy("who runs this site"),
            gettext_lazy("how to reach them"),
        ),
        strict=True,
    )
)
# By section: the keys under which rows of other tables name a row of that one.
NAMED_BY = {"sources": ("source",), "pay": ("figure", "pay")}


def column(key: str, label: Any, *, is_flag: bool = False) -> Any:  # noqa: ANN401  # for list_display
    """A column of a list: what a row's document holds under that key."""

    @admin.display(description=label, ordering=f"document__{key}", boolean=is_flag)
    def shown(row: ContentRow) -> object:
        return bool(row.document.get(key)) if is_flag else row.text(key)

    return shown


def uses(section: str) -> Counter[str]:
    """How often each row of a section is named by rows of other tables. Seven queries."""
    keys = "|".join(NAMED_BY.get(section, ()))
    pattern = re.compile(rf"'(?:{keys})': '([^']+)'")
    rows = (row for table in CONTENT_ROWS for row in table.objects.all())
    return Counter(name for row in rows for name in pattern.findall(repr(row.document)))


class ContentAdmin(BannerAdmin):
    """A table of the content's draft."""

    change_form_template = "admin/roles/content_form.html"
    list_editable: tuple[str, ...] = ("position",)
    search_fields = ("slug", "document")
    _forms: WeakKeyDictionary[HttpRequest, type[ContentForm]] = WeakKeyDictionary()

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,  # noqa: ANN401  # Django's own signature
        change: bool = False,
        **kwargs: Any,  # noqa: ANN401  # the same
    ) -> Any:  # noqa: ANN401  # the same
        """Made once for a request, as it offers rows of other tables."""
        if request not in self._forms:
            self._forms[request] = form_class(self.model, draft_scope(), draft_names())
        return self._forms[request]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:  # noqa: ANN401  # Django's own signature
        own = [name for name in self.get_form(request, obj).base_fields if name != "position"]
        return [*own, "position"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """New rows come last unless somebody wants otherwise."""
        last = self.model._default_manager.aggregate(last=Max("position"))["last"] or 0
        given: dict[str, Any] = super().get_changeform_initial_data(request)
        return {"position": last + 1} | given

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,  # noqa: ANN401  # Django's own signature
        **kwargs: Any,  # noqa: ANN401  # the same
    ) -> Any:  # noqa: ANN401  # the same
        context |= {"sources_id": SOURCES, "sources": draft_names()["sources"]}
        return super().render_change_form(request, context, *args, **kwargs)

    def set_history_delta_changes(
        self,
        request: HttpRequest,
        historical_records: Sequence[Any],
        foreign_keys_are_objs: bool = True,
    ) -> None:
        """What changed with each save: in the document, text by text, and in the position."""
        for now, before in pairwise(historical_records):
            changes = row_changes(self.model.section, now.slug, before.document, now.document)
            lines = field_lines(changes)
            if now.position != before.position:
                lines.append(ChangeLine("", _("position"), str(before.position), str(now.position)))
            now.history_delta_changes = [
                {"field": line.field, "old": line.before, "new": line.after} for line in lines
            ]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:  # noqa: ANN401  # Django's own signature
        """Rows that others name cannot be deleted."""
        to_delete, counts, missing, protected = super().get_deleted_objects(objs, request)
        counted = uses(self.model.section) if self.model.section in NAMED_BY else Counter()
        protected += [
            _("%(row)s, named by %(count)s other rows") % {"row": row, "count": counted[row.slug]}
            for row in objs
            if counted[row.slug]
        ]
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
        counted = uses("sources")
        for row in page.result_list:
            row.used = counted[row.slug]
        return page

    @admin.display(description=gettext_lazy("times used"))
    def used(self, source: Any) -> int:  # noqa: ANN401  # a row with the count of the list
        count: int = source.used
        return count


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
        figure = PayDocument.model_validate(row.document)
        if figure.as_of is None:
            return _("undated")
        if figure.is_outdated(localdate()):
            return _("%(month)s, may be out of date") % {"month": row.text("as_of")}
        return row.text("as_of")


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

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,  # noqa: ANN401  # Django's own signature
        change: bool = False,
        **kwargs: Any,  # noqa: ANN401  # the same
    ) -> Any:  # noqa: ANN401  # the same
        made = super().get_form(request, obj, change, **kwargs)
        made.base_fields["answer"].help_text = render_to_string(
            "admin/roles/placeholders.html", {"meanings": PLACEHOLDER_MEANINGS}
        )
        made.base_fields["link"].validators = [check_link]
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
