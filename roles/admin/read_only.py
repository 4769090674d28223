"""What respondents left, in the admin: read by staff, changed by nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roles.admin.long_lists import CappedPaginator, IndexedChangeList, OwnFiltersAdmin
from roles.domain import types


class ReadOnlyAdmin(OwnFiltersAdmin):
    """A table that may hold millions of rows. Its pages carry no banner: the draft has no part
    in them."""

    change_list_template = "admin/change_list.html"
    change_form_template = "admin/change_form.html"
    object_history_template = "admin/object_history.html"
    show_full_result_count = False  # one count is slow enough
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator

    class Media:
        css = {"all": ("css/admin.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        # Fetched once each, not with every row: a version holds a whole catalog.
        return super().get_queryset(request).prefetch_related("version")

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[ChangeList]:
        return IndexedChangeList

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


def days_table(catalog: types.Catalog, choices: Sequence[types.DayChoice]) -> SafeString | str:
    """What was chosen between days, in words; each with the role whose day it is."""
    if not choices:
        return _("none")
    words = {
        day.slug: _("%(day)s (%(role)s)") % {"day": day.text, "role": role.name}
        for role in catalog.roles
        for day in role.days
    }
    rows = [
        (words[row.pair.left], words[row.pair.right], words.get(row.chosen or "", _("Skipped")))
        for row in choices
    ]
    heads = (_("Day on the left"), _("Day on the right"), _("Chosen"))
    return table(_("Days in the order shown"), heads, Group("", rows))
