"""Nobody can work out a number of fewer than ten people, whatever days and versions they choose."""

from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest

from roles.domain.counts import Controls, Counts, StatementCounts
from roles.domain.dashboard import period
from roles.domain.disclosure import ALONE, FEWEST, Run, bundle, partition
from roles.domain.release import DayRow, release
from roles.domain.statistics import Selection

START = date(2026, 1, 1)
PRIME = (
    2**61 - 1
)  # arithmetic modulo a prime is exact; that it hides a solution is as good as never


def day(number):
    return START + timedelta(days=number)


# --- what is hidden, and which days go together


@pytest.mark.parametrize(
    ("people", "least_hidden", "hidden"),
    [
        ({"a": 10, "b": 200}, 2, ""),
        ({"a": 9, "b": 200}, 2, "ab"),
        ({"a": 9, "b": 200, "c": 11}, 2, "ac"),
        ({"a": 1, "b": 2, "c": 3, "d": 4, "e": 50}, 2, "abcd"),
        ({"a": 1, "b": 2, "c": 3, "d": 11, "e": 50}, 2, "abcd"),
        ({"a": 9, "b": 200, "c": 11}, 3, "abc"),
        ({"a": 9, "b": 10, "c": 10}, 2, "abc"),  # 19 in two of at most ten are nine and ten
        (dict.fromkeys("abcdefghij", 1) | {"k": 25}, 2, "abcdefghijk"),  # ten in ten are one each
        ({"a": 9, "b": 200}, 1, "a"),
        ({"a": 0, "b": 200}, 2, ""),
    ],
)
def test_cells_below_ten_are_hidden_with_the_smallest_others(people, least_hidden, hidden):
    cells = {key: [count] for key, count in people.items()}
    assert partition(cells, least_hidden=least_hidden).hidden == set(hidden)


def test_runs_hold_ten_of_each_piece_and_the_rest_joins_the_last():
    each_day = [Run(place, place + 1) for place in range(7)]
    pieces = [[10, 4, 6, 9, 9, 9, 1], [10, 10, 10, 5, 5, 3, 2]]
    assert bundle(pieces, each_day) == [Run(0, 1), Run(1, 3), Run(3, 7)]
    assert bundle(pieces, [Run(0, 2), Run(2, 7)]) == [Run(0, 2), Run(2, 7)]
    assert bundle([[4, 5]], [Run(0, 1), Run(1, 2)]) == []


# --- the attacker


class Tracked(int):
    """A number that remembers which counted numbers it is the sum of."""

    def __new__(cls, value, parts):
        self = super().__new__(cls, value)
        self.parts = parts
        return self

    def _with(self, other, sign):
        parts = dict(self.parts)
        for key, factor in getattr(other, "parts", {}).items():
            parts[key] = parts.get(key, 0) + sign * factor
            if not parts[key]:
                del parts[key]
        return Tracked(int(self) + sign * int(other), parts)

    def __add__(self, other):
        return self._with(other, 1)

    __radd__ = __add__

    def __sub__(self, other):
        return self._with(other, -1)

    def __mul__(self, factor):
        return Tracked(int(self) * factor, {key: factor * f for key, f in self.parts.items()})

    __rmul__ = __mul__


class Attacker:
    """Solves the equations of all that is known, and tells whether they settle a number."""

    def __init__(self):
        self.rows = {}  # by the unknown that each is solved for

    def _reduced(self, parts):
        row = {key: factor % PRIME for key, factor in parts.items()}
        while pivot := next((key for key in row if key in self.rows), None):
            factor = row[pivot]
            for key, own in self.rows[pivot].items():
                rest = (row.get(key, 0) - factor * own) % PRIME
                if rest:
                    row[key] = rest
                else:
                    row.pop(key, None)
        return row

    def learn(self, parts):
        row = self._reduced(parts)
        if row:
            pivot = next(iter(row))
            inverse = pow(row[pivot], -1, PRIME)
            self.rows[pivot] = {key: factor * inverse % PRIME for key, factor in row.items()}

    def knows(self, parts):
        return not self._reduced(parts)


PER_PAGE, DAYS = 2, 5
GROUPS = {(1, "en"): 60, (2, "en"): 45, (2, "de"): 7, (3, "de"): 6}  # people a day, about
CELLS = {  # of the finished
    "leaders": "abcd",
    "certainties": ("clear", "leaning", "close", "no_direction"),
    "second_step": ("not_offered", "open", "skipped", "same", "changed"),
    "gaps": (0, 1, 4, 9),
}


