"""What all tables of the content share: a banner, a history with parts, a stamp renewed."""

from functools import cached_property
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern
from django.utils.timezone import localdate
from simple_history.admin import SimpleHistoryAdmin

from roles.admin.careers.fields import CareersFields, CareersForm
from roles.admin.careers.history import part_history
from roles.domain.careers import is_outdated
from roles.domain.errors import Problem
from roles.models import PayFigure
from roles.selectors.careers.stored import careers_problems, stored_careers
from roles.services.careers import renew_stamp

Context = dict[str, Any] | None


class Banner:
    """What the banner above each page says; read when a page is drawn, and only then."""

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Why the content could not be loaded again. Seventeen queries."""
        return careers_problems(stored_careers())

    @cached_property
    def outdated(self) -> list[PayFigure]:
        """The pay figures that may be out of date. One query."""
        today = localdate()
        return [figure for figure in PayFigure.objects.all() if is_outdated(figure.as_of, today)]


def with_banner(extra_context: Context) -> dict[str, Any]:
    return {"careers_banner": Banner()} | (extra_context or {})


class CareersAdmin(CareersFields, SimpleHistoryAdmin):  # type: ignore[misc]  # the package ships no types
    """A table of the content. `history_parts` are tables whose rows belong to one of its rows."""

    form = CareersForm
    change_list_template = "admin/roles/careers_change_list.html"
    change_form_template = "admin/roles/careers_change_form.html"
    object_history_template = "admin/roles/careers_object_history.html"
    list_editable: tuple[str, ...] = ("position",)
    list_per_page = 200
    history_parts: tuple[Any, ...] = ()

    class Media:
        css = {"all": ("css/admin.css",)}

    def get_urls(self) -> list[URLPattern]:
        return admin.ModelAdmin.get_urls(self)  # as DraftAdmin's, and for its reason

    # --- what pages say

    def changelist_view(
        self, request: HttpRequest, extra_context: Context = None
    ) -> HttpResponseBase:
        page: HttpResponseBase = super().changelist_view(request, with_banner(extra_context))
        return page

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Context = None,
    ) -> HttpResponseBase:
        context = with_banner(extra_context)
        page: HttpResponseBase = super().changeform_view(request, object_id, form_url, context)
        return page

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Context = None
    ) -> HttpResponse:
        parts = part_history(self.model, object_id, self.history_parts)
        context = with_banner({"part_history": parts} | (extra_context or {}))
        page: HttpResponse = super().history_view(request, object_id, context)
        return page

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """New rows come last unless somebody wants otherwise: readers see them at once."""
        last = self.model._default_manager.aggregate(last=Max("position"))["last"] or 0
        given: dict[str, Any] = super().get_changeform_initial_data(request)
        return {"position": last + 1} | given

    # --- what readers are told of it

    def save_related(
        self,
        request: HttpRequest,
        form: "ModelForm[Any]",
        formsets: Any,  # noqa: ANN401  # Django's own signature
        change: bool,
    ) -> None:
        super().save_related(
            request, form, formsets, change
        )  # rows edited in the list come by, too
        renew_stamp()

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)
        renew_stamp()

    def delete_queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            renew_stamp()
