"""The settings of the draft, as sentences: how the quiz runs and how answers are scored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import AdminReadonlyField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from roles.admin.catalog.checked_form import CheckedForm, is_check
from roles.admin.draft_status import Context, DraftStatusAdmin
from roles.admin.settings_trial import trial_context
from roles.domain.types import Settings
from roles.models import ScoringSettings
from roles.queries.catalog import published_catalog
from roles.wording.settings import range_words, setting_words, value_words, with_input


@dataclass(frozen=True)
class SettingInput:
    """A setting in the form, with what is said beside it."""

    sentence: SafeString  # with the input in it
    input_id: str  # "" for people who may only look
    help: str
    range: str
    published: str  # "" before the first publication
    errors: object


@dataclass(frozen=True)
class SettingGroup:
    heading: str
    description: str
    rows: list[SettingInput]


@admin.register(ScoringSettings)
class ScoringSettingsAdmin(DraftStatusAdmin):
    form = CheckedForm
    fieldsets = (
        (
            gettext_lazy("How the quiz runs"),
            {
                "fields": (
                    *("minimum_answers", "questions_per_page", "longest_run"),
                    *("stop_probability", "panel_share"),
                )
            },
        ),
        (gettext_lazy("The second step: days"), {"fields": ("day_pairs", "day_weight")}),
        (
            gettext_lazy("How sure a result sounds"),
            {"fields": ("clear_from", "close_from", "no_direction_below")},
        ),
        (
            gettext_lazy("Scoring"),
            {
                "description": gettext_lazy("Leave these alone unless you know the method."),
                "fields": (
                    *("contrast", "own_variance", "noise_variance", "temperature"),
                    *("scale_answers", "calibrated"),
                ),
            },
        ),
    )

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        """There is one row: the list leads straight to it."""
        if ScoringSettings.objects.exists():
            return redirect("admin:roles_scoringsettings_change", 1)
        return super().changelist_view(request, extra_context)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,  # noqa: ANN401  # Django's own signature
        **kwargs: Any,  # noqa: ANN401
    ) -> HttpResponse:
        """Each setting in its sentence, and what they do once that is asked for."""
        published = published_catalog()
        groups = setting_groups(context["adminform"], published.settings if published else None)
        context |= {"setting_groups": list(groups), "is_checked": is_check(request)}
        if is_check(request):
            context |= trial_context(context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not ScoringSettings.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


def setting_groups(fieldsets: Iterable[Any], published: Settings | None) -> Iterator[SettingGroup]:
    """The form's fieldsets, as the admin draws them, in sentences."""
    for fieldset in fieldsets:
        fields = [field for line in fieldset for field in line]
        rows = [_row(field, published) for field in fields]
        yield SettingGroup(fieldset.name, fieldset.description or "", rows)


def _row(field: Any, published: Settings | None) -> SettingInput:  # noqa: ANN401  # an input or a text
    is_text = isinstance(field, AdminReadonlyField)
    name: str = field.field["name"] if is_text else field.field.name
    return SettingInput(
        sentence=with_input(name, field.contents() if is_text else SafeString(field.field)),
        input_id="" if is_text else field.field.id_for_label,
        help=setting_words(name).help,
        range=range_words(name),
        published=value_words(getattr(published, name)) if published else "",
        errors="" if is_text else field.field.errors,
    )
