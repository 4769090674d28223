"""Forms of what is done to whole roles of the draft."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.content.values import ROLE_NAME, SLUG
from roles.domain.errors import RoleAddressTaken
from roles.domain.texts import look
from roles.models import RoleProfile
from roles.models.catalog.draft import validate_plain_text
from roles.services.roles import refuse_slug
from roles.wording.roles import taken_sentence

SLUG_VALIDATORS = RoleProfile._meta.get_field("slug").validators


class RoleNameForm(forms.Form):
    """A name, and the address that goes with it."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=ROLE_NAME, validators=[validate_plain_text]
    )
    slug = forms.CharField(
        label=gettext_lazy("Address of its page"),
        max_length=SLUG,
        required=False,
        validators=SLUG_VALIDATORS,
    )
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401  # what a request holds
        *,
        role: RoleProfile,
        stamp: str,
        button: str,
        is_new: bool,
    ) -> None:
        """
        Args:
            role: that is renamed, or copied.
            stamp: changes when what the page shows does.
            is_new: whether the name is that of a new role.
        """
        initial = {} if is_new else {"name": role.name, "slug": role.slug}
        super().__init__(data, initial=initial)
        self.initial["stamp"] = stamp
        self.role, self.is_new = role, is_new
        self.fields["slug"].required = not is_new
        self.fields["slug"].help_text = (
            _("Lower-case letters, digits and hyphens. Leave it empty to make it from the name.")
            if is_new
            else _("Lower-case letters, digits and hyphens. Leave it as it is to keep the address.")
        )
        self.helper = FormHelper()
        self.helper.layout = Layout("name", "slug", "stamp", Submit("done", button))

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = RoleProfile.objects.all() if self.is_new else self._others
        if any(look(other) == look(name) for other in others.values_list("name", flat=True)):
            raise forms.ValidationError(_("Another role has this name. Choose another one."))
        return name

    @property
    def _others(self) -> Any:  # noqa: ANN401  # a queryset of the other roles
        return RoleProfile.objects.exclude(pk=self.role.pk)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "slug" not in cleaned or "name" not in cleaned:
            return cleaned
        slug = cleaned["slug"] or slugify(cleaned["name"])[:SLUG].rstrip("-_")
        if not slug:
            said = _("This name gives no address. Write one with letters from a to z.")
            self.add_error("slug", said)
            return cleaned
        try:
            refuse_slug(slug, None if self.is_new else self.role)
        except RoleAddressTaken as error:
            self.add_error("slug", taken_sentence(error))
        return cleaned | {"slug": slug}
