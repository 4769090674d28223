"""The figures of the statistics page: sums of what may be shown of each stratum.

Nothing is counted here, and nothing that `release` hides can be: there are only its runs to add.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import get_args

from roles.domain.counts import (
    CHANGED,
    CHECK,
    DAYS,
    FINISHED,
    LAST_GAP,
    NOT_OFFERED,
    OPEN,
    SAME,
    SKIPPED,
    StatementCounts,
    total_correlation,
)
from roles.domain.disclosure import FEWEST
from roles.domain.intervals import newcombe
from roles.domain.quality import NOTES
from roles.domain.release import (
    AFTER,
    CORRELATED,
    LOST,
    WON,
    YES,
    AnswerSums,
    Days,
    Release,
    ReleasedStratum,
    StatementRun,
)
from roles.domain.statistics import (
    HIGH_ABOVE,
    JUDGED_FROM,
    LOW_BELOW,
    REVERSED_BELOW,
    SAME_BELOW,
    SKIPPED_ABOVE,
    UNRELATED_BELOW,
    Contrast,
    Dashboard,
    DaysStep,
    Figure,
    Funnel,
    FunnelRow,
    Period,
    Portion,
    PortionRow,
    PortionTable,
    Selection,
    StatementRow,
)
from roles.domain.types import Certainty

GAPS = [str(tenths) for tenths in range(LAST_GAP + 1)]


def dashboard(released: Release, chosen: Selection, compared: Selection | None = None) -> Dashboard:
    """The figures of the chosen days beside those of others. A version or language that cannot be
    chosen has figures that are all None.

    Args:
        compared: when left out, as many days right before the chosen ones.
    """
    here, there = period(released, chosen), period(released, compared or chosen.before)
    return Dashboard(
        chosen=here,
        compared=there,
        contrasts=tuple(_contrasts(here, there)),
        versions=released.versions,
        languages=released.languages,
        first_day=released.first_day,
        last_day=released.last_day,
        left_out=released.left_out,
    )


def period(released: Release, selection: Selection) -> Period:
    """The figures of one selection."""
    strata = [stratum for stratum in released.strata if selection.takes(stratum)]

    def cells(name: str) -> _Cells:
        return _cells(strata, selection, name)

    finished, certainties, leaders = cells(FINISHED), cells("certainties"), cells("leaders")
    by_leader = cells("controls by leader")
    return Period(
        selection=selection,
        started=Figure(finished.whole, finished.days),
        finished=Figure(finished.number(FINISHED), finished.days),
        completion=finished.portion(FINISHED),
        seconds=_seconds(strata, selection),
        shared=cells("shared").portion(YES),
        noted=cells("noted").portion(YES),
        fast=cells("note fast").portion(YES),
        funnel=_funnel(cells("funnel")),
        leaders=leaders.table(sorted(leaders.people, key=leaders.rank)),
        close_calls=certainties.portion("close"),
        certainties=certainties.table(get_args(Certainty)),
        second_step=_days_step(cells("second_step")),
        notes=tuple(PortionRow(code, cells(f"note {code}").portion(YES)) for code in NOTES),
        gaps=cells("gaps").table(GAPS),
        statements=tuple(_statements(strata, selection)),
        hit_rate=_hit_rate(cells("controls"), WON, LOST),
        hit_rates=tuple(
            PortionRow(leader, _hit_rate(by_leader, f"{WON} {leader}", f"{LOST} {leader}"))
            for leader in _leaders(by_leader)
        ),
    )


# --- sums over strata and runs


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a table in all runs that count, of all strata that show any."""

    people: dict[str, int | None]  # None where any of the strata hides the cell
    whole: int | None
    days: Days | None  # None when there is no run

    def number(self, key: str) -> int | None:
        """People in a cell; 0 in one that nobody was ever in."""
        return self.people.get(key, 0) if self.days else None

    def numbers(self, keys: Iterable[str]) -> int | None:
        """People in any of the cells; None when one of them is hidden."""
        found = [self.number(key) for key in keys]
        return None if None in found else sum(count for count in found if count is not None)

    def portion(self, key: str) -> Portion:
        return Portion(self.number(key), self.whole, self.days)

    def table(self, keys: Iterable[str]) -> PortionTable:
        rows = tuple(PortionRow(key, self.portion(key)) for key in keys) if self.days else ()
        return PortionTable(rows, self.whole, self.days)

    def rank(self, key: str) -> tuple[int, str]:
        """Sorts the largest cells first and hidden ones last, whose order must tell nothing."""
        return -(self.people[key] or 0), key


