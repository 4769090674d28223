"""The sources of a page are numbered as it names them."""

import pytest

from roles.pages.careers.references import references
from tests.careers_factories import make_source_row
from tests.pages.careers.contents import make_content, slugs

KINDS = {"survey": "published", "faq": "faq", "usual": "practice", "view": "view", "site": "own"}


@pytest.fixture
def careers():
    rows = [make_source_row(slug=slug, kind=kind) for slug, kind in KINDS.items()]
    return make_content(sources=rows).careers


def test_sources_are_numbered_once_in_the_order_in_which_they_first_come(careers):
    named = references(careers, ["usual", "survey", "usual", "faq"])

    assert slugs(named.sources) == ["usual", "survey", "faq"]
    assert [named.number(slug) for slug in ("usual", "survey", "faq")] == [1, 2, 3]


def test_our_view_and_what_this_site_does_have_no_number(careers):
    named = references(careers, ["view", "survey", "site"])

    assert slugs(named.sources) == ["survey"]
    assert [named.number(slug) for slug in ("view", "site", "never-named")] == [None] * 3


def test_source_that_is_not_there_fails_loudly(careers):
    with pytest.raises(KeyError, match="atlas"):
        references(careers, ["atlas"])
