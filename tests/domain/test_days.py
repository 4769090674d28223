"""The second step: which days are set beside each other, and what choosing them does."""

import math
from collections import Counter
from dataclasses import replace
from functools import partial
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.domain import days, explanation, scoring
from roles.domain.errors import UnknownRole
from roles.domain.types import DayChoice, DayPair
from tests.domain.strategies import catalogs, chosen_days, random_sheets, scored, sheets
from tests.factories import make_catalog, make_document, seed_catalog

nearly = partial(pytest.approx, rel=0, abs=1e-9)
LEANING = {"find-ideas": 4, "weigh-ideas": 3, "keep-lists": 3, "tidy-files": 3}


def with_days(count=4, **settings):
    """The small catalog with so many days for each role."""
    document = make_document(format=2, settings={"minimum_answers": 2} | settings)
    for role in document["roles"]:
        role["days"] = [
            {"slug": f"{role['slug']}-{number}", "text": f"Day {number}"} for number in range(count)
        ]
    return make_catalog(**document)


def chosen(*, one, times, of="thinker", other="mixer"):
    """One role's day taken so many times, the other's in the rest of four pairs."""
    return [
        DayChoice(
            DayPair(f"{of}-{number}", f"{other}-{number}"),
            f"{one if number < times else ({of, other} - {one}).pop()}-{number}",
        )
        for number in range(4)
    ]


# --- pairs


@given(catalogs(), st.integers(0, 9))
def test_law_pairs_hold_a_day_of_each_role_and_repeat_none(of, seed):
    one, two = of.roles[0], of.roles[1]
    pairs = days.pairs(of, one.slug, two.slug, Random(seed))
    shown = [day for pair in pairs for day in (pair.left, pair.right)]

    assert len(pairs) == min(of.settings.day_pairs, len(one.days), len(two.days))
    assert len(set(shown)) == len(shown)
    for pair in pairs:
        owners = {of.roles_by_day[pair.left].slug, of.roles_by_day[pair.right].slug}
        assert owners == {one.slug, two.slug}


def test_pairs_have_their_sides_by_chance_and_are_the_same_for_one_state_of_chance():
    of = with_days()
    drawn = [days.pairs(of, "thinker", "mixer", Random(seed)) for seed in range(100)]
    sides = Counter(of.roles_by_day[pair.left].slug for pairs in drawn for pair in pairs)

    assert drawn[7] == days.pairs(of, "thinker", "mixer", Random(7))
    assert 160 <= sides["thinker"] <= 240  # of 400, standard deviation 10


def test_pairs_of_a_panel_attempt_set_two_days_of_the_last_role_in_the_runner_ups_place():
    of = with_days()
    pairs = days.pairs(of, "thinker", "mixer", Random(3), control="keeper")
    owners = Counter(of.roles_by_day[day].slug for pair in pairs for day in (pair.left, pair.right))

    assert owners == {"thinker": 4, "mixer": 2, "keeper": 2}
    assert days.pairs(of, "thinker", "mixer", Random(3), control="mixer") == days.pairs(
        of, "thinker", "mixer", Random(3)
    )


def test_pairs_of_a_panel_attempt_whose_last_role_has_no_days_are_of_the_first_two():
    of = with_days()
    roles = [replace(role, days=()) if role.slug == "keeper" else role for role in of.roles]
    pairs = days.pairs(replace(of, roles=tuple(roles)), "thinker", "mixer", Random(3), "keeper")

    assert len(pairs) == 4
    assert {of.roles_by_day[day].slug for pair in pairs for day in (pair.left, pair.right)} == {
        "thinker",
        "mixer",
    }


def test_pairs_of_a_role_without_days_or_of_a_catalog_without_the_step_are_none():
    of = with_days(day_pairs=0)
    bare = replace(of, roles=(replace(of.roles[0], days=()), *of.roles[1:]))

    assert days.pairs(of, "thinker", "mixer", Random(1)) == ()
    assert days.pairs(bare, "thinker", "mixer", Random(1)) == ()


