"""Names for the controls of a list's rows, which a table's heads name only for those who see it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _


def labelled(formset: Any) -> Any:  # noqa: ANN401  # a class of formsets, as is what comes back
    """The formset of an editable list, each control of it named by column and row."""

    class LabelledFormSet(formset):  # type: ignore[misc]  # made for this request
        def add_fields(self, form: forms.Form, index: int | None) -> None:
            super().add_fields(form, index)
            for field in form.fields.values():
                if not field.widget.is_hidden:
                    words = {"column": field.label, "row": form.instance}
                    field.widget.attrs["aria-label"] = _("%(column)s: %(row)s") % words
                    field.help_text = ""  # said nowhere in a list

    return LabelledFormSet
