"""The site in a real browser while nothing is published."""

import pytest

from tests.browser.pages import FLAWLESS


@pytest.fixture
def published_site(transactional_db):
    """Nothing is published."""


@pytest.mark.parametrize("path", ["/", "/quiz/"])
def test_closed_page_says_so_and_has_no_flaw(open_page, flaws, path):
    page = open_page(path)

    assert page.get_by_text("closed for changes").count() == 1
    assert flaws(page) == FLAWLESS
