"""What a result page says to do next, from today's content."""

from dataclasses import replace

import pytest

from tests.factories import (
    make_careers,
    make_content_version,
    make_result,
    make_version,
    publish_seed_careers,
    seed_careers,
    seed_catalog,
)
from tests.views.page import links, read_page
from tests.views.quiz_walk import OWNER, open_quiz
from tests.views.sharing import result_of
from tests.wording.result_pages import ALIKE, section, texts


@pytest.fixture
def result(db):
    """Of a Product owner, as clear as can be."""
    result = make_result(open_quiz(), OWNER)
    publish_seed_careers()
    return result


def steps_of(client, result, **query):
    page = read_page(client.get(f"/results/{result.attempt.token}/", query))
    return section(page, "What to do next").one("ol", class_="steps")


def test_next_steps_are_to_try_to_read_and_to_settle(client, result):
    steps = steps_of(client, result)

    assert texts(steps.all("p")) == [
        "Keep the wish list for one tool, and put it in order.",
        "Monday to Friday, pay, and what makes people leave: Product owner , Product manager",
        "Product owner or Product manager? The differences on one page.",
    ]
    assert links(steps) == [
        ("Product owner", "/roles/product-owner/"),
        ("Product manager", "/roles/product-manager/"),
        ("Product owner or Product manager?", "/compare/product-manager-and-product-owner/"),
    ]


def test_next_steps_of_somebody_who_says_what_they_do_now_begin_there(client, result):
    developer = steps_of(client, result, now="developer")
    manager = steps_of(client, result, now="project-manager")

    assert developer.all("p")[0].text == (
        "On the way to Product owner: Own one feature, from the first idea to how people use it."
    )
    assert ("All your routes", "/routes/developer/") in links(developer)
    assert manager.all("p")[0].text.startswith("On the way to Product owner: Look after the list")
    assert (
        "Product owner beside Project manager",
        "/compare/project-manager-and-product-owner/",
    ) in links(manager)


def test_next_steps_of_the_leaders_own_job_are_those_of_nobody(client, result):
    own = steps_of(client, result, now="product-owner")

    assert texts(own.all("p")) == texts(steps_of(client, result).all("p"))


@pytest.mark.parametrize("job", ["juggler", "\N{SNOWMAN}", "\0", "x" * 2000, ""])
def test_next_steps_of_an_unknown_job_leave_the_page_as_it_is(client, result, job):
    """A bookmark is the only way back: it shall go on working when a job is gone."""
    assert links(steps_of(client, result, now=job)) == links(steps_of(client, result))


def test_next_steps_lead_to_pages_that_are_there(client, result):
    found = links(steps_of(client, result, now="project-manager"))

    assert {client.get(address).status_code for _text, address in found} == {200}


def test_next_steps_follow_a_change_of_the_content_at_once(client, result):
    content = seed_careers()
    routes = tuple(step for step in content.routes if step.start != "developer")
    make_content_version(content.model_copy(update={"routes": routes}))

    assert steps_of(client, result, now="developer").all("p")[0].text == (
        "Keep the wish list for one tool, and put it in order."
    )


def test_next_steps_without_any_content_are_about_what_the_two_differ_in(client, result):
    make_content_version(make_careers())
    steps = texts(steps_of(client, result).all("p"))

    assert len(steps) == 3
    assert steps[0].startswith(
        "Product owner and Product manager differ most in “Shaping the work”."
    )


def without(role):
    """Puts a version in force that has this role no more."""
    roles = tuple(row for row in seed_catalog().roles if row.slug != role)
    make_version(replace(seed_catalog(), roles=roles))


def test_next_steps_with_the_leader_gone_lead_to_nothing_about_it(client, result):
    without("product-owner")
    steps = steps_of(client, result)

    assert links(steps) == [("Product manager", "/roles/product-manager/")]
    assert steps.all("p")[0].text.startswith(
        "Product owner and Product manager differ most in “Shaping the work”."
    )


def test_next_steps_with_the_runner_up_gone_compare_nothing(client, result):
    without("product-manager")
    steps = steps_of(client, result)

    assert links(steps) == [("Product owner", "/roles/product-owner/")]
    assert steps.all("p")[-1].text == "Talk to somebody who does either job."


def test_next_steps_without_a_direction_name_no_role(client, result):
    steps = steps_of(client, result_of(result.version, ALIKE))

    assert links(steps) == [("All roles", "/roles/"), ("Take the quiz again", "/quiz/")]
