"""The laws of scoring, its ranking and its words."""

import math
from dataclasses import replace
from functools import partial
from statistics import fmean

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roles.domain import scoring
from roles.domain.sheets import layout
from roles.domain.types import Match
from tests.domain.strategies import catalogs, scored, sheets
from tests.factories import first_catalog, make_catalog, make_question, make_role
from tests.worked_example.answers import ANSWERS

nearly = partial(pytest.approx, rel=0, abs=1e-9)


# --- laws


@given(st.data(), catalogs())
def test_law_one_more_point_in_every_answer_changes_nothing(data, of):
    steps = {slug: key.sign for slug, key in layout(of).keys.items()}
    low = data.draw(sheets(of, answers=(1, 2, 3, 4)))
    lower = {slug: answer if steps[slug] == 1 else 6 - answer for slug, answer in low.items()}
    higher = {slug: answer + steps[slug] for slug, answer in lower.items()}

    assert scoring.probabilities(of, higher) == nearly(scoring.probabilities(of, lower))


@given(catalogs(is_balanced=True), st.integers(1, 5))
def test_law_same_answer_everywhere_gives_equal_odds_and_no_direction(of, answer):
    outcome = scoring.score(of, {question.slug: answer for question in of.questions})
    chances = [match.probability for match in outcome.matches]

    assert chances == nearly([1 / len(of.roles)] * len(of.roles))
    assert outcome.certainty == "no_direction"


@given(st.data(), scored())
def test_law_order_of_answers_does_not_matter(data, case):
    of, answers = case
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))

    assert scoring.probabilities(of, shuffled) == nearly(scoring.probabilities(of, answers))


@given(st.data(), scored())
def test_law_renaming_and_reordering_only_renames_and_reorders(data, case):
    of, answers = case
    dimensions = data.draw(st.permutations(of.dimensions))
    other = replace(
        of,
        dimensions=tuple(replace(row, slug=f"x-{row.slug}") for row in dimensions),
        roles=tuple(
            replace(
                row,
                slug=f"y-{row.slug}",
                targets={f"x-{slug}": target for slug, target in row.targets.items()},
            )
            for row in data.draw(st.permutations(of.roles))
        ),
        questions=tuple(
            replace(row, slug=f"z-{row.slug}", dimension=f"x-{row.dimension}")
            for row in data.draw(st.permutations(of.questions))
        ),
    )
    renamed = scoring.probabilities(other, {f"z-{slug}": a for slug, a in answers.items()})
    expected = scoring.probabilities(of, answers)

    assert renamed == nearly({f"y-{slug}": chance for slug, chance in expected.items()})


@given(scored())
def test_law_skipped_is_absent(case):
    of, answers = case
    given_only = {slug: answer for slug, answer in answers.items() if answer is not None}

    assert scoring.probabilities(of, answers) == scoring.probabilities(of, given_only)


@given(st.data(), scored())
def test_law_reversing_a_question_and_its_answer_changes_nothing(data, case):
    of, answers = case
    turned = data.draw(st.sampled_from(of.questions))
    other = replace(
        of,
        questions=tuple(
            replace(row, reversed=not row.reversed) if row is turned else row
            for row in of.questions
        ),
    )
    mirrored = dict(answers)
    if mirrored.get(turned.slug):
        mirrored[turned.slug] = 6 - mirrored[turned.slug]

    assert scoring.probabilities(other, mirrored) == nearly(scoring.probabilities(of, answers))


def scaled(of, keyed):
    """Keyed answers stretched to the usual boldness, as the formula stands."""
    k, noise = of.settings.scale_answers, of.settings.noise_variance
    squares = [(z - fmean(row)) ** 2 for row in keyed.values() for z in row]
    df = len(squares) - sum(map(bool, keyed.values()))
    if not k or not df:
        return keyed
    v = math.fsum(squares) / df
    f = min(1.6, max(0.6, math.sqrt(noise * (k + df) / (k * noise + df * v))))
    return {slug: [f * z for z in row] for slug, row in keyed.items()}


def bracket(of, role, keyed):
    """What the posterior takes off for a role, as the formula stands, term by term."""
    mean = sum(role.targets.values()) / len(role.targets)
    length = math.dist(role.targets.values(), [mean] * len(role.targets))
    terms = [
        (
            1 / (of.settings.own_variance + of.settings.noise_variance / len(z)),
            sum(z) / len(z) - of.settings.contrast * (role.targets[slug] - mean) / length,
        )
        for slug, z in keyed.items()
        if z
    ]
    total = sum(w for w, _g in terms) or 1
    return sum(w * g * g for w, g in terms) - sum(w * g for w, g in terms) ** 2 / total


@given(scored())
def test_probabilities_follow_the_formula_written_out(case):
    of, answers = case
    keyed = {row.slug: [] for row in of.dimensions}
    for row in of.questions:
        if (answer := answers.get(row.slug)) is not None:
            keyed[row.dimension].append((6 - answer if row.reversed else answer) - row.baseline)
    keyed = scaled(of, keyed)
    odds = [math.exp(-bracket(of, role, keyed) / 2 / of.settings.temperature) for role in of.roles]

    expected = [value / sum(odds) for value in odds]
    assert list(scoring.probabilities(of, answers).values()) == nearly(expected)


# --- the ranking and its ties


@given(
    st.lists(st.sampled_from((0.0, 1e-15, -1e-15, 1e-10, 3.0, 3.0 + 1e-15)), min_size=2),
    st.sampled_from((0.01, 1.0, 100.0)),
)
@example([3.0, 3.0 + 1e-15], 1.0)
def test_leader_is_the_first_of_the_ranking(log_odds, temperature):
    ranked = scoring.ranking(scoring.softmax(log_odds, temperature))

    assert scoring.leader(log_odds, temperature) == ranked[0]


