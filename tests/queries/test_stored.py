"""The content of the pages about roles as its rows hold it, sound or not."""

import dataclasses

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roles.content import files as documents
from roles.content.careers import COMPARISON_POINTS, ROLE_POINTS, Careers, Step
from roles.content.document import dump
from roles.domain.errors import CatalogError, Problem
from roles.models import (
    CareersState,
    Comparison,
    Dimension,
    RolePoint,
    RoleProfile,
    Source,
    Title,
)
from roles.queries.stored import (
    careers_problems,
    careers_yaml,
    has_careers,
    parse_beside_draft,
    stored_careers,
)
from roles.services.careers import load_careers
from roles.services.catalog import load_catalog
from tests.careers_factories import (
    make_careers_document,
    make_comparison,
    make_comparison_point,
    make_pay_figure,
    make_reader_question,
    make_role_page,
    make_role_pay,
    make_role_point,
    make_source,
    make_step,
)
from tests.content.documents import read
from tests.factories import make_catalog
from tests.services.careers import load, make_wide_document

pytestmark = pytest.mark.django_db


def load_sample():
    content = read(make_careers_document())
    load_catalog(catalog=make_catalog(), reason="test")
    load_careers(content=content, reason="test")
    return content


def test_stored_careers_of_nothing_is_empty():
    assert stored_careers() == Careers()


def test_stored_careers_is_what_was_loaded():
    loaded = load_sample()

    assert stored_careers() == loaded


def test_stored_careers_only_looks():
    load_sample()
    with CaptureQueriesContext(connection) as queries:
        stored_careers()

    assert {query["sql"].split()[0] for query in queries.captured_queries} == {"SELECT"}


def test_stored_careers_holds_rows_that_a_file_may_not_hold():
    make_role_page("dancer", points=False)
    make_step(start="thinker", goal="singer")
    Title.objects.create(slug="poet", name="Poet")
    content = stored_careers()

    assert content.roles[0].slug == "dancer"
    assert content.roles[0].points == dict.fromkeys(ROLE_POINTS, ())
    assert content.roles[0].pay == ()
    assert content.routes == (Step("thinker", "singer", "Write down what you think", "survey"),)
    assert (content.titles[0].changes, content.titles[0].pay) == ({}, "")


def test_stored_careers_follow_positions():
    for slug, position in (("a", 3), ("b", 1), ("c", 2)):
        make_source(slug=slug, position=position)
    page = make_role_page(points=False)
    for text, position in (("last", 9), ("first", 1)):
        make_role_point(page, "does", text=text, position=position)
    content = stored_careers()

    assert [source.slug for source in content.sources] == ["survey", "b", "c", "a"]
    assert [point.text for point in content.roles[0].points["does"]] == ["first", "last"]


def test_stored_comparison_has_its_roles_and_points_by_kind():
    comparison = make_comparison("keeper", "mixer", "thinker")
    make_comparison_point(comparison, "same", text="Both count", position=2)
    (found,) = stored_careers().comparisons

    assert (found.roles, found.slug) == (
        ("keeper", "mixer", "thinker"),
        "keeper-and-mixer-and-thinker",
    )
    assert list(found.points) == list(COMPARISON_POINTS)
    assert [point.label for point in found.points["choose"]] == ["keeper", "mixer", "thinker"]
    assert [point.text for point in found.points["same"]] == ["About same", "Both count"]


# --- whether there is any


@pytest.mark.parametrize(
    ("make", "queries"), [(make_role_page, 1), (make_reader_question, 2), (make_source, 3)]
)
def test_has_careers_with_anything_is_true(make, queries, django_assert_num_queries):
    make()
    with django_assert_num_queries(queries):
        assert has_careers() is True


def test_has_careers_with_nothing_but_a_stamp_is_false(django_assert_num_queries):
    CareersState(pk=1, stamp="a").save()
    with django_assert_num_queries(3):
        assert has_careers() is False


# --- beside the draft


def test_parse_beside_draft_knows_its_roles_and_dimensions():
    load_catalog(catalog=make_catalog(), reason="test")

    assert parse_beside_draft(make_careers_document()) == read(make_careers_document())


def test_parse_beside_draft_refuses_what_the_draft_does_not_have():
    load_catalog(catalog=make_catalog(), reason="test")
    RoleProfile.objects.filter(slug="thinker").update(slug="dreamer-in-chief")
    Dimension.objects.filter(slug="order").update(slug="tidiness")
    with pytest.raises(CatalogError) as refusal:
        parse_beside_draft(make_careers_document())

    problems = {problem.where: problem.allowed for problem in refusal.value.problems}
    assert problems["roles.thinker.slug"] == "one of dreamer-in-chief, keeper, mixer"
    assert problems["titles.dreamer.changes.order"] == (
        "no such key here; there are ideas, tidiness"
    )


def test_careers_problems_of_sound_content_are_none(django_assert_num_queries):
    content = load_sample()
    with django_assert_num_queries(5):
        assert careers_problems(content) == ()


def test_careers_problems_are_what_load_careers_would_refuse():
    content = load_sample()
    lost = dataclasses.replace(content.routes[0], goal="singer")
    undone = dataclasses.replace(content, routes=(lost,))

    assert careers_problems(undone) == (
        Problem(
            *(("routes", 0, "goal"), "routes.number 1.goal", "singer"),
            "one of keeper, mixer, thinker",
        ),
    )


def test_careers_problems_tell_of_the_stored_rows_too():
    load_sample()
    Comparison.objects.update(third="mixer")
    Source.objects.update(url="http://example.org/")

    assert [problem.where for problem in careers_problems(stored_careers())] == [
        "sources.survey.url",
        "comparisons.number 1.choose",
    ]


# --- as a file


def test_careers_yaml_reads_back_equal():
    content = load_sample()

    assert read(documents.read(careers_yaml(content)).content) == content
    assert documents.read(careers_yaml(content)).content == dump(content)
    assert careers_yaml(content).startswith("format: 1\nsources:\n  - slug: survey\n")


def test_stored_careers_takes_twelve_queries(django_assert_num_queries):
    load(make_wide_document())
    with django_assert_num_queries(12):
        stored_careers()


def test_stored_careers_while_somebody_adds_sources_and_pay_has_all_that_its_rows_name():
    page = make_role_page(points=False)

    def meanwhile(execute, sql, params, many, context):
        rows = execute(sql, params, many, context)
        if 'FROM "roles_rolepage"' in sql and not RolePoint.objects.exists():
            census = make_source(slug="census")
            make_role_point(page, "does", source=census)
            make_role_pay(page, make_pay_figure(source=census))
        return rows

    with connection.execute_wrapper(meanwhile):
        (role,) = (found := stored_careers()).roles

    assert [point.source for point in role.points["does"]] == ["census"]
    assert [shown.figure for shown in role.pay] == [figure.slug for figure in found.pay]
    assert {source.slug for source in found.sources} == {"census"}
