"""Forms of the pages about roles: layout and validation, no writes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CompareForm(forms.Form):
    """Which two roles to set side by side."""

    a = forms.ChoiceField(label=_("First role"), error_messages={"required": _("Choose a role")})
    b = forms.ChoiceField(
        label=_("Second role"), error_messages={"required": _("Choose a second role")}
    )

    def __init__(
        self, data: Mapping[str, str] | None = None, *, roles: Sequence[tuple[str, str]]
    ) -> None:
        """
        Args:
            roles: slug and name of each role there is, two at least.
        """
        super().__init__(data, initial={"a": roles[0][0], "b": roles[1][0]})
        for name in ("a", "b"):
            self.fields[name].choices = roles  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("a") and cleaned.get("a") == cleaned.get("b"):
            self.add_error("b", _("Choose two different roles"))
        return cleaned
