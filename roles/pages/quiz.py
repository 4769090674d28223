"""What the pages of the quiz show. No query."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roles.domain import adaptive, progress, scoring, types
from roles.models import Attempt
from roles.queries.catalog import version_catalog
from roles.queries.quiz import day_pairs

SECONDS_PER_STATEMENT = 7  # reading and rating one short statement, about; to be measured


def quiz_size(catalog: types.Catalog) -> dict[str, int]:
    """How many statements and whole minutes the quiz takes, at least and at most."""
    most = len(catalog.active_questions)
    fewest = min(catalog.settings.minimum_answers, most)
    return {
        "fewest": fewest,
        "most": most,
        "fewest_minutes": max(1, round(fewest * SECONDS_PER_STATEMENT / 60)),
        "most_minutes": max(1, round(most * SECONDS_PER_STATEMENT / 60)),
    }


def page_questions(attempt: Attempt, number: int) -> list[types.CatalogQuestion]:
    """The statements of a page, numbered from 1, as the attempt's own version has them."""
    return _questions(attempt, attempt.pages[number - 1])


def _questions(attempt: Attempt, slugs: Sequence[str]) -> list[types.CatalogQuestion]:
    questions = version_catalog(attempt.version).questions_by_slug
    return [questions[slug] for slug in slugs]


def close_roles(attempt: Attempt) -> int:
    """How many roles its statements leave close to each other; 0 when one leads or none stands
    out. No query."""
    catalog = version_catalog(attempt.version)
    outcome = scoring.score(catalog, attempt.sheet, attempt.question_seconds)
    return len(outcome.named) if outcome.certainty == "close" else 0


@dataclass(frozen=True)
class SecondStep:
    """Pairs of days to choose from, once the statements leave the first two roles apart by too
    little."""

    pairs: tuple[types.DayPair, ...]  # () when the step is not open
    is_taken: bool  # whether days of these roles were chosen between, or each pair was skipped
    is_skipped: bool  # as a whole

    @property
    def is_waiting(self) -> bool:
        return bool(self.pairs) and not self.is_taken and not self.is_skipped


def second_step(attempt: Attempt) -> SecondStep:
    """How an attempt stands with it. No query."""
    roles = version_catalog(attempt.version).roles_by_day

    def sides(pairs: Iterable[types.DayPair]) -> set[frozenset[str]]:
        return {frozenset((roles[pair.left].slug, roles[pair.right].slug)) for pair in pairs}

    pairs = day_pairs(attempt)
    is_taken = sides(pairs) == sides(choice.pair for choice in attempt.choices)
    return SecondStep(pairs, bool(pairs) and is_taken, attempt.days_skipped)


@dataclass(frozen=True)
class CheckedAnswer:
    page: int  # its number, where it can be changed
    question: types.CatalogQuestion
    answer: int | None  # None: skipped


@dataclass(frozen=True)
class MissingKind:
    """Skipped statements of one dimension whose answers would help."""

    dimension: types.CatalogDimension
    is_empty: bool  # whether it has no answer at all
    statements: list[tuple[int, types.CatalogQuestion]]  # with their pages, as shown


@dataclass(frozen=True)
class CheckPage:
    """What the check page says of an attempt."""

    answers: list[CheckedAnswer]  # in the order shown, without what is unanswered
    answered: int
    skipped: int
    left: int  # active questions without an answer or a skip
    may_stop: bool
    needed: int  # answers that have to come at least; 0 when the sheet can be scored
    missing: list[MissingKind]  # what would help: those without any answer first
    second_step: SecondStep


def check_page(attempt: Attempt) -> CheckPage:
    """Everything on the check page. No query."""
    catalog, sheet = version_catalog(attempt.version), attempt.sheet
    shortfall = progress.shortfall(catalog, sheet)
    numbers = {slug: number for number, page in enumerate(attempt.pages, 1) for slug in page}
    return CheckPage(
        answers=[
            CheckedAnswer(numbers[question.slug], question, sheet[question.slug])
            for question in _questions(attempt, list(sheet))
        ],
        answered=attempt.answered,
        skipped=len(sheet) - attempt.answered,
        left=sum(question.slug not in sheet for question in catalog.active_questions),
        may_stop=adaptive.may_stop(catalog, sheet),
        needed=shortfall.needed,
        missing=_missing(catalog, shortfall, numbers) if shortfall.needed else [],
        second_step=second_step(attempt),
    )


def _missing(
    catalog: types.Catalog, shortfall: progress.Shortfall, numbers: Mapping[str, int]
) -> list[MissingKind]:
    by_kind: dict[str, list[tuple[int, types.CatalogQuestion]]] = {}
    for slug in shortfall.skipped:
        question = catalog.questions_by_slug[slug]
        by_kind.setdefault(question.dimension, []).append((numbers[slug], question))
    kinds = [
        MissingKind(row, row.slug in shortfall.dimensions, by_kind[row.slug])
        for row in catalog.dimensions
        if row.slug in by_kind
    ]
    return sorted(kinds, key=lambda kind: not kind.is_empty)
