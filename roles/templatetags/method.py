"""Numbers of the page on scoring, written so that a reader can go on with them. No queries."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from roles.templatetags.results import MINUS

register = template.Library()


@register.filter
def decimals(value: float, places: int = 3) -> str:
    """A number with so many decimals in the reader's own way: "1.538"; below 0 with a minus."""
    size = str(number_format(abs(value), places))
    is_below = round(value, places) < 0
    return f"{MINUS}{size}" if is_below else size


@register.filter
def steps(value: float) -> str:
    """A number of steps with its sign: "+2", "0"; "+1.73" when it is no whole one."""
    rounded = round(value, 2)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
    places = 0 if rounded == round(rounded) else 2
    return f"{sign}{number_format(abs(rounded), places)}"


@register.filter
def figure(value: float) -> str:
    """A number with as many decimals as it has: 0.35 -> "0.35", 1.0 -> "1"."""
    return str(number_format(Decimal(str(value)).normalize()))


@register.filter
def out_of_100(number: float) -> str:
    """ "98.9 of 100"; a whole number without decimals."""
    rounded = round(number, 1)
    places = 0 if rounded == round(rounded) else 1
    return _("%(number)s of 100") % {"number": number_format(rounded, places)}


@register.filter
def share_of_100(share: float) -> str:
    """A share from 0 to 1 likewise: 0.95 -> "95 of 100"."""
    return out_of_100(100 * share)
