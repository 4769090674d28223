"""Where a row of the content is used: names and addresses of the rows that name it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from roles.models import ContentRow
from roles.wording.rows import Names, kind_and_name, name_rows

MOST_IN_A_CELL = 3


@dataclass(frozen=True)
class Use:
    name: str  # "Role page: Product owner"
    address: str  # of its form
    times: int


def used_in(rows: Iterable[ContentRow], names: Names) -> list[Use]:
    """The rows that name another one, each once.

    Args:
        rows: as `queries.usage.namers` found them, once for each time.
    """
    counts = Counter(rows)
    name_rows(counts, names)
    return [Use(kind_and_name(row), form_address(row), times) for row, times in counts.items()]


def form_address(row: Any) -> str:  # noqa: ANN401  # a row of any table of ours
    return reverse(f"admin:roles_{row._meta.model_name}_change", args=[row.pk])


def uses_cell(uses: list[Use]) -> dict[str, Any]:
    """What a list shows of them: a few, and how many more there are."""
    return {"uses": uses[:MOST_IN_A_CELL], "more": max(0, len(uses) - MOST_IN_A_CELL)}
