"""What became of a result, as its owner says on a later visit."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.domain.types import Catalog
from roles.models import FitAnswer

SUITS_LABELS = {
    1: gettext_lazy("Not at all"),
    2: gettext_lazy("Not really"),
    3: gettext_lazy("Partly"),
    4: gettext_lazy("Well"),
    5: gettext_lazy("Very well"),
}


def job_name(answer: FitAnswer, catalog: Catalog) -> str:
    """The job that somebody said they have.

    Args:
        catalog: of the result.
    """
    if answer.suits is None:
        return _("No job right now")
    return catalog.roles_by_slug[answer.job].name if answer.job else _("Another job")


def suits_label(answer: FitAnswer) -> str:
    """How well it suits them; "" without a job."""
    return "" if answer.suits is None else str(SUITS_LABELS[answer.suits])


def fit_sentence(answer: FitAnswer, catalog: Catalog) -> str:
    """What somebody said, to themselves."""
    if answer.suits is None:
        return _("You told us you have no job right now.")
    sentences = {
        1: _("You told us: %(job)s. It doesn't suit you at all."),
        2: _("You told us: %(job)s. It doesn't really suit you."),
        3: _("You told us: %(job)s. It partly suits you."),
        4: _("You told us: %(job)s. It suits you well."),
        5: _("You told us: %(job)s. It suits you very well."),
    }
    return sentences[answer.suits] % {"job": job_name(answer, catalog)}


def thanks_sentence(answer: FitAnswer, catalog: Catalog) -> str:
    """To somebody who just said it."""
    return _("Thank you. %(said)s") % {"said": fit_sentence(answer, catalog)}
