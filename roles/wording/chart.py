"""The chart in words, for its reader and of somebody else; its drawing is hidden from screen
readers, so each row says what it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.template.defaultfilters import floatformat
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.domain.types import CatalogDimension
from roles.pages.areas import AreaRows, by_area
from roles.pages.results.charts import Chart, ChartRow
from roles.pages.results.comparison import ResultComparison
from roles.pages.results.offline import Slot
from roles.pages.results.shared import SharedPage
from roles.wording.answers import sentence
from roles.wording.share import owner_text

SAME_WITHIN = 10  # points of 100: a person and a role that lie closer are about the same
AS_CLOSE_WITHIN = 5  # likewise, how much closer one role has to lie than the next
BARS = "{bars}"  # what a script replaces by `their_bars`

SHAPES: Mapping[str, str | Promise] = {
    "circle": gettext_lazy("circle"),
    "square": gettext_lazy("square"),
    "triangle": gettext_lazy("triangle"),
    "diamond": gettext_lazy("diamond"),
    "cross": gettext_lazy("cross"),
    "ring": gettext_lazy("ring"),
    "star": gettext_lazy("star"),
    "hexagon": gettext_lazy("hexagon"),
    "arch": gettext_lazy("arch"),
    "wave": gettext_lazy("wave"),
}


class Cell(NamedTuple):
    """A number of the table, below its column."""

    column: str
    text: str


class RowWords(NamedTuple):
    """One kind of work, what is said of it, and its numbers."""

    drawn: ChartRow
    words: str
    cells: tuple[Cell, ...] = ()
    note: str = ""  # below the row

    @property
    def dimension(self) -> CatalogDimension:
        return self.drawn.dimension


@dataclass(frozen=True, slots=True)
class ChartWords:
    """A chart with all its words."""

    chart: Chart
    introduction: str
    people: tuple[str, ...]  # whose the bars are, as columns of its table
    rows: tuple[RowWords, ...]

    @property
    def groups(self) -> list[AreaRows[RowWords]]:
        return by_area(self.rows, self.chart.areas)

    @property
    def columns(self) -> list[str]:
        """Of the table, after the kind of work."""
        return [*self.people, *(role.name for role in self.chart.roles)]


class Sides(NamedTuple):
    """What is said of a bar beside one shape."""

    more: str
    less: str
    same: str
    unknown: str  # without answers

    def of(self, own: float | None, role: float) -> str:
        if own is None:
            return self.unknown
        if abs(own - role) < SAME_WITHIN:
            return self.same
        return self.more if own > role else self.less


def own_sides() -> Sides:
    return Sides(_("you like it more"), _("you like it less"), _("about the same"), _("not rated"))


def their_sides() -> Sides:
    return Sides(
        _("they like it more"), _("they like it less"), _("about the same"), _("not rated")
    )


def own_chart(chart: Chart) -> ChartWords:
    """Of a result, for its owner."""
    names = _names(chart)
    bars = _("The bar shows how much you like each kind of work, from 0 to 100.")
    marks = {
        0: "",
        1: _("The %(shape)s is a typical %(roles)s who likes work as much as you do overall."),
    }.get(
        len(chart.roles),
        _("The shapes are a typical %(roles)s who like work as much as you do overall."),
    )
    introduction = f"{bars} {marks % names}".strip()
    people = (_("You"),)
    rows = tuple(_row(row, row_words(row, own_sides()), people) for row in chart.rows)
    return ChartWords(chart, introduction, people, rows)


def their_chart(page: SharedPage, rows: tuple[RowWords, ...] | None = None) -> ChartWords | None:
    """Of a shared result; None when it shows no chart.

    Args:
        rows: what to say in place of the chart's own values.
    """
    chart = page.chart
    if chart is None:
        return None
    marks = {
        0: "",
        1: _("The %(shape)s is a typical %(roles)s who likes work as much as they do overall."),
    }.get(
        len(chart.roles),
        _("The shapes are a typical %(roles)s who like work as much as they do overall."),
    )
    bars = BARS if rows else their_bars(is_level_known=chart.is_level_known)
    introduction = f"{bars} {marks % _names(chart)}".strip()
    people = (their_name(page),)
    said = rows or tuple(_row(row, row_words(row, their_sides()), people) for row in chart.rows)
    return ChartWords(chart, introduction, people, said)


def their_name(page: SharedPage) -> str:
    """Of whoever shared a result, above their numbers."""
    return owner_text(page.owner) or _("They")


def their_bars(*, is_level_known: bool) -> str:
    """What the bars of a shared result are."""
    if is_level_known:
        return _("The bar shows how much they like each kind of work, from 0 to 100.")
    return _("The bars show what they like more and less than the rest: 50 is their average.")


def you_and_them_chart(comparison: ResultComparison) -> ChartWords:
    """Of this browser's owner and of whoever shared a result."""
    name = owner_text(comparison.two.owner)
    they_more = _("%(name)s likes it more") if name else _("they like it more")
    full = _("The solid bar is you, the outlined one is %(name)s, from 0 to 100.")
    average = _(
        "The solid bar is you, the outlined one is %(name)s. Each shows what you like more and "
        "less than the rest: 50 is each person's average."
    )
    if not name:
        full = _("The solid bar is you, the outlined one is them, from 0 to 100.")
        average = _(
            "The solid bar is you, the outlined one is them. Each shows what you like more and "
            "less than the rest: 50 is each person's average."
        )
    sides = (_("you like it more"), they_more % {"name": name})
    introduction = full if comparison.chart.is_level_known else average
    people = (_("You"), name or _("They"))
    return _of_both(comparison, introduction % {"name": name}, people, sides)


