"""Areas and kinds of work of the draft."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.draft_status import DraftStatusAdmin
from roles.models import (
    Area,
    Dimension,
)


@admin.register(Area)
class AreaAdmin(DraftStatusAdmin):
    list_display = ("name", "position", "dimension_names", "description")
    list_editable = ("position",)
    search_fields = ("name", "slug", "description")
    fields = ("name", "slug", "position", "description", "dimension_links")
    readonly_fields = ("dimension_links",)
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Area]:
        return super().get_queryset(request).prefetch_related("dimensions")

    @admin.display(description=gettext_lazy("dimensions"))
    def dimension_names(self, area: Area) -> str:
        return ", ".join(dimension.name for dimension in area.dimensions.all())

    @admin.display(description=gettext_lazy("dimensions"))
    def dimension_links(self, area: Area) -> str:
        """Each leads to the form where its area is chosen."""
        if area.pk is None or not (dimensions := area.dimensions.all()):
            return _("None yet. Save the area, then choose it in the form of a dimension.")
        name = "admin:roles_dimension_change"
        rows = [(reverse(name, args=[row.pk]), row.name) for row in dimensions]
        return format_html_join(", ", '<a href="{}">{}</a>', rows)


@admin.register(Dimension)
class DimensionAdmin(DraftStatusAdmin):
    list_display = ("name", "area", "position", "description")
    list_editable = ("position",)
    list_select_related = ("area",)
    search_fields = ("name", "slug", "description")
    fieldsets = (
        (None, {"fields": ("name", "slug", "area", "position")}),
        (
            gettext_lazy("What it means"),
            {
                "description": gettext_lazy("Shown on role pages and results, in these words."),
                "fields": ("description", "low", "high"),
            },
        ),
    )
    prepopulated_fields = {"slug": ("name",)}
