"""Counts of attempts: each number of attempts made by hand, and that numbers add up."""

import json
import math
from collections import Counter
from dataclasses import replace
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.domain import counts, days, progress, scoring
from roles.domain.counts import (
    AttemptFacts,
    Controls,
    Counts,
    ResultFacts,
    StatementCounts,
    count_attempt,
)
from roles.domain.errors import AnswerError, CountsDamaged
from roles.domain.types import DayChoice, DayPair
from tests.domain.test_days import LEANING, chosen, with_days
from tests.factories import make_catalog, make_question

nearly = partial(pytest.approx, rel=0, abs=1e-9)
KEEPER = {"find-ideas": 1, "weigh-ideas": None, "keep-lists": 5, "tidy-files": 4}  # clear
EVEN = dict.fromkeys(KEEPER, 3)  # no direction
PAGES = (("find-ideas", "weigh-ideas"), ("keep-lists", "tidy-files"))


def facts(answers=LEANING, *, of=None, seconds=100.0, links=0, notes=(), **changes):
    """A finished attempt of the small catalog with days."""
    of = of or with_days()
    one = AttemptFacts(pages=PAGES, answers=answers, seconds=(40, 40), **changes)
    statements = scoring.score(of, answers)
    outcome = days.settle(of, statements, one.day_choices)
    return replace(one, result=ResultFacts(outcome, notes, seconds, links))


def unfinished(answers=LEANING, **changes):
    return AttemptFacts(pages=PAGES, answers=answers, seconds=(40, 40), **changes)


def counted(*many, of=None):
    return counts.total(count_attempt(of or with_days(), one) for one in many)


# --- attempts


def test_counts_of_an_attempt_that_stopped_on_a_page():
    found = counted(unfinished({"find-ideas": 4, "weigh-ideas": None}))
    keys = counts.wording_keys(with_days())

    assert found == Counts(
        started=1,
        ends=Counter({"page 2": 1}),
        pages=Counter({2: 1}),
        statements={
            keys["find-ideas"]: StatementCounts(shown=1, answers=Counter({4: 1})),
            keys["weigh-ideas"]: StatementCounts(shown=1, skipped=1),
        },
    )


def test_counts_of_a_finished_attempt():
    found = counted(facts(KEEPER, seconds=125.9, links=2, notes=("flat", "fast")))

    assert replace(found, statements={}) == Counts(
        started=1,
        ends=Counter(finished=1),
        pages=Counter({2: 1}),
        leaders=Counter(keeper=1),
        certainties=Counter(clear=1),
        notes=Counter(flat=1, fast=1),
        noted=1,
        second_step=Counter(not_offered=1),
        seconds=Counter({125: 1}),
        gaps=Counter({9: 1}),
        asked=Counter({4: 1}),
        shared=1,
        links=2,
    )


def test_counts_of_the_statements_of_a_finished_attempt():
    """Keyed and scaled, one statement and the rest of its dimension go into the correlation."""
    found, keys = counted(facts(KEEPER)).statements, counts.wording_keys(with_days())
    keyed = scoring.read(with_days(), KEEPER).keyed
    own, rest = keyed["keep-lists"], keyed["tidy-files"]
    sums = (own, rest, own * own, rest * rest, own * rest)

    assert found.keys() == set(keys.values())
    assert found[keys["find-ideas"]] == StatementCounts(1, 0, Counter({1: 1}))
    assert found[keys["weigh-ideas"]] == StatementCounts(1, 1)
    assert found[keys["keep-lists"]] == StatementCounts(1, 0, Counter({5: 1}), 1, *sums)


@pytest.mark.parametrize(
    ("one", "end"),
    [
        (unfinished({}), "page 1"),
        (unfinished({"find-ideas": 4, "weigh-ideas": 3, "keep-lists": 2}), "page 2"),
        (unfinished(), "days"),
        (unfinished(days_skipped=True), "check"),
        (unfinished(day_choices=chosen(one="mixer", times=1)), "check"),
        (unfinished(KEEPER), "check"),
        (unfinished(KEEPER, is_panel=True), "days"),
        (unfinished(dict.fromkeys(KEEPER)), "check"),  # all skipped: nothing can be scored
        (facts(), "finished"),
    ],
)
def test_attempt_ends_where_it_waits(one, end):
    assert counted(one).ends == {end: 1}