def _cells(strata: Sequence[ReleasedStratum], selection: Selection, name: str) -> _Cells:
    people: Counter[str] = Counter()
    hidden: set[str] = set()
    wholes: list[int | None] = []
    days: list[list[Days]] = []  # of each stratum
    for stratum in strata:
        table = stratum.tables.get(name)
        runs = [run for run in table.runs if selection.holds(run.days)] if table else []
        if table and runs:
            hidden |= table.hidden
        for run in runs:
            people.update(run.people)
            wholes.append(run.whole)
        days.append([run.days for run in runs])
    whole = None if None in wholes else sum(count for count in wholes if count is not None)
    cells = {key: None if key in hidden else people[key] for key in {*people, *hidden}}
    spanned = _spanned(strata, selection, days)
    return _Cells(cells, whole if spanned else None, spanned)


def _spanned(
    strata: Sequence[ReleasedStratum], selection: Selection, days: Sequence[Collection[Days]]
) -> Days | None:
    """The days of all runs that count, which are given for each stratum; None without any."""
    counting = [each for some in days for each in some]
    if not counting:
        return None
    is_partial = len(strata) > 1 and any(
        _lacks_days(stratum, selection, some) for stratum, some in zip(strata, days, strict=True)
    )
    first, last = min(each.first for each in counting), max(each.last for each in counting)
    return Days(first, last, is_partial)


def _lacks_days(stratum: ReleasedStratum, selection: Selection, days: Collection[Days]) -> bool:
    """Whether people of a stratum began on chosen days that are in none of its runs."""
    first = max(selection.first, stratum.days.first)
    last = min(selection.last, stratum.days.last)
    if first > last:
        return False
    return not days or min(days).first > first or max(days).last < last


def _less(whole: int | None, *parts: int | None) -> int | None:
    """What is left; None where any of it is hidden."""
    for part in parts:
        whole = None if whole is None or part is None else whole - part
    return whole


def _seconds(strata: Sequence[ReleasedStratum], selection: Selection) -> Figure:
    runs = [[run for run in each.seconds if selection.holds(run[0])] for each in strata]
    seconds: Counter[int] = Counter()
    for _days, of_run in (run for some in runs for run in some):
        seconds.update(of_run)
    enough = seconds.total() >= FEWEST
    value = median(seconds.elements()) if enough else None
    days = [[days for days, _seconds in some] for some in runs]
    return Figure(value, _spanned(strata, selection, days))


# --- tables that need more than a sum


def _funnel(cells: _Cells) -> Funnel:
    if cells.days is None:
        return Funnel((), None, None, None)
    numbers = [int(key.split()[-1]) for key in cells.people if key[-1].isdigit()]
    pages = range(1, max(numbers, default=1) + 1)
    after, finished = cells.number(AFTER), cells.number(FINISHED)
    unfinished = _less(cells.whole, finished)
    through = _sum_of(after, finished)
    stopping = _left_at(cells, "page", pages, _less(unfinished, after))
    passing = _left_at(cells, "through", pages, through)
    rows = []
    for number, still_stopping, still_passing in zip(pages, stopping, passing, strict=True):
        reached = cells.whole if number == 1 else _sum_of(still_stopping, still_passing)
        stopped = Portion(cells.number(f"page {number}"), reached, cells.days)
        through_here = cells.number(f"through {number}")
        rows.append(FunnelRow(f"page {number}", reached, stopped, through_here))
    checked = _less(through, cells.number(CHECK))
    rows += [
        FunnelRow(CHECK, through, Portion(cells.number(CHECK), through, cells.days), None),
        FunnelRow(DAYS, checked, Portion(cells.number(DAYS), checked, cells.days), None),
        FunnelRow(FINISHED, finished, Portion(0, finished, cells.days), None),
    ]
    return Funnel(tuple(rows), cells.whole, finished, cells.days)


def _left_at(cells: _Cells, kind: str, pages: range, whole: int | None) -> Iterator[int | None]:
    """How many of the cells of all pages are in those from each page on, where that can be told
    without a hidden one: from those before, or from these."""
    for number in pages:
        before = cells.numbers(f"{kind} {page}" for page in pages if page < number)
        left = _less(whole, before)
        if left is None:
            left = cells.numbers(f"{kind} {page}" for page in pages if page >= number)
        yield left


