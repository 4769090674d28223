"""The alternative text of a preview picture says what the picture says."""

from dataclasses import replace
from datetime import date

import pytest

from roles.cards.layout import share_card
from roles.domain import scoring, share
from roles.pages.results.shared import shared_page
from roles.wording.share import preview_alt
from tests.factories import seed_catalog
from tests.wording.result_pages import CLEAR, CLOSE, GUESS, LEANING, MIXED, STATEMENTS, THREE
from tests.wording.result_pages import calibrated as calibrated_of

FIRST = "A first estimate: first in about"


def shown_of(digits, ticks, of):
    answers = dict(zip(STATEMENTS, map(int, digits), strict=False))
    outcome = scoring.score(of, answers)
    return share.snapshot(
        of,
        answers,
        outcome,
        scored_on=date(2026, 3, 17),
        numbers="n" in ticks,
        pattern="p" in ticks,
    )


def alt_of(digits, ticks="", of=None):
    of = of or seed_catalog()
    return preview_alt(shared_page(of, shown_of(digits, ticks, of), owner="Ada"))


@pytest.mark.parametrize(
    ("digits", "ticks", "alt"),
    [
        (CLEAR, "", "My best fit: Product owner."),
        (LEANING, "", "I lean towards Product owner."),
        (CLEAR, "p", "My best fit: Product owner. I like “Understanding customers” most."),
        (CLEAR, "n", f"My best fit: Product owner. {FIRST} 63 of 100 tries."),
        (
            CLOSE,
            "np",
            "A tie between Product owner and Product manager. "
            f"Product owner: {FIRST} 40 of 100 tries. Product manager: {FIRST} 32 of 100 tries.",
        ),
        (THREE, "p", "A tie between Product owner, Product manager and Project manager."),
        (GUESS, "p", "A rough guess: Product owner."),
        (MIXED, "np", "No one role stands out. Several roles fit me about equally well."),
    ],
)
def test_alt_says_what_the_picture_says_and_nothing_else(digits, ticks, alt):
    assert alt_of(digits, ticks) == alt


@pytest.mark.parametrize("digits", [CLEAR, LEANING, CLOSE, THREE, GUESS, MIXED])
def test_alt_holds_all_words_of_the_picture_but_its_foot(digits):
    card = share_card(seed_catalog(), shown_of(digits, "np", seed_catalog()))
    drawn = [text for words in card.names for text, _style in words.paragraphs]

    assert [text for text in drawn if text not in alt_of(digits, "np")] == []


def test_alt_of_a_calibrated_catalog_needs_no_caveat():
    of = calibrated_of(seed_catalog())

    assert alt_of(CLEAR, "n", of).endswith(": Product owner. First in about 63 of 100 tries.")


def test_alt_of_a_role_that_has_little_of_what_is_liked_most_leaves_it_out():
    catalog = seed_catalog()
    shown = replace(shown_of(CLEAR, "p", catalog), pattern=(0, 0, 0, 0, 0, 9))

    assert preview_alt(shared_page(catalog, shown)) == "My best fit: Product owner."
