"""Where jobs and the steps between them are drawn: one job a row, steps as arcs beside them.

All numbers are sixteenths of the size of letters (pixels, as browsers come), from the top left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ROW = 48  # from one job to the next
FIRST = 24  # the middle of the first row
ARC_END = 72  # where arcs end, left of the jobs
SPOT, WIDTH = 92, 112  # where jobs are marked, and the whole drawing
NARROWEST, WIDER = 28, 16  # how far an arc to the next row reaches out, and more for each further
APART = 5  # arcs leave below the middle of a row and arrive above it


@dataclass(frozen=True, slots=True)
class Arc:
    start: str  # slug of a job
    goal: str
    path: str  # for the `d` of an SVG path


@dataclass(frozen=True, slots=True)
class Diagram:
    places: tuple[tuple[str, int], ...]  # slug of each job and the middle of its row
    arcs: tuple[Arc, ...]
    height: int
    width: int = WIDTH
    spot: int = SPOT


def diagram(jobs: Sequence[str], steps: Iterable[tuple[str, str]]) -> Diagram:
    """The drawing of some jobs, from top to bottom, and of the steps among them.

    Args:
        jobs: slugs, each once.
        steps: start and goal; those from or to other jobs are passed over.
    """
    middles = {job: FIRST + ROW * number for number, job in enumerate(jobs)}
    arcs = tuple(
        Arc(start, goal, _path(middles[start], middles[goal]))
        for start, goal in steps
        if start in middles and goal in middles
    )
    return Diagram(tuple(middles.items()), arcs, ROW * len(jobs))


def _path(start: int, goal: int) -> str:
    """A curve from one row to another that bends out to the left, further the longer it is."""
    rows = abs(goal - start) // ROW
    out = min(ARC_END, NARROWEST + WIDER * rows)
    near = ARC_END - out
    return (
        f"M{ARC_END} {start + APART}C{near} {start + APART} "
        f"{near} {goal - APART} {ARC_END - 2} {goal - APART}"
    )
