"""Putting learnt numbers into the draft: those alone, and only into the one looked at."""

from dataclasses import replace

import pytest

from roles.domain.errors import DraftHasMoved
from roles.models import Question, ScoringSettings
from roles.queries.catalog import draft_catalog
from roles.queries.versions import draft_digest
from roles.services.calibration import put_into_draft
from roles.services.catalog import load_catalog
from tests.factories import catalog_difference, make_catalog

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def draft():
    load_catalog(catalog=make_catalog(), reason="test")


def proposed(of):
    find, *others = of.questions
    settings = replace(of.settings, contrast=0.7, scale_answers=3, calibrated=True)
    return replace(of, questions=(replace(find, baseline=2.75), *others), settings=settings)


def put(**changes):
    sent = {"proposed": proposed(draft_catalog()), "stamp": draft_digest(), "reason": "learned"}
    put_into_draft(**sent | changes)


def test_put_into_draft_writes_baselines_and_settings_with_the_reason():
    wanted = proposed(draft_catalog())
    put()

    assert draft_catalog() == wanted
    for row in (Question.objects.get(slug="find-ideas"), ScoringSettings.objects.get()):
        assert row.history.first().history_change_reason == "learned"


def test_put_into_draft_leaves_alone_what_is_equal_already():
    put()
    put()

    counts = {row.slug: row.history.count() for row in Question.objects.all()}
    assert counts.pop("find-ideas") == 2
    assert set(counts.values()) == {1}
    assert ScoringSettings.objects.get().history.count() == 2


def test_put_into_draft_takes_numbers_only():
    """Words of a statement, and statements that the draft has not got, stay out."""
    before = draft_catalog()
    reworded = tuple(replace(row, text="Other", active=False) for row in before.questions)
    more = replace(before.questions[0], slug="more", baseline=1.0)
    put(proposed=replace(before, questions=(*reworded, more)))

    assert catalog_difference(before, draft_catalog()) == ()


def test_put_into_a_draft_that_moved_is_refused():
    stamp, wanted = draft_digest(), proposed(draft_catalog())
    Question.objects.filter(slug="find-ideas").update(text="Find many ideas")
    before = draft_catalog()
    with pytest.raises(DraftHasMoved):
        put(proposed=wanted, stamp=stamp)

    assert draft_catalog() == before
