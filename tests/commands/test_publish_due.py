"""`publish_due`: publishes what waits for today, or says why not and exits with an error."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from roles.models import CatalogVersion, RoleProfile, ScheduledPublication
from roles.queries.draft import draft_state
from roles.services.scheduling import schedule_publication
from tests.admin.pages import make_staff
from tests.factories import publish_seed

pytestmark = pytest.mark.django_db


def run():
    out = io.StringIO()
    call_command("publish_due", stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def scheduled(db):
    publish_seed()
    RoleProfile.objects.filter(slug="product-owner").update(summary="Owns.")
    now = timezone.now()
    return schedule_publication(
        **{"user": make_staff("Publishers"), "note": "closer", "due_on": timezone.localdate()},
        **{"stamp": draft_state().stamp, "now": now},
    )


def test_publish_due_says_what_it_published_and_then_that_nothing_is_due(scheduled):
    assert run() == "Version 2 is published."
    assert run() == "Nothing is due."


def test_publish_due_tomorrow_does_nothing(scheduled):
    ScheduledPublication.objects.update(due_on=scheduled.due_on + timedelta(days=1))

    assert run() == "Nothing is due."
    assert CatalogVersion.objects.count() == 1


def test_publish_due_of_an_edited_draft_fails_with_the_sentence_once(scheduled):
    RoleProfile.objects.filter(slug="product-owner").update(summary="Owns much.")
    with pytest.raises(CommandError, match="the draft changed after ada had approved it"):
        run()

    assert run() == "Nothing is due."
    assert CatalogVersion.objects.count() == 1
