"""Two results beside each other: what is compared, what stands out, and for whom."""

from datetime import date

import pytest

from roles.domain import scoring, share
from roles.pages.results.comparison import comparison
from roles.pages.results.shared import shared_page
from tests.factories import first_catalog, make_catalog, make_dimension, make_question, make_role


def sheet_of(**answers):
    """All questions of the first catalog, with one answer per dimension."""
    return {row.slug: answers[row.dimension] for row in first_catalog().questions}


ONE = sheet_of(strategy=3, delivery=4, markets=4, coordination=2)
TWO = sheet_of(strategy=5, delivery=3, markets=3, coordination=4)


def page_of(answers, of=None, *, pattern=True):
    of = of or first_catalog()
    outcome = scoring.score(of, answers)
    shown = share.snapshot(
        of, answers, outcome, scored_on=date(2026, 11, 24), numbers=True, pattern=pattern
    )
    return shared_page(of, shown)


def values(found):
    return [(row.dimension.slug, *row.bars) for row in found.chart.rows]


def slugs(rows):
    return [row.dimension.slug for row in rows]


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


def without_average(page):
    """As links from before averages were kept have it."""
    document = share.dump(page.snapshot) | {"average": None}
    return shared_page(page.catalog, share.parse(document))


def test_comparison_sets_the_likings_of_both_beside_each_other():
    one, two = page_of(ONE), page_of(TWO)
    found = comparison(one, two)

    assert values(found) == [
        ("strategy", 50, 100),
        ("delivery", 75, 50),
        ("markets", 75, 50),
        ("coordination", 25, 75),
    ]
    assert (found.one, found.two, found.chart.is_level_known) == (one, two, True)
    assert found.chart.roles == ()


def test_comparison_with_a_link_from_before_averages_sets_both_round_the_middle():
    one, two = page_of(ONE), without_average(page_of(TWO))
    for found in (comparison(one, two), comparison(two, one)):
        assert found.chart.is_level_known is False
        assert {slug: {*bars} for slug, *bars in values(found)} == {
            "strategy": {44, 81},
            "delivery": {69, 31},
            "markets": {69, 31},
            "coordination": {19, 56},
        }


def test_comparison_has_the_same_leader_only_where_both_headlines_name_it_first():
    one, two = page_of(ONE), page_of(TWO)
    mixed = page_of(sheet_of(strategy=3, delivery=3, markets=3, coordination=3))

    assert comparison(one, one).has_same_leader is True
    assert comparison(one, two).has_same_leader is False
    assert comparison(mixed, mixed).has_same_leader is False


@pytest.mark.parametrize(("one", "two"), [(False, True), (True, False), (False, False)])
def test_comparison_of_a_result_that_shows_no_chart_has_no_rows(one, two):
    found = comparison(page_of(ONE, pattern=one), page_of(TWO, pattern=two))

    assert found.chart.rows == ()


def test_comparison_leaves_out_what_one_of_them_did_not_answer():
    silent = page_of(sheet_of(strategy=3, delivery=4, markets=None, coordination=2))
    for found in (comparison(page_of(TWO), silent), comparison(silent, page_of(TWO))):
        assert slugs(found.chart.rows) == ["strategy", "delivery", "coordination"]


def test_comparison_across_versions_matches_dimensions_by_slug_in_our_order_and_words():
    ours = make_other("ideas", "order", "people")
    theirs = make_other("people", "tools", "ideas")
    one = page_of({"do-ideas": 5, "do-order": 3, "do-people": 1}, ours)
    two = page_of({"do-people": 4, "do-tools": 2, "do-ideas": 3}, theirs)
    found = comparison(one, two)

    assert values(found) == [("ideas", 100, 50), ("people", 0, 75)]
    assert [row.dimension for row in found.chart.rows] == [ours.dimensions[0], ours.dimensions[2]]


def test_comparison_of_versions_without_a_common_dimension_has_no_rows():
    one = page_of({"do-ideas": 5, "do-order": 3}, make_other("ideas", "order"))
    two = page_of({"do-people": 4, "do-tools": 2}, make_other("people", "tools"))

    assert comparison(one, two).chart.rows == ()
