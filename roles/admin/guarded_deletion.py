"""Deleting in the admin: whoever confirms it is told when the row has changed meanwhile."""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.utils import unquote
from django.db import models, router, transaction
from django.http import HttpRequest, HttpResponse, QueryDict

from roles.admin.guard import Context, Guard, GuardBase, context_of, lock, parent_name
from roles.admin.merge import digest
from roles.admin.reconcile import STAMP
from roles.admin.savers import last_saver
from roles.wording.saving import changed_before_deleting_sentence


class GuardedDeletionAdmin(GuardBase):
    """The pages of a table that ask before they delete."""

    delete_confirmation_template = "admin/roles/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/roles/delete_selected_confirmation.html"

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Context = None
    ) -> HttpResponse:
        to_field = request.POST.get(TO_FIELD_VAR, request.GET.get(TO_FIELD_VAR))
        if to_field:  # a popup of another form; Django checks the field
            return super().delete_view(request, object_id, extra_context)
        with transaction.atomic(using=router.db_for_write(self.model)):
            lock(self.model, pk=unquote(object_id))
            row = self.get_object(request, unquote(object_id))
            rows = [row] if row else []
            guard = self._deletion_guard(request, rows)
            return _with_guard(super().delete_view(request, object_id, extra_context), guard)

    def response_action(
        self,
        request: HttpRequest,
        queryset: "models.QuerySet[Any]",
        *args: Any,  # noqa: ANN401  # Django's own signature
        **kwargs: Any,  # noqa: ANN401  # the same
    ) -> HttpResponse | None:
        if request.POST.getlist("action") != ["delete_selected"]:
            return super().response_action(request, queryset, *args, **kwargs)
        with transaction.atomic(using=router.db_for_write(self.model)):
            keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
            lock(self.model, pk__in=keys)
            rows = list(queryset.filter(pk__in=keys).order_by("pk"))
            guard = self._deletion_guard(request, rows)
            page = super().response_action(request, queryset, *args, **kwargs)
            return page and _with_guard(page, guard)

    def _deletion_guard(self, request: HttpRequest, rows: list[models.Model]) -> Guard:
        """Of the page that asks. Takes the confirmation back when the rows are others by now than
        those that were shown."""
        guard = Guard(state_of(one for row in rows for one in self._with_parts(request, row)))
        if request.POST.get("post") and rows and request.POST.get(STAMP) != guard.stamp:
            saver = last_saver(
                (type(one), str(one.pk)) for row in rows for one in self._with_parts(request, row)
            )
            is_you = saver.user == request.user.pk
            guard.sentences.append(changed_before_deleting_sentence(saver.name, is_you=is_you))
            sent = request.POST.copy()
            del sent["post"]
            is_action = ACTION_CHECKBOX_NAME in sent
            request.POST = sent if is_action else QueryDict()  # type: ignore[assignment]  # it can be set
        return guard

    def _with_parts(self, request: HttpRequest, row: models.Model) -> list[models.Model]:
        """A row, and those of its inline sets."""
        parts = [row]
        for inline in self.get_inline_instances(request, row):
            name = parent_name(inline, self.model)
            parts += inline.model._base_manager.filter(**{name: row.pk}).order_by("pk")
        return parts


def state_of(rows: Iterable[models.Model]) -> str:
    """Changes whenever what is stored of these rows does."""
    return digest({"": [json.dumps([_values(row) for row in rows])]})


def _values(row: models.Model) -> list[str]:
    own = [field.value_to_string(row) for field in row._meta.concrete_fields]
    many = [
        ",".join(sorted(str(other.pk) for other in field.value_from_object(row)))
        for field in row._meta.many_to_many
    ]
    return [row._meta.label, *map(str, own), *many]


def _with_guard(page: HttpResponse, guard: Guard) -> HttpResponse:
    for name in ("deleted_objects", "deletable_objects"):
        if context := context_of(page, name):
            context["guard"] = guard
    return page
