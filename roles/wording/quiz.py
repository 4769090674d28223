"""Taking the quiz, in sentences."""

from django.utils.translation import gettext as _


def days_heading(close: int) -> str:
    """What the second step asks, and why, when so many roles are close; 0 for none."""
    return {
        2: _("Two roles are close. Which day would you rather have?"),
        3: _("Three roles are close. Which day would you rather have?"),
    }.get(close, _("Which day would you rather have?"))
