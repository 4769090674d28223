"""Sources and pay figures: what they must say, and what contradicts itself."""

from datetime import date

import pytest

from tests.careers_factories import make_pay_row, make_source_row
from tests.content.documents import changed, places, problems_of, read

# --- years of sources


@pytest.mark.parametrize(
    ("kind", "year", "is_undated"),
    [
        ("published", None, True),
        ("published", 2025, False),
        ("faq", None, True),
        ("faq", 2025, False),
        ("practice", None, False),
        ("view", None, False),
        ("view", 2026, False),
        ("own", None, False),
    ],
)
def test_source_has_a_year_or_says_that_it_has_none(kind, year, is_undated):
    row = make_source_row(kind=kind, year=year, is_undated=is_undated)

    assert problems_of(changed((["sources", 0], row))) == []


@pytest.mark.parametrize(
    ("kind", "year", "is_undated", "key", "allowed"),
    [
        ("published", None, False, "year", "a year, or marked as undated"),
        ("published", 2025, True, "year", "a year, or marked as undated"),
        ("faq", None, False, "year", "a year, or marked as undated"),
        ("view", None, True, "is_undated", "not marked as undated"),
    ],
)
def test_source_with_neither_a_year_nor_a_word_on_it_is_refused(
    kind, year, is_undated, key, allowed
):
    row = make_source_row(kind=kind, year=year, is_undated=is_undated)
    (refusal,) = problems_of(changed((["sources", 0], row)))

    assert (refusal.where, refusal.allowed) == (f"sources.survey.{key}", allowed)


# --- pay

AMOUNT_KEYS = ("low", "middle", "high")


@pytest.mark.parametrize(
    ("amounts", "where", "value"),
    [
        ((None, None, None), "low", None),
        ((3, 2, 4), "low", [3, 2, 4]),
        ((1, 3, 2), "low", [1, 3, 2]),
        ((3, None, 2), "low", [3, 2]),
        ((3, 2, None), "low", [3, 2]),
        ((None, 3, 2), "low", [3, 2]),
        ((1, 0, 2), "low", [1, 0, 2]),
    ],
)
def test_pay_without_a_figure_or_that_does_not_rise_is_refused(amounts, where, value):
    row = make_pay_row(
        is_capped=False, **dict(zip(("low", "middle", "high"), amounts, strict=True))
    )

    assert places(changed((["pay", 0], row))) == [(f"pay.thinkers-us.{where}", value)]


@pytest.mark.parametrize("amounts", [(2, 2, 2), (0, None, 0), (0, None, None), (None, None, 0)])
def test_pay_that_does_not_fall_is_read(amounts):
    row = make_pay_row(
        is_capped=False, **dict(zip(("low", "middle", "high"), amounts, strict=True))
    )

    assert problems_of(changed((["pay", 0], row))) == []


def test_pay_that_is_capped_without_a_high_figure_is_refused():
    assert places(changed((["pay", 0, "high"], None))) == [("pay.thinkers-us.is_capped", True)]


@pytest.mark.parametrize(
    ("as_of", "is_outdated"),
    [("2024-11", True), ("2024-12", False), ("2023-01", True), (None, False)],
)
def test_pay_is_outdated_two_years_after_its_month(as_of, is_outdated):
    (figure,) = read(changed((["pay", 0, "as_of"], as_of))).pay

    assert figure.is_outdated(date(2026, 11, 1)) is is_outdated
