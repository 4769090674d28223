"""What the statistics page says in all its parts: days, numbers, shares, and its six figures.

Numbers of people that are not shown come as None, see `domain.disclosure`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from roles.domain.disclosure import FEWEST
from roles.domain.hit_rate import choices_interval
from roles.domain.intervals import Interval
from roles.domain.release import Days
from roles.domain.statistics import Dashboard, Figure, Period, Portion, Selection
from roles.wording.numbers import grouped, percentage
from roles.wording.tables import FigureTable, ShareBar, TableCell, TableColumn, TableRow

NOTHING = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class FigureNames:
    """What is known by keys, in words."""

    roles: Mapping[str, str]  # names, by slug
    statements: Mapping[str, str]  # texts, by wording key
    forms: Mapping[str, str]  # addresses of forms of statements, by slug; only what may be opened


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One of the six figures, with the one it is compared with."""

    name: str
    text: str
    details: tuple[str, ...]
    before: str
    is_number: bool


# --- days and selections


def day_words(day: date) -> str:
    return str(date_format(day, "j F Y"))


def days_words(first: date, last: date) -> str:
    """ "3 May to 5 June 2026", "3 to 5 May 2026", "3 May 2026"."""
    if first == last:
        return day_words(last)
    is_same_year = first.year == last.year
    is_same_month = is_same_year and first.month == last.month
    start = date_format(first, "j" if is_same_month else "j F" if is_same_year else "j F Y")
    return _("%(first)s to %(last)s") % {"first": start, "last": day_words(last)}


def short_days_words(days: Days) -> str:
    """The same in a narrow column: "3 May to 5 Jun 2026"."""
    if days.first == days.last:
        return str(date_format(days.last, "j M Y"))
    is_same_year = days.first.year == days.last.year
    start = date_format(days.first, "j M" if is_same_year else "j M Y")
    return _("%(first)s to %(last)s") % {"first": start, "last": date_format(days.last, "j M Y")}


def language_name(code: str) -> str:
    """In the reader's own language; the code of one that Django does not know."""
    try:
        name: str = get_language_info(code)["name_translated"]
    except KeyError:
        return code
    return name


def selection_words(chosen: Selection) -> str:
    """The days, with version and language where one is chosen."""
    words = {
        (False, False): _("%(days)s"),
        (True, False): _("%(days)s, version %(version)s"),
        (False, True): _("%(days)s, in %(language)s"),
        (True, True): _("%(days)s, version %(version)s, in %(language)s"),
    }[chosen.version is not None, chosen.language is not None]
    language = language_name(chosen.language) if chosen.language else ""
    days = days_words(chosen.first, chosen.last)
    return words % {"days": days, "version": chosen.version, "language": language}


def heading(dashboard: Dashboard) -> str:
    chosen, compared = (each.selection for each in (dashboard.chosen, dashboard.compared))
    if dashboard.first_day is None or compared.last < dashboard.first_day:
        return selection_words(chosen)
    return _("%(chosen)s, compared with %(compared)s") % {
        "chosen": selection_words(chosen),
        "compared": selection_words(compared),
    }


def nothing_sentence(dashboard: Dashboard) -> str:
    """Why there is nothing to show for the chosen days, and what to do."""
    chosen = dashboard.chosen.selection
    first, last = dashboard.first_day, dashboard.last_day
    if chosen.version is not None and chosen.language is not None:
        return _(
            "Too few people took this version in this language to show figures. Choose more days, "
            "all versions or all languages."
        )
    if first and last and chosen.first <= first and last <= chosen.last:
        return _("Figures appear once %(count)s people have finished the quiz.") % {"count": FEWEST}
    return _(
        "Too few people took the quiz on these days to show figures without telling of single "
        "people. Choose more days."
    )


def other_days(days: Days | None, chosen: Selection) -> str:
    """Which days a table covers, where these are not the chosen ones."""
    if days is None:
        return ""
    told = []
    if (days.first, days.last) != (chosen.first, chosen.last):
        told.append(_("Covers %(days)s.") % {"days": days_words(days.first, days.last)})
    if days.is_partial:
        told.append(
            _("Some versions are missing on some of these days, as too few people took them.")
        )
    return " ".join(told)


def covers(days: Days | None) -> str:
    """The same in a few words."""
    return _("covers %(days)s") % {"days": short_days_words(days)} if days else ""


# --- cells


def too_few() -> str:
    return _("Too few people on these days to show this. Choose more days.")


def columns(*names: str) -> tuple[TableColumn, ...]:
    return tuple(map(TableColumn, names))


def nothing() -> TableCell:
    """Where no figure can be."""
    return TableCell(NOTHING, is_quiet=True)


def hidden() -> TableCell:
    """What is below 10, and what would tell of it: nobody can see which is which."""
    words = _("fewer than %(count)s, or hidden") % {"count": FEWEST}
    return TableCell(words, words, is_quiet=True)


def count_cell(people: int | None) -> TableCell:
    return hidden() if people is None else TableCell(grouped(people), people)


def hidden_beside() -> TableCell:
    """What follows from a number that is not shown."""
    return TableCell(NOTHING, hidden().value, is_quiet=True)


def percent(share: float) -> str:
    """In whole percent, but for what would look like none and is some."""
    return _("under 1%") if share and not round(100 * share) else percentage(share)


