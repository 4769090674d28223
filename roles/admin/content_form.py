"""Forms for rows of the content, made of its schema: a field for each key."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic.fields import FieldInfo

from roles.admin.rows import RowsField
from roles.admin.source_field import SOURCES, SourceField
from roles.content.documents import parse_row, row_document, row_today
from roles.content.schema import ROWS, row_key
from roles.content.values import LABEL, TEXT, Names, Part, Scope
from roles.domain.errors import CatalogError, Problem
from roles.models import ContentRow
from roles.models.catalog.draft import validate_plain_text
from roles.queries.usage import namers
from roles.wording.changes import key_words
from roles.wording.names import KINDS
from roles.wording.rows import row_name

ADDRESSES = ("url", "link")  # long, but no sentences
SOURCE_NAMES = "source_names"  # among the choices: the full names, which are searched
Choices = Mapping[str, Mapping[str, str]]  # by part of the scope: names by slug


class NameSelect(forms.Select):
    """Offers rows of the draft; what is chosen stays so even when the draft lacks it by now."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:  # noqa: ANN401  # Django's own signature
        groups = super().optgroups(name, value, attrs)
        for slug in set(value) - {str(known) for known, _name in self.choices}:
            label = _("“%(slug)s”, which is no longer in the draft") % {"slug": slug}
            option = self.create_option(name, slug, label, True, len(groups))
            groups.append((None, [option], len(groups)))
        return groups


def schema_fields(schema: type[Part], choices: Choices) -> dict[str, forms.Field]:
    """Form fields for the keys of a part of a document.

    Args:
        choices: what fields may offer that name other rows.
    """
    found: dict[str, forms.Field] = {}
    for name, info in schema.model_fields.items():
        if is_read_only(info):
            continue
        if get_origin(info.annotation) is dict:
            found |= _change_fields(name, choices["areas"])
        else:
            found[name] = _field(name, info, choices)
    return found


def is_read_only(info: FieldInfo) -> bool:
    """Whether a key has no field: what it holds stays as it is."""
    extra = info.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("readOnly"))


def _is_slug_list(info: FieldInfo) -> bool:
    """Whether a key holds plain slugs of other rows."""
    if get_origin(info.annotation) is not tuple:
        return False
    return get_origin(get_args(info.annotation)[0]) is Annotated


def _field(name: str, info: FieldInfo, choices: Choices) -> forms.Field:
    label = capfirst(key_words(name, info))
    if get_origin(info.annotation) is tuple:
        return RowsField(_row_fields(get_args(info.annotation)[0], choices), label=label)
    given: dict[str, Any] = {
        "label": label,
        "help_text": _(info.description) if info.description else "",
        "required": info.is_required() and NoneType not in get_args(info.annotation),
    }
    sections = _sections(info.metadata)
    if "sources" in sections:
        return SourceField(choices["sources"], choices[SOURCE_NAMES], **given)
    if sections:
        return forms.ChoiceField(choices=_offered(sections, choices), widget=NameSelect, **given)
    return _plain_field(name, info, given)


def _plain_field(name: str, info: FieldInfo, given: dict[str, Any]) -> forms.Field:
    if get_origin(info.annotation) is Literal:
        kinds = [(kind, KINDS.get(kind, kind)) for kind in get_args(info.annotation)]
        return forms.ChoiceField(choices=kinds, **given)
    kind, marks = _kind(info)
    if kind is bool:
        return forms.BooleanField(**given | {"required": False})
    if kind is int:
        limits = {"min_value": _limit(marks, "ge"), "max_value": _limit(marks, "le")}
        return forms.IntegerField(**limits, **given)
    if kind is date:
        example = forms.TextInput(attrs={"placeholder": "2024-05"})
        return forms.CharField(widget=AdminDateWidget() if name == "checked" else example, **given)
    longest = _limit(marks, "max_length")
    is_short = longest is None or longest <= LABEL or name in ADDRESSES
    attrs = {"class": "vLargeTextField", "rows": 2 if (longest or 0) <= TEXT else 4, "cols": False}
    widget = forms.TextInput(attrs={"class": "vTextField"}) if is_short else forms.Textarea(attrs)
    checks = [validate_plain_text]
    return forms.CharField(widget=widget, max_length=longest, validators=checks, **given)


def _kind(info: FieldInfo) -> tuple[Any, list[Any]]:
    """The type of a value that may be left out, and what marks it."""
    kind, marks = (get_args(info.annotation) or (info.annotation,))[0], list(info.metadata)
    if get_origin(kind) is Annotated:
        kind, *inner = get_args(kind)
        for mark in inner:
            marks += mark.metadata if isinstance(mark, FieldInfo) else [mark]
    return kind, marks


def _limit(marks: list[Any], name: str) -> Any:  # noqa: ANN401  # an int, or None
    """The tightest of what is set under that name."""
    limits = [getattr(mark, name) for mark in marks if getattr(mark, name, None) is not None]
    return min(limits, default=None)


def _sections(marks: Iterable[object]) -> list[str]:
    """The parts of the scope of which a marked slug must be in one."""
    return [section for mark in marks if isinstance(mark, Names) for section in mark.sections]


def _offered(sections: list[str], choices: Choices) -> list[tuple[str, str]]:
    names = {slug: label for section in sections for slug, label in choices[section].items()}
    return [("", "---------"), *names.items()]


