"""Published versions in the admin: read by staff, changed by nobody."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.draft_status import Context, DraftStatusPages
from roles.admin.version_rights import may_load, may_view_draft
from roles.content import files
from roles.domain.disclosure import ALONE
from roles.models import CatalogVersion, ContentVersion
from roles.queries.dashboard import find_overview
from roles.queries.versions import Kind
from roles.wording.start import people


class VersionAdmin(DraftStatusPages):
    """Versions can be read by everybody with the right to, and changed by nobody."""

    kind: Kind
    change_list_template = "admin/roles/version_list.html"
    change_form_template = "admin/roles/version_form.html"
    object_history_template = "admin/object_history.html"  # nobody changes them
    list_display = ("number", "published_at", "author", "note", "ways")
    list_display_links = ("number", "published_at")
    search_fields = ("note", "author")
    fields = ("number", "published_at", "author", "note", "digest", "as_file")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("document_text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def with_ways(self, request: HttpRequest, context: Context) -> dict[str, Any]:
        """What the links above a list or a version depend on."""
        rights = {
            "may_load": may_load(request.user, self.kind),
            "may_view_draft": may_view_draft(request.user, self.kind),
        }
        return {"kind": self.kind} | rights | (context or {})

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        return super().changelist_view(request, self.with_ways(request, extra_context))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Context = None,
    ) -> HttpResponse:
        context = self.with_ways(request, extra_context)
        return super().changeform_view(request, object_id, form_url, context)

    @admin.display(description=gettext_lazy("compare with the draft"))
    def ways(self, version: CatalogVersion | ContentVersion) -> str:
        address = reverse("desk:compare", args=[self.kind])
        words = _("Compare")
        name = _("Compare version %(number)s with the draft") % {"number": version.number}
        return format_html(
            '<a href="{}?old={}&amp;new=draft" aria-label="{}">{}</a>',
            *(address, version.number, name, words),
        )

    @admin.display(description=gettext_lazy("content"))
    def as_file(self, version: CatalogVersion | ContentVersion) -> str:
        label = _("The version as a file")
        # Focusable, so that a keyboard can scroll it.
        return format_html(
            '<pre class="catalog-file" tabindex="0" role="region" aria-label="{}">{}</pre>',
            label,
            files.write(version.document),
        )


@admin.register(ContentVersion)
class ContentVersionAdmin(VersionAdmin):
    """Versions of the role pages."""

    kind = "content"


@admin.register(CatalogVersion)
class CatalogVersionAdmin(VersionAdmin):
    """Versions of the catalog, with how often each was taken."""

    kind = "catalog"

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        taken = find_overview().versions

        @admin.display(description=gettext_lazy("started"))
        def started(version: CatalogVersion) -> str:
            found = taken.get(version.number)
            return people(found.started.value) if found else "\N{EN DASH}"

        @admin.display(description=gettext_lazy("finished"))
        def finished(version: CatalogVersion) -> str:
            found = taken.get(version.number)
            few = _("fewer than %(count)s") % {"count": ALONE}
            return people(found.finished.value) if found else few

        *columns, ways = self.list_display
        return [*columns, started, finished, ways]

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        context = {"usage_counted_at": find_overview().counted_at} | (extra_context or {})
        return super().changelist_view(request, context)
