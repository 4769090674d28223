"""What is in force, what the draft holds, and how they differ."""

from dataclasses import replace

import pytest

from roles.models import Dimension, ProfileTarget, Question
from roles.queries import catalog as queries
from roles.services.catalog import load_catalog
from tests.factories import make_catalog, publish_seed

pytestmark = pytest.mark.django_db


def load_sample():
    load_catalog(catalog=make_catalog(), reason="test")


def test_published_catalog_before_the_first_publication_is_none():
    assert queries.published_catalog() is None
    assert queries.published_version() is None


def test_published_catalog_costs_one_query(django_assert_num_queries):
    publish_seed()

    with django_assert_num_queries(1):
        catalog = queries.published_catalog()
    assert [role.slug for role in catalog.roles] == [
        "product-manager",
        "project-manager",
        "program-manager",
        "product-owner",
        "project-coordinator",
    ]


def test_published_catalog_is_parsed_once_for_the_same_content():
    publish_seed()

    assert queries.published_catalog() is queries.published_catalog()


def test_draft_catalog_is_what_was_loaded(django_assert_num_queries):
    load_sample()

    with django_assert_num_queries(7):
        assert queries.draft_catalog() == replace(make_catalog(), format=2)


def test_draft_order_follows_positions_then_names():
    load_sample()
    Question.objects.filter(slug="tidy-files").update(position=1)
    slugs = [question.slug for question in queries.draft_catalog().questions]

    assert slugs == ["find-ideas", "tidy-files", "weigh-ideas", "keep-lists"]


def test_has_draft_is_false_only_when_nothing_is_there():
    assert queries.has_draft() is False
    Dimension.objects.create(slug="a", name="n", description="d", low="l", high="h")
    assert queries.has_draft() is True


def test_target_history_tells_each_change_with_what_was_before(django_assert_num_queries):
    load_sample()
    target = ProfileTarget.objects.get(role__slug="keeper", dimension__slug="order")
    target.target = 80
    target.save()
    with django_assert_num_queries(2):
        history = queries.target_history(str(target.role_id))

    assert len(history) == 3
    assert (history[0].before.target, history[0].now.target) == (90, 80)
    assert {entry.before for entry in history[1:]} == {None}
