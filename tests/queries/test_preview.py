"""The draft as public pages would show it."""

from dataclasses import replace

import pytest

from roles.models import CatalogVersion, ProfileTarget, RolePage
from roles.queries.careers import content_of, public_state
from roles.queries.preview import draft_content
from roles.services.careers import load_careers
from roles.services.catalog import load_catalog
from tests.careers_factories import make_careers_document
from tests.content.documents import read
from tests.factories import make_catalog, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(db):
    load_catalog(catalog=make_catalog(), reason="test")
    load_careers(content=read(make_careers_document()), reason="test")


def test_draft_content_is_that_of_a_next_version_which_is_not_stored(
    draft, django_assert_num_queries
):
    make_version(make_catalog(settings={"minimum_answers": 3}))
    with django_assert_num_queries(16):
        content = draft_content()

    assert content.version.number == 2
    assert content.catalog == replace(make_catalog(), format=2)
    assert [page.slug for page in content.careers.roles] == ["thinker"]
    assert CatalogVersion.objects.count() == 1
    live = content_of(public_state())
    assert (live.version.number, live.catalog.settings.minimum_answers) == (1, 3)


def test_draft_content_before_the_first_publication_is_version_1(draft):
    assert draft_content().version.number == 1


def test_draft_content_with_problems_in_the_catalog_has_none(draft):
    ProfileTarget.objects.first().delete()
    content = draft_content()

    assert (content.version, content.catalog) == (None, None)
    assert [page.slug for page in content.careers.roles] == ["thinker"]


def test_draft_content_leaves_out_a_page_with_problems(draft):
    page = RolePage.objects.get()
    page.document["checked"] = "soon"
    page.save()
    content = draft_content()

    assert content.careers.roles == ()
    assert content.catalog == replace(make_catalog(), format=2)
