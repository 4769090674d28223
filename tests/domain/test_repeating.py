"""Halves of sheets, and what a stated probability is worth on them."""

import pytest

from roles.domain.errors import AnswerError
from roles.domain.repeating import ReliabilityBin, half_repeats, halves, reliability_bins
from roles.domain.scoring import score
from tests.factories import make_catalog, make_question

IDEAS, ORDER = ("a", "b", "c"), ("k", "l", "m", "n")
QUESTIONS = [make_question(slug, "ideas") for slug in IDEAS]
QUESTIONS += [make_question(slug, "order") for slug in ORDER]
OF = make_catalog(questions=QUESTIONS)
# Shown in this order.
SHEET = {"k": 1, "b": 5, "l": 5, "a": None, "m": 2, "c": 4, "n": 4}


def test_halves_take_the_statements_of_each_dimension_in_turn():
    first, second = halves(OF, SHEET)

    assert list(first.items()) == [("k", 1), ("b", 5), ("m", 2), ("c", 4)]
    assert list(second.items()) == [("l", 5), ("a", None), ("n", 4)]


def test_half_repeats_name_the_role_that_leads_the_other_half():
    same = {"a": 5, "b": 4, "k": 1, "l": 2}
    turned = {"a": 5, "b": 1, "k": 1, "l": 5}
    found = list(half_repeats(OF, [same, turned]))

    assert found == [({"a": 5, "k": 1}, "thinker"), ({"a": 5, "k": 1}, "keeper")]


def test_half_repeats_pass_over_sheets_with_an_empty_half():
    assert list(half_repeats(OF, [{"a": 5}, {"a": 5, "b": None}, {}])) == []


def test_halves_of_bad_answers_are_refused():
    with pytest.raises(AnswerError):
        halves(OF, {"a": 6, "nope": 1})


def test_reliability_bins_hold_equally_many_people_from_the_least_sure_on():
    sure, unsure = {"a": 5, "k": 1}, {"a": 4, "k": 3}
    stated = [score(OF, sheet).matches[0].probability for sheet in (unsure, sure)]
    repeats = [(sure, "thinker")] * 140 + [(unsure, "thinker")] * 40 + [(sure, "keeper")] * 10
    repeats += [(unsure, "keeper")] * 110
    found = reliability_bins(OF, repeats, bins=2)

    assert found == (
        ReliabilityBin(150, pytest.approx(stated[0]), 40),
        ReliabilityBin(150, pytest.approx(stated[1]), 140),
    )
    assert [row.people for row in reliability_bins(OF, repeats)] == [30] * 10
    assert [row.people for row in reliability_bins(OF, [*repeats, repeats[0]], 2)] == [150, 151]


def test_reliability_bins_need_300_repeats():
    assert reliability_bins(OF, [(SHEET, "thinker")] * 299) == ()
