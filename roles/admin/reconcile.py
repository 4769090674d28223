"""A page's form as it comes back, made to fit what is stored by now, and the page's words on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Model
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.admin.merge import (
    CHOICE,
    DELETE,
    Clash,
    FieldPath,
    Merged,
    Posted,
    PostedRow,
    Stamp,
    decode,
    merge,
)
from roles.admin.savers import Saver, last_saver, last_stored
from roles.admin.untouched import (
    FormSets,
    field_of,
    key_field,
    posted_sheet,
    row_key,
    row_numbers,
    sheet_of,
    words,
)
from roles.wording.saving import kept_sentence, removed_sentence, shown_sentence

STAMP = "_stamp"  # name of the control that says what was shown


def read_stamp(data: QueryDict) -> Stamp | None:
    try:
        return decode(data.get(STAMP, ""))
    except ValueError:
        return None


@dataclass(frozen=True)
class ClashLine:
    """A row of the table of clashes."""

    label: str
    yours: str
    theirs: str
    name: str  # of the controls that ask which to keep
    chosen: str
    can_keep: bool


@dataclass
class Reconciled:
    """What came back, merged with what is stored."""

    form: Any  # unbound, of what is stored; None for a list
    formsets: FormSets
    stamp: Stamp | None
    sent: QueryDict
    merged: Merged
    row: Model | None = None  # that the form is about
    stored: dict[str, dict[str, Any]] = field(init=False)  # forms by prefix and key

    def __post_init__(self) -> None:
        self.stored = {
            formset.prefix: {row_key(formset, form): form for form in formset.forms}
            for formset in self.formsets
        }

    # --- what to save

    def data(self) -> QueryDict:
        """What to go on with instead of what was sent."""
        data = self.sent.copy()
        if self.form is not None:
            for control in [name for name in data if field_of(name, self.form.fields)]:
                del data[control]
            _write(data, "", self.merged.rows[""][0].fields)
        for formset in self.formsets:
            self._write_rows(data, formset)
        return data

    def _write_rows(self, data: QueryDict, formset: Any) -> None:  # noqa: ANN401  # any model's
        prefix = formset.prefix
        for number in row_numbers(data, prefix):
            for control in [name for name in data if name.startswith(f"{prefix}-{number}-")]:
                del data[control]
        rows = self.merged.rows.get(prefix, [])
        parent = getattr(formset, "fk", None)
        old = 0
        for number, row in enumerate(rows):
            key = self._primary_key(formset, row)
            old += bool(key)
            data[f"{prefix}-{number}-{formset.model._meta.pk.name}"] = key
            if parent:
                data[f"{prefix}-{number}-{parent.name}"] = str(formset.instance.pk or "")
            _write(data, f"{prefix}-{number}-", row.fields)
        data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
        data[f"{prefix}-INITIAL_FORMS"] = str(old)

    def _primary_key(self, formset: Any, row: PostedRow) -> str:  # noqa: ANN401  # any model's
        form = self.stored[formset.prefix].get(row.key)
        if form is not None:
            return str(form.instance.pk or "")
        # Deleted meanwhile: a new row of an inline set, and in a list, which takes none, itself.
        return "" if hasattr(formset, "fk") else row.key

    # --- what to say

    @property
    def saver(self) -> Saver:
        """Who saved what clashes."""
        return last_saver(self._place(clash.path) for clash in self.merged.clashes)

    def lines(self) -> list[ClashLine]:
        return [self._line(clash) for clash in self.merged.clashes]

    def done_sentences(self, user: Any, *, is_saved: bool = True) -> list[str]:  # noqa: ANN401  # whoever is signed in
        """What a save keeps of others, or the page shows of them that comes back instead, and which
        rows are gone. Ask before the save: afterwards you are who saved last."""
        changed_sentence = kept_sentence if is_saved else shown_sentence
        said = []
        changed = [*self.merged.kept, *self.merged.added]
        for saver, paths in self._by_saver(changed):
            labels = [self.label(path) for path in paths]
            said.append(changed_sentence(saver.name, labels, is_you=saver.user == user.pk))
        for saver, paths in self._by_saver(self.merged.removed):
            labels = [self.label(path) for path in paths]
            said.append(removed_sentence(saver.name, labels, is_you=saver.user == user.pk))
        return said

    def _by_saver(self, paths: Sequence[FieldPath]) -> list[tuple[Saver, list[FieldPath]]]:
        savers = {place: last_saver([place]) for place in map(self._place, paths)}
        found = [(savers[self._place(path)], path) for path in paths]
        found.sort(key=lambda pair: pair[0].name)
        return [
            (pairs[0][0], [path for _saver, path in pairs])
            for _name, group in groupby(found, key=lambda pair: pair[0].name)
            if (pairs := list(group))
        ]

    def _place(self, path: FieldPath) -> tuple[type[Model], str]:
        """The row of a table that a path is about."""
        if not path.prefix:
            return (type(self.row), str(self.row.pk)) if self.row else (Model, "")
        form = self.stored[path.prefix].get(path.key)
        if form is None:
            return self._lost_place(path)
        return self._formset(path).model, str(form.instance.pk or "")

    def _lost_place(self, path: FieldPath) -> tuple[type[Model], str]:
        """What somebody deleted of a set: a row, or what a row was given for."""
        model = self._formset(path).model
        name = key_field(self._formset(path))
        return model._meta.get_field(name).remote_field.model if name else model, path.key

    def _formset(self, path: FieldPath) -> Any:  # noqa: ANN401  # any model's
        return next(formset for formset in self.formsets if formset.prefix == path.prefix)

    def _fields(self, path: FieldPath) -> Any:  # noqa: ANN401  # form fields by name
        if not path.prefix:
            return self.form.fields
        form = self.stored[path.prefix].get(path.key)
        return (form or self._formset(path).empty_form).fields

    def label(self, path: FieldPath) -> str:
        """What a path is called on the page."""
        row = self._row_label(path) if path.prefix else ""
        if not path.field or path.field == DELETE:
            return row
        name = capfirst(str(self._fields(path)[path.field].label or path.field))
        return _("%(row)s: %(field)s") % {"row": row, "field": name} if row else name

    def _row_label(self, path: FieldPath) -> str:
        form, formset = self.stored[path.prefix].get(path.key), self._formset(path)
        if form is None:
            row = last_stored(*self._lost_place(path))
            return str(row) if row else capfirst(str(formset.model._meta.verbose_name))
        if name := key_field(formset):
            return str(getattr(form.instance, name, None) or form[name].initial)
        return str(form.instance)

    def _line(self, clash: Clash) -> ClashLine:
        path = clash.path
        if path.field == DELETE:
            yours, theirs = _("deleted"), self._said(path, clash.theirs)
        elif not path.field:
            yours, theirs = self._said(path, clash.yours), _("deleted")
        else:
            [yours], [theirs] = (
                [words(self._fields(path)[name], sent) for name, sent in side.items()]
                for side in (clash.yours, clash.theirs)
            )
        chosen = self.sent.get(path.choice, "")
        return ClashLine(self.label(path), yours, theirs, path.choice, chosen, clash.can_keep)

    def _said(self, path: FieldPath, sent: Mapping[str, Posted]) -> str:
        """Several fields of a row."""
        fields = self._fields(path)
        pairs = (
            {"row": capfirst(str(fields[name].label or name)), "field": words(fields[name], posted)}
            for name, posted in sent.items()
            if name in fields
        )
        return "\n".join(_("%(row)s: %(field)s") % pair for pair in pairs)


def _write(data: QueryDict, prefix: str, fields: Mapping[str, Posted]) -> None:
    for name, sent in fields.items():
        for rest, values in sent.items():
            if values:
                data.setlist(f"{prefix}{name}{rest}", list(values))


def reconcile(
    sent: QueryDict,
    form: Any,  # noqa: ANN401  # any form, unbound; None for a list
    formsets: FormSets,
    row: Model | None = None,
) -> Reconciled:
    """Merges what was sent with what is stored now.

    Args:
        form: with what is stored now, as are the formsets.
        row: that the form is about.
    """
    stamp = read_stamp(sent)
    shown = {*(formset.prefix for formset in formsets), *([""] if form is not None else [])}
    if stamp and not shown <= stamp.rows.keys():
        stamp = None  # of another page
    merged = merge(
        stamp,
        posted_sheet(sent, form, formsets, stamp),
        sheet_of(form, formsets),
        {name: sent.get(name, "") for name in sent if name.startswith(CHOICE)},
        fixed=[formset.prefix for formset in formsets if key_field(formset)],
    )
    return Reconciled(form, formsets, stamp, sent, merged, row)


def as_new(sent: QueryDict, formsets: FormSets) -> QueryDict:
    """What was sent of a row that is gone, as for a new one: the rows of its sets are new, too.

    Args:
        formsets: those of the add form, unbound.
    """
    stamp = read_stamp(sent)
    rows, fresh = posted_sheet(sent, None, formsets, stamp), sheet_of(None, formsets)
    merged = Merged()
    for formset in formsets:
        prefix = formset.prefix
        kept = [
            PostedRow(row.key, row.fields) for row in rows[prefix] if not row.fields.get(DELETE)
        ]
        if key_field(formset):
            mine = {row.key: row for row in kept}
            kept = [mine.get(row.key, row) for row in fresh[prefix]]
        merged.rows[prefix] = kept
    return Reconciled(None, formsets, stamp, sent, merged).data()
