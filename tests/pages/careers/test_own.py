"""A result of this browser beside today's roles: what was answered, and what was not."""

from types import SimpleNamespace

import pytest

from roles.domain import scoring
from roles.domain.shapes import role_shape
from roles.pages.careers.own import own_chart, own_charts
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


def test_own_chart_of_several_roles_has_the_person_once(result):
    catalog = make_catalog()
    found = own_chart(catalog, result, catalog.roles[:2])

    assert [row.bars for row in found.rows] == [(75.0,), (50.0,)]
    assert found.roles == catalog.roles[:2]
    assert [len(row.marks) for row in found.rows] == [2, 2]


def test_own_chart_of_a_result_about_none_of_todays_dimensions_is_none(result):
    catalog = make_catalog(
        dimensions=[make_dimension("haste"), make_dimension("waste")],
        roles=[make_role("thinker", haste=90, waste=20), make_role("poet", haste=20, waste=90)],
        questions=[make_question("be-quick", "haste"), make_question("spend", "waste")],
    )

    assert own_chart(catalog, result, catalog.roles) is None
    assert own_charts(catalog, result) == {}
