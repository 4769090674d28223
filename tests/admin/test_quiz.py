"""Attempts in the admin: found and read by staff, changed by nobody, opened by nobody."""

from datetime import timedelta
from importlib import import_module
from urllib.parse import parse_qsl

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from roles.models import Attempt
from tests.admin.pages import allow, make_staff
from tests.admin.records import SHEET, START, begin, cells, change_url, filters, publish
from tests.factories import make_document, make_result
from tests.views.page import links, read_page

pytestmark = pytest.mark.django_db
LIST = "/admin/roles/attempt/"


def statement(slug):
    return slug.replace("-", " ").capitalize()


def found(client, **lookups):
    """The attempts in the list, by their numbers."""
    return {row.pk for row in client.get(LIST, lookups).context["cl"].result_list}


@pytest.fixture
def reader(client):
    client.force_login(make_staff("Editors"))
    return client


# --- finding


def test_attempt_list_shows_how_far_each_came(reader):
    version = publish()
    begin(version, pages=1)
    finished = make_result(version, SHEET | {"find-ideas": None})
    times = {"started_at": START - timedelta(hours=1), "saved_at": START, "is_panel": True}
    Attempt.objects.filter(pk=finished.attempt_id).update(**times)
    table = read_page(reader.get(LIST)).one(id="result_list")

    assert cells(table) == [
        ["2 March 2026, 09:30 UTC", "Version 1", "2", "2", "", "no", "2 March 2026, 09:31 UTC"],
        ["2 March 2026, 08:30 UTC", "Version 1", "3", "2", "", "yes", "2 March 2026, 09:30 UTC"],
    ]
    assert [icon.attrs["alt"] for icon in table.all("img")] == ["False", "True"]
    assert links(table.all("td", class_="field-finished")[1]) == [("yes", change_url(finished))]


def test_attempt_list_finds_by_version_panel_and_end(reader):
    first, second = publish(), publish()
    open_one, panel = begin(first, pages=1), begin(second, is_panel=True)
    finished = make_result(second, SHEET).attempt

    assert found(reader) == {open_one.pk, panel.pk, finished.pk}
    assert found(reader, version=second.number) == {panel.pk, finished.pk}
    assert found(reader, panel="yes") == {panel.pk}
    assert found(reader, panel="no", version=first.number) == {open_one.pk}
    assert found(reader, finished="yes") == {finished.pk}
    assert found(reader, finished="no") == {open_one.pk, panel.pk}
    assert found(reader, finished="perhaps") == {open_one.pk, panel.pk, finished.pk}


def test_attempt_list_finds_by_the_day_it_started(reader):
    version = publish()
    old, new = begin(version), begin(version, started_at=timezone.now())
    listed = reader.get(LIST)
    page = read_page(listed)
    offered = dict(links(page.one("details", data_filter_title="started")))

    assert list(offered) == [
        *("All", "Today", "Past 7 days", "This month", "Last month", "This year", "Last year"),
    ]
    assert found(reader, **dict(parse_qsl(offered["Today"][1:]))) == {new.pk}
    assert found(reader) == {old.pk, new.pk}
    assert listed.context["cl"].date_hierarchy is None


def test_attempt_list_offers_filters_and_nothing_that_reads_the_whole_table(reader):
    begin(publish())
    publish()
    page = read_page(reader.get(LIST))
    head = page.one(id="result_list").one("thead")

    assert filters(page) == ["version", "panel", "finished", "started"]
    assert page.all(id="changelist-filter-extra-actions") == []  # such as counts beside filters
    assert [text for text, _address in links(head) if text] == ["Started"]  # to sort by


@pytest.mark.parametrize("count", [1, 12])
def test_attempt_list_asks_as_much_for_many_as_for_one(reader, count, django_assert_num_queries):
    version = publish()
    for _number in range(count):
        make_result(version, SHEET)

    # Session, user, two for rights, one for the menu; two for the filter by version; count, rows
    # with results, their version; three to renew the session, once a minute.
    with django_assert_num_queries(13):
        reader.get(LIST)


# --- reading


def test_attempt_page_shows_statements_and_answers_as_shown(reader, django_assert_num_queries):
    attempt = begin(publish(), pages=1)
    reader.get(change_url(attempt))  # what is kept for the next time
    # Session, user, two for rights, one for the menu; attempt, version, result.
    with django_assert_num_queries(8):
        page = read_page(reader.get(change_url(attempt)))
    table = page.one("table", class_="record")

    words = {5: "Like a lot", 4: "Like", 2: "Dislike", 1: "Dislike a lot"}
    (one, two), (three, four) = attempt.pages
    assert cells(table) == [
        ["Page 1, answered after 20.0 s"],
        [statement(one), words[SHEET[one]]],
        [statement(two), words[SHEET[two]]],
        ["Page 2, waiting for answers"],
        [statement(three), "Not answered yet"],
        [statement(four), "Not answered yet"],
    ]


def test_attempt_page_shows_the_statements_of_its_own_version(reader):
    attempt = begin(publish())
    questions = make_document()["questions"]
    publish(questions=[row | {"text": f"Rather {row['text']}"} for row in questions])
    page = read_page(reader.get(change_url(attempt)))

    assert {row[0] for row in cells(page.one("table", class_="record"))} == {
        *("Page 1, answered after 20.0 s", "Page 2, answered after 20.0 s"),
        *("Find ideas", "Weigh ideas", "Keep lists", "Tidy files"),
    }


