"""Made-up participants: who they are, what they would do, and when they come."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median

import pytest

from roles.domain import population, scoring
from roles.domain.days import pairs
from roles.domain.population import (
    CARELESS_WAYS,
    arrivals,
    draw_participant,
    draw_population,
    participants,
)
from roles.domain.simulation import OWN_DAY
from tests.factories import make_catalog, seed_catalog

PEOPLE = 2000
ROLES = [role.slug for role in seed_catalog().roles]
SLUGS = [question.slug for question in seed_catalog().active_questions]
NOW = datetime(2026, 11, 25, 12, 30, 45, 678, tzinfo=UTC)  # a Wednesday


@pytest.fixture(scope="module")
def everybody():
    return list(participants(draw_population(seed_catalog(), 1), PEOPLE))


def careless(people):
    return [person for person in people if person.kind in CARELESS_WAYS]


def careful(people):
    return [person for person in people if person.kind not in CARELESS_WAYS]


def nearly(share, people):
    """Within four standard errors of a share of so many people."""
    return pytest.approx(share, abs=4 * (share * (1 - share) / people) ** 0.5)


def share(people, holds):
    return sum(map(bool, map(holds, people))) / len(people)


def somebody(**changes):
    """A participant of the third role who reads, with fresh chance."""
    drawn = draw_participant(draw_population(seed_catalog(), 1), Random(1))
    return replace(drawn, role=ROLES[2], clicks=(), rng=Random(2), **changes)


# --- who they are


def test_participants_of_a_seed_are_the_same_however_many_come(everybody):
    again = list(participants(draw_population(seed_catalog(), 1), 5))
    others = list(participants(draw_population(seed_catalog(), 2), 5))

    assert again == everybody[:5]
    assert [one.answers for one in others] != [one.answers for one in again]
    assert len({person.key for person in everybody}) == PEOPLE


@pytest.mark.parametrize(
    ("expected", "holds"),
    [
        (population.CARELESS, lambda one: one.kind in CARELESS_WAYS),
        (population.LEAVES[2], lambda one: one.leaves_on == 2),
        (population.LEAVES_CHECK, lambda one: one.leaves_check),
        (population.LEAVES_DAYS, lambda one: one.leaves_days),
        (population.CHANGES, lambda one: one.changes),
        (population.ASKS_MORE, lambda one: one.asks_more),
        (population.SECOND_STEP["taken"], lambda one: one.second_step == "taken"),
        (population.SECOND_STEP["skipped"], lambda one: one.second_step == "skipped"),
        (population.SHARES, lambda one: one.links),
        (population.SHARES * population.SHARES_TWICE, lambda one: len(one.links) == 2),
        (population.RETURNS, lambda one: one.later),
    ],
)
def test_share_of_participants_is_the_one_stated(everybody, expected, holds):
    assert share(everybody, holds) == nearly(expected, PEOPLE)


def test_careful_participants_have_all_styles_and_roles_or_none(everybody):
    people = careful(everybody)
    styles = Counter(person.kind for person in people)
    roles = Counter(person.role for person in people)

    assert styles.keys() == population.STYLES.keys()
    assert styles["bold"] / len(people) == nearly(population.STYLES["bold"], len(people))
    assert roles.keys() == {"", *ROLES}
    assert roles[""] / len(people) == nearly(population.NO_ROLE, len(people))


def test_people_of_a_role_mostly_get_it_and_those_of_none_get_any(everybody):
    def leads(person):
        answers = {slug: answer or 3 for slug, answer in person.answers.items()}
        return scoring.score(seed_catalog(), answers).leader

    people = careful(everybody)[:400]
    hits = [leads(person) == person.role for person in people if person.role]
    without = Counter(leads(person) for person in people if not person.role)

    assert 0.5 < sum(hits) / len(hits) < 0.9
    assert len(without) == len(ROLES)


def test_some_statements_are_skipped_more_than_others_and_half_the_people_skip_none(everybody):
    people = careful(everybody)
    skips = Counter(
        slug for person in people for slug, answer in person.answers.items() if answer is None
    )
    fewest, most = min(skips[slug] for slug in SLUGS), max(skips[slug] for slug in SLUGS)

    assert most > 5 * (fewest + 1)
    assert share(people, lambda one: None not in one.answers.values()) > population.CAN_SKIP
    assert list(people[0].answers) == SLUGS


def test_three_point_people_use_no_end_of_the_scale(everybody):
    people = [person for person in everybody if person.kind == "three_point"]
    given = {answer for person in people for answer in person.answers.values()}

    assert given == {2, 3, 4, None}


def test_careless_click_by_place_each_in_their_way_and_mostly_fast(everybody):
    people = careless(everybody)
    clicks = {person.kind: person.clicks for person in people}
    paces = [median(person.seconds) / 4 for person in people]

    assert clicks.keys() == {"random", "ends", "alternating", "same"}
    assert [len(set(clicks[way])) for way in ("same", "alternating", "ends")] == [1, 2, 2]
    assert set(clicks["ends"]) == {1, 5}
    assert clicks["alternating"][0] == clicks["alternating"][2]
    assert all(len(way) == len(SLUGS) for way in clicks.values())
    assert share(paces, lambda pace: pace < 2.5) == nearly(population.HASTY, len(people))


# --- what they do


def test_page_is_answered_by_statement_or_by_place():
    reader = somebody(answers=dict.fromkeys(SLUGS, 4) | {SLUGS[3]: None})
    clicker = replace(reader, clicks=(1, 2, 3, 4, 5, 1))

    assert reader.page(SLUGS[2:4], 2) == {SLUGS[2]: 4, SLUGS[3]: None}
    assert clicker.page(SLUGS[7:9], 4) == {SLUGS[7]: 5, SLUGS[8]: 1}


def test_change_moves_one_answer_by_a_step_inside_the_scale():
    assert somebody().change({"a": None, "b": 5}) == {"b": 4}
    assert somebody().change({"a": None, "b": 1}) == {"b": 2}
    assert somebody().change({"a": None}) == {}


@pytest.mark.parametrize(
    ("first", "second", "last", "takes_first"),
    [
        (ROLES[2], ROLES[0], "", OWN_DAY),
        (ROLES[1], ROLES[0], "", 0.5),
        (ROLES[2], ROLES[4], ROLES[4], 1 - population.CONTROL_DAY),
        (ROLES[1], ROLES[4], ROLES[4], 1 - population.CONTROL_DAY),
        (ROLES[0], ROLES[2], ROLES[2], 1 - OWN_DAY),  # the last one is their own
    ],
)
def test_days_of_the_own_role_are_taken_often_and_of_the_last_seldom(
    first, second, last, takes_first
):
    of, person = seed_catalog(), somebody()
    shown = pairs(of, first, second, Random(1)) * 300
    chosen = [choice.chosen for choice in person.choose(of, shown, last)]
    taken = [of.roles_by_day[day].slug for day in chosen if day]

    assert share(chosen, lambda day: day is None) == nearly(population.SKIPS_PAIR, len(chosen))
    assert share(taken, lambda role: role == first) == nearly(takes_first, len(taken))


def test_careless_take_days_by_chance():
    of, person = seed_catalog(), somebody()
    shown = pairs(of, ROLES[2], ROLES[4], Random(1)) * 300
    taken = [
        of.roles_by_day[choice.chosen].slug
        for choice in replace(person, clicks=(1,)).choose(of, shown, ROLES[4])
        if choice.chosen
    ]

    assert share(taken, lambda role: role == ROLES[2]) == nearly(0.5, len(taken))


def test_first_page_is_sent_within_five_minutes_and_some_pause_later(everybody):
    assert max(person.seconds[0] for person in everybody) <= population.LONGEST_FIRST_PAGE
    assert max(max(person.seconds) for person in everybody) > 3600
    assert min(min(person.seconds) for person in everybody) > 0
    assert all(len(person.seconds) == 6 for person in everybody)


def test_those_who_return_come_after_thirty_days_and_rate_the_job_that_they_have():
    drawn = draw_population(seed_catalog(), 1)
    rng = Random(1)
    later = [
        found for _time in range(9000) if (found := population._later(drawn.catalog, ROLES[2], rng))
    ]
    own = [found for found in later if found.job == ROLES[2]]
    jobless = [found for found in later if not found.job]

    assert min(found.after for found in later) >= 30
    assert 0.75 < len(own) / len(later) < 0.82
    assert {found.suits for found in own} == {2, 3, 4, 5}
    assert {found.suits for found in jobless} == {None, 1, 2, 3, 4, 5}
    assert None not in {found.suits for found in later if found.job}


def test_population_of_a_catalog_without_days_and_areas_is_drawn():
    small = make_catalog(settings={"minimum_answers": 2, "questions_per_page": 2})
    people = list(participants(draw_population(small, 1), 50))

    assert {len(person.seconds) for person in people} == {2}
    assert {person.role for person in people} == {"", "thinker", "keeper", "mixer"}


# --- when they come


def test_arrivals_are_whole_seconds_in_order_up_to_five_minutes_ago():
    came = arrivals(3000, 14, NOW, 1)

    assert (len(came), came == sorted(came)) == (3000, True)
    assert came == arrivals(3000, 14, NOW, 1) != arrivals(3000, 14, NOW, 2)
    assert {moment.microsecond for moment in came} == {0}
    assert NOW - timedelta(days=14, minutes=6) <= came[0]
    assert came[-1] <= NOW - timedelta(minutes=5)


def test_more_people_come_in_working_hours_than_at_night_or_on_sunday():
    came = arrivals(20_000, 7, NOW, 1)
    hours = Counter(moment.hour for moment in came)
    days = Counter(moment.weekday() for moment in came)

    assert hours[9] > 5 * hours[3] > 0
    assert days[1] > 2 * days[5] > 0
