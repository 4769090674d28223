"""Results as the draft learns from them, stored many at once."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count

from roles.domain.types import Answers
from roles.models import Attempt, CatalogVersion, Result

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
numbers = count()


def store_results(
    version: CatalogVersion,
    sheets: Iterable[Answers],
    *,
    is_panel: bool = False,
    notes: tuple[str, ...] = (),
) -> list[Result]:
    """A result for each sheet, in the order shown, each later than the one before."""
    attempts, results = [], []
    for sheet in sheets:
        number = next(numbers)
        begun = START + timedelta(minutes=number)
        attempts.append(
            Attempt(
                token=f"{number:022}",
                version=version,
                answers=dict(sheet),
                is_panel=is_panel,
                started_at=begun,
                saved_at=begun,
            )
        )
        results.append(
            Result(
                version=version,
                leader="thinker",
                certainty="clear",
                outcome_document={},
                answer_pairs=list(sheet.items()),
                notes=list(notes),
                finished_at=begun + timedelta(minutes=3),
                kept_until=date(2036, 1, 1),
            )
        )
    for attempt, result in zip(Attempt.objects.bulk_create(attempts), results, strict=True):
        result.attempt = attempt
    return Result.objects.bulk_create(results)
