"""What templates need to show roles and forms: geometry, words, the one stylesheet. No queries."""

import hashlib
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from django import template
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.contrib.staticfiles import finders
from django.forms import BoundField
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.domain.types import Catalog, RoleProfile

register = template.Library()

register.filter("number_word", apnumber)  # 5 -> "five"; from ten on in digits

# --- files: one sheet and the icon inside, so a page is two requests, or three with a script

# In this order: what is the same everywhere first, then the rooms, then what paper leaves out.
SHEETS = ("tokens", "base", "forms", "careers", "quiz", "results", "print")


class Stylesheet(NamedTuple):
    text: str
    version: str  # changes with the text


def static_file(name: str) -> Path:
    """Where a file of static/ lies, collected or not."""
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return Path(found)


def site_stylesheet() -> Stylesheet:
    """All sheets in one; read once per process, or each time while developing (DEBUG)."""
    return _read_sheets() if settings.DEBUG else _kept_sheets()


def _read_sheets() -> Stylesheet:
    text = "\n".join(static_file(f"css/{name}.css").read_text("utf-8") for name in SHEETS)
    return Stylesheet(text, hashlib.sha256(text.encode()).hexdigest()[:12])


_kept_sheets = cache(_read_sheets)


@register.simple_tag
def stylesheet_url() -> str:
    return reverse("pages:stylesheet", args=[site_stylesheet().version])


@register.simple_tag
@cache
def icon_address() -> str:
    """static/img/icon.svg itself as an address: browsers count a file of its own as a request."""
    return f"data:image/svg+xml,{quote(static_file('img/icon.svg').read_text('utf-8').strip())}"


# --- roles

# Outlines of the five symbols, centred on 0,0, about 20 units wide, of about equal weight.
SYMBOL_PATHS = {
    "circle": "M-9.5 0a9.5 9.5 0 1 0 19 0a9.5 9.5 0 1 0 -19 0z",
    "square": "M-8.5 -8.5h17v17h-17z",
    "triangle": "M0 -10L11 9h-22z",
    "diamond": "M0 -11.5L11.5 0L0 11.5L-11.5 0z",
    "cross": "M-3.75 -10.5h7.5v6.75h6.75v7.5h-6.75v6.75h-7.5v-6.75h-6.75v-7.5h6.75z",
}


@register.filter
def symbol_path(symbol: str) -> str:
    """The outline of a role's symbol, for the `d` of an SVG path."""
    return SYMBOL_PATHS[symbol]


@register.filter
def percent(value: float) -> str:
    """A number as SVG geometry: 33.5 -> "33.5%" in every language. A decimal comma breaks SVG."""
    return f"{value:g}%"


@register.filter
def sentence(text: str) -> str:
    """A stored phrase with the stop that ends a sentence; its letters stay as they are written."""
    whole = text.strip()
    return whole if not whole or whole.endswith((".", "?", "!")) else f"{whole}."


@register.simple_tag
def span(low: int, high: int) -> str:
    """ "8 to 24", or "8" when both are the same."""
    return str(low) if low == high else _("%(low)d to %(high)d") % {"low": low, "high": high}


@register.inclusion_tag("includes/profile_chart.html")
def profile_chart(catalog: Catalog, role: RoleProfile) -> dict[str, Any]:
    """A role's four numbers as sentences with bars."""
    rows = [
        {
            "dimension": dimension,
            "target": role.targets[dimension.slug],
            "reason": role.reasons.get(dimension.slug, ""),
        }
        for dimension in catalog.dimensions
    ]
    return {"role": role, "rows": rows}


# --- answers

# The one scale, as shown: the best liked on top.
ANSWER_LABELS = {
    5: gettext_lazy("Like a lot"),
    4: gettext_lazy("Like"),
    3: gettext_lazy("Neither like nor dislike"),
    2: gettext_lazy("Dislike"),
    1: gettext_lazy("Dislike a lot"),
}


@register.filter
def answer_label(answer: int | None) -> str:
    """An answer in words; None is a skipped question."""
    return _("Skipped") if answer is None else str(ANSWER_LABELS[answer])


# --- forms


@register.filter
def control(field: BoundField) -> SafeString:
    """A field's control without `required`: the server checks, and says what to do in words."""
    field.form.use_required_attribute = False
    return field.as_widget()


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
def choice_rows(choices: list[dict[str, Any]], divider: str | None) -> SafeString:
    """The radios or tick boxes of one group, each with its row as label; behind a divider they
    stand apart. Labels are plain text.

    Written out here and not in a template, as a page of statements has 24 and takes half as long
    so. Without `required`, as in `control`.
    """
    rows = (
        CHOICE.format(
            apart=" choice-apart" if divider else "",
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
