"""Publishing the draft: catalog and content, whichever changed, in one moment."""

import threading

import pytest
from django.db import connection, connections

from roles.content import catalog as catalog_format
from roles.domain import lab
from roles.domain.errors import CatalogError, ChecksFailed, DraftHasMoved, NothingToPublish
from roles.models import (
    CatalogVersion,
    ContentVersion,
    ProfileTarget,
    Question,
    RolePage,
    RoleProfile,
)
from roles.queries.careers import content_of, public_state
from roles.queries.catalog import version_catalog
from roles.queries.draft import draft_state
from roles.services.careers import load_careers
from roles.services.catalog import load_catalog
from roles.services.publishing import publish_draft
from tests.factories import make_catalog, make_twins, publish_seed, seed_careers, seed_catalog

pytestmark = pytest.mark.django_db


def load(**changes):
    return load_catalog(catalog=make_catalog(**changes), reason="test")


def load_seed():
    return load_catalog(catalog=seed_catalog(), reason="test")


def load_content(content=None):
    return load_careers(content=content or seed_careers(), reason="test")


def edit_role_page(slug="product-owner", **changes):
    page = RolePage.objects.get(slug=slug)
    page.document |= changes
    page.save()


# --- the catalog


def test_publish_makes_version_1_of_the_draft():
    load_seed()
    version = publish_draft(author="ada", note="first").catalog

    assert (version.number, version.author, version.note) == (1, "ada", "first")
    assert catalog_format.parse(version.document) == seed_catalog()


def test_publish_equal_draft_is_refused():
    load_seed()
    publish_draft(author="ada")

    with pytest.raises(NothingToPublish):
        publish_draft(author="ada")
    assert CatalogVersion.objects.count() == 1


def test_publish_a_change_makes_version_2_and_leaves_version_1_byte_for_byte():
    first = publish_seed()
    before = first.document_text.encode()
    ProfileTarget.objects.filter(role__slug="product-owner").update(target=41)
    ProfileTarget.objects.filter(dimension__slug="markets").update(target=70)
    second = publish_draft(author="ada").catalog

    assert second.number == 2
    assert CatalogVersion.objects.get(number=1).document_text.encode() == before
    assert second.document_text.encode() != before


def test_publish_unsound_draft_is_refused_with_every_problem():
    load()
    ProfileTarget.objects.filter(dimension__slug="order").delete()
    with pytest.raises(CatalogError) as refusal:
        publish_draft(author="ada")

    assert [problem.where for problem in refusal.value.problems] == [
        "roles.thinker.targets",
        "roles.keeper.targets",
        "roles.mixer.targets",
    ]
    assert CatalogVersion.objects.count() == 0


def test_publish_failing_draft_is_refused_with_every_failing_check():
    load_seed()
    make_twins()
    Question.objects.filter(dimension__slug="markets").exclude(slug="talk-to-customers").update(
        active=False
    )
    with pytest.raises(ChecksFailed) as refusal:
        publish_draft(author="ada")

    assert str(refusal.value) == (
        "pair product-manager program-manager; ideal program-manager; neutral program-manager; "
        "questions markets; questions"
    )
    assert {check.verdict for check in refusal.value.checks} == {"fail"}
    assert CatalogVersion.objects.count() == 0


def test_publish_of_roles_that_read_the_same_is_refused_and_names_both():
    load_seed()
    RoleProfile.objects.filter(slug="product-owner").update(name="PRODUCT \u200bMANAGER")
    with pytest.raises(ChecksFailed) as refusal:
        publish_draft(author="ada")

    assert [(check.code, check.about) for check in refusal.value.checks] == [
        ("texts.twins", ("product-manager", "product-owner")),
        ("texts.hidden", ("product-owner",)),
    ]


def test_publish_with_a_warning_is_not_refused():
    load_seed()
    ProfileTarget.objects.filter(role__slug="product-owner", dimension__slug="strategy").update(
        target=70
    )
    version = publish_draft(author="ada").catalog

    assert ("pair", ("product-manager", "product-owner")) in [
        (check.code, check.about)
        for check in lab.check(version_catalog(version))
        if check.verdict == "warn"
    ]


