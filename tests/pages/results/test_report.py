"""What the result page is made of: numbers that add up, and the right ones picked."""

import math
from functools import partial

import pytest

from roles.domain import scoring
from roles.domain.errors import AnswerError, UnknownRole
from roles.pages.results.report import result_page
from tests.domain.strategies import random_sheets
from tests.factories import first_catalog, make_catalog, make_dimension, make_question, make_role
from tests.worked_example.answers import ANSWERS

nearly = partial(pytest.approx, rel=0, abs=1e-9)
FLAT_SHEET = {"find-ideas": 4, "weigh-ideas": 4, "keep-lists": 4, "tidy-files": 4}


def page_of(answers, of=None, **choices):
    of = of or make_catalog()
    return result_page(outcome=scoring.score(of, answers), catalog=of, answers=answers, **choices)


def worked(**choices):
    return page_of(ANSWERS, first_catalog(), **choices)


def slugs(rows):
    return [row.slug for row in rows]


# --- roles


def test_roles_come_closest_first_with_numbers_that_add_up_to_100():
    assert [(ranked.role.slug, ranked.in_100) for ranked in worked().roles] == [
        ("product-owner", 72),
        ("product-manager", 14),
        ("project-manager", 9),
        ("project-coordinator", 4),
        ("program-manager", 1),
    ]
    assert worked().leader == worked().roles[0]
    assert worked().runner_up == worked().roles[1]


def test_roles_are_linked_unless_withdrawn():
    page = worked(linked=["product-owner", "scrum-master"])

    assert [ranked.is_linked for ranked in page.roles] == [True, False, False, False, False]
    assert {ranked.is_linked for ranked in worked().roles} == {True}
    assert {ranked.is_linked for ranked in worked(linked=[]).roles} == {False}


def test_roles_of_the_headline_and_those_to_read_about():
    page = worked(linked=["product-manager"])

    assert slugs(ranked.role for ranked in page.named) == ["product-owner"]
    assert slugs(ranked.role for ranked in page.closest) == ["product-owner", "product-manager"]
    assert slugs(ranked.role for ranked in page.to_read) == ["product-manager"]
    assert page_of(FLAT_SHEET).named == ()


@pytest.mark.parametrize(
    ("answers", "has_numbers"),
    [
        (FLAT_SHEET, False),
        ({"find-ideas": 5}, False),
        ({"find-ideas": 5, "keep-lists": 4}, True),
    ],
)
def test_numbers_are_for_an_order_of_enough_answers(answers, has_numbers):
    assert page_of(answers).has_numbers is has_numbers


# --- sums


def test_sums_of_the_worked_example():
    sums = worked().sums

    assert (sums.leader.slug, sums.rival.slug) == ("product-owner", "product-manager")
    assert [(area.dimension.slug, area.hundredths) for area in sums.areas] == [
        ("strategy", 0),
        ("delivery", 185),
        ("markets", -19),
        ("coordination", 1),
    ]
    assert sums.hundredths == 167
    assert [area.plain for area in sums.areas] == nearly([50, 250 / 3, 275 / 3, 37.5])
    assert [(row.question.slug, row.answer, row.hundredths) for row in sums.areas[1].answers] == [
        ("order-next-week", 4, 46),
        ("break-into-steps", 5, 93),
        ("check-finished-work", 4, 46),
    ]


@pytest.mark.parametrize("of", [first_catalog(), make_catalog()], ids=["seed", "small"])
def test_law_shown_numbers_add_up_whoever_is_compared(of):
    for answers in random_sheets(of, 60, seed=7):
        for rival in slugs(of.roles):
            page = page_of(answers, of, rival=rival)
            areas = page.sums.areas
            assert sum(ranked.in_100 for ranked in page.roles) == 100
            assert sum(area.hundredths for area in areas) == page.sums.hundredths
            for area in areas:
                assert sum(row.hundredths for row in area.answers) == area.hundredths


def test_law_shown_points_lie_within_a_hundredth_of_the_real_ones():
    of = first_catalog()
    for answers in random_sheets(of, 60, seed=8):
        sums = page_of(answers, of).sums
        chances = scoring.probabilities(of, answers)
        why = math.log(chances[sums.leader.slug] / chances[sums.rival.slug])
        assert abs(sums.hundredths / 100 - why) <= 0.005 + 1e-9


@pytest.mark.parametrize(
    ("rival", "compared", "against"),
    [
        (None, "product-owner", "product-manager"),
        ("product-owner", "product-owner", "product-manager"),
        ("program-manager", "program-manager", "program-manager"),
    ],
)
def test_rival_is_in_the_chart_and_in_the_reasons(rival, compared, against):
    page = worked(rival=rival)

    assert slugs(page.chart.roles) == [compared]
    assert (page.sums.leader.slug, page.sums.rival.slug) == ("product-owner", against)


def test_rival_that_the_catalog_lacks_is_refused():
    with pytest.raises(UnknownRole, match="'juggler' is no role of this catalog"):
        worked(rival="juggler")


def test_answers_of_another_catalog_are_refused():
    outcome = scoring.score(make_catalog(), {})
    with pytest.raises(AnswerError, match="talk-to-customers"):
        result_page(outcome=outcome, catalog=make_catalog(), answers=ANSWERS)


# --- what would change it


