"""All that may be shown of the counted days: every number that a choice of days can be made of.

What is not in here is shown nowhere; see `disclosure` for why. A *stratum* is a version in one
language that stands alone, or all others together, the pool.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from roles.domain import counts as of_people
from roles.domain.counts import CHECK, DAYS, FINISHED, Counts, StatementCounts
from roles.domain.days import CONTROL_PAIRS
from roles.domain.disclosure import (
    ALONE,
    FEWEST,
    Partition,
    People,
    Run,
    bundle,
    hide_all,
    partition,
    together,
)

UNFINISHED = "unfinished"
ANSWERED, SKIPPED = "answered", "skipped"
AFTER = "after the questions"  # stopped on the check page or in the second step
WON, LOST = "won", "lost"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class DayRow:
    """The attempts that began on one day, with one version and in one language."""

    day: date
    version: int  # its number
    language: str
    counts: Counts


class Days(NamedTuple):
    """Days in a row, both included."""

    first: date
    last: date
    # Whether some versions, or languages, have people on days among those chosen who are not in
    # the figure, as they are shown with other days or not at all.
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class ReleasedRun:
    """What a table shows of one run of days."""

    days: Days
    people: Mapping[str, int]  # in each cell that is shown
    whole: int | None  # in all cells; None where that is not known


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """Cells of the same people, and the runs for which they are shown."""

    hidden: frozenset[str]
    runs: tuple[ReleasedRun, ...]


class AnswerSums(NamedTuple):
    """What mean, deviation and correlation are made from. Where it is hidden how many answered,
    everybody counts who was shown the statement, as if those who skipped it had answered likewise:
    the right number could be found from the means of some days and of all."""

    weight: int  # people
    total: float  # of their answers
    squares: float
    for_correlation: tuple[int | float, ...]  # see CORRELATED


class StatementRun(NamedTuple):
    """What is shown of a statement for one run of days."""

    days: Days
    shown: int
    skipped: int | None  # None where so few skipped it, or answered it, that both are hidden
    answers: AnswerSums | None  # None for too few answers


@dataclass(frozen=True, slots=True)
class ReleasedStatement:
    """A statement in one wording."""

    version: int  # the newest one that it was answered in
    runs: tuple[StatementRun, ...]


@dataclass(frozen=True, slots=True)
class ReleasedStratum:
    version: int | None  # None in the pool
    language: str | None
    days: Days  # on which anybody began
    tables: Mapping[str, ReleasedTable]
    seconds: tuple[tuple[Days, Counter[int]], ...]  # to the result, of each run of "finished"
    statements: Mapping[str, ReleasedStatement]  # by wording key


@dataclass(frozen=True, slots=True)
class Release:
    """What may be shown."""

    strata: tuple[ReleasedStratum, ...]
    first_day: date | None  # on which anybody began
    last_day: date | None
    left_out: int | None  # attempts of all days in no stratum; None when there are few

    @property
    def versions(self) -> tuple[int, ...]:
        """Those that can be chosen, the newest first."""
        found = {each.version for each in self.strata if each.version is not None}
        return tuple(sorted(found, reverse=True))

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that can be chosen; () when there is but one."""
        found = sorted({each.language for each in self.strata if each.language is not None})
        return tuple(found) if len(found) > 1 else ()


def release(rows: Iterable[DayRow]) -> Release:
    """What may be shown of these rows: all there are, whatever days will be chosen."""
    groups: dict[tuple[int, str], list[DayRow]] = {}
    for row in rows:
        groups.setdefault((row.version, row.language), []).append(row)
    strata: list[ReleasedStratum] = []
    pool: list[DayRow] = []
    for (version, language), group in sorted(groups.items(), reverse=True):
        if sum(row.counts.finished for row in group) >= ALONE:
            strata.append(_stratum(version, language, group))
        else:
            pool += group
    is_shown = sum(row.counts.finished for row in pool) >= FEWEST
    if is_shown:
        strata.append(_stratum(None, None, pool))
    left_out = 0 if is_shown else sum(row.counts.started for row in pool)
    days = sorted(row.day for group in groups.values() for row in group if row.counts.started)
    return Release(
        strata=tuple(strata),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        left_out=None if 0 < left_out < FEWEST else left_out,
    )


# --- one stratum


class _Days(NamedTuple):
    """The days of a stratum, each with what was counted."""

    days: Sequence[date]
    counts: Sequence[Counts]

    def between(self, run: Run) -> Days:
        return Days(self.days[run.start], self.days[run.stop - 1])

    def cells(self, name: str) -> dict[str, list[int]]:
        """The cells of a counter of `Counts`, day by day."""
        counters = [getattr(each, name) for each in self.counts]
        keys = sorted({key for counter in counters for key in counter})
        return {str(key): [counter[key] for counter in counters] for key in keys}

    def people(self, name: str) -> list[int]:
        return [getattr(each, name) for each in self.counts]


