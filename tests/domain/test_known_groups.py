"""People in a job that suits them, against what they were told and the role's profile."""

import pytest

from roles.domain.intervals import wilson
from roles.domain.known_groups import (
    LEAST,
    Worker,
    counted,
    job_fit,
    mean_estimate,
    student_t,
)

EXPECTED = {"ideas": 20.0, "order": -20.0}


def workers(first, second, others, ideas=(0.0,)):
    """So many to whom the keeper's job came first, second and last."""
    orders = [("keeper", "mixer", "thinker")] * first
    orders += [("mixer", "keeper", "thinker")] * second
    orders += [("mixer", "thinker", "keeper")] * others
    return [
        Worker(order, {"ideas": ideas[place % len(ideas)], "order": -ideas[place % len(ideas)]})
        for place, order in enumerate(orders)
    ]


@pytest.mark.parametrize(
    ("people", "told"), [(0, 0), (29, 0), (30, 30), (39, 30), (40, 40), (1234, 1230)]
)
def test_people_are_counted_from_thirty_on_and_in_whole_tens(people, told):
    assert counted(people) == told


def test_nothing_is_told_of_fewer_than_thirty():
    assert LEAST == 30
    assert job_fit("keeper", workers(29, 0, 0), EXPECTED) is None


def test_fit_tells_how_often_the_job_came_first_and_among_two():
    found = job_fit("keeper", workers(24, 9, 7), EXPECTED)

    assert (found.job, found.people) == ("keeper", 40)
    assert (found.first.value, found.among_two.value) == (0.6, 0.825)
    assert (found.first.low, found.first.high) == tuple(wilson(24, 40))
    assert (found.among_two.low, found.among_two.high) == tuple(wilson(33, 40))


def test_fit_sets_what_people_like_beside_what_is_expected():
    found = job_fit("keeper", workers(30, 0, 0, ideas=(10.0, 20.0)), EXPECTED)
    ideas, order = found.kinds

    assert [(kind.dimension, kind.people.value, kind.expected) for kind in found.kinds] == [
        ("ideas", 15.0, 20.0),
        ("order", -15.0, -20.0),
    ]
    assert (round(ideas.people.low, 2), round(ideas.people.high, 2)) == (13.1, 16.9)
    assert (ideas.differs, order.differs) == (True, True)


def test_fit_within_the_interval_does_not_differ():
    found = job_fit("keeper", workers(30, 0, 0, ideas=(10.0, 30.0)), EXPECTED)

    assert [kind.differs for kind in found.kinds] == [False, False]


def test_fit_leaves_out_a_kind_of_work_that_too_few_had():
    people = workers(30, 0, 0, ideas=(10.0, 30.0))
    people[0] = Worker(people[0].roles, {"order": 5.0})

    assert [kind.dimension for kind in job_fit("keeper", people, EXPECTED).kinds] == ["order"]


@pytest.mark.parametrize(
    ("degrees", "quantile"), [(20, 2.086), (29, 2.045), (30, 2.042), (100, 1.984), (10_000, 1.960)]
)
def test_student_t_is_that_of_the_tables(degrees, quantile):
    assert student_t(degrees) == pytest.approx(quantile, abs=0.0006)


def test_mean_of_equal_values_has_no_width():
    found = mean_estimate([7.0] * 30)

    assert (found.value, found.low, found.high) == (7.0, 7.0, 7.0)
