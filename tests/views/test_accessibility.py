"""The statement on accessibility."""

from datetime import date

import pytest

from roles.views import pages
from roles.web.tickets import TICKET_MAX_AGE
from tests.reading import grade
from tests.views.page import links, read_page, title_of

ADDRESS = "/accessibility/"


def page_of(client):
    return read_page(client.get(ADDRESS)).one("main")


def texts(element, tag):
    return [each.text for each in element.all(tag)]


def test_accessibility_names_itself(client, db):
    page = read_page(client.get(ADDRESS))

    assert title_of(page) == page.one("h1").text == "Accessibility"
    assert page.one("meta", name="description").attrs["content"] == (
        "How accessible careerquiz is: which standard it is built to, how that was tested, what "
        "does not work well yet, and how to tell us."
    )


def test_accessibility_names_the_standard_and_where_we_go_further(client, db):
    standard = page_of(client).one(id="standard")

    assert texts(standard, "p") == [
        "We build this site to level AA of the Web Content Accessibility Guidelines, WCAG 2.2. In "
        "some things we go further:"
    ]
    assert texts(standard, "li") == [
        "Text stands out from what is behind it by 7 to 1, in light and in dark.",
        "What you press is at least 44 pixels high and wide, except for links inside a sentence.",
        "All of the quiz works without scripts, and with a keyboard alone.",
        "Nothing moves if you ask your device for less motion.",
        "No clock runs while you answer. Only the first page has to be sent within 7 days.",
    ]
    assert TICKET_MAX_AGE.days == 7


def test_accessibility_says_how_it_was_tested_and_by_whom_not(client, db):
    tested = page_of(client).one(id="tested")

    assert texts(tested, "li") == [
        "With axe, a program that looks for barriers. We ran it in light, in dark and with the "
        "reader's own colors (forced colors), 320 and 1280 pixels wide. It found none.",
        "With a keyboard alone, from the first page to the result.",
        "With scripts switched off.",
        "On a screen 320 pixels wide, with text spaced wider, and with text of twice the size.",
        "By reading the tree of names and parts that a browser hands to screen readers.",
    ]
    assert tested.one(id="untested").text == (
        "Programs find only some barriers. No people with disabilities have tested this site for "
        "us yet, and we have not tried it with a screen reader itself."
    )


def test_accessibility_admits_what_does_not_work_well(client, db):
    assert texts(page_of(client).one(id="known"), "li") == [
        "On a screen 320 pixels wide and with text of twice the size, a result scrolls sideways by "
        "a little.",
        "The preview picture of a shared result is a picture of words. Its text is there for those "
        "who cannot see it, but the picture does not follow your colors or your size of text.",
        "The pages for people who run this site come from Django, the software below it. We tested "
        "those that we changed.",
    ]


@pytest.mark.parametrize(
    ("contact", "words", "address"),
    [
        (
            "",
            "This site is run by Ada. There is no address to write to yet. Ask whoever gave you "
            "the address of this site.",
            [],
        ),
        (
            "a11y@example.org",
            "This site is run by Ada. You can write to them: a11y@example.org",
            [("a11y@example.org", "mailto:a11y@example.org")],
        ),
    ],
)
def test_accessibility_says_whom_to_tell(client, db, settings, contact, words, address):
    settings.OPERATOR, settings.CONTACT = "Ada", contact
    paragraph = page_of(client).one(id="report").all("p")[0]

    assert paragraph.text == words
    assert links(paragraph) == address


def test_accessibility_says_when_it_was_last_reviewed(client, db, monkeypatch):
    monkeypatch.setattr(pages, "STATEMENT_VERSION", 3)
    monkeypatch.setattr(pages, "REVIEWED", date(2027, 2, 1))

    assert page_of(client).one(id="reviewed").text == (
        "Version 3 of this statement, last reviewed on 1 February 2027."
    )


def test_accessibility_refuses_to_be_posted_to(client, db):
    response = client.post(ADDRESS)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_accessibility_is_plain_to_read(client, db):
    page = page_of(client)

    assert grade(text for tag in ("p", "li") for text in texts(page, tag)) < 8
