"""docs/worked-example.md: made from these answers, by arithmetic that agrees with the engine."""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import islice

import pytest

from tests.domain.strategies import random_sheets
from tests.factories import seed_catalog
from tests.worked_example import page as example
from tests.worked_example.answers import ANSWERS
from tests.worked_example.by_hand import ByHand
from tests.worked_example.page import AGREED, PAGE, ROOT, compare, page


def test_page_in_docs_is_what_the_code_makes_of_it():
    written = PAGE.read_text(encoding="utf-8").split("\n")

    assert written == page().split("\n"), "make it anew: python -m tests.worked_example"


def test_page_when_answers_change_tells_another_story():
    lines = page(ANSWERS | {"break-into-steps": 1}).split("\n")

    assert [line for line in lines if line.startswith(("## 6", "So the word"))] == [
        "So the word is **close**.",
        "## 6. Why product manager and not product owner",
    ]


def test_page_when_hand_and_engine_disagree_is_not_made(monkeypatch):
    monkeypatch.setattr(example, "AGREED", -1)  # which no two numbers reach

    with pytest.raises(AssertionError, match=r"by hand .* by the engine"):
        page()


def test_page_needs_no_django():
    code = (
        "import sys; from tests.worked_example.page import page; sys.stdout.write(page());"
        "sys.exit('django' in sys.modules)"
    )
    bare = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    made = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-c", code], cwd=ROOT, env=bare, capture_output=True, check=True
    )

    assert made.stdout.decode() == page()


@pytest.mark.parametrize("is_turned", [False, True])
def test_arithmetic_by_hand_of_any_sheet_agrees_with_the_engine(is_turned):
    of = turned(seed_catalog()) if is_turned else seed_catalog()
    sheets = (ByHand(of, answers) for answers in random_sheets(of, 200, seed=1))
    whole = list(islice((sheet for sheet in sheets if all(sheet.counts)), 40))
    for sheet in whole:
        compare(sheet)

    assert len(whole) == 40


def turned(catalog):
    """With what the real content lacks: reversed questions, other baselines, a temperature."""
    questions = [replace(row, baseline=2.6) for row in catalog.questions]
    questions[::2] = [replace(row, reversed=True) for row in questions[::2]]
    settings = replace(catalog.settings, temperature=1.5)
    return replace(catalog, questions=tuple(questions), settings=settings)


@pytest.mark.parametrize(
    ("step", "name"), [("means", "means"), ("weights", "weights"), ("gains", "settle gains")]
)
def test_compare_when_a_number_is_barely_off_names_it(step, name):
    hand = ByHand(seed_catalog(), ANSWERS)
    first, *others = getattr(hand, step)
    vars(hand)[step] = (first + 2 * AGREED, *others)  # where the cached property looks first

    with pytest.raises(AssertionError, match=f"^{name}: by hand"):
        compare(hand)