def test_publish_a_draft_that_changed_since_it_was_looked_at_is_refused():
    load_seed()
    stamp = draft_state().stamp
    Question.objects.filter(slug="talk-to-customers").update(text="Find other ideas")

    with pytest.raises(DraftHasMoved):
        publish_draft(author="ada", stamp=stamp)
    assert publish_draft(author="ada", stamp=draft_state().stamp).catalog.number == 1


def test_publish_after_somebody_else_published_is_refused():
    load_seed()
    stamp = draft_state().stamp
    publish_draft(author="bob")
    Question.objects.filter(slug="talk-to-customers").update(text="Find other ideas")

    with pytest.raises(DraftHasMoved):
        publish_draft(author="ada", stamp=stamp)
    assert [version.author for version in CatalogVersion.objects.all()] == ["bob"]


@pytest.mark.django_db(transaction=True)
def test_publish_ten_times_at_once_makes_one_version():
    load_seed()
    outcomes = []

    def publish():
        try:
            outcomes.append(publish_draft(author="ada").catalog.number)
        except (DraftHasMoved, NothingToPublish) as error:
            outcomes.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish) for _round in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len(outcomes) == 10, connection.vendor
    assert outcomes.count(1) == 1
    assert CatalogVersion.objects.count() == 1


# --- the content, alone and together


def test_publish_both_for_the_first_time_makes_both_versions():
    load_seed()
    load_content()
    published = publish_draft(author="ada", note="first")

    assert (published.catalog.number, published.content.number) == (1, 1)
    assert (published.content.author, published.content.note) == ("ada", "first")
    assert content_of(public_state()).careers == seed_careers()


def test_publish_a_change_of_content_alone_makes_no_catalog_version():
    load_seed()
    load_content()
    publish_draft(author="ada")
    edit_role_page(pay_note="It differs.")
    published = publish_draft(author="ada")

    assert published.catalog is None
    assert published.content.number == 2
    assert CatalogVersion.objects.count() == 1
    assert (
        content_of(public_state()).careers.roles_by_slug["product-owner"].pay_note == "It differs."
    )


def test_publish_a_change_of_the_catalog_alone_makes_no_content_version():
    load_seed()
    load_content()
    publish_draft(author="ada")
    ProfileTarget.objects.filter(role__slug="product-owner").update(target=41)
    ProfileTarget.objects.filter(dimension__slug="markets").update(target=70)

    assert publish_draft(author="ada").content is None
    assert ContentVersion.objects.count() == 1


def test_publish_what_was_published_again_is_refused():
    load_seed()
    load_content()
    publish_draft(author="ada")

    with pytest.raises(NothingToPublish):
        publish_draft(author="ada")


def test_publish_content_about_a_role_that_the_draft_lacks_is_refused_and_nothing_changes():
    load_seed()
    load_content()
    publish_draft(author="ada")
    RoleProfile.objects.filter(slug="product-owner").update(slug="backlog-owner")
    with pytest.raises(CatalogError) as refusal:
        publish_draft(author="ada")

    assert "content.roles.product-owner.slug" in [each.where for each in refusal.value.problems]
    assert (CatalogVersion.objects.count(), ContentVersion.objects.count()) == (1, 1)


def test_publish_a_renamed_role_with_its_page_changes_both_in_one_moment():
    load_seed()
    load_content()
    publish_draft(author="ada")
    RoleProfile.objects.filter(slug="product-owner").update(name="Backlog owner")
    edit_role_page(pay_note="It differs.")
    published = publish_draft(author="ada")

    assert (published.catalog.number, published.content.number) == (2, 2)


def test_publish_content_that_changed_since_it_was_looked_at_is_refused():
    load_seed()
    load_content()
    stamp = draft_state().stamp
    edit_role_page(pay_note="It differs.")

    with pytest.raises(DraftHasMoved):
        publish_draft(author="ada", stamp=stamp)
    assert ContentVersion.objects.count() == 0


def test_draft_state_counts_changed_rows_of_both(django_assert_num_queries):
    load_seed()
    load_content()
    publish_draft(author="ada")
    edit_role_page(pay_note="It differs.")
    Question.objects.filter(slug="talk-to-customers").update(text="Find other ideas")
    with django_assert_num_queries(17):
        state = draft_state()

    assert state.rows_changed == {"content.roles": 1, "questions": 1}
    assert (state.has_new_catalog, state.has_new_content) == (True, True)
