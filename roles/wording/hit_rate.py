"""What was found out about how right results are."""

from django.utils.translation import gettext as _

from roles.domain.hit_rate import LEAST_PEOPLE, HitRate
from roles.domain.types import Catalog
from roles.wording.numbers import grouped


def checked_words(catalog: Catalog, rate: HitRate | None) -> str:
    """For a result; "" when nothing is known and the numbers stand without a caveat."""
    if rate:
        return hit_rate_sentences(rate)
    return "" if catalog.settings.calibrated else _("Not yet checked with real people.")


def hit_rate_sentences(rate: HitRate) -> str:
    """The share in words, with its interval."""
    return _(
        "A first check: at least %(people)s people chose between a day in their closest role and "
        "one in the role that came last. In %(share)s of 100 choices, they took the closest "
        "(allowing for chance, %(low)s to %(high)s)."
    ) % {
        "people": grouped(rate.people),
        "share": round(100 * rate.share),
        "low": round(100 * rate.low),
        "high": round(100 * rate.high),
    }


def method_checked_words(catalog: Catalog, rate: HitRate | None) -> str:
    """For a page about the method; "" for a catalog that nobody is asked such pairs of."""
    if rate:
        return hit_rate_sentences(rate)
    settings = catalog.settings
    if not (settings.panel_share and settings.day_pairs and catalog.roles_by_day):
        return ""
    return _(
        "Once %(people)s people have chosen between a day in their closest role and one in the "
        "role that came last, we'll say how often they chose the closest."
    ) % {"people": LEAST_PEOPLE}
