"""Rows of the content in the admin: what is entered, who may enter it, what pages say of it."""

import pytest

from roles.content.values import PLACEHOLDERS
from roles.models import (
    CONTENT_ROWS,
    Comparison,
    PayFigure,
    ReaderQuestion,
    RolePage,
    RoleProfile,
    Source,
    Step,
    Title,
)
from roles.services.careers import load_careers
from tests.admin.pages import (
    allow,
    banner,
    fields_in,
    make_staff,
    post_form,
    refusals,
    text_of,
    url_of,
)
from tests.careers_factories import make_careers_document, make_page_row, make_pay_row
from tests.content.documents import read
from tests.factories import make_content_version, publish_seed, seed_careers
from tests.views.page import links, read_page

TABLES = pytest.mark.parametrize("table", CONTENT_ROWS, ids=lambda table: table.__name__)


def entered(**rows):
    """Fields of lists: each row a mapping, given by its list and number, as in does__0."""
    return {
        f"{place.replace('__', '-')}-{key}": value
        for place, row in rows.items()
        for key, value in row.items()
    }


# What is typed into an add page, and the row that it makes.
SIDES = ({"label": "keeper", "text": "keep", "source": "survey"},)
SIDES += ({"label": "mixer", "text": "mix", "source": "survey"},)
NEW_ROWS = {
    Source: (
        {"slug": "poll", "label": "Poll", "name": "A poll", "kind": "view", "year": "2024"},
        {"slug": "poll", "label": "Poll", "name": "A poll", "kind": "view", "year": 2024},
    ),
    PayFigure: (
        {"slug": "keepers", "group": "Keepers", "country": "Norway", "currency": "EUR"}
        | {"source": "survey", "as_of": "", "counted": "all", "middle": "50000", "average": "on"},
        {"slug": "keepers", "group": "Keepers", "country": "Norway", "currency": "EUR"}
        | {"source": "survey", "as_of": None, "counted": "all"}
        | {"low": None, "middle": 50_000, "high": None, "average": True},
    ),
    Comparison: (
        {"description": "Two more.", "answer": "Both work.", "source": "survey"}
        | entered(roles__0={"slug": "keeper"}, roles__1={"slug": "mixer"})
        | entered(choose__0=SIDES[0], choose__1=SIDES[1]),
        {"roles": ["keeper", "mixer"], "description": "Two more.", "answer": "Both work."}
        | {"source": "survey", "choose": list(SIDES), "same": [], "different": []},
    ),
    ReaderQuestion: (
        {"slug": "why", "topic": "jobs", "question": "Why?", "answer": "So.", "source": "survey"}
        | entered(rows__0={"label": "At most", "text": "{most}"}),
        {"slug": "why", "topic": "jobs", "question": "Why?", "answer": "So."}
        | {"rows": [{"label": "At most", "text": "{most}"}], "source": "survey"},
    ),
    Title: (
        {"slug": "poet", "name": "Poet", "changes.ideas": "Fewer", "changes.order": "More"},
        {"slug": "poet", "name": "Poet", "changes": {"ideas": "Fewer", "order": "More"}},
    ),
    Step: (
        {"start": "keeper", "goal": "mixer", "text": "Mix", "is_long": "on", "source": "survey"},
        {"start": "keeper", "goal": "mixer", "text": "Mix", "is_long": True, "source": "survey"},
    ),
}


@pytest.mark.parametrize("table", NEW_ROWS, ids=lambda table: table.__name__)
def test_row_added_holds_what_was_entered_and_stands_last(content_editor, table):
    typed, document = NEW_ROWS[table]
    post_form(content_editor, table, "add", **typed)
    added = table.objects.last()

    assert table.objects.count() == 2
    assert added.document == document
    assert added.position == 2
    assert added.history.get().history_user.username == "ada"


@pytest.mark.parametrize("asked", ["rolepage/add/?does=x", "comparison/add/?roles=x"])
def test_form_whose_address_names_a_list_is_shown_without_it(content_editor, asked):
    assert content_editor.get(f"/admin/roles/{asked}").status_code == 200


