"""Lists, deletion and history of the content in the admin."""

import pytest

from roles.models import (
    CONTENT_ROWS,
    Comparison,
    PayFigure,
    ReaderQuestion,
    RolePage,
    Source,
    Step,
    Title,
)
from roles.services.careers import load_careers
from tests.admin.pages import delete_row, post_form, text_of, url_of
from tests.admin.records import cells
from tests.careers_factories import (
    make_careers_document,
    make_page_row,
    make_pay_row,
    make_source_row,
)
from tests.content.documents import read
from tests.views.forms import fields_of
from tests.views.page import links, read_page

TABLES = pytest.mark.parametrize("table", CONTENT_ROWS, ids=lambda table: table.__name__)


def load(**sections):
    load_careers(content=read(make_careers_document(**sections)), reason="second file")


def listed(editor, table, words):
    page = editor.get(url_of(table), {"q": words})
    return [str(row) for row in page.context["cl"].result_list]


def history_of(editor, row):
    """Who, what and why of each entry, newest first."""
    table = read_page(editor.get(url_of(row, "history"))).one("table", class_="history")
    return [entry[1:] for entry in cells(table)]


# --- lists


def test_lists_name_and_link_where_a_row_is_used(content_editor):
    load(sources=[make_source_row(), make_source_row(slug="unused", label="Unused")])
    found = {
        table: [
            ([text for text, _ in links(cell)], cell.text)
            for cell in read_page(content_editor.get(url_of(table)))
            .one(id="result_list")
            .all(class_="field-where_used")
        ]
        for table in (Source, PayFigure, Title)
    }
    first, unused = found[Source]

    assert first[0] == [
        *("Pay figure: Thinkers (United States)", "Role page: Thinker"),
        "Comparison: Thinker and Keeper",
    ]
    assert first[1].endswith("and 2 more")
    assert unused == ([], "nowhere")
    assert found[PayFigure][0][0] == ["Role page: Thinker", "Current title: Dreamer"]
    assert found[Title][0][0] == ["Route step: Dreamer to Thinker"]


def test_form_names_and_links_where_its_row_is_used(content_editor):
    page = read_page(content_editor.get(url_of(Source.objects.get())))
    found = page.one(class_="where-used")
    page_of_role = RolePage.objects.get()

    # A pay figure, 16 points of a page, a comparison with 4 points, a question and a step.
    assert found.all("li")[1].text == "Role page: Thinker (16 times)"
    assert ("Role page: Thinker", url_of(page_of_role)) in links(found)
    assert len(found.all("li")) == 5


def test_lists_call_rows_by_names_and_not_by_slugs(content_editor):
    told = {
        table: read_page(content_editor.get(url_of(table))).one(class_="field-called").text
        for table in (RolePage, Comparison, Step)
    }
    pay = read_page(content_editor.get(url_of(PayFigure))).one(id="result_list")

    assert told == {
        RolePage: "Thinker",
        Comparison: "Thinker and Keeper",
        Step: "Dreamer to Thinker",
    }
    assert "Survey, 2025" in [cell.text for cell in pay.all("td")]


def test_pay_list_says_what_may_be_out_of_date_and_what_is_undated(content_editor):
    months = {"thinkers-us": "2020-05", "new": "2099-01", "undated": None}
    load(pay=[make_pay_row(slug=slug, as_of=month) for slug, month in months.items()])
    table = read_page(content_editor.get(url_of(PayFigure))).one(id="result_list")

    assert [cell.text for cell in table.all(class_="field-month")] == [
        *("2020-05, may be out of date", "2099-01", "undated")
    ]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (Source, "ALL trades"),
        (PayFigure, "thinkers states"),
        (RolePage, "about week"),
        (ReaderQuestion, "ten {most}"),
        (Title, "more ideas"),
        (Step, "write down"),
    ],
)
def test_list_finds_rows_by_words_of_their_texts(content_editor, table, words):
    name = {RolePage: "Thinker", Step: "Dreamer to Thinker"}.get(table) or str(table.objects.get())
    assert listed(content_editor, table, words) == [name]
    assert listed(content_editor, table, f"{words} zebra") == []
    assert listed(content_editor, table, "source") == []  # a key, which is no text


