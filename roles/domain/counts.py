"""What many attempts came to, as numbers that add up: those of two days are the sum of each day's.

`Counts` hold the attempts of one catalog version, or of several. They tell of nobody: whatever
names a person, or would let one be followed, is gone once an attempt is counted.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from roles.domain import days, progress, quality, scoring
from roles.domain.errors import CountsDamaged
from roles.domain.sheets import HIGHEST, LOWEST, Sheet, read
from roles.domain.types import Answers, Catalog, CatalogQuestion, DayChoice, Outcome

LONGEST = 3600  # seconds; what took longer counts as an hour
LAST_GAP = 9  # tenths of a probability
NO_SPREAD = 1e-9  # numbers that differ by less are equal but for rounding

FINISHED, CHECK, DAYS = "finished", "check", "days"
NOT_OFFERED, OPEN, SKIPPED, SAME, CHANGED = "not_offered", "open", "skipped", "same", "changed"
SECOND_STEP = (NOT_OFFERED, OPEN, SKIPPED, SAME, CHANGED)


# --- what is counted


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What of a result is counted."""

    outcome: Outcome
    notes: Sequence[str]  # codes of quality.NOTES
    seconds: float  # from the first page to the result; below 0 when the clock was set back
    links: int = 0  # public links made of it


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """What of an attempt is counted."""

    pages: progress.Pages
    answers: Answers  # in the order shown; of a finished one, those that its result came from
    seconds: Sequence[float] = ()  # from one page's answers to the next one's
    is_panel: bool = False
    day_choices: Sequence[DayChoice] = ()  # of a finished one, those that its result came from
    days_skipped: bool = False
    result: ResultFacts | None = None  # None before it is finished


# --- the numbers


@dataclass(slots=True)
class StatementCounts:
    """What people answered to one statement, in one wording.

    The sums are over those of `pairs`, people who answered it and another one of its dimension and
    whose sheet has no note: own is their keyed answer, rest the mean of their other keyed answers
    in the dimension. Both are in points of the answer scale, less baselines.
    """

    shown: int = 0
    skipped: int = 0
    answers: Counter[int] = field(default_factory=Counter)  # 1 to 5 -> people
    pairs: int = 0
    sum_own: float = 0.0
    sum_rest: float = 0.0
    squares_own: float = 0.0
    squares_rest: float = 0.0
    products: float = 0.0

    @property
    def answered(self) -> int:
        return self.answers.total()

    def add(self, other: "StatementCounts") -> None:
        self.shown += other.shown
        self.skipped += other.skipped
        self.answers.update(other.answers)
        self.pairs += other.pairs
        self.sum_own += other.sum_own
        self.sum_rest += other.sum_rest
        self.squares_own += other.squares_own
        self.squares_rest += other.squares_rest
        self.products += other.products

    def add_answer(self, answer: int | None) -> None:
        """One more person who was shown it; None for one who skipped it."""
        self.shown += 1
        if answer is None:
            self.skipped += 1
        else:
            self.answers[answer] += 1

    def add_pair(self, own: float, rest: float) -> None:
        """One more person for the correlation."""
        self.pairs += 1
        self.sum_own += own
        self.sum_rest += rest
        self.squares_own += own * own
        self.squares_rest += rest * rest
        self.products += own * rest


class Controls(NamedTuple):
    """Choices between a day of the leader and one of the last role, of panel attempts."""

    won: int  # for the leader's day
    shown: int  # in which one of the two was chosen


