"""Two results beside each other, of one person or of two. Nothing is stored, no query."""

from collections.abc import Iterable
from dataclasses import dataclass

from roles.domain import types
from roles.domain.scoring import axis_reach
from roles.pages.results.charts import Pattern
from roles.pages.results.shared import SharedPage

ALIKE_WITHIN = 5  # points of 100: what is closer counts as much the same


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One dimension, in points of 100 above (or below) each one's average."""

    dimension: types.CatalogDimension
    one: float
    two: float


@dataclass(frozen=True, slots=True)
class ResultComparison:
    """What two results have in common, and where they part."""

    one: SharedPage
    two: SharedPage
    rows: tuple[ComparisonRow, ...]  # of dimensions that both have; none when one shows no pattern
    reach: int  # the axis goes from -reach to reach

    @property
    def areas(self) -> tuple[types.CatalogArea, ...]:
        """Of the first, as the rows are."""
        return self.one.pattern.areas if self.one.pattern else ()

    @property
    def more_one(self) -> list[types.CatalogDimension]:
        """What has clearly more weight in the first pattern, the most first."""
        return _ahead((row.dimension, row.one - row.two) for row in self.rows)

    @property
    def more_two(self) -> list[types.CatalogDimension]:
        """The same of the second one."""
        return _ahead((row.dimension, row.two - row.one) for row in self.rows)


def _ahead(leads: Iterable[tuple[types.CatalogDimension, float]]) -> list[types.CatalogDimension]:
    clear = [(dimension, lead) for dimension, lead in leads if lead >= ALIKE_WITHIN]
    return [dimension for dimension, _lead in sorted(clear, key=lambda pair: -pair[1])]


def comparison(one: SharedPage, two: SharedPage) -> ResultComparison:
    """Both may be of different catalog versions: dimensions are matched by their slugs, and
    named as in the first."""
    ours, theirs = _values(one.pattern), _values(two.pattern)
    rows = tuple(
        ComparisonRow(dimension, value, theirs[dimension.slug][1])
        for dimension, value in ours.values()
        if dimension.slug in theirs
    )
    furthest = max((abs(value) for row in rows for value in (row.one, row.two)), default=0)
    return ResultComparison(one, two, rows, axis_reach(furthest))


def _values(pattern: Pattern | None) -> dict[str, tuple[types.CatalogDimension, float]]:
    """The dimensions with answers, by slug."""
    rows = pattern.rows if pattern else ()
    return {row.dimension.slug: (row.dimension, row.own) for row in rows if row.own is not None}
