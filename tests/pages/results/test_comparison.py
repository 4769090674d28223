"""Two results beside each other: what is compared, what stands out, and for whom."""

from datetime import date
from functools import partial

import pytest

from roles.domain import scoring, share
from roles.pages.results.comparison import ComparisonRow, comparison
from roles.pages.results.shared import shared_page
from tests.factories import first_catalog, make_catalog, make_dimension, make_question, make_role

nearly = partial(pytest.approx, rel=0, abs=1e-9)


def sheet_of(**answers):
    """All questions of the first catalog, with one answer per dimension."""
    return {row.slug: answers[row.dimension] for row in first_catalog().questions}


ONE = sheet_of(strategy=3, delivery=4, markets=4, coordination=2)
TWO = sheet_of(strategy=5, delivery=3, markets=3, coordination=4)
SMALL = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": None, "tidy-files": 2}


def page_of(answers, of=None, *, pattern=True):
    of = of or first_catalog()
    outcome = scoring.score(of, answers)
    shown = share.snapshot(
        of, answers, outcome, scored_on=date(2026, 11, 24), numbers=True, pattern=pattern
    )
    return shared_page(of, shown)


def values(found):
    return [(row.dimension.slug, row.one, row.two) for row in found.rows]


def slugs(dimensions):
    return [dimension.slug for dimension in dimensions]


def make_other(*dimensions):
    """A catalog with these dimensions, two roles and a question each."""
    return make_catalog(
        dimensions=[make_dimension(slug) for slug in dimensions],
        roles=[
            make_role("thinker", **{slug: 90 - place for place, slug in enumerate(dimensions)}),
            make_role("keeper", **{slug: 20 + place * 9 for place, slug in enumerate(dimensions)}),
        ],
        questions=[make_question(f"do-{slug}", slug) for slug in dimensions],
    )


def test_comparison_sets_the_patterns_beside_each_other():
    one, two = page_of(ONE), page_of(TWO)
    found = comparison(one, two)

    assert values(found) == [
        ("strategy", -6, 31),
        ("delivery", 19, -19),
        ("markets", 19, -19),
        ("coordination", -31, 6),
    ]
    assert (found.one, found.two, found.reach) == (one, two, 40)
    assert (found.one.leader.role.slug, found.two.leader.role.slug) == (
        "product-owner",
        "program-manager",
    )


def test_comparison_names_what_has_more_weight_the_most_first():
    """By 18 and 69 points here, by 56 and 32 there."""
    one = page_of(sheet_of(strategy=4, delivery=3, markets=5, coordination=2))
    two = page_of(sheet_of(strategy=3, delivery=5, markets=2, coordination=3))
    found, turned = comparison(one, two), comparison(two, one)

    assert slugs(found.more_one) == slugs(turned.more_two) == ["markets", "strategy"]
    assert slugs(found.more_two) == slugs(turned.more_one) == ["delivery", "coordination"]


def test_comparison_names_equals_in_the_catalogs_order():
    found = comparison(page_of(ONE), page_of(TWO))  # by 38 points each, and 37 each

    assert slugs(found.more_one) == ["delivery", "markets"]
    assert slugs(found.more_two) == ["strategy", "coordination"]


@pytest.mark.parametrize(
    ("lead", "more_one", "more_two"),
    [(4, [], []), (5, ["ideas"], []), (-4, [], []), (-5, [], ["ideas"]), (0, [], [])],
)
def test_comparison_takes_less_than_five_points_for_much_the_same(lead, more_one, more_two):
    page = page_of(SMALL, make_catalog())
    found = comparison(page, page)
    row = found.rows[0]
    rows = (ComparisonRow(row.dimension, 10 + lead, 10),)
    found = type(found)(page, page, rows, found.reach)

    assert (slugs(found.more_one), slugs(found.more_two)) == (more_one, more_two)


def test_comparison_with_oneself_finds_nothing_apart():
    found = comparison(page_of(ONE), page_of(ONE))

    assert {row.one - row.two for row in found.rows} == {0}
    assert (found.more_one, found.more_two) == ([], [])


@pytest.mark.parametrize(("one", "two"), [(False, True), (True, False), (False, False)])
def test_comparison_of_a_result_that_shows_no_pattern_has_no_rows(one, two):
    found = comparison(page_of(ONE, pattern=one), page_of(TWO, pattern=two))

    assert (found.rows, found.reach) == ((), 10)
    assert (found.more_one, found.more_two) == ([], [])


def test_comparison_leaves_out_what_one_of_them_did_not_answer():
    silent = page_of(sheet_of(strategy=3, delivery=4, markets=None, coordination=2))
    for found in (comparison(page_of(TWO), silent), comparison(silent, page_of(TWO))):
        assert slugs(row.dimension for row in found.rows) == [
            "strategy",
            "delivery",
            "coordination",
        ]


def test_comparison_across_versions_matches_dimensions_by_slug_in_our_order_and_words():
    ours = make_other("ideas", "order", "people")
    theirs = make_other("people", "tools", "ideas")
    one = page_of({"do-ideas": 5, "do-order": 3, "do-people": 1}, ours)
    two = page_of({"do-people": 4, "do-tools": 2, "do-ideas": 3}, theirs)
    found = comparison(one, two)

    assert values(found) == [("ideas", 50, 0), ("people", -50, 25)]
    assert [row.dimension for row in found.rows] == [ours.dimensions[0], ours.dimensions[2]]
    assert (slugs(found.more_one), slugs(found.more_two)) == (["ideas"], ["people"])
    assert found.reach == 50


def test_comparison_of_versions_without_a_common_dimension_has_no_rows():
    one = page_of({"do-ideas": 5, "do-order": 3}, make_other("ideas", "order"))
    two = page_of({"do-people": 4, "do-tools": 2}, make_other("people", "tools"))
    found = comparison(one, two)

    assert (found.rows, found.reach) == ((), 10)


@pytest.mark.parametrize(("furthest", "reach"), [(1, 10), (10, 10), (11, 20), (-11, 20), (75, 80)])
def test_comparison_reaches_to_the_next_ten_beyond_the_furthest(furthest, reach):
    one = page_of(SMALL, make_catalog())
    shown = one.snapshot
    pages = [
        shared_page(make_catalog(), share.parse(share.dump(shown) | {"pattern": pattern}))
        for pattern in ([0, 0], [furthest, 0])
    ]

    assert comparison(*pages).reach == comparison(*pages[::-1]).reach == reach
