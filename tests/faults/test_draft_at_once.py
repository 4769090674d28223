"""The draft put back, scheduled and published by several people at once: on whatever DATABASE_URL
names."""

import threading
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.utils import timezone

from roles.content.undo import fingerprint
from roles.domain.errors import DraftHasMoved
from roles.models import CatalogVersion, RoleProfile, ScheduledPublication
from roles.queries.draft import draft_state
from roles.services.scheduling import publish_due, schedule_publication
from roles.services.undo import undo_changes
from tests.factories import publish_seed

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 12, 3)
PEOPLE = 4


def edit(slug, summary):
    role = RoleProfile.objects.get(slug=slug)
    role.summary = summary
    role.save(update_fields=["summary"])


def at_once(*works):
    """Does all of them at the same moment; gives what each came to, errors by their names."""
    barrier, outcomes = threading.Barrier(len(works)), []

    def run(work):
        barrier.wait()
        try:
            outcomes.append(work())
        except DraftHasMoved as error:
            outcomes.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(outcomes) == len(works)
    return outcomes


@pytest.fixture
def ada(db):
    publish_seed()
    edit("product-owner", "Owns.")
    # Groups come with migrations: these tests empty all tables after themselves.
    return User.objects.create_superuser("ada")


def schedule(user, note="closer"):
    return schedule_publication(
        user=user, note=note, due_on=DAY, stamp=draft_state().stamp, now=timezone.now()
    )


def test_publish_due_by_several_at_once_makes_one_version_and_notes_no_failure(ada):
    schedule(ada)
    outcomes = at_once(*[lambda: publish_due(today=DAY)] * PEOPLE)

    assert sum(due is not None for due in outcomes) == 1
    assert CatalogVersion.objects.count() == 2
    assert not ScheduledPublication.objects.exists()


def test_schedule_by_several_at_once_leaves_one(ada):
    outcomes = at_once(*(lambda note=note: schedule(ada, note) for note in "abcd"))
    kept = [each for each in outcomes if each != "DraftHasMoved"]

    assert kept
    assert ScheduledPublication.objects.get().note in [each.note for each in kept]


def test_undo_while_somebody_edits_the_same_text_keeps_the_edit_or_was_first(ada):
    (changes,) = draft_state().objects_changed.values()
    shown = fingerprint(changes)
    undo, edited = at_once(
        lambda: undo_changes(shown=shown), lambda: edit("product-owner", "Owns much.")
    )

    assert "DraftHasMoved" in (undo, edited) or RoleProfile.objects.get(
        slug="product-owner"
    ).summary in ("Owns much.", changes[0].old)


def test_undo_by_several_at_once_leaves_the_edits_of_others_alone(ada):
    (changes,) = draft_state().objects_changed.values()
    shown = fingerprint(changes)
    at_once(
        *[lambda: undo_changes(shown=shown)] * PEOPLE,
        *(
            lambda slug=slug: edit(slug, "Edited.")
            for slug in ("product-manager", "program-manager", "project-manager")
        ),
    )

    state = draft_state()
    assert {each.slug: each.new for each in state.changes} == {
        "product-manager": "Edited.",
        "program-manager": "Edited.",
        "project-manager": "Edited.",
    }
