"""The figures of the page on scoring: the worked example by hand, calibration, what is in force."""

import math
from dataclasses import fields, replace
from functools import partial

import pytest

from roles.domain import scoring, types
from roles.pages.careers.example import worked_example
from roles.pages.careers.method import method_shown, setting_rows
from roles.queries.careers import content_of, public_state
from roles.queries.catalog import calibrated_since
from tests.factories import (
    first_catalog,
    make_catalog,
    make_dimension,
    make_question,
    make_role,
    make_version,
    publish_seed,
    seed_catalog,
)

nearly = partial(pytest.approx, rel=0, abs=1e-9)
# Mean steps of the made-up person: strategy 2, 2, 0; delivery -1, -1, 2; markets 2, 2, -1; none.
MEANS = [4 / 3, 0, 1, 0]
AVERAGE = (4 / 3 + 1) / 4
WEIGHT = 1 / (0.35 + 0.9 / 3)
# Product manager 90, 35, 90, 40 less their mean; program manager 95, 45, 30, 80 likewise.
LEADER = [26.25, -28.75, 26.25, -23.75]
RIVAL = [32.5, -17.5, -32.5, 17.5]
MIXED_UP = {
    "dimensions": [make_dimension("ideas"), make_dimension("idle"), make_dimension("order")],
    "roles": [
        make_role("thinker", ideas=90, order=20, idle=50),
        make_role("keeper", ideas=20, order=90, idle=50),
    ],
    "questions": [
        make_question("find-ideas", "ideas", baseline=3.25),
        make_question("fear-ideas", "ideas", reversed=True),
        make_question("keep-lists", "order"),
        make_question("be-idle", "idle", active=False),
    ],
}


@pytest.fixture(scope="module")
def example():
    return worked_example(first_catalog())


def patterns():
    """Those of leader and runner-up by hand: a length of 0.8."""
    return [
        [0.8 * value / math.sqrt(sum(other**2 for other in role)) for value in role]
        for role in (LEADER, RIVAL)
    ]


def calibrated(**changes):
    return make_catalog(settings={"minimum_answers": 2, "calibrated": True}, **changes)


def with_settings(of, **changes):
    return replace(of, settings=replace(of.settings, **changes))


# --- the example


def test_example_answers_suit_the_first_role_and_the_last_of_each_area_the_second(example):
    given = [
        (answer.question.slug, answer.answer, answer.steps)
        for area in example.areas
        for answer in area.answers
    ]

    assert (example.first.slug, example.second.slug) == ("product-manager", "project-manager")
    assert given == [
        ("set-long-term-direction", 5, 2),
        ("choose-shared-goal", 5, 2),
        ("weigh-two-plans", 3, 0),
        ("keep-on-schedule", 2, -1),
        ("order-next-week", 2, -1),
        ("keep-within-budget", 5, 2),
        ("talk-to-customers", 5, 2),
        ("study-rivals", 5, 2),
        ("find-why-people-leave", 2, -1),
        ("keep-teams-informed", 3, 0),
        ("know-who-does-what", 3, 0),
        ("follow-up-agreements", 3, 0),
    ]


def test_example_means_and_pattern_are_as_by_hand(example):
    assert [area.total for area in example.areas] == [4, 0, 3, 0]
    assert [area.mean for area in example.areas] == nearly(MEANS)
    assert example.average == nearly(AVERAGE)
    assert [area.pattern for area in example.areas] == nearly([mean - AVERAGE for mean in MEANS])
    assert [area.bar for area in example.areas] == nearly([50 + 25 * mean for mean in MEANS])


def test_example_shapes_of_both_roles_are_as_by_hand(example):
    leader, rival = example.shapes

    assert (leader.role.slug, rival.role.slug) == ("product-manager", "program-manager")
    assert (leader.average, rival.average) == (63.75, 62.5)
    assert leader.length == nearly(math.sqrt(2 * 26.25**2 + 28.75**2 + 23.75**2))
    assert [row.target for row in leader.rows] == [90, 35, 90, 40]
    assert [row.difference for row in leader.rows] == LEADER
    assert [row.difference for row in rival.rows] == RIVAL
    assert [[row.pattern for row in shape.rows] for shape in example.shapes] == [
        nearly(pattern) for pattern in patterns()
    ]


