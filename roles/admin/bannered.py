"""What all tables of the draft share in the admin: a banner above each page, and a history."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern
from simple_history.admin import SimpleHistoryAdmin

from roles.queries.draft import DraftState, draft_state
from roles.wording.changes import state_sentence

Context = dict[str, Any] | None


def banner_context(state: DraftState) -> dict[str, Any]:
    """What the banner's template needs of a state that is at hand. No query."""
    return {"draft": state, "draft_sentence": state_sentence(state)}


class BannerAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # the package ships no types
    """A table whose pages say above all else how the draft stands; the history holds every
    change."""

    object_history_template = "admin/roles/object_history.html"
    list_per_page = 200

    class Media:
        css = {"all": ("css/admin.css",)}

    def get_urls(self) -> list[URLPattern]:
        # Without simple_history's form for old rows: its inline scripts break our policy, and the
        # history list says what changed anyway.
        return admin.ModelAdmin.get_urls(self)

    def changelist_view(
        self, request: HttpRequest, extra_context: Context = None
    ) -> HttpResponseBase:
        context = banner_context(draft_state()) | (extra_context or {})
        page: HttpResponseBase = super().changelist_view(request, context)
        return page

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Context = None,
    ) -> HttpResponseBase:
        context = banner_context(draft_state()) | (extra_context or {})
        page: HttpResponseBase = super().changeform_view(request, object_id, form_url, context)
        return page

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Context = None
    ) -> HttpResponse:
        context = banner_context(draft_state()) | (extra_context or {})
        page: HttpResponse = super().history_view(request, object_id, context)
        return page
