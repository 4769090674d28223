"""The table of the statistics page that compares two selections."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.statistics import Contrast, Dashboard
from roles.wording.numbers import signed, whole_of_100
from roles.wording.statistics import (
    FigureNames,
    columns,
    likely,
    nothing,
    selection_words,
    share_cell,
)
from roles.wording.statistics_tables import certainty_names
from roles.wording.tables import FigureTable, TableCell, TableRow


def contrasts_table(dashboard: Dashboard, names: FigureNames) -> FigureTable:
    """Shares of both selections, and whether they differ by more than chance would explain."""
    heads = columns(
        _("Share"),
        selection_words(dashboard.chosen.selection),
        selection_words(dashboard.compared.selection),
        *(_("Difference"), likely(), _("In words")),
    )
    rows = tuple(TableRow(contrast_name(each, names), _cells(each)) for each in dashboard.contrasts)
    note = _(
        "“Likely between”: of 100 ranges worked out like this, about 95 hold the true difference. "
        "So of 20 shares that don't differ at all, about one looks different by chance."
    )
    return FigureTable(
        "comparison", _("Comparison"), _finding(dashboard, names), heads, rows, notes=(note,)
    )


def _cells(contrast: Contrast) -> tuple[TableCell, ...]:
    interval = contrast.interval
    between = nothing()
    if interval:
        words = _("%(low)s to %(high)s") % {
            "low": signed(100 * interval.low),
            "high": points(interval.high),
        }
        between = TableCell(words, words)
    verdict = verdict_words(contrast)
    return (
        share_cell(contrast.chosen),
        share_cell(contrast.compared),
        TableCell(points(contrast.difference), round(contrast.difference, 4)),
        between,
        TableCell(verdict, verdict, is_quiet=not contrast.is_certain),
    )


def points(difference: float) -> str:
    """A difference of shares: "+5 points"."""
    words = ngettext("%(number)s point", "%(number)s points", abs(round(100 * difference)))
    return words % {"number": signed(100 * difference)}


def verdict_words(contrast: Contrast) -> str:
    if contrast.interval is None:
        return _("Can't be told: some people are in both")
    if not contrast.is_certain:
        return _("May be chance")
    return _("Higher") if contrast.difference > 0 else _("Lower")


def contrast_name(contrast: Contrast, names: FigureNames) -> str:
    """What share it is, see `domain.statistics.PERIOD_SHARES`."""
    if contrast.table == "leaders":
        role = names.roles.get(contrast.key, contrast.key)
        return _("Closest role: %(role)s") % {"role": role}
    if contrast.table == "certainties":
        return _("Result: %(word)s") % {"word": certainty_names()[contrast.key]}
    return {
        "completion": _("Finished, of those who started"),
        "shared": _("Shared their result"),
        "noted": _("Results with a note"),
        "taken": _("Took the second step, of those offered it"),
        "changed": _("Second step put another role first"),
    }[contrast.table]


def _finding(dashboard: Dashboard, names: FigureNames) -> str:
    if not dashboard.contrasts:
        return _("There's nothing to compare: too few people in at least one of the two.")
    certain = [each for each in dashboard.contrasts if each.is_certain]
    if not certain:
        return _("No difference is larger than chance would explain.")
    largest = max(certain, key=lambda each: abs(each.difference))
    words = {
        "name": contrast_name(largest, names),
        "chosen": whole_of_100(largest.chosen.share or 0),
        "compared": whole_of_100(largest.compared.share or 0),
        "count": len(certain),
    }
    return (
        ngettext(
            "%(count)s share differs by more than chance would explain: “%(name)s”, with "
            "%(chosen)s compared with %(compared)s.",
            "%(count)s shares differ by more than chance would explain. The largest difference is "
            "in “%(name)s”: %(chosen)s compared with %(compared)s.",
            len(certain),
        )
        % words
    )
