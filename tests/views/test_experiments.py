"""Two versions side by side, as people meet them who take the quiz."""

import pytest
from django.utils import timezone

from roles.domain.experiments import gets_other
from roles.models import Attempt, Experiment
from roles.queries.careers import content_of, forget_state, public_state
from roles.queries.catalog import version_catalog
from roles.web.tickets import read_ticket
from tests.factories import (
    make_experiment,
    make_result,
    make_version,
    reworded_catalog,
    seed_catalog,
)
from tests.views.page import links, read_page
from tests.views.quiz_walk import OWNER, choices, open_quiz, press, statements

NEWER = "See what today's version says"


@pytest.fixture
def versions(db):
    """An earlier version and the one in force, in other words."""
    return open_quiz(), make_version(reworded_catalog())


def opened(client):
    """The ticket of a new attempt."""
    return read_ticket(client.get("/quiz/").url.split("/")[2])


def end(chosen):
    Experiment.objects.update(ended_at=timezone.now(), chosen=chosen)
    forget_state()


def offers(client, result):
    """Whether the page of a result offers what today's version says, and that page says it."""
    address = f"/results/{result.attempt.token}/"
    is_offered = NEWER in [words for words, _href in links(read_page(client.get(address)))]
    is_said = client.get(f"{address}rescore/").status_code == 200
    return is_offered, is_said


# --- new attempts


def test_new_attempts_get_the_version_that_their_token_chooses(client, versions):
    make_experiment(versions[1], versions[0], share=40)
    tickets = [opened(client) for _ in range(40)]

    assert {ticket.version for ticket in tickets} == {1, 2}
    assert [ticket.version for ticket in tickets] == [
        1 if gets_other(40, ticket.token) else 2 for ticket in tickets
    ]


def test_opening_the_quiz_costs_one_query_while_two_versions_run(
    client, versions, django_assert_num_queries
):
    make_experiment(versions[1], versions[0])
    with django_assert_num_queries(1):
        client.get("/quiz/")


def test_new_attempts_get_the_version_in_force_before_and_after(client, versions):
    before = [opened(client).version for _ in range(8)]
    make_experiment(versions[1], versions[0], share=99)
    end(versions[0])  # nothing was published again: a moment that nobody sees

    assert before + [opened(client).version for _ in range(8)] == [2] * 16


def test_experiment_of_a_version_that_is_no_longer_in_force_gives_nobody_the_other_one(
    client, versions
):
    make_experiment(versions[1], versions[0], share=99)
    make_version(seed_catalog())  # by a release that knows no experiments, during an update

    assert [opened(client).version for _ in range(8)] == [3] * 8
    assert public_state().other_digest == ""


@pytest.mark.parametrize("chosen", [0, 1])
def test_attempt_keeps_its_version_when_the_experiment_ends_before_its_first_answers(
    client, versions, chosen
):
    make_experiment(versions[1], versions[0], share=99)
    first = client.get("/quiz/", follow=True)
    begun = read_ticket(first.request["PATH_INFO"].split("/")[2]).version
    end(versions[chosen])
    press(client, first, "Continue", choices(OWNER, statements(first)))

    assert Attempt.objects.get().version.number == begun


# --- results


def test_result_of_neither_version_is_told_that_a_newer_one_is_there(client, versions):
    results = [make_result(version, OWNER) for version in versions]
    before = [offers(client, result) for result in results]
    make_experiment(versions[1], versions[0])

    assert before == [(True, True), (False, False)]
    assert [offers(client, result) for result in results] == [(False, False)] * 2


def test_result_of_a_third_version_is_still_told_of_the_one_in_force(client, versions):
    oldest = make_result(versions[0], OWNER)
    third = make_version(seed_catalog())
    make_experiment(third, versions[1])

    assert offers(client, oldest) == (True, True)


def test_result_is_told_of_a_newer_version_once_the_other_one_is_chosen(client, versions):
    results = [make_result(version, OWNER) for version in versions]
    make_experiment(versions[1], versions[0])
    end(versions[1])

    assert [offers(client, result) for result in results] == [(True, True), (False, False)]


def test_result_is_not_told_of_a_newer_version_that_says_the_same(client, versions):
    results = [make_result(version, OWNER) for version in versions]
    make_version(version_catalog(versions[0]))

    assert [offers(client, result) for result in results] == [(False, False), (True, True)]


# --- everything else


def test_public_pages_go_with_the_version_in_force(versions):
    make_experiment(versions[1], versions[0], share=99)

    assert content_of(public_state()).version == versions[1]
