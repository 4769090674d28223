"""What today's version says differently, in sentences."""

from dataclasses import replace

import pytest

from roles.wording.rescore import difference_sentences
from tests.factories import seed_catalog
from tests.wording.result_pages import CLEAR, LEANING, MIXED, page_of, worked


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (CLEAR, CLEAR, "Product owner comes first in both."),
        (CLEAR, LEANING, "Product owner comes first in both, but less clearly today."),
        (LEANING, CLEAR, "Product owner comes first in both, and more clearly today."),
        (CLEAR, MIXED, "Product owner came first. Today, no role stands out."),
        (MIXED, CLEAR, "No role stood out. Today, Product owner comes first."),
        (MIXED, MIXED, "No role stands out, then or today."),
    ],
)
def test_difference_begins_with_who_comes_first(before, after, said):
    assert difference_sentences(page_of(before), page_of(after), 0) == [said]


def test_difference_names_another_first_role():
    before = page_of(CLEAR)
    after = replace(before, roles=(before.roles[1], before.roles[0], *before.roles[2:]))

    assert difference_sentences(before, after, 0) == [
        "Product owner came first. Today, Product manager does."
    ]


def test_difference_names_kinds_of_work_that_came_since_and_answers_that_no_longer_count():
    *_, kinds, dropped = difference_sentences(worked(), page_of(CLEAR), 2)

    assert kinds.startswith("Today's version also looks at “")
    assert "“Shaping the work”" in kinds
    assert dropped.startswith("It no longer asks 2 of the statements you rated, so those answers")


def test_difference_says_what_nothing_was_rated_of_unless_it_is_too_little_at_all():
    of = seed_catalog()
    few = replace(of, settings=replace(of.settings, minimum_answers=8))
    short = page_of("4455334422", few)

    assert difference_sentences(short, short, 0)[-1].startswith(
        "You didn't rate any statements about “Bringing teams together”"
    )
    assert difference_sentences(short, page_of("4455334422"), 0)[-1] == (
        "10 of your answers count in it, and it takes 12 to tell roles apart."
    )
