"""Rows that name a role, when it is renamed or goes."""

import pytest

from roles.content.role_names import renamed_row, row_without, slugs_in
from tests.careers_factories import make_comparison_row, make_page_row, make_question_row
from tests.content.documents import ROLES

STEP = {"start": "keeper", "goal": "thinker", "text": "Move", "source": "survey"}


def test_slugs_are_told_apart_even_with_an_and_of_their_own():
    assert slugs_in("search-and-rescue-and-keeper", {"search-and-rescue", "keeper"}) == (
        "search-and-rescue",
        "keeper",
    )
    assert slugs_in("keeper-and-nobody", {"keeper"}) == ()


def test_renamed_role_has_its_new_slug_wherever_rows_name_it():
    page = make_page_row("thinker", other="keeper")
    comparison = make_comparison_row("thinker", "keeper")
    changed = renamed_row("roles", page, "keeper", "clerk", ROLES)
    compared = renamed_row("comparisons", comparison, "keeper", "clerk", ROLES)
    step = renamed_row("routes", STEP, "keeper", "clerk", ROLES)

    assert (changed["comes_from"], changed["confused"][0]["label"]) == (["clerk"], "clerk")
    assert (compared["roles"], compared["choose"][1]["label"]) == (["thinker", "clerk"], "clerk")
    assert step == STEP | {"start": "clerk"}
    assert renamed_row("roles", page, "thinker", "muser", ROLES)["slug"] == "muser"


@pytest.mark.parametrize(
    ("link", "renamed"),
    [
        ("/roles/keeper/", "/roles/clerk/"),
        ("/roles/keeper/#pay", "/roles/clerk/#pay"),
        ("/compare/thinker-and-keeper/", "/compare/thinker-and-clerk/"),
        ("/routes/keeper/", "/routes/clerk/"),
        ("/roles/keepers/", "/roles/keepers/"),
        ("/quiz/", "/quiz/"),
    ],
)
def test_links_follow_a_renamed_role_and_end_with_one_that_goes(link, renamed):
    row = make_question_row(link=link)
    left = row_without("reader_questions", row, "keeper", ROLES)

    assert renamed_row("reader_questions", row, "keeper", "clerk", ROLES)["link"] == renamed
    assert ("link" in left, "link_text" in left) == ((link == renamed,) * 2)


def test_page_comparisons_and_steps_go_with_their_role_and_mentions_are_taken_out():
    page = make_page_row("thinker", other="keeper")
    left = row_without("roles", page, "keeper", ROLES)

    assert (left["confused"], "comes_from" in left) == ([], False)
    assert row_without("roles", page, "thinker", ROLES) is None
    assert (
        row_without("comparisons", make_comparison_row("thinker", "keeper"), "keeper", ROLES)
        is None
    )
    assert row_without("routes", STEP, "keeper", ROLES) is None
    assert row_without("routes", STEP, "thinker", ROLES) is None


def test_row_that_does_not_name_the_role_stays_as_it_is():
    page = make_page_row("thinker", other="keeper")

    assert row_without("roles", page, "mixer", ROLES) is page
    assert renamed_row("roles", page, "mixer", "blender", ROLES) is page