def test_attempt_page_leads_to_version_and_result(reader):
    result = make_result(publish(), SHEET | {"keep-lists": None})
    page = read_page(reader.get(change_url(result.attempt)))

    assert links(page.one(class_="field-version")) == [("Version 1", change_url(result.version))]
    assert links(page.one(class_="field-finished")) == [("yes", change_url(result))]
    assert page.one(class_="field-answered").text == "Answered: 3"
    assert "Keep lists Skipped" in page.one("table", class_="record").text


# --- secrets


def pages_about(attempt):
    """Every address in the admin at which it may be met."""
    models = ("attempt", "result", "catalogversion")
    rows = {"attempt": attempt, "result": attempt.result, "catalogversion": attempt.version}
    addresses = ["/admin/", *(reverse(f"admin:roles_{model}_changelist") for model in models)]
    for model, row in rows.items():
        for page in ("change", "history", "delete"):
            addresses.append(reverse(f"admin:roles_{model}_{page}", args=[row.pk]))
    return addresses


def test_admin_shows_the_token_nowhere(admin_client):
    attempt = make_result(publish(), SHEET).attempt
    pages = [admin_client.get(address).content for address in pages_about(attempt)]

    assert len(pages) == 13
    assert [page for page in pages if attempt.token.encode() in page] == []
    assert b"Private token" not in b"".join(pages)


@pytest.mark.parametrize(
    "address",
    [
        f"{LIST}?token__startswith=a",
        f"{LIST}?token=a",
        "/admin/roles/result/?attempt__token__startswith=a",
        "/admin/roles/catalogversion/?attempts__token__startswith=a",
        "/admin/roles/catalogversion/?results__attempt__token__startswith=a",
    ],
)
def test_token_cannot_be_guessed_by_filtering(admin_client, address):
    make_result(publish(), SHEET)

    assert admin_client.get(address).status_code == 400


def test_attempt_cannot_be_opened_by_its_token(admin_client):
    attempt = begin(publish())
    address = reverse("admin:roles_attempt_change", args=[attempt.token])

    assert admin_client.get(address, {"_to_field": "token"}).status_code == 404
    assert admin_client.get(address).status_code == 404


# --- rights


@pytest.mark.parametrize("kind", ["attempt", "result"])
def test_records_cannot_be_added_changed_or_deleted_even_by_a_superuser(admin_client, kind):
    result = make_result(publish(), SHEET)
    row = {"attempt": result.attempt, "result": result}[kind]
    before = type(row).objects.values().get()
    action = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    admin_client.post(reverse(f"admin:roles_{kind}_changelist"), action)
    delete = reverse(f"admin:roles_{kind}_delete", args=[row.pk])

    assert admin_client.get(reverse(f"admin:roles_{kind}_add")).status_code == 403
    assert admin_client.post(change_url(row), {"leader": "keeper"}).status_code == 403
    assert admin_client.post(delete, {"post": "yes"}).status_code == 403
    assert type(row).objects.values().get() == before


@pytest.mark.parametrize("kind", ["attempt", "result"])
def test_records_without_the_right_to_see_them_are_refused(client, kind):
    result = make_result(publish(), SHEET)
    address = change_url({"attempt": result.attempt, "result": result}[kind])
    signed_out = client.get(address)
    user = make_staff()
    client.force_login(user)
    before = client.get(address).status_code
    allow(user, f"view_{kind}")

    assert signed_out.url == f"/admin/login/?next={address}"
    assert (before, client.get(address).status_code) == (403, 200)


@pytest.mark.parametrize("group", ["Editors", "Publishers"])
def test_both_groups_may_see_attempts_and_results_and_do_nothing_else(client, group):
    result = make_result(publish(), SHEET)
    user = make_staff(group)
    client.force_login(user)
    rights = {
        right for right in user.get_all_permissions() if right.endswith(("attempt", "result"))
    }

    assert rights == {"roles.view_attempt", "roles.view_result"}
    assert read_page(client.get(change_url(result.attempt))).one("h1").text == "View attempt"
    assert read_page(client.get(change_url(result))).one("h1").text == "View result"


def test_group_that_was_removed_stays_removed():
    Permission.objects.filter(codename__endswith="_attempt").delete()
    Group.objects.get(name="Editors").delete()
    import_module("roles.migrations.0004_readers_of_attempts").let_groups_read(apps, None)

    rights = Permission.objects.filter(group__name="Publishers", codename="view_attempt")
    assert [right.name for right in rights] == ["Can view attempt"]
    assert not Group.objects.filter(name="Editors").exists()


@pytest.mark.parametrize("view", ["changelist", "change", "history"])
@pytest.mark.parametrize("kind", ["attempt", "result"])
def test_pages_of_records_say_nothing_of_the_draft(reader, kind, view):
    result = make_result(publish(), SHEET)
    row = {"attempt": result.attempt, "result": result}[kind]
    args = [] if view == "changelist" else [row.pk]
    response = reader.get(reverse(f"admin:roles_{kind}_{view}", args=args))

    assert response.status_code == 200
    assert read_page(response).all(class_="draft-banner") == []
