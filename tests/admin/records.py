"""Attempts and results of a small catalog, for the tests of the admin pages that show them."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse

from roles.models import Attempt, CatalogVersion
from tests.factories import make_attempt, make_catalog, make_version

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": 2, "tidy-files": 1}


def publish(**content) -> CatalogVersion:
    """A small catalog in force, of which everybody is asked everything in two pages of two."""
    settings = {"minimum_answers": 2, "questions_per_page": 2}
    settings |= {"stop_probability": 1.0, "panel_share": 0.0}
    return make_version(make_catalog(settings=settings, **content))


def begin(version, pages=99, started_at=START, **changes) -> Attempt:
    """An attempt begun at that time, with all its statements answered or some pages of them."""
    attempt = make_attempt(version, SHEET, pages)
    times = {"started_at": started_at, "saved_at": started_at + timedelta(minutes=1)}
    Attempt.objects.filter(pk=attempt.pk).update(**times | changes)
    return attempt


def change_url(row) -> str:
    return reverse(f"admin:roles_{row._meta.model_name}_change", args=[row.pk])


def cells(table) -> list[list[str]]:
    """The words of a table's rows, cell by cell, without its head."""
    rows = [row for body in table.all("tbody") for row in body.all("tr")]
    return [[cell.text for cell in row.walk() if cell.tag in ("th", "td")] for row in rows]


def filters(page) -> list[str]:
    """What a list can be filtered by."""
    return [filter_.attrs["data-filter-title"] for filter_ in page.all("details")]
