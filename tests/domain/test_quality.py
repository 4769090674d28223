"""Notes on careless sheets: each bar from both sides, and whom they meet."""

import math
from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.domain import quality
from roles.domain.errors import AnswerError
from tests.domain.strategies import scored
from tests.factories import (
    first_catalog,
    make_catalog,
    make_dimension,
    make_question,
    make_role,
    seed_catalog,
)
from tests.worked_example.answers import ANSWERS


def notes_of(answers, *, seconds=(), catalog_format=1, **changes):
    """The notes on these answers, in turn to questions of two dimensions."""
    slugs = [f"q{place}" for place in range(len(answers))]
    questions = [
        make_question(slug, ("ideas", "order")[place % 2], **changes)
        for place, slug in enumerate(slugs)
    ]
    of = make_catalog(questions=questions or [make_question("q", "ideas")])
    of = replace(of, format=catalog_format)
    return quality.notes(of, dict(zip(slugs, answers, strict=True)), seconds)


def test_notes_codes_in_their_order():
    assert quality.NOTES == ("same_answer", "flat", "pattern", "scattered", "fast")
    assert notes_of([3] * 10, seconds=[1.0] * 10) == ("same_answer", "flat", "fast")


def test_notes_on_an_empty_sheet_and_on_an_ordinary_one_are_none():
    assert quality.notes(make_catalog(), {}) == ()
    assert quality.notes(make_catalog(), {"find-ideas": None, "keep-lists": None}, [0, 0]) == ()
    assert quality.notes(first_catalog(), ANSWERS, [4.5] * 12) == ()


# --- same answer


@pytest.mark.parametrize(
    ("answers", "noted"),
    [
        ([2] * 7, ()),
        ([2] * 8, ("same_answer",)),
        ([1, 5, *[2] * 8], ("same_answer",)),
        ([1, *[2] * 8, 5], ("same_answer",)),
        ([2, 2, 2, 2, 4, 2, 2, 2, 2], ()),
        ([2, 2, 2, None, 2, 2, 2, 2], ()),
        ([2, 2, 2, None, 2, 2, None, None, 2, 2, 2], ("same_answer",)),
        ([None] * 8, ()),
    ],
)
def test_same_answer_8_times_running_is_noted_and_skipped_questions_do_not_break_it(answers, noted):
    assert notes_of(answers) == noted


def test_same_answer_looks_at_the_order_shown_not_at_the_catalogs():
    of = make_catalog(questions=[make_question(f"q{place}", "ideas") for place in range(9)])
    twos = {f"q{place}": 2 for place in range(8)}

    assert quality.notes(of, {"q8": 4} | twos) == ("same_answer",)
    parted = sorted((twos | {"q8": 4}).items(), key=lambda pair: pair[0] in ("q0", "q1"))
    assert quality.notes(of, dict(parted)) == ()


def test_same_answer_to_reversed_questions_is_the_same():
    assert notes_of([2] * 8, reversed=True) == ("same_answer",)


# --- flat


@pytest.mark.parametrize(
    ("answers", "noted"),
    [
        ([3, 3, 3, 3, 4, 3, 3, 3, 3, 4], ()),  # deviation exactly .4
        ([3, 3, 3, 3, 4, 3, 3, 3, 3, 3], ("flat",)),  # .3
        ([3, 3, 3, 3, 3, 4, 3, 3, 3, 3, 4], ("flat",)),  # .386
        ([3, 3, 3, 3, 4, 3, 3, 3, 3], ()),  # .314, but 9 answers
        ([3, 3, 3, 3, 4, 3, 3, 3, 3, None], ()),
        ([3, 3, 3, 3, 5, 3, 3, 3, 3, 3], ()),  # .6
    ],
)
def test_flat_below_a_deviation_of_point_4_from_10_answers_on(answers, noted):
    assert notes_of(answers) == noted
    assert notes_of([answer and 6 - answer for answer in answers], reversed=True) == noted


# --- pattern

BLOCKS = [4, 5] * 6  # twelve answers


@pytest.mark.parametrize(
    ("answers", "noted"),
    [
        ([1, 5, 5, 5, 1, 5, 1, 1], True),  # two answers, in any order
        ([2, 4, 4, 4, 2, 4, 2, 2], True),
        ([2, 4, 4, 4, 2, 4, 2], False),  # too few
        ([2, 3, 3, 3, 2, 3, 2, 2], False),  # too near
        ([1, 5, 5, 5, 1, 5, 1, 1, 3], False),  # a third one
        (BLOCKS, True),
        (BLOCKS[1:], False),
        ([3, 1, *BLOCKS, 2], True),  # anywhere on the sheet
        ([*BLOCKS[:6], None, *BLOCKS[6:]], True),  # skipped ones passed over
        ([1, 2, 3] * 4, True),
        ([1, 2, 3, 4] * 3, True),
        ([1, 2, 3, 4, 5] * 3, True),
        ([1, 2, 3, 4, 5, 4] * 3, False),  # a block of six
        ([3, 4, 4] * 4, False),  # neighbours, as many people tick
        ([3, 4, 4, 3, 3] * 3, False),
    ],
)
def test_pattern_of_two_far_answers_or_of_a_block_that_repeats_12_answers_long(answers, noted):
    found = notes_of(answers, catalog_format=2)

    assert ("pattern" in found) is noted
    assert "pattern" not in notes_of(answers, catalog_format=1)


# --- scattered


def test_scattered_above_its_bar_and_not_on_it():
    """32 answers, 16 a dimension, keyed sums 4 and 0, squares 36 + 16. Round the means that is
    52 - 4 * 4 / 16 = 51, over 32 - 2 it is 1.7, and so is the bar, 1.45 + 8 / 32."""
    ideas = [5, 1] * 4 + [4, 3] * 4
    order = [4, 2] * 8

    def on(*last):
        rows = zip(ideas, [*order[:-1], *last], strict=True)
        return notes_of([answer for row in rows for answer in row])

    assert on(2) == ()
    assert on(1) == ("scattered",)