def share_cell(portion: Portion) -> TableCell:
    """A share with its bar."""
    share = portion.share
    if share is None:
        return hidden_beside()
    return TableCell(percent(share), round(share, 4), ShareBar(round(100 * share, 1)))


def interval_cells(portion: Portion) -> tuple[TableCell, TableCell]:
    """A share with its bar, and where it may really lie."""
    return _interval_cells(portion, portion.interval)


def choices_cells(portion: Portion) -> tuple[TableCell, TableCell]:
    """The same of choices, of which a person may make several."""
    return _interval_cells(portion, choices_interval_of(portion))


def choices_interval_of(portion: Portion) -> Interval | None:
    """None where the share is not shown."""
    if portion.part is None or portion.whole is None:
        return None
    return choices_interval(portion.part, portion.whole)


def _interval_cells(portion: Portion, interval: Interval | None) -> tuple[TableCell, TableCell]:
    share = portion.share
    if share is None or interval is None:
        return hidden_beside(), hidden_beside()
    low, high = (round(100 * each, 1) for each in interval)
    words = _("%(low)s to %(high)s") % {
        "low": percent(interval.low),
        "high": percent(interval.high),
    }
    bar = ShareBar(round(100 * share, 1), low, high)
    return TableCell(percent(share), round(share, 4), bar), TableCell(words, words)


def likely() -> str:
    return _("Likely between")


def likely_note() -> str:
    return _("“Likely between”: of 100 ranges worked out like this, about 95 hold the true share.")


def duration(seconds: float) -> str:
    """A stretch of time to the second: "4 min 20 s"."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return _("%(seconds)s s") % {"seconds": rest}
    return _("%(minutes)s min %(seconds)s s") % {"minutes": grouped(minutes), "seconds": rest}


# --- the six figures


def shown_figures(dashboard: Dashboard) -> tuple[ShownFigure, ...]:
    """The six figures, each with the one it is compared with."""
    before = _before_words(dashboard)
    days = dashboard.chosen.started.days
    pairs = zip(_figures(dashboard.chosen), _figures(dashboard.compared), strict=True)
    return tuple(
        ShownFigure(
            figure.name,
            figure.cell.text,
            tuple(figure.details) + (() if figure.days == days else (covers(figure.days),)),
            before % {"figure": _text_or_few(other.cell)} if before else "",
            is_number=not figure.cell.is_quiet,
        )
        for figure, other in pairs
    )


def _text_or_few(cell: TableCell) -> str:
    return _("too few to show") if cell.is_quiet else cell.text


def figures_table(dashboard: Dashboard) -> FigureTable:
    """The same for a file."""
    pairs = zip(_figures(dashboard.chosen), _figures(dashboard.compared), strict=True)
    whose = (selection_words(each.selection) for each in (dashboard.chosen, dashboard.compared))
    rows = (
        TableRow(_("Days"), tuple(TableCell(words, words) for words in whose)),
        *(TableRow(figure.name, (figure.cell, other.cell)) for figure, other in pairs),
    )
    heads = columns(_("Figure"), _("Chosen"), _("Compared"))
    return FigureTable("figures", _("Figures"), "", heads, rows)


def _before_words(dashboard: Dashboard) -> str:
    """A sentence that tells what a figure is compared with; "" when there is nothing to compare."""
    chosen, compared = dashboard.chosen.selection, dashboard.compared.selection
    if dashboard.first_day is None or compared.last < dashboard.first_day:
        return ""
    if compared.version != chosen.version:
        words = _("with version %(version)s: %%(figure)s")
        return words % {"version": compared.version}
    if compared.last == chosen.first - timedelta(days=1):
        return _("in the days before: %(figure)s")
    return _("on the other days: %(figure)s")


@dataclass(frozen=True, slots=True)
class _Figure:
    name: str
    cell: TableCell
    days: Days | None
    details: tuple[str, ...] = ()


def _figures(period: Period) -> Iterator[_Figure]:
    yield _Figure(_("Started"), _number_cell(period.started), period.started.days)
    yield _Figure(_("Finished"), _number_cell(period.finished), period.finished.days)
    yield _share_figure(_("Share who finish"), period.completion)
    yield _time_figure(period.seconds)
    yield _share_figure(_("Shared their result"), period.shared)
    fast = period.fast.share
    very_fast = () if fast is None else (_("%s very fast") % percent(fast),)
    yield _share_figure(_("Results with a warning"), period.noted, very_fast)


def _number_cell(figure: Figure) -> TableCell:
    return count_cell(None if figure.value is None else round(figure.value))


def _share_figure(name: str, portion: Portion, details: tuple[str, ...] = ()) -> _Figure:
    cell = hidden() if portion.share is None else share_cell(portion)
    if portion.part is not None and portion.whole is not None and not details:
        parts = {"part": grouped(portion.part), "whole": grouped(portion.whole)}
        details = (_("%(part)s of %(whole)s") % parts,)
    return _Figure(name, cell, portion.days, details)


def _time_figure(seconds: Figure) -> _Figure:
    """The median."""
    if seconds.value is None:
        return _Figure(_("Time to finish"), hidden(), seconds.days)
    cell = TableCell(duration(seconds.value), seconds.value)
    return _Figure(_("Time to finish"), cell, seconds.days, (_("median: half took longer"),))
