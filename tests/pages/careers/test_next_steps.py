"""What somebody may do next, as far as today's content and catalog have it."""

import pytest

from roles.pages.careers.next_steps import NextSteps, next_steps
from roles.queries.careers import Content
from tests.careers_factories import make_page_row, make_point_row
from tests.factories import make_catalog
from tests.pages.careers.contents import (
    MIXER,
    THINKER,
    make_content,
    make_step_row,
    real_content,
)


def test_next_steps_are_to_compare_to_try_and_a_usual_way():
    row = make_page_row("thinker", other="keeper")
    row["trials"] = [make_point_row("trials", text=text) for text in ("First", "Second")]
    steps = [make_step_row("dreamer", "thinker"), make_step_row("mixer", "thinker")]
    found = next_steps(make_content(roles=[row], routes=steps), "thinker", "keeper")

    assert found.pair == "thinker-and-keeper"
    assert found.trial.text == "First"
    assert (found.way.start_name, found.way.step.text) == ("Mixer", "From mixer to thinker")


def test_next_steps_compare_both_in_the_catalogs_order():
    assert next_steps(make_content(), "mixer", "thinker").pair == "thinker-and-mixer"


def test_next_steps_are_about_the_leader_and_not_the_runner_up():
    found = next_steps(make_content(), "keeper", "thinker")

    assert (found.trial, found.way) == (None, None)


def test_next_steps_with_a_runner_up_gone_compare_nothing():
    steps = [make_step_row("dreamer", "thinker")]
    content = make_content(make_catalog(roles=[THINKER, MIXER]), routes=steps)
    found = next_steps(content, "thinker", "keeper")

    assert (found.pair, found.trial.text, found.way.start_name) == (
        *(None, "About trials"),
        "Dreamer",
    )


def test_next_steps_with_the_leader_gone_are_none():
    content = make_content(make_catalog(roles=[THINKER, MIXER]))

    assert next_steps(content, "keeper", "thinker") == NextSteps(None, None, None)


def test_next_steps_with_nothing_in_force_are_none():
    content = make_content()
    before = Content(content.state, None, None, content.careers)

    assert next_steps(before, "thinker", "keeper") == NextSteps(None, None, None)


@pytest.mark.parametrize("role", ["product-owner", "project-coordinator"])
def test_next_steps_of_the_real_content_are_all_three(role):
    found = next_steps(real_content(), role, "project-manager")

    assert None not in (found.pair, found.trial, found.way)


# --- the job that somebody has now


def test_next_steps_from_a_job_begin_with_its_first_step_to_the_leader():
    steps = [make_step_row("dreamer", "mixer"), make_step_row("mixer", "thinker")]
    found = next_steps(make_content(routes=steps), "thinker", "keeper", "dreamer")

    assert (found.start, found.start_name) == ("dreamer", "Dreamer")
    assert (found.way.step.text, found.way.goal.slug) == ("From dreamer to mixer", "mixer")
    assert found.start_pair is None  # a title, which is compared with nothing


def test_next_steps_from_another_role_compare_it_with_the_leader():
    steps = [make_step_row("mixer", "thinker")]
    found = next_steps(make_content(routes=steps), "thinker", "keeper", "mixer")

    assert (found.start_pair, found.way.start_name) == ("thinker-and-mixer", "Mixer")


@pytest.mark.parametrize("start", ["", "dreamer"])
def test_next_steps_never_begin_with_a_long_step(start):
    steps = [make_step_row("dreamer", "thinker", is_long=True)]

    assert next_steps(make_content(routes=steps), "thinker", "keeper", start).way is None


def test_next_steps_from_where_no_way_is_known_name_none():
    found = next_steps(make_content(routes=[]), "thinker", "keeper", "mixer")

    assert (found.start, found.way) == ("mixer", None)


@pytest.mark.parametrize("start", ["", "juggler", "Mixer", "x" * 2000])
def test_next_steps_from_an_unknown_job_are_those_of_nobody(start):
    steps = [make_step_row("mixer", "thinker")]

    assert next_steps(make_content(routes=steps), "thinker", "keeper", start) == next_steps(
        make_content(routes=steps), "thinker", "keeper"
    )