@dataclass(slots=True)
class Counts:
    """What so many attempts came to. A partition adds up to what it is a partition of."""

    started: int = 0
    # A partition of the attempts by where they ended: FINISHED; "page 2" and so on, where that
    # page waits for answers; CHECK, all answered and no result; DAYS, likewise, and the second
    # step waits.
    ends: Counter[str] = field(default_factory=Counter)
    pages: Counter[int] = field(default_factory=Counter)  # partition, by how many were shown
    leaders: Counter[str] = field(default_factory=Counter)  # partition of the finished, by slug
    certainties: Counter[str] = field(default_factory=Counter)  # partition of the finished
    notes: Counter[str] = field(default_factory=Counter)  # results with it; one may have several
    noted: int = 0  # results with any note
    # A partition of the finished, by what became of the second step: NOT_OFFERED; OPEN, neither
    # taken nor skipped; SKIPPED, as a whole or pair by pair; SAME, taken, and the leader stayed;
    # CHANGED, taken, and another role leads.
    second_step: Counter[str] = field(default_factory=Counter)
    # The finished by whole seconds from start to result, at most LONGEST; without those for whom
    # the clock was set back.
    seconds: Counter[int] = field(default_factory=Counter)
    gaps: Counter[int] = field(default_factory=Counter)  # partition, by tenths from first to second
    asked: Counter[int] = field(default_factory=Counter)  # partition, by statements shown
    shared: int = 0  # finished, with at least one public link
    links: int = 0  # public links made
    controls: dict[str, Controls] = field(default_factory=dict)  # by the leader of the statements
    statements: dict[str, StatementCounts] = field(default_factory=dict)  # by `wording_key`

    @property
    def finished(self) -> int:
        return self.ends[FINISHED]

    def add(self, other: "Counts") -> None:
        """Adds the numbers of other attempts to these."""
        for name in NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in (*COUNTERS_OF_WORDS, *COUNTERS_OF_NUMBERS):
            getattr(self, name).update(getattr(other, name))
        for leader, controls in other.controls.items():
            self.add_controls(leader, controls)
        for key, statement in other.statements.items():
            self.statement(key).add(statement)

    def __add__(self, other: "Counts") -> "Counts":
        return total([self, other])

    def add_controls(self, leader: str, controls: Controls) -> None:
        before = self.controls.get(leader, Controls(0, 0))
        self.controls[leader] = Controls(before.won + controls.won, before.shown + controls.shown)

    def statement(self, key: str) -> StatementCounts:
        found = self.statements.get(key)
        if found is None:
            found = self.statements[key] = StatementCounts()
        return found


NUMBERS = ("started", "noted", "shared", "links")
COUNTERS_OF_WORDS = ("ends", "leaders", "certainties", "notes", "second_step")
COUNTERS_OF_NUMBERS = ("pages", "seconds", "gaps", "asked")


def total(many: Iterable[Counts]) -> Counts:
    """The sum of all; that of none is empty."""
    counts = Counts()
    for each in many:
        counts.add(each)
    return counts


# --- counting


def count_attempt(catalog: Catalog, facts: AttemptFacts) -> Counts:
    """The numbers of a single attempt.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    counts = Counts()
    add_attempt(counts, catalog, facts)
    return counts


def add_attempt(counts: Counts, catalog: Catalog, facts: AttemptFacts) -> None:
    """Counts one more attempt of a version with this catalog.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    sheet = read(catalog, facts.answers)
    counts.started += 1
    counts.ends[_end(catalog, facts)] += 1
    counts.pages[len(facts.pages)] += 1
    notes = _notes(sheet, facts)
    _add_statements(counts, sheet, facts.answers, is_noted=bool(notes))
    if facts.result:
        _add_result(counts, catalog, facts, facts.result)


def _notes(sheet: Sheet, facts: AttemptFacts) -> Sequence[str]:
    if facts.result:
        return facts.result.notes
    seconds = progress.question_seconds(facts.pages, facts.seconds)
    return quality.sheet_notes(sheet, facts.answers, seconds)


def _end(catalog: Catalog, facts: AttemptFacts) -> str:
    """Where an attempt ended, as the keys of `Counts.ends`."""
    if facts.result:
        return FINISHED
    if number := progress.open_page(facts.pages, facts.answers):
        return f"page {number}"
    is_settled = facts.days_skipped or facts.day_choices
    if is_settled or progress.shortfall(catalog, facts.answers).needed:
        return CHECK
    outcome = scoring.score(catalog, facts.answers)
    return DAYS if days.is_offered(catalog, outcome, is_panel=facts.is_panel) else CHECK


def _add_statements(counts: Counts, sheet: Sheet, answers: Answers, *, is_noted: bool) -> None:
    keys = wording_keys(sheet.catalog)
    for slug, answer in answers.items():
        statement = counts.statement(keys[slug])
        statement.add_answer(answer)
        if answer is None or is_noted:
            continue
        place, own = sheet.layout.keys[slug].dimension, sheet.keyed[slug]
        if others := sheet.counts[place] - 1:
            statement.add_pair(own, (sheet.sums[place] - own) / others)