def test_example_points_of_each_area_are_as_by_hand_and_add_up(example):
    leader, rival = patterns()
    factors = [WEIGHT * (one - two) for one, two in zip(leader, rival, strict=True)]
    middles = [(one + two) / 2 for one, two in zip(leader, rival, strict=True)]
    points = [f * (mean - m) for f, mean, m in zip(factors, MEANS, middles, strict=True)]

    assert {area.weight for area in example.areas} == {WEIGHT}
    assert example.shift == nearly(0)  # patterns add up to 0, and all weights are the same
    assert [WEIGHT * area.difference for area in example.areas] == nearly(factors)
    assert [area.factor for area in example.areas] == nearly(factors)
    assert [area.middle for area in example.areas] == nearly(middles)
    assert [area.hundredths for area in example.areas] == [-13, -9, 145, -5]
    # By themselves they would be -13, -9, 145 and -4, which is 119; together they make 117.72.
    assert [100 * value for value in points] == pytest.approx(
        [-13.47, -9.16, 144.86, -4.50], abs=0.005
    )
    assert example.page.sums.hundredths == sum((-13, -9, 145, -5)) == round(100 * sum(points))


def test_example_points_behind_give_shares_and_chances(example):
    leader, *others = example.standings
    chances = [match.probability for match in example.page.outcome.matches]

    assert (leader.behind, leader.share) == (0, 1)
    assert [standing.ranked.in_100 for standing in example.standings] == [61, 19, 10, 5, 5]
    assert [math.exp(-other.behind) for other in others] == nearly(
        [chance / chances[0] for chance in chances[1:]]
    )
    assert [standing.share / example.shares for standing in example.standings] == nearly(chances)


def test_example_says_whether_the_quiz_could_stop(example):
    assert example.stay == nearly(0.925433748017)
    assert example.may_stop is False
    assert example.stay_in_100 == 92.5
    assert replace(example, stay=0.94999).stay_in_100 == 94.9  # what misses 95 must not look so


def test_example_of_a_small_catalog_uses_the_statements_there_are():
    example = worked_example(make_catalog())

    assert [[given.answer for given in area.answers] for area in example.areas] == [[5, 2], [2, 5]]
    assert [area.mean for area in example.areas] == [0.5, 0.5]
    assert [area.hundredths for area in example.areas] == [71, -71]
    assert [standing.ranked.in_100 for standing in example.standings] == [34, 33, 33]
    assert (example.stay, example.may_stop) == (1, True)


def test_example_counts_from_baselines_turns_reversed_statements_and_drops_idle_areas():
    example = worked_example(make_catalog(**MIXED_UP, settings={"temperature": 2}))
    ideas, order = example.areas

    # The thinker's 90 is 1.6 above 3.25; the keeper's 20 is 1.2 below 3, and 6 - 2 turned round.
    assert [(given.answer, given.steps) for given in ideas.answers] == [(5, 1.75), (4, -1)]
    assert [(given.answer, given.steps) for given in order.answers] == [(5, 2)]
    assert (ideas.mean, order.mean, example.average) == (0.375, 2, 1.1875)
    assert (ideas.weight, order.weight) == nearly((1 / 0.8, 1 / 1.25))
    assert ideas.factor + order.factor == nearly(0)
    assert ideas.factor == nearly(ideas.weight * (ideas.difference - example.shift) / 2)
    assert example.shift == nearly(
        (ideas.weight * ideas.difference + order.weight * order.difference) / (0.8 + 1.25)
    )
    points = [area.factor * (area.mean - area.middle) for area in example.areas]
    assert example.page.sums.hundredths == round(100 * sum(points)) == -19 + 108
    assert [area.hundredths for area in example.areas] == [-19, 108]


