"""The bars of the checks, the confusion of two roles, and catalogs at the ends of what may be."""

from dataclasses import replace
from itertools import permutations, product
from math import isfinite
from random import Random

import pytest

from roles.content.values import SETTING_RANGES
from roles.domain import lab, scoring
from roles.domain.check_limits import ADVICE, LIMITS, judge, neutral_limits, status_limits
from roles.domain.errors import UnknownRole
from roles.domain.types import Limit
from tests.factories import make_catalog, make_dimension, make_question, make_role, seed_catalog

pytestmark = pytest.mark.usefixtures("few_neutral_sheets")

# --- bars and advice


@pytest.mark.parametrize(
    ("code", "figures"),
    [
        ("length", {0.5: "pass", 0.5 - 1e-9: "fail", 0.0: "fail"}),
        (
            "pair",
            {-1: "pass", 0.75: "pass", 0.75 + 1e-9: "warn", 0.95: "warn", 0.95 + 1e-9: "fail"},
        ),
        ("ideal", {1: "pass", 2: "fail"}),
        ("questions", {4: "pass", 3: "fail"}),
        ("dimension", {0.3 + 1e-9: "pass", 0.3: "warn", 0.0: "warn"}),
        ("replay", {0.1: "pass", 0.1 + 1e-9: "warn", 1.0: "warn"}),
    ],
)
def test_verdict_on_each_side_of_a_bar_and_exactly_on_it(code, figures):
    for figure, verdict in figures.items():
        check = judge(code, (), figure)

        assert (check.verdict, check.limits) == (verdict, LIMITS[code])


@pytest.mark.parametrize(
    ("roles", "figures"),
    [
        (
            2,
            {0.124: "fail", 0.125: "warn", 0.25: "pass", 0.875: "pass", 0.9: "warn", 0.901: "fail"},
        ),
        (5, {0.049: "fail", 0.05: "warn", 0.1: "pass", 0.35: "pass", 0.45: "warn", 0.451: "fail"}),
        (
            25,
            {0.009: "fail", 0.01: "warn", 0.02: "pass", 0.07: "pass", 0.09: "warn", 0.091: "fail"},
        ),
    ],
)
def test_verdict_of_a_neutral_share_goes_by_the_number_of_roles(roles, figures):
    limits = neutral_limits(roles)

    assert {figure: judge("neutral", (), figure, limits).verdict for figure in figures} == figures


def test_status_warns_where_a_neutral_share_would_fail():
    figures = {0.049: "warn", 0.05: "pass", 0.45: "pass", 0.451: "warn"}

    assert {
        figure: judge("status", (), figure, status_limits(5)).verdict for figure in figures
    } == figures


@pytest.mark.parametrize(
    ("sign", "crossed"), [("<", (1,)), ("<=", (1, 2)), (">", (3,))], ids=("below", "upto", "above")
)
def test_limit_is_crossed_by_its_sign(sign, crossed):
    limit = Limit("fail", sign, 2)

    assert tuple(figure for figure in (1, 2, 3) if limit.is_crossed(figure)) == crossed


def test_spread_of_questions_has_a_bar_of_its_own():
    found = [check for check in lab.check(seed_catalog()) if check.code == "questions"]

    assert found[-1].limits == (Limit("fail", ">", 2),)


def test_advice_is_one_sentence_for_each_code_without_places_for_figures():
    assert {*LIMITS} < {*ADVICE}
    assert len({*ADVICE.values()}) == len(ADVICE)
    for code, advice in ADVICE.items():
        assert judge(code, (), 1, ()).advice == advice
        assert (advice[0].isupper(), advice[-1]) == (True, ".")
        assert not set(advice) & set("%{}")


# --- confusion

TWO = ("product-manager", "project-manager")


def test_confusion_is_the_same_from_either_side_and_half_for_a_role_against_itself():
    of = seed_catalog()
    there, back = (lab.confusion(of, *pair) for pair in permutations(TWO))

    assert there == pytest.approx(back, abs=1e-12)
    assert lab.confusion(of, "product-owner", "product-owner") == 0.5


def three_dimensions(one, two):
    """A catalog of two roles with these targets, two questions in each dimension."""
    slugs = ("a", "b", "c")
    return make_catalog(
        dimensions=[make_dimension(slug) for slug in slugs],
        roles=[
            make_role("one", **dict(zip(slugs, one, strict=True))),
            make_role("two", **dict(zip(slugs, two, strict=True))),
        ],
        questions=[make_question(f"{slug}-{n}", slug) for slug in slugs for n in (1, 2)],
    )


def test_confusion_of_one_pattern_at_two_scales_is_half_though_rounding_leads_below_0():
    of = three_dimensions((10, 40, 30), (16, 19, 18))

    assert lab.confusion(of, "one", "two") == pytest.approx(0.5, abs=1e-9)


def test_confusion_agrees_with_drawn_people_who_answer_everything():
    """People of the first of two roles, as the model has them; how many come out as the second."""
    of = three_dimensions((90, 20, 40), (40, 60, 70))
    expected = scoring.expected_pattern(of, of.roles[0])
    rng, wrong = Random(2), 0
    for _person in range(20_000):
        level = rng.gauss(0, 2)
        means = [level + mean + rng.gauss(0, (0.35 + 0.9 / 2) ** 0.5) for mean in expected.values()]
        first, second = scoring.line(of, (2, 2, 2)).at(means)
        wrong += second > first

    # Standard error .003.
    assert lab.confusion(of, "one", "two") == pytest.approx(wrong / 20_000, abs=0.01)


def test_confusion_with_an_unknown_role_is_refused():
    with pytest.raises(UnknownRole):
        lab.confusion(seed_catalog(), "product-owner", "nobody")


# --- what a document may hold, and what only code can make


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("name", SETTING_RANGES)
def test_check_with_a_setting_at_an_end_of_its_range_gives_finite_figures(name, side):
    assert_finite(make_catalog(settings={name: SETTING_RANGES[name][side]}))


@pytest.mark.parametrize("ends", list(product((0, 1), repeat=4)))
def test_check_with_all_weights_at_ends_of_their_ranges_gives_finite_figures(ends):
    names = ("contrast", "own_variance", "noise_variance", "temperature")
    settings = {name: SETTING_RANGES[name][end] for name, end in zip(names, ends, strict=True)}
    assert_finite(make_catalog(settings=settings))


def assert_finite(of):
    for check in lab.check(of):
        assert isfinite(check.figure)
        if check.code == "pair":
            assert -1 <= check.figure <= 1
            assert 0 <= check.confusion <= 0.5


def test_check_of_a_flat_profile_finds_it_like_no_other():
    first, *others = seed_catalog().roles
    flat = replace(first, targets=dict.fromkeys(first.targets, 50))
    of = replace(seed_catalog(), roles=(flat, *others))
    found = [check for check in lab.check(of) if first.slug in check.about]

    assert [(check.code, check.figure, check.verdict) for check in found[:5]] == [
        ("length", 0, "fail"),
        *[("pair", 0, "pass")] * 4,
    ]
    assert_finite(of)
