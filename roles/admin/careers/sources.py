"""Sources and pay figures: where it is from, what people earn."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.careers.content import CareersAdmin
from roles.admin.careers.fields import CareersForm
from roles.content.age import is_outdated
from roles.models import (
    Comparison,
    ComparisonPoint,
    PayFigure,
    ReaderQuestion,
    RolePoint,
    Source,
    Step,
)

USERS_OF_SOURCES: tuple[Any, ...] = (
    *(PayFigure, RolePoint, Comparison, ComparisonPoint),
    *(ReaderQuestion, Step),
)


@admin.register(Source)
class SourceAdmin(CareersAdmin):
    list_display = ("label", "name", "kind", "year", "used", "position")
    list_filter = ("kind",)
    search_fields = ("label", "name", "slug", "note")
    fieldsets = (
        (None, {"fields": ("label", "slug", "name", "kind", "year", "position")}),
        (gettext_lazy("In the list of sources"), {"fields": ("note", "url")}),
    )
    prepopulated_fields = {"slug": ("label",)}

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        counts = (
            model.objects.filter(source=OuterRef("pk"))
            .order_by()
            .values("source")
            .annotate(count=Count("pk"))
            .values("count")
            for model in USERS_OF_SOURCES
        )
        no_use = Value(0, output_field=IntegerField())
        used = sum((Coalesce(Subquery(count), 0) for count in counts), start=no_use)
        queryset: QuerySet[Any] = super().get_queryset(request).annotate(used=used)
        return queryset

    @admin.display(description=gettext_lazy("times used"), ordering="used")
    def used(self, source: Any) -> int:  # noqa: ANN401  # a row with the count that get_queryset adds
        count: int = source.used
        return count


class PayFigureForm(CareersForm):
    def clean_as_of(self) -> date | None:
        """The first of the month: figures hold for whole months."""
        as_of: date | None = self.cleaned_data["as_of"]
        return as_of and as_of.replace(day=1)


@admin.register(PayFigure)
class PayFigureAdmin(CareersAdmin):
    form = PayFigureForm
    list_display = (
        *("group", "country", "currency", "low", "middle", "high"),
        *("month", "source"),
    )
    list_editable = ()  # pages have an order of their own
    list_filter = ("source", "country")
    list_select_related = ("source",)
    search_fields = ("group", "slug", "code", "counted")
    fieldsets = (
        (None, {"fields": ("group", "slug", "code", "country", "counted", "position")}),
        (
            gettext_lazy("What they earn a year"),
            {
                "description": gettext_lazy("Whole units of the currency, before tax."),
                "fields": (
                    "currency",
                    ("low", "middle", "high"),
                    ("is_capped", "average"),
                ),
            },
        ),
        (gettext_lazy("Where it is from"), {"fields": ("source", "as_of")}),
    )
    prepopulated_fields = {"slug": ("group",)}

    @admin.display(description=gettext_lazy("as of"), ordering="as_of")
    def month(self, figure: PayFigure) -> str:
        if figure.as_of is None:
            return _("undated")
        month = date_format(figure.as_of, "YEAR_MONTH_FORMAT")
        if is_outdated(figure.as_of, localdate()):
            return _("%(month)s, may be out of date") % {"month": month}
        return month
