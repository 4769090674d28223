"""Many at the same moment, each a thread with its own connection: nothing is lost or doubled.

They run on whatever DATABASE_URL names. A database that is locked would show as a 503 page.
"""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from roles.models import Attempt, EndedToken, Result
from roles.web.tickets import attempt_at
from tests.factories import make_attempt, new_attempt
from tests.services.attempts import EVEN, MARKED
from tests.views.quiz_walk import choices, open_quiz

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 10


def at_once(*jobs):
    """Runs each in a thread of its own, all from the same moment on; what they gave, in order."""
    gate = threading.Barrier(len(jobs))

    def run(job):
        try:
            gate.wait(timeout=30)
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [done.result(timeout=60) for done in [pool.submit(run, job) for job in jobs]]


def send(name, address, *args, **fields):
    """Posts to a page as a browser of its own; the status, and the address led to."""
    response = Client().post(reverse(name, args=[address, *args]), fields)
    return response.status_code, response.get("Location", "")


def send_page(attempt, number, sheet):
    return send("quiz:page", attempt.key, number, **choices(sheet, attempt.pages[number - 1]))


def page_of(attempt, number):
    return reverse("quiz:page", args=[attempt.token, number])


def test_two_tabs_answering_different_pages_lose_no_answer():
    version = open_quiz()
    for _round in range(ROUNDS):
        attempt = make_attempt(version, EVEN, pages=1)
        first, second = attempt.pages
        changed = dict.fromkeys(first, 1)
        answers = at_once(
            partial(send_page, attempt, 1, changed), partial(send_page, attempt, 2, EVEN)
        )
        after = attempt_at(attempt.token)

        assert {status for status, _address in answers} == {302}
        assert after.answers == changed | dict.fromkeys(second, 3)
        assert (after.pages[:2], len(after.pages), len(after.seconds)) == (attempt.pages, 3, 2)


def test_twenty_identical_first_pages_begin_one_attempt():
    attempt = new_attempt(open_quiz())
    answers = at_once(*[partial(send_page, attempt, 1, EVEN)] * 20)
    after = Attempt.objects.get()

    assert Counter(answers) == {(302, page_of(attempt, 2)): 20}
    assert after.token == attempt.token
    assert after.answers == dict.fromkeys(attempt.pages[0], 3)
    assert (len(after.pages), len(after.seconds)) == (2, 1)


def test_twenty_identical_later_pages_choose_one_page_after():
    attempt = make_attempt(open_quiz(), EVEN, pages=2)
    answers = at_once(*[partial(send_page, attempt, 3, EVEN)] * 20)
    after = Attempt.objects.get()

    assert Counter(answers) == {(302, page_of(attempt, 4)): 20}
    assert (len(after.pages), len(after.seconds)) == (4, 3)


def test_twenty_finishes_make_one_result():
    attempt = make_attempt(open_quiz(), MARKED)
    answers = at_once(*[partial(send, "quiz:check", attempt.token)] * 20)

    assert Counter(answers) == {(302, reverse("results:detail", args=[attempt.token])): 20}
    assert Result.objects.get().answers == attempt.sheet


@pytest.mark.parametrize("number", [1, 2])
def test_deletion_against_a_post_of_a_page_leaves_nothing(number):
    version = open_quiz()
    for done in range(1, ROUNDS + 1):
        attempt = make_attempt(version, EVEN, pages=1)
        deletion, post = at_once(
            partial(send, "results:delete", attempt.token),
            partial(send_page, attempt, number, EVEN),
        )

        assert deletion == (302, reverse("results:detail", args=[attempt.token]))
        assert post in [(302, page_of(attempt, 2)), (302, page_of(attempt, 3)), (410, "")]
        assert Client().get(page_of(attempt, 1)).status_code == 410
        assert (Attempt.objects.count(), EndedToken.objects.count()) == (0, done)


def test_deletion_against_a_finish_leaves_no_result():
    version = open_quiz()
    for _round in range(ROUNDS):
        attempt = make_attempt(version, MARKED)
        results = reverse("results:detail", args=[attempt.token])
        deletion, finish = at_once(
            partial(send, "results:delete", attempt.token),
            partial(send, "quiz:check", attempt.token),
        )

        assert deletion == (302, results)
        assert finish in [(302, results), (410, "")]
        assert (Attempt.objects.count(), Result.objects.count()) == (0, 0)


def test_twenty_deletions_keep_one_fingerprint():
    attempt = make_attempt(open_quiz(), MARKED)
    answers = at_once(*[partial(send, "results:delete", attempt.token)] * 20)

    assert Counter(status for status, _address in answers) == {302: 1, 410: 19}
    assert (Attempt.objects.count(), EndedToken.objects.count()) == (0, 1)


def test_fifty_writers_all_get_their_pages_saved():
    version = open_quiz()
    attempts = [new_attempt(version) for _respondent in range(50)]
    first = at_once(*[partial(send_page, attempt, 1, EVEN) for attempt in attempts])
    begun = [attempt_at(attempt.token) for attempt in attempts]
    second = at_once(*[partial(send_page, attempt, 2, EVEN) for attempt in begun])

    assert first == [(302, page_of(attempt, 2)) for attempt in attempts]
    assert second == [(302, page_of(attempt, 3)) for attempt in attempts]
    assert {attempt.answered for attempt in Attempt.objects.all()} == {8}
    assert Attempt.objects.count() == 50
