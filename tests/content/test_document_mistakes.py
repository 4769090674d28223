"""One mistake is told once, at its place, and so that it can be read."""

import pytest

from tests.careers_factories import make_careers_document, make_comparison_row
from tests.content.documents import changed, problems_of, without

ONCE = [
    (["pay", 0], 3),
    (["pay", 0, "high"], "x"),
    (["routes", 0], 3),
    (["roles", 0, "week", 0], 3),
    (["roles", 0, "week", 0, "label"], 3),
    (["roles", 0, "confused", 0, "label"], 3),
    (["comparisons", 0, "choose", 0], 3),
    (["reader_questions", 0, "link"], "quiz"),
    (["reader_questions", 0, "link_text"], 3),
    (["sources"], None),
    (["pay"], None),
    (["titles"], None),
]


@pytest.mark.parametrize(("path", "value"), ONCE, ids=[str(row[0]) for row in ONCE])
def test_parse_of_one_mistake_tells_one_problem(path, value):
    assert [problem.path for problem in problems_of(changed((path, value)))] == [tuple(path)]


@pytest.mark.parametrize(
    "path",
    [["sources", 0, "year"], *(["pay", 0, key] for key in ("as_of", "low", "middle", "high"))],
    ids=str,
)
def test_parse_missing_key_that_may_be_null_is_refused(path):
    (refusal,) = problems_of(without(path))
    assert (refusal.path, refusal.value) == (tuple(path), None)


@pytest.mark.parametrize("rest", [{}, {"label": ""}])
def test_parse_point_about_a_role_without_naming_it_is_refused_at_its_label(rest):
    point = {"text": "x", "source": "survey"} | rest
    (refusal,) = problems_of(changed((["roles", 0, "confused"], [point])))

    assert refusal.path == ("roles", 0, "confused", 0, "label")


def test_parse_figure_shown_twice_on_a_page_is_refused():
    path = ["roles", 0, "pay"]
    document = changed((path, [{"figure": "thinkers-us"}, {"figure": "thinkers-us", "note": "x"}]))

    assert [problem.where for problem in problems_of(document)] == [
        "roles.thinker.pay.number 2.figure"
    ]


def test_parse_title_named_like_a_role_is_refused():
    document = changed((["titles", 0, "slug"], "thinker"), (["routes", 0, "start"], "keeper"))

    assert [problem.where for problem in problems_of(document)] == ["titles.thinker.slug"]


def test_parse_role_confused_with_itself_is_refused():
    path = ["roles", 0, "confused", 0, "label"]

    assert [problem.path for problem in problems_of(changed((path, "thinker")))] == [tuple(path)]


def test_parse_comparison_of_numbers_is_refused_without_a_catalog():
    document = changed((["comparisons"], [make_comparison_row("1", "2")]))
    document["comparisons"][0]["roles"] = [1, 2]

    assert [refusal.where for refusal in problems_of(document, roles=None)] == [
        "comparisons.number 1.roles"
    ]


def test_parse_change_whose_key_is_no_text_is_refused_without_a_catalog():
    document = changed((["titles", 0, "changes"], {1: "More"}))

    assert len(problems_of(document, dimensions=None)) == 1


def test_parse_without_a_draft_refuses_the_roles_of_a_comparison_and_says_something():
    refusals = problems_of(make_careers_document(), roles=(), dimensions=())

    assert "comparisons.number 1.roles" in [refusal.where for refusal in refusals]
    assert [refusal.where for refusal in refusals if refusal.allowed.endswith(" ")] == []


def test_error_of_a_huge_slug_stays_readable():
    (refusal,) = [
        problem
        for problem in problems_of(changed((["titles", 0, "slug"], "x" * 5000)))
        if problem.path == ("titles", 0, "slug")
    ]
    assert len(str(refusal)) < 300
