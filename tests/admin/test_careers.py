"""The content's admin: readers see changes at once, so pages say so and the stamp is renewed."""

from datetime import date

import pytest

from roles.models import (
    ReaderQuestion,
    Source,
    Step,
)
from tests.admin.careers import TABLES, make_all, make_draft, post_form, sign_in, stamp, url_of
from tests.admin.pages import allow, banner, form_data, make_staff
from tests.careers_factories import (
    make_comparison,
    make_pay_figure,
    make_reader_question,
    make_role_page,
    make_source,
    make_step,
    make_title,
)
from tests.views.page import links, read_page

pytestmark = pytest.mark.django_db
AT_ONCE = "Readers see changes at once."


@pytest.fixture
def editor(client):
    make_draft()
    return sign_in(client)


# --- the banner


def test_every_page_says_that_readers_see_changes_at_once(editor):
    rows = make_all()
    pages = [url_of(row, page) for row in rows for page in ("", "history")]
    pages += [url_of(table, page) for table in TABLES for page in ("", "add")]

    assert [type(row) for row in rows] == list(TABLES)
    assert {address: banner(editor.get(address)) for address in pages} == dict.fromkeys(
        pages, AT_ONCE
    )


def test_banner_without_any_content_has_nothing_to_mend(editor):
    assert banner(editor.get(url_of(Source))) == AT_ONCE


def test_banner_says_what_keeps_the_content_from_being_loaded_again(editor):
    make_step(start="nobody")

    assert banner(editor.get(url_of(Source))) == (
        "Readers see changes at once. The pages go on working, but the content cannot be exported "
        "and loaded again until this is mended: routes.number 1.start: 'nobody'. "
        "Allowed: one of keeper, mixer, thinker."
    )


def test_banner_names_pay_figures_that_may_be_out_of_date(editor):
    old = make_pay_figure(slug="old", group="Old hands", as_of=date(2020, 5, 1))
    make_pay_figure(slug="undated", as_of=None)
    make_pay_figure(slug="new", as_of=date(2099, 5, 1))
    page = editor.get(url_of(Source))
    found = read_page(page).one(class_="draft-banner")

    assert found.text == (
        f"{AT_ONCE} 1 pay figure may be out of date. "
        "Old hands (United States) : as of May 2020, may be out of date"
    )
    assert links(found) == [("Old hands (United States)", url_of(old))]


def test_banner_leads_nowhere_for_who_may_not_change_figures(client):
    make_pay_figure(as_of=date(2020, 5, 1))
    user = make_staff()
    allow(user, "view_source")
    client.force_login(user)
    found = read_page(client.get(url_of(Source))).one(class_="draft-banner")

    assert found.one("summary").text == "1 pay figure may be out of date."
    assert links(found) == []


def test_banner_asks_nothing_when_a_page_is_saved(editor, django_assert_num_queries):
    source = make_source()
    data = form_data(editor.get(url_of(source))) | {"label": "Poll"}
    # Session, user, two for rights; the row; two checks of it; its save with history and log; the
    # stamp; and the savepoints around all that.
    with django_assert_num_queries(15):
        assert editor.post(url_of(source), data).status_code == 302


# --- the stamp


def test_stamp_is_renewed_when_a_row_is_added(editor):
    post_form(editor, Source, "add", label="Poll", slug="poll", name="A poll")
    first = stamp()
    post_form(editor, Source, "add", label="Vote", slug="vote", name="A vote")

    assert Source.objects.count() == 2
    assert len(first) == len(stamp()) == 32
    assert stamp() != first


def test_stamp_is_renewed_when_a_row_is_changed(editor):
    source = make_source()
    post_form(editor, source, label="Poll")

    assert Source.objects.get().label == "Poll"
    assert stamp() is not None


def test_stamp_is_renewed_when_a_row_of_a_page_is_changed(editor):
    page = make_role_page()
    post_form(editor, page, does__0__text="Think twice")

    assert page.points.get(kind="does").text == "Think twice"
    assert stamp() is not None


def test_stamp_is_renewed_when_a_row_is_deleted(editor):
    step = make_step()
    editor.post(url_of(step, "delete"), {"post": "yes"})

    assert not Step.objects.exists()
    assert stamp() is not None


