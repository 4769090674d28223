"""Role profiles of the draft, with their numbers and days."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.catalog.checked_form import CheckedForm, is_check
from roles.admin.catalog.role_list import RoleListAdmin
from roles.admin.catalog.targets import TargetFormSet, TargetInline, target_groups
from roles.admin.draft_status import Context
from roles.admin.insight import compared, insight_context, people_context
from roles.domain.errors import RoleAddressTaken
from roles.domain.symbols import free_symbols
from roles.models import Day, ProfileTarget, RoleProfile, ScoringSettings
from roles.models.catalog.draft import SYMBOL_LABELS
from roles.queries.catalog import day_history, target_history
from roles.queries.roles import published_as_renamed
from roles.services.roles import refuse_slug
from roles.wording.roles import taken_sentence


class DayForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """One day of the role, in one line."""

    class Meta:
        model = Day
        fields = ("text", "slug", "position")
        help_texts = dict.fromkeys(fields, "")  # the table says it once
        widgets = {"text": forms.TextInput(attrs={"size": 70})}


class DayInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    model = Day
    form = DayForm
    template = "admin/roles/roleprofile/days.html"
    extra = 1  # without scripts there is no other way to add one
    prepopulated_fields = {"slug": ("text",)}
    verbose_name_plural = gettext_lazy(
        "Days: people who aren't sure yet choose between a day of this role and one of another"
    )

    def get_extra(self, request: HttpRequest, obj: object = None, **kwargs: object) -> int:
        """A new role gets room for as many days as the second step shows."""
        settings = ScoringSettings.objects.first() or ScoringSettings()
        return self.extra if obj else max(self.extra, int(settings.day_pairs))


class RoleProfileForm(CheckedForm):
    def clean_slug(self) -> str:
        """No address that leads to another role, or that something else of the draft has."""
        slug: str = self.cleaned_data["slug"]
        try:
            refuse_slug(slug, self.instance if self.instance.pk else None)
        except RoleAddressTaken as error:
            if error.why != "content":  # pages that wait for their role are fine
                raise forms.ValidationError(taken_sentence(error)) from error
        return slug

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
class RoleProfileAdmin(RoleListAdmin):
    form = RoleProfileForm
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

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,  # noqa: ANN401  # Django's own signature
        **kwargs: Any,  # noqa: ANN401
    ) -> HttpResponse:
        """With the published numbers beside the inputs, and what the numbers do."""
        formsets = (one.formset for one in context["inline_admin_formsets"])
        targets = next((each for each in formsets if each.model is ProfileTarget), None)
        if targets is not None:  # else they may not see numbers
            context |= self._numbers(request, context, targets)
        return super().render_change_form(request, context, *args, **kwargs)

    def _numbers(
        self, request: HttpRequest, context: dict[str, Any], targets: TargetFormSet
    ) -> dict[str, Any]:
        """What the form shows of the numbers and of what they do."""
        form = context["adminform"].form
        # As stored: the form has put what was typed into its instance.
        slug = form.initial.get("slug", "") if context["original"] else ""
        published = published_as_renamed()
        role = published.role(slug) if published else None
        forms: Any = targets.forms
        groups = target_groups(forms, role.targets if role else {})
        comparison = compared(targets, slug, form.instance.name)
        people = people_context(comparison) if is_check(request) else {}
        shown = {"target_groups": groups, "is_checked": is_check(request)}
        return shown | insight_context(comparison) | people

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Context = None
    ) -> HttpResponse:
        parts = {"target_history": target_history(object_id), "day_history": day_history(object_id)}
        return super().history_view(request, object_id, parts | (extra_context or {}))
