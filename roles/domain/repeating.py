"""How often a leader comes again, and how often the quiz says it would.

Nobody takes the quiz twice for our sake. A complete sheet holds two short quizzes of the same
person, though, on other statements: its halves.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from roles.domain.calibration import REPEATS_NEEDED, Repeat
from roles.domain.scoring import posterior, ranking
from roles.domain.sheets import layout, read
from roles.domain.types import Answers, Catalog

BINS = 10  # of a reliability table, with equally many people each


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """People who were told much the same probability of their leader."""

    people: int
    stated: float  # that probability on average, 0 to 1
    repeated: int  # how many of them got the same leader again


class Halves(NamedTuple):
    """Two sheets of one person that have no statement in common."""

    first: Answers
    second: Answers


def halves(catalog: Catalog, answers: Answers) -> Halves:
    """The halves of a sheet: the statements of each dimension in turn, in the order shown.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    of = layout(catalog)
    met: dict[int, int] = {}
    parts: tuple[dict[str, int | None], dict[str, int | None]] = ({}, {})
    read(catalog, answers)
    for slug, answer in answers.items():
        place = of.keys[slug].dimension
        parts[met.get(place, 0) % 2][slug] = answer
        met[place] = met.get(place, 0) + 1
    return Halves(*parts)


def half_repeats(catalog: Catalog, sheets: Iterable[Answers]) -> Iterator[Repeat]:
    """The first half of each sheet, and the role that leads the second one. Sheets that have no
    answer in one of the two are passed over.

    Args:
        sheets: complete ones.

    Raises:
        AnswerError: as `halves`, of the first sheet that has any.
    """
    for answers in sheets:
        first, second = halves(catalog, answers)
        if any(map(_is_answered, first.values())) and any(map(_is_answered, second.values())):
            yield first, _leader(catalog, second)[0]


def _is_answered(answer: int | None) -> bool:
    return answer is not None


def _leader(catalog: Catalog, answers: Answers) -> tuple[str, float]:
    """The slug of the role that leads a sheet, and its probability."""
    sheet = read(catalog, answers)
    chances = posterior(sheet)
    first = ranking(chances)[0]
    return sheet.layout.roles[first], chances[first]


def reliability_bins(
    catalog: Catalog, repeats: Sequence[Repeat], bins: int = BINS
) -> tuple[ReliabilityBin, ...]:
    """What the probability stated for a leader is worth: who was told least first, in bins of
    equally many people but for one.

    Source: the reliability diagram, Murphy and Winkler 1977, with the bins of Hosmer and Lemeshow
    1980, so that none is too thin to say anything.

    Returns:
        () with fewer than REPEATS_NEEDED.

    Raises:
        AnswerError: as `half_repeats`.
    """
    if len(repeats) < REPEATS_NEEDED:
        return ()
    told = [(_leader(catalog, answers), role) for answers, role in repeats]
    cases = sorted((stated, leader == role) for (leader, stated), role in told)
    ends = [len(cases) * place // bins for place in range(bins + 1)]
    return tuple(
        ReliabilityBin(
            people=high - low,
            stated=fmean(stated for stated, _came_again in cases[low:high]),
            repeated=sum(came_again for _stated, came_again in cases[low:high]),
        )
        for low, high in pairwise(ends)
    )
