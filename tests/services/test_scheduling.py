"""Publishing on a day: only what was approved, by who may, and never twice."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from roles.domain.errors import CatalogError, ChecksFailed, DraftHasMoved, NothingToPublish
from roles.models import CatalogVersion, ProfileTarget, RoleProfile, ScheduledPublication
from roles.queries.draft import draft_state
from roles.queries.scheduling import may_publish, scheduled_publication
from roles.services.publishing import publish_draft
from roles.services.scheduling import cancel_publication, publish_due, schedule_publication
from tests.admin.pages import make_staff
from tests.factories import make_twins, publish_seed

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 3)


@pytest.fixture
def ada(db):
    publish_seed()
    edit("Owns.")
    return make_staff("Publishers")


def edit(summary):
    RoleProfile.objects.filter(slug="product-owner").update(summary=summary)


def schedule(user, **changes):
    wanted = {"note": "closer", "due_on": DAY, "stamp": draft_state().stamp, "now": timezone.now()}
    return schedule_publication(user=user, **wanted | changes)


def failure():
    return ScheduledPublication.objects.get().failure


def test_publish_due_before_the_day_does_nothing(ada):
    schedule(ada)

    assert publish_due(today=DAY - timedelta(days=1)) is None
    assert CatalogVersion.objects.count() == 1


@pytest.mark.parametrize("days_late", [0, 3])
def test_publish_due_publishes_in_the_name_of_who_approved_it(ada, days_late):
    schedule(ada)
    due = publish_due(today=DAY + timedelta(days=days_late))
    version = CatalogVersion.objects.get(number=2)

    assert due.published.catalog == version
    assert (version.author, version.note) == ("ada", "closer")
    assert scheduled_publication() is None
    assert publish_due(today=DAY) is None


def test_publish_due_of_a_draft_edited_since_publishes_nothing_and_is_not_tried_again(ada):
    schedule(ada)
    edit("Owns much.")
    due = publish_due(today=DAY)

    assert (due.published, failure()) == (None, "moved")
    edit("Owns.")
    assert publish_due(today=DAY) is None
    assert CatalogVersion.objects.count() == 1


def test_publish_due_after_an_edit_that_was_taken_back_publishes(ada):
    schedule(ada)
    edit("Owns much.")
    edit("Owns.")

    assert publish_due(today=DAY).published.catalog.number == 2


def test_publish_due_of_an_unsound_draft_publishes_nothing(ada):
    schedule(ada)
    ProfileTarget.objects.filter(role__slug="product-owner").delete()

    assert (publish_due(today=DAY).published, failure()) == (None, "problems")


@pytest.mark.parametrize(
    "change",
    [
        lambda user: user.groups.clear(),
        lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
        lambda user: User.objects.filter(pk=user.pk).update(is_staff=False),
        lambda user: user.delete(),
    ],
    ids=["right", "inactive", "no staff", "deleted"],
)
def test_publish_due_of_somebody_who_may_no_longer_publishes_nothing(ada, change):
    schedule(ada)
    change(ada)

    assert (publish_due(today=DAY).published, failure()) == (None, "right")
    assert CatalogVersion.objects.count() == 1


def test_publish_meanwhile_drops_what_was_scheduled(ada):
    schedule(ada)
    publish_draft(author="bob")

    assert scheduled_publication() is None
    assert publish_due(today=DAY) is None


def test_schedule_again_takes_the_place_of_the_one_before_and_of_its_failure(ada):
    schedule(ada)
    edit("Owns much.")
    publish_due(today=DAY)
    schedule(ada, due_on=DAY + timedelta(days=1), note="later")
    row = ScheduledPublication.objects.get()

    assert (row.due_on.day, row.note, row.failure) == (4, "later", "")


def test_schedule_of_what_could_not_be_published_now_is_refused(ada):
    with pytest.raises(DraftHasMoved):
        schedule(ada, stamp="1:old")
    with pytest.raises(ValidationError):
        schedule(ada, note="x" * 301)
    with pytest.raises(ValidationError):
        schedule(ada, note="a\u202eb")
    make_twins()
    with pytest.raises(ChecksFailed):
        schedule(ada)
    ProfileTarget.objects.filter(role__slug="product-owner").delete()
    with pytest.raises(CatalogError):
        schedule(ada)
    assert scheduled_publication() is None


def test_schedule_of_a_draft_that_is_live_is_refused(ada):
    publish_draft(author="ada")
    with pytest.raises(NothingToPublish):
        schedule(ada)


def test_cancel_of_one_that_was_approved_anew_leaves_it(ada):
    first = schedule(ada)
    second = schedule(ada, due_on=DAY + timedelta(days=1))

    assert cancel_publication(approved_at=first.approved_at) is False
    assert cancel_publication(approved_at=second.approved_at) is True
    assert cancel_publication(approved_at=second.approved_at) is False


def test_may_publish_asks_the_database_and_not_what_was_read_before(ada):
    seen = User.objects.get(pk=ada.pk)
    assert seen.has_perm("roles.publish_catalog")
    ada.groups.clear()

    assert (may_publish(seen), may_publish(None)) == (False, False)


@pytest.mark.parametrize("bad", [{"pk": 2}, {"failure": "tired"}])
def test_scheduled_publication_of_another_id_or_an_unknown_failure_is_refused(ada, bad):
    row = {"author": "ada", "due_on": DAY, "stamp": "s", "approved_at": timezone.now()}
    with pytest.raises(IntegrityError):
        ScheduledPublication.objects.create(**row | bad)
