"""Lists of tables with millions of rows find, sort and count by indexes, up to a limit."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roles.admin import long_lists
from roles.admin.long_lists import period_limits
from roles.models import Attempt, CatalogVersion
from tests.admin.pages import text_of
from tests.admin.records import SHEET, begin, publish
from tests.factories import make_link, make_result

pytestmark = pytest.mark.django_db
TABLES = ("roles_attempt", "roles_result", "roles_sharelink")
ADDRESSES = [
    *("attempt/", "attempt/?p=2", "attempt/?o=2", "attempt/?o=-3.1", "attempt/?version=1"),
    *("attempt/?panel=yes", "attempt/?panel=no", "attempt/?finished=yes", "attempt/?finished=no"),
    *("attempt/?started_at=today", "attempt/?started_at=last-year&version=1"),
    *("result/", "result/?o=2", "result/?leader=thinker", "result/?certainty__exact=close"),
    *("result/?version=1", "result/?finished_at=month", "result/?finished_at=year&version=1"),
    *("sharelink/", "sharelink/?o=1", "sharelink/?o=3", "sharelink/?state=works"),
]


def plan(query):
    """What SQLite does for a query, step by step."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        return [row[3] for row in cursor.fetchall()]


def is_slow(step):
    """Whether a step sorts all that was found; walking along an index or the key ends with the
    page."""
    return "TEMP B-TREE FOR ORDER BY" in step or "TEMP B-TREE FOR DISTINCT" in step


@pytest.mark.parametrize("address", ADDRESSES)
def test_list_finds_its_page_without_sorting_a_long_table(admin_client, address):
    make_link(make_result(publish(), SHEET))
    begin(CatalogVersion.objects.get(), pages=1)
    with CaptureQueriesContext(connection) as queries:
        assert admin_client.get(f"/admin/roles/{address}").status_code == 200
    asked = [
        row["sql"] for row in queries if any(f'FROM "{table}"' in row["sql"] for table in TABLES)
    ]

    assert asked
    for sql in asked:
        assert "DISTINCT" not in sql
        assert "COUNT(" not in sql or "LIMIT" in sql, sql
        if connection.vendor == "sqlite":
            assert [step for step in plan(sql) if is_slow(step)] == [], sql


def test_list_counts_no_further_than_to_its_limit_and_says_so(admin_client, monkeypatch):
    version = publish()
    for _number in range(3):
        begin(version)
    counts = []
    for most in (3, 2):
        monkeypatch.setattr(long_lists, "MOST_COUNTED", most)
        page = admin_client.get("/admin/roles/attempt/")
        counts.append((page.context["cl"].result_count, "of more" in text_of(page, "paginator")))

    assert counts == [(3, False), (2, True)]


def test_list_takes_no_lookups_but_its_filters(admin_client):
    begin(publish())
    for lookup in ("pages__icontains=a", "version__number=1", "seconds=1", "result__leader=a"):
        assert admin_client.get(f"/admin/roles/attempt/?{lookup}").status_code == 400, lookup


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("today", (2026, 1, 5), (2026, 1, 6)),
        ("week", (2025, 12, 29), (2026, 1, 6)),
        ("month", (2026, 1, 1), (2026, 1, 6)),
        ("last-month", (2025, 12, 1), (2026, 1, 1)),
        ("year", (2026, 1, 1), (2026, 1, 6)),
        ("last-year", (2025, 1, 1), (2026, 1, 1)),
    ],
)
def test_period_begins_and_ends_at_midnight(period, start, end):
    limits = period_limits(datetime(2026, 1, 5, 13, 45, tzinfo=UTC))[period]

    assert limits == tuple(datetime(*day, tzinfo=UTC) for day in (start, end))


def test_period_that_is_none_shows_all(admin_client):
    begin(publish())
    page = admin_client.get("/admin/roles/attempt/?started_at=never")

    assert page.context["cl"].result_count == Attempt.objects.count() == 1


@pytest.mark.parametrize(
    "table", ["roles/question", "roles/area", "roles/roleprofile", "roles/step", "auth/user"]
)
def test_list_of_the_draft_or_of_accounts_takes_no_patterns(admin_client, table):
    field = "username" if table == "auth/user" else "slug"

    assert admin_client.get(f"/admin/{table}/?{field}__regex=(((").status_code == 400


def test_lists_take_the_filters_beside_them(admin_client):
    for tail in (
        "roles/question/?dimension__id__exact=1&active__exact=1",
        "auth/user/?groups__id__exact=1",
    ):
        assert admin_client.get(f"/admin/{tail}").status_code == 200