@pytest.mark.parametrize(
    "words", ["café", "CAFÉ", "cafe", "cafe\N{COMBINING ACUTE ACCENT}", "日本"]
)
def test_list_finds_letters_of_any_language(content_editor, words):
    cafe = make_source_row(slug="cafe", name="Survey of Cafés in 日本", label="Cafés")
    load(sources=[make_source_row(), cafe])

    assert listed(content_editor, Source, words) == ["Cafés, 2025"]


@TABLES
def test_list_asks_as_much_for_many_rows_as_for_one(
    content_editor, table, django_assert_max_num_queries
):
    names = [f"s{number}" for number in range(20)]
    document = make_careers_document()
    for section in ("sources", "pay", "reader_questions", "titles"):
        document[section] += [document[section][0] | {"slug": name} for name in names]
    load(**document)
    content_editor.get(url_of(table))  # what is kept for the next time
    # Session, user, two for rights, one for the menu; two counts and the rows; 18 for the banner,
    # one of them for what waits for its day; six of names; seven of what names a source, figure or
    # title.
    with django_assert_max_num_queries(39):
        content_editor.get(url_of(table))


def test_position_is_edited_in_the_list(content_editor):
    row = Step.objects.get()
    page = read_page(content_editor.get(url_of(Step)))
    data = fields_of(page.one("form", id="changelist-form"))
    content_editor.post(url_of(Step), data | {"form-0-position": 7, "_save": "Save"})

    assert Step.objects.get().position == 7
    assert history_of(content_editor, row)[0] == ["ada", "Changed Position: 1 → 7", ""]


# --- deletion


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (Source, ["Pay figure: Thinkers (United States)", "Role page: Thinker"]),
        (PayFigure, ["Role page: Thinker", "Current title: Dreamer"]),
        (Title, ["Route step: Dreamer to Thinker"]),
    ],
)
def test_row_that_others_name_cannot_be_deleted(content_editor, table, names):
    row = table.objects.get()
    page = content_editor.post(url_of(row, "delete"), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    content_editor.post(url_of(table), chosen)

    assert [name for name in names if name not in text_of(page, "content")] == []
    assert table.objects.get() == row


def test_title_that_only_a_role_page_names_cannot_be_deleted(content_editor):
    load(roles=[make_page_row("thinker", other="keeper", comes_from=["dreamer"])], routes=[])
    page = content_editor.post(url_of(Title.objects.get(), "delete"), {"post": "yes"})

    assert "Role page: Thinker" in text_of(page, "content")
    assert Title.objects.count() == 1


def test_row_that_nothing_names_is_deleted(content_editor):
    delete_row(content_editor, Step.objects.get())
    delete_row(content_editor, Title.objects.get())

    assert not Step.objects.exists()
    assert not Title.objects.exists()
    assert Step.history.first().history_user.username == "ada"


# --- history


def test_history_tells_who_changed_which_text_and_why(content_editor):
    figure = PayFigure.objects.get()
    post_form(content_editor, figure, middle="70000", is_capped=None)
    load()

    changed = "Middle: {} → {} Survey stops at the high figure: {} → {}"
    assert history_of(content_editor, figure) == [
        [
            "command line",
            f"Changed {changed.format(70000, 60000, 'nothing', 'yes')}",
            "second file",
        ],
        ["ada", f"Changed {changed.format(60000, 70000, 'yes', 'nothing')}", ""],
        ["command line", "Created", "test"],
    ]


def test_history_tells_of_a_list_only_what_came_and_went(content_editor):
    page = RolePage.objects.get()
    added = {"does-1-text": "Draw", "does-1-source": "survey"}
    post_form(content_editor, page, **added, **{"good-0-text": "Well drawn"})

    assert history_of(content_editor, page)[0] == [
        "ada",
        "Changed What you do: nothing → Draw [survey] "
        "What good looks like: About good [survey] → Well drawn [survey]",
        "",
    ]
