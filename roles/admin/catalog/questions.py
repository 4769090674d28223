"""Statements of the draft."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from roles.admin.draft_status import DraftStatusAdmin
from roles.models import (
    Question,
)


@admin.register(Question)
class QuestionAdmin(DraftStatusAdmin):
    list_display = ("text", "dimension", "position", "active", "reversed")
    list_editable = ("position", "active")
    list_filter = ("dimension", "active", "reversed")
    list_select_related = ("dimension",)
    search_fields = ("text", "slug")
    fieldsets = (
        (None, {"fields": ("text", "slug", "dimension", "position", "active")}),
        (
            gettext_lazy("Scoring"),
            {
                "description": gettext_lazy("Leave these alone unless you know the method."),
                "classes": ("collapse",),
                "fields": ("reversed", "baseline"),
            },
        ),
    )
    prepopulated_fields = {"slug": ("text",)}
