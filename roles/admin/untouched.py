"""What a browser sends of a form that nobody touched, and what that means in words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from roles.admin.merge import Posted, PostedRow, Sheet, Stamp
from roles.admin.rows import RowsWidget

FormSet: TypeAlias = Any  # of any model; its stubs leave open what every set has, such as a prefix
FormSets = Sequence[FormSet]


def sheet_of(form: "forms.BaseForm | None", formsets: FormSets) -> Sheet:
    """What unbound forms of a page would send, row by row."""
    main: dict[str, list[PostedRow]] = (
        {"": [PostedRow("", _sent(form))]} if form is not None else {}
    )
    return main | {
        formset.prefix: [
            PostedRow(row_key(formset, row), _sent(row, own_names(formset)))
            for row in formset.forms
        ]
        for formset in formsets
    }


def own_names(formset: FormSet) -> set[str]:
    """Names of the fields that tie a row to its place; nobody types in them."""
    key = getattr(formset, "_pk_field", None) or formset.model._meta.pk
    parent = getattr(formset, "fk", None)
    return {key.name, *([parent.name] if parent else [])}


def row_key(formset: FormSet, row: Any) -> str:  # noqa: ANN401  # any model's form
    """What stays the same of a row whoever adds or deletes others: its primary key, or what the
    field of the set's `key_field` holds, which rows have before they are stored."""
    if name := key_field(formset):
        held = row[name].initial
        return str(getattr(held, "pk", held) or "")
    return str(row.instance.pk or "")


def key_field(formset: object) -> str:
    return str(getattr(formset, "key_field", ""))


def _sent(form: "forms.BaseForm", without: Iterable[str] = ()) -> dict[str, Posted]:
    return {
        name: sent_by(form[name])
        for name, field in form.fields.items()
        if not field.disabled and name not in without
    }


def sent_by(bound: BoundField) -> Posted:
    """What one field sends as it stands, by the rest of its controls' names."""
    sent: dict[str, list[str]] = {}
    for name, value in _controls(bound.field.widget, bound.html_name, bound.value()):
        sent.setdefault(name.removeprefix(bound.html_name), []).append(value)
    return sent


def bare(widget: Any) -> Any:  # noqa: ANN401  # any widget
    """Without the links that the admin puts beside it."""
    return getattr(widget, "widget", widget)