def test_pairs_of_an_unknown_role_are_refused():
    with pytest.raises(UnknownRole, match="'boss'"):
        days.pairs(with_days(), "thinker", "boss", Random(1))


@pytest.mark.parametrize(
    ("certainty", "is_open"),
    [("clear", False), ("leaning", True), ("close", True), ("no_direction", False)],
)
def test_step_is_open_when_the_statements_left_something_open(certainty, is_open):
    outcome = replace(scoring.score(with_days(), LEANING), certainty=certainty)

    assert days.is_open(with_days(), outcome) is is_open
    assert days.is_open(with_days(day_pairs=0), outcome) is False


def test_step_is_closed_on_a_noted_sheet_that_would_be_clear():
    of = with_days()
    found = replace(scoring.score(of, LEANING), certainty="leaning", is_noted=True)
    first, *others = found.matches

    assert days.is_open(of, found) is True
    ahead = replace(found, matches=(replace(first, probability=0.6), *others))
    assert days.is_open(of, ahead) is False


# --- settling


@given(st.data(), scored())
def test_law_settling_keeps_what_the_two_hold_together_and_the_points_add_up(data, case):
    of, answers = case
    before = scoring.score(of, answers)
    choices = data.draw(chosen_days(of, before))
    after = days.settle(of, before, choices)
    was, now = (
        {match.role: match.probability for match in outcome.matches} for outcome in (before, after)
    )
    one, two = before.leader, before.runner_up
    ahead = days.lead(of, days.counted(of, before, choices), one, two)

    assert now[one] + now[two] == nearly(was[one] + was[two])
    assert {role: now[role] for role in now if role not in (one, two)} == {
        role: was[role] for role in was if role not in (one, two)
    }
    assert now[one] / now[two] == pytest.approx(
        was[one] / was[two] * math.exp(of.settings.day_weight * ahead)
    )
    assert after.leader in (one, two)


@given(st.data(), scored())
def test_law_points_of_answers_and_days_add_up_for_every_pair_of_roles(data, case):
    of, answers = case
    before = scoring.score(of, answers)
    choices = data.draw(chosen_days(of, before))
    now = {match.role: match.probability for match in days.settle(of, before, choices).matches}
    for one in now:
        for two in now:
            why = explanation.reasons(of, answers, one, two, choices)
            assert sum(why.by_dimension.values()) + why.days == nearly(why.log_odds)
            assert sum(why.by_answer.values()) + why.days == nearly(why.log_odds)
            assert math.log(now[one] / now[two]) == nearly(why.log_odds)


def test_days_change_the_leader_and_the_words_follow():
    of = with_days(clear_from=0.6, no_direction_below=0.3)
    before = scoring.score(of, LEANING)
    after = days.settle(of, before, chosen(one="mixer", times=4))
    split = [match.probability for match in before.matches[:2]]

    assert (before.leader, before.runner_up) == ("thinker", "mixer")
    assert after.leader == "mixer"
    assert after.matches[0].probability == nearly(
        sum(split) / (1 + split[0] / split[1] * math.exp(-4 * 0.85))
    )
    assert (before.certainty, after.certainty) == ("close", "clear")
    assert after.named == ("mixer",)


def test_days_of_as_many_for_each_change_nothing():
    of = with_days()
    before = scoring.score(of, LEANING)

    assert days.settle(of, before, chosen(one="mixer", times=2)) == before


def test_days_make_no_noted_sheet_clear_and_give_no_direction_to_one_without():
    of = with_days()
    before = scoring.score(of, LEANING)
    choices = chosen(one="thinker", times=4)

    noted = days.settle(of, replace(before, is_noted=True), choices)
    lost = days.settle(of, replace(before, certainty="no_direction", named=()), choices)
    assert (noted.certainty, lost.certainty, lost.named) == ("leaning", "no_direction", ())