def test_example_of_a_catalog_with_a_scale_stretches_the_means_and_nothing_else():
    """s = sqrt(noise (k + df) / (k noise + residual)), and points are of the stretched means."""
    of = seed_catalog()
    example, plain = worked_example(of), worked_example(with_settings(of, scale_answers=0))
    residual = sum(
        (given.steps - area.mean) ** 2 for area in example.areas for given in area.answers
    )
    freedom = 18 - 6

    assert (example.residual, example.freedom) == (nearly(residual), freedom)
    assert example.scale == nearly(math.sqrt(0.9 * (8 + freedom) / (8 * 0.9 + residual)))
    assert [area.stretched for area in example.areas] == nearly(
        [area.mean * example.scale for area in example.areas]
    )
    assert [area.mean for area in example.areas] == nearly([area.mean for area in plain.areas])
    assert example.average == nearly(plain.average)
    assert plain.scale == 1


def test_example_points_of_one_answer_are_as_the_page_works_them_out():
    example = worked_example(seed_catalog())
    area = example.told_area
    given = area.answers[0]
    points = area.factor / len(area.answers) * (given.steps * example.scale - area.middle)

    assert given.hundredths == pytest.approx(100 * points, abs=1)


# --- calibrated since


def test_calibrated_since_is_the_first_of_the_run_that_lasts(db, django_assert_num_queries):
    rough = make_catalog()
    for of in (rough, calibrated(), rough, calibrated(), calibrated()):
        make_version(of)

    with django_assert_num_queries(1):
        assert calibrated_since().number == 4


def test_calibrated_since_the_first_version_is_that(db):
    make_version(calibrated())
    make_version(calibrated())

    assert calibrated_since().number == 1


def test_calibrated_since_is_nothing_when_the_last_version_is_not(db):
    assert calibrated_since() is None
    make_version(calibrated())
    make_version(make_catalog())

    assert calibrated_since() is None


def test_calibrated_since_is_not_misled_by_words_in_a_statement(db):
    question = make_question("find-ideas", "ideas", text='Say "calibrated":true')
    make_version(make_catalog(questions=[question, make_question("keep-lists", "order")]))

    assert calibrated_since() is None


# --- all together


def test_setting_rows_name_every_setting_as_the_admin_does():
    rows = setting_rows(make_catalog().settings)

    assert [row.name for row in rows] == [field.name for field in fields(types.Settings)]
    assert rows[4] == (
        "stop_probability",
        "Stop probability",
        0.95,
        "The quiz may end early once the closest role would stay first with this probability, from "
        "0 to 1.",
    )
    assert (rows[5].value, rows[-1].value) == (2, False)


def test_method_of_the_real_content_is_all_in_force(db, django_assert_num_queries):
    version = publish_seed()
    content = content_of(public_state())
    with django_assert_num_queries(0):
        shown = method_shown(content, content.catalog)

    assert (shown.version, shown.calibrated_since) == (version, None)
    assert shown.scale == ((5, 2), (4, 1), (3, 0), (2, -1), (1, -2))
    assert [(row.dimension.slug, row.number) for row in shown.counts] == [
        (row.slug, 4) for row in content.catalog.dimensions
    ]
    assert (shown.hardest.one.slug, shown.hardest.other.slug) == (
        "product-manager",
        "product-owner",
    )
    assert (shown.has_days, shown.day_odds) == (True, pytest.approx(math.exp(0.85)))
    assert (shown.has_baselines, shown.has_reversed) == (False, False)
    assert shown.example == worked_example(content.catalog)


def test_method_of_a_calibrated_catalog_says_since_when_and_what_counts_otherwise(db):
    make_version(make_catalog())
    version = make_version(calibrated(**MIXED_UP))
    content = content_of(public_state())
    shown = method_shown(content, content.catalog)

    assert (shown.version, shown.calibrated_since) == (version, version)
    assert (shown.has_baselines, shown.has_reversed) == (True, True)
    assert [count for _dimension, count in shown.counts] == [2, 0, 1]


def test_method_before_the_first_publication_is_refused(db):
    with pytest.raises(LookupError, match="no version is in force"):
        method_shown(content_of(public_state()), make_catalog())


def test_example_outcome_is_what_the_engine_says_of_the_same_answers(example):
    answers = {given.question.slug: given.answer for a in example.areas for given in a.answers}

    assert example.page.outcome == scoring.score(first_catalog(), answers)
