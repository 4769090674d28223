"""`publish_due`: publishes what waits for today, or says why not and exits with an error."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from roles.models import CatalogVersion, Experiment, RoleProfile, ScheduledPublication
from roles.queries.draft import draft_state
from roles.queries.scheduling import scheduled_publication
from roles.services.scheduling import schedule_publication
from roles.wording.draft import failure_sentence, scheduled_line
from tests.admin.pages import make_staff
from tests.factories import make_experiment, make_version, publish_seed, reworded_catalog

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


def test_publish_due_during_an_experiment_says_each_day_that_it_waits_and_is_no_failure(scheduled):
    other = make_version(reworded_catalog())  # now in force; approved anew against it
    ScheduledPublication.objects.update(stamp=draft_state().stamp)
    make_experiment(other, CatalogVersion.objects.get(number=1))
    told = [run(), run()]
    waiting = scheduled_publication()
    line = scheduled_line(draft_state(), waiting)

    assert told == [failure_sentence(waiting)] * 2
    assert (line.sentence, line.is_failed, line.needs_approval) == (told[0], False, False)
    Experiment.objects.all().delete()
    assert run() == "Version 3 is published."


def test_publish_due_that_waits_for_an_experiment_needs_approval_once_the_draft_is_edited(
    scheduled,
):
    ScheduledPublication.objects.update(failure="experiment")
    RoleProfile.objects.filter(slug="product-owner").update(summary="Owns much.")
    line = scheduled_line(draft_state(), scheduled_publication())

    assert (line.is_failed, line.needs_approval) == (False, True)
