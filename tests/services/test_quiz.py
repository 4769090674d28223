"""Recording pages and asking for more: once, twice, in two tabs, and with a full disk."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from roles.domain import progress
from roles.domain.errors import AttemptDeleted
from roles.models import Attempt, EndedToken
from roles.queries.catalog import version_catalog
from roles.services.quiz import ask_more, delete_attempt, record_page
from roles.web.tickets import attempt_at
from tests.factories import make_attempt, new_attempt
from tests.services.attempts import EVEN, MARKED, failing, record, sheet_of, stored
from tests.views.quiz_walk import open_quiz

pytestmark = pytest.mark.django_db


def open_number(attempt):
    return progress.open_page(attempt.pages, attempt.answers)


# --- recording pages


def test_record_first_page_begins_the_attempt(django_assert_num_queries):
    made = new_attempt(open_quiz())
    page = {slug: MARKED[slug] for slug in made.pages[0]}
    now = made.started_at + timedelta(seconds=31.26)
    with django_assert_num_queries(2):  # insert, was it deleted
        attempt = record_page(attempt=made, number=1, answers=page, now=now)
    row, _result = stored(attempt)

    assert Attempt.objects.count() == 1
    assert (row["token"], row["version_id"]) == (made.token, made.version.pk)
    assert (row["answers"], row["seconds"]) == (page, [31.3])
    assert (row["started_at"], row["saved_at"]) == (made.started_at, now)
    assert [len(shown) for shown in row["pages"]] == [4, 4]
    assert (row["is_panel"], row["wants_all"]) == (False, False)


def test_record_next_page_chooses_the_one_after(django_assert_num_queries):
    attempt = make_attempt(open_quiz(), EVEN, pages=1)
    pages = [*attempt.pages]
    with django_assert_num_queries(1):  # update
        after = record(attempt, 2, EVEN, seconds=9)
    third = progress.page_after(
        version_catalog(after.version), after.pages[:2], after.answers, after.token, asks_all=False
    )

    assert after.pages == [*pages, list(third)]
    assert after.sheet == {slug: 3 for page in pages for slug in page}
    assert after.seconds == [20, 9]
    assert stored(after)[0]["pages"] == after.pages


def test_record_page_that_settles_it_chooses_none():
    attempt = make_attempt(open_quiz(), MARKED)

    assert len(attempt.pages) == 3
    assert open_number(attempt) is None


def test_record_page_of_a_panel_attempt_goes_on_to_the_end():
    attempt = make_attempt(open_quiz(panel_share=1.0), MARKED)

    assert [len(page) for page in attempt.pages] == [4] * 6
    assert attempt.answers == MARKED
    assert attempt.is_panel is True


def test_record_same_page_again_changes_no_page_and_counts_no_time():
    attempt = make_attempt(open_quiz(), EVEN, pages=2)
    before, _result = stored(attempt)
    record(attempt, 2, EVEN, seconds=300)
    after, _result = stored(attempt)

    assert after["saved_at"] == before["saved_at"] + timedelta(seconds=300)
    assert after | {"saved_at": None} == before | {"saved_at": None}


@pytest.mark.django_db(transaction=True)  # as on the site: no transaction round it that breaks
def test_record_first_page_again_by_its_ticket_joins_the_attempt():
    ticket = new_attempt(open_quiz()).ticket
    tabs = [attempt_at(ticket), attempt_at(ticket)]
    begun = record(tabs[0], 1, EVEN)
    changed = EVEN | {tabs[0].pages[0][0]: 5}
    joined = record(tabs[1], 1, changed)

    assert (joined.pk, joined.pages, joined.seconds) == (begun.pk, begun.pages, [20])
    assert joined.answers == {slug: changed[slug] for slug in begun.pages[0]}
    assert Attempt.objects.count() == 1


def test_record_changed_answers_leaves_later_pages_as_they_were():
    attempt = make_attempt(open_quiz(), EVEN, pages=3)
    first = attempt.pages[0]
    changed = dict.fromkeys(first, 5) | {first[0]: None}
    pages, expected = [*attempt.pages], attempt.answers | changed
    after = record(attempt, 1, changed)

    assert (after.pages, after.answers) == (pages, expected)
    assert after.answered == 11
    assert after.seconds == [20, 20, 20]


def test_record_change_after_the_end_asks_nothing_new():
    attempt = make_attempt(open_quiz(), MARKED)
    pages = [*attempt.pages]
    after = record(attempt, 1, EVEN)

    assert after.pages == pages
    assert open_number(after) is None


def test_record_page_keeps_what_another_tab_stored_meanwhile():
    attempt = make_attempt(open_quiz(), EVEN, pages=1)
    other_tab = attempt_at(attempt.token)
    record(attempt, 2, EVEN)
    ones = dict.fromkeys(attempt.pages[0], 1)
    after = record(other_tab, 1, ones)

    assert after.answers == ones | dict.fromkeys(attempt.pages[1], 3)
    assert len(after.pages) == 3


def test_record_page_keeps_the_page_that_another_tab_asked_for_meanwhile():
    attempt = make_attempt(open_quiz(), MARKED)
    other_tab = attempt_at(attempt.token)
    asked = ask_more(attempt=attempt)
    after = record(other_tab, 1, EVEN)

    assert (len(asked.pages), after.pages, after.wants_all) == (4, asked.pages, True)
    assert stored(after)[0]["pages"] == asked.pages


def test_record_page_at_the_time_of_another_post_keeps_both():
    attempt = make_attempt(open_quiz(), EVEN, pages=2)
    other_tab = attempt_at(attempt.token)
    record(attempt, 1, MARKED, seconds=0)
    after = record(other_tab, 2, MARKED, seconds=0)

    first, second, _open = attempt.pages
    assert after.answers == {slug: MARKED[slug] for slug in (*first, *second)}


def test_record_page_with_the_clock_set_back_keeps_the_answers():
    attempt = make_attempt(open_quiz(), EVEN, pages=1)
    after = record(attempt, 2, EVEN, seconds=-3600)

    assert after.seconds == [20, -3600]
    assert after.answered == 8


@pytest.mark.django_db(transaction=True)
def test_record_page_when_saving_fails_keeps_all_as_it_was():
    attempt = make_attempt(open_quiz(), EVEN, pages=2)
    before = stored(attempt)
    with failing("UPDATE", "roles_attempt"), pytest.raises(DatabaseError, match="disk is full"):
        record(attempt, 3, EVEN)
    assert stored(attempt) == before

    made = new_attempt(attempt.version)
    with failing("INSERT", "roles_attempt"), pytest.raises(DatabaseError, match="disk is full"):
        record(made, 1, EVEN)
    assert Attempt.objects.count() == 1


# --- asking for more


def test_ask_more_goes_on_to_the_last_question():
    attempt = ask_more(attempt=make_attempt(open_quiz(), MARKED))
    asked = [len(attempt.pages)]
    while number := open_number(attempt):
        attempt = record(attempt, number, MARKED)
        asked.append(len(attempt.pages))

    assert asked == [4, 5, 6, 6]
    assert attempt.answers == MARKED
    assert attempt.wants_all is True


def test_ask_more_twice_opens_one_page():
    attempt = make_attempt(open_quiz(), MARKED)
    first = ask_more(attempt=attempt)
    before = stored(first)
    second = ask_more(attempt=attempt)

    assert second.pages == first.pages
    assert stored(second) == before
    assert open_number(second) == 4


def test_ask_more_with_nothing_left_changes_no_page():
    attempt = make_attempt(open_quiz(), EVEN)
    after = ask_more(attempt=attempt)

    assert after.pages == attempt.pages
    assert open_number(after) is None


def test_ask_more_when_saving_fails_opens_nothing():
    attempt = make_attempt(open_quiz(), MARKED)
    before = stored(attempt)
    with failing("UPDATE", "roles_attempt"), pytest.raises(DatabaseError, match="disk is full"):
        ask_more(attempt=attempt)

    assert stored(attempt) == before


# --- after the deletion


def test_record_page_or_ask_more_after_the_deletion_is_refused():
    attempt = make_attempt(open_quiz(), EVEN, pages=2)
    delete_attempt(attempt=attempt)

    for number in (1, 3):
        with pytest.raises(AttemptDeleted):
            record(attempt, number, EVEN)
    with pytest.raises(AttemptDeleted):
        ask_more(attempt=attempt)
    assert Attempt.objects.count() == 0


def test_record_first_page_of_an_attempt_begun_and_deleted_meanwhile_is_refused():
    """Its page was looked up before anybody began; it must not bring the attempt back."""
    ticket = new_attempt(open_quiz()).ticket
    tabs = [attempt_at(ticket), attempt_at(ticket)]
    delete_attempt(attempt=record(tabs[0], 1, EVEN))

    with pytest.raises(AttemptDeleted):
        record(tabs[1], 1, sheet_of(strategy=5))
    assert Attempt.objects.count() == 0
    assert EndedToken.objects.count() == 1
