"""Two versions side by side: what may start, what waits meanwhile, and what either choice does."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from roles.domain.errors import (
    CatalogError,
    ChecksFailed,
    DraftHasMoved,
    ExperimentEnded,
    ExperimentRefused,
    ExperimentRunning,
    NothingToPublish,
)
from roles.models import (
    CatalogVersion,
    ContentVersion,
    Experiment,
    RoleProfile,
    ScheduledPublication,
)
from roles.queries.careers import public_state
from roles.queries.catalog import draft_catalog
from roles.queries.draft import draft_state
from roles.queries.experiments import past_experiments, running_experiment
from roles.services.experiments import end_experiment, start_experiment
from roles.services.publishing import publish_draft
from roles.services.scheduling import publish_due, schedule_publication
from tests.admin.pages import make_staff
from tests.factories import (
    make_content_version,
    make_version,
    publish_seed,
    reworded_catalog,
    seed_careers,
    seed_catalog,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions():
    """The real content, then in other words; the draft says what the first one does."""
    return publish_seed(), make_version(reworded_catalog())


def start(**changes):
    now = timezone.now()
    return start_experiment(
        **{"author": "ada", "version": 2, "other": 1, "share": 30, "now": now} | changes
    )


def end(experiment, chosen, **changes):
    wanted = {"author": "bob", "note": "again", "now": timezone.now()}
    return end_experiment(started_at=experiment.started_at, chosen=chosen, **wanted | changes)


def renamed_area():
    """The real content with one area under another slug, which role pages cannot know."""
    areas = [
        replace(row, slug="new-area") if row.slug == "markets" else row
        for row in seed_catalog().areas
    ]
    kinds = [
        replace(row, area="new-area") if row.area == "markets" else row
        for row in seed_catalog().dimensions
    ]
    return replace(seed_catalog(), areas=tuple(areas), dimensions=tuple(kinds))


def with_one_name():
    """The real content with one name for two roles, which today's checks refuse."""
    first, second, *others = seed_catalog().roles
    return replace(seed_catalog(), roles=(first, replace(second, name=first.name), *others))


def make_misfit():
    """Puts content in force that no catalog fits, as an earlier release may have left it."""
    text = '{"format":1,"roles":[{"slug":"nobody"}]}'
    ContentVersion(number=1, document_text=text, author="bob").save()


# --- start


def test_start_notes_both_versions_who_and_when(versions):
    now = timezone.now()
    start(now=now)
    found = running_experiment()

    assert (found.version, found.other, found.share) == (versions[1], versions[0], 30)
    assert (found.started_by, found.started_at) == ("ada", now)
    assert (found.ended_at, found.chosen) == (None, None)
    assert public_state().other_digest == versions[0].digest


@pytest.mark.parametrize(("other", "why"), [(0, "unknown"), (3, "unknown"), (2, "same")])
def test_start_with_no_such_version_or_the_one_in_force_is_refused(versions, other, why):
    with pytest.raises(ExperimentRefused) as refusal:
        start(other=other)

    assert refusal.value.why == why
    assert not Experiment.objects.exists()


def test_start_before_the_first_publication_is_refused(db):
    with pytest.raises(ExperimentRefused) as refusal:
        start()

    assert refusal.value.why == "unpublished"


def test_start_with_a_version_that_says_the_same_is_refused(versions):
    make_version(seed_catalog())
    with pytest.raises(ExperimentRefused) as refusal:
        start(version=3)

    assert refusal.value.why == "same"


def test_start_of_versions_with_other_roles_is_refused_and_names_them(versions):
    *roles, last = seed_catalog().roles
    newcomer = replace(last, slug="newcomer", name="Newcomer")
    make_version(replace(seed_catalog(), roles=(*roles, newcomer)))
    with pytest.raises(ExperimentRefused) as refusal:
        start(version=3)

    assert (refusal.value.why, refusal.value.roles) == ("roles", ("Newcomer", last.name))


def test_start_while_one_runs_is_refused(versions):
    start()
    with pytest.raises(ExperimentRunning):
        start()

    assert Experiment.objects.count() == 1


