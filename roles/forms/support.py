"""Forms of those who look after attempts: layout and validation, no writes."""

import re
from collections.abc import Mapping

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roles.models.quiz import TOKEN_FORM, TOKEN_LENGTH

LONGEST_ADDRESS = 2_000
# Alone, or in the address of a page of the quiz or of a result.
PRIVATE_KEY = re.compile(
    rf"(?:^\s*|/(?:results|quiz)/)(?P<key>{TOKEN_FORM})(?![A-Za-z0-9_-])(?=[/?#.,;:!)>\s]|$)"
)
PUBLIC_ADDRESS = re.compile(rf"/shared/{TOKEN_FORM}")


class PrivateLinkForm(forms.Form):
    """Which attempt its owner wants deleted: the private link, or the key in it.

    `cleaned_data["link"]` is the key alone.
    """

    link = forms.CharField(
        label=_("Private link or key"),
        help_text=_("Its owner gets it on their result page, with “Copy my private link”."),
        max_length=LONGEST_ADDRESS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        self.helper.layout = Layout("link", Submit("find", gettext("Find it")))

    def clean_link(self) -> str:
        text: str = self.cleaned_data["link"]
        if found := PRIVATE_KEY.search(text):
            return found["key"]
        if PUBLIC_ADDRESS.search(text):
            raise forms.ValidationError(
                _(
                    "That's a public link, which anybody may have been sent. Ask for the private "
                    "link: only its owner has that one."
                )
            )
        raise forms.ValidationError(
            _(
                "There's no key in that. Ask for the whole link, such as "
                "https://…/results/ followed by 22 letters, digits or dashes."
            )
        )


class DeletionForm(forms.Form):
    """The confirmation that an attempt is to be deleted; `link` is its key."""

    link = forms.CharField(widget=forms.HiddenInput, max_length=TOKEN_LENGTH)
    confirmed = forms.BooleanField(label=_("The owner asked for this. I know it can't be undone."))

    def __init__(self, data: Mapping[str, str] | None = None, *, key: str) -> None:
        super().__init__(data, initial={"link": key})
        self.helper = FormHelper()
        submit = Submit("delete", gettext("Delete it for good"))
        self.helper.layout = Layout("link", "confirmed", submit)
