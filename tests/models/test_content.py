"""Rows of the content's draft, and its published versions."""

import pytest
from django.db import IntegrityError, transaction

from roles.models import CONTENT_ROWS, ContentVersion, Source
from roles.models.versions import PublishedForEver
from tests.careers_factories import make_careers_document
from tests.content.documents import read
from tests.factories import make_content_version

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", CONTENT_ROWS)
def test_row_needs_a_slug_of_its_own(table):
    table.objects.create(slug="one", document={})
    for slug in ("one", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            table.objects.create(slug=slug, document={})


@pytest.mark.parametrize("table", CONTENT_ROWS)
def test_rows_come_by_their_position_and_then_their_slug(table):
    for slug, position in (("b", 2), ("c", 1), ("a", 2)):
        table.objects.create(slug=slug, position=position, document={"slug": slug})

    assert [row.slug for row in table.objects.all()] == ["c", "a", "b"]


def test_row_is_called_by_what_readers_see_of_it():
    document = make_careers_document()
    named = {
        table.section: str(table(slug="x", document=document[table.section][0]))
        for table in CONTENT_ROWS
    }

    assert named["sources"] == "Survey, 2025"
    assert named["pay"] == "Thinkers (United States)"
    assert named["titles"] == "Dreamer"
    assert named["routes"] == "dreamer > thinker"
    assert str(Source(document={"label": "Poll", "year": None})) == "Poll"


def test_content_version_is_never_changed_nor_deleted():
    version = make_content_version(read(make_careers_document()))
    for change in (version.save, version.delete, ContentVersion.objects.all().delete):
        with pytest.raises(PublishedForEver):
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        ContentVersion(number=1, document_text="{}", author="ada").save()


def test_content_version_knows_its_document_by_a_fingerprint():
    one, two = (make_content_version(read(make_careers_document())) for _again in range(2))

    assert (one.number, two.number) == (1, 2)
    assert one.digest == two.digest
    assert one.document == make_careers_document()
