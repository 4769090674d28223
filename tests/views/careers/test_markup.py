"""Content is text: whatever stands in it comes out as it was written, and never as markup."""

import pytest

from tests.careers_factories import (
    make_careers_document,
    make_comparison_row,
    make_page_row,
    make_question_row,
    make_source_row,
)
from tests.content.documents import read
from tests.factories import make_catalog, make_content_version, make_result, make_version
from tests.views.careers.pages import browser_of, open_small
from tests.views.page import read_page

MARKUP = '<u>&"'
# What names a row, a kind of row or an address: no text that anybody reads.
NO_TEXTS = {"slug", "kind", "url", "currency", "source", "figure", "topic", "link", "roles", "pay"}
NO_TEXTS |= {"comes_from", "start", "goal", "checked", "as_of"}
ADDRESSES = (
    *("/roles/", "/roles/thinker/", "/roles/keeper/", "/compare/", "/compare/?a=keeper"),
    *("/compare/thinker-and-keeper/", "/compare/thinker-and-keeper-and-mixer/"),
    *("/compare/keeper-and-mixer/", "/routes/", "/routes/dreamer/"),
    *("/routes/thinker/", "/questions-and-answers/"),
)


class Marking:
    """Puts markup into each text of a content document, and remembers every text that it made."""

    def __init__(self):
        self.texts = []

    def __call__(self, value, name=""):
        if isinstance(value, str) and name not in NO_TEXTS and value:
            self.texts.append(f"{name[:4].capitalize()} {len(self.texts)} {MARKUP}")
            return self.texts[-1]
        if isinstance(value, list):
            return [self(each, name) for each in value]
        if not isinstance(value, dict):
            return value
        kept = {"label"} if name in ("confused", "choose") else set()  # there it is a slug
        return {key: held if key in kept else self(held, key) for key, held in value.items()}


@pytest.fixture
def marked(db):
    """Everything that was loaded as text: every section of the pages, with markup in it."""
    document = make_careers_document(
        roles=[
            make_page_row("thinker", other="keeper"),
            make_page_row("keeper", other="thinker"),
        ],
        comparisons=[
            make_comparison_row("thinker", "keeper"),
            make_comparison_row("thinker", "keeper", "mixer"),
        ],
    )
    step = {
        "start": "thinker",
        "goal": "keeper",
        "text": "Keep",
        "shift": "Less",
        "source": "survey",
    }
    document["routes"].append(step)
    marking = Marking()
    make_version(make_catalog())
    make_content_version(read(marking(document)))
    return marking.texts


def said(page):
    """All that a page says: in its texts, aloud, and in what it tells machines."""
    told = [each.attrs.get(name, "") for name in ("content", "aria-label") for each in page.walk()]
    return "\n".join([page.text, *told])


def test_content_with_markup_comes_out_as_text_on_some_page(client, marked):
    everything = "\n".join(said(read_page(client.get(address))) for address in ADDRESSES)

    assert len(marked) > 60
    assert [text for text in marked if text not in everything] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_content_with_markup_makes_no_element_on_any_page(client, marked, address):
    response = client.get(address)

    assert response.content.count(b"<u>") == 0
    assert b"&amp;lt;" not in response.content  # nor is anything escaped twice
    assert b"&amp;amp;" not in response.content


@pytest.mark.parametrize("address", ["/compare/thinker-and-keeper/", "/routes/thinker/"])
def test_content_with_markup_makes_no_element_beside_an_own_result(marked, address):
    version = make_version(make_catalog())
    answers = {"find-ideas": 5, "weigh-ideas": 3, "keep-lists": 3, "tidy-files": 3}
    response = browser_of(make_result(version, answers)).get(address)

    assert response["Cache-Control"] == "private, no-cache"
    assert response.content.count(b"<u>") == 0
    assert b"&amp;lt;" not in response.content


def test_who_answers_for_the_site_comes_out_as_text(client, db, settings):
    settings.OPERATOR = settings.CONTACT = MARKUP
    row = make_question_row(answer="{operator} {contact}", link="", link_text="")
    open_small(sources=[make_source_row(kind="own", year=None)], reader_questions=[row])
    response = client.get("/questions-and-answers/")

    assert response.content.count(b"<u>") == 0
    answer = read_page(response).one(itemprop="text").one("p")
    assert answer.text == f"{MARKUP} {MARKUP}"
