"""Numbers of the page on scoring, written so that a reader can go on with them. No queries.

They are rounded here: Django's own formatting would cut them off.
"""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from roles.templatetags.results import MINUS

register = template.Library()


@register.filter
def decimals(value: float, places: int = 3) -> str:
    """A number with so many decimals in the reader's own way: "1.538"; below 0 with a minus."""
    size = number_format(f"{abs(value):.{places}f}")
    return f"{MINUS}{size}" if round(value, places) < 0 else str(size)


@register.filter
def figure(value: float) -> str:
    """A number with as many decimals as it has, six at most: 0.35 -> "0.35", 1.0 -> "1"."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return str(number_format(text.replace("-", MINUS)))


@register.filter
def steps(value: float) -> str:
    """A number of steps with its sign: "+2", "0"; "+1.73" when it is no whole one."""
    rounded = round(value, 2) + 0.0  # a zero without a sign
    return f"+{figure(rounded)}" if rounded > 0 else figure(rounded)


@register.filter
def out_of_100(number: float) -> str:
    """ "98.9 of 100"; a whole number without decimals."""
    return _("%(number)s of 100") % {"number": figure(round(number, 1))}


@register.filter
def share_of_100(share: float) -> str:
    """A share from 0 to 1 likewise: 0.95 -> "95 of 100"."""
    return out_of_100(100 * share)