def test_start_beside_another_version_than_its_author_saw_is_refused(versions):
    make_version(seed_catalog())
    with pytest.raises(DraftHasMoved):
        start(version=2)


@pytest.mark.parametrize("share", [0, 100, -1])
def test_start_with_a_share_of_none_or_all_is_refused(versions, share):
    with pytest.raises(ValidationError):
        start(share=share)


def test_start_with_a_version_that_could_not_be_published_today_is_refused(versions):
    make_content_version(seed_careers())
    make_version(renamed_area())
    make_version(with_one_name())
    make_version(reworded_catalog())
    with pytest.raises(CatalogError):
        start(version=5, other=3)
    with pytest.raises(ChecksFailed):
        start(version=5, other=4)

    assert start(version=5, other=1).other.number == 1


# --- meanwhile


def test_publish_while_one_runs_is_refused_and_afterwards_done(versions):
    experiment = start()
    with pytest.raises(ExperimentRunning):
        publish_draft(author="ada")
    assert CatalogVersion.objects.count() == 2
    end(experiment, chosen=2)

    assert publish_draft(author="ada").catalog.number == 3


def schedule(user):
    now, stamp = timezone.now(), draft_state().stamp
    return schedule_publication(user=user, note="closer", due_on=now.date(), stamp=stamp, now=now)


def test_schedule_while_one_runs_is_refused(versions):
    start()
    with pytest.raises(ExperimentRunning):
        schedule(make_staff("Publishers"))


def test_what_was_scheduled_before_waits_for_the_end_and_is_published_then(versions):
    day = schedule(make_staff("Publishers", name="carol")).due_on
    experiment = start()
    waits = [publish_due(today=day + timedelta(days=days)) for days in (0, 1)]
    end(experiment, chosen=2)
    due = publish_due(today=day + timedelta(days=2))

    assert [(each.published, each.scheduled.failure) for each in waits] == [
        (None, "experiment"),
        (None, "experiment"),
    ]
    assert (due.published.catalog.number, due.published.catalog.author) == (3, "carol")


# --- end


def test_end_with_the_version_in_force_publishes_nothing(versions):
    experiment, now = start(), timezone.now()
    ended = end(experiment, chosen=2, now=now)
    (past,) = past_experiments()

    assert ended.published is None
    assert CatalogVersion.objects.count() == 2
    assert (past.chosen, past.ended_at, past.ended_by) == (versions[1], now, "bob")
    assert running_experiment() is None
    assert public_state().other_digest == ""


def test_end_with_the_older_one_publishes_its_document_again_and_leaves_the_draft(versions):
    RoleProfile.objects.filter(slug="product-owner").update(summary="Owns.")
    draft = draft_catalog()
    ended = end(start(), chosen=1, note="as before")
    live = CatalogVersion.objects.get(number=3)

    assert ended.published == live
    assert live.document_text == versions[0].document_text
    assert (live.author, live.note) == ("bob", "as before")
    assert past_experiments()[0].chosen == versions[0]
    assert public_state().version == 3
    assert draft_catalog() == draft


def test_end_with_the_older_one_drops_what_was_approved_against_the_other(versions):
    schedule(make_staff("Publishers"))
    end(start(), chosen=1)

    assert not ScheduledPublication.objects.exists()
    with pytest.raises(NothingToPublish):
        publish_draft(author="ada")  # the draft says what is in force again


def test_end_with_an_older_one_that_can_no_longer_be_published_changes_nothing(versions):
    experiment = start()
    make_misfit()
    with pytest.raises(CatalogError):
        end(experiment, chosen=1)

    assert running_experiment() == experiment
    assert CatalogVersion.objects.count() == 2


def test_end_with_a_third_version_is_refused(versions):
    make_version(seed_catalog())
    with pytest.raises(ExperimentRefused):
        end(start(version=3, other=2), chosen=1)


def test_end_of_one_that_was_ended_or_made_room_for_another_is_refused(versions):
    first = start()
    end(first, chosen=2)
    with pytest.raises(ExperimentEnded):
        end(first, chosen=1)
    second = start()
    with pytest.raises(ExperimentEnded):
        end(first, chosen=1)

    assert running_experiment() == second
    assert CatalogVersion.objects.count() == 2