def _stratum(version: int | None, language: str | None, rows: Sequence[DayRow]) -> ReleasedStratum:
    by_day: dict[date, list[Counts]] = {}
    for row in rows:
        if row.counts.started:
            by_day.setdefault(row.day, []).append(row.counts)
    days = sorted(by_day)
    # A sum takes as long as all the rest: a single one needs none, as nothing here changes it.
    each = [found[0] if len(found := by_day[day]) == 1 else of_people.total(found) for day in days]
    of = _Days(days, each)
    base, runs = _base(of)
    finished, started = of.people("finished"), of.people("started")
    tables = {FINISHED: _released(of, [base], runs, started if not base.hidden else None)}
    for name in ("leaders", "certainties", "second_step", "gaps"):
        tables[name], _runs = _table(of, of.cells(name), runs)
    tables["shared"], _runs = _table(of, _with_and_without(of.people("shared"), finished), runs)
    tables |= _notes(of, runs) | _hit_rates(of, runs)
    statements: Mapping[str, ReleasedStatement] = {}
    if not base.hidden:  # how often statements were shown may tell how many began
        funnel = _funnel(of, runs)
        tables["funnel"] = funnel.table
        if not funnel.is_solvable:
            statements = _statements(of, funnel.runs, rows)
    return ReleasedStratum(
        version=version,
        language=language,
        days=Days(days[0], days[-1]),
        tables=tables,
        seconds=tuple((of.between(run), _seconds(of, run)) for run in runs),
        statements=statements,
    )


def _base(of: _Days) -> tuple[Partition, list[Run]]:
    """The finished and the others, and the runs that all other runs are made of. Where hardly
    anybody gave up, only the finished are shown, as nothing tells the sum of both."""
    finished = of.people("finished")
    unfinished = _less(of.people("started"), finished)
    parts = partition({FINISHED: finished, UNFINISHED: unfinished}, least_hidden=1)
    shown = [parts.cells[key] for key in parts.shown]
    return parts, bundle(shown, _each_day(of))


def _each_day(of: _Days) -> list[Run]:
    return [Run(place, place + 1) for place in range(len(of.days))]


def _less(whole: People, part: People) -> list[int]:
    return [all_of_them - some for all_of_them, some in zip(whole, part, strict=True)]


def _with_and_without(part: People, whole: People) -> dict[str, list[int]]:
    return {YES: list(part), NO: _less(whole, part)}


def _table(
    of: _Days, cells: Mapping[str, People], within: Sequence[Run]
) -> tuple[ReleasedTable, list[Run]]:
    """A partition of people whose number is shown for the runs `within`."""
    parts = partition(cells)
    runs = bundle(parts.pieces, within)
    return _released(of, [parts], runs, parts.whole), runs


def _released(
    of: _Days, partitions: Sequence[Partition], runs: Sequence[Run], whole: People | None
) -> ReleasedTable:
    cells = {key: parts.cells[key] for parts in partitions for key in parts.shown}
    hidden = frozenset(key for parts in partitions for key in parts.hidden)
    return ReleasedTable(
        hidden,
        tuple(
            ReleasedRun(
                of.between(run),
                {key: run.sum(people) for key, people in cells.items()},
                None if whole is None else run.sum(whole),
            )
            for run in runs
            if cells
        ),
    )


def _seconds(of: _Days, run: Run) -> Counter[int]:
    seconds: Counter[int] = Counter()
    for each in of.counts[run.start : run.stop]:
        seconds.update(each.seconds)
    return seconds


def _notes(of: _Days, within: Sequence[Run]) -> dict[str, ReleasedTable]:
    """Whether there was any note; and of those with one, whether it was this one, or only others.

    Of each note only as much is shown as leaves neither those with another one to be found, nor,
    once all of them are shown, those with several.
    """
    noted, finished = of.people("noted"), of.people("finished")
    any_note, runs = _table(of, _with_and_without(noted, finished), within)
    tables = {"noted": any_note}
    cells = of.cells("notes")
    if any_note.hidden or not cells:
        return tables
    parts = {code: partition(_with_and_without(cells[code], noted)) for code in cells}
    several = _less(together(cells.values()), noted)  # notes beyond the first of each person
    pieces = [several] if sum(several) else []
    if not any(each.hidden for each in parts.values()) and 0 < sum(several) < FEWEST:
        smallest = min(parts, key=lambda code: sum(cells[code]))
        parts[smallest] = hide_all(parts[smallest].cells)
    if any(each.hidden for each in parts.values()):
        pieces = []
    for code, each in parts.items():
        own_runs = bundle([*each.pieces, *pieces], runs)
        tables[f"note {code}"] = _released(of, [each], own_runs, finished)
    return tables


# --- where people stop


class _Funnel(NamedTuple):
    table: ReleasedTable
    runs: Sequence[Run]
    is_solvable: bool  # whether hidden cells could be found from how often statements were shown


