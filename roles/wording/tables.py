"""A table of figures in words: what the statistics page draws, and what its file holds."""

from collections.abc import Iterator
from dataclasses import dataclass

Value = int | float | str


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A share as a bar, with its interval where there is one. All from 0 to 100."""

    width: float
    low: float | None = None
    high: float | None = None

    @property
    def interval_width(self) -> float:
        return (self.high or 0) - (self.low or 0)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A figure in words, and as a file holds it: a number where it is one; None leaves it out."""

    text: str
    value: Value | None = None
    bar: ShareBar | None = None
    is_quiet: bool = False  # there is nothing to be read there
    days: str = ""  # which days it covers, where these are not those of the table or column


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of figures."""

    name: str
    address: str = ""  # sorts the table by it
    order: str = ""  # "ascending" or "descending" when it is sorted by it: as in aria-sort


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of figures, one for each column but the first, which names the row."""

    name: str
    cells: tuple[TableCell, ...]
    address: str = ""  # of what it is about
    notes: tuple[str, ...] = ()  # what to look at about it
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table with its finding. Without rows, `caption` says why."""

    slug: str
    title: str
    caption: str  # the finding
    columns: tuple[TableColumn, ...] = ()  # the first one is that of the rows' names
    rows: tuple[TableRow, ...] = ()
    days: str = ""  # which days it covers, where these are not the chosen ones
    notes: tuple[str, ...] = ()  # what to know to read it

    def lines(self) -> Iterator[tuple[str, str, str, Value]]:
        """Table, row, column and value of each figure, for a file; before them the days, where
        these are not the chosen ones."""
        if self.days and self.rows:
            yield self.slug, "", "", self.days
        for row in self.rows:
            for column, cell in zip(self.columns[1:], row.cells, strict=True):
                if cell.value is not None:
                    yield self.slug, row.name, column.name, cell.value
