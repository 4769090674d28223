"""The draft of what an organization calls its quiz and says on it: one row, a column for each text.

What each may hold is decided in `roles.content.site`; an empty one stands for the standard text.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from pydantic_core import PydanticCustomError
from simple_history.models import HistoricalRecords

from roles.content.site import SiteDocument, known_contact
from roles.content.values import (
    DESCRIPTION,
    FOOT,
    HEADLINE,
    LEAD,
    OPERATOR,
    SITE_NAME,
    WEB_ADDRESS,
    known_placeholders,
)
from roles.models.catalog.draft import text_field
from roles.models.history import AuthoredChange

if TYPE_CHECKING:  # exists in the type stubs only
    from django.utils.functional import _StrOrPromise

SEARCH_ENGINES = _("For search engines and link previews.")


def _as_allowed(check: Callable[[str], str], text: str) -> None:
    try:
        check(text)
    except PydanticCustomError as refused:
        said = _("Allowed here: %(allowed)s.")
        raise ValidationError(said, params=refused.context) from None


def validate_placeholders(text: str) -> None:
    _as_allowed(known_placeholders, text)


def validate_contact(text: str) -> None:
    _as_allowed(known_contact, text)


def site_text(
    label: "_StrOrPromise", longest: int, help_text: "_StrOrPromise" = ""
) -> "models.CharField[str, str]":
    """A text that may have placeholders."""
    field = text_field(label, longest, help_text, blank=True)
    field.validators.append(validate_placeholders)
    return field


class SiteTexts(models.Model):
    """The draft's texts of the site. There is one row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = text_field(_("name of the site"), SITE_NAME, blank=True)
    title = site_text(
        _("title of the start page"),
        HEADLINE,
        _("In browser tabs, and as the headline in search engines."),
    )
    description = site_text(_("description of the start page"), DESCRIPTION, SEARCH_ENGINES)
    headline = site_text(_("headline"), HEADLINE)
    lead = site_text(_("text below the headline"), LEAD)
    hint = site_text(_("line below the button"), DESCRIPTION)
    foot = text_field(_("note at the foot of every page"), FOOT, blank=True)
    roles_description = site_text(
        _("description of the list of roles"), DESCRIPTION, SEARCH_ENGINES
    )
    routes_description = site_text(_("description of the routes"), DESCRIPTION, SEARCH_ENGINES)
    picture = text_field(
        _("line on the preview picture"),
        HEADLINE,
        _("Chats show the picture beside a link to the site."),
        blank=True,
    )
    operator = text_field(_("who runs the site"), OPERATOR, blank=True)
    contact = text_field(
        _("how to reach them"),
        WEB_ADDRESS,
        _("An e-mail address, or an address that begins with https://."),
        blank=True,
    )
    contact.validators.append(validate_contact)
    history = HistoricalRecords(bases=[AuthoredChange])

    class Meta:
        verbose_name = _("site texts")
        verbose_name_plural = _("site texts")
        constraints = (models.CheckConstraint(condition=Q(id=1), name="site_texts_single_row"),)

    def __str__(self) -> str:
        return str(_("Site texts"))

    @property
    def document(self) -> dict[str, str]:
        """The texts that differ from the standard ones, as in a content document."""
        held = ((name, getattr(self, name)) for name in SiteDocument.model_fields)
        return {name: text for name, text in held if text}
