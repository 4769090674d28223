"""What a browser sends of a form: its fields as they stand, and the button that was pressed."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from tests.views.page import Element

CHOICES = ("radio", "checkbox")
NOT_SENT = ("submit", "button", "reset", "image", "file")


@dataclass(frozen=True)
class Sending:
    method: str  # "get" or "post"
    action: str
    label: str  # of the button
    fields: dict[str, list[str]]

    @property
    def as_link(self) -> str:
        """Where a form leads that is sent by GET."""
        page = urlsplit(self.action)._replace(query=urlencode(self.fields, doseq=True), fragment="")
        return page.geturl()


def sendings(form: Element, page: str) -> Iterator[Sending]:
    """Every way to send a form: each of its buttons, untouched and with each choice made."""
    method = form.attrs.get("method", "get").lower()
    action = form.attrs.get("action", "")
    fields, chosen = fields_of(form), fields_of(form, chooses=True)
    for label, address, button in buttons_of(form):
        target = urljoin(page, address or action)  # may be "#part" of the page itself
        yield Sending(method, target, label, fields | button)
        if chosen != fields:
            yield Sending(method, target, label, chosen | button)


def buttons_of(form: Element) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    """Label of each button that sends the form, its own address, what it adds to the fields."""
    for button in form.walk():
        kind = button.attrs.get("type", "submit")
        if button.tag not in ("button", "input") or kind != "submit":
            continue
        name, value = button.attrs.get("name"), button.attrs.get("value", "")
        address = button.attrs.get("formaction", "")
        yield button.text or value, address, {name: [value]} if name else {}


def fields_of(form: Element, *, chooses: bool = False) -> dict[str, list[str]]:
    """The fields as they stand in the page; with `chooses`, the first of each set of radio buttons
    in which none was chosen."""
    fields: dict[str, list[str]] = {}
    for field in form.walk():
        if "name" not in field.attrs or "disabled" in field.attrs:
            continue
        if (sent := sent_of(field)) is not None:
            fields.setdefault(field.attrs["name"], []).extend(sent)
    if chooses:
        for radio in form.all("input", type="radio"):
            fields.setdefault(radio.attrs["name"], [radio.attrs["value"]])
    return fields


def sent_of(field: Element) -> list[str] | None:
    """The values that one element sends; None for one that sends nothing."""
    kind = field.attrs.get("type", "text")
    if field.tag == "textarea":
        return ["".join(child for child in field.children if isinstance(child, str)).lstrip("\n")]
    if field.tag == "select":
        return selected(field)
    if field.tag != "input" or kind in NOT_SENT:
        return None
    if kind in CHOICES:
        return [field.attrs.get("value", "on")] if "checked" in field.attrs else None
    return [field.attrs.get("value", "")]


def selected(select: Element) -> list[str] | None:
    """What is selected; in a list of which one is always shown, else its first option."""
    options = select.all("option")
    chosen = [option for option in options if "selected" in option.attrs]
    if not chosen and "multiple" not in select.attrs:
        chosen = options[:1]
    return [option.attrs.get("value", option.text) for option in chosen] or None