def _add_result(counts: Counts, catalog: Catalog, facts: AttemptFacts, result: ResultFacts) -> None:
    outcome = result.outcome
    first, second = outcome.matches[:2]
    counts.leaders[outcome.leader] += 1
    counts.certainties[outcome.certainty] += 1
    counts.notes.update(result.notes)
    counts.noted += bool(result.notes)
    if result.seconds >= 0:
        counts.seconds[min(int(result.seconds), LONGEST)] += 1
    counts.gaps[min(int(10 * (first.probability - second.probability)), LAST_GAP)] += 1
    counts.asked[len(facts.answers)] += 1
    counts.shared += bool(result.links)
    counts.links += result.links
    chosen = [choice for choice in facts.day_choices if choice.chosen is not None]
    if not chosen:  # then the outcome is that of the statements
        counts.second_step[_passed_by(catalog, facts, outcome)] += 1
        return
    statements = scoring.score(catalog, facts.answers)
    counts.second_step[SAME if statements.leader == outcome.leader else CHANGED] += 1
    if facts.is_panel:
        _add_controls(counts, catalog, statements, chosen)


def _passed_by(catalog: Catalog, facts: AttemptFacts, outcome: Outcome) -> str:
    """What became of the second step when no day was chosen."""
    if not days.is_offered(catalog, outcome, is_panel=facts.is_panel):
        return NOT_OFFERED
    return SKIPPED if facts.days_skipped or facts.day_choices else OPEN


def _add_controls(
    counts: Counts, catalog: Catalog, statements: Outcome, chosen: Sequence[DayChoice]
) -> None:
    first, _second, *others = statements.matches
    if not others:  # the last role is the runner-up, and its days count
        return
    both = (first.role, others[-1].role)
    leads = [days.lead(catalog, [choice], *both) for choice in chosen]
    if shown := sum(map(abs, leads)):
        counts.add_controls(first.role, Controls(leads.count(1), shown))


# --- statements, each in its wording


def wording_key(question: CatalogQuestion) -> str:
    """What tells a statement in one wording from itself in another, and in other catalogs: its
    slug and eight digits that follow from what it says and how it is scored."""
    wording = f"{question.text}|{question.dimension}|{question.reversed}"
    return f"{question.slug} {hashlib.sha256(wording.encode()).hexdigest()[:8]}"


@lru_cache(maxsize=64)
def wording_keys(catalog: Catalog) -> Mapping[str, str]:
    """The key of each question, by its slug."""
    return {question.slug: wording_key(question) for question in catalog.questions}


def mean(of: StatementCounts) -> float | None:
    """The mean of the answers as given, 1 to 5; None when it was always skipped."""
    if not of.answered:
        return None
    return sum(answer * people for answer, people in of.answers.items()) / of.answered


def deviation(of: StatementCounts) -> float | None:
    """The standard deviation of the answers as given; None when it was always skipped."""
    count = of.answered
    if not count:
        return None
    sum_of_all = sum(answer * people for answer, people in of.answers.items())
    squares = sum(answer * answer * people for answer, people in of.answers.items())
    return math.sqrt(count * squares - sum_of_all * sum_of_all) / count


def total_correlation(of: StatementCounts) -> float | None:
    """The corrected item-total correlation (Henrysson 1963), -1 to 1: the keyed answers against
    the mean of the same people's other keyed answers in the dimension. Low or below 0: the
    statement measures something else, or is keyed the wrong way. None with fewer than two such
    people, or where either side is the same for all of them."""
    if of.pairs < 2:
        return None
    spread_own = _spread(of.pairs, of.sum_own, of.squares_own)
    spread_rest = _spread(of.pairs, of.sum_rest, of.squares_rest)
    if not (spread_own and spread_rest):
        return None
    both = of.products - of.sum_own * of.sum_rest / of.pairs
    # Rounding can lead a hair past 1.
    return max(-1.0, min(both / math.sqrt(spread_own * spread_rest), 1.0))


def _spread(count: int, sum_of_all: float, squares: float) -> float:
    """The sum of squares round the mean; 0 for what is there by rounding alone."""
    spread = squares - sum_of_all * sum_of_all / count
    return spread if spread > NO_SPREAD * max(squares, NO_SPREAD * count) else 0.0


# --- as a document

SUMS = ("sum_own", "sum_rest", "squares_own", "squares_rest", "products")
WHOLE = 3 + HIGHEST  # counts of a statement: shown, skipped, each answer, pairs


