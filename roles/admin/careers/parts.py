"""Rows that are edited on the page of the row they belong to."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import Model, QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.careers.fields import CareersFields, CareersForm, Choice, choices_of
from roles.content.careers import POINTS_OF_ROLES
from roles.models.careers.pages import POINT_LABELS

# What the label of a point is, by kind. Points of other kinds have none.
LABELS = {
    "boxes": gettext_lazy("Heading"),
    "ladder": gettext_lazy("Step"),
    "confused": gettext_lazy("Role"),
    "week": gettext_lazy("Day"),
    "choose": gettext_lazy("Role"),
}


class PartFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # not generic at run time
    """The rows of one page; new ones come last unless somebody wants otherwise."""

    def add_fields(self, form: Any, index: int | None) -> None:  # noqa: ANN401  # Django's own signature
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].widget.attrs["aria-label"] = _("Delete?")

    @property
    def kept_forms(self) -> list[Any]:
        """Those of rows that are not to be deleted, once all are checked."""
        return [form for form in self.forms if not form.cleaned_data.get(DELETION_FIELD_NAME)]

    @cached_property
    def next_position(self) -> int:
        return max((row.position for row in self.get_queryset()), default=0) + 1

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        kwargs = super().get_form_kwargs(index)
        if index is None or index >= self.initial_form_count():
            kwargs["initial"] = {"position": self.next_position}
        return kwargs


class PartInline(CareersFields, admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    form = CareersForm
    formset: Any = PartFormSet
    extra = 1  # for whoever has no JavaScript
    related: tuple[str, ...] = ()  # read with the rows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).select_related(*self.related)

    def formfield_for_dbfield(
        self,
        db_field: "models.Field[Any, Any]",
        request: HttpRequest,
        **kwargs: Any,  # noqa: ANN401  # Django's own signature
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs["aria-label"] = str(field.label)  # Django gives these tables none
            if isinstance(field.widget, RelatedFieldWidgetWrapper):
                field.widget = field.widget.widget  # no icons in each row of many
        return field


class PointFormSet(PartFormSet):
    """The points of one kind."""

    kind = ""

    @classmethod
    def get_default_prefix(cls) -> str:
        return cls.kind

    def save_new(self, form: Any, commit: bool = True) -> Any:  # noqa: ANN401  # Django's own signature
        form.instance.kind = self.kind
        return super().save_new(form, commit)


class PointInline(PartInline):
    """The points of one `kind`, with the columns that this kind needs."""

    formset = PointFormSet
    kind = ""
    related = ("source",)
    verbose_name = gettext_lazy("point")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        self.verbose_name_plural = POINT_LABELS[self.kind]
        super().__init__(*args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(kind=self.kind)

    def get_fields(self, request: HttpRequest, obj: object = None) -> tuple[str, ...]:
        own = ("label",) * (self.kind in LABELS) + ("span",) * (self.kind == "ladder")
        return (*own, "text", "source", "position")

    def get_formset(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        formset: Any = super().get_formset(*args, **kwargs)  # a class made for this request
        formset.kind = self.kind
        return formset

    def slug_choices(self, request: HttpRequest, name: str) -> list[Choice] | None:
        is_role = name == "label" and self.kind in POINTS_OF_ROLES
        return choices_of(request).roles if is_role else None

    def formfield_for_dbfield(
        self,
        db_field: "models.Field[Any, Any]",
        request: HttpRequest,
        **kwargs: Any,  # noqa: ANN401  # Django's own signature
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name == "label":
            field.required = True  # asked only where a point cannot do without
            field.label = LABELS[self.kind]
            field.widget.attrs["aria-label"] = str(field.label)
        return field


def inline_of(kind: str, base: type[PointInline]) -> type[PointInline]:
    """An inline class for the points of that kind."""
    return type(f"{kind.capitalize()}Inline", (base,), {"kind": kind})
