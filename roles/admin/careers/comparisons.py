"""Comparisons of two or three roles."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from roles.admin.careers.content import CareersAdmin
from roles.admin.careers.fields import CareersForm, Choice, choices_of
from roles.admin.careers.parts import PointFormSet, PointInline, inline_of
from roles.content.careers import comparison_slug
from roles.models import Comparison, ComparisonPoint

SIDES = ("first", "second", "third")


class ComparisonForm(CareersForm):
    def clean(self) -> dict[str, Any]:
        """Refuses a role that comes twice, another order than the catalog's, and what is there."""
        cleaned = super().clean() or self.cleaned_data
        roles = {name: cleaned[name] for name in SIDES if cleaned.get(name)}
        chosen = list(roles.values())
        for place, (name, role) in enumerate(roles.items()):
            if role in chosen[:place]:
                self.add_error(name, _("Choose a role that is not chosen already."))
        if not self.errors:
            self.check_order(chosen)
        if not self.errors:
            self.check_others(chosen)
        return cleaned

    def check_order(self, chosen: list[str]) -> None:
        names = dict(self.base_fields["first"].choices)  # type: ignore[attr-defined]  # a select
        ordered = [role for role in names if role in chosen]
        if ordered != [role for role in chosen if role in names]:  # the draft may lack some
            right = ", ".join(str(names[role]) for role in ordered)
            said = _("Put the roles in the order of the catalog: %(roles)s.")
            self.add_error("first", said % {"roles": right})

    def check_others(self, chosen: list[str]) -> None:
        """In another order, too: the catalog's may have been another one."""
        for other in Comparison.objects.exclude(pk=self.instance.pk):
            if set(other.roles) == set(chosen):
                said = _("There is a comparison of these roles already: %(slug)s.")
                self.add_error("first", said % {"slug": comparison_slug(other.roles)})


class ChooseFormSet(PointFormSet):
    """When to choose each role: something for each side, and for no other role."""

    def clean(self) -> None:
        super().clean()
        # As sent: what the form above refused is not in `self.instance`.
        sides = [role for role in map(self.data.get, SIDES) if role]
        said = {form: form.cleaned_data.get("label") for form in self.kept_forms}
        for form, role in said.items():
            if role and role not in sides:
                form.add_error("label", _("This role is not compared here."))
        if missing := [role for role in sides if role not in said.values()]:
            names = dict(self.form.base_fields["label"].choices)  # type: ignore[attr-defined]  # a select
            roles = ", ".join(str(names.get(role, role)) for role in missing)
            text = _("Say when to choose each role. Nothing is said yet for: %(roles)s.")
            raise ValidationError(text % {"roles": roles})


class ComparisonPointInline(PointInline):
    model = ComparisonPoint


class ChooseInline(ComparisonPointInline):
    formset = ChooseFormSet
    kind = "choose"
    extra = len(SIDES)  # there must be one for each


@admin.register(Comparison)
class ComparisonAdmin(CareersAdmin):
    form = ComparisonForm
    list_display = ("__str__", "description", "position")
    list_filter = ("first", "second")
    search_fields = ("first", "second", "third", "description", "answer", "points__text")
    fields = (SIDES, "description", "answer", "source", "position")
    inlines = (
        ChooseInline,
        *(inline_of(kind, ComparisonPointInline) for kind in ("same", "different")),
    )
    history_parts = (ComparisonPoint,)

    def slug_choices(self, request: HttpRequest, name: str) -> list[Choice] | None:
        return choices_of(request).roles if name in SIDES else None

    def view_on_site(self, comparison: Comparison) -> str:
        return reverse("careers:comparison", args=[comparison_slug(comparison.roles)])
