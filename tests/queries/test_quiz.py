"""Attempts by their addresses, as the pages show them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import signing
from django.utils import timezone

from roles.domain.errors import AttemptDeleted, AttemptUnknown, TicketExpired
from roles.models import Attempt
from roles.pages import quiz as pages
from roles.queries import quiz as queries
from roles.services.quiz import delete_attempt, finish_attempt, record_page
from roles.web import tickets
from roles.web.cookies import attempt_in_browser
from tests.factories import (
    make_attempt,
    make_catalog,
    make_question,
    make_result,
    make_version,
    new_attempt,
    seed_catalog,
)
from tests.views.quiz_walk import open_quiz

pytestmark = pytest.mark.django_db

SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": None, "tidy-files": 2}
TOKEN = "aB3-_xyzaB3-_xyzaB3-_x"


def open_sample(**wanted):
    """A version of the small catalog whose two pages everybody is asked."""
    chosen = {"minimum_answers": 2, "questions_per_page": 2, "panel_share": 1.0}
    return make_version(make_catalog(settings=chosen | wanted))


def begin(ticket):
    """The attempt of a ticket with its first page answered."""
    attempt = tickets.attempt_at(ticket)
    return record_page(attempt=attempt, number=1, answers=SHEET, now=timezone.now())


# --- a new attempt


def test_new_attempt_shows_page_1_and_is_not_saved():
    version = open_quiz()
    attempt = new_attempt(version)
    dimensions = [row.dimension for row in pages.page_questions(attempt, 1)]

    assert len(dimensions) == len(set(dimensions)) == 4
    assert (attempt.answers, attempt.seconds, len(attempt.pages)) == ({}, [], 1)
    assert (attempt.version, attempt.wants_all, attempt.is_saved) == (version, False, False)
    assert attempt.started_at == attempt.saved_at == tickets.read_ticket(attempt.ticket).made_at
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize(("share", "is_panel"), [(0.0, False), (1.0, True)])
def test_new_attempt_is_drawn_for_the_panel_by_the_versions_share(share, is_panel):
    assert new_attempt(open_quiz(panel_share=share)).is_panel is is_panel


def test_new_attempts_are_each_their_own():
    version = open_quiz()
    attempts = [new_attempt(version) for _attempt in range(5)]

    assert len({attempt.token for attempt in attempts}) == 5


# --- by address


def test_attempt_at_a_ticket_not_begun_is_as_it_was_made(django_assert_num_queries):
    made = new_attempt(open_quiz(panel_share=1.0))
    with django_assert_num_queries(2):
        found = tickets.attempt_at(made.ticket)

    assert (found.token, found.ticket) == (made.token, made.ticket)
    assert (found.pages, found.version, found.is_panel) == (made.pages, made.version, True)
    assert (found.started_at, found.is_saved) == (made.started_at, False)


def test_attempt_at_token_or_ticket_is_the_stored_one(django_assert_num_queries):
    version = open_sample()
    make_attempt(version, SHEET)
    ticket = new_attempt(version).ticket
    begun = begin(ticket)
    for address in (begun.token, ticket):
        with django_assert_num_queries(1):
            found = tickets.attempt_at(address)
            assert (found, found.version) == (begun, version)
            assert queries.result_of(found) is None

        assert found.key == begun.token


def test_attempt_at_comes_with_its_result(django_assert_num_queries):
    result = make_result(open_sample(), SHEET)
    with django_assert_num_queries(1):
        found = queries.result_of(tickets.attempt_at(result.attempt.token))

    assert found == result


def test_attempt_at_unknown_token_is_refused(django_assert_num_queries):
    make_attempt(open_sample(), SHEET)

    with django_assert_num_queries(2), pytest.raises(AttemptUnknown):
        tickets.attempt_at(TOKEN)


def test_attempt_at_token_in_other_letter_case_is_refused():
    attempt = begin(new_attempt(open_sample()).ticket)

    with pytest.raises(AttemptUnknown):
        tickets.attempt_at(attempt.token.swapcase())


def test_attempt_at_token_of_a_ticket_not_begun_is_refused():
    attempt = new_attempt(open_sample())

    with pytest.raises(AttemptUnknown):
        tickets.attempt_at(attempt.token)


def test_attempt_at_ticket_of_a_version_that_never_was_is_refused():
    open_sample()

    with pytest.raises(AttemptUnknown):
        tickets.attempt_at(tickets.new_ticket(2))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "check",
        "\x00",
        f"{TOKEN[:21]}\x00",
        "x" * 100_000,
        "\u00e9" * 22,
        "\u0663" * 22,
        "%41" * 7 + "%",
        TOKEN[:21],
        f"{TOKEN}x",
        f"{TOKEN}\n",
        f"{TOKEN}.1.1w0000.{'A' * 43}",
        "../" * 7 + "x",
        "' OR 1=1 --          ' ",
    ],
)
def test_attempt_at_malformed_address_is_refused_without_a_query(
    address, django_assert_num_queries
):
    make_attempt(open_sample(), SHEET)

    with django_assert_num_queries(0), pytest.raises(AttemptUnknown):
        tickets.attempt_at(address)


def test_attempt_at_deleted_one_is_refused_by_token_and_by_ticket():
    ticket = new_attempt(open_sample()).ticket
    attempt = begin(ticket)
    delete_attempt(attempt=attempt)

    for address in (attempt.token, ticket):
        with pytest.raises(AttemptDeleted):
            tickets.attempt_at(address)


def old_ticket(version, token, age):
    """A ticket as it was made so long ago."""
    made_at = signing.b62_encode(int((timezone.now() - age).timestamp()))
    return signing.Signer(sep=".", salt="roles.tickets").sign(f"{token}.{version.number}.{made_at}")


def test_attempt_at_old_ticket_begins_nothing_but_still_opens_what_has_begun():
    version = open_sample()
    fresh = old_ticket(version, TOKEN, timedelta(days=7, seconds=-60))
    old = old_ticket(version, TOKEN, timedelta(days=7, seconds=60))
    assert tickets.attempt_at(fresh).token == TOKEN
    with pytest.raises(TicketExpired):
        tickets.attempt_at(old)
    attempt = begin(fresh)

    assert tickets.attempt_at(old) == attempt


def test_attempt_at_old_ticket_of_a_deleted_attempt_says_deleted():
    version = open_sample()
    delete_attempt(attempt=begin(old_ticket(version, TOKEN, timedelta(days=1))))

    with pytest.raises(AttemptDeleted):
        tickets.attempt_at(old_ticket(version, TOKEN, timedelta(days=8)))


def test_attempt_at_ticket_keeps_its_version_when_another_is_published():
    first = open_quiz()
    made = new_attempt(first)
    words = replace(seed_catalog().questions[0], text="Something else")
    make_version(replace(seed_catalog(), questions=(words, *seed_catalog().questions[1:])))
    found = tickets.attempt_at(made.ticket)

    assert (found.version, found.pages) == (first, made.pages)
    assert new_attempt(make_version(make_catalog())).version.number == 3


def test_result_of_an_attempt_not_begun_or_not_finished_is_none(django_assert_num_queries):
    version = open_sample()
    attempt = new_attempt(version)
    with django_assert_num_queries(0):
        assert queries.result_of(attempt) is None

    begun = make_attempt(version, SHEET)
    assert queries.result_of(tickets.attempt_at(begun.token)) is None
    result = finish_attempt(attempt=begun, now=timezone.now())
    assert queries.result_of(tickets.attempt_at(begun.token)) == result


# --- by cookie


def test_attempt_in_browser_is_the_one_of_the_cookie(django_assert_num_queries):
    result = make_result(open_sample(), SHEET)
    with django_assert_num_queries(1):
        found = attempt_in_browser({settings.ATTEMPT_COOKIE_NAME: result.attempt.token})
        assert queries.result_of(found) == result

    assert found == result.attempt


@pytest.mark.parametrize("cookie", [None, "", "\x00", TOKEN[:21], "x" * 5000, "\u00e9" * 22])
def test_attempt_in_browser_without_a_usable_cookie_is_none(cookie, django_assert_num_queries):
    make_attempt(open_sample(), SHEET)

    cookies = {} if cookie is None else {settings.ATTEMPT_COOKIE_NAME: cookie}
    with django_assert_num_queries(0):
        assert attempt_in_browser(cookies) is None


def test_attempt_in_browser_of_an_attempt_that_is_gone_is_none():
    attempt = make_attempt(open_sample(), SHEET)
    ticket = new_attempt(attempt.version).ticket
    delete_attempt(attempt=attempt)

    assert attempt_in_browser({settings.ATTEMPT_COOKIE_NAME: attempt.token}) is None
    assert attempt_in_browser({settings.ATTEMPT_COOKIE_NAME: TOKEN}) is None
    assert attempt_in_browser({settings.ATTEMPT_COOKIE_NAME: ticket}) is None


# --- what pages show


def test_page_questions_are_those_of_the_page_in_order():
    attempt = make_attempt(open_sample(), SHEET)

    for number in (1, 2):
        shown = pages.page_questions(attempt, number)
        assert [question.slug for question in shown] == attempt.pages[number - 1]
    assert shown[0].text == shown[0].slug.replace("-", " ").capitalize()


@pytest.mark.parametrize(
    ("questions", "minimum", "size"),
    [
        (24, 8, (8, 24, 1, 3)),
        (60, 20, (20, 60, 2, 7)),
        (4, 9, (4, 4, 1, 1)),
    ],
)
def test_quiz_size_counts_active_questions_at_seven_seconds(questions, minimum, size):
    active = [make_question(f"do-{number}", "ideas") for number in range(questions)]
    catalog = make_catalog(
        questions=[*active, make_question("idle", "order", active=False)],
        settings={"minimum_answers": minimum},
    )

    assert tuple(pages.quiz_size(catalog).values()) == size
