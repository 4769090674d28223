"""The checks before publishing: each green on the real catalog, and red on one made bad for it."""

from collections import Counter
from math import isfinite
from random import Random
from string import ascii_lowercase

import pytest

from roles.content import catalog as catalog_format
from roles.domain import lab, personas, scoring
from tests.factories import (
    first_catalog,
    make_catalog,
    make_dimension,
    make_document,
    make_question,
    make_role,
    seed_catalog,
)

pytestmark = pytest.mark.usefixtures("few_neutral_sheets")

ROLES = (
    "product-manager",
    "project-manager",
    "program-manager",
    "product-owner",
    "project-coordinator",
)
DIMENSIONS = ("strategy", "control", "flow", "markets", "organizing", "joining-up")
FIRST_DIMENSIONS = ("strategy", "delivery", "markets", "coordination")
SETTINGS = ("minimum_answers", "no_direction_below", "stop_probability", "ideal", "neutral")
TEXTS = ("twins", "hidden", "letters", "shapes", "long", "grade", "joined", "alike")


def seed_document():
    return catalog_format.dump(seed_catalog())


def first_document():
    """Of the first catalog, whose four dimensions are quickly read off."""
    return catalog_format.dump(first_catalog())


def with_targets(role, *targets):
    """The first catalog with other targets for one role, in the order of FIRST_DIMENSIONS."""
    document = first_document()
    row = next(row for row in document["roles"] if row["slug"] == role)
    row["targets"] = dict(zip(FIRST_DIMENSIONS, targets, strict=True))
    return catalog_format.parse(document)


def with_questions(**counts):
    """The first catalog with so many active questions in these dimensions, new ones if need be."""
    document = first_document()
    for dimension, count in counts.items():
        rows = [row for row in document["questions"] if row["dimension"] == dimension]
        for place, row in enumerate(rows):
            row["active"] = place < count
        document["questions"] += [
            make_question(f"new-{dimension}-{place}", dimension, text=f"Try{letter} it{letter}")
            for place, letter in enumerate(ascii_lowercase[len(rows) : count], start=len(rows))
        ]
    return catalog_format.parse(document)


def of_dimensions(*profiles, **settings):
    """A catalog of roles r0, r1, ... with these targets, two questions in each dimension."""
    slugs = [f"d{place}" for place in range(len(profiles[0]))]
    return make_catalog(
        dimensions=[make_dimension(slug) for slug in slugs],
        roles=[
            make_role(f"r{place}", **dict(zip(slugs, targets, strict=True)))
            for place, targets in enumerate(profiles)
        ],
        questions=[make_question(f"{slug}-{n}", slug) for slug in slugs for n in (1, 2)],
        settings=settings,
    )


def check_of(checks, code, *about):
    (found,) = (check for check in checks if (check.code, check.about) == (code, about))
    return found


def found_by(checks):
    """Those that do not pass, with their figures."""
    return {
        (check.code, *check.about): (check.verdict, round(check.figure, 2))
        for check in checks
        if check.verdict != "pass"
    }


def troubles(of):
    """Without what test_profile_checks.py looks at, of which the first catalog has some."""
    return found_by(check for check in lab.check(of) if check.code not in ("order", "status"))


# --- a catalog made bad for each check


def test_length_of_a_nearly_flat_profile_fails():
    assert troubles(with_targets("product-owner", 56, 56, 43.75, 43.75)) == {
        ("length", "product-owner"): ("fail", 0.49),
        ("ideal", "product-owner"): ("fail", 4),  # rounded to whole answers it is flat
        ("settings.ideal", "product-owner"): ("fail", 1),
    }
    on_the_bar = lab.check(with_targets("product-owner", 56.25, 56.25, 43.75, 43.75))
    assert check_of(on_the_bar, "length", "product-owner").figure == 0.5
    assert check_of(on_the_bar, "length", "product-owner").verdict == "pass"


def test_pair_ideal_and_neutral_of_a_second_role_like_the_first_fail():
    assert troubles(with_targets("product-owner", 30, 80, 10, 50)) == {
        ("pair", "project-manager", "product-owner"): ("fail", 1.0),
        ("ideal", "product-owner"): ("fail", 2),
        ("neutral", "product-owner"): ("fail", 0.0),
    }


def test_pair_of_roles_much_alike_warns():
    found = troubles(with_targets("product-owner", 40, 90, 40, 40))

    assert found["pair", "project-manager", "product-owner"] == ("warn", 0.84)


