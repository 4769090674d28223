"""What is in force, what the draft holds, and how they differ."""

import pytest

from roles.domain import types
from roles.models import Dimension, ProfileTarget, Question, RoleProfile
from roles.queries import catalog as selectors
from roles.services.catalog import load_catalog
from tests.factories import make_catalog, make_version, publish_seed

pytestmark = pytest.mark.django_db


def load_sample():
    load_catalog(catalog=make_catalog(), reason="test")


def test_published_catalog_before_the_first_publication_is_none():
    assert selectors.published_catalog() is None
    assert selectors.published_version() is None


def test_published_catalog_costs_one_query(django_assert_num_queries):
    publish_seed()

    with django_assert_num_queries(1):
        catalog = selectors.published_catalog()
    assert [role.slug for role in catalog.roles] == [
        "product-manager",
        "project-manager",
        "program-manager",
        "product-owner",
        "project-coordinator",
    ]


def test_published_catalog_is_parsed_once_for_the_same_content():
    publish_seed()

    assert selectors.published_catalog() is selectors.published_catalog()


def test_draft_catalog_is_what_was_loaded(django_assert_num_queries):
    load_sample()

    with django_assert_num_queries(5):
        assert selectors.draft_catalog() == make_catalog()


def test_draft_order_follows_positions_then_names():
    load_sample()
    Question.objects.filter(slug="tidy-files").update(position=1)
    slugs = [question.slug for question in selectors.draft_catalog().questions]

    assert slugs == ["find-ideas", "tidy-files", "weigh-ideas", "keep-lists"]


def test_has_draft_is_false_only_when_nothing_is_there():
    assert selectors.has_draft() is False
    Dimension.objects.create(slug="a", name="n", description="d", low="l", high="h")
    assert selectors.has_draft() is True


def test_draft_state_before_the_first_publication_can_be_published():
    load_sample()
    state = selectors.draft_state()

    assert (state.version, state.changes, state.problems) == (None, (), ())
    assert state.is_publishable is True


def test_draft_state_equal_to_the_version_in_force_has_nothing_to_publish():
    load_sample()
    version = make_version(make_catalog())
    state = selectors.draft_state()

    assert (state.version, state.changes, state.is_publishable) == (version, (), False)


def test_draft_state_lists_changes_and_counts_rows(django_assert_num_queries):
    load_sample()
    make_version(make_catalog())
    ProfileTarget.objects.filter(role__slug="keeper").update(target=33, reason="because")
    ProfileTarget.objects.filter(role__slug="keeper", dimension__slug="order").update(target=80)
    Question.objects.filter(slug="find-ideas").update(active=False)
    with django_assert_num_queries(6):
        state = selectors.draft_state()

    assert types.Change("roles", "keeper", "targets.ideas", 20, 33) in state.changes
    assert types.Change("questions", "find-ideas", "active", True, False) in state.changes
    assert state.rows_changed == {"questions": 1, "roles": 1}
    assert state.is_publishable is True


def test_draft_state_with_a_missing_target_tells_the_problem():
    load_sample()
    ProfileTarget.objects.filter(role__slug="keeper", dimension__slug="order").delete()
    state = selectors.draft_state()

    assert [problem.where for problem in state.problems] == ["roles.keeper.targets.order"]
    assert state.is_publishable is False


def test_draft_state_stamp_follows_the_draft_and_the_version():
    load_sample()
    before = selectors.draft_state().stamp
    make_version(make_catalog())
    published = selectors.draft_state().stamp
    RoleProfile.objects.filter(slug="keeper").update(summary="Keeps.")

    assert len({before, published, selectors.draft_state().stamp}) == 3


def test_target_history_tells_each_change_with_what_was_before(django_assert_num_queries):
    load_sample()
    target = ProfileTarget.objects.get(role__slug="keeper", dimension__slug="order")
    target.target = 80
    target.save()
    with django_assert_num_queries(2):
        history = selectors.target_history(str(target.role_id))

    assert len(history) == 3
    assert (history[0].before.target, history[0].now.target) == (90, 80)
    assert {entry.before for entry in history[1:]} == {None}
