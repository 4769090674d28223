"""Answers in words, and small words that several pages use."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.pages.results.offline import Slot

# The one scale, as shown.
ANSWER_LABELS = {
    1: gettext_lazy("Dislike a lot"),
    2: gettext_lazy("Dislike"),
    3: gettext_lazy("Neutral"),
    4: gettext_lazy("Like"),
    5: gettext_lazy("Like a lot"),
}


def answer_label(answer: int | None) -> str:
    """An answer in words; None is a skipped question."""
    return _("Skipped") if answer is None else str(ANSWER_LABELS[answer])


def sentence(text: str) -> str:
    """A stored phrase with the stop that ends a sentence; its letters stay as they are written."""
    whole = text.strip()
    if not whole or whole.endswith((".", "?", "!")) or isinstance(text, Slot):
        return whole
    return f"{whole}."


def span(low: int, high: int) -> str:
    """ "8 to 24", or "8" when both are the same."""
    return str(low) if low == high else _("%(low)d to %(high)d") % {"low": low, "high": high}
