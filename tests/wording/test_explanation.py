"""Why a result is as it is, in sentences; and that nothing on the page says otherwise."""

import math
from random import Random
from statistics import fmean

import pytest

from roles.domain import days, scoring
from roles.domain.types import DayChoice
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


def cards_of(page):
    """Heading and sentences of every card, by part."""
    return {
        part.heading: {card.heading: card.sentences for card in part.cards}
        for part in explanation_parts(page)
    }


def card_of(page, heading):
    [card] = [
        card for part in explanation_parts(page) for card in part.cards if card.heading == heading
    ]
    return card


def simulated(count):
    """So many results with a direction, of people who like some kinds of work more than others."""
    of, rng = seed_catalog(), Random(16)
    while count:
        leanings = {row.slug: rng.gauss(3, 0.9) for row in of.dimensions}
        answers = {
            row.slug: min(5, max(1, round(rng.gauss(leanings[row.dimension], 0.8))))
            for row in rng.sample(of.questions, rng.randint(12, 24))
        }
        outcome = scoring.score(of, answers)
        if outcome.named:
            yield result_page(outcome=outcome, catalog=of, answers=answers, rival=outcome.leader)
            count -= 1


def sides(page):
    """How far person and leader lie above the person's average in the chart, by kind of work."""
    rows = [row for row in page.chart.rows if row.bars[0] is not None]
    mean = fmean(row.bars[0] for row in rows)
    return {row.dimension.slug: (row.bars[0] - mean, row.marks[0].place - mean) for row in rows}


def test_explanation_is_cards_with_the_favourite_first_and_what_both_put_low_last():
    [part] = explanation_parts(page_of(CLEAR))

    assert part.heading == "Why Product owner"
    assert [(card.heading, card.is_shared) for card in part.cards] == [
        ("Understanding customers", True),
        ("Shaping the work", True),
        ("Keeping things organized", True),
        ("What points the other way", False),
        ("Why not Product manager?", False),
    ]
    assert part.cards[0].sentences == ("Your favorite, high in this job.",)


def test_explanation_shows_the_answers_behind_a_reason_as_they_were_given():
    page = page_of(CLEAR)
    answers = [
        [(given.question.slug, given.answer) for given in card_of(page, kind).answers]
        for kind in ("Understanding customers", "Keeping things organized")
    ]

    assert answers == [[("study-rivals", 5), ("talk-to-customers", 4)], [("keep-shared-plan", 2)]]


def test_explanation_says_what_points_the_other_way_and_why_not_the_next_role():
    cards = cards_of(page_of(CLEAR))["Why Product owner"]

    assert cards["What points the other way"] == (
        "“Setting direction” is a fair part of the job, and you like it less than most work.",
    )
    assert cards["Why not Product manager?"] == (
        "You like “Shaping the work” more than most work, and Product owner has more of it.",
        "If you'd answered “Dislike” to “Decide what a team should do first next week”, Product "
        "manager would come first.",
    )


@pytest.mark.parametrize(
    ("sheet", "heading", "tips", "jobs"),
    [
        (CLOSE, "What the two share", "What tips it", "both jobs"),
        (
            THREE,
            "What all three share",
            "What tips it between Product owner and Product manager",
            "all three",
        ),
    ],
)
def test_explanation_of_a_tie_sets_no_role_before_another(sheet, heading, tips, jobs):
    parts = cards_of(page_of(sheet))
    *shared, last = parts.get(heading, parts.get(tips)).items()

    assert list(parts) in ([heading], [tips])
    assert all(jobs in sentences[0] for _kind, sentences in shared if heading in parts)
    assert last[0] in (tips, "")


@pytest.mark.parametrize(
    ("sheet", "headings"),
    [(GUESS, ["Why Product owner"]), (MIXED, ["What you like"]), (ALIKE, []), ("", [])],
)
def test_explanation_goes_by_what_is_known(sheet, headings):
    assert list(cards_of(page_of(sheet))) == headings


def test_explanation_of_everything_put_equally_high_has_one_favourite():
    page = page_of("234444252233")  # as much of the fourth kind as of the third
    said = [card.sentences[0] for part in explanation_parts(page) for card in part.cards]

    assert sum(sentence.startswith("Your favorite") for sentence in said) <= 1


@pytest.mark.parametrize(
    ("chosen", "heading", "place", "words"),
    [
        ("leader", "Why Product owner", -3, "You chose the Product owner day over the"),
        ("runner_up", "Why Project manager", 0, "By the statements alone, Product owner"),
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
    [part] = explanation_parts(page)
    card = part.cards[place]

    assert (part.heading, card.heading) == (heading, "The days you chose")
    assert card.sentences[0].startswith(words)
    assert "4 of 4 pairs" in card.sentences[0]
    assert "You also chose between 4 pairs of days." in section(read(page), SURE).text


def test_explanation_after_days_of_a_panel_attempt_says_which_pairs_do_not_count():
    of, sheet = seed_catalog(), dict(zip(STATEMENTS, map(int, LEANING), strict=True))
    before = scoring.score(of, sheet)
    last = before.matches[-1].role
    pairs = days.pairs(of, before.leader, before.runner_up, Random(1), control=last)
    choices = [DayChoice(pair, pair.left) for pair in pairs]
    outcome = days.settle(of, before, choices)
    page = result_page(outcome=outcome, catalog=of, answers=sheet, choices=choices)
    said = [
        text for part in explanation_parts(page) for card in part.cards for text in card.sentences
    ]

    assert (page.days.total, page.days.uncounted) == (2, 2)
    assert sum(text.startswith("2 other pairs only check") for text in said) == 1


def test_explanation_of_an_old_result_speaks_of_its_own_kinds_of_work():
    assert next(iter(cards_of(worked())["Why Product owner"])) == "Markets"


def test_law_chart_and_reasons_of_500_results_agree_and_the_favourite_is_named():
    for page in simulated(500):
        why, both = page.why, sides(page)
        best = max(own for own, _role in both.values())
        favourites = [slug for slug, (own, _role) in both.items() if own == best]

        assert all(min(both[reason.dimension]) > 0 for reason in why.highs)
        assert why.low is None or (why.highs and max(both[why.low.dimension]) < 0)
        assert all(math.prod(both[reason.dimension]) < 0 for reason in why.against)
        if all(both[slug][1] > 0 for slug in favourites):
            assert why.highs[0].dimension in favourites


def test_law_chart_marks_are_the_positions_of_the_domain():
    for page in simulated(40):
        spots = scoring.chart_positions(seed_catalog(), page.outcome.scores, page.outcome.leader)
        for row, spot in zip(page.chart.rows, spots, strict=True):
            assert row.bars[0] == (spot.own if spot.own is None else pytest.approx(spot.own))
            assert spot.own is None or row.marks[0].place == pytest.approx(spot.role, abs=1e-9)
