"""Experiments stay sound whoever writes them."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from roles.models import Experiment
from tests.factories import make_catalog, make_experiment, make_version
from tests.models.test_quiz import break_constraint

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions():
    return [make_version(make_catalog()) for _ in range(3)]


def test_experiment_of_a_version_beside_itself_is_refused(versions):
    break_constraint(
        "experiment_of_two", "experiment_of_two", lambda: make_experiment(versions[0], versions[0])
    )


@pytest.mark.parametrize("share", [0, 100])
def test_experiment_that_shares_nothing_is_refused(versions, share):
    break_constraint(
        *["experiment_share_in_range"] * 2,
        lambda: make_experiment(versions[1], versions[0], share=share),
    )


@pytest.mark.parametrize("ended", [True, False])
def test_experiment_that_ended_without_a_choice_or_the_other_way_round_is_refused(versions, ended):
    ends = {"ended_at": timezone.now()} if ended else {"chosen": versions[0]}

    break_constraint(
        *["experiment_ends_with_a_choice"] * 2,
        lambda: make_experiment(versions[1], versions[0], **ends),
    )


def test_experiment_that_chose_a_third_version_is_refused(versions):
    ends = {"ended_at": timezone.now(), "chosen": versions[2]}

    break_constraint(
        *["experiment_chosen_is_one_of_two"] * 2,
        lambda: make_experiment(versions[1], versions[0], **ends),
    )


def test_second_experiment_is_refused_until_the_first_has_ended(versions):
    first = make_experiment(versions[1], versions[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        make_experiment(versions[2], versions[0])
    Experiment.objects.update(ended_at=timezone.now(), chosen=versions[0])
    second = make_experiment(versions[2], versions[0])

    assert [*Experiment.objects.running()] == [second]
    assert [*Experiment.objects.all()] == [second, first]
