"""The shortest way from a job to each role."""

from hypothesis import example, given
from hypothesis import strategies as st

from roles.content.routes import ways
from roles.content.schema import StepDocument

ROLES = ("thinker", "keeper", "mixer")


def step(start, goal, *, is_long=False):
    text = f"{start} to {goal}"
    return StepDocument.model_construct(
        start=start, goal=goal, text=text, source="survey", shift="", is_long=is_long
    )


def places(way):
    """Where a way leads past, its start left out."""
    return [each.goal for each in way]


def found(steps, start="dreamer", roles=ROLES):
    """Each role that can be reached and the places on the way, in the order given."""
    return [(goal, places(way)) for goal, way in ways(steps, start, roles).items()]


def test_ways_without_steps_lead_nowhere():
    assert ways([], "dreamer", ROLES) == {}
    assert ways([step("poet", "thinker")], "dreamer", ROLES) == {}


def test_way_is_made_of_its_steps_in_order():
    first, second = step("dreamer", "thinker"), step("thinker", "keeper")

    assert ways([second, first], "dreamer", ROLES) == {
        "thinker": (first,),
        "keeper": (first, second),
    }


def test_ways_come_nearest_first():
    steps = [
        step("dreamer", "keeper", is_long=True),
        step("dreamer", "thinker"),
        step("keeper", "mixer"),
    ]

    assert found(steps) == [
        ("thinker", ["thinker"]),
        ("keeper", ["keeper"]),
        ("mixer", ["keeper", "mixer"]),
    ]


def test_long_step_counts_as_two():
    direct, by_one = step("dreamer", "mixer", is_long=True), step("dreamer", "thinker")
    by_two = [by_one, step("thinker", "keeper"), step("keeper", "mixer")]

    assert dict(found([*by_two, direct]))["mixer"] == ["mixer"]
    short = [by_one, step("thinker", "mixer"), direct]
    assert dict(found(short))["mixer"] == ["thinker", "mixer"]  # as long, and listed before


def test_ways_of_the_same_length_are_settled_by_the_order_of_the_list():
    by_keeper = [step("dreamer", "keeper"), step("keeper", "mixer")]
    by_thinker = [step("dreamer", "thinker"), step("thinker", "mixer")]

    assert dict(found([*by_keeper, *by_thinker]))["mixer"] == ["keeper", "mixer"]
    assert dict(found([*by_thinker, *by_keeper]))["mixer"] == ["thinker", "mixer"]


def test_ways_of_the_same_length_are_settled_by_their_first_step_before_their_last():
    first, last = step("dreamer", "thinker"), step("thinker", "mixer")
    steps = [step("keeper", "mixer"), first, last, step("dreamer", "keeper")]

    assert ways(steps, "dreamer", ROLES)["mixer"] == (first, last)


def test_way_through_a_role_that_is_not_there_is_passed_over():
    steps = [step("dreamer", "singer"), step("singer", "keeper"), step("dreamer", "thinker")]

    assert found(steps) == [("thinker", ["thinker"])]


def test_way_never_leads_back_to_its_start():
    steps = [step("thinker", "keeper"), step("keeper", "thinker"), step("keeper", "keeper")]

    assert found(steps, start="thinker") == [("keeper", ["keeper"])]


JOBS = (*ROLES, "maker", "singer", "dreamer")  # the last two are no roles
graphs = st.lists(
    st.builds(step, st.sampled_from(JOBS), st.sampled_from(JOBS), is_long=st.booleans()),
    max_size=14,
)


def simple_ways(steps, place, passed=()):
    """Every way from a place that comes past no place twice, as numbers of its steps."""
    for number, each in enumerate(steps):
        if each.start == place and each.goal in (*ROLES, "maker") and each.goal not in passed:
            yield (number,)
            for rest in simple_ways(steps, each.goal, (*passed, each.goal)):
                yield (number, *rest)


@example([step("dreamer", "thinker"), step("dreamer", "thinker")], "dreamer")
@given(graphs, st.sampled_from(JOBS))
def test_ways_are_the_best_of_all_there_are(steps, start):
    best = {}
    for numbers in simple_ways(steps, start, (start,)):
        way = tuple(steps[number] for number in numbers)
        length = sum(2 if each.is_long else 1 for each in way)
        goal = way[-1].goal
        best[goal] = min(best.get(goal, (length, numbers, way)), (length, numbers, way))
    nearest = sorted(best.items(), key=lambda pair: pair[1][:2])

    told = ways(steps, start, (*ROLES, "maker"))
    assert list(told.items()) == [(goal, way) for goal, (_length, _numbers, way) in nearest]
