"""Ways from a job to the roles, over the usual steps between them."""

from collections.abc import Collection, Iterable, Mapping
from heapq import heappop, heappush

from roles.content.schema import StepDocument

STEP, LONG_STEP = 1, 2  # a long step counts as two


def ways(
    steps: Iterable[StepDocument], start: str, roles: Collection[str]
) -> Mapping[str, tuple[StepDocument, ...]]:
    """The shortest way from a job to each role that can be reached, nearest first.

    Dijkstra's algorithm; of ways of the same length the one whose steps are listed first.

    Args:
        start: slug of a title or a role.
        roles: slugs of the roles there are; steps to others are passed over.
    """
    leaving: dict[str, list[tuple[int, StepDocument]]] = {}
    for number, step in enumerate(steps):
        if step.goal in roles:
            leaving.setdefault(step.start, []).append((number, step))
    found: dict[str, tuple[StepDocument, ...]] = {}
    # Length, the numbers of its steps, where it leads, its steps: numbers settle every tie.
    open_ways: list[tuple[int, tuple[int, ...], str, tuple[StepDocument, ...]]] = [
        (0, (), start, ())
    ]
    while open_ways:
        length, numbers, place, way = heappop(open_ways)
        if place in found:
            continue
        found[place] = way
        for number, step in leaving.get(place, ()):
            longer = length + (LONG_STEP if step.is_long else STEP)
            heappush(open_ways, (longer, (*numbers, number), step.goal, (*way, step)))
    del found[start]
    return found
