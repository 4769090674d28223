"""Checks of texts and settings, and the catalogs of two to thirty roles that can be published."""

import pytest

from roles.content import catalog as catalog_format
from roles.domain import lab
from roles.domain.content_checks import day_checks, text_checks
from roles.domain.symbols import free_symbols
from roles.domain.types import SYMBOLS
from tests.domain.test_lab import found_by, seed_document, troubles
from tests.factories import make_catalog, make_dimension, make_question, make_role, seed_catalog

pytestmark = pytest.mark.usefixtures("few_neutral_sheets")
OWNER, MANAGER = "product-owner", "product-manager"


def seed_with(section, slug, **changes):
    """What does not pass of the texts of the real catalog once a row of it is changed."""
    document = seed_document()
    row = next(row for row in document[section] if row["slug"] == slug)
    row |= changes
    return found_by(text_checks(catalog_format.parse(document)))


def seed_with_settings(**changes):
    """What does not pass in the real catalog with other settings."""
    document = seed_document()
    document["settings"] |= changes
    return troubles(catalog_format.parse(document))


# --- texts


@pytest.mark.parametrize("twin", ["Product owner", "PRODUCT OWNER", "Product \u00adowner"])
def test_roles_whose_names_read_the_same_fail(twin):
    found = seed_with("roles", MANAGER, name=twin)

    assert found["texts.twins", MANAGER, OWNER] == ("fail", 1)


def test_statements_that_read_the_same_fail_unless_one_is_asked_no_longer():
    text = "talk to  customers to learn what they need"
    assert seed_with("questions", "watch-users", text=text) == {
        ("texts.twins", "talk-to-customers", "watch-users"): ("fail", 1),
        ("texts.alike", "talk-to-customers", "watch-users"): ("warn", 1),
    }
    unasked = seed_with("questions", "watch-users", text=text, active=False)
    assert not any("twins" in code for code, *_about in unasked)


@pytest.mark.parametrize(
    ("section", "slug", "changes"),
    [
        ("roles", OWNER, {"name": "Product\u202e owner"}),
        ("roles", OWNER, {"summary": "Decides\u200b"}),
        ("roles", OWNER, {"reasons": {"markets": "close\u2066 to users"}}),
        ("dimensions", "markets", {"low": "likes\ufeff it little"}),
        ("questions", "watch-users", {"text": "Watch\u2060 people"}),
    ],
)
def test_invisible_character_in_any_text_fails_and_is_named(section, slug, changes):
    assert seed_with(section, slug, **changes) == {("texts.hidden", slug): ("fail", 1)}


def test_invisible_character_is_named_with_its_place():
    document = seed_document()
    document["roles"][0]["name"] = "Product\u00ad manager"
    (check,) = lab.failing(text_checks(catalog_format.parse(document)))

    assert check.detail == "character 8: SOFT HYPHEN (U+00AD)"


@pytest.mark.parametrize("text", ["\u200b", "24/7", "\u3164\u3164"])
def test_statement_without_a_letter_fails(text):
    found = seed_with("questions", "watch-users", text=text)

    assert found["texts.letters", "watch-users"] == ("fail", 1)


def test_shape_of_two_roles_fails_while_another_is_free():
    assert seed_with("roles", OWNER, symbol="circle") == {
        ("texts.shapes", MANAGER, OWNER): ("fail", 1)
    }


def test_shape_that_is_free_is_the_first_that_no_role_has():
    assert free_symbols(["circle", "triangle"])[:2] == ("square", "diamond")
    assert free_symbols(SYMBOLS) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Say " + "so " * 13, {}),
        ("Say " + "so " * 14, {("texts.long", "watch-users"): ("warn", 15)}),
        ("Watch and NOT act", {("texts.joined", "watch-users"): ("warn", 2)}),
        (
            "Assess organisational interdependencies",
            {("texts.grade", "watch-users"): ("warn", 40.65)},
        ),
        ("Hand out notes to a brand", {}),  # hold "and" and "not", but only inside
        (
            "Talk to customers today",
            {("texts.alike", "talk-to-customers", "watch-users"): ("warn", 0.67)},
        ),
    ],
)
def test_statement_that_is_hard_to_rate_warns(text, expected):
    assert seed_with("questions", "watch-users", text=text.strip()) == expected


