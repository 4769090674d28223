"""The lists of the content: what they say of each row, and how much they ask for it."""

from datetime import date

import pytest
from django.urls import reverse

from roles.models import Comparison, PayFigure, ReaderQuestion, RolePage, Source, Step, Title
from tests.admin.careers import make_all, make_draft, sign_in, url_of
from tests.admin.pages import text_of
from tests.admin.records import cells, filters
from tests.careers_factories import (
    make_comparison,
    make_pay_figure,
    make_reader_question,
    make_role_page,
    make_source,
    make_step,
    make_title,
)
from tests.views.page import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    make_draft()
    return sign_in(client)


def test_source_list_says_how_often_each_is_used(editor):
    make_source(slug="unused", label="Unused", position=9)
    make_all()
    table = read_page(editor.get(url_of(Source))).one(id="result_list")
    names = [cell.text for cell in table.all(class_="field-label")]
    counts = [int(cell.text) for cell in table.all(class_="field-used")]

    # A pay figure, 13 points of a page, a comparison with 4 points, a question and a step.
    assert dict(zip(names, counts, strict=True)) == {"Survey": 1 + 13 + 1 + 4 + 1 + 1, "Unused": 0}


def test_source_in_use_cannot_be_deleted(editor):
    step = make_step()
    page = editor.post(url_of(step.source, "delete"), {"post": "yes"})

    assert read_page(page).one("h1").text == "Cannot delete source"
    assert "Route step: dreamer > thinker" in text_of(page, "content")
    assert Source.objects.get() == step.source


def test_source_added_stands_last(editor):
    make_source(position=4)
    page = editor.get(reverse("admin:roles_source_add"))

    assert page.context["adminform"].form["position"].value() == 5


@pytest.mark.parametrize("more", [0, 5])
@pytest.mark.parametrize(
    ("model", "count"),
    [
        # Session, user, two for rights, one for the menu; two counts and the rows; 18 for the
        # banner; for some what a filter offers, or what the next list is to hold; three to renew
        # the session, once a minute.
        *((Source, 29), (PayFigure, 31), (RolePage, 30), (Comparison, 33)),
        *((ReaderQuestion, 31), (Title, 30), (Step, 34)),
    ],
)
def test_list_asks_as_much_for_many_rows_as_for_one(
    editor, model, count, more, django_assert_num_queries
):
    make_all()
    for number in range(more):
        figure = make_pay_figure(slug=f"figure-{number}", source=make_source(slug=f"s-{number}"))
        make_title(f"title-{number}", pay=figure)
        make_reader_question(f"question-{number}", source=figure.source)
        make_step(start=f"title-{number}", source=figure.source)
    for role in ("keeper", "mixer")[:more]:
        make_comparison("thinker", role, "mixer" if role == "keeper" else "")
        make_role_page(role)
    with django_assert_num_queries(count):
        editor.get(url_of(model))


def test_pay_list_says_what_may_be_out_of_date_and_what_is_undated(editor):
    low = {"low": None, "currency": "GBP"}
    make_pay_figure(slug="old", position=1, as_of=date(2020, 5, 1), **low)
    make_pay_figure(slug="new", position=2, as_of=date(2099, 1, 1))
    make_pay_figure(slug="undated", position=3, as_of=None, middle=None)
    table = read_page(editor.get(url_of(PayFigure))).one(id="result_list")
    who = ["", "Thinkers", "United States"]

    assert cells(table) == [
        [*who, "GBP", "none", "60000", "90000", "May 2020, may be out of date", "Survey, 2025"],
        [*who, "USD", "40000", "60000", "90000", "January 2099", "Survey, 2025"],
        [*who, "USD", "40000", "none", "90000", "undated", "Survey, 2025"],
    ]


def test_pay_list_filters_by_source(editor):
    figure = make_pay_figure()
    make_pay_figure(slug="other", source=make_source(slug="poll", label="Poll"))
    page = editor.get(url_of(PayFigure), {"source__id__exact": figure.source.pk})

    assert list(page.context["cl"].result_list) == [figure]
    assert filters(read_page(page)) == ["source", "country"]


@pytest.mark.parametrize(
    ("model", "words"),
    [
        *((Source, "trades"), (PayFigure, "Thinkers"), (RolePage, "week"), (Title, "ideas")),
        *((Comparison, "one keeps"), (ReaderQuestion, "{most}"), (Step, "Write down")),
    ],
)
def test_list_finds_rows_by_their_texts(editor, model, words):
    make_all()
    address = url_of(model)

    assert len(editor.get(address, {"q": words}).context["cl"].result_list) == 1
    assert len(editor.get(address, {"q": "zebra"}).context["cl"].result_list) == 0
