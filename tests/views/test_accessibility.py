"""The statement on accessibility."""

from datetime import date

import pytest

from roles.domain.reading import grade
from roles.views import pages
from roles.web.tickets import TICKET_MAX_AGE
from tests.views.page import links, missing, read_page, texts, title_of

ADDRESS = "/accessibility/"
TOLD = {
    "standard": ["WCAG 2.2", "Level AA", "7 to 1", "44 pixels", "without scripts", "less motion"],
    "tested": ["axe", "forced colors", "320 and 1280", "keyboard alone", "scripts switched off"],
    "untested": ["No people with disabilities", "haven't tried it with a screen reader"],
    "known": ["a picture of words", "come from Django"],
    "report": ["Say which page it was"],
}


def page_of(client):
    return read_page(client.get(ADDRESS)).one("main")


def test_accessibility_names_itself_and_says_what_was_tested_and_what_does_not_work(client, db):
    page = read_page(client.get(ADDRESS))

    assert title_of(page) == page.one("h1").text == "Accessibility"
    assert page.one("meta", name="description").attrs["content"].startswith("How accessible")
    assert missing(page, TOLD) == []


def test_accessibility_names_the_days_in_which_the_first_page_has_to_be_sent(client, db):
    assert missing(page_of(client), {"standard": [f"within {TICKET_MAX_AGE.days} days"]}) == []


@pytest.mark.parametrize(
    ("contact", "address"),
    [("", []), ("a11y@example.org", [("a11y@example.org", "mailto:a11y@example.org")])],
)
def test_accessibility_says_whom_to_tell(client, db, settings, contact, address):
    settings.OPERATOR, settings.CONTACT = "Ada", contact
    paragraph = page_of(client).one(id="report").all("p")[0]

    assert "run by Ada." in paragraph.text
    assert links(paragraph) == address


def test_accessibility_says_when_it_was_last_reviewed(client, db, monkeypatch):
    monkeypatch.setattr(pages, "STATEMENT_VERSION", 3)
    monkeypatch.setattr(pages, "REVIEWED", date(2027, 2, 1))

    assert missing(page_of(client), {"reviewed": ["Version 3", "on 1 February 2027"]}) == []


def test_accessibility_refuses_to_be_posted_to(client, db):
    response = client.post(ADDRESS)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_accessibility_is_plain_to_read(client, db):
    page = page_of(client)

    assert grade(text for tag in ("p", "li") for text in texts(page, tag)) < 8