def _funnel(of: _Days, within: Sequence[Run]) -> _Funnel:
    """Three partitions with runs in common: the unfinished, by where they stopped; those who
    stopped after the questions, by where; and all who came through the questions, finished or
    not, by the pages they were shown.

    The last one can only be shown with the number of the former, as its sum tells it. How often
    statements were shown in all follows from the pages, one more equation: so three are hidden.
    """
    ends, pages = of.cells("ends"), of.cells("pages")
    nobody = [0] * len(of.days)
    after = {key: ends.get(key, nobody) for key in (CHECK, DAYS)}
    stopped = {key: people for key, people in ends.items() if key not in (FINISHED, CHECK, DAYS)}
    through = {
        f"through {key}": _less(people, ends.get(f"page {key}", nobody))
        for key, people in pages.items()
    }
    stops = partition(stopped | {AFTER: together(after.values())}, least_hidden=3)
    others = [partition(after), partition(through, least_hidden=3)]
    is_sum_known = AFTER not in stops.hidden
    shown = [stops, *others] if is_sum_known else [stops]
    runs = bundle([piece for parts in shown for piece in parts.pieces], within)
    known = Partition({FINISHED: of.people(FINISHED)}, frozenset())
    kept_back = [] if is_sum_known else [hide_all(each.cells) for each in others]
    table = _released(of, [known, *shown, *kept_back], runs, of.people("started"))
    is_solvable = any(0 < len(parts.hidden) < 3 for parts in (stops, others[1]))
    return _Funnel(table, runs, is_solvable)


# --- the hit rate

FEWEST_CONTROLS = CONTROL_PAIRS * FEWEST  # choices: nobody makes more than CONTROL_PAIRS of them


def _hit_rates(of: _Days, within: Sequence[Run]) -> dict[str, ReleasedTable]:
    """Choices for the leader's day and against it, in all and by leader."""
    won: dict[str, list[int]] = {}
    lost: dict[str, list[int]] = {}
    for leader in sorted({leader for each in of.counts for leader in each.controls}):
        controls = [each.controls.get(leader, of_people.Controls(0, 0)) for each in of.counts]
        won[f"{WON} {leader}"] = [each.won for each in controls]
        lost[f"{LOST} {leader}"] = [each.shown - each.won for each in controls]
    cells = {WON: together(won.values()), LOST: together(lost.values())}
    in_all = partition(cells, least_hidden=1, fewest=FEWEST_CONTROLS)
    if in_all.hidden or not in_all.cells:
        return {}
    runs = bundle(in_all.pieces, within, FEWEST_CONTROLS)
    by_leader = [partition(each, fewest=FEWEST_CONTROLS) for each in (won, lost)]
    pieces = [piece for parts in by_leader for piece in parts.pieces]
    return {
        "controls": _released(of, [in_all], runs, in_all.whole),
        "controls by leader": _released(
            of, by_leader, bundle(pieces, runs, FEWEST_CONTROLS), in_all.whole
        ),
    }


# --- statements


def _statements(
    of: _Days, within: Sequence[Run], rows: Sequence[DayRow]
) -> dict[str, ReleasedStatement]:
    """All statements that may be shown. The runs are made of the funnel's, and of runs in common
    in which each was shown to enough people: the funnel tells how often all were shown together,
    and the others would tell the rest of one.
    """
    versions: dict[str, int] = {}
    for row in rows:
        for key in row.counts.statements:
            versions[key] = max(row.version, versions.get(key, 0))
    nobody = StatementCounts()
    days = {
        key: [each.statements.get(key, nobody) for each in of.counts] for key in sorted(versions)
    }
    shown = partition({key: [each.shown for each in many] for key, many in days.items()})
    runs = bundle(shown.pieces, within)
    return {
        key: ReleasedStatement(versions[key], _statement_runs(of, days[key], runs))
        for key in shown.shown
    }


def _statement_runs(
    of: _Days, days: Sequence[StatementCounts], within: Sequence[Run]
) -> tuple[StatementRun, ...]:
    """A statement's runs, in which enough people answered it for a mean, if they ever did."""
    answered, skipped = [each.answered for each in days], [each.skipped for each in days]
    parts = partition({ANSWERED: answered, SKIPPED: skipped})
    has_mean = sum(answered) >= FEWEST
    runs = bundle([*parts.pieces, answered] if has_mean else parts.pieces, within)
    return tuple(
        StatementRun(
            of.between(run),
            run.sum(answered) + run.sum(skipped),
            None if parts.hidden else run.sum(skipped),
            _sums(days[run.start : run.stop], is_hidden=bool(parts.hidden)) if has_mean else None,
        )
        for run in runs
    )


CORRELATED = ("pairs", "sum_own", "sum_rest", "squares_own", "squares_rest", "products")


def _sums(days: Iterable[StatementCounts], *, is_hidden: bool) -> AnswerSums:
    sums = StatementCounts()
    for each in days:
        sums.add(each)
    total = sum(answer * people for answer, people in sums.answers.items())
    squares = sum(answer * answer * people for answer, people in sums.answers.items())
    correlated = tuple(getattr(sums, name) for name in CORRELATED)
    if not is_hidden:
        return AnswerSums(sums.answered, total, squares, correlated)
    as_many = sums.shown / sums.answered
    return AnswerSums(sums.shown, as_many * total, as_many * squares, correlated)