@pytest.mark.parametrize(
    ("one", "other", "figure", "verdict"),
    [
        ((80, 40, 80, 30, 20), (70, 20, 70, 50, 40), 0.75, "pass"),
        ((80, 50, 40, 20, 60), (80, 40, 50, 20, 60), 0.95, "warn"),
    ],
)
def test_pair_exactly_on_a_bar_is_not_carried_over_it_by_rounding(one, other, figure, verdict):
    """At this contrast the bare arithmetic comes out above the bar, by 1 in the 16th digit."""
    pair = check_of(lab.check(of_dimensions(one, other, contrast=0.7)), "pair", "r0", "r1")

    assert (pair.figure, pair.verdict) == (figure, verdict)


@pytest.mark.parametrize(("first", "last"), [(2, 5), (2, 4)])
def test_neutral_shares_of_fewer_roles_have_bars_of_their_own(first, last):
    document = first_document()
    del document["roles"][first:last]

    assert troubles(catalog_format.parse(document)) == {}


def test_neutral_with_a_role_next_to_another_warns_of_the_one_that_leads_least():
    assert troubles(with_targets("product-owner", 40, 90, 26, 40)) == {
        ("pair", "project-manager", "product-owner"): ("warn", 0.92),
        ("ideal", "project-manager"): ("fail", 2),
        ("neutral", "project-manager"): ("warn", 0.1),
    }


def test_neutral_leaders_are_those_of_scoring():
    """Reversed questions, unequal numbers of them, learnt baselines, another temperature."""
    document = catalog_format.dump(with_questions(markets=4))
    for place, row in enumerate(document["questions"]):
        row |= {"reversed": place % 3 == 0, "baseline": 2.5 + place / 17}
    document["settings"]["temperature"] = 1.7
    of = catalog_format.parse(document)
    rng = Random(lab.NEUTRAL_SEED)
    sheets = [personas.neutral_sheet(of, rng) for _sheet in range(lab.NEUTRAL_SHEETS)]
    leaders = Counter(scoring.score(of, answers).leader for answers in sheets)

    assert len(sheets) == 500
    for check in lab.check(of):
        if check.code == "neutral":
            assert check.figure == leaders[check.about[0]] / 500


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"markets": 4}, {}),
        ({"markets": 3}, {("markets",): 3, (): 3}),
        ({"markets": 3, "strategy": 5, "delivery": 5, "coordination": 5}, {("markets",): 3}),
        ({"markets": 8}, {}),
        ({"markets": 9}, {(): 3}),
        ({"markets": 4, "strategy": 7}, {(): 3}),
    ],
)
def test_questions_too_few_or_too_uneven_fail(counts, expected):
    assert troubles(with_questions(**counts)) == {
        ("questions", *about): ("fail", figure) for about, figure in expected.items()
    }


def test_questions_of_a_dimension_without_active_ones_fail():
    checks = lab.check(with_questions(markets=0))

    assert check_of(checks, "questions", "markets").figure == 0
    assert check_of(checks, "questions").figure == 6
    assert all(isfinite(check.figure) for check in checks)


def test_dimension_that_tells_no_roles_apart_warns():
    document = first_document()
    for row, target in zip(document["roles"], (55, 55, 60, 65, 65), strict=True):
        row["targets"]["coordination"] = target

    assert (
        check_of(lab.check(catalog_format.parse(document)), "dimension", "coordination").figure
        < 0.3
    )
    assert troubles(catalog_format.parse(document))["dimension", "coordination"] == ("warn", 0.18)


@pytest.mark.parametrize(("target", "verdict"), [(60, "warn"), (60.1, "pass")])
def test_dimension_exactly_on_the_bar_warns(target, verdict):
    of = make_catalog(
        roles=[make_role("a", ideas=90, order=45), make_role("b", ideas=20, order=target)]
    )

    assert check_of(lab.check(of), "dimension", "order").verdict == verdict


@pytest.mark.parametrize(("changing", "verdict"), [(1, "pass"), (2, "warn")])
def test_replay_that_changes_more_than_one_sheet_in_ten_warns(changing, verdict):
    sheets = [{"find-ideas": 5, "keep-lists": 1}] * (10 - changing)
    sheets += [{"weigh-ideas": 5, "tidy-files": 2}] * changing
    document = make_document()
    document["questions"][1]["reversed"] = True
    *others, replay = lab.check(catalog_format.parse(document), sheets, make_catalog())

    assert (replay.code, replay.about, replay.figure) == ("replay", (), changing / 10)
    assert replay.verdict == verdict
    assert tuple(others) == lab.check(catalog_format.parse(document))


def test_replay_needs_both_sheets_and_the_catalog_before():
    of = make_catalog()
    sheets = [{"find-ideas": 5}]

    assert lab.check(of, sheets) == lab.check(of)
    assert lab.check(of, before=of) == lab.check(of, [], of) == lab.check(of)
    assert lab.check(of, sheets, of)[-1].code == "replay"