@TABLES
def test_row_saved_as_it_stands_stays_the_same(content_editor, table):
    row = table.objects.get()
    response = post_form(content_editor, row)
    saved = table.objects.get()

    assert response.status_code == 302
    assert (saved.slug, saved.document, saved.position) == (row.slug, row.document, row.position)


def test_list_rows_are_changed_added_moved_and_deleted(content_editor):
    page = RolePage.objects.get()
    two = entered(does__1={"text": "Draw", "source": "survey"})
    post_form(content_editor, page, **two, **{"good-0-DELETE": "on", "people-0-text": "Nobody"})
    first = RolePage.objects.get().document
    post_form(content_editor, page, **{"does-0-ORDER": "2", "does-1-ORDER": "1"})
    second = RolePage.objects.get().document

    about = {"text": "About does", "source": "survey"}
    draw = {"text": "Draw", "source": "survey"}
    assert first["does"] == [about, draw]
    assert (first["good"], first["people"][0]["text"]) == ([], "Nobody")
    assert second == first | {"does": [draw, about]}


def test_role_page_of_another_role_is_added_with_its_pay(content_editor):
    texts = {"slug": "keeper", "description": "d", "checked": "2026-11-24", "pay_note": "p"}
    pay = entered(pay__0={"figure": "thinkers-us", "note": "In May."})
    post_form(content_editor, RolePage, "add", **texts, **pay)
    added = RolePage.objects.get(slug="keeper").document

    assert added["pay"] == [{"figure": "thinkers-us", "note": "In May."}]
    assert (added["checked"], added["does"]) == ("2026-11-24", [])


def test_role_that_left_the_draft_is_still_shown_and_must_be_replaced(content_editor):
    RoleProfile.objects.get(slug="keeper").delete()
    page = RolePage.objects.get()
    response = content_editor.get(url_of(page))
    refused = post_form(content_editor, page, **{"description": "New words."})
    mixed = {"confused-0-label": "mixer", "comes_from-0-slug": "mixer"}
    post_form(content_editor, page, **mixed)

    select = read_page(response).one("select", name="confused-0-label")
    assert [option.text for option in select.all("option", selected="")] == [
        "“keeper”, which is no longer in the draft"
    ]
    named = {"confused", "confused-0-label", "comes_from", "comes_from-0-slug"}
    assert set(refusals(refused)) == named
    assert fields_in(refused, RolePage)["confused-0-label"] == ["keeper"]
    assert RolePage.objects.get().document["confused"][0]["label"] == "mixer"
    assert RolePage.objects.get().document["comes_from"] == ["mixer"]


# --- who may do what


@TABLES
def test_who_may_only_look_sees_the_content_and_no_controls(client, small_draft, table):
    row = table.objects.get()
    user = make_staff()
    client.force_login(user)
    refused = client.get(url_of(row))
    allow(user, f"view_{table._meta.model_name}")
    page = read_page(client.get(url_of(row))).one(id="content-main")

    assert refused.status_code == 403
    assert row.text("slug") in page.one("table").text
    assert {box.attrs["type"] for box in page.all("input")} <= {"hidden"}
    assert page.all("textarea") == page.all("select") == []
    assert client.get(url_of(row, "history")).status_code == 200
    assert client.post(url_of(row), {"slug": "x"}).status_code == 403


@pytest.mark.parametrize("group", ["Editors", "Publishers"])
def test_groups_may_edit_every_table(client, small_draft, group):
    client.force_login(make_staff(group))
    pages = [url_of(table, "add") for table in CONTENT_ROWS]
    pages += [
        url_of(table.objects.get(), page) for table in CONTENT_ROWS for page in ("", "delete")
    ]

    assert {client.get(page).status_code for page in pages} == {200}


# --- what pages say


def seen_from(editor, table):
    """The last thing that a row's page leads to."""
    page = read_page(editor.get(url_of(table.objects.get())))
    return links(page.one(class_="object-tools"))[-1]


