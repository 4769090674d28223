"""The checks before publishing of the real catalog: all of them green, with the figures stated."""

from itertools import combinations

import pytest

from roles.content import catalog as catalog_format
from roles.domain import lab
from tests.domain.test_lab import (
    DIMENSIONS,
    ROLES,
    SETTINGS,
    TEXTS,
    check_of,
    seed_document,
    with_targets,
)
from tests.factories import seed_catalog


def test_check_of_the_real_catalog_passes_everything_in_the_order_of_the_table():
    assert [(check.code, check.about, check.verdict) for check in lab.check(seed_catalog())] == [
        *(("length", (role,), "pass") for role in ROLES),
        *(("pair", pair, "pass") for pair in combinations(ROLES, 2)),
        *(("ideal", (role,), "pass") for role in ROLES),
        *(("neutral", (role,), "pass") for role in ROLES),
        *(("questions", (dimension,), "pass") for dimension in DIMENSIONS),
        ("questions", (), "pass"),
        *(("dimension", (dimension,), "pass") for dimension in DIMENSIONS),
        *((f"settings.{rule}", (), "pass") for rule in SETTINGS),
        *((f"texts.{rule}", (), "pass") for rule in TEXTS),
    ]


def test_pairs_of_the_real_catalog_have_the_figures_stated():
    checks = lab.check(seed_catalog())
    pairs = [
        (round(pair.figure, 2), round(pair.confusion, 2)) for pair in checks if pair.code == "pair"
    ]

    assert pairs == [
        *((-0.90, 0.14), (0.03, 0.22), (-0.16, 0.19), (-0.60, 0.16)),
        *((0.05, 0.22), (0.24, 0.24), (0.21, 0.24)),
        *((-0.91, 0.13), (0.19, 0.24)),
        (-0.39, 0.17),
    ]
    assert {check.confusion for check in checks if check.code != "pair"} == {None}


def test_neutral_shares_of_the_real_catalog_are_those_stated():
    shares = [check.figure for check in lab.check(seed_catalog()) if check.code == "neutral"]

    assert shares == pytest.approx([0.24, 0.17, 0.18, 0.21, 0.20], abs=0.02)
    assert sum(shares) == pytest.approx(1, abs=1e-9)
    assert all(share * 10_000 == pytest.approx(round(share * 10_000)) for share in shares)


def test_figures_of_the_real_catalog_worked_out_by_hand():
    """The product manager: 26.25, -28.75, 26.25 and -23.75 from the mean of 63.75."""
    checks = lab.check(seed_catalog())

    assert check_of(checks, "length", ROLES[0]).figure == pytest.approx(2.104757, abs=1e-6)
    assert check_of(checks, "ideal", ROLES[0]).figure == 1
    assert check_of(checks, "questions", "markets").figure == 6
    assert check_of(checks, "questions").figure == 0
    # 40, 60, 80, 40 and 90: 62 on average, squares of the distances 2080 together.
    assert check_of(checks, "dimension", "coordination").figure == pytest.approx(0.815843, abs=1e-6)


def test_check_of_an_equal_catalog_is_kept():
    checks = lab.check(seed_catalog())

    assert lab.check(catalog_format.parse(seed_document())) is checks
    assert lab.check(with_targets("product-owner", 40, 91, 80, 40)) != checks
