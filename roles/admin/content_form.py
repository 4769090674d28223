"""Forms for rows of the content, made of its schema: a field for each key."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic.fields import FieldInfo

from roles.admin.rows import RowsField
from roles.content.documents import parse_row, row_document
from roles.content.schema import ROWS, row_key
from roles.content.values import LABEL, TEXT, Names, Part, Scope
from roles.domain.errors import CatalogError, Problem
from roles.models import ContentRow

SOURCES = "source-slugs"  # id of the list that offers sources, once per page
ADDRESSES = ("url", "link")  # long, but no sentences
KINDS = {
    "published": gettext_lazy("Published by somebody else"),
    "client": gettext_lazy("The text our client gave us"),
    "practice": gettext_lazy("Common practice, no source found"),
    "view": gettext_lazy("Our own view"),
    "own": gettext_lazy("What this site itself does"),
    "jobs": gettext_lazy("The jobs"),
    "quiz": gettext_lazy("The quiz and this site"),
}
Choices = Mapping[str, Mapping[str, str]]  # by part of the scope: names by slug


def schema_fields(schema: type[Part], choices: Choices) -> dict[str, forms.Field]:
    """Form fields for the keys of a part of a document.

    Args:
        choices: what fields may offer that name other rows.
    """
    found: dict[str, forms.Field] = {}
    for name, info in schema.model_fields.items():
        if get_origin(info.annotation) is dict:
            found |= _change_fields(name, choices["dimensions"])
        else:
            found[name] = _field(name, info, choices)
    return found


def _field(name: str, info: FieldInfo, choices: Choices) -> forms.Field:
    label = capfirst(_(info.title or name.replace("_", " ")))
    if get_origin(info.annotation) is tuple:
        return RowsField(_row_fields(get_args(info.annotation)[0], choices), label=label)
    given: dict[str, Any] = {
        "label": label,
        "help_text": _(info.description) if info.description else "",
        "required": info.is_required() and NoneType not in get_args(info.annotation),
    }
    sections = [
        section for mark in info.metadata if isinstance(mark, Names) for section in mark.sections
    ]
    if "sources" in sections:
        return forms.CharField(widget=forms.TextInput(attrs={"list": SOURCES}), **given)
    if sections:
        offered = {slug: label for section in sections for slug, label in choices[section].items()}
        return forms.ChoiceField(choices=_offered(offered), **given)
    return _plain_field(name, info, given)


def _plain_field(name: str, info: FieldInfo, given: dict[str, Any]) -> forms.Field:
    kinds = get_args(info.annotation) or (info.annotation,)
    if get_origin(info.annotation) is Literal:
        return forms.ChoiceField(choices=[(kind, KINDS.get(kind, kind)) for kind in kinds], **given)
    if bool in kinds:
        return forms.BooleanField(**given | {"required": False})
    if int in kinds:
        return forms.IntegerField(**given)
    if date in kinds and name == "checked":
        return forms.CharField(widget=AdminDateWidget(), **given)
    longest = _longest(info) or 0
    is_short = longest <= LABEL or name in ADDRESSES
    attrs = {"class": "vLargeTextField", "rows": 2 if longest <= TEXT else 4}
    widget = forms.TextInput(attrs={"class": "vTextField"}) if is_short else forms.Textarea(attrs)
    return forms.CharField(widget=widget, **given)


def _longest(info: FieldInfo) -> int | None:
    """The most characters of a text; None for what is none."""
    return next((mark.max_length for mark in info.metadata if hasattr(mark, "max_length")), None)


def _offered(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [("", "---------"), *names.items()]


def _row_fields(row: Any, choices: Choices) -> dict[str, forms.Field]:  # noqa: ANN401  # a part, or a marked slug
    """The controls of one row of a list: those of its schema, or one for a plain slug."""
    if isinstance(row, type) and issubclass(row, Part):
        fields = schema_fields(row, choices)
        return {
            name: held for name, held in fields.items() if _longest(row.model_fields[name]) != 0
        }
    return {"slug": forms.ChoiceField(label=_("Role"), choices=_offered(choices["roles"]))}


def _change_fields(name: str, dimensions: Mapping[str, str]) -> dict[str, forms.Field]:
    attrs = {"class": "vLargeTextField", "rows": 2}
    return {
        f"{name}.{slug}": forms.CharField(
            label=_("What is different: %(dimension)s") % {"dimension": label},
            widget=forms.Textarea(attrs),
        )
        for slug, label in dimensions.items()
    }


class ContentForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Edits the document of a row; subclasses have the fields of its schema."""

    instance: ContentRow
    scope: Scope  # set by subclasses

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.update(_flat_pairs(self.instance.document))
        for name, field in self.fields.items():
            held = self.initial.get(name)
            if isinstance(field, forms.ChoiceField) and held and not field.valid_value(held):
                shown = _("%(slug)s (not in the draft)") % {"slug": held}
                field.choices = [*field.choices, (held, shown)]  # type: ignore[misc]  # a list, as made

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        section = self.instance.section
        try:
            part = parse_row(section, self.document(cleaned), self.scope)
        except CatalogError as error:
            for problem in error.problems:
                self.tell(problem)
            return cleaned
        self.instance.document = row_document(part)
        self.instance.slug = row_key(section, self.instance.document)
        self.refuse_double()
        return cleaned

    def document(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """What was entered, as a row of the document."""
        document: dict[str, Any] = {}
        for name, info in ROWS[self.instance.section].model_fields.items():
            if get_origin(info.annotation) is dict:
                held: Any = {
                    key.partition(".")[2]: text
                    for key, text in cleaned.items()
                    if key.startswith(f"{name}.")
                }
            else:
                held = cleaned.get(name)
            if name == "roles":
                held = [row["slug"] for row in held]
            if held not in ("", None) or info.is_required():
                document[name] = None if held == "" else held
        return document

    def tell(self, problem: Problem) -> None:
        """Says beside the control what is wrong with it."""
        name, *inner = (*problem.path, "")
        said = _("Allowed here: %(allowed)s.") % {"allowed": problem.allowed}
        field = self.fields.get(str(name))
        if isinstance(field, RowsField) and isinstance(inner[0], int):
            field.formset.kept_forms[inner[0]].add_error(str(inner[1]) or None, said)
            self.add_error(str(name), _("Correct the rows below."))
        elif field is None and inner[0]:
            self.add_error(f"{name}.{inner[0]}", said)
        else:
            self.add_error(str(name) if field else None, said)

    def refuse_double(self) -> None:
        others = type(self.instance).objects.exclude(pk=self.instance.pk)
        if others.filter(slug=self.instance.slug).exists():
            said = _("There is one already that is known by %(slug)s.")
            self.add_error(None, said % {"slug": self.instance.slug})


def _flat_pairs(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, held in document.items():
        if isinstance(held, Mapping):
            yield from ((f"{name}.{key}", text) for key, text in held.items())
        elif name == "roles":
            yield name, [{"slug": slug} for slug in held]
        else:
            yield name, held


def form_class(row: type[ContentRow], scope: Scope, choices: Choices) -> type[ContentForm]:
    """The form for rows of one table."""
    meta = type("Meta", (), {"model": row, "fields": ("position",)})
    fields = schema_fields(ROWS[row.section], choices)
    return type("ContentRowForm", (ContentForm,), {"Meta": meta, "scope": scope, **fields})
