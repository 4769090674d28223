"""The table of the statistics page that compares two selections."""

from dataclasses import replace

from django.utils.translation import gettext as _

from roles.domain.statistics import Contrast, Dashboard, Portion, Selection, chance_explains
from roles.wording.numbers import decimals, share_of_100, whole_of_100
from roles.wording.statistics import (
    FigureNames,
    columns,
    covers,
    day_words,
    likely,
    nothing,
    selection_words,
    share_cell,
)
from roles.wording.statistics_tables import certainty_names
from roles.wording.tables import FigureTable, TableCell, TableRow


def contrasts_table(dashboard: Dashboard, names: FigureNames) -> FigureTable:
    """Shares of both selections, and whether they differ by more than chance would explain."""
    head = ("comparison", _("Comparison"))
    if not dashboard.contrasts:
        return FigureTable(*head, _nothing_sentence(dashboard))
    chosen, compared = dashboard.chosen.selection, dashboard.compared.selection
    heads = columns(
        *(_("Share"), selection_words(chosen), selection_words(compared)),
        *(_("Difference"), likely(), _("In words")),
    )
    rows = tuple(
        TableRow(contrast_name(each, names), _cells(each, chosen, compared))
        for each in dashboard.contrasts
    )
    note = _(
        "Of 20 shares that don't differ at all, about one looks as if it did. Differences are in "
        "points of 100."
    )
    return FigureTable(*head, _finding(dashboard, names), heads, rows, notes=(note,))


def _cells(contrast: Contrast, chosen: Selection, compared: Selection) -> tuple[TableCell, ...]:
    interval = contrast.interval
    between = nothing()
    if interval:
        ends = {"low": tenths(interval.low), "high": tenths(interval.high)}
        words = _("%(low)s to %(high)s points") % ends
        between = TableCell(words, words)
    verdict = verdict_words(contrast)
    return (
        share_on_days(contrast.chosen, chosen),
        share_on_days(contrast.compared, compared),
        TableCell(points(contrast.difference), round(contrast.difference, 4)),
        between,
        TableCell(verdict, verdict, is_quiet=not contrast.is_certain),
    )


def share_on_days(portion: Portion, chosen: Selection) -> TableCell:
    """A share with its bar, and its days where they are not those of the column."""
    days = portion.days
    is_other = days is not None and (days.first, days.last) != (chosen.first, chosen.last)
    return replace(share_cell(portion), days=covers(days) if is_other else "")


def tenths(difference: float) -> str:
    """A difference of shares to a tenth of a point, with its sign: rounded to 0 the end of an
    interval would seem to hold what it excludes."""
    number = 100 * difference
    return ("+" if round(number, 1) > 0 else "") + decimals(number, 1)


def points(difference: float) -> str:
    """The same in words: "+5.0 points"."""
    return _("%(number)s points") % {"number": tenths(difference)}


def verdict_words(contrast: Contrast) -> str:
    if contrast.interval is None:
        return _("Can't be told: the days overlap")
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
        "noted": _("Results with a warning"),
        "taken": _("Took the second step, of those offered it"),
        "changed": _("Second step put another role first"),
    }[contrast.table]


def _nothing_sentence(dashboard: Dashboard) -> str:
    first, compared = dashboard.first_day, dashboard.compared.selection
    if first and compared.last < first:
        return _("There are no earlier days to compare with: the first attempt was on %(day)s.") % {
            "day": day_words(first)
        }
    return _("There's nothing to compare: too few people in at least one of the two.")


def _finding(dashboard: Dashboard, names: FigureNames) -> str:
    certain = [each for each in dashboard.contrasts if each.is_certain]
    if not certain:
        return _("No difference is larger than chance would explain.")
    largest = max(certain, key=lambda each: abs(each.difference))
    chosen, compared = _apart(largest.chosen.share or 0, largest.compared.share or 0)
    words = {
        "name": contrast_name(largest, names),
        "chosen": chosen,
        "compared": compared,
        "certain": len(certain),
        "count": len(dashboard.contrasts),
    }
    if len(certain) == 1:
        return _one_finding(len(dashboard.contrasts)) % words
    said = _(
        "%(certain)s of %(count)s shares stand out. The largest difference is in “%(name)s”: "
        "%(chosen)s, compared with %(compared)s."
    )
    if chance_explains(len(certain), len(dashboard.contrasts)):
        said = _(
            "%(certain)s of %(count)s shares stand out. The largest difference is in “%(name)s”: "
            "%(chosen)s, compared with %(compared)s. With this many shares, %(certain)s may stand "
            "out by chance."
        )
    return said % words


def _one_finding(count: int) -> str:
    if chance_explains(1, count):
        return _(
            "One of %(count)s shares stands out: “%(name)s”, with %(chosen)s compared with "
            "%(compared)s. With this many shares, one may stand out by chance."
        )
    return _("“%(name)s” stands out: %(chosen)s, compared with %(compared)s.")


def _apart(one: float, other: float) -> tuple[str, str]:
    """Two shares in as few decimals as tell them apart."""
    whole = whole_of_100(one), whole_of_100(other)
    return whole if whole[0] != whole[1] else (share_of_100(one), share_of_100(other))
