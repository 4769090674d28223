"""What is said of the figures of two versions that run side by side."""

from django.utils.translation import gettext as _

from roles.domain.disclosure import ALONE
from roles.domain.intervals import newcombe
from roles.domain.statistics import Dashboard, Period
from roles.wording.numbers import whole_of_100
from roles.wording.statistics import (
    columns,
    count_cell,
    days_words,
    interval_cells,
    likely,
    likely_note,
)
from roles.wording.tables import FigureTable, TableRow


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


def none_yet_sentence() -> str:
    return _(
        "Too few people have come since the experiment started to show figures. Look again later."
    )


def hit_rates_table(compared: Dashboard) -> FigureTable:
    """How often each version's closest role was right, by the days that people chose."""
    heads = columns(_("Version"), _("Choices"), _("Took its day"), likely())
    return FigureTable(
        "hit-rate",
        _("How often the closest role's day is chosen"),
        _finding(compared.chosen, compared.compared),
        heads,
        tuple(_row(period) for period in (compared.chosen, compared.compared)),
        notes=(*_other_days(compared.chosen), *_other_days(compared.compared), likely_note()),
    )


def _finding(chosen: Period, compared: Period) -> str:
    one, other = chosen.hit_rate, compared.hit_rate
    if one.part is None or other.part is None or not one.whole or not other.whole:
        return _(
            "Too few people have chosen between a day of their closest role and a day of the last "
            "one."
        )
    interval = newcombe((one.part, one.whole), (other.part, other.whole))
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


def _other_days(period: Period) -> tuple[str, ...]:
    """Which days one version's row covers, where these are not those of the experiment."""
    days, chosen = period.hit_rate.days, period.selection
    if days is None or days == (chosen.first, chosen.last):
        return ()
    said = _("For version %(version)s this covers %(days)s.")
    return (said % {"version": chosen.version, "days": days_words(*days)},)


def _row(period: Period) -> TableRow:
    name = _("Version %(number)s") % {"number": period.selection.version}
    return TableRow(name, (count_cell(period.hit_rate.whole), *interval_cells(period.hit_rate)))