class World:
    """How people of one history behave: some cells are common and others rare, each time others."""

    def __init__(self, rng):
        self.rng = rng
        self.pages = rng.randint(1, 4)
        self.statements = [f"s{number} 0" for number in range(self.pages * PER_PAGE)]
        self.shares = {name: self.drawn_shares(keys) for name, keys in CELLS.items()}
        waiting = [f"page {page}" for page in range(2, self.pages + 1)]
        self.ends = self.drawn_shares([*waiting, "check", "days"])
        self.ends["finished"] = rng.choice([0.5, 1, 3, 20]) * sum(self.ends.values())
        self.lengths = self.drawn_shares(range((self.pages + 1) // 2, self.pages + 1))
        self.notes = {code: rng.choice([0.003, 0.02, 0.2]) for code in ("fast", "flat", "pattern")}
        self.skipping = {key: rng.choice([0, 0.004, 0.03, 0.2]) for key in self.statements}

    def drawn_shares(self, keys):
        return {key: self.rng.choice([0, 0.01, 0.03, 0.1, 1, 2]) + 1e-6 for key in keys}

    def drawn(self, shares):
        return self.rng.choices(list(shares), shares.values())[0]

    def add_person(self, counts):
        rng, end = self.rng, self.drawn(self.ends)
        pages = int(end[-1]) if end[-1].isdigit() else self.drawn(self.lengths)
        counts.started += 1
        counts.ends[end] += 1
        counts.pages[pages] += 1
        for key in rng.sample(self.statements, PER_PAGE * (pages - end[-1].isdigit())):
            is_skipped = rng.random() < self.skipping[key]
            counts.statement(key).add_answer(None if is_skipped else rng.randint(1, 5))
        if end != "finished":
            return
        for name, shares in self.shares.items():
            getattr(counts, name)[self.drawn(shares)] += 1
        notes = [code for code, share in self.notes.items() if rng.random() < share]
        counts.notes.update(notes)
        counts.noted += bool(notes)
        counts.shared += rng.random() < 0.1
        if rng.random() < 0.3:
            counts.add_controls(rng.choice("aab"), Controls(rng.choice([0, 1, 2, 2]), 2))


def history(seed):
    """Small versions and large ones, in two languages, for some days."""
    rng = Random(seed)
    world = World(rng)
    rows = []
    for number in range(DAYS):
        for (version, language), people in GROUPS.items():
            counts = Counts()
            for _person in range(rng.randint(people // 3, people * 5 // 3)):
                world.add_person(counts)
            rows.append(DayRow(day(number), version, language, counts))
    return rows


# --- the same with tracked numbers, and what is known of them before anything is shown

COUNTERS = ("ends", "pages", *CELLS, "notes")


def stratum_of(rows):
    """Which rows are shown together, by the rule alone."""
    finished = Counter()
    for row in rows:
        finished[row.version, row.language] += row.counts.finished
    return {key: key if count >= ALONE else "pool" for key, count in finished.items()}


def tracked(rows):
    """Rows of numbers that remember where they went. What is 0 on all days can be seen to be."""
    strata = stratum_of(rows)
    whole = {}
    for row in rows:
        whole.setdefault(strata[row.version, row.language], Counts()).add(row.counts)
    return [track(row, whole[strata[row.version, row.language]]) for row in rows]


def track(row, whole):
    def unknown(value, *name):
        return Tracked(value, {(row.version, row.language, row.day, *name): 1})

    new, old = Counts(), row.counts
    for name in ("started", "noted", "shared"):
        setattr(new, name, unknown(getattr(old, name), name))
    for name in COUNTERS:
        cells = {
            key: unknown(getattr(old, name)[key], name, key)
            for key, people in getattr(whole, name).items()
            if people
        }
        getattr(new, name).update(cells)
    for leader in whole.controls:
        won, shown = old.controls.get(leader, Controls(0, 0))
        new.controls[leader] = Controls(unknown(won, "won", leader), unknown(shown, "sh", leader))
    for key, all_days in whole.statements.items():
        of = old.statements.get(key, StatementCounts())
        skipped = unknown(of.skipped, "skipped", key) if all_days.skipped else 0
        answers = {a: unknown(of.answers[a], key, a) for a, n in all_days.answers.items() if n}
        new.statements[key] = StatementCounts(sum(answers.values()) + skipped, skipped)
        new.statements[key].answers.update(answers)
    return DayRow(row.day, row.version, row.language, new)


def given(counts):
    """What everybody knows of a day: these are 0."""
    shown = sum(of.shown for of in counts.statements.values())
    waiting = sum(people for end, people in counts.ends.items() if end.startswith("page"))
    asked = sum(page * people for page, people in counts.pages.items()) - waiting
    yield from (counts.started - counts.ends.total(), counts.started - counts.pages.total())
    yield from (counts.finished - getattr(counts, name).total() for name in CELLS)
    yield shown - PER_PAGE * asked


def people_of(counts):
    """The numbers of people that nobody shall find when they are small."""
    for name in COUNTERS:
        yield from ((f"{name} {key}", people) for key, people in getattr(counts, name).items())
    for name in ("ends", *CELLS):
        for one, other in combinations(getattr(counts, name), 2):
            yield (
                f"{name} {one} or {other}",
                getattr(counts, name)[one] + getattr(counts, name)[other],
            )
    yield from (("started", counts.started), ("unfinished", counts.started - counts.finished))
    for name in ("shared", "noted"):
        people = getattr(counts, name)
        yield from ((name, people), (f"not {name}", counts.finished - people))
    for code, people in counts.notes.items():
        yield f"only other than {code}", counts.noted - people
    yield "second notes", counts.notes.total() - counts.noted
    for page, people in counts.pages.items():
        yield f"through {page}", people - counts.ends[f"page {page}"]
    for leader, (won, shown) in counts.controls.items():
        yield from ((f"won {leader}", won), (f"lost {leader}", shown - won))
    for key, of in counts.statements.items():
        yield from ((f"{key} shown", of.shown), (f"{key} skipped", of.skipped))
        yield f"{key} answered", of.answered


def shown_numbers(value):
    """Every tracked number in what is shown."""
    if isinstance(value, Tracked):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from shown_numbers(getattr(value, each.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from shown_numbers(each)


def ranges():
    return [(day(one), day(other)) for one in range(DAYS) for other in range(one, DAYS)]


def everything_shown(rows):
    released = release(rows)
    yield released.left_out
    for first, last in ranges():
        for version in (None, *released.versions):
            for language in (None, *{each.language for each in released.strata if each.language}):
                shown = period(released, Selection(first, last, version, language))
                yield from shown_numbers(shown)


def small_numbers(rows):
    """Name and parts of each number from 1 to 9 of a range of days, in each group of attempts."""
    strata = stratum_of(rows)
    groups = {"all": set(GROUPS)} | {str(key): {key} for key in GROUPS}
    groups |= {f"version {one}": {key for key in GROUPS if key[0] == one} for one in (1, 2, 3)}
    groups["pool"] = {key for key, stratum in strata.items() if stratum == "pool"}
    for group, members in groups.items():
        mine = [row for row in rows if (row.version, row.language) in members]
        for first, last in ranges():
            cells = Counter()
            for row in mine:
                if first <= row.day <= last:
                    cells.update(dict(people_of(row.counts)))
            for name, people in cells.items():
                if 0 < people < FEWEST:
                    yield f"{name} of {group}, {first} to {last}", people


def found_by_attack(seed):
    """Every small number that the attacker works out."""
    rows = tracked(history(seed))
    attacker = Attacker()
    for row in rows:
        for nothing in given(row.counts):
            assert nothing == 0
            attacker.learn(nothing.parts)
    seen = set()
    for number in everything_shown(rows):
        parts = frozenset(getattr(number, "parts", {}).items())
        if parts and parts not in seen:
            seen.add(parts)
            attacker.learn(dict(parts))
    return [name for name, people in small_numbers(rows) if attacker.knows(people.parts)]


def test_attacker_finds_what_differs_between_two_sums():
    attacker = Attacker()
    one, other, third = ({key: 1} for key in "abc")
    attacker.learn(one | other | third)
    assert not attacker.knows(third)
    attacker.learn({"a": 2, "b": 2})
    assert attacker.knows(third)
    assert not attacker.knows(one)


# Histories of which a rule left out lets some be found: a second cell, runs in common, runs within
# runs, people with two notes, hardly anybody who gave up.
@pytest.mark.parametrize("seed", [0, 6, 7, 10])
def test_attacker_who_sees_everything_finds_no_small_number(seed):
    assert found_by_attack(seed) == []
