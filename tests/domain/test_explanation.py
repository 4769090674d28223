"""The laws of reasons, flips and paths, the latter two against everything that could change."""

import math
from dataclasses import replace
from functools import partial
from itertools import combinations, permutations, product

import pytest
from hypothesis import given

from roles.domain import explanation, scoring
from roles.domain.types import AnswerChange
from tests.domain.strategies import random_sheets, scored
from tests.factories import make_catalog, make_question, make_role, seed_catalog

nearly = partial(pytest.approx, rel=0, abs=1e-9)


def leader(of, answers):
    """As `scoring.score` has it, without the rest: asked a hundred thousand times."""
    chances = scoring.probabilities(of, answers)
    return list(chances)[scoring.ranking(list(chances.values()))[0]]


def answered(answers):
    return {slug: answer for slug, answer in answers.items() if answer is not None}


def changes_of(answers, count):
    """Every way to change so many answers, with its total change, the smallest first."""
    given_answers = answered(answers)
    ways = []
    for slugs in combinations(given_answers, count):
        others = [[new for new in range(1, 6) if new != given_answers[slug]] for slug in slugs]
        for news in product(*others):
            change = dict(zip(slugs, news, strict=True))
            ways.append(
                (sum(abs(new - given_answers[slug]) for slug, new in change.items()), change)
            )
    return sorted(ways, key=lambda way: way[0])


# --- reasons


@given(scored())
def test_law_points_add_up_for_every_pair_of_roles(case):
    of, answers = case
    chances = scoring.probabilities(of, answers)
    for one, two in permutations(chances, 2):
        why = explanation.reasons(of, answers, one, two)

        assert sum(why.by_dimension.values()) + why.prior == nearly(why.log_odds)
        assert sum(why.by_answer.values()) + why.prior == nearly(why.log_odds)
        assert chances[one] == nearly(chances[two] * math.exp(why.log_odds))


@given(scored())
def test_points_of_a_dimension_are_those_of_its_answers(case):
    of, answers = case
    why = explanation.reasons(of, answers, of.roles[0].slug, of.roles[1].slug)
    places = {question.slug: question.dimension for question in of.questions}

    assert list(why.by_answer) == list(answered(answers))
    for dimension, points in why.by_dimension.items():
        own = [held for slug, held in why.by_answer.items() if places[slug] == dimension]
        assert sum(own) == nearly(points)


@given(scored())
def test_reasons_the_other_way_round_have_the_other_sign(case):
    of, answers = case
    one, two = of.roles[0].slug, of.roles[-1].slug
    there, back = (explanation.reasons(of, answers, *pair) for pair in ((one, two), (two, one)))

    assert there.log_odds == nearly(-back.log_odds)
    assert there.by_answer == nearly({slug: -held for slug, held in back.by_answer.items()})
    assert (there.leader, there.rival, back.leader, back.rival) == (one, two, two, one)


def test_reasons_of_a_role_against_itself_are_none():
    why = explanation.reasons(make_catalog(), {"find-ideas": 5}, "keeper", "keeper")

    assert (why.log_odds, why.by_dimension, why.by_answer) == (
        0,
        {"ideas": 0, "order": 0},
        {"find-ideas": 0},
    )


def test_reasons_without_answers_are_none():
    why = explanation.reasons(make_catalog(), {"find-ideas": None}, "keeper", "thinker")

    assert (why.log_odds, why.by_dimension, why.by_answer) == (0, {"ideas": 0, "order": 0}, {})


# --- flips and paths


def assert_flips_are_the_smallest(of, answers):
    found = explanation.flips(of, answers)
    first = leader(of, answers)
    expected = []
    for slug, old in answered(answers).items():
        for news in (range(old - 1, 0, -1), range(old + 1, 6)):
            replayed = [(new, leader(of, answers | {slug: new})) for new in news]
            expected += [(slug, old, *way) for way in replayed if way[1] != first][:1]
    assert [(flip.question, flip.old, flip.new, flip.leader) for flip in found] == expected
    assert explanation.is_robust(of, answers) is (not expected)


