"""The settings of the draft: how the quiz runs and how answers are scored."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from roles.admin.draft_status import Context, DraftStatusAdmin
from roles.models import (
    ScoringSettings,
)


@admin.register(ScoringSettings)
class ScoringSettingsAdmin(DraftStatusAdmin):
    fieldsets = (
        (
            gettext_lazy("How the quiz runs"),
            {
                "fields": (
                    ("minimum_answers", "questions_per_page", "longest_run"),
                    ("stop_probability", "panel_share"),
                )
            },
        ),
        (gettext_lazy("The second step: days"), {"fields": (("day_pairs", "day_weight"),)}),
        (
            gettext_lazy("How sure a result sounds"),
            {"fields": (("clear_from", "close_from", "no_direction_below"),)},
        ),
        (
            gettext_lazy("Scoring"),
            {
                "description": gettext_lazy("Leave these alone unless you know the method."),
                "fields": (
                    ("contrast", "own_variance", "noise_variance", "temperature"),
                    "scale_answers",
                    "calibrated",
                ),
            },
        ),
    )

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        """There is one row: the list leads straight to it."""
        if ScoringSettings.objects.exists():
            return redirect("admin:roles_scoringsettings_change", 1)
        return super().changelist_view(request, extra_context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not ScoringSettings.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
