"""A result of this browser beside today's roles: what was answered, and what was not."""

from types import SimpleNamespace

import pytest

from roles.domain import scoring
from roles.domain.shapes import role_shape
from roles.pages.careers.own import own_charts, own_liking
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


def test_own_charts_are_beside_every_role_of_today(result):
    catalog = make_catalog()
    found = own_charts(catalog, result)

    assert list(found) == ["thinker", "keeper", "mixer"]
    assert [(row.dimension.slug, row.bars) for row in found["keeper"].rows] == [
        ("ideas", (75.0,)),
        ("order", (50.0,)),
    ]
    for role in catalog.roles:
        places = [62.5 + moved for moved in role_shape(catalog, role)]
        assert found[role.slug].roles == (role,)
        assert [row.marks[0].place for row in found[role.slug].rows] == pytest.approx(places)


def test_own_charts_in_another_version_have_what_was_asked_then(result):
    found = own_charts(make_other(), result)

    assert list(found) == ["thinker", "poet"]
    assert [(row.dimension.slug, row.bars) for row in found["poet"].rows] == [
        ("haste", (None,)),
        ("ideas", (75.0,)),
    ]
