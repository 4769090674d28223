"""The numbers of a role: one table, by area, with what is published beside each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from roles.domain.types import TARGET_RANGE
from roles.models import Area, Dimension, ProfileTarget


class TargetForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """One target: its dimension is given by the row, only number and reason are asked."""

    class Meta:
        model = ProfileTarget
        fields = ("dimension", "target", "reason")
        help_texts = dict.fromkeys(("target", "reason"), "")  # the table says it once
        widgets = {
            "target": forms.NumberInput(attrs=dict(zip(("min", "max"), TARGET_RANGE, strict=True))),
            "reason": forms.TextInput(attrs={"size": 40}),
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

    def numbers(self) -> dict[str, float] | None:
        """The numbers as typed, or as stored while nothing is, by the dimension's slug; None when
        one is missing or cannot be."""
        found: dict[str, float] = {}
        for form in self.forms:
            row: ProfileTarget = form.instance
            if form.is_bound and not form.is_valid():
                return None
            if row.target is None:
                return None
            found[row.dimension.slug] = row.target
        return found if not self.is_bound or self.is_valid() else None


class TargetInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    model = ProfileTarget
    form = TargetForm
    formset = TargetFormSet
    template = "admin/roles/roleprofile/targets.html"
    can_delete = False
    verbose_name_plural = gettext_lazy("Numbers: how much of each kind of work the job involves")

    def get_max_num(self, request: HttpRequest, obj: object = None, **kwargs: object) -> int:
        return Dimension.objects.count()

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        field = super().formfield_for_dbfield(*args, **kwargs)
        if isinstance(field, forms.ModelChoiceField):
            for offer in ("add", "change", "delete", "view"):  # no icons beside a fixed dimension
                setattr(field.widget, f"can_{offer}_related", False)
        return field


@dataclass(frozen=True)
class TargetRow:
    """A row of the table."""

    form: TargetForm
    dimension: Dimension
    published: float | None


@dataclass(frozen=True)
class TargetGroup:
    """The rows of one area."""

    area: Area | None
    rows: list[TargetRow]


def target_groups(
    targets: Iterable[TargetForm], published: Mapping[str, float]
) -> list[TargetGroup]:
    """The forms of a role's targets by area. One query.

    Args:
        published: a dimension's slug -> the number in force.
    """
    dimensions = {row.pk: row for row in Dimension.objects.select_related("area")}
    places = {pk: place for place, pk in enumerate(dimensions)}
    rows = []
    for form in targets:
        given = form["dimension"].initial  # an id of a stored row, else the dimension itself
        if given is None:
            continue  # more rows were sent than there are kinds of work
        dimension = dimensions[given if isinstance(given, int) else given.pk]
        rows.append(TargetRow(form, dimension, published.get(dimension.slug)))

    def place(row: TargetRow) -> tuple[int, int, int]:
        area = row.dimension.area
        return (area.position if area else -1, area.pk if area else -1, places[row.dimension.pk])

    groups = groupby(sorted(rows, key=place), key=lambda row: row.dimension.area)
    return [TargetGroup(area, list(found)) for area, found in groups]
