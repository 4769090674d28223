"""The draft beside what is published."""

import pytest

from roles.domain import types
from roles.models import ProfileTarget, Question, RoleProfile
from roles.queries.draft import draft_state
from roles.services.catalog import load_catalog
from tests.factories import make_catalog, make_version

pytestmark = pytest.mark.django_db


def load_sample():
    load_catalog(catalog=make_catalog(), reason="test")


def test_draft_state_before_the_first_publication_can_be_published():
    load_sample()
    state = draft_state()

    assert (state.version, state.changes, state.problems) == (None, (), ())
    assert state.is_publishable is True


def test_draft_state_equal_to_the_version_in_force_has_nothing_to_publish():
    load_sample()
    version = make_version(make_catalog())
    state = draft_state()

    assert (state.version, state.changes, state.is_publishable) == (version, (), False)


def test_draft_state_lists_changes_and_counts_rows(django_assert_num_queries):
    load_sample()
    make_version(make_catalog())
    ProfileTarget.objects.filter(role__slug="keeper").update(target=33, reason="because")
    ProfileTarget.objects.filter(role__slug="keeper", dimension__slug="order").update(target=80)
    Question.objects.filter(slug="find-ideas").update(active=False)
    with django_assert_num_queries(17):
        state = draft_state()

    assert types.Change("roles", "keeper", "targets.ideas", 20, 33) in state.changes
    assert types.Change("questions", "find-ideas", "active", True, False) in state.changes
    assert state.rows_changed == {"questions": 1, "roles": 1}
    assert state.is_publishable is True


def test_draft_state_with_a_missing_target_tells_the_problem():
    load_sample()
    ProfileTarget.objects.filter(role__slug="keeper", dimension__slug="order").delete()
    state = draft_state()

    assert [problem.where for problem in state.problems] == ["roles.keeper.targets"]
    assert state.is_publishable is False


def test_draft_state_stamp_follows_the_draft_and_the_version():
    load_sample()
    before = draft_state().stamp
    make_version(make_catalog())
    published = draft_state().stamp
    RoleProfile.objects.filter(slug="keeper").update(summary="Keeps.")

    assert len({before, published, draft_state().stamp}) == 3
