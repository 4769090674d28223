"""What all tables of the draft share in the admin: a banner above each page, and a history."""

from functools import cached_property
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.timezone import localdate
from simple_history.admin import SimpleHistoryAdmin

from roles.admin.guarded import GuardedAdmin
from roles.queries.draft import DraftState, draft_state
from roles.wording.changes import state_sentence

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

    @property
    def outdated(self) -> int:
        """How many pay figures may be out of date."""
        figures = self.draft.content.pay if self.is_content and self.draft.content else ()
        return sum(figure.is_outdated(localdate()) for figure in figures)


class DraftStatusPages(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
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


class DraftStatusAdmin(GuardedAdmin, DraftStatusPages, SimpleHistoryAdmin):  # type: ignore[misc]  # the package ships no types
    """A table of the draft; its history holds every change."""

    object_history_template = "admin/roles/object_history.html"
    list_per_page = 200

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
