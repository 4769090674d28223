"""Experiments started and ended, and drafts published, by several people at once."""

import threading
from contextlib import suppress

import pytest
from django.db import connections
from django.utils import timezone

from roles.domain.errors import (
    DraftHasMoved,
    ExperimentEnded,
    ExperimentRunning,
    NothingToPublish,
)
from roles.models import CatalogVersion, Experiment, RoleProfile
from roles.queries.experiments import running_experiment
from roles.services.experiments import end_experiment, start_experiment
from roles.services.publishing import publish_draft
from tests.factories import make_version, publish_seed, reworded_catalog

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


def at_once(*doings):
    """Does them in threads of their own, as nearly at one moment as can be; what each returned,
    None where it was refused."""
    ready, found = threading.Barrier(len(doings)), [None] * len(doings)

    def run(place, do):
        try:
            ready.wait(timeout=60)
            with suppress(*(DraftHasMoved, ExperimentEnded, ExperimentRunning, NothingToPublish)):
                found[place] = do()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def start(version, author="ada"):
    return start_experiment(author=author, version=version, other=1, share=50, now=timezone.now())


def end(experiment, chosen):
    wanted = {"author": "bob", "note": "", "now": timezone.now()}
    return end_experiment(started_at=experiment.started_at, chosen=chosen, **wanted)


def edit(summary):
    RoleProfile.objects.filter(slug="product-owner").update(summary=summary)


def test_of_a_start_and_a_publication_at_one_moment_one_is_refused():
    publish_seed()
    make_version(reworded_catalog())
    for number in range(ROUNDS):
        live = CatalogVersion.objects.count()
        edit(f"Owns {number}.")
        started, published = at_once(
            lambda live=live: start(live), lambda: publish_draft(author="bob")
        )

        assert (started is None) != (published is None)
        if started:
            assert CatalogVersion.objects.count() == started.version.number
            end(started, started.version.number)


def test_of_two_starts_at_one_moment_one_is_refused():
    publish_seed()
    make_version(reworded_catalog())
    for _ in range(ROUNDS):
        started = [each for each in at_once(lambda: start(2), lambda: start(2, "bob")) if each]

        assert [running_experiment()] == started
        end(started[0], 2)


def test_of_two_choices_at_one_moment_the_first_counts():
    publish_seed()
    for _ in range(ROUNDS):
        experiment = start(make_version(reworded_catalog()).number)
        live = experiment.version.number
        ended = at_once(lambda: end(experiment, live), lambda: end(experiment, 1))  # noqa: B023
        chosen = Experiment.objects.get(pk=experiment.pk).chosen.number

        assert [each is None for each in ended] == [chosen != live, chosen != 1]
        assert CatalogVersion.objects.count() == live + (chosen == 1)
