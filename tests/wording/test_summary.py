"""What stands below the headline: why, and how the next role compares."""

from dataclasses import replace

import pytest

from roles.wording.summary import summary_sentences
from tests.wording.result_pages import ALIKE, CLEAR, CLOSE, GUESS, LEANING, MIXED, THREE, page_of


def test_summary_says_what_both_put_high_and_how_the_next_role_differs():
    assert summary_sentences(page_of(CLEAR)) == [
        "You like “Understanding customers” best of all, and it's a big part of the job.",
        "Product manager comes next. It has “Understanding customers” too, but less “Shaping the "
        "work”.",
    ]


def test_summary_of_a_kind_that_is_only_minded_less_does_not_call_it_liked():
    sentence, _next = summary_sentences(page_of("121133221111"))

    assert sentence.startswith("You mind “Shaping the work” less than most work")


@pytest.mark.parametrize(
    ("sheet", "ends"), [(CLOSE, "the two apart, so look at both."), (THREE, "look at all of them.")]
)
def test_summary_of_a_tie_names_no_next_role(sheet, ends):
    sentences = summary_sentences(page_of(sheet))

    assert sentences[-1].endswith(ends)
    assert not any("comes next" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (MIXED, "You like a mix of work that several of these roles share."),
        (ALIKE, "You gave every statement the same answer, so no kind of work stands out."),
        ("45", "You rated 2 statements, and it takes 12 to tell roles apart."),
        ("", "You rated 0 statements, and it takes 12 to tell roles apart."),
    ],
)
def test_summary_without_a_direction_says_why_there_is_none(sheet, said):
    assert summary_sentences(page_of(sheet)) == [said]


def test_summary_of_a_guess_begins_with_what_makes_it_one():
    sentences = summary_sentences(page_of(GUESS, notes=("scattered", "fast")))

    assert sentences[0] == (
        "Your answers to similar statements varied a lot. You answered very quickly."
    )
    assert summary_sentences(page_of(GUESS)) == sentences[1:]


def test_summary_without_reasons_still_says_how_the_next_role_stands():
    page = page_of(LEANING)
    bare = replace(page, why=replace(page.why, highs=(), shared=(), tips=()))

    assert summary_sentences(bare) == [
        "No single kind of work decides it, but together they point here.",
        "Project manager comes next, and may suit you too.",
    ]


def test_summary_names_the_other_role_of_the_days_where_that_is_not_the_runner_up():
    page = page_of(CLEAR)
    other = replace(page, why=replace(page.why, rival=page.roles[2].role.slug))

    assert summary_sentences(other)[1] == (
        f"The days you chose point here, and not to {page.roles[2].role.name}."
    )
    assert [ranked.role for ranked in other.closest] == [page.roles[place].role for place in (0, 2)]
