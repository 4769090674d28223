"""The history of the content: who changed what, before and after, parts of pages included."""

import pytest

from roles.models import RolePay
from tests.admin.careers import make_all, make_draft, post_form, sign_in, url_of
from tests.admin.records import cells
from tests.careers_factories import (
    make_comparison,
    make_pay_figure,
    make_reader_question,
    make_role_page,
    make_role_pay,
    make_role_point,
    make_source,
    make_title,
)
from tests.views.page import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    make_draft()
    return sign_in(client)


def history_of(editor, row, number=1):
    """Who, what and why of each entry in one of the tables; not when."""
    tables = read_page(editor.get(url_of(row, "history"))).all("table", class_="history")
    return [entry[1:] for entry in cells(tables[number])]


def test_pay_figure_history_shows_before_and_after(editor):
    figure = make_pay_figure()
    post_form(editor, figure, middle="70000", source=make_source(slug="poll", label="Poll").pk)

    assert history_of(editor, figure, 0) == [
        ["ada", "Changed Middle: 60000 → 70000 Source: Survey, 2025 → Poll, 2025", ""],
        ["command line", "Created", ""],
    ]


def test_role_page_history_shows_points_and_pay_as_they_were_and_are(editor):
    page = make_role_page(points=False)
    make_role_point(page, "ladder", span="2 years")
    make_role_pay(page, make_pay_figure())
    poll = make_source(slug="poll", label="Poll", year=None)
    post_form(
        editor, page, ladder__0__text="Leads", ladder__0__source=poll.pk, pay__0__note="In May."
    )

    thinkers, note = "Thinkers (United States)", "Bonuses are left out."
    ladder = "Senior · 2 years"
    created = ["Senior · 2 years · About ladder · Survey, 2025", ""]
    assert history_of(editor, page) == [
        [
            *("ada", "Pay figure shown", "Changed"),
            *(f"{thinkers} · {note}", f"{thinkers} · In May.", ""),
        ],
        ["ada", "The ladder", "Changed", created[0], f"{ladder} · Leads · Poll", ""],
        ["command line", "Pay figure shown", "Created", "", f"{thinkers} · {note}", ""],
        ["command line", "The ladder", "Created", "", *created],
    ]


def test_role_page_history_shows_points_moved_and_taken_away(editor):
    page = make_role_page(points=False)
    make_role_point(page, "does")
    second = make_role_point(page, "does", text="Think")
    post_form(editor, page, does__0__position=5)
    second.delete()

    assert history_of(editor, page)[:2] == [
        ["command line", "What you do", "Deleted", "Think · Survey, 2025", "", ""],
        [
            *("ada", "What you do", "Changed"),
            "At position 1: About does · Survey, 2025",
            "At position 5: About does · Survey, 2025",
            "",
        ],
    ]


def test_role_page_history_names_sources_and_figures_that_are_gone(editor):
    page = make_role_page(points=False)
    source, figure = make_source(slug="gone", label="Gone"), make_pay_figure(group="Lost")
    point, pay = make_role_point(page, "does", source=source), make_role_pay(page, figure)
    for row in (point, pay, source, figure):
        row.delete()

    assert not RolePay.objects.exists()
    assert [entry[1:4] for entry in history_of(editor, page)[:2]] == [
        ["Pay figure shown", "Deleted", "Lost (United States) · Bonuses are left out."],
        ["What you do", "Deleted", "About does · Gone, 2025"],
    ]


def test_history_of_one_page_says_nothing_of_another(editor):
    make_role_page()

    assert len(history_of(editor, make_role_page("keeper"))) == 13


def test_history_shows_the_parts_of_comparisons_questions_and_titles(editor):
    changes = {
        make_comparison(): {"same__0__text": "Both work"},
        make_reader_question(rows=(("At most", "ten"),)): {"rows__0__text": "{most}"},
        make_title(): {"changes__1__text": "Less order"},
    }
    found = []
    for row, change in changes.items():
        post_form(editor, row, **change)
        found.append(history_of(editor, row)[0])

    assert found == [
        [
            *("ada", "Much the same", "Changed"),
            *("About same · Survey, 2025", "Both work · Survey, 2025", ""),
        ],
        ["ada", "Row of an answer", "Changed", "At most · ten", "At most · {most}", ""],
        ["ada", "Change", "Changed", "order · More order", "order · Less order", ""],
    ]


@pytest.mark.parametrize("more", [0, 20])
def test_role_page_history_asks_as_much_for_many_changes_as_for_few(
    editor, more, django_assert_num_queries
):
    page = make_all()[2]
    for number in range(more):
        make_role_point(page, "does", source=make_source(slug=f"source-{number}"))
        make_role_pay(page, make_pay_figure(slug=f"figure-{number}"))
    editor.get(url_of(page, "history"))  # what is kept for the next time

    # Session, user, two for rights, one for the menu; the page, its history and how much there is
    # of it; points, pay and the names of sources and figures; 18 for the banner.
    with django_assert_num_queries(30):
        editor.get(url_of(page, "history"))
