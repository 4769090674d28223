"""A result of this browser beside today's roles: what was answered, and what was not."""

from types import SimpleNamespace

import pytest

from roles.domain import scoring
from roles.domain.scoring import typical_pattern
from roles.pages.careers.own import own_liking, own_patterns
from tests.factories import make_catalog, make_dimension, make_question, make_role

ANSWERS = {"find-ideas": 5, "weigh-ideas": 3, "keep-lists": 3, "tidy-files": 3}


@pytest.fixture(scope="module")
def result():
    """Likes ideas with 75 of 100 and order with 50, by the small catalog."""
    return SimpleNamespace(outcome=scoring.score(make_catalog(), ANSWERS))


def make_other():
    """A catalog that asks about haste, and no more about order; in another sequence."""
    return make_catalog(
        dimensions=[make_dimension("haste"), make_dimension("ideas")],
        roles=[make_role("thinker", ideas=90, haste=20), make_role("poet", ideas=20, haste=90)],
        questions=[make_question("be-quick", "haste"), make_question("find-ideas", "ideas")],
    )


def test_own_liking_is_from_0_to_100_by_dimension(result):
    assert own_liking(result) == {"ideas": 75.0, "order": 50.0}


def test_own_liking_leaves_out_what_was_not_answered():
    answers = ANSWERS | {"keep-lists": None, "tidy-files": None}
    outcome = scoring.score(make_catalog(), answers)

    assert own_liking(SimpleNamespace(outcome=outcome)) == {"ideas": 75.0}


def test_own_patterns_are_beside_every_role_of_today(result):
    catalog = make_catalog()
    found = own_patterns(catalog, result)

    assert list(found) == ["thinker", "keeper", "mixer"]
    assert [(row.dimension.slug, row.own, row.plain) for row in found["keeper"].rows] == [
        ("ideas", 12.5, 75.0),
        ("order", -12.5, 50.0),
    ]
    for role in catalog.roles:
        assert found[role.slug].role == role
        assert tuple(row.typical for row in found[role.slug].rows) == typical_pattern(catalog, role)


def test_own_patterns_in_another_version_have_what_was_asked_then(result):
    found = own_patterns(make_other(), result)

    assert list(found) == ["thinker", "poet"]
    assert [(row.dimension.slug, row.own, row.plain) for row in found["poet"].rows] == [
        ("haste", None, None),
        ("ideas", 12.5, 75.0),
    ]
