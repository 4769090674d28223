"""Reads of the answers that a draft can learn from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from roles.domain import learning, progress
from roles.domain.calibration import Repeat
from roles.domain.learning import Learnt, Part, RealAnswers
from roles.domain.types import Answers, Catalog, CatalogQuestion
from roles.models import FitAnswer, Result
from roles.models.results import FIT_ASKED_AFTER
from roles.queries.cached import cached
from roles.queries.catalog import draft_catalog, kept_version, version_catalog
from roles.queries.figures import catalog_digest
from roles.queries.roles import former_slugs
from roles.queries.versions import draft_digest

MOST_RESULTS = 5_000  # the newest, of which first pages are read; likewise of later answers
MOST_SHEETS = 500  # the newest panel sheets: more take seconds, and change no second digit
# Refitting the variances brought nothing in trials: the settings are there for who wants them.
DEFAULT_PARTS: tuple[Part, ...] = ("baselines",)
WELL_FROM = 4  # of 1 to 5: how well a job suits people who have found theirs
Pairs = list[tuple[str, int | None]]


def draft_calibration(catalog: Catalog) -> Learnt:
    """What the newest results say of a draft, as of up to ten minutes ago: to work it out takes a
    second or two. Four queries, and one for each version in a process; or none.

    Args:
        catalog: the draft.
    """
    key = f"calibration.{catalog_digest(catalog)}"
    return cached(key, lambda: learning.learn(catalog, real_answers(catalog)))


@dataclass(frozen=True)
class Proposal:
    """What the draft would be with some parts of what was learnt."""

    draft: Catalog
    draft_stamp: str  # of the draft, see `queries.versions.draft_digest`
    learnt: Learnt
    parts: tuple[Part, ...]
    catalog: Catalog  # the draft with these parts in it

    @property
    def stamp(self) -> str:
        """What changes whenever the draft, or a number that would be put into it, does."""
        return f"{self.draft_stamp}:{catalog_digest(self.catalog)}"

    @property
    def is_new(self) -> bool:
        """Whether it would change the draft."""
        return self.catalog != self.draft


def draft_proposal(parts: Collection[Part] = DEFAULT_PARTS) -> Proposal:
    """The draft with what the newest results say, as far as they say it. Twenty-one queries besides
    those of `draft_calibration`.

    Args:
        parts: those to put in; what is not proposed stays out.

    Raises:
        CatalogError: when the draft cannot be published as it stands.
    """
    stamp, draft = draft_digest(), draft_catalog()
    learnt = draft_calibration(draft)
    chosen = tuple(part for part in learnt.proposed if part in parts)
    return Proposal(draft, stamp, learnt, chosen, learning.with_parts(draft, learnt, chosen))


def real_answers(catalog: Catalog) -> RealAnswers:
    """The answers of the newest results that a catalog can learn from, without those of noted
    sheets. Four queries, and one for each version in a process.

    Of people who were asked everything, as some are picked to be, all answers; of all others those
    to the first page, which chance chose. Who chose to answer the rest is no fair sample of all.
    Only answers to statements that the catalog has in the same words, for the same dimension.
    """
    same = _SameStatements(catalog)
    by_question: dict[str, list[int]] = {}
    complete: list[Answers] = []
    for version, pairs in _clean(_panel_results()):
        if same.was_asked_everything(version, pairs):
            sheet = same.of(version, pairs)
            _count(by_question, sheet)
            if not progress.shortfall(catalog, sheet).needed:
                complete.append(sheet)
    for version, pairs in _clean(_other_results()):
        _count(by_question, same.of(version, pairs[: same.page_size(version)]))
    return RealAnswers(by_question, complete, tuple(_fitting(catalog, same)))


# --- rows: a version's primary key, and answers in the order shown

Row = tuple[int, Pairs]


def _panel_results() -> "QuerySet[Any, Any]":
    """By an index, as few of all results are of the panel. SQLite would pass it over for a plain
    `is_panel`, which is no comparison."""
    panel = Result.objects.filter(attempt__is_panel__in=[True]).order_by("-attempt__started_at")
    return panel.values_list("version", "answer_pairs", "notes")[:MOST_SHEETS]


def _other_results() -> "QuerySet[Any, Any]":
    others = Result.objects.filter(attempt__is_panel=False).order_by("-finished_at")
    return others.values_list("version", "answer_pairs", "notes")[:MOST_RESULTS]


def _clean(rows: Iterable[tuple[int, Pairs, list[str]]]) -> Iterable[Row]:
    return ((version, pairs) for version, pairs, notes in rows if not notes)


def _fitting(catalog: Catalog, same: "_SameStatements") -> Iterable[Repeat]:
    """Sheets of people whose job suits them by now, with the role of that job."""
    renamed = former_slugs()
    rows = (
        FitAnswer.objects.filter(
            suits__gte=WELL_FROM, answered_at__gte=F("result__finished_at") + FIT_ASKED_AFTER
        )
        .exclude(job="")
        .order_by("-answered_at")
        .values_list("job", "result__version", "result__answer_pairs", "result__notes")
    )
    for job, version, pairs, notes in rows[:MOST_RESULTS]:
        role = renamed.get(job, job)
        sheet = same.of(version, pairs)
        is_known = not notes and role in catalog.roles_by_slug
        if is_known and not progress.shortfall(catalog, sheet).needed:
            yield sheet, role


def _count(by_question: dict[str, list[int]], sheet: Answers) -> None:
    for slug, answer in sheet.items():
        if answer is not None:
            by_question.setdefault(slug, []).append(answer)


# --- which of their answers count


@dataclass(frozen=True)
class _VersionStatements:
    asked: frozenset[str]  # slugs of the statements that the version asks
    same: frozenset[str]  # and of those that the catalog has in the same words
    page_size: int


class _SameStatements:
    """What answers to the statements of other versions are worth for a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._wordings = {row.slug: _wording(row) for row in catalog.questions}
        self._versions: dict[int, _VersionStatements] = {}

    def of(self, version: int, pairs: Pairs) -> dict[str, int | None]:
        """The sheet without what was asked in other words, in the order shown."""
        same = self._version(version).same
        return {slug: answer for slug, answer in pairs if slug in same}

    def was_asked_everything(self, version: int, pairs: Pairs) -> bool:
        return self._version(version).asked <= {slug for slug, _answer in pairs}

    def page_size(self, version: int) -> int:
        return self._version(version).page_size

    def _version(self, pk: int) -> _VersionStatements:
        if pk not in self._versions:
            of = version_catalog(kept_version(pk))
            self._versions[pk] = _VersionStatements(
                asked=frozenset(row.slug for row in of.active_questions),
                same=frozenset(
                    row.slug
                    for row in of.questions
                    if self._wordings.get(row.slug) == _wording(row)
                ),
                page_size=of.settings.questions_per_page,
            )
        return self._versions[pk]


def _wording(row: CatalogQuestion) -> tuple[str, str, bool]:
    """What an answer was an answer to."""
    return row.text, row.dimension, row.reversed
