"""What respondents left, in the admin: read by staff, changed by nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class RecordAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """A table that may hold millions of rows. Its pages carry no banner: the draft has no part
    in them."""

    change_list_template = "admin/change_list.html"
    change_form_template = "admin/change_form.html"
    object_history_template = "admin/object_history.html"
    show_full_result_count = False  # one count is slow enough
    show_facets = admin.ShowFacets.NEVER

    class Media:
        css = {"all": ("css/admin.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        # Fetched once each, not with every row: a version holds a whole catalog.
        return super().get_queryset(request).prefetch_related("version")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@dataclass(frozen=True)
class Group:
    """Rows of a table under a heading of their own."""

    heading: str  # "" for none
    rows: Sequence[Sequence[object]]


def table(caption: str, heads: Sequence[str], *groups: Group) -> SafeString:
    """A table for a page of one record; the first cell of each row names the row."""
    context = {"caption": caption, "heads": heads, "groups": groups}
    return render_to_string("admin/roles/table.html", context)
