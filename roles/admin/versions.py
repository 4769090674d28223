"""Published versions in the admin: read by staff, changed by nobody."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.draft_status import DraftStatusPages
from roles.content import files
from roles.models import CatalogVersion, ContentVersion


class VersionAdmin(DraftStatusPages):
    """Versions can be read by everybody with the right to, and changed by nobody."""

    list_display = ("number", "published_at", "author", "note", "digest_start")
    list_display_links = ("number", "published_at")
    search_fields = ("note", "author")
    fields = ("number", "published_at", "author", "note", "digest", "as_file")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("fingerprint"))
    def digest_start(self, version: CatalogVersion) -> str:
        return version.digest[:12]

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


@admin.register(CatalogVersion)
class CatalogVersionAdmin(VersionAdmin):
    """Versions of the catalog."""
