"""The privacy page: every figure and name on it is that of the settings in force."""

import pytest
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage

from roles.domain.reading import grade
from roles.models import Attempt, EndedToken, FitAnswer, Result, ShareLink
from tests.factories import publish_seed
from tests.views.method_page import rows_of
from tests.views.page import links, missing, read_page, texts, title_of
from tests.views.quiz_walk import OWNER, finish, open_quiz

ADDRESS = "/privacy/"
TOLD = {
    "stored": ["what you answered or skipped", "how long each page took", "until when we keep it"],
    "counted": [
        *("in which language", "between days", "shared their result", "about your job isn't part"),
        *("within 10 minutes", "fewer than 10 people"),
    ],
    "not-stored": [
        "No email, no account, and no name unless",
        "network address",
        "your browser or your device",
    ],
    "delete": ["Delete everything", "Delete my answers", "You can't undo this"],
    "links": ["link"],
    "others": ["network address"],
    "operator": ["They can't find your answers by your name"],
}


def page_of(client):
    return read_page(client.get(ADDRESS)).one("main")


def test_privacy_names_itself_and_says_what_is_stored_and_how_to_delete_it(client, db):
    page = read_page(client.get(ADDRESS))

    assert title_of(page) == page.one("h1").text == "Privacy"
    assert (
        page.one("meta", name="description").attrs["content"].startswith("What Careerquiz stores")
    )
    assert "We never ask who you are" in page.one(class_="lead").text
    assert missing(page, TOLD) == []
    assert [part.attrs.get("class") for part in page.one(id="delete").all("p")].count(
        "remains"
    ) == 1


def test_privacy_contents_lead_to_each_section(client, db):
    page = page_of(client)

    assert [address for _text, address in links(page.one("nav"))] == [
        f"#{section.attrs['id']}" for section in page.all("section")
    ]


@pytest.mark.parametrize(
    ("model", "kept"),
    [
        (
            Attempt,
            "id token version pages answers seconds is_panel wants_all day_choices days_skipped "
            "language started_at saved_at",
        ),
        (
            Result,
            "id attempt version leader certainty outcome_document answer_pairs day_choices "
            "notes finished_at kept_until page_cache",
        ),
        (
            ShareLink,
            "id result version token shows_numbers shows_pattern name excerpt_document picture "
            "picture_site page_cache made_at ends_on ended_at",
        ),
        (FitAnswer, "id result job suits answered_at"),
        (EndedToken, "id digest ended_at"),
    ],
)
def test_privacy_names_all_that_is_stored(client, db, model, kept):
    """A new field of these turns this red: then the page has to tell of it."""
    assert [field.name for field in model._meta.concrete_fields] == kept.split()
    assert len(page_of(client).one(id="stored").all("li")) == 7


@pytest.mark.parametrize(
    ("months", "days", "ended", "known", "said"),
    [
        (24, 30, 90, 400, ["30 days after", "24 months after", "90 days after", "400 days."]),
        (1, 14, 1, 1, ["14 days after", "1 month after", "1 day after", "1 day."]),
    ],
)
def test_privacy_says_for_how_long(client, db, settings, months, days, ended, known, said):
    settings.RESULT_KEPT_MONTHS, settings.UNFINISHED_KEPT_DAYS = months, days
    settings.ENDED_LINK_KEPT_DAYS, settings.FINGERPRINT_KEPT_DAYS = ended, known
    periods = texts(page_of(client).one(id="how-long"), "dd")

    assert [words in period for words, period in zip(said, periods, strict=True)] == [True] * 4


@pytest.mark.parametrize(
    ("engine", "count"), [("django.db.backends.sqlite3", 0), ("careerquiz.postgresql", 1)]
)
def test_privacy_tells_of_traces_in_the_files_of_postgresql(client, db, monkeypatch, engine, count):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", engine)

    assert len(page_of(client).all(id="traces")) == count


def test_privacy_lists_all_cookies_there_are_and_for_how_long(client, db):
    open_quiz()
    finish(client, OWNER)
    set_by_us = client.cookies
    attempt, csrf = rows_of(page_of(client).one(id="cookies").one("table"))

    assert [attempt[0], csrf[0]] == ["attempt", "csrftoken"]
    assert {*set_by_us} == {"attempt", "csrftoken"}
    assert "those of your last 5 results" in attempt[1]
    assert ("400 days" in attempt[2], "364 days" in csrf[2]) == (True, True)
    assert [set_by_us[name]["max-age"] // (24 * 60 * 60) for name in ("attempt", "csrftoken")] == [
        400,
        364,
    ]
    assert {(cookie["httponly"], cookie["samesite"]) for cookie in set_by_us.values()} == {
        (True, "Lax")
    }


def test_privacy_names_the_cookies_as_they_are_called_here(client, db, settings):
    settings.ATTEMPT_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-attempt", "__Host-csrftoken"
    settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_AGE = "__Host-sessionid", 60 * 60
    page = page_of(client)
    staff = ["__Host-sessionid", "for 1 hour", CookieStorage.cookie_name]

    assert [row[0] for row in rows_of(page.one(id="cookies").one("table"))] == [
        "__Host-attempt",
        "__Host-csrftoken",
    ]
    assert missing(page, {"staff-cookies": staff}) == []


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"shared": (600, 60), "share": (300, 3600)}, "gone after 61 minutes at most."),
        ({"shared": (600, 60)}, "gone after 2 minutes at most."),
        ({}, "doesn't count how often one network address asks for something."),
    ],
)
def test_privacy_says_how_long_an_address_is_counted(client, db, settings, limits, words):
    settings.RATE_LIMITS = limits
    page = page_of(client)

    assert page.one(id="limits").text.endswith(words)
    staff = [each.text for each in page.all(id="staff-limits")]
    assert ["24 hours" in text and "30 days" in text for text in staff] == [True] * bool(limits)


@pytest.mark.parametrize(
    ("operator", "contact", "words", "address"),
    [
        ("", "", "haven't put a name here. There's no contact address yet.", []),
        (
            "Example School",
            "quiz@example.org",
            "run by Example School. You can write to them: quiz@example.org",
            [("quiz@example.org", "mailto:quiz@example.org")],
        ),
        (
            "<b>Us</b>",
            "https://example.org/a@b",
            "run by <b>Us</b>. You can reach them here: https://example.org/a@b",
            [("https://example.org/a@b", "https://example.org/a@b")],
        ),
    ],
)
def test_privacy_says_who_runs_the_site(client, db, settings, operator, contact, words, address):
    settings.OPERATOR, settings.CONTACT = operator, contact
    paragraph = page_of(client).one(id="operator").all("p")[0]

    assert words in paragraph.text
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
