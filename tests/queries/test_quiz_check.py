"""What the check page says before the end: all answers, how sure, and what is missing."""

from dataclasses import replace

import pytest

from roles.pages.quiz import check_page
from roles.queries.catalog import version_catalog
from tests.factories import first_catalog, make_attempt, make_catalog, make_version

pytestmark = pytest.mark.django_db

SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": None, "tidy-files": 2}


def open_sample(**settings):
    """A version of the small catalog whose two pages everybody is asked."""
    chosen = {"minimum_answers": 2, "questions_per_page": 2, "panel_share": 1.0}
    return make_version(make_catalog(settings=chosen | settings))


def test_check_page_tells_all_answers_in_order_with_their_pages(django_assert_num_queries):
    attempt = make_attempt(open_sample(), SHEET)
    with django_assert_num_queries(0):
        check = check_page(attempt)

    assert [(row.page, row.question.slug, row.answer) for row in check.answers] == [
        (number, slug, SHEET[slug])
        for number, page in enumerate(attempt.pages, start=1)
        for slug in page
    ]
    assert (check.answered, check.skipped, check.left) == (3, 1, 0)
    assert (check.may_stop, check.needed, check.missing) == (True, 0, [])


def test_check_page_of_an_early_stop_tells_what_is_left():
    first = first_catalog()
    version = make_version(replace(first, settings=replace(first.settings, panel_share=0.0)))
    of = version_catalog(version)
    liked = {"strategy": 1, "delivery": 5, "markets": 5, "coordination": 1}
    sheet = {question.slug: liked[question.dimension] for question in of.questions}
    attempt = make_attempt(version, sheet)
    check = check_page(attempt)

    assert (check.answered, check.skipped, check.left) == (8, 0, 16)
    assert check.may_stop is True


def test_check_page_leaves_out_what_is_not_answered_yet():
    attempt = make_attempt(open_sample(minimum_answers=4), SHEET, pages=1)
    first = attempt.pages[0]
    check = check_page(attempt)

    assert [(row.page, row.question.slug) for row in check.answers] == [(1, slug) for slug in first]
    assert check.left == 2
    assert check.may_stop is False


def test_check_page_names_what_is_missing_and_where_kinds_without_answers_first():
    sheet = {"find-ideas": 5, "weigh-ideas": None, "keep-lists": None, "tidy-files": None}
    attempt = make_attempt(open_sample(minimum_answers=3), sheet)
    check = check_page(attempt)
    page_of = {slug: number for number, page in enumerate(attempt.pages, 1) for slug in page}

    assert check.needed == 2
    assert [(kind.dimension.slug, kind.is_empty) for kind in check.missing] == [
        ("order", True),
        ("ideas", False),
    ]
    assert [[row.slug for _page, row in kind.statements] for kind in check.missing] == [
        [slug for slug in attempt.sheet if slug in ("keep-lists", "tidy-files")],
        ["weigh-ideas"],
    ]
    assert all(page_of[row.slug] == page for kind in check.missing for page, row in kind.statements)