def test_stamp_is_renewed_when_rows_are_deleted_together(editor):
    rows = [make_step(), make_step(goal="keeper")]
    chosen = {"_selected_action": [row.pk for row in rows]}
    editor.post(url_of(Step), {"action": "delete_selected", "post": "yes"} | chosen)

    assert not Step.objects.exists()
    assert stamp() is not None


def test_stamp_is_renewed_when_rows_are_edited_in_the_list(editor):
    row = make_step(position=1)
    management = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "Save"}
    editor.post(url_of(Step), management | {"form-0-id": row.pk, "form-0-position": 7})

    assert Step.objects.get().position == 7
    assert stamp() is not None


def test_stamp_stays_when_pages_are_only_read_or_refuse(editor):
    for row in make_all():
        for page in ("", "history", "delete"):
            editor.get(url_of(row, page))
        editor.get(url_of(type(row)))
    source = Source.objects.get()
    refused = post_form(editor, source, label="")
    editor.post(url_of(source, "delete"), {"post": "yes"})

    assert refused.status_code == 200
    assert Source.objects.get().label == "Survey"
    assert stamp() is None


# --- rights


@pytest.mark.parametrize("group", ["Editors", "Publishers"])
def test_both_groups_may_edit_every_table(client, group):
    make_draft()
    sign_in(client, group)
    pages = [url_of(row, page) for row in make_all() for page in ("", "delete")]
    pages += [url_of(table, "add") for table in TABLES]

    assert {client.get(address).status_code for address in pages} == {200}


def test_staff_without_a_group_are_refused_and_nothing_changes(client):
    make_draft()
    sign_in(client, group=None)
    step = make_step()
    pages = [url_of(row, page) for row in (step, step.source) for page in ("", "delete", "history")]
    pages += [url_of(table, page) for table in TABLES for page in ("", "add")]
    asked = [client.get(address).status_code for address in pages]
    sent = [client.post(address, {"post": "yes"}).status_code for address in pages]

    assert set(asked) == {403}
    assert set(sent) == {403, 405} - {405}
    assert Step.objects.get() == step
    assert stamp() is None


def test_who_may_only_look_gets_texts_and_no_buttons(client):
    make_draft()
    page = make_role_page()
    user = make_staff()
    allow(user, "view_rolepage", "view_rolepoint", "view_rolepay")
    client.force_login(user)
    response = client.get(url_of(page))
    content = read_page(response).one(id="content-main")

    assert read_page(response).one("h1").text == "View role page"
    assert [box for box in content.all("input") if box.attrs["type"] != "hidden"] == []
    assert content.all("textarea") == content.all("select") == []
    assert client.post(url_of(page), {"slug": "keeper"}).status_code == 403


# --- where readers see it


def test_pages_lead_to_what_readers_see(editor):
    rows = {
        make_role_page(): "/roles/thinker/",
        make_comparison(): "/compare/thinker-and-keeper/",
        make_reader_question(): "/questions-and-answers/#how-long",
        make_title(): "/routes/dreamer/",
    }
    found = {
        row: links(read_page(editor.get(url_of(row))).one(class_="object-tools")) for row in rows
    }

    assert {row: tools[-1] for row, tools in found.items()} == {
        row: ("View on site", address) for row, address in rows.items()
    }
    assert links(read_page(editor.get(url_of(make_step()))).one(class_="object-tools")) == [
        ("History", url_of(Step.objects.get(), "history"))
    ]


# --- markup


def test_markup_comes_out_as_text_in_list_form_and_history(editor):
    bad, shown = "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"
    source = make_source(label="before")
    post_form(editor, source, label=bad, name=f"Name {bad}")
    page = make_role_page(points=False)
    page.points.create(kind="does", text=bad, source=source)
    question = make_reader_question(question=bad, rows=((bad, bad),))
    rows = (source, page, question)
    addresses = [url_of(row, view) for row in rows for view in ("", "history", "delete")]
    addresses += [url_of(Source), url_of(ReaderQuestion)]
    found = {address: editor.get(address).content.decode() for address in addresses}

    assert [address for address, text in found.items() if bad in text] == []
    assert [address for address, text in found.items() if shown not in text] == []
