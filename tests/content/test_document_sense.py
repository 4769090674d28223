"""Points without a heading they need, comparisons with a side missing, steps that lead nowhere:
what can be read and still makes no sense."""

import pytest

from roles.content.careers import COMPARISON_POINTS, ROLE_POINTS
from roles.domain.errors import Problem
from tests.careers_factories import make_comparison_row, make_point_row
from tests.content.documents import changed, problems_of

SIDES = "two or three different roles, in the catalog's order"
NAMED = ("boxes", "ladder", "week")  # need a label of their own
BARE = [kind for kind in ROLE_POINTS if kind not in (*NAMED, "confused")]  # have none


def problem(path, where, value, allowed):
    return Problem(tuple(path), where, value, allowed)


# --- labels and spans of points


@pytest.mark.parametrize("kind", NAMED)
@pytest.mark.parametrize(("rest", "value"), [({}, None), ({"label": ""}, "")])
def test_parse_point_without_the_label_it_needs_is_refused(kind, rest, value):
    path = ["roles", 0, kind]
    document = changed((path, [make_point_row(kind, **rest)]))

    assert problems_of(document) == [
        problem((*path, 0, "label"), f"roles.thinker.{kind}.number 1.label", value, "a label")
    ]


@pytest.mark.parametrize(
    ("path", "where"),
    [
        *(
            (["roles", 0, kind, 0, "label"], f"roles.thinker.{kind}.number 1.label")
            for kind in BARE
        ),
        *(
            (["comparisons", 0, kind, 0, "label"], f"comparisons.number 1.{kind}.number 1.label")
            for kind in ("same", "different")
        ),
    ],
)
def test_parse_point_with_a_label_it_must_not_have_is_refused(path, where):
    assert problems_of(changed((path, "thinker"))) == [
        problem(path, where, "thinker", "no label here")
    ]


def test_parse_point_about_a_role_without_naming_it_is_refused():
    path = ["roles", 0, "confused"]
    (refusal,) = problems_of(changed((path, [make_point_row("confused")])))

    assert refusal.where == "roles.thinker.confused.number 1.label"
    assert (refusal.value, refusal.allowed) == (None, "the slug of a role")


@pytest.mark.parametrize("kind", [kind for kind in ROLE_POINTS if kind != "ladder"])
def test_parse_span_of_anything_but_the_ladder_is_refused(kind):
    path = ["roles", 0, kind, 0, "span"]

    assert problems_of(changed((path, "2 years"))) == [
        problem(path, f"roles.thinker.{kind}.number 1.span", "2 years", "years of a ladder only")
    ]


@pytest.mark.parametrize("kind", COMPARISON_POINTS)
def test_parse_span_in_a_comparison_is_refused(kind):
    path = ["comparisons", 0, kind, 0, "span"]

    assert problems_of(changed((path, "2 years"))) == [
        problem(
            *(path, f"comparisons.number 1.{kind}.number 1.span", "2 years"),
            "years of a ladder only",
        )
    ]


# --- comparisons


def compared(*roles):
    """The sample document with a comparison of these roles."""
    return changed((["comparisons"], [make_comparison_row(*roles)]))


@pytest.mark.parametrize(
    "roles", [("thinker", "keeper"), ("keeper", "mixer"), ("thinker", "keeper", "mixer")]
)
def test_parse_comparison_of_two_or_three_roles_is_read(roles):
    assert problems_of(compared(*roles)) == []


@pytest.mark.parametrize(
    "roles",
    [
        (),
        ("thinker",),
        ("thinker", "thinker"),
        ("keeper", "thinker"),
        ("thinker", "mixer", "keeper"),
        ("thinker", "keeper", "keeper"),
    ],
)
def test_parse_comparison_of_other_numbers_or_another_order_is_refused(roles):
    path, where = ("comparisons", 0, "roles"), "comparisons.number 1.roles"

    assert problems_of(compared(*roles)) == [problem(path, where, list(roles), SIDES)]


@pytest.mark.parametrize(
    "value", [["thinker", "dancer"], [1, 2], [["thinker"], {}], [None, "mixer"]]
)
def test_parse_comparison_of_what_is_no_role_is_refused(value):
    path = ("comparisons", 0, "roles")
    (refusal,) = problems_of(changed((path, value)))

    assert (refusal.path, refusal.where) == (path, "comparisons.number 1.roles")
    assert refusal.allowed == SIDES


def test_parse_comparison_of_four_roles_is_refused():
    roles = ["thinker", "keeper", "mixer", "maker"]
    refusals = problems_of(compared(*roles), roles=roles)

    assert refusals == [
        problem(("comparisons", 0, "roles"), "comparisons.number 1.roles", roles, SIDES)
    ]