@pytest.mark.parametrize(
    ("changes", "became"),
    [
        ({}, "open"),
        ({"days_skipped": True}, "skipped"),
        ({"day_choices": [DayChoice(DayPair("thinker-0", "mixer-0"), None)]}, "skipped"),
        ({"day_choices": chosen(one="thinker", times=3)}, "same"),
        ({"day_choices": chosen(one="mixer", times=3)}, "changed"),
        ({"answers": KEEPER}, "not_offered"),
        ({"answers": KEEPER, "is_panel": True}, "open"),
        ({"answers": KEEPER, "day_choices": chosen(one="mixer", times=3)}, "same"),
        ({"answers": EVEN, "days_skipped": True}, "not_offered"),
        ({"of": with_days(0), "is_panel": True}, "not_offered"),
    ],
)
def test_second_step_of_a_result(changes, became):
    assert counted(facts(**changes), of=changes.get("of")).second_step == {became: 1}


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(-1.0, {}), (-0.1, {}), (0.0, {0: 1}), (59.9, {59: 1}), (3599.9, {3599: 1}), (9e9, {3600: 1})],
)
def test_seconds_are_whole_and_end_at_an_hour(seconds, told):
    assert counted(facts(seconds=seconds)).seconds == told


def test_gap_is_the_tenth_between_the_first_two():
    found = counted(facts(), facts(KEEPER), facts(day_choices=chosen(one="mixer", times=3)))
    moved = days.settle(
        with_days(), scoring.score(with_days(), LEANING), chosen(one="mixer", times=3)
    )
    first, second = (match.probability for match in moved.matches[:2])

    assert 0 < first - second < 0.9
    assert found.gaps == {0: 1, 9: 1, int(10 * (first - second)): 1}


def test_gap_of_a_leader_who_is_certain_is_the_last_tenth():
    one = facts(KEEPER)
    ranked = zip(one.result.outcome.matches, (1.0, 0.0, 0.0), strict=True)
    certain = tuple(replace(match, probability=chance) for match, chance in ranked)
    outcome = replace(one.result.outcome, matches=certain)

    assert counted(replace(one, result=replace(one.result, outcome=outcome))).gaps == {9: 1}


def test_controls_are_the_choices_between_leader_and_last_role_of_panel_attempts():
    """The leader is the one of the statements, though the days made another one lead."""
    pairs = [
        ("thinker", "keeper"),
        ("keeper", "thinker"),
        ("thinker", "keeper"),
        ("mixer", "keeper"),
    ]
    taken = ["thinker", "thinker", "keeper", "mixer"]
    choices = [
        DayChoice(DayPair(f"{left}-{place}", f"{right}-{place}"), f"{role}-{place}")
        for place, ((left, right), role) in enumerate(zip(pairs, taken, strict=True))
    ]
    choices.append(DayChoice(DayPair("thinker-3", "keeper-3"), None))
    choices += chosen(one="mixer", times=3)
    panel = facts(day_choices=choices, is_panel=True)
    found = counted(panel, panel, facts(day_choices=choices))

    assert found.leaders == {"mixer": 3}
    assert found.controls == {"thinker": Controls(won=4, shown=6)}


def test_controls_of_a_catalog_with_two_roles_are_none():
    of = with_days()
    of = replace(of, roles=of.roles[:2])
    choices = chosen(one="thinker", times=2, of="thinker", other="keeper")
    found = counted(facts(of=of, day_choices=choices, is_panel=True), of=of)

    assert (found.controls, found.finished) == ({}, 1)


def test_attempt_with_answers_that_cannot_be_is_refused():
    with pytest.raises(AnswerError):
        counted(unfinished({"find-ideas": 6}))


# --- statements


def test_wording_key_changes_with_text_dimension_and_direction_and_with_nothing_else():
    (question, *_others) = make_catalog().questions
    key = counts.wording_key(question)
    others = {"text": "Find"}, {"dimension": "order"}, {"reversed": True}

    assert key.startswith("find-ideas ")
    assert len(key) == len("find-ideas ") + 8
    assert counts.wording_key(replace(question, active=False, baseline=2.5)) == key
    assert len({key, *(counts.wording_key(replace(question, **each)) for each in others)}) == 4


