"""The site in a real browser while nothing is published."""

import pytest

from tests.browser.pages import NEVER_SIDEWAYS, SIZES, SMALL_TARGETS, sideways

PAGES = pytest.mark.parametrize("path", ["/", "/quiz/"])


@pytest.fixture
def published_site(transactional_db):
    """Nothing is published."""


@PAGES
def test_closed_page_in_every_look_and_size_has_nothing_for_axe(open_page, axe_everywhere, path):
    page = open_page(path)

    assert page.get_by_text("closed for changes").count() == 1
    assert axe_everywhere(page) == []


@PAGES
def test_closed_page_at_320_has_large_targets_and_never_scrolls_sideways(open_page, path):
    page = open_page(path, **SIZES[0])

    assert page.evaluate(SMALL_TARGETS) == []
    assert sideways(page) == NEVER_SIDEWAYS