def test_turns_come_with_the_smallest_changes_first_and_else_as_shown():
    turns = page_of({"keep-lists": 1, "find-ideas": 2, "tidy-files": 2}).turns

    assert [(turn.question.slug, turn.new, turn.role.slug) for turn in turns] == [
        ("find-ideas", 1, "keeper"),
        ("keep-lists", 3, "keeper"),
        ("tidy-files", 4, "keeper"),
    ]


def test_ways_lead_to_every_other_role_closest_first():
    ways = worked().ways

    assert [(way.role.slug, way.path.length, way.path.is_exact) for way in ways] == [
        ("product-manager", 1, True),
        ("project-manager", 2, True),
        ("project-coordinator", 2, True),
        ("program-manager", 4, False),
    ]


# --- chart


def test_chart_is_how_much_is_liked_beside_a_role_round_the_same_average():
    rows = worked(rival="project-coordinator").chart.rows

    assert [row.bars[0] for row in rows] == nearly([50, 250 / 3, 275 / 3, 37.5])
    assert [round(row.marks[0].place, 2) for row in rows] == [56.51, 61.72, 61.72, 82.55]


def test_chart_is_beside_the_roles_of_the_headline_unless_another_is_asked_for():
    assert slugs(worked().chart.roles) == ["product-owner"]
    assert (worked().compared, worked(rival="program-manager").compared) == ("", "program-manager")
    assert page_of(FLAT_SHEET).chart.roles == ()


def test_chart_of_an_unanswered_dimension_has_no_bar():
    page = page_of({"find-ideas": 5, "keep-lists": None})

    assert [row.bars[0] for row in page.chart.rows] == [100, None]
    assert slugs(page.unanswered) == ["order"]


# --- the rest


def test_page_counts_what_was_asked_and_keeps_the_notes():
    page = worked(notes=("fast",))

    assert (page.outcome.answered, page.asked, page.notes) == (11, 24, ("fast",))
    assert page.settings == first_catalog().settings


@pytest.mark.parametrize(
    ("answers", "has_order"),
    [
        ({}, False),
        ({"find-ideas": None}, False),
        (FLAT_SHEET, False),
        ({"find-ideas": 5}, False),
        ({"find-ideas": 5, "weigh-ideas": 3, "keep-lists": 4}, False),  # but equal odds
        ({"find-ideas": 5, "keep-lists": 4}, True),
    ],
)
def test_order_of_equals_or_of_one_answer_throughout_says_nothing(answers, has_order):
    assert page_of(answers).has_order is has_order


def test_order_of_an_uneven_sheet_with_one_answer_throughout_says_nothing():
    page = page_of({"talk-to-customers": 4, "study-rivals": 4, "spot-clashes": 4}, first_catalog())

    assert page.roles[0].in_100 > page.roles[-1].in_100  # though the odds differ a little
    assert (page.is_alike, page.has_order) == (True, False)


def test_page_of_two_roles_and_three_dimensions_holds_together():
    of = make_catalog(
        dimensions=[make_dimension(slug) for slug in ("ideas", "order", "people")],
        roles=[
            make_role("thinker", ideas=90, order=20, people=50),
            make_role("keeper", ideas=20, order=90, people=50),
        ],
    )
    page = page_of({"find-ideas": 2, "keep-lists": 5, "tidy-files": 5}, of)

    assert [ranked.role.slug for ranked in page.roles] == ["keeper", "thinker"]
    assert slugs(way.role for way in page.ways) == ["thinker"]
    assert slugs(page.unanswered) == ["people"]
    assert sum(area.hundredths for area in page.sums.areas) == page.sums.hundredths > 0


# --- what to try


def trial_of(answers, **changes):
    trial = page_of(answers, make_catalog(**changes)).trial
    return trial.dimension.slug, trial.question.slug


def test_trial_is_the_best_liked_statement_where_the_two_roles_differ_most():
    """Thinker leads mixer: 90 and 60 on ideas, 20 and 40 on order."""
    liked = {"find-ideas": 4, "weigh-ideas": 5, "keep-lists": 1, "tidy-files": 1}

    assert trial_of(liked) == ("ideas", "weigh-ideas")
    assert trial_of(liked | {"find-ideas": 5}) == ("ideas", "find-ideas")  # a tie: the first one
    assert trial_of(liked | {"find-ideas": None}) == ("ideas", "weigh-ideas")


def test_trial_may_be_of_what_the_runner_up_asks_for_more():
    roles = [make_role("thinker", ideas=70, order=20), make_role("keeper", ideas=20, order=90)]

    assert trial_of({"find-ideas": 5, "keep-lists": 2}, roles=roles) == ("order", "keep-lists")


def test_trial_avoids_reversed_retired_and_missing_statements():
    liked = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": 1}
    order = [make_question(slug, "order") for slug in ("keep-lists", "tidy-files")]
    plain = make_question("weigh-ideas", "ideas")
    turned = make_question("find-ideas", "ideas", reversed=True)
    retired = make_question("find-ideas", "ideas", active=False)

    assert trial_of(liked, questions=[retired, plain, *order]) == ("ideas", "weigh-ideas")
    assert trial_of(liked, questions=[retired, plain | {"active": False}, *order]) == (
        "order",
        "keep-lists",
    )
    assert trial_of(liked, questions=[turned, plain, *order]) == ("ideas", "weigh-ideas")
    assert trial_of({"find-ideas": 1, "keep-lists": 1}, questions=[turned, *order]) == (
        "ideas",
        "find-ideas",
    )
