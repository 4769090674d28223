"""The route map: jobs people come from, and the usual steps between jobs."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from roles.admin.careers.content import CareersAdmin
from roles.admin.careers.fields import CareersForm, Choice, choices_of
from roles.admin.careers.parts import PartInline
from roles.models import Step, Title, TitleChange


class ChangeForm(CareersForm):
    """What changes in one dimension: that is given by the row, only the text is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        self.fields["dimension"].disabled = True
        self.empty_permitted = False  # a title needs a text for every dimension


class ChangeFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # not generic at run time
    """The title's changes, with an empty row for each dimension that has none yet."""

    dimensions: list[str]  # those of the draft, in its order

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        stored = [row.dimension for row in self.get_queryset()]
        missing = [slug for slug in self.dimensions if slug not in stored]
        self.initial_extra = [{"dimension": slug} for slug in missing]
        self.extra = len(missing)
        self.max_num = len(stored) + len(missing)
        self.can_delete = not set(stored) <= set(self.dimensions)  # only what the draft has not

    def save_new(self, form: Any, commit: bool = True) -> Any:  # noqa: ANN401  # Django's own signature
        form.instance.position = self.dimensions.index(form.instance.dimension) + 1
        return super().save_new(form, commit)


class ChangeInline(PartInline):
    model = TitleChange
    form = ChangeForm
    formset = ChangeFormSet
    fields = ("dimension", "text")

    def slug_choices(self, request: HttpRequest, name: str) -> list[Choice] | None:
        return choices_of(request).dimensions if name == "dimension" else None

    def get_formset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        formset: Any = super().get_formset(
            request, *args, **kwargs
        )  # a class made for this request
        formset.dimensions = [slug for slug, _name in choices_of(request).dimensions]
        return formset


@admin.register(Title)
class TitleAdmin(CareersAdmin):
    list_display = ("name", "pay", "note", "position")
    list_select_related = ("pay",)
    search_fields = ("name", "slug", "note", "changes__text")
    fields = ("name", "slug", "pay", "note", "position")
    inlines = (ChangeInline,)
    prepopulated_fields = {"slug": ("name",)}
    history_parts = (TitleChange,)

    def view_on_site(self, title: Title) -> str:
        return reverse("careers:route", args=[title.slug])


@admin.register(Step)
class StepAdmin(CareersAdmin):
    list_display = ("__str__", "text", "is_long", "source", "position")
    list_filter = ("start", "goal", "is_long")
    list_select_related = ("source",)
    search_fields = ("start", "goal", "text", "shift")
    fields = (("start", "goal"), "text", "shift", "is_long", "source", "position")

    def slug_choices(self, request: HttpRequest, name: str) -> list[Choice] | None:
        choices = choices_of(request)
        if name == "start":
            return [(_("Current titles"), choices.titles), (_("Roles"), choices.roles)]
        return choices.roles if name == "goal" else None
