"""Numbers as readers see them, rounded here: Django's own formatting would cut them off."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from roles.domain.disclosure import FEWEST, whole_tens

MINUS = "\N{MINUS SIGN}"  # read out as such, unlike a hyphen


def decimals(value: float, places: int = 3) -> str:
    """A number with so many decimals in the reader's own way: "1.538"; below 0 with a minus."""
    size = number_format(f"{abs(value):.{places}f}")
    return f"{MINUS}{size}" if round(value, places) < 0 else str(size)


def figure(value: float) -> str:
    """A number with as many decimals as it has, six at most: 0.35 -> "0.35", 1.0 -> "1"."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return str(number_format(text.replace("-", MINUS)))


def grouped(number: int) -> str:
    """A whole number with its thousands apart: 10000 -> "10,000"."""
    return str(number_format(number, force_grouping=True))


def tens(people: int) -> str:
    """A number of people in whole tens, so that no later one tells of a single one of them:
    1247 -> "1,240+"; "0" for none."""
    if 0 < people < FEWEST:
        return _("fewer than %(count)s") % {"count": FEWEST}
    return _("%(count)s+") % {"count": grouped(whole_tens(people))} if people else "0"


def steps(value: float) -> str:
    """A number of steps with its sign: "+2", "0"; "+1.73" when it is no whole one."""
    rounded = round(value, 2) + 0.0  # a zero without a sign
    return f"+{figure(rounded)}" if rounded > 0 else figure(rounded)


def out_of_100(number: float) -> str:
    """ "98.9 of 100"; a whole number without decimals."""
    return _("%(number)s of 100") % {"number": figure(round(number, 1))}


def share_of_100(share: float) -> str:
    """A share from 0 to 1 likewise: 0.95 -> "95 of 100"."""
    return out_of_100(100 * share)


def whole_of_100(share: float) -> str:
    """A share from 0 to 1 in whole numbers: 0.358 -> "36 of 100"."""
    return out_of_100(round(100 * share))


def percentage(share: float) -> str:
    """A share from 0 to 1 in whole percent: 0.814 -> "81%"."""
    return _("%(number)s%%") % {"number": round(100 * share)}


def points(hundredths: int) -> str:
    """Hundredths of a point in the reader's own way to write numbers: 185 -> "1.85"."""
    return ("" if hundredths >= 0 else MINUS) + str(number_format(f"{abs(hundredths) / 100:.2f}"))


def signed(value: float) -> str:
    """A whole number with its sign, such as "+14"; 0 has none."""
    whole = round(value)
    return f"+{whole}" if whole > 0 else f"{MINUS}{-whole}" if whole else "0"