def test_scattered_from_12_answers_on():
    swings = [5, 5, 1, 1] * 3

    assert notes_of(swings) == ("scattered",)
    assert notes_of(swings[1:]) == ()
    assert notes_of([None, *swings[1:]]) == ()
    assert notes_of([None, *swings]) == ("scattered",)


def test_scattered_from_8_answers_on_but_under_the_first_format():
    swings = [1, 1, 5, 5, 5, 5, 1, 2]

    assert notes_of(swings, catalog_format=2) == ("scattered",)
    assert notes_of(swings[1:], catalog_format=2) == ()
    assert notes_of(swings) == ()


def test_scattered_is_measured_round_each_dimensions_own_mean():
    assert notes_of([5, 1] * 8) == ()
    assert notes_of([5, 1, 1, 5] * 4) == ("scattered",)


def test_scattered_counts_the_dimensions_that_were_answered():
    """Squares of 22 over 12 - 1 are 2, over 12 - 2 they would be 2.2; the bar is 2.1167."""
    answers = [5, 1, 4, 2, 3, 4, 2, 5, 1, 3, 4, 2]
    of = make_catalog(questions=[make_question(f"q{place}", "ideas") for place in range(12)])

    assert quality.notes(of, {f"q{place}": answer for place, answer in enumerate(answers)}) == ()


def test_scattered_sheet_of_somebody_who_reads_is_one_of_keyed_answers():
    def sheet(**changes):
        plain = [make_question(f"a{place}", "ideas") for place in range(6)]
        other = [make_question(f"b{place}", "ideas", **changes) for place in range(6)]
        of = make_catalog(questions=plain + other)
        return quality.notes(of, {row["slug"]: 5 if row in plain else 1 for row in plain + other})

    assert sheet() == ("scattered",)
    assert sheet(reversed=True) == ()
    assert sheet(baseline=0.5) == ()  # 2 above the baseline, and .5


def test_scattered_with_one_answer_a_dimension_cannot_be_told():
    slugs = [f"d{place}" for place in range(12)]
    of = make_catalog(
        dimensions=[make_dimension(slug) for slug in slugs],
        roles=[make_role(role, **dict.fromkeys(slugs, 9) | {role: 1}) for role in slugs[:2]],
        questions=[make_question(slug, slug) for slug in slugs],
    )

    assert quality.notes(of, dict(zip(slugs, [5, 1] * 6, strict=True))) == ()


def test_scattered_meets_most_sheets_of_chance_and_hardly_any_of_neutral_people():
    """Of 500 each: people with leanings of their own (deviation .7) and noise (.95)."""
    of, rng = seed_catalog(), Random(4)
    by_chance, neutral = Counter(), Counter()
    for _sheet in range(500):
        answers = {question.slug: rng.randint(1, 5) for question in of.questions}
        by_chance.update(quality.notes(of, answers))
    for _sheet in range(500):
        leaning = {dimension.slug: rng.gauss(0, 0.7) for dimension in of.dimensions}
        liked = {row.slug: 3 + leaning[row.dimension] + rng.gauss(0, 0.95) for row in of.questions}
        answers = {slug: min(max(round(value), 1), 5) for slug, value in liked.items()}
        neutral.update(quality.notes(of, answers))

    assert by_chance == {"scattered": 334}  # 67 %
    assert neutral == {"same_answer": 1, "pattern": 1}


# --- fast


@pytest.mark.parametrize(
    ("seconds", "noted"),
    [
        ([1.5] * 8, ()),
        ([math.nextafter(1.5, 0)] * 8, ("fast",)),
        ([1.4, 1.4, 1.4, 1.4, 1.4, 60, 60, 60], ("fast",)),
        ([0.1, 0.1, 0.1, 0.1, 2.9, 60, 60, 60], ()),  # the median of an even number: 1.5
        ([0.0] * 8, ("fast",)),
        ([-3600.0] * 5 + [2.0] * 3, ()),
        ([math.nan] * 5 + [math.inf] * 5 + [-math.inf] * 5 + [1.4], ("fast",)),
        ([1.4] * 3 + [math.inf] * 5, ("fast",)),
        ([-1.0, math.nan, math.inf], ()),
        ((), ()),
    ],
)
def test_fast_below_a_median_of_1_5_seconds_that_can_be(seconds, noted):
    assert notes_of([1, 2, 3, 4] * 2, seconds=seconds) == noted


def test_fast_from_8_answers_on():
    assert notes_of([1, 2, 3, 4, 1, 2, 3], seconds=[0.5] * 8) == ()
    assert notes_of([1, 2, 3, 4, 1, 2, 3, None], seconds=[0.5] * 8) == ()
    assert notes_of([1, 2, 3, 4, 1, 2, 3, None, 4], seconds=[0.5] * 9) == ("fast",)


# --- whatever comes


@given(scored(), st.lists(st.floats(), max_size=12))
def test_notes_of_any_sheet_and_clock_are_codes_in_their_order(case, seconds):
    found = quality.notes(*case, seconds)

    assert found == tuple(code for code in quality.NOTES if code in found)


def test_notes_on_bad_answers_are_refused_with_all_of_them():
    with pytest.raises(AnswerError) as refusal:
        quality.notes(make_catalog(), {"nope": 3, "find-ideas": 6, "keep-lists": 3})

    assert [problem.where for problem in refusal.value.problems] == [
        "answers.nope",
        "answers.find-ideas",
    ]
