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
)
from tests.factories import seed_catalog

MOVED_MOST = (
    ("product-manager", "delivery"),
    ("project-manager", "delivery"),
    ("program-manager", "coordination"),
    ("product-owner", "coordination"),
    ("project-coordinator", "coordination"),
)


def test_check_of_the_real_catalog_passes_everything_in_the_order_of_the_table():
    assert [(check.code, check.about, check.verdict) for check in lab.check(seed_catalog())] == [
        *(("length", (role,), "pass") for role in ROLES),
        *(("pair", pair, "pass") for pair in combinations(ROLES, 2)),
        ("order", (), "pass"),
        *(("ideal", (role,), "pass") for role in ROLES),
        *(("neutral", (role,), "pass") for role in ROLES),
        *(("status", pair, "pass") for pair in MOVED_MOST),
        *(("questions", (dimension,), "pass") for dimension in DIMENSIONS),
        ("questions", (), "pass"),
        *(("dimension", (dimension,), "pass") for dimension in DIMENSIONS),
        *((f"settings.{rule}", (), "pass") for rule in SETTINGS),
        *((f"texts.{rule}", (), "pass") for rule in TEXTS),
        *(("days", (role,), "pass") for role in ROLES),
        ("days.lengths", ("draw-ten-projects", "five-customers"), "pass"),
    ]


def test_pairs_of_the_real_catalog_have_the_figures_stated():
    checks = lab.check(seed_catalog())
    pairs = [
        (round(pair.figure, 2), round(pair.confusion, 2)) for pair in checks if pair.code == "pair"
    ]

    assert pairs == [
        *((-0.48, 0.13), (0.18, 0.20), (0.75, 0.32), (-0.90, 0.10)),
        *((0.50, 0.25), (-0.45, 0.13), (0.31, 0.22)),
        *((-0.31, 0.14), (-0.33, 0.14)),
        (-0.77, 0.11),
    ]
    assert {check.confusion for check in checks if check.code != "pair"} == {None}


def test_neutral_shares_of_the_real_catalog_are_those_stated():
    shares = [check.figure for check in lab.check(seed_catalog()) if check.code == "neutral"]

    assert shares == pytest.approx([0.17, 0.17, 0.18, 0.21, 0.27], abs=0.015)
    assert sum(shares) == pytest.approx(1, abs=1e-9)
    assert all(share * 10_000 == pytest.approx(round(share * 10_000)) for share in shares)


def test_figures_of_the_real_catalog_worked_out_by_hand():
    """The product manager: 30, -15, 0, 25, -35 and -5 from the mean of 50."""
    checks = lab.check(seed_catalog())

    assert check_of(checks, "length", ROLES[0]).figure == pytest.approx(2.190890, abs=1e-6)
    assert check_of(checks, "ideal", ROLES[0]).figure == 1
    assert check_of(checks, "questions", "markets").figure == 4
    assert check_of(checks, "questions").figure == 0
    # 75, 25, 35, 70 and 35: 48 on average, squares of the distances 2080 together.
    assert check_of(checks, "dimension", "markets").figure == pytest.approx(0.815843, abs=1e-6)
    assert check_of(checks, "days", ROLES[0]).figure == 6


def test_check_of_an_equal_catalog_is_kept():
    checks = lab.check(seed_catalog())

    assert lab.check(catalog_format.parse(seed_document())) is checks
    document = seed_document()
    document["roles"][0]["targets"]["strategy"] += 1
    assert lab.check(catalog_format.parse(document)) != checks