def both_chart(comparison: ResultComparison) -> ChartWords:
    """Of two results of one person."""
    introduction = _("The solid bar is the first result, the outlined one the second, 0 to 100.")
    if not comparison.chart.is_level_known:
        introduction = _(
            "The solid bar is the first result, the outlined one the second. Each shows what you "
            "liked more and less than the rest: 50 is the average."
        )
    sides = (_("more in the first"), _("more in the second"))
    return _of_both(comparison, introduction, (_("First"), _("Second")), sides)


def _of_both(
    comparison: ResultComparison,
    introduction: str,
    people: tuple[str, str],
    sides: tuple[str, str],
) -> ChartWords:
    """`sides`: what is said where the first or the second bar is clearly longer."""

    def words(row: ChartRow) -> str:
        first, second = row.bars
        if first is None or second is None:
            return _("not rated")
        if abs(first - second) < SAME_WITHIN:
            return _("about the same")
        return sides[0] if first > second else sides[1]

    rows = tuple(_row(row, words(row), people) for row in comparison.chart.rows)
    return ChartWords(comparison.chart, introduction, people, rows)


def profile_chart(chart: Chart) -> ChartWords:
    """Of roles, without a person."""
    alone = len(chart.roles) == 1
    rows = tuple(
        _row(row, _targets(row, is_alone=alone), ())._replace(note=_reason(row, is_alone=alone))
        for row in chart.rows
    )
    return ChartWords(chart, "", (), rows)


def fingerprint(chart: Chart) -> ChartWords:
    """Of one role in small, without areas and reasons."""
    rows = tuple(RowWords(row, floatformat(row.marks[0].place, 0)) for row in chart.rows)
    return ChartWords(replace(chart, areas=()), "", (), rows)


def _targets(row: ChartRow, *, is_alone: bool) -> str:
    if is_alone:
        return _("%(number)s of 100") % {"number": floatformat(row.marks[0].place, 0)}
    return ", ".join(f"{mark.role.name} {floatformat(mark.place, 0)}" for mark in row.marks)


def _reason(row: ChartRow, *, is_alone: bool) -> str:
    """Why a role is where it is."""
    if not is_alone:
        return ""
    return sentence(row.marks[0].role.reasons.get(row.dimension.slug, ""))


def _row(row: ChartRow, words: str, people: Sequence[str]) -> RowWords:
    persons = (
        Cell(name, _("not rated") if bar is None else floatformat(bar, 0))
        for name, bar in zip(people, row.bars, strict=True)
    )
    roles = (Cell(mark.role.name, floatformat(mark.place, 0)) for mark in row.marks)
    return RowWords(row, words, (*persons, *roles))


def row_words(row: ChartRow, sides: Sides) -> str:
    """What a row with one person's bar shows."""
    own = row.bars[0]
    if own is None:
        return sides.unknown
    if len(row.marks) == 1:
        return sides.of(own, row.marks[0].place)
    sentences, are_two = row_sentences(), len(row.marks) == 2
    if not row.marks:
        return sentences["number"] % {"number": floatformat(own, 0)}
    nearest, second, *_rest = sorted(row.marks, key=lambda mark: abs(mark.place - own))
    if abs(second.place - own) - abs(nearest.place - own) < AS_CLOSE_WITHIN:
        return sentences["both" if are_two else "several"]
    return sentences["closer" if are_two else "closest"] % {"role": nearest.role.name}


def row_sentences() -> dict[str, str]:
    """What may be said of a bar beside no shape, or several."""
    return {
        "number": _("%(number)s out of 100"),
        "both": _("about as close to both"),
        "several": _("close to more than one"),
        "closer": _("closer to %(role)s"),
        "closest": _("closest to %(role)s"),
    }


def _names(chart: Chart) -> dict[str, str]:
    """The roles of a chart, and the shape of the first."""
    names = get_text_list([role.name for role in chart.roles], _("and"))
    shape = shape_word(chart.roles[0].symbol) if chart.roles else ""
    return {"roles": names, "shape": shape}


def shape_word(symbol: str) -> str:
    """What a symbol is called in a sentence."""
    if isinstance(symbol, Slot):
        return symbol.replace("symbol", "shape")
    return str(SHAPES.get(symbol, symbol))
