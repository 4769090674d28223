"""Why a result is as it is, in sentences; and that nothing on the page says otherwise."""

import math
from random import Random
from statistics import fmean

import pytest

from roles.domain import days, scoring
from roles.domain.explanation import explain
from roles.domain.shapes import own_shape
from roles.domain.types import DayChoice
from roles.pages.results.charts import pattern_beside
from roles.pages.results.report import result_page
from roles.wording.explanation import explanation_parts
from tests.factories import seed_catalog
from tests.wording.result_pages import (
    ALIKE,
    CLEAR,
    CLOSE,
    GUESS,
    LEANING,
    MIXED,
    STATEMENTS,
    THREE,
    page_of,
    read,
    section,
    worked,
)

SURE = "How sure is this?"


def parts_of(page):
    return {part.heading: part.sentences for part in explanation_parts(page)}


def simulated(count):
    """So many results with a direction, of people who like some kinds of work more than others:
    outcome, explanation, and the rows of the chart that were answered."""
    of, rng = seed_catalog(), Random(16)
    while count:
        leanings = {row.slug: rng.gauss(3, 0.9) for row in of.dimensions}
        answers = {
            row.slug: min(5, max(1, round(rng.gauss(leanings[row.dimension], 0.8))))
            for row in rng.sample(of.questions, rng.randint(12, 24))
        }
        outcome = scoring.score(of, answers)
        if outcome.named:
            own = own_shape(of, outcome.scores)
            rows = pattern_beside(of, outcome.leader, own).rows
            why = explain(of, answers, outcome)
            yield outcome, why, [row for row in rows if row.own is not None]
            count -= 1


def test_explanation_names_the_favourite_first_with_the_answers_that_show_it():
    first, second, low = parts_of(page_of(CLEAR))["Why Product owner"]

    assert first == (
        "You like “Understanding customers” most, and the job has a lot of it. You liked these: "
        "“Study what other companies in the same market sell”; “Talk to customers to learn what "
        "they need”."
    )
    assert second.startswith("You like “Shaping the work” more than most work, and the job has a")
    assert low.startswith("You like “Keeping things organized” less than most work")


def test_explanation_says_what_points_the_other_way_and_why_not_the_next_role():
    parts = parts_of(page_of(CLEAR))

    assert parts["What points the other way"][0].startswith(
        "“Setting direction” is a fairly big part of the job, and you like it less than most work."
    )
    assert parts["Why not Product manager?"] == (
        "You like “Shaping the work” more than most work, and Product owner has more of it than "
        "Product manager.",
        "You like “Setting direction” less than most work, and Product owner has less of it than "
        "Product manager.",
        "If you had disliked “Decide what a team should do first next week”, Product manager "
        "would come first.",
    )


@pytest.mark.parametrize(
    ("sheet", "tips"),
    [
        (CLOSE, "What tips it"),
        (THREE, "What tips it between Product owner and Product manager"),
    ],
)
def test_explanation_of_a_tie_sets_no_role_before_another(sheet, tips):
    parts = parts_of(page_of(sheet))

    assert list(parts) == ["What Product owner and Product manager share", tips]
    assert all("both jobs" in sentence for sentence in next(iter(parts.values())))


@pytest.mark.parametrize(
    ("sheet", "headings"),
    [
        (GUESS, ["Why Product owner", "What points the other way", "Why not Product manager?"]),
        (MIXED, ["What you like", "Weeks to compare"]),
        (ALIKE, []),
        ("", []),
    ],
)
def test_explanation_goes_by_what_is_known(sheet, headings):
    assert list(parts_of(page_of(sheet))) == headings


@pytest.mark.parametrize(
    ("chosen", "heading", "place", "words"),
    [
        ("leader", "Why Product owner", -1, "You chose the Product owner day over the"),
        (
            "runner_up",
            "Why Project manager",
            0,
            "By the statements alone, Product owner",
        ),
    ],
)
def test_explanation_after_days_says_what_they_did(chosen, heading, place, words):
    of, sheet = seed_catalog(), dict(zip(STATEMENTS, map(int, LEANING), strict=True))
    before = scoring.score(of, sheet)
    pairs = days.pairs(of, before.leader, before.runner_up, Random(1))
    own = {day.slug for day in of.role(getattr(before, chosen)).days}
    choices = [DayChoice(pair, pair.left if pair.left in own else pair.right) for pair in pairs]
    outcome = days.settle(of, before, choices)
    page = result_page(outcome=outcome, catalog=of, answers=sheet, choices=choices)

    assert parts_of(page)[heading][place].startswith(words)
    assert "4 of 4 pairs" in parts_of(page)[heading][place]
    assert "You also chose between 4 pairs of days." in section(read(page), SURE).text


def test_explanation_of_an_old_result_speaks_of_its_own_kinds_of_work():
    assert "“Markets” most" in parts_of(worked())["Why Product owner"][0]


def test_law_chart_and_reasons_of_500_results_agree_and_the_favourite_is_named():
    for _outcome, why, rows in simulated(500):
        sides = {row.dimension.slug: (row.own, row.typical) for row in rows}
        best = max(own for own, _typical in sides.values())
        favourites = [slug for slug, (own, _typical) in sides.items() if own == best]

        assert all(min(sides[reason.dimension]) > 0 for reason in why.highs)
        assert why.low is None or (why.highs and max(sides[why.low.dimension]) < 0)
        assert all(math.prod(sides[reason.dimension]) < 0 for reason in why.against)
        if all(sides[slug][1] > 0 for slug in favourites):
            assert why.highs[0].dimension in favourites


def test_law_chart_marks_are_the_positions_of_the_domain_round_the_own_mean():
    for outcome, _why, rows in simulated(40):
        mean = fmean(score.plain for score in outcome.scores if score.plain is not None)
        spots = scoring.chart_positions(seed_catalog(), outcome.scores, outcome.leader)
        answered = [spot for spot in spots if spot.own is not None]
        for row, spot in zip(rows, answered, strict=True):
            assert row.own == pytest.approx(spot.own - mean, abs=1e-9)
            kept = min(max(mean + row.typical, 0), 100)  # the axis from 0 to 100 ends there
            assert kept == pytest.approx(spot.role, abs=1e-9)
