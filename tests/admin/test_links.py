"""Public links in the admin: how much is shared and until when, never where."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from roles.models import ShareLink
from tests.admin.pages import allow, make_staff
from tests.admin.records import SHEET, START, cells, change_url, filters, publish
from tests.factories import make_link, make_result, running_day
from tests.views.page import links, read_page
from tests.views.sharing import shows

pytestmark = pytest.mark.django_db
LIST = "/admin/roles/sharelink/"
MADE = "2 March 2026, 09:30 UTC"
FAR, PAST = date(2099, 12, 31), date(2026, 3, 9)


def share(result, *ticks, **changes):
    """A link to it, made long ago, that works for very long unless said otherwise."""
    link = make_link(result, shows=shows(*ticks))
    ShareLink.objects.filter(pk=link.pk).update(**{"made_at": START, "ends_on": FAR} | changes)
    return ShareLink.objects.get(pk=link.pk)


def found(client, **lookups):
    """The links in the list, by their numbers, in order."""
    return [row.pk for row in client.get(LIST, lookups).context["cl"].result_list]


@pytest.fixture
def reader(client):
    client.force_login(make_staff("Editors"))
    return client


@pytest.fixture
def result():
    return make_result(publish(), SHEET)


# --- finding


def test_link_list_shows_when_made_until_when_how_it_stands_and_what_it_shows(reader, result):
    share(result)
    share(result, "numbers", ends_on=PAST)
    share(result, "numbers", "pattern", ended_at=START)
    table = read_page(reader.get(LIST)).one(id="result_list")
    name = f"Result {result.pk}"

    assert cells(table) == [
        [
            *(MADE, "31 December 2099", "switched off"),
            *("the roles in order, the chart and the numbers", name, "Version 1"),
        ],
        [MADE, "9 March 2026", "expired", "the roles in order and the numbers", name, "Version 1"],
        [MADE, "31 December 2099", "works", "the roles in order", name, "Version 1"],
    ]
    assert links(table.all("td", class_="field-result_named")[0]) == [(name, change_url(result))]


def test_link_list_finds_by_state_ticks_and_version(reader, result):
    today = running_day()
    works, last_day = share(result, "numbers"), share(result, ends_on=today)
    off, off_and_out = share(result, ended_at=START), share(result, ended_at=START, ends_on=PAST)
    out = share(make_result(publish(), SHEET), "pattern", ends_on=today - timedelta(days=1))

    assert found(reader) == [out.pk, off_and_out.pk, off.pk, last_day.pk, works.pk]
    assert found(reader, state="works") == [last_day.pk, works.pk]
    assert found(reader, state="off") == [off_and_out.pk, off.pk]
    assert found(reader, state="out") == [out.pk]
    assert found(reader, state="perhaps") == found(reader)
    assert found(reader, shows_numbers__exact=1) == [works.pk]
    assert found(reader, shows_pattern__exact=1) == [out.pk]
    assert found(reader, version=out.version.number) == [out.pk]


def test_link_list_offers_filters_and_nothing_that_reads_the_whole_table(reader, result):
    share(result)
    publish()
    page = read_page(reader.get(LIST))
    head = page.one(id="result_list").one("thead")

    assert filters(page) == ["state", "shows the numbers", "shows the pattern", "version"]
    assert page.all(id="changelist-filter-extra-actions") == []  # such as counts beside filters
    assert page.all(id="searchbar") == []
    assert [text for text, _address in links(head) if text] == ["Works until"]  # to sort by
    assert [text for text, _address in links(page.one("details", data_filter_title="state"))] == [
        *("All", "works", "switched off", "expired")
    ]


@pytest.mark.parametrize("count", [1, 12])
def test_link_list_asks_as_much_for_many_as_for_one(
    reader, result, count, django_assert_num_queries
):
    for _number in range(count):
        share(result)

    # Session, user, two for rights, one for the menu; two for the filter by version; count, rows,
    # their version; three to renew the session, once a minute.
    with django_assert_num_queries(13) as queries:
        reader.get(LIST)
    rows = [query["sql"] for query in queries if '"made_at"' in query["sql"]]
    assert [('"picture"' in sql, '"token"' in sql) for sql in rows] == [(False, False)]


# --- reading


def test_link_page_shows_the_same_and_leads_to_its_result(
    reader, result, django_assert_num_queries
):
    link = share(result, "pattern", ended_at=START)
    reader.get(change_url(link))  # what is kept for the next time
    # Session, user, two for rights, one for the menu; link, version, result.
    with django_assert_num_queries(8):
        page = read_page(reader.get(change_url(link)))

    assert [row.text for row in page.all(class_="form-row")] == [
        f"Made: {MADE}",
        "Works until: 31 December 2099 The last day on which it works.",
        "State: switched off",
        f"Switched off: {MADE}",
        "Shows: the roles in order and the chart",
        f"Result: Result {result.pk}",
        "Version: Version 1",
    ]
    assert links(page.one(class_="field-result")) == [(f"Result {result.pk}", change_url(result))]


def test_result_page_shows_until_when_it_is_kept(reader, result):
    type(result).objects.update(kept_until=FAR)
    page = read_page(reader.get(change_url(result)))

    assert page.one(class_="field-kept_until").text == (
        "Kept until: 31 December 2099 The last day before it is deleted, with its answers."
    )


# --- secrets


def test_admin_shows_neither_tokens_nor_pictures_nor_names(admin_client, result):
    link = share(result, "numbers", "pattern", name="Zebedee")
    rows = {"sharelink": link, "result": result, "attempt": result.attempt}
    addresses = ["/admin/", *(reverse(f"admin:roles_{name}_changelist") for name in rows)]
    for name, row in rows.items():
        for page in ("change", "history", "delete"):
            addresses.append(reverse(f"admin:roles_{name}_{page}", args=[row.pk]))
    said = b"".join(admin_client.get(address).content for address in addresses)

    assert len(addresses) == 13
    assert [word for word in (link.token, result.attempt.token) if word.encode() in said] == []
    hidden = (b"ublic token", b"review picture", b"PNG", b"Zebedee", b"ame shown")
    assert [word for word in hidden if word in said] == []


@pytest.mark.parametrize(
    "address",
    [
        *(f"{LIST}?token__startswith=a", f"{LIST}?token=a", f"{LIST}?picture__startswith=a"),
        *(f"{LIST}?name__startswith=a", "/admin/roles/result/?links__name__startswith=a"),
        f"{LIST}?result__attempt__token__startswith=a",
        f"{LIST}?result__links__token__startswith=a",
        "/admin/roles/result/?links__token__startswith=a",
        "/admin/roles/result/?attempt__token__startswith=a",
        "/admin/roles/attempt/?result__links__token__startswith=a",
        "/admin/roles/catalogversion/?links__token__startswith=a",
        "/admin/roles/catalogversion/?results__links__token__startswith=a",
    ],
)
def test_token_of_a_link_cannot_be_guessed_by_filtering(admin_client, result, address):
    share(result)

    assert admin_client.get(address).status_code == 400


def test_search_finds_nothing_by_token(admin_client, result):
    link, other = share(result), share(result)

    assert found(admin_client, q=link.token) == [other.pk, link.pk]  # no search: all of them


def test_link_cannot_be_opened_by_its_token(admin_client, result):
    address = reverse("admin:roles_sharelink_change", args=[share(result).token])

    assert admin_client.get(address, {"_to_field": "token"}).status_code == 404
    assert admin_client.get(address).status_code == 404


# --- rights


def test_links_cannot_be_added_changed_or_deleted_even_by_a_superuser(admin_client, result):
    link = share(result)
    before = ShareLink.objects.values().get()
    action = {"action": "delete_selected", "_selected_action": link.pk, "post": "yes"}
    admin_client.post(LIST, action)
    delete = reverse("admin:roles_sharelink_delete", args=[link.pk])

    assert admin_client.get(reverse("admin:roles_sharelink_add")).status_code == 403
    assert admin_client.post(change_url(link), {"ends_on": "2027-01-01"}).status_code == 403
    assert admin_client.post(delete, {"post": "yes"}).status_code == 403
    assert ShareLink.objects.values().get() == before


def test_links_without_the_right_to_see_them_are_refused(client, result):
    address = change_url(share(result))
    signed_out = client.get(address)
    user = make_staff()
    client.force_login(user)
    before = client.get(address).status_code
    allow(user, "view_sharelink")

    assert signed_out.url == f"/admin/login/?next={address}"
    assert (before, client.get(address).status_code) == (403, 200)


@pytest.mark.parametrize("group", ["Editors", "Publishers"])
def test_both_groups_may_see_links_and_do_nothing_else(client, result, group):
    user = make_staff(group)
    client.force_login(user)
    rights = {right for right in user.get_all_permissions() if right.endswith("sharelink")}
    response = client.get(change_url(share(result)))

    assert rights == {"roles.view_sharelink"}
    assert read_page(response).one("h1").text == "View public link"
    assert read_page(response).all(class_="draft-banner") == []


def test_group_that_was_removed_stays_removed():
    Permission.objects.filter(codename="view_sharelink").delete()
    Group.objects.get(name="Editors").delete()
    migration = import_module("roles.migrations.0006_kept_until_and_readers_of_links")
    migration.let_groups_read(apps, None)

    rights = Permission.objects.filter(group__name="Publishers", codename="view_sharelink")
    assert [right.name for right in rights] == ["Can view public link"]
    assert not Group.objects.filter(name="Editors").exists()
