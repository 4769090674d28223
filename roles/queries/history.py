"""Reads of the history of rows."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet


def with_before(rows: "QuerySet[Any]") -> Iterator[tuple[Any, Any | None]]:
    """Each historical row of a table, oldest first, with the one that it replaced; None for that
    when its row was new. One query."""
    latest: dict[int, Any] = {}
    for row in rows.select_related("history_user").order_by("history_date", "history_id"):
        yield row, latest.get(row.id)
        latest[row.id] = row