def _sum_of(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _days_step(cells: _Cells) -> DaysStep:
    offered = _less(cells.whole, cells.number(NOT_OFFERED))
    taken = cells.numbers((SAME, CHANGED))
    if taken is None:  # those two may be the only ones that are hidden
        taken = _less(offered, cells.numbers((OPEN, SKIPPED)))
    days = cells.days
    return DaysStep(
        offered=Portion(offered, cells.whole, days),
        open=Portion(cells.number(OPEN), offered, days),
        skipped=Portion(cells.number(SKIPPED), offered, days),
        taken=Portion(taken, offered, days),
        changed=Portion(cells.number(CHANGED), taken, days),
    )


def _leaders(cells: _Cells) -> list[str]:
    return sorted({key.split()[-1] for key in cells.people})


def _hit_rate(cells: _Cells, won: str, lost: str) -> Portion:
    return Portion(cells.number(won), cells.numbers((won, lost)), cells.days)


# --- statements


def _statements(strata: Sequence[ReleasedStratum], selection: Selection) -> Iterator[StatementRow]:
    for key in sorted({key for each in strata for key in each.statements}):
        asking = [each for each in strata if key in each.statements]
        released = [each.statements[key] for each in asking]
        counting = [
            (statement.version, [run for run in statement.runs if selection.holds(run.days)])
            for statement in released
        ]
        runs = [run for _version, some in counting for run in some]
        days = _spanned(asking, selection, [[run.days for run in some] for _v, some in counting])
        if days:
            yield _statement(key, max(version for version, some in counting if some), runs, days)


def _statement(key: str, version: int, runs: Sequence[StatementRun], days: Days) -> StatementRow:
    is_hidden = any(run.skipped is None for run in runs)
    shown = sum(run.shown for run in runs)
    skipped = Portion(None if is_hidden else sum(run.skipped or 0 for run in runs), shown, days)
    answers = _answers(run.answers for run in runs if run.answers)
    return StatementRow(
        key=key,
        slug=key.rpartition(" ")[0],
        version=version,
        shown=shown,
        skipped=skipped,
        mean=_rounded(answers.mean if answers else None),
        deviation=_rounded(answers.deviation if answers else None),
        correlation=_rounded(answers.correlation if answers else None),
        marks=_marks(skipped, answers),
        days=days,
    )


def _rounded(value: float | None) -> float | None:
    """To two decimals: more would say how many people it is the mean of."""
    return None if value is None else round(value, 2)


@dataclass(frozen=True, slots=True)
class _Answers:
    """How those who did not skip a statement answered it."""

    count: int  # nearly
    mean: float
    deviation: float
    pairs: int  # people for the correlation
    correlation: float | None  # None for fewer than FEWEST


def _answers(runs: Iterable[AnswerSums]) -> _Answers | None:
    """Of all runs; None without any."""
    all_runs = list(runs)
    if not all_runs:
        return None
    count = sum(run.weight for run in all_runs)
    total = sum(run.total for run in all_runs)
    squares = sum(run.squares for run in all_runs)
    correlated = map(sum, zip(*(run.for_correlation for run in all_runs), strict=True))
    sums = StatementCounts()
    for name, value in zip(CORRELATED, correlated, strict=True):
        setattr(sums, name, value)
    return _Answers(
        count=count,
        mean=total / count,
        deviation=math.sqrt(max(count * squares - total * total, 0.0)) / count,
        pairs=sums.pairs,
        correlation=total_correlation(sums) if sums.pairs >= FEWEST else None,
    )


def _marks(skipped: Portion, answers: _Answers | None) -> tuple[str, ...]:
    """Why somebody should look at a statement; mostly nothing."""
    found = []
    if answers and answers.pairs >= JUDGED_FROM and answers.correlation is not None:
        if answers.correlation < REVERSED_BELOW:
            found.append("reversed")
        elif answers.correlation < UNRELATED_BELOW:
            found.append("unrelated")
    if (skipped.whole or 0) >= JUDGED_FROM and (skipped.share or 0.0) > SKIPPED_ABOVE:
        found.append("skipped")
    if answers and answers.count >= JUDGED_FROM:
        if answers.deviation < SAME_BELOW:
            found.append("same")
        if answers.mean < LOW_BELOW:
            found.append("low")
        if answers.mean > HIGH_ABOVE:
            found.append("high")
    return tuple(found)


# --- two periods side by side


def _contrasts(chosen: Period, compared: Period) -> Iterator[Contrast]:
    """Each share that is shown in both periods, in the order of PERIOD_SHARES."""
    others = dict(_shares(compared))
    for (table, key), here in _shares(chosen):
        there = others.get((table, key), Portion(None, None, None))
        if here.share is None or there.share is None:
            continue
        both = (here.part or 0, here.whole or 0), (there.part or 0, there.whole or 0)
        is_mixed = _may_share(chosen.selection, compared.selection) and _overlap(here, there)
        interval = None if is_mixed else newcombe(*both)
        yield Contrast(table, key, here, there, here.share - there.share, interval)


def _may_share(one: Selection, other: Selection) -> bool:
    """Whether anybody of the same day may count in both."""
    return one.version in (None, other.version or one.version) and one.language in (
        None,
        other.language or one.language,
    )


def _overlap(here: Portion, there: Portion) -> bool:
    """Whether the days that are covered have any in common: runs may begin before the chosen
    ones. Shares of the same people do not differ by chance alone."""
    one, other = here.days, there.days
    return bool(one and other and one.first <= other.last and other.first <= one.last)


def _shares(of: Period) -> Iterator[tuple[tuple[str, str], Portion]]:
    yield ("completion", ""), of.completion
    yield ("shared", ""), of.shared
    yield ("noted", ""), of.noted
    for name, table in (("leaders", of.leaders), ("certainties", of.certainties)):
        for row in table.rows:
            yield (name, row.key), row.portion
    yield ("taken", ""), of.second_step.taken
    yield ("changed", ""), of.second_step.changed
