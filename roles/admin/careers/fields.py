"""Form fields of the content: selects that are read once per page, texts shown whole."""

from collections.abc import Collection
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.content import format
from roles.models import Dimension, RoleProfile, Title

Choice = tuple[Any, Any]
NOTHING: Choice = ("", "---------")  # as Django's own selects begin
ADDRESSES = {"url", "link"}  # long, but no sentences


class Choices:
    """What the selects of one page offer, however many rows it has. One query per table."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[Choice]] = {}

    @cached_property
    def roles(self) -> list[Choice]:
        return list(RoleProfile.objects.values_list("slug", "name"))

    @cached_property
    def dimensions(self) -> list[Choice]:
        return list(Dimension.objects.values_list("slug", "name"))

    @cached_property
    def titles(self) -> list[Choice]:
        return list(Title.objects.values_list("slug", "name"))

    def rows(self, model: type[models.Model]) -> list[Choice]:
        if model not in self._rows:
            rows: list[Choice] = [(row.pk, str(row)) for row in model._default_manager.all()]
            self._rows[model] = [NOTHING, *rows]
        return self._rows[model]


_CHOICES: WeakKeyDictionary[HttpRequest, Choices] = WeakKeyDictionary()


def choices_of(request: HttpRequest) -> Choices:
    """The same ones for all forms and rows that one request makes."""
    return _CHOICES.setdefault(request, Choices())


class SlugField(forms.ChoiceField):
    """A select of rows that are known by their slugs, such as the draft's roles."""

    def keep(self, slug: str) -> None:
        """Offers what a row names already, though the draft has it no more."""
        if slug and not self.valid_value(slug):
            shown = _("%(slug)s (not in the draft)") % {"slug": slug}
            self.choices = [*self.choices, (slug, shown)]  # type: ignore[misc]  # a list, as made


class CareersForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, SlugField):
                field.keep(getattr(self.instance, name))


class CareersFields:
    """Makes the form fields of an admin class or an inline."""

    def slug_choices(self, request: HttpRequest, name: str) -> Collection[Choice] | None:
        """What the field of that name offers when it holds the slug of a row; None if it does not.

        The empty choice comes by itself.
        """
        return None

    def formfield_for_dbfield(
        self,
        db_field: "models.Field[Any, Any]",
        request: HttpRequest,
        **kwargs: Any,  # noqa: ANN401  # Django's own signature
    ) -> forms.Field | None:
        offered = self.slug_choices(request, db_field.name)
        if offered is not None:
            return SlugField(
                choices=[NOTHING, *offered],
                required=not db_field.blank,
                label=capfirst(db_field.verbose_name),
                help_text=db_field.help_text,
            )
        if db_field.name == "slug":  # without the catalog's word on stored results
            kwargs["help_text"] = _("Part of addresses and files, such as product-owners-uk.")
        if isinstance(db_field, models.CharField) and (rows := _rows_needed(db_field)):
            attrs = {"rows": rows, "class": "vLargeTextField"}
            kwargs["widget"] = forms.Textarea(attrs=attrs)
        field: forms.Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # of ModelAdmin
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            field.choices = choices_of(request).rows(field.queryset.model)
        return field


def _rows_needed(field: "models.CharField[Any, Any]") -> int:
    """How many lines a text is given; 0 for a short one, which Django's own field suits."""
    longest = field.max_length or 0
    if field.choices or field.name in ADDRESSES or longest <= format.LABEL:
        return 0
    return 2 if longest <= format.TEXT else 4
