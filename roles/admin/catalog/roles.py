"""Role profiles of the draft, with their numbers and days."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.draft_status import Context, DraftStatusAdmin
from roles.domain.symbols import free_symbols
from roles.domain.types import TARGET_RANGE
from roles.models import (
    Day,
    Dimension,
    ProfileTarget,
    RoleProfile,
)
from roles.models.catalog.draft import SYMBOL_LABELS
from roles.queries.catalog import day_history, target_history


class TargetForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """One target: its dimension is given by the row, only number and reason are asked."""

    class Meta:
        model = ProfileTarget
        fields = ("dimension", "target", "reason")
        widgets = {
            "target": forms.NumberInput(attrs=dict(zip(("min", "max"), TARGET_RANGE, strict=True))),
            "reason": forms.TextInput(attrs={"size": 70}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        self.fields["dimension"].disabled = True
        self.empty_permitted = False  # a role needs a number for every dimension


class TargetFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # not generic at run time
    """The role's targets, with an empty row for each dimension that has none yet."""

    key_field = "dimension"  # two people who fill in the same row meet, see `untouched.row_key`

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        role = kwargs.get("instance")
        missing = Dimension.objects.all()
        if role is not None and role.pk:
            missing = missing.exclude(targets__role=role)
        kwargs["initial"] = [{"dimension": dimension} for dimension in missing]
        super().__init__(*args, **kwargs)
        self.extra = len(kwargs["initial"])


class TargetInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    model = ProfileTarget
    form = TargetForm
    formset = TargetFormSet
    can_delete = False
    verbose_name_plural = gettext_lazy(
        "targets: how much liking for each kind of work is typical of this role (0 to 100)"
    )

    def get_max_num(self, request: HttpRequest, obj: object = None, **kwargs: object) -> int:
        return Dimension.objects.count()

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        field = super().formfield_for_dbfield(*args, **kwargs)
        if isinstance(field, forms.ModelChoiceField):
            for offer in ("add", "change", "delete", "view"):  # no icons beside a fixed dimension
                setattr(field.widget, f"can_{offer}_related", False)
        return field


class DayForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """One day of the role, in one line."""

    class Meta:
        model = Day
        fields = ("text", "slug", "position")
        widgets = {"text": forms.TextInput(attrs={"size": 70})}


class DayInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    model = Day
    form = DayForm
    extra = 1  # without scripts there is no other way to add one
    prepopulated_fields = {"slug": ("text",)}
    verbose_name_plural = gettext_lazy(
        "days: people who are not sure yet choose between a day of this role and one of another"
    )


class RoleProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    def clean_symbol(self) -> str:
        """Each role has a shape of its own while one is free."""
        symbol: str = self.cleaned_data["symbol"]
        others = dict(
            RoleProfile.objects.exclude(pk=self.instance.pk).values_list("symbol", "name")
        )
        free = free_symbols(others)
        if symbol in others and free:
            labels = dict(SYMBOL_LABELS)
            raise forms.ValidationError(
                _("%(role)s has this shape. Choose one that is free: %(shapes)s."),
                params={
                    "role": others[symbol],
                    "shapes": "; ".join(str(labels[shape]) for shape in free),
                },
            )
        return symbol


@admin.register(RoleProfile)
class RoleProfileAdmin(DraftStatusAdmin):
    form = RoleProfileForm
    list_display = ("name", "position", "symbol", "summary")
    list_editable = ("position",)
    search_fields = ("name", "slug", "summary")
    inlines = (TargetInline, DayInline)
    fieldsets = (
        (None, {"fields": ("name", "slug", "position", "symbol")}),
        (
            gettext_lazy("On its page"),
            {
                "description": gettext_lazy("Readers see this once the draft is published."),
                "fields": ("summary",),
            },
        ),
    )
    prepopulated_fields = {"slug": ("name",)}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new role is offered the next free shape."""
        free = free_symbols(RoleProfile.objects.values_list("symbol", flat=True))
        offered = {"symbol": free[0]} if free else {}
        return offered | super().get_changeform_initial_data(request)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Context = None
    ) -> HttpResponse:
        parts = {"target_history": target_history(object_id), "day_history": day_history(object_id)}
        return super().history_view(request, object_id, parts | (extra_context or {}))
