"""How far a respondent has come: which page is next, may the quiz end, what is still missing.

`pages` are the slugs of the questions on each page shown, in order; `answers` what was given so
far, in any order. Both are data: nothing here knows how they are kept.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from roles.domain import adaptive, days, scoring
from roles.domain.sheets import read
from roles.domain.types import Answers, Catalog, DayChoice, DayPair

Pages = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What keeps a sheet from being scored."""

    needed: int  # answers that have to come at least; 0 when the sheet can be scored
    dimensions: tuple[str, ...]  # slugs of those without any answer
    skipped: tuple[str, ...]  # slugs of skipped questions whose answer would help, as shown


def sheet(pages: Pages, answers: Answers) -> dict[str, int | None]:
    """The answers in the order shown, without questions that were not answered or skipped yet."""
    return {slug: answers[slug] for page in pages for slug in page if slug in answers}


def page_limit(catalog: Catalog) -> int:
    """How many pages the quiz has at most."""
    return math.ceil(len(catalog.active_questions) / catalog.settings.questions_per_page)


def open_page(pages: Pages, answers: Answers) -> int | None:
    """The number, from 1, of the first page on which something is neither answered nor skipped;
    None when there is none."""
    numbers = (
        number
        for number, page in enumerate(pages, start=1)
        if any(slug not in answers for slug in page)
    )
    return next(numbers, None)


def question_seconds(pages: Pages, seconds: Sequence[float]) -> list[float]:
    """The time of each question shown: that of its page in equal parts."""
    return [
        time / len(page)
        for page, time in zip(pages, seconds, strict=False)  # an open page has none yet
        for _slug in page
    ]


def page_after(
    catalog: Catalog, pages: Pages, answers: Answers, seed: str, *, asks_all: bool
) -> tuple[str, ...]:
    """The questions of the page that follows; () when the quiz may end here.

    Args:
        pages: all of them answered.
        seed: of the attempt: the same one always gives the same page.
        asks_all: go on to the last question, however certain the leader is.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    shown = sheet(pages, answers)
    may_end = not asks_all and adaptive.may_stop(catalog, shown)
    if may_end and not shortfall(catalog, shown).needed:
        return ()
    rng = Random(f"{seed} page {len(pages) + 1}")  # noqa: S311  # no secret
    return adaptive.next_page(catalog, shown, rng)


def is_drawn_for_panel(catalog: Catalog, seed: str) -> bool:
    """Whether an attempt is one of the share that is asked everything, for calibration."""
    return Random(f"{seed} panel").random() < catalog.settings.panel_share  # noqa: S311  # no secret


def day_pairs(
    catalog: Catalog,
    answers: Answers,
    seconds: Sequence[float],
    seed: str,
    *,
    is_panel: bool,
    choices: Sequence[DayChoice] = (),
) -> tuple[DayPair, ...]:
    """The pairs of days in the second step; () when it is not open.

    Args:
        answers: in the order shown.
        seconds: as in `quality.notes`.
        seed: of the attempt: the same one gives the same pairs for the same first two roles.
        is_panel: shows the days however certain the leader is, and some of the last role.
        choices: made before. Where they count, the step stays open, so that they can be undone.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    if shortfall(catalog, answers).needed:
        return ()
    outcome = scoring.score(catalog, answers, seconds)
    leader, runner_up = outcome.leader, outcome.runner_up
    made = days.are_chosen(catalog, days.counted(catalog, outcome, choices), leader, runner_up)
    if not (made or days.is_offered(catalog, outcome, is_panel=is_panel)):
        return ()
    rng = Random(f"{seed} days {leader} {runner_up}")  # noqa: S311  # no secret
    control = outcome.matches[-1].role if is_panel else None
    return days.pairs(catalog, leader, runner_up, rng, control)


def shortfall(catalog: Catalog, answers: Mapping[str, int | None]) -> Shortfall:
    """What a sheet lacks to be scored: the minimum of answers, and one in each dimension.

    A catalog with fewer active questions than its minimum asks for all of them.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    of = read(catalog, answers)
    empty = {
        place
        for place, (count, active) in enumerate(zip(of.counts, of.layout.active, strict=True))
        if active and not count
    }
    minimum = min(catalog.settings.minimum_answers, len(catalog.active_questions))
    missing = minimum - len(of.keyed)
    needed = max(missing, len(empty), 0)
    # One answer in each empty dimension may be all that is missing; others would not help then.
    only_empty = missing <= len(empty)
    return Shortfall(
        needed=needed,
        dimensions=tuple(of.layout.dimensions[place] for place in sorted(empty)),
        skipped=tuple(
            slug
            for slug, answer in answers.items()
            if answer is None and (not only_empty or of.layout.keys[slug].dimension in empty)
        ),
    )
