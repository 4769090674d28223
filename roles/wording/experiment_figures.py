"""What is said of the figures of two versions that run side by side."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from roles.domain.days import CONTROL_PAIRS
from roles.domain.disclosure import ALONE
from roles.domain.intervals import newcombe
from roles.domain.statistics import Dashboard, Period
from roles.wording.numbers import whole_of_100
from roles.wording.statistics import (
    ShownFigure,
    columns,
    count_cell,
    day_words,
    days_words,
    interval_cells,
    likely,
    likely_note,
    nothing,
    shown_figures,
)
from roles.wording.tables import FigureTable, TableCell, TableRow


def too_few_sentence(missing: list[int]) -> str:
    """Why there are no figures yet.

    Args:
        missing: numbers of the versions that too few people have finished, one or both.
    """
    held = {"count": ALONE, "version": missing[0]}
    if len(missing) > 1:
        said = _(
            "Figures appear once %(count)s people have finished each version. Neither is there yet."
        )
        return said % held
    said = _(
        "Figures appear once %(count)s people have finished each version. Version %(version)s "
        "isn't there yet."
    )
    return said % held


def not_begun_sentence(first: date) -> str:
    """On the day of the start."""
    said = _("Figures start on %(day)s, the first full day of the experiment.")
    return said % {"day": day_words(first)}


def none_yet_sentence(first: date) -> str:
    said = _(
        "There are no figures yet: too few people have started since %(day)s, the first full day "
        "of the experiment. Look again later."
    )
    return said % {"day": day_words(first)}


def counted_sentence(first: date) -> str:
    """Of whom the figures tell."""
    said = _(
        "Counted here: everyone who started on %(day)s, the first full day of the experiment, or "
        "later."
    )
    return said % {"day": day_words(first)}


def version_figures(compared: Dashboard) -> tuple[ShownFigure, ...]:
    """The six figures, each with the version that it is of."""
    said = _("%(figure)s, version %(version)s")
    version = compared.chosen.selection.version
    return tuple(
        replace(figure, name=said % {"figure": figure.name, "version": version})
        for figure in shown_figures(compared)
    )


def hit_rates_table(compared: Dashboard, told: Collection[int]) -> FigureTable:
    """How often each version's closest role was right, by the days that people chose.

    Args:
        told: versions whose hit rate is shown of some days, if not of these.
    """
    heads = columns(_("Version"), _("Choices"), _("Took its day"), likely())
    has_any = _has_rate(compared.chosen) or _has_rate(compared.compared)
    likely_notes = (likely_note(),) if has_any else ()
    return FigureTable(
        "hit-rate",
        _("How often the closest role's day is chosen"),
        _finding(compared.chosen, compared.compared, told),
        heads,
        tuple(_row(period, told) for period in (compared.chosen, compared.compared)),
        notes=(*_other_days(compared.chosen), *_other_days(compared.compared), *likely_notes),
    )


def _finding(chosen: Period, compared: Period, told: Collection[int]) -> str:
    one, other = chosen.hit_rate, compared.hit_rate
    if one.part is None or other.part is None or not one.whole or not other.whole:
        return _none_sentence([each for each in (chosen, compared) if not _has_rate(each)], told)
    # Of half the choices, as in `hit_rate.choices_interval`.
    interval = newcombe(
        (one.part // CONTROL_PAIRS, one.whole // CONTROL_PAIRS),
        (other.part // CONTROL_PAIRS, other.whole // CONTROL_PAIRS),
    )
    held = {
        "version": chosen.selection.version,
        "other": compared.selection.version,
        "share": whole_of_100(one.part / one.whole),
        "against": whole_of_100(other.part / other.whole),
    }
    if interval.low <= 0 <= interval.high:
        said = _(
            "Asked to choose between a day of their closest role and a day of the last one, people "
            "took the closest role's day %(share)s times with version %(version)s and %(against)s "
            "times with version %(other)s. Any difference may be chance."
        )
    else:
        said = _(
            "Asked to choose between a day of their closest role and a day of the last one, people "
            "took the closest role's day %(share)s times with version %(version)s and %(against)s "
            "times with version %(other)s: more than chance would explain."
        )
    return said % held


def _has_rate(period: Period) -> bool:
    return period.hit_rate.share is not None


def _none_sentence(missing: list[Period], told: Collection[int]) -> str:
    """Why the two cannot be compared. What is shown of other days tells which reason it is, and
    nothing else does."""
    if all(each.selection.version in told for each in missing):
        return _(
            "Not shown yet: it could be combined with other figures to single people out. That "
            "passes as more people choose."
        )
    return _(
        "Too few people so far have chosen between a day of their closest role and a day of the "
        "last one."
    )


def _other_days(period: Period) -> tuple[str, ...]:
    """Which days one version's row covers, where these are not those of the experiment."""
    days, chosen = period.hit_rate.days, period.selection
    if days is None or (days.first, days.last) == (chosen.first, chosen.last):
        return ()
    said = _("For version %(version)s this covers %(days)s.")
    return (said % {"version": chosen.version, "days": days_words(days.first, days.last)},)


def _row(period: Period, told: Collection[int]) -> TableRow:
    version = period.selection.version
    name = _("Version %(number)s") % {"number": version}
    if _has_rate(period):
        return TableRow(name, (count_cell(period.hit_rate.whole), *interval_cells(period.hit_rate)))
    words = _("not shown yet") if version in told else _("too few so far")
    return TableRow(name, (TableCell(words, words, is_quiet=True), nothing(), nothing()))
