"""The way back to this browser's last result: in the menu of every page, and where it leads."""

import pytest

from tests.views.careers.pages import browser_of
from tests.views.page import links, read_page
from tests.views.quiz_walk import open_quiz
from tests.views.sharing import result_of

MINE = ("My result", "/results/mine/")


@pytest.fixture
def version(db):
    return open_quiz()


def menu_of(client, address):
    return links(read_page(client.get(address)).one("nav", aria_label="Main"))


@pytest.mark.parametrize("address", ["/", "/roles/", "/how-scoring-works/", "/results/"])
def test_menu_leads_to_my_result_once_this_browser_has_one(client, version, address):
    mine = browser_of(result_of(version))

    assert MINE in menu_of(mine, address)
    assert MINE not in menu_of(client, address)  # though the page was made for another browser


def test_my_result_is_the_one_finished_last(version):
    first, last = result_of(version), result_of(version)
    response = browser_of(last, first).get("/results/mine/")

    assert response["Location"] == f"/results/{last.attempt.token}/"


def test_my_result_without_any_leads_to_the_list_that_says_so(client, version):
    assert client.get("/results/mine/")["Location"] == "/results/"


def test_my_result_that_was_deleted_leads_to_the_one_before(version):
    first, last = result_of(version), result_of(version)
    mine = browser_of(last, first)
    last.attempt.delete()

    assert mine.get("/results/mine/")["Location"] == f"/results/{first.attempt.token}/"
