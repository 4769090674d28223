"""The pattern chart in words: of its reader's own pattern, and of somebody else's."""

from dataclasses import dataclass
from typing import NamedTuple

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from roles.domain.types import CatalogDimension
from roles.pages.areas import AreaRows, by_area
from roles.pages.results.charts import Pattern, PatternRow
from roles.pages.results.report import ResultPage
from roles.pages.results.shared import SharedPage
from roles.wording.numbers import signed


class Sides(NamedTuple):
    """What is said of a value, by the side of the average on which it lies; %(size)s stands for
    how far, in whole points."""

    above: str
    below: str
    level: str
    unknown: str = ""  # without answers

    def of(self, value: float | None, **names: str) -> str:
        if value is None:
            return self.unknown
        whole = round(value)
        sentence = self.above if whole > 0 else self.below if whole else self.level
        return sentence % {"size": abs(whole), **names}


def own_sides() -> Sides:
    return Sides(
        _("You: %(size)s above your average."),
        _("You: %(size)s below your average."),
        _("You: at your average."),
        _("You: no answers."),
    )


def their_sides() -> Sides:
    return Sides(
        _("This person: %(size)s above their average."),
        _("This person: %(size)s below their average."),
        _("This person: at their average."),
        _("This person: no answers."),
    )


def typical_sides() -> Sides:
    """Of a role, which `of` wants as `role`; said after one of the others."""
    return Sides(
        _("%(role)s: %(size)s above."),
        _("%(role)s: %(size)s below."),
        _("%(role)s: at the average."),
    )


def typical_words(name: str, value: float) -> str:
    """Where a role's liking for a kind of work lies."""
    return typical_sides().of(value, role=name)


def from_own_average(value: float) -> str:
    """How far a kind of work lies from whoever's average it is."""
    sides = Sides(
        _("%(size)s above their average."),
        _("%(size)s below their average."),
        _("at their average."),
    )
    return sides.of(value)


class Cell(NamedTuple):
    """A number of the table, or what is said in its place."""

    text: str
    columns: int = 1  # so many it is wide


class RowWords(NamedTuple):
    """One kind of work: the sentence beside its bar, and its cells of the table."""

    drawn: PatternRow
    sentence: str
    cells: tuple[Cell, ...]

    @property
    def dimension(self) -> CatalogDimension:
        return self.drawn.dimension


@dataclass(frozen=True, slots=True)
class PatternWords:
    """All words of the section."""

    pattern: Pattern
    is_marked: bool  # whether a role is set beside it
    heading: str
    introduction: str
    ends: tuple[str, str]  # of the axis
    caption: str  # of the table
    columns: tuple[str, ...]
    rows: tuple[RowWords, ...]

    @property
    def groups(self) -> list[AreaRows[RowWords]]:
        """The rows by area."""
        return by_area(self.rows, self.pattern.areas)


def own_pattern(page: ResultPage) -> PatternWords:
    """Of a result, for its owner."""
    name = page.pattern.role.name
    heading, introduction = (
        _("Your pattern"),
        _(
            "The line in the middle is your average. A bar to the right is work that you like more "
            "than that, to the left less."
        ),
    )
    caption = _("Your liking from 0 to 100, and how far it is above or below your average")
    columns: tuple[str, ...] = (_("Kind of work"), _("Liking"), _("You"))
    if page.is_marked:
        heading = _("Your pattern and %(name)s") % {"name": name}
        shape = _("The shape marks what is typical of %(name)s.") % {"name": name}
        introduction = f"{introduction} {shape}"
        caption = _(
            "Your liking from 0 to 100, and how far you and %(name)s are above or below your own "
            "averages"
        ) % {"name": name}
        columns = (*columns, _("Role"))
    return PatternWords(
        pattern=page.pattern,
        is_marked=page.is_marked,
        heading=heading,
        introduction=introduction,
        ends=(_("less than your average"), _("more than your average")),
        caption=caption,
        columns=columns,
        rows=tuple(_own_row(page, row) for row in page.pattern.rows),
    )


def _own_row(page: ResultPage, row: PatternRow) -> RowWords:
    sentence, cells = own_sides().of(row.own), _own_cells(row)
    if page.is_marked:
        sentence = f"{sentence} {typical_words(page.pattern.role.name, row.typical)}"
        cells = (*cells, Cell(signed(row.typical)))
    return RowWords(row, sentence, cells)


def _own_cells(row: PatternRow) -> tuple[Cell, ...]:
    if row.own is None:
        return (Cell(no_answers(), columns=2),)
    return Cell(floatformat(row.plain, 0)), Cell(signed(row.own))


def no_answers() -> str:
    return _("no answers")


def their_pattern(
    page: SharedPage, rows: tuple[RowWords, ...] | None = None
) -> PatternWords | None:
    """Of a shared result; None when it shows no pattern. A result without an order has no role to
    be set beside it.

    Args:
        rows: what to say in place of the pattern's own values.
    """
    if page.pattern is None:
        return None
    name = page.pattern.role.name
    heading, caption = (
        _("The pattern"),
        _("How far this person is above or below their average, in points of 100"),
    )
    introduction = _(
        "The line in the middle is this person's average. A bar to the right is work liked "
        "more than that, to the left less."
    )
    columns: tuple[str, ...] = (_("Kind of work"), _("Person"))
    if page.has_order:
        heading = _("The pattern and %(name)s") % {"name": name}
        shape = _("The shape marks what is typical of %(name)s.") % {"name": name}
        introduction = f"{introduction} {shape}"
        caption = _(
            "How far this person and %(name)s are above or below their averages, in points of 100"
        ) % {"name": name}
        columns = (*columns, _("Role"))
    return PatternWords(
        pattern=page.pattern,
        is_marked=page.has_order,
        heading=heading,
        introduction=introduction,
        ends=(_("less than their average"), _("more than their average")),
        caption=caption,
        columns=columns,
        rows=rows or tuple(_their_row(page, row) for row in page.pattern.rows),
    )


def _their_row(page: SharedPage, row: PatternRow) -> RowWords:
    sentence = their_sides().of(row.own)
    cells = [Cell(no_answers() if row.own is None else signed(row.own))]
    if page.has_order:
        sentence = f"{sentence} {typical_words(page.leader.role.name, row.typical)}"
        cells.append(Cell(signed(row.typical)))
    return RowWords(row, sentence, tuple(cells))
