"""What the rows of a document may not say of each other, and documents that are none."""

import pytest

from roles.domain.errors import Problem
from tests.careers_factories import make_careers_document, make_pay_row, make_source_row
from tests.content.documents import changed, problems_of

SECTIONS = "sources, pay, roles, comparisons, reader_questions, titles, routes"
ANY_ROLE = "one of keeper, mixer, thinker"


# --- the document as a whole


@pytest.mark.parametrize("document", [None, [], "text", 3, True])
def test_parse_something_else_is_refused(document):
    assert problems_of(document) == [
        Problem((), "document", document, f"a mapping with format, {SECTIONS}")
    ]


@pytest.mark.parametrize("value", [2, 0, True, 1.0, "1", None, [1]])
def test_parse_another_format_is_refused(value):
    assert problems_of(changed((["format"], value))) == [Problem(("format",), "format", value, "1")]


@pytest.mark.parametrize("section", ["roles", "comparisons", "reader_questions", "routes"])
@pytest.mark.parametrize("value", [None, {}, "text", 3])
def test_parse_section_that_is_no_list_is_refused(section, value):
    refusal = Problem((section,), section, value, "a list of rows")

    assert problems_of(changed(([section], value))) == [refusal]


@pytest.mark.parametrize("section", SECTIONS.split(", "))
def test_parse_missing_section_is_refused(section):
    document = make_careers_document()
    del document[section]

    assert problems_of(document)[0] == Problem((section,), section, None, "a list of rows")


def test_parse_unknown_section_is_refused():
    allowed = f"no such key here; there are format, {SECTIONS}"

    assert problems_of(changed((["colours"], []))) == [
        Problem(("colours",), "colours", [], allowed)
    ]


def test_parse_many_problems_names_them_all():
    document = changed(
        (["format"], 3),
        (["sources", 0, "year"], "old"),
        (["roles", 0, "does", 0, "text"], ""),
        (["roles", 0, "does", 0, "source"], "rumour"),
        (["titles", 0, "changes", "order"], None),
        (["routes", 0, "goal"], "dancer"),
        (["colour"], "red"),
    )

    assert [(refusal.where, refusal.value) for refusal in problems_of(document)] == [
        ("format", 3),
        ("colour", "red"),
        ("sources.survey.year", "old"),
        ("roles.thinker.does.number 1.text", ""),
        ("roles.thinker.does.number 1.source", "rumour"),
        ("titles.dreamer.changes.order", None),
        ("routes.number 1.goal", "dancer"),
    ]


# --- slugs that come twice, or name nothing


@pytest.mark.parametrize(
    ("section", "slug"),
    [
        *(("sources", "survey"), ("pay", "thinkers-us"), ("roles", "thinker")),
        *(("reader_questions", "how-long"), ("titles", "dreamer")),
    ],
)
def test_parse_doubled_slug_is_refused_each_time_it_comes_again(section, slug):
    document = changed()
    document[section] *= 3

    assert problems_of(document) == [
        Problem((section, row, "slug"), f"{section}.{slug}.slug", slug, "a slug used once only")
        for row in (1, 2)
    ]


@pytest.mark.parametrize(
    ("slug", "called"),
    [
        *((bad, "number 1") for bad in ("", None, 7, True, ["dreamer"], {"a": 1})),
        ("Day dreamer", "Day dreamer"),
    ],
)
def test_parse_row_is_called_by_its_slug_if_that_is_a_text_or_else_by_its_number(slug, called):
    document = changed((["titles", 0, "slug"], slug), (["titles", 0, "name"], ""))
    wheres = {refusal.where for refusal in problems_of(document)}

    assert {f"titles.{called}.slug", f"titles.{called}.name"} <= wheres


