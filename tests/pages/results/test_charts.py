"""The one chart: where bars and shapes stand between 0 and 100."""

import pytest

from roles.domain import scoring
from roles.domain.shapes import own_average, own_shape
from roles.pages.results.charts import person_chart, roles_chart
from tests.factories import make_catalog, make_role, seed_catalog

SMALL = make_catalog()  # ideas, order; of the thinker 90 and 20, of the keeper 20 and 90


def places(chart):
    return [[round(mark.place, 6) for mark in row.marks] for row in chart.rows]


def test_person_beside_a_role_has_it_round_the_persons_own_mean():
    near = make_catalog(
        roles=[make_role("thinker", ideas=60, order=40), make_role("keeper", ideas=40, order=60)]
    )
    chart = person_chart(near, [10.0, -10.0], 50.0, near.roles[:1])
    moved = person_chart(near, [10.0, -10.0], 70.0, near.roles[:1])

    assert [row.bars for row in chart.rows] == [(60.0,), (40.0,)]
    assert [row.bars for row in moved.rows] == [(80.0,), (60.0,)]
    assert places(moved) == [[one + 20 for one in row] for row in places(chart)]


def test_person_and_role_stay_inside_the_axis():
    chart = person_chart(SMALL, [60.0, -60.0], 50.0, SMALL.roles[:2])

    assert [row.bars for row in chart.rows] == [(100.0,), (0.0,)]
    assert all(0 <= place <= 100 for row in places(chart) for place in row)


def test_person_without_answers_to_a_kind_of_work_has_no_bar_there():
    assert [row.bars for row in person_chart(SMALL, [None, 0.0], 40.0).rows] == [(None,), (40.0,)]


def test_person_whose_level_nobody_told_is_drawn_round_the_middle():
    chart = person_chart(SMALL, [20.0, -20.0], None)

    assert ([row.bars for row in chart.rows], chart.is_level_known) == ([(70.0,), (30.0,)], False)


def test_law_chart_of_a_result_is_that_of_the_engine():
    catalog = seed_catalog()
    answers = {row.slug: 1 + place % 5 for place, row in enumerate(catalog.active_questions)}
    scores = scoring.score(catalog, answers).scores
    for role in catalog.roles:
        drawn = person_chart(catalog, own_shape(catalog, scores), own_average(scores), [role])
        engine = scoring.chart_positions(catalog, scores, role.slug)

        assert [row.bars[0] for row in drawn.rows] == pytest.approx([row.own for row in engine])
        assert places(drawn) == [[pytest.approx(row.role)] for row in engine]


def test_roles_beside_each_other_stand_at_their_targets_with_nobody_beside_them():
    chart = roles_chart(SMALL, SMALL.roles[:2])

    assert places(chart) == [[90, 20], [20, 90]]
    assert [row.bars for row in chart.rows] == [(), ()]
