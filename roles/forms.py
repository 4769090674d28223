"""Forms: layout and validation, no writes."""

from collections.abc import Mapping

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from roles.models.catalog.draft import validate_plain_text
from roles.selectors.catalog import DraftState


class PublishForm(forms.Form):
    """The confirmation of a publication: what it is for, and which draft was looked at."""

    note = forms.CharField(
        label=_("What is this version for?"),
        help_text=_("One line for colleagues, such as: product owner sits closer to users."),
        max_length=300,
        required=False,
        validators=[validate_plain_text],
    )
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        draft: DraftState,
        initial: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=(initial or {}) | {"stamp": draft.stamp})
        self.draft = draft
        number = 1 if draft.version is None else draft.version.number + 1
        label = _("Publish as version %(number)s") % {"number": number}
        self.helper = FormHelper()
        self.helper.layout = Layout("note", "stamp", Submit("publish", label))