def test_parse_comparison_without_a_catalog_may_have_any_order():
    assert problems_of(compared("keeper", "thinker"), roles=None) == []
    assert [refusal.allowed for refusal in problems_of(compared("a", "a"), roles=None)] == [SIDES]


def test_parse_second_comparison_of_the_same_roles_is_refused():
    rows = [make_comparison_row("thinker", "keeper"), make_comparison_row("thinker", "mixer")]
    document = changed((["comparisons"], [*rows, rows[0]]))

    assert problems_of(document) == [
        problem(
            *(("comparisons", 2, "roles"), "comparisons.number 3.roles", ["thinker", "keeper"]),
            "each set of roles once only",
        )
    ]


@pytest.mark.parametrize(
    "sides", [["keeper"], ["thinker"], ["thinker", "mixer"], ["thinker", "keeper", "mixer"], []]
)
def test_parse_comparison_with_a_side_missing_or_too_many_is_refused(sides):
    points = [make_point_row("choose", label=role) for role in sides]

    assert problems_of(changed((["comparisons", 0, "choose"], points))) == [
        problem(
            *(("comparisons", 0, "choose"), "comparisons.number 1.choose", sorted(sides)),
            "points for each side, and for no other role",
        )
    ]


def test_parse_comparison_may_say_several_things_of_a_side():
    points = [make_point_row("choose", label=role) for role in ("keeper", "thinker", "keeper")]

    assert problems_of(changed((["comparisons", 0, "choose"], points))) == []


# --- answers


def words(count):
    return " ".join(["word"] * count)


def answered(answer, *rows):
    table = [{"label": label, "text": text} for label, text in rows]
    return changed(
        (["reader_questions", 0, "answer"], answer), (["reader_questions", 0, "rows"], table)
    )


@pytest.mark.parametrize(
    ("answer", "rows", "count"),
    [
        (words(81), [], 81),
        (words(77), [("two words", "and two")], 81),
        (words(40), [(words(10), words(20)), ("one", words(10))], 81),
    ],
)
def test_parse_answer_of_more_than_eighty_words_is_refused(answer, rows, count):
    path, where = ("reader_questions", 0, "answer"), "reader_questions.how-long.answer"
    allowed = "at most 80, with its rows"

    refusal = problem(path, where, f"{count} words", allowed)
    assert problems_of(answered(answer, *rows)) == [refusal]


def test_parse_answer_of_eighty_words_is_read():
    assert problems_of(answered(words(80))) == []
    assert problems_of(answered(words(76), ("two words", "and two"))) == []


@pytest.mark.parametrize("place", ["answer", "label", "text"])
def test_parse_unknown_placeholder_is_refused_wherever_it_stands(place):
    texts = {"answer": "Yes", "label": "At work", "text": "No", place: "{most} {least} {}"}
    document = answered(texts["answer"], (texts["label"], texts["text"]))
    path, where = ("reader_questions", 0, "answer"), "reader_questions.how-long.answer"

    assert problems_of(document) == [
        problem(path, where, name, "a known placeholder in braces") for name in ("{least}", "{}")
    ]


@pytest.mark.parametrize(("link", "link_text"), [("/quiz/", ""), ("", "Take the quiz")])
def test_parse_link_without_its_text_or_text_without_a_link_is_refused(link, link_text):
    document = changed(
        (["reader_questions", 0, "link"], link), (["reader_questions", 0, "link_text"], link_text)
    )

    assert problems_of(document) == [
        problem(
            *(("reader_questions", 0, "link"), "reader_questions.how-long.link", link),
            "a link and its text, or neither",
        )
    ]


# --- steps


def walked(*steps):
    rows = [
        {"start": start, "goal": goal, "text": "Move", "source": "survey"} for start, goal in steps
    ]
    return changed((["routes"], rows))


@pytest.mark.parametrize(
    ("steps", "number", "goal"),
    [
        ([("thinker", "thinker")], 1, "thinker"),
        ([("dreamer", "keeper"), ("thinker", "keeper"), ("dreamer", "keeper")], 3, "keeper"),
    ],
)
def test_parse_step_to_its_start_or_one_that_comes_twice_is_refused(steps, number, goal):
    path, where = ("routes", number - 1, "goal"), f"routes.number {number}.goal"
    allowed = "another place than the start, and each step once only"

    assert problems_of(walked(*steps)) == [problem(path, where, goal, allowed)]
    assert problems_of(walked(*steps), roles=None) == [problem(path, where, goal, allowed)]


def test_parse_step_and_the_one_back_are_read():
    assert problems_of(walked(("thinker", "keeper"), ("keeper", "thinker"))) == []