def quality(*sheets, baseline=3.0):
    """What these sheets tell of find; `baseline` is that of the other questions."""
    rest = {"baseline": baseline}
    questions = [
        make_question("find", "ideas"),
        make_question("weigh", "ideas", reversed=True, **rest),
        make_question("seek", "ideas", **rest),
        make_question("keep", "order", **rest),
    ]
    of = make_catalog(questions=questions)
    many = (AttemptFacts(pages=[list(sheet)], answers=sheet) for sheet in sheets)
    found = counts.total(count_attempt(of, one) for one in many)
    return {key.split()[0]: each for key, each in found.statements.items()}


def figures(of):
    return (
        *(of.shown, of.skipped, of.answered),
        *(counts.mean(of), counts.deviation(of), counts.total_correlation(of)),
    )


def test_figures_of_statements_follow_their_formulas():
    """Keyed less baselines: find 2, 0, -2; weigh 1, 0, -2; seek 1, 2. The rest of the dimension:
    for find 1, 1, -2; for weigh 1.5, 1, -2; for seek 1.5, 0."""
    found = quality(
        {"seek": 4, "find": 5, "weigh": 2},
        {"find": 3, "weigh": 3, "seek": 5},
        {"find": 1, "weigh": 5, "seek": None},
        {"keep": 4, "find": None, "weigh": None},
    )
    of_find = 6 / math.sqrt(8 * 6)
    of_weigh = (5.5 + 1 / 6) / math.sqrt((5 - 1 / 3) * (7.25 - 1 / 12))

    assert figures(found["find"]) == (4, 1, 3, 3, nearly(math.sqrt(8 / 3)), nearly(of_find))
    assert figures(found["weigh"]) == (
        *(4, 1, 3),
        *(nearly(10 / 3), nearly(14**0.5 / 3), nearly(of_weigh)),
    )
    assert figures(found["seek"]) == (3, 1, 2, 4.5, 0.5, nearly(-1))
    assert figures(found["keep"]) == (1, 0, 1, 4, 0, None)


def test_figures_of_a_statement_that_was_always_skipped_are_none():
    assert figures(quality({"find": None}, {"find": None})["find"]) == (2, 2, 0, None, None, None)


@pytest.mark.parametrize(
    "sheets",
    [
        [{"find": 5, "weigh": 1}],
        [{"find": 5, "weigh": 1}, {"find": 2, "weigh": None}],
        [{"find": 5, "weigh": 1}, {"find": 2, "keep": 3}],
        [{"find": 5, "weigh": 2}, {"find": 5, "weigh": 4}],
        [{"find": 5, "weigh": 2}, {"find": 3, "weigh": 2}],
        # The rest is 1.1 each time, as 1.1 and as 1.0999999999999996.
        [{"find": answer, "weigh": 1, "seek": 3} for answer in (1, 2, 3, 4, 5)],
    ],
)
def test_correlation_without_pairs_or_spread_is_none(sheets):
    assert counts.total_correlation(quality(*sheets, baseline=2.9)["find"]) is None


@pytest.mark.parametrize("rest", [[1.1] * 6, [2.3] * 6, [0.0, 0.1 + 0.2 - 0.3] * 3])
def test_correlation_with_what_is_equal_but_for_rounding_is_none(rest):
    of = StatementCounts()
    for own, other in enumerate(rest):
        of.add_pair(float(own), other)

    assert counts.total_correlation(of) is None


@pytest.mark.parametrize("turn", [1, -1])
def test_correlation_is_never_past_1(turn):
    """Of these answers it comes out as 1.0000000000000002 at first."""
    sheets = [{"find": 3 + turn * z, "weigh": 3 - z} for z in (-2, -1, 1)]
    found = counts.total_correlation(quality(*sheets, baseline=3.7)["find"])

    assert (found, abs(found) <= 1) == (nearly(turn), True)


def test_correlation_leaves_noted_sheets_out_and_counts_their_answers():
    sheet = {"find": 5, "weigh": 5, "keep": 5, "seek": 5}
    of = make_catalog(
        questions=[make_question(slug, "ideas") for slug in (*sheet, "a", "b", "c", "d", "e")]
    )
    same = {question.slug: 5 for question in of.questions}  # nine times running
    noted = AttemptFacts(pages=[list(same)], answers=same)
    clean = AttemptFacts(pages=[list(sheet)], answers=sheet)
    found = counts.total(count_attempt(of, one) for one in (noted, clean))
    find = found.statements[counts.wording_keys(of)["find"]]

    assert (find.answers, find.pairs) == ({5: 2}, 1)


