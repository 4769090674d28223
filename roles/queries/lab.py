"""Reads of stored answers, to see what a draft would do to them."""

from roles.domain.types import Answers
from roles.models import Result

SAMPLE = 5_000  # results


def recent_sheets(limit: int = SAMPLE) -> list[Answers]:
    """The answers of the newest results, each in the order shown. One query."""
    newest = Result.objects.order_by("-finished_at").values_list("answer_pairs", flat=True)
    return [dict(pairs) for pairs in newest[:limit]]