# Who names a source, a figure, or a role, what readers call the place, and what there is.
NAMED = [
    (["pay", 0, "source"], "pay.thinkers-us.source", "survey"),
    (["roles", 0, "slug"], "roles.dancer.slug", "keeper, mixer, thinker"),
    (["roles", 0, "pay", 0, "figure"], "roles.thinker.pay.number 1.figure", "thinkers-us"),
    (["roles", 0, "does", 0, "source"], "roles.thinker.does.number 1.source", "survey"),
    (["roles", 0, "week", 0, "source"], "roles.thinker.week.number 1.source", "survey"),
    (
        ["roles", 0, "confused", 0, "label"],
        "roles.thinker.confused.number 1.label",
        "keeper, mixer, thinker",
    ),
    (["comparisons", 0, "source"], "comparisons.number 1.source", "survey"),
    (
        ["comparisons", 0, "choose", 1, "source"],
        "comparisons.number 1.choose.number 2.source",
        "survey",
    ),
    (["reader_questions", 0, "source"], "reader_questions.how-long.source", "survey"),
    (["titles", 0, "pay"], "titles.dreamer.pay", "thinkers-us"),
    (["routes", 0, "start"], "routes.number 1.start", "dreamer, keeper, mixer, thinker"),
    (["routes", 0, "goal"], "routes.number 1.goal", "keeper, mixer, thinker"),
    (["routes", 0, "source"], "routes.number 1.source", "survey"),
]


@pytest.mark.parametrize(("path", "where", "known"), NAMED, ids=[row[1] for row in NAMED])
def test_parse_name_of_nothing_is_refused_and_all_there_are_are_listed(path, where, known):
    assert problems_of(changed((path, "dancer"))) == [
        Problem(tuple(path), where, "dancer", f"one of {known}")
    ]


def test_parse_names_there_are_come_in_the_order_of_letters():
    document = changed((["routes", 0, "source"], "rumour"))
    document["sources"] += [make_source_row(slug="atlas"), make_source_row(slug="z")]

    assert [refusal.allowed for refusal in problems_of(document)] == ["one of atlas, survey, z"]


def test_parse_goal_that_is_a_title_is_refused():
    document = changed((["routes", 0, "start"], "thinker"), (["routes", 0, "goal"], "dreamer"))

    assert problems_of(document) == [
        Problem(("routes", 0, "goal"), "routes.number 1.goal", "dreamer", ANY_ROLE)
    ]


# --- pay


def test_parse_pay_without_any_figure_is_refused():
    bare = make_pay_row(low=None, middle=None, high=None, is_capped=False)

    assert problems_of(changed((["pay", 0], bare))) == [
        Problem(("pay", 0), "pay.thinkers-us", None, "at least one of low, middle, high")
    ]


@pytest.mark.parametrize(
    ("low", "middle", "high", "given"),
    [
        (3, 2, 4, [3, 2, 4]),
        (1, 3, 2, [1, 3, 2]),
        (3, None, 2, [3, 2]),
        (3, 2, None, [3, 2]),
        (None, 3, 2, [3, 2]),
        (1, 0, 2, [1, 0, 2]),
    ],
)
def test_parse_pay_that_does_not_rise_is_refused(low, middle, high, given):
    row = make_pay_row(low=low, middle=middle, high=high, is_capped=False)

    assert problems_of(changed((["pay", 0], row))) == [
        Problem(("pay", 0, "low"), "pay.thinkers-us", given, "low, middle and high in rising order")
    ]


@pytest.mark.parametrize(
    ("low", "middle", "high"), [(2, 2, 2), (0, None, 0), (0, None, None), (None, None, 0)]
)
def test_parse_pay_that_does_not_fall_is_read(low, middle, high):
    row = make_pay_row(low=low, middle=middle, high=high, is_capped=False)

    assert problems_of(changed((["pay", 0], row))) == []


def test_parse_pay_that_is_capped_without_a_high_figure_is_refused():
    assert problems_of(changed((["pay", 0, "high"], None))) == [
        Problem(
            *(("pay", 0, "is_capped"), "pay.thinkers-us.is_capped", True),
            "true only with a high figure",
        )
    ]


@pytest.mark.parametrize("path", [["titles", 0, "name"], ["roles", 0, "week", 0, "text"]])
def test_parse_of_a_text_with_an_invisible_character_is_refused_and_names_it(path):
    (problem,) = problems_of(changed((path, "Drea\u200bmer")))

    assert list(problem.path) == path
    assert problem.allowed.endswith("character 5: ZERO WIDTH SPACE (U+200B)")