# --- days


def days_with(pairs=4, **changes):
    """What the checks of days say once the first role has other ones; figures as they are."""
    document = seed_document()
    document["settings"]["day_pairs"] = pairs
    days = document["roles"][0]["days"]
    document["roles"][0]["days"] = [day | changes for day in days[:1]] + days[1:]
    checks = day_checks(catalog_format.parse(document))
    return {(check.code, *check.about): check.verdict for check in checks}


@pytest.mark.parametrize(("pairs", "verdict"), [(6, "pass"), (7, "fail")])
def test_role_with_fewer_days_than_pairs_fails(pairs, verdict):
    assert days_with(pairs)["days", MANAGER] == verdict


def test_catalog_without_a_second_step_needs_no_days():
    assert days_with(0) == {}


@pytest.mark.parametrize(("length", "verdict"), [(86, "pass"), (87, "warn")])
def test_day_twice_as_long_as_the_shortest_is_on_the_bar(length, verdict):
    """The shortest has 43 characters."""
    found = days_with(text="x" * length)

    assert found["days.lengths", "draw-ten-projects", "five-customers"] == verdict


# --- settings


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"minimum_answers": 24}, {}),
        ({"no_direction_below": 0.4, "clear_from": 0.6}, {}),
        ({"stop_probability": 0.5}, {}),
        ({"stop_probability": 0.49}, {("settings.stop_probability",): ("fail", 0.49)}),
    ],
)
def test_setting_on_its_bar_passes_and_beyond_it_does_not(changes, expected):
    assert seed_with_settings(**changes) == expected


def test_more_answers_than_statements_fail_as_nobody_would_get_a_direction():
    every_role = tuple(role.slug for role in seed_catalog().roles)

    assert seed_with_settings(minimum_answers=25) == {
        ("settings.minimum_answers",): ("fail", 25),
        ("settings.ideal", *every_role): ("fail", 5),
        ("settings.neutral",): ("warn", 1),
    }


@pytest.mark.parametrize(
    "changes", [{"no_direction_below": 0.41}, {"no_direction_below": 0.3, "clear_from": 0.29}]
)
def test_bar_for_no_direction_that_hardly_anybody_passes_fails(changes):
    found = seed_with_settings(**changes)

    assert found["settings.no_direction_below",][0] == "fail"


# --- how many roles


def make_wide(roles, dimensions):
    """A catalog of so many roles: each likes one kind of work and its first, second ... neighbour,
    or one alone where there are only two."""
    slugs = [f"d{place}" for place in range(dimensions)]

    def liked(role):
        first, step = role % dimensions, 1 + role // dimensions
        return {
            slugs[first],
            slugs[(first + step) % dimensions] if dimensions > 2 else slugs[first],
        }

    return make_catalog(
        dimensions=[make_dimension(slug) for slug in slugs],
        roles=[
            make_role(
                f"r{role}",
                SYMBOLS[role % len(SYMBOLS)],
                **{slug: 90 if slug in liked(role) else 20 for slug in slugs},
            )
            for role in range(roles)
        ],
        questions=[
            make_question(f"{slug}-{verb}", slug, text=f"{verb}{slug} {slug}{verb}")
            for slug in slugs
            for verb in ("ask", "count", "draw", "fix")
        ],
        settings={"minimum_answers": 8, "no_direction_below": 0.3 if roles < 10 else 0.2},
    )


@pytest.mark.parametrize(("roles", "dimensions"), [(2, 2), (5, 5), (30, 10)])
def test_catalog_of_two_to_thirty_roles_can_be_published(roles, dimensions):
    assert lab.failing(lab.check(make_wide(roles, dimensions))) == ()
