"""A form field that names a source: typed or chosen by its name, kept as its slug."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from roles.queries.search import has_words

SOURCES = "sources"  # id of the list that offers sources, once per page
MOST_NAMED = 5  # in one sentence


class SourceField(forms.CharField):
    """Takes a source's name, or some of its letters where they fit one source alone.

    Args:
        labels: what sources are called beside statements, by slug: "BLS, 2025".
        names: their full names, which are searched too, by slug.
    """

    def __init__(
        self, labels: Mapping[str, str], names: Mapping[str, str], **given: object
    ) -> None:
        widget = forms.TextInput(attrs={"list": SOURCES, "class": "source-name"})
        super().__init__(widget=widget, **given)  # type: ignore[arg-type]  # as Django's own
        self.labels, self.names = labels, names

    def prepare_value(self, value: object) -> object:
        """The source's name; what was typed, when that is none."""
        return self.labels.get(value, value) if isinstance(value, str) else value

    def to_python(self, value: object) -> str:
        typed = str(super().to_python(value) or "")
        if not typed or typed in self.labels:
            return typed
        by_label = {label.casefold(): slug for slug, label in self.labels.items()}
        if found := by_label.get(typed.casefold()):
            return found
        fitting = [
            slug
            for slug, label in self.labels.items()
            if has_words(f"{label} {self.names.get(slug, '')}", typed)
        ]
        if len(fitting) == 1:
            return fitting[0]
        raise ValidationError(self.refusal(typed, [self.labels[slug] for slug in fitting]))

    def refusal(self, typed: str, fitting: list[str]) -> str:
        if fitting:
            names = "; ".join(fitting[:MOST_NAMED])
            return _("“%(typed)s” fits several sources: %(names)s. Choose one of them.") % {
                "typed": typed,
                "names": names,
            }
        said = _("No source is called “%(typed)s”. Type some letters of its name.")
        return format_html(
            '{} <a href="{}">{}</a>',
            said % {"typed": typed},
            reverse("admin:roles_source_add"),
            _("Add a source"),
        )

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True
