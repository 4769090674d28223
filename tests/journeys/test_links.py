"""Every link of every public page, followed: none is dead. Search engines are told of these pages,
and of no others."""

from collections import Counter
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.factories import publish_seed, publish_seed_careers
from tests.views.page import Element, read_page

pytestmark = pytest.mark.slow

HOME = "http://testserver"
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
# What pages lead to that is not to be found: the quiz, the results of this browser.
PRIVATE = {"/quiz/", "/results/"}


class Site(NamedTuple):
    pages: dict[str, Element]  # by address: every page that can be reached from the first one
    listed: list[str]  # the addresses of which search engines are told


@cache
def crawled():
    """Opened once, as nothing here changes it. Wants a database the first time."""
    publish_seed()
    publish_seed_careers()
    client, pages, waiting = Client(), {}, ["/"]
    while waiting:
        address = waiting.pop()
        if address and address not in pages:
            pages[address] = page_at(client, address)
            if address not in PRIVATE:
                waiting += [path for path, _anchor in targets(pages[address])]
    sitemap = ElementTree.fromstring(client.get("/sitemap.xml").content.decode())  # noqa: S314  # our own
    return Site(pages, [place.text.removeprefix(HOME) for place in sitemap.iter(LOCATION)])


@pytest.fixture
def site(db):
    return crawled()


def page_at(client, address):
    # The quiz leads to its first page.
    response = client.get(address, follow=address in PRIVATE)
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    assert is_page, f"{address} is no page"
    return read_page(response)


def targets(page):
    """Where the links of a page lead within the site, as address and anchor."""
    links = (link.attrs["href"] for link in page.all("a"))
    return {tuple(link.partition("#")[::2]) for link in links if link[0] in "/#"}


def test_no_link_is_dead_and_every_anchor_is_there(site):
    missing = [
        (address, path or address, anchor)
        for address, page in site.pages.items()
        for path, anchor in targets(page)
        if anchor
        and anchor
        not in [element.attrs.get("id") for element in site.pages[path or address].walk()]
    ]

    assert missing == []
    assert len(site.pages) == len(site.listed) + len(PRIVATE)


def test_sitemap_lists_each_page_that_may_be_found_once(site):
    found = {
        address
        for address, page in site.pages.items()
        if not page.all("meta", name="robots") and address not in PRIVATE
    }

    assert Counter(site.listed) == Counter(found)


@pytest.mark.parametrize("what", ["title", "description", "canonical"])
def test_pages_that_may_be_found_each_have_their_own(site, what):
    ask = {
        "title": lambda page: page.one("title").text,
        "description": lambda page: page.one("meta", name="description").attrs["content"],
        "canonical": lambda page: page.one("link", rel="canonical").attrs["href"],
    }[what]
    held = {address: ask(site.pages[address]) for address in site.listed}

    assert [text for text, times in Counter(held.values()).items() if times > 1] == []
    if what == "title":
        assert [text for text in held.values() if len(text) > 75] == []
    if what == "description":
        assert [text for text in held.values() if not 60 <= len(text) <= 160] == []
    if what == "canonical":
        assert held == {address: f"{HOME}{address}" for address in held}


def test_whole_addresses_on_pages_are_of_this_site_or_of_a_source(site):
    outside = {
        link.attrs["href"]
        for page in site.pages.values()
        for link in page.all("a")
        if not link.attrs["href"].startswith(("/", "#"))
    }

    assert outside == {
        "https://www.bls.gov/oes/",
        "https://www.bls.gov/ooh/",
        "https://www.onetcenter.org/",
        "https://www.pmi.org/certifications",
        "https://scrumguides.org/",
    }