@pytest.mark.parametrize(
    "choice",
    [
        DayChoice(DayPair("thinker-0", "mixer-0"), None),
        DayChoice(DayPair("thinker-0", "keeper-0"), "thinker-0"),
        DayChoice(DayPair("thinker-0", "retired-day"), "thinker-0"),
        DayChoice(DayPair("retired-day", "mixer-0"), "retired-day"),
    ],
    ids=["skipped", "control", "other day retired", "chosen day retired"],
)
def test_choice_that_sets_no_two_leading_days_beside_each_other_counts_for_nothing(choice):
    of = with_days()

    assert days.lead(of, [choice], "thinker", "mixer") == 0


@pytest.mark.parametrize(
    ("settings", "counts"),
    [
        ({}, True),
        ({"clear_from": 0.3}, True),  # clear already
        ({"no_direction_below": 0.6}, False),  # too even
        ({"minimum_answers": 5}, False),  # too few answers
        ({"day_pairs": 0}, False),  # a catalog without the step, that an old result is rescored by
    ],
)
def test_days_count_only_where_the_statements_show_a_direction(settings, counts):
    of = with_days(**settings)
    before = scoring.score(of, LEANING)
    after = days.settle(of, before, chosen(one="mixer", times=4))
    why = explanation.reasons(of, LEANING, "mixer", "thinker", chosen(one="mixer", times=4))

    assert (after != before) is counts
    assert (why.days > 0) is counts


@given(st.data(), catalogs())
def test_law_flips_with_days_chosen_are_those_of_a_replay(data, of):
    answers = data.draw(sheets(of))
    choices = data.draw(chosen_days(of, scoring.score(of, answers)))

    def leader(changed):
        return days.settle(of, scoring.score(of, changed), choices).leader

    expected = []
    for slug, old in answers.items():
        for news in (range(old - 1, 0, -1), range(old + 1, 6)) if old else ():
            replayed = [(slug, old, new, leader(answers | {slug: new})) for new in news]
            expected += [way for way in replayed if way[3] != leader(answers)][:1]
    found = explanation.flips(of, answers, choices)
    assert [(flip.question, flip.old, flip.new, flip.leader) for flip in found] == expected
    for role, path in explanation.shortest_paths(of, answers, choices).items():
        if path:
            changed = {change.question: change.new for change in path.changes}
            assert leader(answers | changed) == role


def test_paths_with_days_chosen_are_as_short_and_small_as_any():
    """Of two changes at most, against all of them, with one day of the runner-up chosen."""
    of = seed_catalog()
    of = replace(of, settings=replace(of.settings, scale_answers=0, day_weight=1.7))
    found = 0
    for answers in random_sheets(of, 14, seed=5):
        before = scoring.score(of, answers)
        pairs = days.pairs(of, before.leader, before.runner_up, Random(1))
        own = {day.slug for day in of.role(before.runner_up).days}
        first = pairs[0]
        choices = [DayChoice(first, first.left if first.left in own else first.right)]
        paths = explanation.shortest_paths(of, answers, choices)
        for role, least in least_changes(of, answers, choices).items():
            path = paths[role]
            total = sum(abs(change.new - change.old) for change in path.changes)
            assert (path.is_exact, path.length, total) == (True, *least)
            found += 1
    assert found > 10


def least_changes(of, answers, choices):
    """To each role that does not lead, how many answers and points it takes: one or two answers."""

    def leader(changed):
        return days.settle(of, scoring.score(of, changed), choices).leader

    given = {slug: answer for slug, answer in answers.items() if answer}
    least = {}
    for count in (1, 2):
        ways = []
        for slugs in combinations(given, count):
            for news in product(range(1, 6), repeat=count):
                change = dict(zip(slugs, news, strict=True))
                if all(given[slug] != new for slug, new in change.items()):
                    size = sum(abs(given[slug] - new) for slug, new in change.items())
                    ways.append((size, change))
        for size, change in sorted(ways, key=lambda way: way[0]):
            least.setdefault(leader(answers | change), (count, size))
    least.pop(leader(answers), None)
    return least