# --- adding up


def random_facts(rng):
    """An attempt of the small catalog, finished or not, with whatever may come of one."""
    of = with_days()
    answers = {slug: rng.choice((1, 2, 3, 4, 5, None)) for page in PAGES for slug in page}
    if rng.random() < 0.3:
        answers = {slug: answers[slug] for slug in PAGES[0]}
    choices = chosen(one=rng.choice(("mixer", "thinker")), times=rng.randrange(5))
    changes = {
        "day_choices": choices if rng.random() < 0.5 else (),
        "days_skipped": rng.random() < 0.3,
        "is_panel": rng.random() < 0.5,
    }
    if len(answers) < 4 or progress.shortfall(of, answers).needed or rng.random() < 0.2:
        return unfinished(answers, **changes)
    notes = rng.sample(("flat", "fast"), rng.randrange(3))
    taken = rng.uniform(-100, 5000)
    return facts(answers, seconds=taken, links=rng.randrange(3), notes=notes, **changes)


def rounded(of):
    """With sums to nine digits: floats added in another order differ in the last."""
    for statement in of.statements.values():
        for name in counts.SUMS:
            setattr(statement, name, round(getattr(statement, name), 9))
    return of


@given(st.integers(0, 10**6), st.integers(0, 12))
def test_law_counts_add_up_in_any_order_to_those_of_all(seed, cut):
    rng = Random(seed)
    many = [random_facts(rng) for _each in range(12)]
    all_at_once = Counts()
    for one in many:
        counts.add_attempt(all_at_once, with_days(), one)
    one, other = counted(*many[:cut]), counted(*many[cut:])

    assert one + other == other + one
    assert rounded(one + other) == rounded(all_at_once)
    assert counted(*many[:cut]) == one  # adding changes neither


@given(st.integers(0, 10**6))
def test_law_parts_add_up_to_what_they_are_parts_of(seed):
    rng = Random(seed)
    found = counted(*(random_facts(rng) for _each in range(12)))
    parts_of_finished = (
        *(found.leaders, found.certainties, found.second_step, found.gaps, found.asked),
    )

    assert found.started == 12 == found.ends.total() == found.pages.total()
    assert {part.total() for part in parts_of_finished} == {found.finished}
    assert found.noted <= found.notes.total() <= 2 * found.noted
    assert found.shared <= found.links
    for statement in found.statements.values():
        assert statement.shown == statement.skipped + statement.answered


# --- the document


@given(st.integers(0, 10**6))
def test_law_document_is_json_and_gives_equal_counts_back(seed):
    rng = Random(seed)
    found = counted(*(random_facts(rng) for _each in range(12)))

    assert counts.parse(json.loads(json.dumps(counts.dump(found)))) == found
    assert counts.parse(counts.dump(Counts())) == Counts()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ([], []),
        (["started"], None),  # stands for: missing
        (["started"], "3"),
        (["started"], True),
        (["links"], -1),
        (["started"], 9),
        (["ends"], {"finished": 2}),
        (["ends"], ["finished"]),
        (["leaders"], {"keeper": 1.0}),
        (["pages"], {"2": 1}),
        (["pages"], [2]),
        (["pages"], [2, 1.0]),
        (["seconds"], [-1, 1]),
        (["controls"], {"keeper": [1]}),
        (["controls"], {"keeper": [2, 1]}),
        (["second_step"], {"same": 2}),
        (["statements"], {"find 12345678": [0] * 12}),
        (["statements"], {"find 12345678": [1] + [0] * 12}),
        (["statements"], {"find 12345678": [0] * 12 + [math.nan]}),
        (["statements"], {"find 12345678": [0] * 12 + ["0"]}),
    ],
)
def test_document_that_is_damaged_is_refused(path, value):
    document = counts.dump(counted(facts()))
    if not path:
        document = value
    elif value is None:
        del document[path[0]]
    else:
        document[path[0]] = value
    with pytest.raises(CountsDamaged):
        counts.parse(document)


def test_document_of_a_release_that_counted_less_or_more_is_read():
    document = counts.dump(counted(facts()))
    del document["gaps"]
    document["moons"] = {"full": 1}
    found = counts.parse(document)

    assert (found.started, found.gaps) == (1, {})
