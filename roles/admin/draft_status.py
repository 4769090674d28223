"""What all tables of the draft share in the admin: a banner above each page, and a history."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from roles.admin.guarded import GuardedAdmin
from roles.admin.long_lists import OwnFiltersAdmin
from roles.admin.preview.rows import row_preview
from roles.queries.catalog import PartChange
from roles.queries.draft import DraftState, draft_state
from roles.queries.scheduling import scheduled_publication
from roles.wording.changes import state_sentence
from roles.wording.draft import ScheduledLine, scheduled_line

Context = dict[str, Any] | None


class Banner:
    """What the banner above a page says. The draft is read when a page is drawn, and only then."""

    def __init__(self, *, is_content: bool = False) -> None:
        self.is_content = is_content  # pages about content tell of old figures, too

    @cached_property
    def draft(self) -> DraftState:
        return draft_state()

    @property
    def sentence(self) -> str:
        return state_sentence(self.draft)

    @cached_property
    def scheduled(self) -> ScheduledLine | None:
        """What waits for its day, or failed on it. One query."""
        return scheduled_line(self.draft, scheduled_publication())

    @property
    def outdated(self) -> int:
        """How many pay figures may be out of date."""
        figures = self.draft.content.pay if self.is_content and self.draft.content else ()
        return sum(figure.is_outdated(localdate()) for figure in figures)


class DraftStatusPages(OwnFiltersAdmin):
    """A table whose pages say above all else how the draft stands."""

    is_content = False

    class Media:
        css = {"all": ("css/admin.css",)}

    def with_banner(self, context: Context) -> dict[str, Any]:
        return {"banner": Banner(is_content=self.is_content)} | (context or {})

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        return super().changelist_view(request, self.with_banner(extra_context))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Context = None,
    ) -> HttpResponse:
        context = self.with_banner(extra_context)
        return super().changeform_view(request, object_id, form_url, context)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Model | None = None,
    ) -> HttpResponse:
        if obj and request.user.has_perm("roles.view_roleprofile"):
            context["preview_address"] = row_preview(obj, context["banner"].draft)
        return super().render_change_form(request, context, add, change, form_url, obj)


class ListRowForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A row of an editable list: its controls are named by their column and their row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""  # not drawn in a list, but referred to
            words = _("%(column)s: %(row)s") % {"column": field.label, "row": self.instance}
            field.widget.attrs["aria-label"] = words


class DraftStatusAdmin(GuardedAdmin, DraftStatusPages, SimpleHistoryAdmin):  # type: ignore[misc]  # the package ships no types
    """A table of the draft; its history holds every change."""

    object_history_template = "admin/roles/object_history.html"
    list_per_page = 200
    show_facets = admin.ShowFacets.NEVER  # few rows: nobody needs them counted

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        return super().get_changelist_form(request, **{"form": ListRowForm} | kwargs)

    def get_urls(self) -> list[URLPattern]:
        # Without simple_history's form for old rows: its inline scripts break our policy, and the
        # history list says what changed anyway.
        return admin.ModelAdmin.get_urls(self)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Context = None
    ) -> HttpResponse:
        page: HttpResponse = super().history_view(
            request, object_id, self.with_banner(extra_context)
        )
        return page

    def render_history_view(
        self, request: HttpRequest, template: str, context: dict[str, Any], **kwargs: object
    ) -> HttpResponse:
        # Told like changes of what belongs to a row, which come with the row before.
        changes = [PartChange(row, None) for row in context["page_obj"]]
        context = context | {"changes": changes}
        page: HttpResponse = super().render_history_view(request, template, context, **kwargs)
        return page
