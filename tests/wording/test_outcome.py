"""A result in sentences, and where its pattern chart is drawn."""

import pytest
from django.utils import translation

from roles.domain import quality
from roles.domain.types import AnswerChange, Path
from roles.pages.results.charts import RankedRole
from roles.pages.results.report import Turn, Way
from roles.wording import numbers
from roles.wording import outcome as words
from tests.factories import seed_catalog
from tests.wording.result_pages import (
    ALIKE,
    CLEAR,
    CLOSE,
    LEANING,
    MIXED,
    calibrated,
    page_of,
)
from tests.worked_example.answers import ANSWERS

# --- headline and summary


@pytest.mark.parametrize(
    ("sheet", "headline", "sentence"),
    [
        (
            CLEAR,
            "Product owner is your closest match",
            "Project manager comes next, some way behind.",
        ),
        (
            LEANING,
            "You lean towards Product owner",
            "Project manager is not far behind and may fit you as well.",
        ),
        (
            CLOSE,
            "Product owner and Project manager fit you about equally",
            "Your answers cannot tell the two apart, so look at both.",
        ),
        (
            MIXED,
            "Your answers do not point to one role",
            "That is common. You like a mix of work that several roles share, so no role stands "
            "out.",
        ),
        (
            ALIKE,
            "Your answers do not point to one role",
            "That is common. All your answers are the same, so no kind of work stands out.",
        ),
        (
            "45",
            "Your answers do not point to one role",
            "That is common. You answered 2 statements, and it takes 8 to tell roles apart.",
        ),
    ],
)
def test_headline_and_sentence_go_by_certainty(sheet, headline, sentence):
    page = page_of(sheet)

    assert words.headline(page) == headline
    assert words.runner_up_sentence(page) == sentence


def test_numbers_are_first_estimates_until_the_catalog_is_calibrated():
    cold, warm = page_of(ANSWERS), page_of(ANSWERS, calibrated())

    assert words.numbers_sentence(cold) == (
        "A first estimate by our model: in about 72 of 100 fresh sets of questions Product owner "
        "would come first, and in about 14 of 100 Product manager."
    )
    assert words.numbers_sentence(warm) == (
        "In about 72 of 100 fresh sets of questions Product owner would come first, and in about "
        "14 of 100 Product manager."
    )
    assert words.often_sentence(cold.leader, False) == (
        "A first estimate by our model: in about 72 of 100 fresh sets of questions this role "
        "would come first."
    )
    assert words.often_sentence(cold.leader, True) == (
        "In about 72 of 100 fresh sets of questions this role would come first."
    )


@pytest.mark.parametrize(
    ("number", "word", "figure"),
    [
        (100, "Very often first", "more than 99 of 100"),
        (60, "Very often first", "about 60 of 100"),
        (59, "Often first", "about 59 of 100"),
        (30, "Often first", "about 30 of 100"),
        (29, "Sometimes first", "about 29 of 100"),
        (10, "Sometimes first", "about 10 of 100"),
        (9, "Seldom first", "about 9 of 100"),
        (1, "Seldom first", "about 1 of 100"),
        (0, "Hardly ever first", "fewer than 1 of 100"),
    ],
)
def test_how_often_is_said_in_words_and_in_numbers(number, word, figure):
    assert words.often(RankedRole(seed_catalog().roles[0], number, True)) == word
    assert words.of_100(number) == figure


def test_every_quality_note_has_a_sentence_of_its_own():
    assert [words.note_sentence(note) for note in quality.NOTES] == [
        "You gave the same answer many times in a row.",
        "You answered almost all statements alike.",
        "Your answers to statements of one kind differ a lot.",
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


# --- reasons and changes


def test_liking_starts_a_sentence_for_each_answer():
    assert [words.liking(answer) for answer in (5, 4, 3, 2, 1)] == [
        "You like a lot",
        "You like",
        "You neither like nor dislike",
        "You dislike",
        "You dislike a lot",
    ]


def test_turn_is_said_for_each_new_answer():
    of = seed_catalog()
    question = next(row for row in of.questions if row.slug == "keep-within-budget")
    turns = [Turn(question, new, of.role("project-manager")) for new in (5, 4, 3, 2, 1)]
    said = "“Keep a project inside its budget”"

    assert [words.turn_sentence(turn) for turn in turns] == [
        f"If you had liked {said} a lot, Project manager would come first.",
        f"If you had liked {said}, Project manager would come first.",
        f"If you had neither liked nor disliked {said}, Project manager would come first.",
        f"If you had disliked {said}, Project manager would come first.",
        f"If you had disliked {said} a lot, Project manager would come first.",
    ]


def test_robustness_counts_answers_and_not_the_ways_to_change_them():
    close = page_of(CLOSE)

    assert len(close.turns) == 10
    assert words.robustness_sentence(close) == (
        "Changing any one of 8 answers would be enough to change your top role."
    )
    assert words.robustness_sentence(page_of(ANSWERS)) == (
        "Changing 1 answer would be enough to change your top role."
    )
    assert words.robustness_sentence(page_of("11555511")) == (
        "No single answer would change your top role."
    )


@pytest.mark.parametrize(
    ("length", "is_exact", "said"),
    [
        (1, True, "1 answer"),
        (2, True, "2 answers"),
        (4, False, "changing 4 answers would do; fewer may do"),
        (0, False, "no 8 answers or fewer that we could find"),
    ],
)
def test_way_says_how_many_answers_it_takes(length, is_exact, said):
    path = Path("keeper", (AnswerChange("find-ideas", 1, 5),) * length, is_exact)

    assert words.way_words(Way(seed_catalog().roles[0], path if length else None)) == said


# --- the pattern chart


def test_level_is_a_remark_and_no_score():
    assert words.level_sentence("liked_most") == (
        "You liked most of the work in these statements. That counts for no role: only the "
        "pattern does."
    )
    assert words.level_sentence("liked_little") == (
        "You liked little of the work in these statements. That counts for no role, but other "
        "kinds of work may suit you better."
    )
