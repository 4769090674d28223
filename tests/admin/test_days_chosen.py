"""Days chosen in the second step, in words, on the admin's pages of attempts and results."""

import pytest

from tests.admin.pages import make_staff
from tests.admin.records import cells, change_url
from tests.factories import make_attempt, seed_catalog
from tests.services.attempts import CLOSE, choose, finish, skip
from tests.views.page import read_page
from tests.views.quiz_walk import open_quiz

TEXTS = {day.slug: day.text for role in seed_catalog().roles for day in role.days}


@pytest.fixture
def reader(client, db):
    client.force_login(make_staff("Publishers"))
    return client


def test_admin_shows_what_was_chosen_of_attempt_and_result(reader):
    result = finish(choose(make_attempt(open_quiz(), CLOSE), "program-manager"))
    roles = seed_catalog().roles_by_day
    for row in (result, result.attempt):
        page = read_page(reader.get(change_url(row)))
        shown = page.one(class_="field-days_shown").one("table")

        assert cells(shown) == [
            [
                *(f"{TEXTS[day]} ({roles[day].name})" for day in (each.pair.left, each.pair.right)),
                f"{TEXTS[each.chosen]} ({roles[each.chosen].name})",
            ]
            for each in result.choices
        ]


def test_admin_shows_that_the_step_was_skipped(reader):
    attempt = skip(make_attempt(open_quiz(), CLOSE))
    page = read_page(reader.get(change_url(attempt)))

    assert page.one(class_="field-days_skipped").one("img").attrs["alt"] == "True"
    assert page.one(class_="field-days_shown").all("table") == []
