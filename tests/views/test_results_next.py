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


def steps_of(client, result):
    page = read_page(client.get(f"/results/{result.attempt.token}/"))
    return section(page, "Next steps").one("ul", class_="next")


def test_next_steps_are_to_read_to_compare_to_try_and_a_usual_way(client, result):
    steps = steps_of(client, result)

    assert texts(steps.all("li")) == [
        "Read about Product owner and Product manager , and see whose week you'd rather have.",
        "Compare the two side by side : what is the same, what differs, pay.",
        "Moving towards Product owner, one thing to try this month: Keep the wish list for one "
        "tool, and put it in order.",
        "A usual route to Product owner from Project coordinator: Write items and run user "
        "sessions with the product owner. A job as an analyst in between makes this shorter. "
        "Routes from other jobs",
    ]
    assert links(steps) == [
        ("Product owner", "/roles/product-owner/"),
        ("Product manager", "/roles/product-manager/"),
        ("Compare the two side by side", "/compare/product-manager-and-product-owner/"),
        ("Routes from other jobs", "/routes/"),
    ]


def test_next_steps_lead_to_pages_that_are_there(client, result):
    addresses = [address for _text, address in links(steps_of(client, result))]

    assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_next_steps_follow_a_change_of_the_content_at_once(client, result):
    before = texts(steps_of(client, result).all("li"))
    content = seed_careers()
    make_content_version(content.model_copy(update={"routes": content.routes[2:]}))
    after = texts(steps_of(client, result).all("li"))

    assert after[:3] == before[:3]
    assert after[3] == (
        "A usual route to Product owner from Project manager: Keep the list of work instead of "
        "the "
        "plan. Routes from other jobs"
    )


def test_next_steps_to_a_role_that_only_a_title_leads_to_name_that(client, result):
    content = seed_careers()
    routes = tuple(step for step in content.routes if step.start == "developer")
    make_content_version(content.model_copy(update={"routes": routes}))

    assert texts(steps_of(client, result).all("li"))[3] == (
        "A usual route to Product owner from Developer: Answer for one feature, from the idea to "
        "its use. Routes from other jobs"
    )


def test_next_steps_without_any_content_are_about_what_the_two_differ_in(client, result):
    make_content_version(make_careers())
    steps = texts(steps_of(client, result).all("li"))

    assert len(steps) == 3
    assert steps[1] == "Compare the two side by side : what is the same, what differs, pay."
    assert steps[2].startswith(
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
    assert len(steps.all("li")) == 2
    assert steps.all("li")[1].text.startswith(
        "Product owner and Product manager differ most in “Shaping the work”."
    )


def test_next_steps_with_the_runner_up_gone_compare_nothing(client, result):
    without("product-manager")
    steps = steps_of(client, result)

    assert links(steps) == [
        ("Product owner", "/roles/product-owner/"),
        ("Routes from other jobs", "/routes/"),
    ]
    assert texts(steps.all("li"))[1].startswith("Moving towards Product owner, one thing")


def test_next_steps_without_a_direction_name_no_role(client, result):
    steps = steps_of(client, result_of(result.version, ALIKE))

    assert links(steps) == [("Take the quiz again", "/quiz/"), ("Read about the roles", "/roles/")]
