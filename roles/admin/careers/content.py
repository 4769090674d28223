"""What all tables of the content share: a banner, a history with parts, a stamp renewed."""

from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from roles.admin.bannered import BannerAdmin, Context
from roles.admin.careers.fields import CareersFields, CareersForm
from roles.admin.careers.history import part_history
from roles.content.age import is_outdated
from roles.domain.errors import Problem
from roles.models import PayFigure
from roles.queries.stored import careers_problems, stored_careers
from roles.services.careers import renew_stamp


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


class CareersAdmin(CareersFields, BannerAdmin):
    """A table of the content. `history_parts` are tables whose rows belong to one of its rows."""

    form = CareersForm
    change_list_template = "admin/roles/careers_change_list.html"
    change_form_template = "admin/roles/careers_change_form.html"
    object_history_template = "admin/roles/careers_object_history.html"
    list_editable: tuple[str, ...] = ("position",)
    history_parts: tuple[Any, ...] = ()

    # --- what pages say

    def banner(self) -> dict[str, Any]:
        return {"careers_banner": Banner()}

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Context = None
    ) -> HttpResponse:
        parts = part_history(self.model, object_id, self.history_parts)
        context = {"part_history": parts} | (extra_context or {})
        return super().history_view(request, object_id, context)

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
        """Rows edited in the list come by here, too."""
        super().save_related(request, form, formsets, change)
        renew_stamp()

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)
        renew_stamp()

    def delete_queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            renew_stamp()
