"""A form field for a list of rows that belong to one row, such as the points of a role's page."""

from typing import Any

from django import forms
from django.forms.formsets import (
    DELETION_FIELD_NAME,
    INITIAL_FORM_COUNT,
    ORDERING_FIELD_NAME,
    TOTAL_FORM_COUNT,
    BaseFormSet,
)
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# Offered for whoever has no JavaScript: one empty row at the end, and as many as a new row needs to
# be saved at all (a comparison has up to three sides). Saving offers the next one.
EMPTY_ROWS, LEAST_ROWS = 1, 3
Rows = list[dict[str, Any]]


class ListFormSet(BaseFormSet):  # type: ignore[type-arg]  # not generic at run time
    """Rows with a number for their order and a box to delete them."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.pop("class", None)  # the table's rules do, in fewer letters
            field.help_text = ""  # the column's head says it once

    @property
    def is_whole(self) -> bool:
        """Whether all rows came that a browser was to send: there is always an empty one, and each
        has a control that is sent even when nothing is typed."""
        counts = self.management_form
        if not counts.is_valid():
            return False
        total, initial = (
            int(counts.cleaned_data.get(name) or 0)
            for name in (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT)
        )
        known = {name.removeprefix(f"{self.prefix}-").partition("-")[0] for name in self.data}
        numbers = map(str, range(min(total, self.absolute_max)))
        return total >= max(1, initial) and known >= set(numbers)

    @property
    def kept_forms(self) -> list[forms.Form]:
        """Those of rows to be kept, in their order, once all are checked."""
        return [form for form in self.ordered_forms if form.cleaned_data]

    @property
    def rows(self) -> Rows:
        """What the kept forms hold, without what was left empty."""
        own = (ORDERING_FIELD_NAME, DELETION_FIELD_NAME)
        return [
            {key: held for key, held in form.cleaned_data.items() if key not in own and held}
            for form in self.kept_forms
        ]


class RowsWidget(forms.Widget):
    def __init__(self, formset: "type[BaseFormSet[forms.Form]]", label: str) -> None:
        super().__init__()
        self.formset, self.label = formset, label
        fields = formset.form.base_fields.values()
        own = ((_("Order"), ""), (_("Delete"), ""))
        self.heads = [*((field.label, field.help_text) for field in fields), *own]

    def value_from_datadict(self, data: Any, files: object, name: str) -> "BaseFormSet[forms.Form]":  # noqa: ANN401  # Django's own signature
        return self.formset(data, prefix=name)

    def value_omitted_from_data(self, data: object, files: object, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return ""

    def unbound(self, name: str, value: object) -> "BaseFormSet[forms.Form]":
        """The controls for rows that are stored, and empty ones after them."""
        # No ids, which tie errors to controls: there are none yet, and many controls.
        rows = value if isinstance(value, list) else []  # an address may fill in any text
        formset = self.formset(initial=rows, prefix=name, auto_id="")
        formset.extra = max(EMPTY_ROWS, LEAST_ROWS - len(rows))
        return formset

    def render(
        self,
        name: str,
        value: "BaseFormSet[forms.Form] | Rows | None",
        attrs: object = None,
        renderer: object = None,
    ) -> SafeString:
        if not isinstance(value, BaseFormSet):
            value = self.unbound(name, value)
        context = {"formset": value, "label": self.label, "heads": self.heads}
        return render_to_string("admin/roles/rows.html", context)


class RowsField(forms.Field):
    """A list of rows, each a mapping. Cleans to such a list; `kept_forms` then are their forms."""

    widget: RowsWidget
    kept_forms: list[forms.Form]  # once cleaned
    checked: "BaseFormSet[forms.Form] | None" = None  # likewise: what is shown with its errors

    def __init__(self, fields: dict[str, forms.Field], *, label: str) -> None:
        form = type("RowForm", (forms.Form,), dict(fields))
        formset = forms.formset_factory(form, formset=ListFormSet, can_order=True, can_delete=True)
        super().__init__(label=label, required=False, widget=RowsWidget(formset, label))

    def clean(self, value: Any) -> Rows:  # noqa: ANN401  # Django's own signature
        if not value.is_whole:
            raise forms.ValidationError(
                _("This list did not arrive whole, so it was left as it was. Check it, and save.")
            )
        self.checked = value
        if not value.is_valid():
            raise forms.ValidationError(_("Correct the rows below."))
        self.kept_forms = value.kept_forms
        rows: Rows = value.rows
        return rows

    def bound_data(self, data: Any, initial: object) -> Any:  # noqa: ANN401  # Django's own signature
        return self.checked or (data if data.is_whole else initial)

    def has_changed(self, initial: Rows | None, data: Any) -> bool:  # noqa: ANN401  # Django's own signature
        return not data.is_whole or not data.is_valid() or data.rows != (initial or [])
