"""A result in sentences: headline, how sure it is, what would change it."""

from dataclasses import replace

import pytest
from django.utils import translation

from roles.domain import quality
from roles.domain.types import AnswerChange, Path
from roles.pages.results.report import DaysChosen, Turn, Way
from roles.wording import numbers
from roles.wording import outcome as words
from tests.factories import seed_catalog
from tests.wording.result_pages import (
    ALIKE,
    CLEAR,
    CLOSE,
    GUESS,
    LEANING,
    MIXED,
    THREE,
    page_of,
    worked,
)

# --- headline


@pytest.mark.parametrize(
    ("sheet", "headline"),
    [
        (CLEAR, "Product owner fits your answers best"),
        (LEANING, "You lean towards Product owner"),
        (CLOSE, "It's a tie: Product owner or Product manager"),
        (THREE, "It's a tie: Product owner, Product manager or Project manager"),
        (GUESS, "A rough guess: Product owner"),
        (MIXED, "No one role stands out"),
        (ALIKE, "We can't tell from these answers"),
        ("45", "No one role stands out"),
    ],
)
def test_headline_goes_by_certainty_and_by_how_many_are_named(sheet, headline):
    assert words.headline(page_of(sheet)) == headline


def test_headline_marks_up_names_and_escapes_what_they_hold():
    role = replace(page_of(CLEAR).leader.role, name="<b>&")
    page = page_of(CLEAR)
    page = replace(page, roles=(replace(page.leader, role=role), *page.roles[1:]))

    assert words.headline_markup(page) == (
        '<span class="band-name">&lt;b&gt;&amp;</span> fits your answers best'
    )


@pytest.mark.parametrize(
    ("count", "kind"), [(0, "no_direction"), (1, "guess_1"), (2, "guess_2"), (3, "guess_3")]
)
def test_noted_sheet_is_a_rough_guess_of_as_many_roles_as_are_named(count, kind):
    certainty = {0: "no_direction", 1: "leaning"}.get(count, "close")

    assert words.kind(certainty, count, is_noted=True) == kind


# --- how sure


@pytest.mark.parametrize(
    ("sheet", "begins"),
    [(CLEAR, "Likely. "), (LEANING, "Ahead, but"), (CLOSE, "Open. "), (MIXED, "Open. ")],
)
def test_how_sure_goes_by_the_certainty_alone(sheet, begins):
    said = words.sure_sentence(page_of(sheet))

    assert said.startswith(begins)
    assert "If you took the quiz again with different statements, we'd expect" in said


def test_how_sure_of_a_guess_trusts_no_number():
    assert "don't rely on them" in words.sure_sentence(page_of(GUESS))


@pytest.mark.parametrize("sheet", [CLEAR, LEANING, CLOSE])
def test_how_sure_after_days_is_about_people_who_chose_alike(sheet):
    page = page_of(sheet)
    chosen = DaysChosen(page.leader.role, page.runner_up.role, 3, 4, 0, has_turned=False)

    assert "answered and chose like you" in words.sure_sentence(replace(page, days=chosen))


@pytest.mark.parametrize(
    ("number", "figure", "phrase"),
    [
        (100, "over 99", "more than 99 of 100"),
        (99, "99", "about 99 of 100"),
        (1, "1", "about 1 of 100"),
        (0, "under 1", "fewer than 1 of 100"),
    ],
)
def test_how_often_is_said_in_numbers_whose_ends_are_no_certainties(number, figure, phrase):
    ranked = replace(page_of(CLEAR).leader, in_100=number)

    assert (words.in_100_tries(ranked), words.of_100(number)) == (figure, phrase)


def test_every_quality_note_has_a_sentence_of_its_own():
    assert [words.note_sentence(note) for note in quality.NOTES] == [
        "You gave the same answer many times in a row.",
        "You gave nearly the same answer throughout.",
        "Your answers follow a pattern.",
        "Your answers to similar statements varied a lot.",
        "You answered very quickly.",
    ]


@pytest.mark.parametrize(
    ("hundredths", "shown"), [(185, "1.85"), (-19, "\N{MINUS SIGN}0.19"), (0, "0.00"), (5, "0.05")]
)
def test_points_are_hundredths_with_a_real_minus(hundredths, shown):
    assert numbers.points(hundredths) == shown
    with translation.override("de"):
        assert numbers.points(hundredths) == shown.replace(".", ",")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(17.7, "+18"), (-15.6, "\N{MINUS SIGN}16"), (0.4, "0"), (-0.4, "0")],
)
def test_signed_numbers_are_whole(value, shown):
    assert numbers.signed(value) == shown


# --- changes


def test_turn_is_said_for_each_new_answer():
    of = seed_catalog()
    question = next(row for row in of.questions if row.slug == "keep-within-budget")
    turns = [Turn(question, new, of.role("project-manager")) for new in (5, 4, 3, 2, 1)]
    said = "“Keep a project inside its budget”"

    assert [words.turn_sentence(turn) for turn in turns] == [
        f"If you'd answered “{answer}” to {said}, Project manager would come first."
        for answer in ("Like a lot", "Like", "Neutral", "Dislike", "Dislike a lot")
    ]


def test_robustness_counts_answers_and_not_the_ways_to_change_them():
    """One answer turns the result both upwards and downwards: two ways, one answer."""
    page = worked()
    twice = replace(page, turns=page.turns * 2)

    assert words.robustness_sentence(page) == words.robustness_sentence(twice)
    assert "Changing 1 answer would" in words.robustness_sentence(page)
    assert "any one of 8 answers" in words.robustness_sentence(page_of(CLOSE))
    assert "No single answer" in words.robustness_sentence(replace(page, turns=()))


@pytest.mark.parametrize(
    ("length", "is_exact", "said"),
    [
        (1, True, "1 answer away"),
        (2, True, "2 answers away"),
        (4, False, "at most 4 answers away"),
        (0, False, "more than 8 answers away"),
    ],
)
def test_way_says_how_many_answers_it_takes(length, is_exact, said):
    path = Path("keeper", (AnswerChange("find-ideas", 1, 5),) * length, is_exact)

    assert words.way_words(Way(seed_catalog().roles[0], path if length else None)) == said


@pytest.mark.parametrize("remark", ["liked_most", "liked_little"])
def test_level_is_a_remark_and_no_score(remark):
    assert "That points to no role" in words.level_sentence(remark)