def assert_paths_hold(of, answers):
    """Replayed they do what they say; the exact ones are as short and as small as any."""
    first = leader(of, answers)
    paths = explanation.shortest_paths(of, answers)
    assert list(paths) == [role.slug for role in of.roles if role.slug != first]
    least = {}
    for count in (1, 2):
        for total, change in changes_of(answers, count):
            least.setdefault(leader(of, answers | change), (count, total))
    for role, path in paths.items():
        if path is None or not path.is_exact:
            assert role not in least
        if path is None:
            continue
        changed = {change.question: change.new for change in path.changes}
        total = sum(abs(change.new - change.old) for change in path.changes)
        assert len(changed) == path.length <= 8
        assert {c.question: c.old for c in path.changes}.items() <= answers.items()
        assert set(changed.values()) <= {1, 2, 3, 4, 5}
        assert leader(of, answers | changed) == role == path.role
        assert path.is_exact is (path.length <= 2)
        if path.is_exact:
            assert (path.length, total) == least[role]


def test_law_flips_of_50_sheets_are_those_of_full_enumeration():
    for answers in random_sheets(seed_catalog(), 50, seed=4):
        assert_flips_are_the_smallest(seed_catalog(), answers)


@given(scored())
def test_law_flips_of_any_catalog_are_those_of_full_enumeration(case):
    assert_flips_are_the_smallest(*case)


@pytest.mark.parametrize("seed", range(5))
def test_law_paths_of_50_sheets_are_those_of_full_enumeration(seed):
    for answers in random_sheets(seed_catalog(), 10, seed=seed):
        assert_paths_hold(seed_catalog(), answers)


def test_flips_and_paths_without_answers_are_none():
    assert explanation.flips(make_catalog(), {"find-ideas": None}) == ()
    assert explanation.is_robust(make_catalog(), {}) is True
    assert explanation.shortest_paths(make_catalog(), {}) == {"keeper": None, "mixer": None}


def test_path_of_two_steps_of_one_kind_uses_two_questions():
    """Both answers in a dimension have to move by as much; one of them cannot move twice."""
    of = make_catalog(
        roles=[make_role("a", ideas=90, order=10), make_role("b", ideas=10, order=90)]
    )
    answers = {"find-ideas": 5, "weigh-ideas": 5, "keep-lists": 1, "tidy-files": 1}
    path = explanation.shortest_paths(of, answers)["b"]

    assert path.length == len({change.question for change in path.changes})
    assert leader(of, answers | {c.question: c.new for c in path.changes}) == "b"


def test_role_that_no_answers_can_lead_has_no_path():
    """A twin of an earlier role is never ahead of it."""
    roles = [make_role(slug, ideas=90, order=20) for slug in ("first", "twin")]
    of = make_catalog(roles=[*roles, make_role("keeper", ideas=20, order=90)])
    paths = explanation.shortest_paths(of, {"find-ideas": 4, "keep-lists": 2})

    assert paths["twin"] is None
    assert paths["keeper"].is_exact is True


@pytest.mark.parametrize(("count", "length"), [(7, 8), (8, None)])
def test_path_of_more_than_8_answers_counts_as_none(count, length):
    """All for one of two opposite roles: one answer more than half has to turn right over."""
    questions = [make_question(f"i{number}", "ideas") for number in range(count)]
    questions += [make_question(f"o{number}", "order") for number in range(count)]
    roles = [make_role("a", ideas=90, order=10), make_role("b", ideas=10, order=90)]
    of = make_catalog(questions=questions, roles=roles)
    sheet = {row["slug"]: 5 if row["dimension"] == "ideas" else 1 for row in questions}
    path = explanation.shortest_paths(of, sheet)["b"]

    assert (path and path.length) == length


def test_reversed_question_flips_the_other_way():
    of = make_catalog(
        roles=[make_role("a", ideas=90, order=10), make_role("b", ideas=10, order=90)],
    )
    turned = replace(of, questions=tuple(replace(q, reversed=True) for q in of.questions))
    plain = explanation.flips(of, {"find-ideas": 4, "keep-lists": 3})
    mirrored = explanation.flips(turned, {"find-ideas": 2, "keep-lists": 3})

    assert [(f.question, f.old, f.new) for f in plain] == [
        ("find-ideas", 4, 2),
        ("keep-lists", 3, 5),
    ]
    assert [(f.question, f.old, f.new) for f in mirrored] == [
        ("find-ideas", 2, 4),
        ("keep-lists", 3, 1),
    ]
    path = explanation.shortest_paths(turned, {"find-ideas": 2, "keep-lists": 3})["b"]
    assert path.changes == (AnswerChange("find-ideas", 2, 4),)
