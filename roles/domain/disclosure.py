"""Which numbers of people may be shown, and for which days, so that none below ten can be found.

Somebody who may choose days, versions and languages at will could work out a small number by
subtraction: inside a table, between two tables, or between two choices. So choices are made of
pieces, and no piece is small:

- Days are bundled into *runs*, the same ones whatever is chosen. A choice of days shows whole runs;
  so do differences of choices.
- A *partition* is a set of disjoint cells. Runs are closed only where each cell that is ever shown
  holds FEWEST people. A cell with fewer in all days is never shown, and others with it, until what
  can be found by subtraction, their sum, is no single cell and holds FEWEST as well.
- What is shown of a sum of cells, in a table of its own, uses runs of which those of the cells are
  made: otherwise the sums of two tables would differ by days that were never shown.
- A version in a language stands alone only when it is large; all others are one pool. What is shown
  of several is the sum of what is shown of each.

This is the primary and complementary cell suppression of official statistics (Hundepool and others,
Statistical Disclosure Control, 2012) with days as one more dimension. It keeps every count that the
shown numbers determine at FEWEST or more. It does not keep away who reads the page day by day, and
sees today's run grow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

FEWEST = 10  # people; fewer might tell of one of them
LEAST_POSSIBLE = 2  # sizes that a hidden cell might have, for all that its table tells
ALONE = 100  # finished attempts from which a version in a language is shown by itself

People = Sequence[int]  # on each day


def whole_tens(people: int) -> int:
    """A number of people, rounded down: no later one tells of a single one of them, and nothing is
    left when it is subtracted from what else is known."""
    return people // FEWEST * FEWEST


class Run(NamedTuple):
    """Days in a row, by their places."""

    start: int
    stop: int  # the place after the last one

    def sum(self, people: People) -> int:
        return sum(people[self.start : self.stop])


@dataclass(frozen=True, slots=True)
class Partition:
    """Disjoint cells, and which of them may be shown."""

    cells: Mapping[str, People]  # those that anybody was ever in
    hidden: frozenset[str]
    fewest: int = FEWEST

    @property
    def shown(self) -> list[str]:
        return [key for key in self.cells if key not in self.hidden]

    @property
    def whole(self) -> People:
        return together(self.cells.values())

    @property
    def pieces(self) -> list[People]:
        """What can be found from what is shown: each shown cell, and the sum of the hidden ones."""
        shown = [self.cells[key] for key in self.shown]
        hidden = [self.cells[key] for key in self.hidden]
        return [*shown, together(hidden)] if hidden else shown


def partition(
    cells: Mapping[str, People], *, least_hidden: int = 2, fewest: int = FEWEST
) -> Partition:
    """Says which cells are hidden: those below `fewest` in all days, and the smallest others until
    `least_hidden` are, with `fewest` people in them together.

    Args:
        least_hidden: 2 where the sum of the cells is known. 1 where nothing tells it. 3 where
            something else than the sum can be known of the cells.
    """
    totals = {key: sum(people) for key, people in cells.items()}
    held = {key: people for key, people in cells.items() if totals[key]}
    by_size = sorted(held, key=lambda key: totals[key])
    sizes = [totals[key] for key in by_size]
    count = sum(size < fewest for size in sizes)
    if count and least_hidden > 1:
        while count < len(held) and (
            count < least_hidden
            or sum(sizes[:count]) < fewest
            or _is_narrow(sum(sizes[:count]), count, largest=sizes[count], fewest=fewest)
        ):
            count += 1
    return Partition(held, frozenset(by_size[:count]), fewest)


def _is_narrow(hidden: int, count: int, *, largest: int, fewest: int) -> bool:
    """Whether the sum of so many hidden cells nearly tells the smallest of them, as none holds
    nobody, and none more than the smallest shown cell: fewer than LEAST_POSSIBLE sizes fit."""
    least = max(1, hidden - (count - 1) * largest)
    most = min(fewest - 1, hidden // count)
    return most - least + 1 < LEAST_POSSIBLE


def hide_all(cells: Mapping[str, People]) -> Partition:
    """A partition of which nothing is shown."""
    return Partition(cells, frozenset(cells))


def together(cells: Iterable[People]) -> People:
    """The people in any of the disjoint cells, day by day."""
    return [sum(day) for day in zip(*cells, strict=True)]


def bundle(pieces: Sequence[People], within: Sequence[Run], fewest: int = FEWEST) -> list[Run]:
    """The runs of which each holds at least so many of each piece: as short as they can be, each
    of whole runs of `within`, all of them together. [] when not even all days together do."""
    found: list[Run] = []
    start, held = None, [0] * len(pieces)
    for run in within:
        start = run.start if start is None else start
        held = [count + run.sum(people) for count, people in zip(held, pieces, strict=True)]
        if all(count >= fewest for count in held):
            found.append(Run(start, run.stop))
            start, held = None, [0] * len(pieces)
    if found and start is not None:  # what is left is too little to stand alone
        found[-1] = Run(found[-1].start, within[-1].stop)
    return found
