"""Loading a file into the draft catalog."""

from dataclasses import replace

import pytest

from roles.domain.errors import CatalogError
from roles.domain.types import CatalogDay
from roles.models import Area, Day, Dimension, ProfileTarget, Question, RoleProfile
from roles.queries.catalog import draft_catalog
from roles.queries.draft import draft_state
from roles.services.careers import load_careers
from roles.services.catalog import load_catalog, offer_catalog
from roles.services.publishing import publish_draft
from tests.factories import (
    first_catalog,
    make_catalog,
    make_dimension,
    make_document,
    make_question,
    make_role,
    make_version,
    seed_careers,
    seed_catalog,
)

pytestmark = pytest.mark.django_db
HISTORIES = (Dimension.history, RoleProfile.history, ProfileTarget.history, Question.history)


def load(**changes):
    return load_catalog(catalog=make_catalog(**changes), reason="test")


def load_seed():
    return load_catalog(catalog=seed_catalog(), reason="test")


def history_rows():
    return sum(history.count() for history in HISTORIES)


def test_load_into_an_empty_draft_makes_it_equal():
    assert load() is True
    assert draft_catalog() == replace(make_catalog(), format=2)


def test_load_a_second_time_writes_nothing(django_assert_num_queries):
    load()
    with django_assert_num_queries(9) as queries:
        assert load() is False

    words = {query["sql"].split()[0] for query in queries.captured_queries}
    assert words <= {"SELECT", "SAVEPOINT", "RELEASE"}


def test_load_changes_only_rows_that_differ_and_says_why():
    load()
    before = history_rows()
    roles = make_document()["roles"]
    roles[1]["targets"]["order"] = 80
    load(roles=roles)

    assert history_rows() == before + 1
    latest = ProfileTarget.history.latest()
    assert (latest.target, latest.history_change_reason) == (80, "test")


def test_load_removes_rows_that_the_file_lacks_and_keeps_their_history():
    load()
    load(
        dimensions=[make_dimension("ideas"), make_dimension("people")],
        roles=[make_role("thinker", ideas=90, people=20), make_role("host", ideas=1, people=90)],
        questions=[make_question("find-ideas", "ideas"), make_question("host-guests", "people")],
    )

    assert list(RoleProfile.objects.values_list("slug", flat=True)) == ["thinker", "host"]
    assert list(Dimension.objects.values_list("slug", flat=True)) == ["ideas", "people"]
    assert ProfileTarget.objects.count() == 4
    gone = RoleProfile.history.filter(slug="keeper", history_type="-").get()
    assert gone.history_change_reason == "test"


def test_load_a_question_moved_to_a_new_dimension_survives_the_old_ones_deletion():
    load()
    load(
        dimensions=[make_dimension("ideas"), make_dimension("people")],
        roles=[make_role("a", ideas=90, people=20), make_role("b", ideas=1, people=90)],
        questions=[make_question("keep-lists", "people")],
    )

    assert Question.objects.get().dimension.slug == "people"


def test_load_fraction_of_a_target_is_refused_and_nothing_is_written():
    roles = [make_role("a", ideas=90.5, order=20), make_role("b", ideas=1, order=90)]
    with pytest.raises(CatalogError, match=r"roles.a.targets.ideas: 90.5. Allowed: a whole number"):
        load(roles=roles)

    assert Dimension.objects.count() == 0


def test_load_of_areas_and_days_makes_the_draft_equal():
    load_seed()

    assert draft_catalog() == seed_catalog()
    assert (Area.objects.count(), Day.objects.count()) == (4, 30)


def test_load_of_a_catalog_without_areas_and_days_deletes_them_and_keeps_their_history():
    load_seed()
    load()

    assert (Area.objects.count(), Day.objects.count()) == (0, 0)
    deleted = [table.history.filter(history_type="-") for table in (Area, Day)]
    assert [rows.count() for rows in deleted] == [4, 30]
    assert {row.history_change_reason for rows in deleted for row in rows} == {"test"}


def test_load_of_a_day_that_another_role_has_now_moves_it():
    load_seed()
    first, second, *rest = seed_catalog().roles
    moved = (replace(first, days=first.days[1:]), replace(second, days=first.days[:1]), *rest)
    before = Day.history.count()
    load_catalog(catalog=replace(seed_catalog(), roles=moved), reason="test")

    assert Day.objects.get(slug=first.days[0].slug).role.slug == second.slug
    assert draft_catalog().roles[1].days == (CatalogDay("five-customers", first.days[0].text),)
    assert Day.history.count() == before + 1 + 6  # moved; six are deleted


# --- the catalog of a new release


@pytest.fixture
def updated(db):
    """As an installation stands after an update: what was shipped first is in force, unchanged."""
    load_catalog(catalog=first_catalog(), reason="test")
    load_careers(content=seed_careers(), reason="test")
    publish_draft(author="ada")
    version = make_version(first_catalog())
    assert draft_state().changes == ()
    return version


def offer():
    return offer_catalog(catalog=seed_catalog())


def test_offer_after_an_update_fills_the_draft_and_publishes_nothing(updated):
    assert offer() == "offered"
    state = draft_state()

    assert (state.version, state.catalog) == (updated, seed_catalog())
    assert state.is_publishable is True
    assert publish_draft(author="ada").catalog.number == updated.number + 1


def test_offer_a_second_time_writes_nothing(updated):
    offer()
    before = history_rows()

    assert offer() == "before"
    assert history_rows() == before


def test_offer_after_it_was_published_writes_nothing(updated):
    offer()
    publish_draft(author="ada")

    assert offer() == "current"


def test_offer_to_somebody_who_went_back_to_the_first_catalog_is_not_repeated(updated):
    offer()
    load_catalog(catalog=first_catalog(), reason="by hand")

    assert draft_state().changes == ()
    assert offer() == "before"
    assert draft_state().changes == ()


def test_offer_beside_changes_waits_until_they_are_undone(updated):
    Question.objects.filter(slug="talk-to-customers").update(text="Ask people")
    assert offer() == "changed"
    Question.objects.filter(slug="talk-to-customers").update(
        text="Talk to customers to learn what they need"
    )

    assert offer() == "offered"


def test_offer_beside_a_draft_with_problems_writes_nothing(updated):
    ProfileTarget.objects.filter(dimension__slug="markets").delete()

    assert offer() == "changed"
    assert Area.objects.count() == 0


def test_offer_where_another_catalog_is_in_force_writes_nothing():
    assert offer() == "unpublished"
    load()
    make_version(make_catalog())

    assert offer() == "own"
    assert draft_catalog() == replace(make_catalog(), format=2)
