"""What holds on every page about the roles, with the real content."""

import re

import pytest

from tests.views.careers.pages import ADDRESSES, real_page


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_numbers_its_sources_in_the_order_in_which_it_names_them(db, address):
    page = real_page(address)
    named = [(link.text, link.attrs["href"]) for link in page.all("a", class_="cite")]
    listed = [item.attrs["id"] for part in page.all(id="sources") for item in part.all("li")]

    assert list(dict.fromkeys(named)) == [
        (f"[{number}]", f"#{slug}") for number, slug in enumerate(listed, start=1)
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_speaks_of_no_client_of_ours(db, address):
    assert not re.search(r"\bclients?\b", real_page(address).text, re.IGNORECASE)


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_that_names_sources_says_once_what_the_rest_is(db, address):
    page = real_page(address)
    said, is_cited = page.text.count("this is our view"), bool(page.all("a", class_="cite"))

    assert (said, is_cited) in [(1, True), (1, False), (0, False)]
