"""Loading whole documents into the draft: both halves or none, and only over what was looked at."""

import pytest
from django.db import IntegrityError

from roles.domain.errors import DraftHasMoved
from roles.models import Question
from roles.queries.versions import draft_digest, draft_of
from roles.services.catalog import load_catalog
from roles.services.loading import load_into_draft
from tests.careers_factories import make_careers_document, make_source_row
from tests.factories import make_catalog, make_document, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small():
    load_catalog(catalog=make_catalog(), reason="test")


def other_catalog():
    questions = [*make_document()["questions"], make_question("sort-files", "order")]
    return make_document(questions=questions)


def test_load_catalog_alone_leaves_the_content_alone():
    before = draft_of("content")
    load_into_draft(catalog=other_catalog(), content=None, stamp=draft_digest(), reason="test")

    assert Question.objects.filter(slug="sort-files").exists()
    assert draft_of("content") == before


def test_load_that_fails_half_way_writes_nothing():
    before = draft_digest()
    twice = make_careers_document(sources=[make_source_row(), make_source_row()])
    with pytest.raises(IntegrityError):
        load_into_draft(catalog=other_catalog(), content=twice, stamp=before, reason="test")

    assert draft_digest() == before


def test_load_over_a_draft_that_moved_is_refused():
    stamp = draft_digest()
    Question.objects.filter(slug="keep-lists").update(text="Keep long lists")
    before = draft_digest()
    with pytest.raises(DraftHasMoved):
        load_into_draft(catalog=other_catalog(), content=None, stamp=stamp, reason="test")

    assert draft_digest() == before
