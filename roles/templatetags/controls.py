"""Form controls as our templates write them, and the addresses of style sheet and icon."""

from functools import cache
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import Any
from urllib.parse import quote

from crispy_forms.templatetags.crispy_forms_filters import optgroups
from django import template
from django.conf import settings
from django.forms import BoundField
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from roles.web.stylesheet import static_file, stylesheet_of

register = template.Library()


@register.simple_tag
def stylesheet_url(name: str) -> str:
    """Where the sheet is that pages of the site, or of the quiz and its results, need; the same
    for previews of the draft."""
    parts = [name, stylesheet_of(name).version]
    return reverse("pages:stylesheet", settings.ROOT_URLCONF, args=parts)


@register.simple_tag
@cache
def icon_address() -> str:
    """static/img/icon.svg itself as an address: browsers count a file of its own as a request."""
    return f"data:image/svg+xml,{quote(static_file('img/icon.svg').read_text('utf-8').strip())}"


@register.simple_tag
def logo_address() -> str:
    """Where the operator's own logo is; "" for ours."""
    logo = settings.LOGO
    return reverse("pages:logo", settings.ROOT_URLCONF, args=[logo.version]) if logo else ""


@register.simple_tag
def legal_notice_address() -> str:
    """Where the legal notice is, here or elsewhere; "" when there is none."""
    notice: str = settings.LEGAL_NOTICE
    if not notice or notice.startswith("https://"):
        return notice
    return reverse("pages:legal_notice", settings.ROOT_URLCONF)


@register.filter
def control(field: BoundField) -> SafeString:
    """A field's control without `required`: the server checks, and says what to do in words."""
    field.form.use_required_attribute = False
    return field.as_widget()


@register.filter
def choice_groups(field: BoundField) -> list[tuple[str | None, list[dict[str, Any]]]]:
    """The choices of radios or tick boxes with their groups; None for those without."""
    return [
        (name, [choice for _name, choices, _index in found for choice in choices])
        for name, found in groupby(optgroups(field), key=itemgetter(0))
    ]


CHOICE = (
    '<label class="choice{apart}" for="{id}"><input type="{type}" name="{name}" value="{value}" '
    'id="{id}"{marks}> <span>{label}</span></label>'
)
CHOICE_MARKS = {
    "checked": " checked",
    "disabled": " disabled",
    "aria-invalid": ' aria-invalid="true"',
}


@register.filter
def choice_rows(choices: list[dict[str, Any]], apart: str | None) -> SafeString:
    """The radios or tick boxes of one group, each with its row as label; a named group stands
    apart from the others. Labels are plain text.

    Written out here and not in a template, as a page of statements has 24 and takes half as long
    so. Without `required`, as in `control`.
    """
    rows = (
        CHOICE.format(
            apart=" choice-apart" if apart else "",
            type=choice["type"],
            name=escape(choice["name"]),
            value=escape(str(choice["value"])),
            id=escape(choice["attrs"]["id"]),
            marks="".join(CHOICE_MARKS.get(name, "") for name in choice["attrs"]),
            label=escape(str(choice["label"])),
        )
        for choice in choices
    )
    return mark_safe("\n".join(rows))  # noqa: S308  # all that is not ours was escaped above


@register.filter
def first_control_id(field: BoundField) -> str:
    """The id that an error message links to: the control, or the first one of a group."""
    return field.id_for_label or field.subwidgets[0].id_for_label
