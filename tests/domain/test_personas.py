"""Made-up sheets, answer by answer."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.domain import personas, scoring
from roles.domain.errors import UnknownRole
from tests.domain.strategies import catalogs
from tests.factories import make_catalog, make_question, make_role, seed_catalog


def dimensions_of(of, answers):
    """Each dimension's answers, in order."""
    places = {question.slug: question.dimension for question in of.questions}
    found = {dimension.slug: [] for dimension in of.dimensions}
    for slug, answer in answers.items():
        found[places[slug]].append(answer)
    return found


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("product-manager", (4, 2, 3, 4, 2, 3)),  # 4.2, 2.4, 3.0, 4.0, 1.6, 2.8
        ("project-manager", (2, 5, 3, 2, 3, 3)),  # 2.4, 4.8, 2.8, 2.0, 2.6, 3.4
        ("program-manager", (4, 4, 2, 2, 2, 4)),  # 3.6, 3.6, 2.0, 2.4, 2.0, 4.4
        ("product-owner", (3, 2, 4, 4, 2, 2)),  # 3.4, 2.4, 4.2, 3.8, 1.8, 2.4
        ("project-coordinator", (2, 4, 3, 2, 5, 3)),  # 2.2, 3.6, 2.6, 2.4, 4.6, 2.6
    ],
)
def test_ideal_sheet_of_each_real_role_is_the_whole_answer_nearest_its_targets(role, expected):
    answers = personas.ideal_sheet(seed_catalog(), role)

    assert list(answers) == [question.slug for question in seed_catalog().questions]
    assert tuple(dimensions_of(seed_catalog(), answers).values()) == tuple(
        [answer] * 4 for answer in expected
    )


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, 4),  # a target of 80: 1.2 above the baseline of 3
        ({"baseline": 3.3}, 4),
        ({"baseline": 3.4}, 5),
        ({"baseline": 2.2}, 3),
        ({"baseline": 6.0}, 5),
        ({"baseline": 0.0}, 1),
        ({"reversed": True}, 2),
        ({"reversed": True, "baseline": 3.4}, 1),
        ({"reversed": True, "baseline": 2.2}, 3),
        ({"reversed": True, "baseline": 0.0}, 5),
    ],
)
def test_ideal_sheet_lies_about_the_baseline_and_turns_round_when_reversed(changes, answer):
    of = make_catalog(
        roles=[make_role("one", ideas=80, order=20), make_role("two", ideas=20, order=80)],
        questions=[
            make_question("find", "ideas", **changes),
            make_question("old", "ideas", active=False),
        ],
    )

    assert personas.ideal_sheet(of, "one") == {"find": answer}


def test_ideal_sheet_of_an_unknown_role_is_refused():
    with pytest.raises(UnknownRole):
        personas.ideal_sheet(seed_catalog(), "nobody")


class OneDeviation(Random):
    """Chance that always draws one standard deviation above the mean, and tells what it drew."""

    def __init__(self):
        super().__init__(0)
        self.drawn = []

    def gauss(self, mu, sigma):
        self.drawn.append((mu, sigma))
        return mu + sigma


def test_neutral_sheet_draws_a_leaning_for_each_dimension_and_noise_for_each_question():
    """Leaning and noise together: 1.65 above the baseline."""
    of = make_catalog(
        questions=[
            make_question("plain", "ideas"),
            make_question("liked", "ideas", baseline=4.0),
            make_question("less-liked", "order", baseline=1.7),
            make_question("turned", "order", reversed=True, baseline=2.0),
            make_question("old", "order", active=False),
        ]
    )
    rng = OneDeviation()

    assert personas.neutral_sheet(of, rng) == {"plain": 5, "liked": 5, "less-liked": 3, "turned": 2}
    assert rng.drawn == [(0, 0.7)] * 2 + [(0, 0.95)] * 4


def test_random_sheet_draws_each_answer_alike():
    of, rng = make_catalog(), Random(1)
    sheets = [personas.random_sheet(of, rng) for _sheet in range(1000)]

    assert {tuple(sheet) for sheet in sheets} == {tuple(row.slug for row in of.questions)}
    for slug in sheets[0]:
        counts = Counter(sheet[slug] for sheet in sheets)
        assert sorted(counts) == [1, 2, 3, 4, 5]
        # 200 expected of each, standard deviation 12.6; 20 of them within 4 of it.
        assert all(149 < count < 251 for count in counts.values())