def dump(counts: Counts) -> dict[str, Any]:
    """The numbers as JSON can hold them, to the last digit: `parse` gives equal ones back."""
    document: dict[str, Any] = {name: getattr(counts, name) for name in NUMBERS}
    for name in COUNTERS_OF_WORDS:
        document[name] = dict(getattr(counts, name))
    for name in COUNTERS_OF_NUMBERS:  # number, count, number, count: half as long to read
        document[name] = [each for pair in sorted(getattr(counts, name).items()) for each in pair]
    document["controls"] = {slug: list(controls) for slug, controls in counts.controls.items()}
    document["statements"] = {
        key: [
            *(statement.shown, statement.skipped),
            *(statement.answers[answer] for answer in range(LOWEST, HIGHEST + 1)),
            statement.pairs,
            *(getattr(statement, name) for name in SUMS),
        ]
        for key, statement in counts.statements.items()
    }
    return document


def parse(document: object) -> Counts:
    """The numbers that `dump` made this document of, in this release or in one that counted less
    or more: what is not there is empty, and what is not known is left out.

    Raises:
        CountsDamaged: when it is no document of `dump`, or its parts do not add up.
    """
    found = _mapping(document, "the document")
    if "started" not in found:
        raise CountsDamaged("does not say how many started")
    rows = dump(Counts()) | found
    counts = Counts()
    for name, count in zip(
        NUMBERS, _whole([rows[name] for name in NUMBERS], "numbers"), strict=True
    ):
        setattr(counts, name, count)
    for name in COUNTERS_OF_WORDS:
        row = _mapping(rows[name], name)
        _whole([*row.values()], name)
        setattr(counts, name, Counter(row))
    for name in COUNTERS_OF_NUMBERS:
        setattr(counts, name, _counter(rows[name], name))
    for slug, row in _mapping(rows["controls"], "controls").items():
        counts.controls[slug] = _controls(row, f"controls.{slug}")
    for key, row in _mapping(rows["statements"], "statements").items():
        counts.statements[key] = _statement(row, f"statements.{key}")
    _check_partitions(counts, found)
    return counts


def _check_partitions(counts: Counts, found: Mapping[str, object]) -> None:
    of_finished = ("leaders", "certainties", "second_step", "gaps", "asked")
    sizes = {"ends": counts.started, "pages": counts.started}
    for name, size in (sizes | dict.fromkeys(of_finished, counts.finished)).items():
        if name in found and getattr(counts, name).total() != size:
            raise CountsDamaged(f"{name} do not add up to {size}")


def _counter(row: object, where: str) -> Counter[int]:
    numbers = _whole(row, where)
    if len(numbers) % 2:
        raise CountsDamaged(f"{where} are not pairs")
    return Counter(dict(zip(numbers[::2], numbers[1::2], strict=True)))


def _controls(row: object, where: str) -> Controls:
    numbers = _whole(row, where)
    if len(numbers) != 2 or numbers[0] > numbers[1]:
        raise CountsDamaged(f"{where}: {row!r} are not won and shown")
    return Controls(*numbers)


def _statement(row: object, where: str) -> StatementCounts:
    if not isinstance(row, list) or len(row) != WHOLE + len(SUMS):
        raise CountsDamaged(f"{where} are not {WHOLE + len(SUMS)} numbers")
    shown, skipped, *given, pairs = _whole(row[:WHOLE], where)
    answers = Counter({answer: people for answer, people in enumerate(given, LOWEST) if people})
    if shown != skipped + answers.total():
        raise CountsDamaged(f"{where}: skipped and answers do not add up to {shown}")
    sums = row[WHOLE:]
    if not set(map(type, sums)) <= {int, float} or not all(map(math.isfinite, sums)):
        raise CountsDamaged(f"{where}: {sums!r} are no sums")
    return StatementCounts(shown, skipped, answers, pairs, *map(float, sums))


def _mapping(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CountsDamaged(f"{where} is no object")
    return value


def _whole(row: object, where: str) -> list[int]:
    """A list of counts; checked as a whole, as there are thousands on each of hundreds of days."""
    if not isinstance(row, list) or not set(map(type, row)) <= {int} or min(row, default=0) < 0:
        raise CountsDamaged(f"{where}: {row!r} are no counts")
    return row
