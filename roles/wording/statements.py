"""What the list of statements says of each one, in a few words."""

from collections.abc import Mapping

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.disclosure import FEWEST
from roles.domain.statistics import StatementRow
from roles.domain.types import Check
from roles.wording.numbers import tens


def problem_words(check: Check, about: str, texts: Mapping[str, str]) -> str:
    """What a check notes about the statement with the slug `about`.

    Args:
        texts: each statement by its slug, for those that name another one.
    """
    others = " / ".join(texts[slug] for slug in check.about if slug != about)
    figure = floatformat(check.figure, -1)
    share = floatformat(100 * check.figure, 0)
    words = {
        "texts.twins": _("Reads the same as “%(others)s”"),
        "texts.hidden": _("Invisible letters: %(detail)s"),
        "texts.letters": _("No letters at all"),
        "texts.long": _("Long: %(figure)s words"),
        "texts.grade": _("Hard to read: grade %(figure)s"),
        "texts.joined": _("Asks two things, or says no: %(detail)s"),
        "texts.alike": _("Shares %(share)s%% of its words with “%(others)s”"),
    }
    values = {"others": others, "detail": check.detail, "figure": figure, "share": share}
    return words[check.code] % values


def answers_words(row: StatementRow | None) -> str:
    """How many people met it, how they rate it on average, and how many skip it; None for too few
    people. What might tell of a single one is left out."""
    if row is None:
        return _("fewer than %(count)s") % {"count": FEWEST}
    mean, share = row.mean, row.skipped.share
    words = {
        (True, True): _("%(count)s: mean %(mean)s, %(share)s%% skipped"),
        (True, False): _("%(count)s: mean %(mean)s"),
        (False, True): _("%(count)s: %(share)s%% skipped"),
        (False, False): "%(count)s",
    }[mean is not None, share is not None]
    skipped = "" if share is None else floatformat(100 * share, 0)
    return words % {"count": tens(row.shown), "mean": floatformat(mean, 1), "share": skipped}


def state_words(state: str) -> str:
    """See `queries.statements.statement_states`."""
    return {
        "live": _("live"),
        "changed": _("changed"),
        "new": _("new"),
        "retired": _("retired"),
    }[state]


def retired_sentence(count: int) -> str:
    return ngettext(
        "%(count)s statement is retired. Nobody is asked it once you publish.",
        "%(count)s statements are retired. Nobody is asked them once you publish.",
        count,
    ) % {"count": count}


def brought_back_sentence(count: int) -> str:
    return ngettext(
        "%(count)s statement is back. People are asked it once you publish.",
        "%(count)s statements are back. People are asked them once you publish.",
        count,
    ) % {"count": count}


def too_few_sentence(dimension: str, count: int, least: int) -> str:
    """That a dimension has too few statements to publish."""
    return ngettext(
        "“%(dimension)s” is left with %(count)s active statement. You need at least %(least)s "
        "before you can publish.",
        "“%(dimension)s” is left with %(count)s active statements. You need at least %(least)s "
        "before you can publish.",
        count,
    ) % {"dimension": dimension, "count": count, "least": least}