@given(catalogs(), st.integers(0, 9))
def test_every_sheet_answers_all_active_questions_with_1_to_5(of, seed):
    made = personas.personas(of) | {"neutral": personas.neutral_sheet(of, Random(seed))}

    for answers in made.values():
        assert list(answers) == [question.slug for question in of.active_questions]
        assert {type(answer) for answer in answers.values()} == {int}
        assert set(answers.values()) <= {1, 2, 3, 4, 5}


def test_personas_are_the_roles_ideals_and_three_others():
    of = seed_catalog()
    made = personas.personas(of)
    roles = [role.slug for role in of.roles]

    assert list(made) == [*roles, "alike", "random", "mixed"]
    for role in roles:
        assert made[role] == personas.ideal_sheet(of, role)
        assert scoring.score(of, made[role]).leader == role
    assert made["alike"] == dict.fromkeys(made["mixed"], 3)
    assert scoring.score(of, made["alike"]).certainty == "no_direction"
    assert len(set(made["random"].values())) == 5
    assert personas.personas(of) == made


def test_mixed_persona_is_half_the_first_role_and_half_the_last_in_each_dimension():
    mixed = personas.personas(seed_catalog())["mixed"]

    assert dimensions_of(seed_catalog(), mixed) == {
        "strategy": [4, 2] * 2,
        "control": [2, 4] * 2,
        "flow": [3, 3] * 2,
        "markets": [4, 2] * 2,
        "organizing": [2, 5] * 2,
        "joining-up": [3, 3] * 2,
    }


def test_example_is_the_last_role_but_one_with_each_fourth_answer_of_the_last():
    *_others, main, streak = (
        personas.ideal_sheet(seed_catalog(), role.slug) for role in seed_catalog().roles
    )
    example = personas.example_sheet(seed_catalog())
    outcome = scoring.score(seed_catalog(), example)

    assert [*example] == [*main]
    assert [answer for place, answer in enumerate(example.values()) if place % 4 == 3] == (
        [*streak.values()][3::4]
    )
    assert [answer for place, answer in enumerate(example.values()) if place % 4 < 3] == (
        [answer for place, answer in enumerate(main.values()) if place % 4 < 3]
    )
    assert (outcome.certainty, outcome.named) == ("clear", ("product-owner",))


@given(
    st.lists(st.integers(-4, 4), min_size=30, max_size=30),
    st.floats(0.3, 2),
    st.floats(0.5, 2.5),
    st.booleans(),
)
def test_law_every_role_leads_its_own_ideal_sheet(moves, contrast, temperature, is_turned):
    """With the real profiles and any a little beside them, at any strength of belief."""
    of, by = seed_catalog(), iter(moves)
    roles = tuple(
        replace(role, targets={slug: target + next(by) for slug, target in role.targets.items()})
        for role in of.roles
    )
    questions = tuple(replace(row, reversed=is_turned) for row in of.questions)
    settings = replace(of.settings, contrast=contrast, temperature=temperature)
    near = replace(of, roles=roles, questions=questions, settings=settings)

    assert [
        scoring.score(near, personas.ideal_sheet(near, role.slug)).leader for role in near.roles
    ] == [role.slug for role in near.roles]


def test_half_and_half_answers_every_second_statement_of_a_dimension_for_the_other_role():
    of = seed_catalog()
    one, other = (
        dimensions_of(of, personas.ideal_sheet(of, slug))
        for slug in ("product-owner", "project-coordinator")
    )
    mixed = dimensions_of(of, personas.half_and_half(of, "product-owner", "project-coordinator"))

    for dimension, answers in mixed.items():
        assert answers[::2] == one[dimension][::2]
        assert answers[1::2] == other[dimension][1::2]


def test_half_and_half_of_an_unknown_role_is_refused():
    with pytest.raises(UnknownRole):
        personas.half_and_half(make_catalog(), "thinker", "nobody")


def test_most_alike_are_the_roles_with_the_closest_patterns():
    roles = [
        make_role("thinker", ideas=90, order=20),
        make_role("keeper", ideas=20, order=90),
        make_role("mixer", ideas=25, order=60),  # less of everything, but leans like the keeper
    ]
    pair = personas.most_alike(make_catalog(roles=roles))

    assert [role.slug for role in pair] == ["keeper", "mixer"]
