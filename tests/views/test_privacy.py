"""The privacy page: every sentence with a figure or a name tells the settings in force."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage

from roles.models import Attempt, EndedToken, Result, ShareLink
from tests.factories import publish_seed
from tests.reading import grade
from tests.views.method_page import rows_of
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import OWNER, finish, open_quiz

ADDRESS = "/privacy/"


def page_of(client):
    return read_page(client.get(ADDRESS)).one("main")


def texts(element, tag):
    return [each.text for each in element.all(tag)]


def test_privacy_names_itself(client, db):
    page = read_page(client.get(ADDRESS))

    assert title_of(page) == page.one("h1").text == "Privacy"
    assert page.one("meta", name="description").attrs["content"] == (
        "What careerquiz stores when you take the quiz and what it does not, for how long, how to "
        "delete it, and which cookies it sets."
    )
    assert page.one(class_="lead").text == (
        "We never ask who you are. You can delete everything at any time."
    )


def test_privacy_contents_lead_to_each_section(client, db):
    page = page_of(client)

    assert [address for _text, address in links(page.one("nav"))] == [
        f"#{section.attrs['id']}" for section in page.all("section")
    ]


def test_privacy_says_what_is_stored_and_what_is_not(client, db):
    page = page_of(client)

    assert texts(page.one(id="stored"), "li") == [
        "the statements that you were shown, and what you answered or skipped;",
        "when you began, when you last saved, and how long each page took;",
        "if chance picked you to be asked every statement, and if you chose to answer the rest;",
        "once you finish, your result: the roles in order with their numbers, the answers behind "
        "it, remarks such as that you answered very quickly, when it was made and until when we "
        "keep it;",
        "for each public link that you make: what it shows and its picture, when you made it, its "
        "last day, and when you switched it off.",
    ]
    assert texts(page.one(id="not-stored"), "p") == [
        "No name, no e-mail, no account. Not the network address (IP address) you come from. Not "
        "which browser or device you use. When you read about roles, we store nothing at all."
    ]


@pytest.mark.parametrize(
    ("model", "kept"),
    [
        (
            Attempt,
            "id token version pages answers seconds is_panel wants_all started_at saved_at",
        ),
        (
            Result,
            "id attempt version leader certainty outcome_document answer_pairs notes finished_at "
            "kept_until",
        ),
        (
            ShareLink,
            "id result version token shows_numbers shows_pattern excerpt_document picture made_at "
            "ends_on ended_at",
        ),
        (EndedToken, "id digest ended_at"),
    ],
)
def test_privacy_names_all_that_is_stored(model, kept):
    """A new field of these turns this red: then the page has to tell of it."""
    assert [field.name for field in model._meta.concrete_fields] == kept.split()


def test_privacy_says_for_how_long(client, db):
    page = page_of(client).one(id="how-long")

    assert texts(page, "dt") == [
        "A quiz that you did not finish",
        "A result, with its answers",
        "A public link",
    ]
    assert texts(page, "dd") == [
        "30 days after your last answers.",
        "24 months after it was made. The result names its last day, and you can put that day off.",
        "It works until the day that you choose, but no longer than its result is kept. 90 days "
        "after its end it is deleted, too.",
    ]


def test_privacy_of_other_settings_says_these(client, db, settings):
    settings.RESULT_KEPT_MONTHS, settings.UNFINISHED_KEPT_DAYS = 1, 14
    settings.ENDED_LINK_KEPT_DAYS = 1

    assert texts(page_of(client).one(id="how-long"), "dd") == [
        "14 days after your last answers.",
        "1 month after it was made. The result names its last day, and you can put that day off.",
        "It works until the day that you choose, but no longer than its result is kept. 1 day "
        "after its end it is deleted, too.",
    ]


def test_privacy_says_how_to_delete_and_what_stays(client, db):
    deleting, staying, _copies, _file = page_of(client).one(id="delete").all("p")

    assert deleting.text == (
        "Open your result and choose Delete everything. If you have not finished, choose Delete my "
        "answers on the page that lists them. Your answers, your result, its public links and "
        "their pictures are gone at once. You cannot undo this."
    )
    assert staying.attrs["class"] == "remains"


def test_privacy_lists_the_cookies_of_people_who_take_the_quiz(client, db):
    attempt, csrf = rows_of(page_of(client).one(id="cookies").one("table"))

    assert attempt == [
        "attempt",
        "It leads you back to your answers. It holds the private address of the quiz that you last "
        "worked on, and those of your last 5 results. It comes with your first saved answers.",
        "400 days after you last saved answers",
    ]
    assert (csrf[0], csrf[2]) == ("csrftoken", "364 days")


def test_privacy_lists_all_cookies_there_are(client, db):
    open_quiz()
    finish(client, OWNER)
    set_by_us = client.cookies

    assert list(set_by_us) == ["csrftoken", "attempt"]
    assert {row[0] for row in rows_of(page_of(client).one("table"))} == set(set_by_us)
    assert {(cookie["httponly"], cookie["samesite"]) for cookie in set_by_us.values()} == {
        (True, "Lax")
    }
    assert set_by_us["attempt"]["max-age"] == 400 * 24 * 60 * 60
    assert set_by_us["csrftoken"]["max-age"] == 364 * 24 * 60 * 60


def test_privacy_names_the_cookies_as_they_are_called_here(client, db, settings):
    settings.ATTEMPT_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-attempt", "__Host-csrftoken"
    settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_AGE = "__Host-sessionid", 60 * 60
    cookies = page_of(client).one(id="cookies")

    assert [row[0] for row in rows_of(cookies.one("table"))] == [
        "__Host-attempt",
        "__Host-csrftoken",
    ]
    assert cookies.one(id="staff-cookies").text == (
        "Only people who sign in to run this site get two more: __Host-sessionid keeps them signed "
        "in until they have done nothing there for 1 hour, and messages holds a notice until it "
        "has been shown."
    )
    assert CookieStorage.cookie_name == "messages"


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"shared": (600, 60), "share": (300, 3600)}, "It is gone after 61 minutes at most."),
        ({"shared": (600, 60)}, "It is gone after 2 minutes at most."),
        ({}, "This site does not count how often one network address asks for something."),
    ],
)
def test_privacy_says_how_long_an_address_is_counted(client, db, settings, limits, words):
    settings.RATE_LIMITS = limits

    assert page_of(client).one(id="limits").text.endswith(words)


@pytest.mark.parametrize(
    ("operator", "contact", "words", "address"),
    [
        (
            "",
            "",
            "Whoever runs this copy of careerquiz has not put a name here. There is no address to "
            "write to yet. Ask whoever gave you the address of this site.",
            [],
        ),
        (
            "Example School",
            "quiz@example.org",
            "This site is run by Example School. You can write to them: quiz@example.org",
            [("quiz@example.org", "mailto:quiz@example.org")],
        ),
        (
            "<b>Us</b>",
            "https://example.org/a@b",
            "This site is run by <b>Us</b>. You can reach them here: https://example.org/a@b",
            [("https://example.org/a@b", "https://example.org/a@b")],
        ),
    ],
)
def test_privacy_says_who_runs_the_site(client, db, settings, operator, contact, words, address):
    settings.OPERATOR, settings.CONTACT = operator, contact
    paragraph = page_of(client).one(id="operator").all("p")[0]

    assert paragraph.text == words
    assert links(paragraph) == address


def test_privacy_leads_on_to_how_scoring_works_once_there_is_something_to_score(client, db):
    before = page_of(client)
    publish_seed()
    after = page_of(client)

    assert texts(before, "p") == texts(after, "p")[:-1]
    assert links(after)[-1] == ("How scoring works", "/how-scoring-works/")


def test_privacy_refuses_to_be_posted_to(client, db):
    response = client.post(ADDRESS)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_privacy_is_plain_to_read(client, db):
    page = page_of(client)

    assert grade(text for tag in ("p", "li", "dd", "td") for text in texts(page, tag)) < 8