def test_ranking_equal_to_12_digits_keeps_the_catalogs_order():
    assert scoring.ranking([0.3, 0.2 + 4e-14, 0.2, 0.3 + 2e-14]) == [0, 3, 1, 2]
    assert scoring.ranking([0.3, 0.2, 0.2 + 4e-12, 0.3 + 2e-11]) == [3, 0, 2, 1]


def test_twins_share_their_probability_and_stay_in_order():
    twins = [make_role("b-twin", ideas=90, order=20), make_role("a-twin", ideas=60, order=40)]
    outcome = scoring.score(make_catalog(roles=twins), {"find-ideas": 5, "keep-lists": 1})

    assert [(match.role, match.probability) for match in outcome.matches] == [
        ("b-twin", nearly(0.5)),
        ("a-twin", nearly(0.5)),
    ]


# --- words


def word(answers, **settings):
    return scoring.score(make_catalog(settings=settings | {"minimum_answers": 2}), answers)


def test_certainty_words_are_tested_in_their_order():
    split = {"find-ideas": 5, "keep-lists": 2}  # .38 .38 .24: two twins, and one far behind
    assert word(split, clear_from=0.3, no_direction_below=0.3).certainty == "clear"
    assert word(split, clear_from=0.3, no_direction_below=0.6).certainty == "no_direction"
    assert word(split, close_from=1, no_direction_below=0.3).certainty == "close"
    assert word(split | {"tidy-files": 3}, minimum_answers=9).certainty != "clear"


def test_certainty_with_fewer_than_the_minimum_of_answers_is_no_direction():
    of = make_catalog(settings={"minimum_answers": 3, "clear_from": 0.3})
    two = {"find-ideas": 5, "keep-lists": 1, "tidy-files": None}

    assert scoring.score(of, two).certainty == "no_direction"
    assert scoring.score(of, two | {"tidy-files": 1}).certainty == "clear"


def test_certainty_of_identical_answers_is_no_direction_whatever_they_come_to():
    of = make_catalog(
        questions=[make_question("find", "ideas"), make_question("keep", "order", reversed=True)],
        settings={"minimum_answers": 2, "clear_from": 0.3},
    )

    assert scoring.score(of, {"find": 5, "keep": 5}).certainty == "no_direction"
    assert scoring.score(of, {"find": 5, "keep": 4}).certainty == "clear"


@pytest.mark.parametrize(
    ("bar", "figure", "at_the_bar", "past_it"),
    [
        ("clear_from", "first", "clear", "leaning"),
        ("close_from", "ratio", "close", "leaning"),
        ("no_direction_below", "first", "leaning", "no_direction"),
    ],
)
def test_certainty_exactly_on_a_bar(bar, figure, at_the_bar, past_it):
    of = first_catalog()
    first, second = (match.probability for match in scoring.score(of, ANSWERS).matches[:2])
    value = {"first": first, "ratio": second / first}[figure]
    base = {"clear_from": 1.0, "close_from": 1.0, "no_direction_below": 0.0}

    def certainty(number):
        settings = replace(of.settings, **(base | {bar: number}))
        return scoring.score(replace(of, settings=settings), ANSWERS).certainty

    assert certainty(value) == at_the_bar
    assert certainty(math.nextafter(value, 2)) == past_it


@pytest.mark.parametrize(
    ("chances", "certainty", "catalog_format", "named"),
    [
        ((0.7, 0.2, 0.1), "clear", 2, 1),
        ((0.5, 0.3, 0.2), "leaning", 2, 1),
        ((0.4, 0.31, 0.29), "close", 2, 2),
        ((0.4, 0.31, 0.305), "close", 2, 3),
        ((0.28, 0.27, 0.26, 0.25), "close", 2, 3),
        ((0.4, 0.31, 0.305), "close", 1, 2),
        ((0.4, 0.31, 0.3), "no_direction", 2, 0),
    ],
)
def test_close_result_names_every_role_within_reach_three_at_most(
    chances, certainty, catalog_format, named
):
    of = replace(make_catalog(), format=catalog_format)
    matches = [Match(f"r{place}", chance) for place, chance in enumerate(chances)]

    found = scoring.named_roles(of, matches, certainty)
    assert found == tuple(f"r{place}" for place in range(named))


@pytest.mark.parametrize(("catalog_format", "word"), [(1, "clear"), (2, "leaning")])
def test_noted_sheet_is_never_clear_but_under_the_first_format(catalog_format, word):
    of = replace(first_catalog(), format=catalog_format)
    outcome = scoring.score(of, ANSWERS, seconds=[0.5] * len(ANSWERS))

    assert outcome.certainty == word
    assert outcome.is_noted is (catalog_format == 2)


@pytest.mark.parametrize(
    ("answers", "level", "remark"),
    [
        ({"find-ideas": 4, "keep-lists": 4}, 1.0, None),
        ({"find-ideas": 5, "weigh-ideas": 4, "keep-lists": 4}, 1.25, "liked_most"),
        ({"find-ideas": 2, "keep-lists": 2}, -1.0, None),
        ({"find-ideas": 1, "keep-lists": 2}, -1.5, "liked_little"),
        ({"find-ideas": 5, "keep-lists": None}, 2.0, "liked_most"),
    ],
)
def test_level_remark_above_and_below_one_point(answers, level, remark):
    outcome = scoring.score(make_catalog(), answers)

    assert (outcome.level, outcome.level_remark) == (level, remark)
