"""A made-up person's answers, worked through step by step with the engine's own numbers.

All that is said of answers is in steps: how far an answer, or a mean of several, lies above (or
below) the baseline of its question; before they are stretched, unless said otherwise. Nothing is
rounded but the points. No queries.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from roles.domain import adaptive, explanation, personas, scoring, sheets, types
from roles.pages.results.charts import RankedRole
from roles.pages.results.report import ResultPage, result_page

STATEMENTS = 3  # of each dimension that has so many


@dataclass(frozen=True, slots=True)
class ExampleAnswer:
    question: types.CatalogQuestion
    answer: int  # 1 to 5
    steps: float  # turned round first when the question is reversed
    hundredths: int  # of a point, for the leader


@dataclass(frozen=True, slots=True)
class ExampleArea:
    """One dimension, and whether it points to leader or runner-up."""

    dimension: types.CatalogDimension
    answers: tuple[ExampleAnswer, ...]  # one at least
    total: float  # of the answers' steps
    mean: float
    stretched: float  # the mean times the person's scale
    pattern: float  # the mean less the person's average
    weight: float  # what the mean is worth
    difference: float  # the leader's pattern less the runner-up's
    factor: float  # points for each step of the stretched mean
    middle: float  # the stretched mean that points to neither
    hundredths: int  # of a point, for the leader
    bar: float  # the mean from 0 to 100, as the chart of a result draws it


@dataclass(frozen=True, slots=True)
class ShapeRow:
    dimension: types.CatalogDimension
    target: float  # 0 to 100
    difference: float  # from the average of all targets
    pattern: float  # in steps


@dataclass(frozen=True, slots=True)
class Shape:
    """How the profile of a role becomes its pattern."""

    role: types.CatalogRole
    average: float  # of the targets
    length: float  # of their differences from it
    rows: tuple[ShapeRow, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One role beside the leader."""

    ranked: RankedRole
    behind: float  # points that the leader has against it; 0 for the leader
    share: float  # for one chance of the leader, 0 to 1


@dataclass(frozen=True, slots=True)
class Example:
    """The person liked what suits `first`, but the last statement of each dimension as somebody
    would for whom `second` is ideal."""

    first: types.CatalogRole
    second: types.CatalogRole
    page: ResultPage
    areas: tuple[ExampleArea, ...]  # those with statements
    residual: float  # sum of the answers' squared distances from the means of their areas
    freedom: int  # answers less areas with answers
    shift: float  # weighted mean of the areas' differences
    shapes: tuple[Shape, Shape]  # of leader and runner-up
    standings: tuple[Standing, ...]  # every role, closest first
    stay: float  # probability, 0 to 1, that the leader stays first after all statements
    may_stop: bool

    @property
    def average(self) -> float:
        """Of the areas' means: how much the person likes work of any kind."""
        return self.page.outcome.level

    @property
    def scale(self) -> float:
        """By how much this person's answers are stretched; see `sheets.scale_for`."""
        return self.page.outcome.scale

    @property
    def told_area(self) -> ExampleArea:
        """The one with the most points for the leader: its first answer is worked through."""
        return max(self.areas, key=lambda area: area.hundredths)

    @property
    def shares(self) -> float:
        return math.fsum(standing.share for standing in self.standings)

    @property
    def stay_in_100(self) -> float:
        """With one decimal, rounded down: what has not reached the bar must not look so."""
        return math.floor(1000 * self.stay) / 10


def worked_example(catalog: types.Catalog) -> Example:
    answers = _answers(catalog)
    outcome = scoring.score(catalog, answers)
    page = result_page(outcome=outcome, catalog=catalog, answers=answers)
    sheet = sheets.read(catalog, answers)
    areas = tuple(_areas(catalog, sheet, page))
    return Example(
        first=catalog.roles[0],
        second=catalog.roles[1],
        page=page,
        areas=areas,
        residual=sheet.residual,
        freedom=len(sheet.keyed) - len(areas),
        shift=_shift(areas),
        shapes=(_shape(catalog, page.sums.leader), _shape(catalog, page.sums.rival)),
        standings=tuple(_standings(catalog, answers, page)),
        stay=adaptive.stay_probability(catalog, answers),
        may_stop=adaptive.may_stop(catalog, answers),
    )


def _answers(catalog: types.Catalog) -> dict[str, int]:
    first, second = (personas.ideal_sheet(catalog, role.slug) for role in catalog.roles[:2])
    answers: dict[str, int] = {}
    for active in sheets.layout(catalog).active:
        asked = active[:STATEMENTS]
        answers |= {slug: first[slug] for slug in asked}
        answers |= {slug: second[slug] for slug in asked[-1:]}
    return answers


def _areas(catalog: types.Catalog, sheet: sheets.Sheet, page: ResultPage) -> Iterator[ExampleArea]:
    sums = page.sums
    leader, rival = (scoring.expected_pattern(catalog, role) for role in (sums.leader, sums.rival))
    one, two = (catalog.roles.index(role) for role in (sums.leader, sums.rival))
    slopes = scoring.line(catalog, sheet.counts).slopes
    rows = zip(sums.areas, page.outcome.scores, page.chart.rows, strict=True)
    for place, (area, score, drawn) in enumerate(rows):
        bar = drawn.bars[0]
        if score.pattern is None or bar is None:
            continue
        slug = area.dimension.slug
        yield ExampleArea(
            dimension=area.dimension,
            answers=tuple(
                ExampleAnswer(
                    given.question,
                    given.answer,
                    sheet.keyed[given.question.slug] / sheet.scale,
                    given.hundredths,
                )
                for given in area.answers
            ),
            total=sheet.sums[place] / sheet.scale,
            mean=sheet.means[place] / sheet.scale,
            stretched=sheet.means[place],
            pattern=score.pattern,
            weight=scoring.weight(catalog.settings, score.answered),
            difference=leader[slug] - rival[slug],
            factor=(slopes[one][place] - slopes[two][place]) / catalog.settings.temperature,
            middle=(leader[slug] + rival[slug]) / 2,
            hundredths=area.hundredths,
            bar=bar,
        )


def _shift(areas: tuple[ExampleArea, ...]) -> float:
    weights = math.fsum(area.weight for area in areas)
    return math.fsum(area.weight * area.difference for area in areas) / weights


def _shape(catalog: types.Catalog, role: types.CatalogRole) -> Shape:
    expected = scoring.expected_pattern(catalog, role)
    average = math.fsum(role.targets[row.slug] for row in catalog.dimensions) / len(expected)
    rows = tuple(
        ShapeRow(row, role.targets[row.slug], role.targets[row.slug] - average, expected[row.slug])
        for row in catalog.dimensions
    )
    return Shape(role, average, math.hypot(*(row.difference for row in rows)), rows)


def _standings(
    catalog: types.Catalog, answers: dict[str, int], page: ResultPage
) -> Iterator[Standing]:
    leader = page.outcome.leader
    for ranked in page.roles:
        behind = explanation.reasons(catalog, answers, leader, ranked.role.slug).log_odds
        yield Standing(ranked, behind, math.exp(-behind))
