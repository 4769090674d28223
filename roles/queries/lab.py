"""What a draft would do: reads of stored answers, and figures that are kept as they take long."""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from roles.domain import lab
from roles.domain.simulation import mixed_sheets
from roles.domain.types import Answers, Catalog, Check, Impact
from roles.models import Result
from roles.queries.cached import cached
from roles.queries.figures import catalog_digest

SAMPLE = 5_000  # results
FEWEST = 100  # results, below which people are simulated instead
SEED = 1


def catalog_checks(catalog: Catalog) -> tuple[Check, ...]:
    """The lab's checks, which take a second for a new catalog: kept, and for all processes."""
    key = f"checks.{catalog_digest(catalog)}"
    return cached(key, lambda: lab.check(catalog), seconds=24 * 60 * 60)


def recent_sheets(limit: int = SAMPLE) -> list[Answers]:
    """The answers of the newest results, each in the order shown. One query."""
    newest = Result.objects.order_by("-finished_at").values_list("answer_pairs", flat=True)
    return [dict(pairs) for pairs in newest[:limit]]


@dataclass(frozen=True)
class DraftImpact:
    """What a draft would do to results; `is_simulated` where there are too few of them."""

    impact: Impact
    is_simulated: bool


def draft_impact(before: Catalog, after: Catalog) -> DraftImpact:
    """What changes for the newest results, or for simulated people, when one catalog follows the
    other. One query, and another one when this was not worked out before."""
    newest = Result.objects.order_by("-finished_at").values_list("pk", flat=True).first()
    return _impact_then(before.numbers, after.numbers, newest or 0)


@lru_cache(maxsize=32)
def _impact_then(before: Catalog, after: Catalog, _newest: int) -> DraftImpact:
    """Kept until there is a newer result or another number: five thousand take half a second."""
    sheets = recent_sheets()
    if len(sheets) >= FEWEST:
        return DraftImpact(lab.impact(before, after, sheets), is_simulated=False)
    rng = Random(SEED)  # noqa: S311  # seeded chance, no secret
    made_up = mixed_sheets(before, after, SAMPLE, rng)
    return DraftImpact(lab.impact(before, after, made_up), is_simulated=True)
