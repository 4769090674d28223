"""The welcome of a browser that has a result."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from roles.pages.results.shared import own_page
from roles.wording.landing import welcome
from tests.factories import make_result
from tests.services.attempts import CLOSE, EVEN, LEANING, MARKED, THREE
from tests.views.quiz_walk import ASKS_ALL, open_quiz

DAY = datetime(2026, 11, 28, 12, tzinfo=UTC)


def welcomed(sheet, now=DAY, **changes):
    page = own_page(make_result(open_quiz(**ASKS_ALL), sheet))
    page = replace(page, snapshot=replace(page.snapshot, **changes))
    return re.sub("<[^>]*>", "", welcome(page, DAY, now))


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (MARKED, "Welcome back: Product owner came closest on 28 November"),
        (LEANING, "Welcome back: Product owner came closest on 28 November"),
        (
            CLOSE,
            "Welcome back: on 28 November it was a tie between Product manager and Program manager",
        ),
        (
            THREE,
            "Welcome back: on 28 November it was a tie between "
            "Project manager, Product owner and Program manager",
        ),
        (EVEN, "Welcome back: no one role stood out on 28 November"),
    ],
)
def test_welcome_says_what_came_out_and_when(db, sheet, words):
    assert welcomed(sheet) == words


def test_welcome_of_a_noted_result_calls_it_a_rough_guess(db):
    assert welcomed(LEANING, is_noted=True) == (
        "Welcome back: on 28 November our rough guess was Product owner"
    )


def test_welcome_in_another_year_names_the_year(db):
    assert welcomed(MARKED, now=DAY.replace(year=2027)).endswith("on 28 November 2026")


def test_welcome_marks_names_up_and_escapes_them(db):
    page = own_page(make_result(open_quiz(**ASKS_ALL), MARKED))
    leader, *others = page.roles
    named = replace(leader, role=replace(leader.role, name="R&D <owner>"))

    assert '<span class="band-name">R&amp;D &lt;owner&gt;</span>' in (
        welcome(replace(page, roles=(named, *others)), DAY, DAY)
    )