def _controls(widget: Any, name: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # any widget and what it shows
    widget = bare(widget)
    if isinstance(widget, RowsWidget):
        yield from _row_controls(widget, name, value)
    elif isinstance(widget, forms.MultiWidget):
        for part in widget.get_context(name, value, {})["widget"]["subwidgets"]:
            yield part["name"], str(part["value"] or "")
    elif isinstance(widget, forms.CheckboxInput):
        if widget.check_test(value):
            yield name, widget.format_value(value) or "on"
    elif isinstance(widget, forms.widgets.ChoiceWidget):
        yield from ((name, chosen) for chosen in _chosen(widget, value))
    elif not isinstance(widget, forms.FileInput):
        shown = widget.format_value(value)
        yield name, "" if shown is None else str(shown)


def _chosen(widget: "forms.widgets.ChoiceWidget", value: Any) -> list[str]:  # noqa: ANN401  # what it shows
    held = widget.format_value(value)
    chosen = [held] if isinstance(held, str) else [str(each) for each in held or () if each != ""]
    if not chosen and isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        first = next(iter(widget.choices), ("", ""))[0]
        return [str(first or "")]  # browsers send the first of a list in which none is chosen
    return chosen


def _row_controls(widget: RowsWidget, name: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # what it shows
    formset = widget.unbound(name, value)
    for form in (formset.management_form, *formset.forms):
        for bound in form:
            if form is not formset.management_form or bound.name in (
                "TOTAL_FORMS",
                "INITIAL_FORMS",
            ):
                yield from _controls(bound.field.widget, bound.html_name, bound.value())


# --- what comes back


def posted_sheet(data: QueryDict, form: Any, formsets: FormSets, stamp: Stamp | None) -> Sheet:  # noqa: ANN401  # any form
    """What comes back of such a page, rows with the keys of the stamp, or of what they say."""
    sheet = {"": [PostedRow("", posted_fields(data, form.fields, ""))]} if form is not None else {}
    for formset in formsets:
        keys = [row.key for row in stamp.rows.get(formset.prefix, ())] if stamp else []
        own, fields = own_names(formset), formset.empty_form.fields
        names = [name for name in fields if name not in own and not fields[name].disabled]
        sheet[formset.prefix] = []
        for index in row_numbers(data, formset.prefix):
            prefix = f"{formset.prefix}-{index}-"
            said = "" if stamp else _said_key(data, formset, prefix)
            key = keys[index] if index < len(keys) else said
            sheet[formset.prefix].append(PostedRow(key, posted_fields(data, names, prefix)))
    return sheet


def _said_key(data: QueryDict, formset: FormSet, prefix: str) -> str:
    """The key of a row by the primary key that it sends; "" for none that is known."""
    said = data.get(f"{prefix}{formset.model._meta.pk.name}", "")
    if said and key_field(formset):
        return next(
            (row_key(formset, row) for row in formset.forms if str(row.instance.pk) == said), ""
        )
    return said


def row_numbers(data: QueryDict, prefix: str) -> list[int]:
    """Numbers of the rows that a set sends anything of."""
    parts = (
        name.removeprefix(f"{prefix}-").split("-")[0]
        for name in data
        if name.startswith(f"{prefix}-")
    )
    return sorted(
        {int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 5}
    )


def posted_fields(data: QueryDict, names: Iterable[str], prefix: str) -> dict[str, Posted]:
    """What each of these fields sends."""
    fields: dict[str, dict[str, list[str]]] = {name: {} for name in names}
    for control in data:
        if control.startswith(prefix) and (name := field_of(control[len(prefix) :], fields)):
            fields[name][control[len(prefix) + len(name) :]] = data.getlist(control)
    return dict(fields)


def field_of(control: str, names: Iterable[str]) -> str:
    """The field of which that is a control: "date" of "date_0", "rows" of "rows-0-text"."""
    known = names if isinstance(names, dict) else set(names)
    if control in known:
        return control
    for place in range(len(control) - 1, 0, -1):
        rest = control[place:]
        is_part = rest[0] == "-" or (rest[0] == "_" and rest[1:].isdigit())
        if is_part and control[:place] in known:
            return control[:place]
    return ""


# --- in words


def words(field: forms.Field, sent: Posted) -> str:
    """What somebody sent, as they would say it."""
    widget = bare(field.widget)
    if isinstance(widget, RowsWidget):
        return _row_words(widget, sent)
    values = [value for _rest, held in sorted(sent.items()) for value in held if value]
    if isinstance(widget, forms.CheckboxInput):
        return _("yes") if values else _("no")
    if isinstance(widget, forms.widgets.ChoiceWidget):
        names = _choice_names(widget)
        values = [names.get(value, value) for value in values]
        return ", ".join(values)
    return " ".join(values)


def _choice_names(widget: "forms.widgets.ChoiceWidget") -> dict[str, str]:
    names: dict[str, str] = {}
    for value, label in widget.choices:
        inner = label if isinstance(label, list | tuple) else [(value, label)]
        names |= {str(each): str(words) for each, words in inner}
    return names


def _row_words(widget: RowsWidget, sent: Posted) -> str:
    """A line for each row that holds anything, in its order and without deleted ones."""
    data = QueryDict(mutable=True)
    for rest, values in sent.items():
        data.setlist(f"rows{rest}", list(values))
    lines: list[tuple[float, str]] = []
    fields = widget.formset.form.base_fields
    for index in row_numbers(data, "rows"):
        prefix = f"rows-{index}-"
        if data.get(f"{prefix}DELETE"):
            continue
        held = posted_fields(data, fields, prefix)
        said = [
            words(field, held[name]) for name, field in fields.items() if any(held[name].values())
        ]
        if line := " · ".join(text for text in said if text):
            order = data.get(f"{prefix}ORDER", "")
            lines.append((float(order) if order.isdecimal() else float("inf"), line))
    return "\n".join(line for _order, line in sorted(lines, key=lambda pair: pair[0]))
