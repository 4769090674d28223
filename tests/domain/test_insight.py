"""What one profile does, against the engine's own words."""

from dataclasses import replace

import pytest

from roles.domain import insight, lab
from roles.domain.personas import ideal_sheet
from roles.domain.scoring import score
from tests.factories import seed_catalog


def typed(**targets):
    """The real catalog with other numbers of the product owner."""
    catalog = seed_catalog()
    role = catalog.roles_by_slug["product-owner"]
    return insight.with_role(catalog, replace(role, targets=role.targets | targets))


def test_insight_names_the_most_alike_role_first_with_the_check_of_the_pair():
    found = insight.role_insight(None, seed_catalog(), "product-owner")
    figures = [check.figure for check in found.alike]

    assert found.nearest == "product-manager"
    assert figures == sorted(figures, reverse=True)
    assert len(figures) == 4
    assert found.alike[0].confusion == lab.confusion(
        seed_catalog(), "product-owner", "product-manager"
    )


def test_insight_gives_three_people_what_the_engine_gives_them_before_and_after():
    before, after = seed_catalog(), typed(markets=100, control=0)
    own, nearest, between = insight.role_insight(before, after, "product-owner").people
    sheet = ideal_sheet(after, "product-owner")

    assert own.before == score(before, sheet).matches[0]
    assert own.after == score(after, sheet).matches[0]
    assert nearest.after.role == "product-manager"
    assert between.persona == "between"


def test_insight_without_a_published_catalog_says_nothing_of_before():
    people = insight.role_insight(None, seed_catalog(), "product-owner").people

    assert {person.before for person in people} == {None}


def test_between_sheet_leaves_the_two_roles_nearly_equal():
    catalog = seed_catalog()
    sheet = insight.between_sheet(catalog, "product-owner", "product-manager")
    chances = {match.role: match.probability for match in score(catalog, sheet).matches}

    assert abs(chances["product-owner"] - chances["product-manager"]) < 0.15
    assert sheet != ideal_sheet(catalog, "product-owner")


def test_insight_tells_where_readers_see_the_opposite_of_what_is_scored():
    after = typed(markets=90, control=15)
    found = insight.role_insight(None, after, "product-owner").contradictions

    assert [check.about for check in found] == [("organizing", "program-manager", "product-owner")]


def test_role_of_a_new_slug_is_added_at_the_end():
    role = replace(seed_catalog().roles[0], slug="new")

    assert [row.slug for row in insight.with_role(seed_catalog(), role).roles][-2:] == [
        "project-coordinator",
        "new",
    ]


def test_neutral_shares_are_the_checks_own_people(monkeypatch):
    monkeypatch.setattr(lab, "NEUTRAL_SHEETS", 50)
    lab._own_checks.cache_clear()
    checks = [check for check in lab.check(seed_catalog()) if check.code == "neutral"]
    lab._own_checks.cache_clear()

    assert [check.figure for check in checks] == pytest.approx(
        list(lab.neutral_shares(seed_catalog(), 50).values())
    )
