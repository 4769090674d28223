"""Every kind of change that a file can bring: the rows that differ are written, and no others."""

import pytest

from roles.content.document import parse
from roles.models import Comparison, PayFigure, RolePage, Source, Title
from roles.queries.stored import stored_careers
from roles.services.careers import load_careers
from tests.careers_factories import make_comparison_row, make_page_row, make_source_row
from tests.content.documents import ROLES, held_by, read
from tests.services.careers import REASON, load, make_wide_document, written_by

pytestmark = pytest.mark.django_db


def put(*path, to):
    """A change: another value at the end of the path."""

    def change(document):
        held_by(document, path)[path[-1]] = to

    return change


def drop(*path):
    def change(document):
        del held_by(document, path)[path[-1]]

    return change


def turn(*path):
    """A change: the rows at the end of the path in the opposite order."""

    def change(document):
        held_by(document, path)[path[-1]].reverse()

    return change


def add(*path, row):
    def change(document):
        held_by(document, path)[path[-1]].append(row)

    return change


THINKER, POINT = ("roles", 0), {"text": "Write", "source": "survey"}
# By its name: the change, and how many rows of which tables are then written.
CHANGES = {
    "source renamed": (put("sources", 0, "name", to="Poll"), {"Source ~": 1}),
    "source undated": (put("sources", 0, "year", to=None), {"Source ~": 1}),
    "source added": (add("sources", row=make_source_row(slug="census")), {"Source +": 1}),
    "source gone while unused": (drop("sources", 1), {"Source -": 1}),
    "sources turned": (turn("sources"), {"Source ~": 2}),
    "amount": (put("pay", 0, "low", to=None), {"PayFigure ~": 1}),
    "month": (put("pay", 0, "as_of", to="2025-12"), {"PayFigure ~": 1}),
    "source of a figure": (put("pay", 0, "source", to="atlas"), {"PayFigure ~": 1}),
    "figure gone while unused": (drop("pay", 2), {"PayFigure -": 1}),
    "text of a page": (put(*THINKER, "pay_note", to="It differs."), {"RolePage ~": 1}),
    "day of a page": (put(*THINKER, "checked", to="2026-11-25"), {"RolePage ~": 1}),
    "pages turned": (turn("roles"), {"RolePage ~": 2}),
    "page added": (
        add("roles", row=make_page_row("mixer", other="keeper")),
        {"RolePage +": 1, "RolePoint +": 13, "RolePay +": 1},
    ),
    "text of a point": (put(*THINKER, "does", 0, "text", to="Think"), {"RolePoint ~": 1}),
    "source of a point": (put(*THINKER, "does", 0, "source", to="atlas"), {"RolePoint ~": 1}),
    "label of a point": (put(*THINKER, "week", 0, "label", to="Friday"), {"RolePoint ~": 1}),
    "years of a step of the ladder": (drop(*THINKER, "ladder", 0, "span"), {"RolePoint ~": 1}),
    "points turned": (turn(*THINKER, "does"), {"RolePoint ~": 2}),
    "point added": (add(*THINKER, "does", row=POINT), {"RolePoint +": 1}),
    "last point gone": (drop(*THINKER, "does", 1), {"RolePoint -": 1}),
    "first point gone": (drop(*THINKER, "does", 0), {"RolePoint ~": 1, "RolePoint -": 1}),
    "section left empty": (put(*THINKER, "does", to=[]), {"RolePoint -": 2}),
    "another figure shown": (
        put(*THINKER, "pay", 1, "figure", to="mixers-us"),
        {"RolePay +": 1, "RolePay -": 1},
    ),
    "figures shown turned": (turn(*THINKER, "pay"), {"RolePay ~": 2}),
    "note on a figure shown": (drop(*THINKER, "pay", 0, "note"), {"RolePay ~": 1}),
    "figure no longer shown": (drop(*THINKER, "pay", 1), {"RolePay -": 1}),
    "text of a comparison": (put("comparisons", 0, "answer", to="Ask."), {"Comparison ~": 1}),
    "source of a comparison": (put("comparisons", 0, "source", to="atlas"), {"Comparison ~": 1}),
    "comparisons turned": (turn("comparisons"), {"Comparison ~": 2}),
    "point of a comparison": (
        put("comparisons", 0, "same", 0, "text", to="Both work"),
        {"ComparisonPoint ~": 1},
    ),
    "topic": (put("reader_questions", 0, "topic", to="jobs"), {"ReaderQuestion ~": 1}),
    "source of an answer": (
        put("reader_questions", 0, "source", to="atlas"),
        {"ReaderQuestion ~": 1},
    ),
    "questions turned": (turn("reader_questions"), {"ReaderQuestion ~": 2}),
    "row of an answer": (
        put("reader_questions", 0, "rows", 0, "text", to="Five minutes"),
        {"AnswerRow ~": 1},
    ),
    "rows of an answer turned": (turn("reader_questions", 0, "rows"), {"AnswerRow ~": 2}),
    "row of an answer added": (
        add("reader_questions", 0, "rows", row={"label": "By car", "text": "Never"}),
        {"AnswerRow +": 1},
    ),
    "rows of an answer with one label": (
        put("reader_questions", 0, "rows", 1, "label", to="At work"),
        {"AnswerRow ~": 1},
    ),
    "rows of an answer gone": (drop("reader_questions", 0, "rows"), {"AnswerRow -": 2}),
    "rows of an answer that had none": (
        put("reader_questions", 1, "rows", to=[{"label": "By car", "text": "Never"}]),
        {"AnswerRow +": 1},
    ),
    "pay of a title unset": (drop("titles", 0, "pay"), {"Title ~": 1}),
    "another pay of a title": (put("titles", 0, "pay", to="mixers-us"), {"Title ~": 1}),
    "titles turned": (turn("titles"), {"Title ~": 2}),
    "change of a title": (put("titles", 0, "changes", "order", to="Less"), {"TitleChange ~": 1}),
    "long step": (drop("routes", 0, "is_long"), {"Step ~": 1}),
    "source of a step": (put("routes", 0, "source", to="atlas"), {"Step ~": 1}),
    "step from elsewhere": (put("routes", 0, "start", to="mixer"), {"Step +": 1, "Step -": 1}),
    "second step from a job": (
        add("routes", row={"start": "dreamer", "goal": "mixer", **POINT}),
        {"Step +": 1},
    ),
    "steps turned": (turn("routes"), {"Step ~": 2}),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_load_of_a_change_writes_the_rows_that_differ_and_says_why(change, expected):
    load(make_wide_document())
    document = make_wide_document()
    change(document)
    written, reasons = written_by(lambda: load(document))

    assert stored_careers() == read(document)
    assert (written, reasons) == (expected, {REASON})


# What goes with its owner.
GONE = {
    "page": (drop("roles", 1), {"RolePage -": 1, "RolePoint -": 13, "RolePay -": 1}),
    "comparison": (drop("comparisons", 1), {"Comparison -": 1, "ComparisonPoint -": 5}),
    "question": (
        drop("reader_questions", 0),
        {"ReaderQuestion -": 1, "ReaderQuestion ~": 1, "AnswerRow -": 2},
    ),
    "title": (drop("titles", 1), {"Title -": 1, "TitleChange -": 2}),
}


@pytest.mark.parametrize(("change", "expected"), GONE.values(), ids=GONE)
def test_load_without_a_row_deletes_it_with_all_that_is_its_own(change, expected):
    load(make_wide_document())
    document = make_wide_document()
    change(document)
    written, _reasons = written_by(lambda: load(document))

    assert stored_careers() == read(document)
    assert written == expected


def test_load_without_a_role_page_notes_in_its_history_why_it_is_gone():
    load(make_wide_document())
    load(make_wide_document(roles=[make_page_row("keeper", other="thinker")]))

    gone = RolePage.history.get(history_type="-")
    assert (gone.slug, gone.history_change_reason) == ("thinker", REASON)
    assert RolePage.objects.get().position == 1


def test_load_sets_the_pay_of_a_title_that_had_none():
    lacking = make_wide_document()
    del lacking["titles"][0]["pay"]
    load(lacking)
    written, reasons = written_by(lambda: load(make_wide_document()))

    assert (written, reasons) == ({"Title ~": 1}, {REASON})
    assert Title.objects.get(slug="dreamer").pay == PayFigure.objects.get(slug="thinkers-us")


def test_load_after_the_catalog_lost_a_dimension_deletes_what_titles_say_of_it():
    load(make_wide_document())
    document = make_wide_document()
    for title in document["titles"]:
        del title["changes"]["order"]
    content = parse(document, ROLES, ["ideas"])
    written, reasons = written_by(lambda: load_careers(content=content, reason=REASON))

    assert stored_careers() == content
    assert (written, reasons) == ({"TitleChange -": 2}, {REASON})


@pytest.mark.parametrize(
    ("before", "after", "points"),
    [
        (("thinker", "keeper"), ("thinker", "keeper", "mixer"), (5, 4)),
        (("thinker", "keeper", "mixer"), ("thinker", "keeper"), (4, 5)),
    ],
)
def test_load_of_a_comparison_with_another_third_role_makes_it_anew(before, after, points):
    load(make_wide_document(comparisons=[make_comparison_row(*before)]))
    document = make_wide_document(comparisons=[make_comparison_row(*after)])
    written, _reasons = written_by(lambda: load(document))

    made, gone = points
    assert stored_careers() == read(document)
    assert Comparison.objects.get().roles == after
    assert written == {
        "Comparison +": 1,
        "ComparisonPoint +": made,
        "Comparison -": 1,
        "ComparisonPoint -": gone,
    }


def with_names(document, renamed):
    """The same document with other slugs for some rows, wherever they stand."""
    if isinstance(document, dict):
        return {key: with_names(held, renamed) for key, held in document.items()}
    if isinstance(document, list):
        return [with_names(held, renamed) for held in document]
    return renamed.get(document, document)


def test_load_of_another_source_for_everything_deletes_the_old_one_last():
    load(make_wide_document())
    document = with_names(make_wide_document(), {"survey": "census"})
    load(document)

    assert stored_careers() == read(document)
    assert list(Source.objects.values_list("slug", flat=True)) == ["census", "atlas"]


def test_load_of_other_figures_for_everything_deletes_the_old_ones_last():
    load(make_wide_document())
    renamed = {"thinkers-us": "thinkers-uk", "keepers-us": "keepers-uk"}
    document = with_names(make_wide_document(), renamed)
    load(document)

    assert stored_careers() == read(document)
    assert list(PayFigure.objects.values_list("slug", flat=True)) == [
        *("thinkers-uk", "keepers-uk", "mixers-us")
    ]


@pytest.mark.django_db
def test_load_without_a_page_says_why_of_all_that_goes_with_it():
    load(make_wide_document())
    document = make_wide_document()
    document["roles"].pop()
    _written, reasons = written_by(lambda: load(document))

    assert reasons == {REASON}


@pytest.mark.django_db
def test_load_after_the_dimensions_were_turned_takes_their_order_over():
    load(make_wide_document())
    turned = parse(make_wide_document(), ROLES, ("order", "ideas"))
    load_careers(content=turned, reason=REASON)

    assert list(stored_careers().titles[0].changes) == ["order", "ideas"]
