"""Two results beside each other, of one person or of two. Nothing is stored, no query."""

from dataclasses import dataclass

from roles.domain import types
from roles.domain.shapes import MIDDLE_OF_100
from roles.pages.results.charts import Chart, ChartRow, inside
from roles.pages.results.shared import SharedPage


@dataclass(frozen=True, slots=True)
class ResultComparison:
    """What two results have in common."""

    one: SharedPage
    two: SharedPage
    chart: Chart  # of dimensions that both have; without rows when one shows no chart

    @property
    def has_same_leader(self) -> bool:
        """Whether both headlines begin with the same role."""
        names = [page.named[0].role.slug if page.named else None for page in (self.one, self.two)]
        return names[0] == names[1] is not None


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
    shift = 0.0 if is_level or average is None else MIDDLE_OF_100 - average
    return {
        row.dimension.slug: (row.dimension, inside(bar + shift))
        for row in rows
        for bar in row.bars
        if bar is not None
    }
