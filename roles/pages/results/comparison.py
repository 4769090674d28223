"""Two results beside each other, of one person or of two. Nothing is stored, no query."""

from dataclasses import dataclass

from roles.domain import types
from roles.pages.results.charts import MIDDLE, Chart, ChartRow, inside
from roles.pages.results.shared import SharedPage

SAME_WITHIN = 10  # points of 100: what is closer counts as much the same


@dataclass(frozen=True, slots=True)
class ResultComparison:
    """What two results have in common, and where they part."""

    one: SharedPage
    two: SharedPage
    chart: Chart  # of dimensions that both have; without rows when one shows no chart

    @property
    def has_same_leader(self) -> bool:
        """Whether both headlines begin with the same role."""
        names = [page.named[0].role.slug if page.named else None for page in (self.one, self.two)]
        return names[0] == names[1] is not None

    @property
    def more_one(self) -> list[types.CatalogDimension]:
        """What the first clearly likes more, the most first."""
        return self._ahead(0, 1)

    @property
    def more_two(self) -> list[types.CatalogDimension]:
        """The same of the second one."""
        return self._ahead(1, 0)

    def _ahead(self, one: int, two: int) -> list[types.CatalogDimension]:
        leads = [
            (ours - theirs, row.dimension)
            for row in self.chart.rows
            if (ours := row.bars[one]) is not None and (theirs := row.bars[two]) is not None
        ]
        clear = [pair for pair in leads if pair[0] >= SAME_WITHIN]
        return [dimension for _lead, dimension in sorted(clear, key=lambda pair: -pair[0])]


def comparison(one: SharedPage, two: SharedPage) -> ResultComparison:
    """Both may be of different catalog versions: dimensions are matched by their slugs, and
    named as in the first. Where one link does not tell how much is liked overall, both are drawn
    round the same middle."""
    level = all(page.chart is None or page.chart.is_level_known for page in (one, two))
    ours, theirs = _bars(one, is_level=level), _bars(two, is_level=level)
    rows = tuple(
        ChartRow(dimension, (value, theirs[slug][1]), ())
        for slug, (dimension, value) in ours.items()
        if slug in theirs
    )
    return ResultComparison(one, two, Chart(rows, one.chart.areas if one.chart else (), (), level))


def _bars(page: SharedPage, *, is_level: bool) -> dict[str, tuple[types.CatalogDimension, float]]:
    """The dimensions with answers, by slug; round the middle unless levels count."""
    rows = page.chart.rows if page.chart else ()
    average = page.snapshot.average
    shift = 0.0 if is_level or average is None else MIDDLE - average
    return {
        row.dimension.slug: (row.dimension, inside(bar + shift))
        for row in rows
        for bar in row.bars
        if bar is not None
    }
