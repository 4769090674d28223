"""The admin, by room. What is registered here is what staff can see and edit."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from roles.admin import accounts, content, quiz, results, site, versions
from roles.admin.catalog import areas, questions, roles, settings

__all__ = [
    "accounts",
    "areas",
    "content",
    "questions",
    "quiz",
    "results",
    "roles",
    "settings",
    "site",
    "versions",
]

admin.site.index_title = _("At a glance")
admin.site.empty_value_display = _("none")  # type: ignore[assignment]  # lazy text is fine here
