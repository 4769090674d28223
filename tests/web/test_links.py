"""Links within the site: to pages that there are, and to places on them."""

import pytest

from roles.web.links import Known, dead_links, is_dead, known_of
from tests.factories import make_catalog, seed_careers, seed_catalog

KNOWN = Known(["thinker", "keeper"], ["dreamer"], ["how-long"])


@pytest.mark.parametrize(
    "link",
    [
        *("/", "/#top", "/quiz/", "/roles/", "/roles/thinker/#pay", "/roles/keeper/#source-poll"),
        *("/compare/thinker-and-keeper/#choose-keeper", "/routes/dreamer/", "/routes/thinker/"),
        *("/questions-and-answers/#how-long", "/privacy/#cookies"),
    ],
)
def test_link_to_a_page_and_a_place_that_there_are_leads_on(link):
    assert is_dead(link, KNOWN) is False


@pytest.mark.parametrize(
    "link",
    [
        *("/nowhere/", "/roles/nobody/", "/compare/thinker-and-nobody/", "/routes/nobody/"),
        *("/roles/thinker/#nowhere", "/questions-and-answers/#nothing", "/quiz/#pay"),
        *("/admin/", "/healthz", "/quiz/abc/1/", "/results/mine/"),
    ],
)
def test_link_to_no_page_or_no_place_is_dead(link):
    assert is_dead(link, KNOWN) is True


def test_links_of_the_real_content_lead_on():
    roles = [role.slug for role in seed_catalog().roles]

    assert list(dead_links(seed_careers(), roles)) == []


def test_dead_link_is_told_with_its_place():
    careers = seed_careers()
    row = careers.reader_questions[1].model_copy(update={"link": "/roles/thinker/#x"})
    changed = careers.model_copy(update={"reader_questions": (careers.reader_questions[0], row)})
    (problem,) = dead_links(changed, [role.slug for role in make_catalog().roles])

    assert problem.path == ("reader_questions", 1, "link")
    assert problem.where == f"reader_questions.{row.slug}.link"
    assert known_of(changed, ["thinker"]).questions == [
        question.slug for question in changed.reader_questions
    ]
