"""Where jobs and steps are drawn."""

import pytest

from roles.pages.careers.diagram import Arc, Diagram, diagram

JOBS = ["dreamer", "thinker", "keeper", "mixer", "maker"]


def test_diagram_has_a_row_of_48_pixels_for_each_job():
    assert diagram(JOBS[:3], []) == Diagram(
        places=(("dreamer", 24), ("thinker", 72), ("keeper", 120)), arcs=(), height=144
    )


def test_diagram_of_no_jobs_is_empty():
    assert diagram([], [("dreamer", "thinker")]) == Diagram((), (), 0)


@pytest.mark.parametrize(
    ("start", "goal", "path"),
    [
        # Down: leaves below the middle of its row, arrives above that of the other.
        ("dreamer", "thinker", "M72 29C28 29 28 67 70 67"),
        ("dreamer", "keeper", "M72 29C12 29 12 115 70 115"),
        ("thinker", "keeper", "M72 77C28 77 28 115 70 115"),
        # Up: the same way round, so that the two do not lie upon each other.
        ("thinker", "dreamer", "M72 77C28 77 28 19 70 19"),
        # The furthest reach the left edge and not beyond.
        ("dreamer", "mixer", "M72 29C0 29 0 163 70 163"),
        ("dreamer", "maker", "M72 29C0 29 0 211 70 211"),
        ("maker", "dreamer", "M72 221C0 221 0 19 70 19"),
    ],
)
def test_arc_bends_further_out_the_longer_it_is(start, goal, path):
    assert diagram(JOBS, [(start, goal)]).arcs == (Arc(start, goal, path),)


def test_diagram_draws_steps_in_their_order_and_passes_over_those_of_other_jobs():
    steps = [
        *(("keeper", "thinker"), ("dreamer", "poet"), ("poet", "dreamer"), ("poet", "singer")),
        *(("dreamer", "keeper"), ("thinker", "keeper")),
    ]
    drawn = [(arc.start, arc.goal) for arc in diagram(JOBS[:3], iter(steps)).arcs]

    assert drawn == [("keeper", "thinker"), ("dreamer", "keeper"), ("thinker", "keeper")]