def _row_fields(row: Any, choices: Choices) -> dict[str, forms.Field]:  # noqa: ANN401  # a part, or a marked slug
    """The controls of one row of a list: those of its schema, or one for a plain slug."""
    if isinstance(row, type) and issubclass(row, Part):
        fields = schema_fields(row, choices)
        hidden = {
            name
            for name, info in row.model_fields.items()
            if _limit(info.metadata, "max_length") == 0
        }
        return {name: field for name, field in fields.items() if name not in hidden}
    sections = _sections(get_args(row)[1:])
    label = _("Role") if sections == ["roles"] else _("Job")
    offered = _offered(sections, choices)
    return {"slug": forms.ChoiceField(label=label, choices=offered, widget=NameSelect)}


def _change_fields(name: str, areas: Mapping[str, str]) -> dict[str, forms.Field]:
    return {
        f"{name}.{slug}": forms.CharField(
            label=_("What is different: %(area)s") % {"area": label},
            widget=forms.Textarea({"class": "vLargeTextField", "rows": 2, "cols": False}),
            max_length=TEXT,
            validators=[validate_plain_text],
        )
        for slug, label in areas.items()
    }


class ContentForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Edits the document of a row; subclasses have the fields of its schema."""

    instance: ContentRow
    sources_id = SOURCES  # for the template, as are the names
    names: Choices  # set by subclasses: what the row may name
    scope: Scope  # the same

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.update(
                _flat_pairs(row_today(self.instance.section, self.instance.document))
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        told = {name.partition(".")[0] for name in self.errors}
        section = self.instance.section
        try:
            document = row_document(parse_row(section, self.document(cleaned), self.scope))
        except CatalogError as error:
            for problem in error.problems:
                if problem.path[0] not in told:
                    self.tell(problem)
        else:
            slug = row_key(section, document)
            self.refuse_slug(slug)
            self.instance.document, self.instance.slug = document, slug
            self.instance.shown_as = row_name(self.instance, self.names)
        return cleaned

    def document(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """What was entered, as a row of the document."""
        document: dict[str, Any] = {}
        for name, info in ROWS[self.instance.section].model_fields.items():
            if is_read_only(info):
                if name in self.instance.document:
                    document[name] = self.instance.document[name]
                continue
            if get_origin(info.annotation) is dict:
                held: Any = {
                    key.partition(".")[2]: text
                    for key, text in cleaned.items()
                    if key.startswith(f"{name}.")
                }
            else:
                held = cleaned.get(name)
            if _is_slug_list(info):
                held = [row["slug"] for row in held or ()]
            if held not in ("", None) or info.is_required():
                document[name] = None if held == "" else held
        return document

    def tell(self, problem: Problem) -> None:
        """Says beside the control what is wrong with it."""
        name, *inner = (*problem.path, "", "")
        field = self.fields.get(str(name))
        if isinstance(field, RowsField) and isinstance(inner[0], int):
            row = field.kept_forms[inner[0]]
            row.add_error(inner[1] if inner[1] in row.fields else None, _said(problem))
            self.add_error(str(name), _("Correct the rows below."))
        elif field is None and f"{name}.{inner[0]}" in self.fields:
            self.add_error(f"{name}.{inner[0]}", _said(problem))
        else:
            self.add_error(str(name) if field else None, _said(problem))

    def refuse_slug(self, slug: str) -> None:
        """Of another row, or a new one for a row that others name by its old one."""
        row = self.instance
        place = next(name for name in ("slug", "roles", "start") if name in self.fields)
        if type(row).objects.exclude(pk=row.pk).filter(slug=slug).exists():
            said = {
                "roles": _("This role has a page already."),
                "comparisons": _("These roles have a comparison already."),
                "routes": _("There is a step between these two already."),
            }
            taken = _("“%(slug)s” is taken. Choose another short name.") % {"slug": slug}
            self.add_error(place, said.get(row.section, taken))
        elif row.pk and row.slug != slug and (count := len(namers(row.section)[row.slug])):
            used = ngettext(
                "“%(slug)s” is used in %(count)s place. Keep this short name, or add a new row.",
                "“%(slug)s” is used in %(count)s places. Keep this short name, or add a new row.",
                count,
            )
            self.add_error(place, used % {"slug": row.slug, "count": count})


def _said(problem: Problem) -> str:
    """What may stand there, after what was found when that says more than what is typed there."""
    allowed = _("Allowed here: %(allowed)s.") % {"allowed": problem.allowed}
    if isinstance(problem.value, str) and 0 < len(problem.value) <= LABEL:
        found = _("Found here: %(value)s.") % {"value": problem.value}
        return f"{found} {allowed}"
    return allowed


def _flat_pairs(document: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, held in document.items():
        if isinstance(held, Mapping):
            yield from ((f"{name}.{key}", text) for key, text in held.items())
        elif isinstance(held, list) and all(isinstance(slug, str) for slug in held):
            yield name, [{"slug": slug} for slug in held]
        else:
            yield name, held


def form_class(
    row: type[ContentRow], names: Choices, source_names: Mapping[str, str]
) -> type[ContentForm]:
    """The form for rows of one table.

    Args:
        names: what it may name, see `queries.careers.draft_names`.
        source_names: the full names of sources, by slug.
    """
    meta = type("Meta", (), {"model": row, "fields": ("position",)})
    fields = schema_fields(ROWS[row.section], {**names, SOURCE_NAMES: source_names})
    own = {"Meta": meta, "names": names, "scope": Scope(**names)}  # type: ignore[arg-type]  # its parts
    return type("ContentRowForm", (ContentForm,), own | fields)