def test_pages_lead_to_what_readers_see_once_it_is_published(content_editor):
    tables = (RolePage, Comparison, ReaderQuestion, Title)
    before = {seen_from(content_editor, table)[0] for table in tables}
    make_content_version(read(make_careers_document()))

    assert before == {"History"}
    assert {seen_from(content_editor, table) for table in tables} == {
        ("View on site", address)
        for address in (
            *("/roles/thinker/", "/compare/thinker-and-keeper/"),
            *("/questions-and-answers/#how-long", "/routes/dreamer/"),
        )
    }


def test_page_of_checks_tells_of_problems_of_the_content(content_editor):
    RoleProfile.objects.get(slug="mixer").delete()
    post_form(content_editor, Step.objects.get(), goal="keeper")
    RoleProfile.objects.get(slug="keeper").delete()
    said = text_of(content_editor.get("/admin/draft/"), "draft-problems")

    assert "Route: Dreamer to keeper. To: this names keeper, which the draft doesn't have" in said


def test_banner_counts_pay_figures_that_may_be_out_of_date(content_editor):
    post_form(content_editor, PayFigure.objects.get(), as_of="2020-05")
    page = read_page(content_editor.get(url_of(Step)))

    assert links(page.one(class_="draft-banner")) == [
        ("See changes and checks", "/admin/draft/"),
        ("1 pay figure may be out of date.", url_of(PayFigure)),
    ]
    assert "out of date" not in banner(content_editor.get(url_of(RoleProfile)))


def test_markup_comes_out_as_text(content_editor):
    bad, shown = "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"
    page = RolePage.objects.get()
    post_form(content_editor, page, description=bad, **{"does-0-text": bad})
    addresses = [url_of(page), url_of(page, "history"), url_of(RolePage)]
    found = {address: content_editor.get(address).content.decode() for address in addresses}

    assert [address for address, text in found.items() if bad in text or shown not in text] == []


def test_placeholders_are_explained_beside_the_answer(content_editor):
    page = content_editor.get(url_of(ReaderQuestion, "add"))

    assert len(read_page(page).one(class_="placeholders").all("li")) == len(PLACEHOLDERS)
    assert "{most} how many statements there are" in text_of(page, "placeholders")


# --- size and queries


def test_role_page_forms_of_the_real_content_are_small(client, db):
    publish_seed()
    load_careers(content=seed_careers(), reason="")
    client.force_login(make_staff("Editors"))
    sizes = {page.slug: len(client.get(url_of(page)).content) for page in RolePage.objects.all()}

    assert len(sizes) == 5
    assert {role: size for role, size in sizes.items() if size > 100_000} == {}


@pytest.mark.parametrize("more", [0, 20])
def test_form_asks_as_much_for_many_rows_as_for_few(
    content_editor, more, django_assert_num_queries
):
    document = make_careers_document()
    document["pay"] += [make_pay_row(slug=f"figure-{number}") for number in range(more)]
    figures = [{"figure": row["slug"], "note": "Bonuses"} for row in document["pay"]]
    document["roles"] = [make_page_row("thinker", other="keeper", pay=figures)]
    load_careers(content=read(document), reason="")
    page = RolePage.objects.get()
    content_editor.get(url_of(page))  # what is kept for the next time
    # Session, user, two for rights, one for the menu; the row; six of names, one of
    # full names of sources; what is published; 18 for the banner, one of them for what waits
    # for its day.
    with django_assert_num_queries(32):
        content_editor.get(url_of(page))


def test_draft_is_not_read_whole_when_a_row_is_saved(content_editor, django_assert_num_queries):
    address = url_of(Step.objects.get())
    data = fields_in(content_editor.get(address), Step) | {"text": "New words"}
    # Session, user, two for rights; the lock, the row twice; six of names, one of full names of
    # sources; double slug; save, history, log; and the savepoints around that.
    with django_assert_num_queries(22):
        assert content_editor.post(address, data).status_code == 302


def test_history_tells_of_a_new_position(content_editor):
    step = Step.objects.get()
    post_form(content_editor, step, position="7")
    page = content_editor.get(url_of(step, "history"))

    assert "Changed Position: 1 → 7" in text_of(page, "content-main")
