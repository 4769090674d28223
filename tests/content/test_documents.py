"""Whole documents: read, written back equal, and refused with every problem."""

import copy
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from roles.content import files
from roles.content.documents import (
    content_document,
    parse_content,
    readable_content,
    row_today,
)
from roles.content.schema import ROWS, row_key
from roles.domain.errors import CatalogError
from roles.domain.texts import hidden
from tests.careers_factories import (
    OPTIONAL_POINTS,
    make_careers_document,
    make_comparison_row,
    make_page_row,
    make_source_row,
)
from tests.content.documents import (
    AREAS,
    ROLES,
    changed,
    held_by,
    places,
    problems_of,
    read,
    without,
)

EMPTY = {"format": 1} | {section: [] for section in ROWS}


# --- read and written back


def test_content_document_is_the_inverse_of_parse():
    content = read(make_careers_document())

    assert content_document(content) == make_careers_document()
    assert read(content_document(content)) == content


def test_content_document_has_its_keys_in_the_order_of_the_schema():
    document = make_careers_document()
    (page,) = document["roles"]
    turned = {key: document[key] for key in reversed(document)}
    turned["roles"] = [{key: page[key] for key in reversed(page)}]

    assert json.dumps(content_document(read(turned))) == json.dumps(
        content_document(read(document))
    )


# Each optional key, and what it stands for when it is left out.
OPTIONAL = [
    *((["sources", 0, key], "") for key in ("note", "url")),
    (["pay", 0, "code"], ""),
    *((["sources", 0, key], False) for key in ("is_undated", "is_official")),
    *((["pay", 0, key], False) for key in ("has_quartiles", "is_capped", "average")),
    *((["roles", 0, key], "") for key in ("decides", "pay_line")),
    *((["roles", 0, kind], []) for kind in (*OPTIONAL_POINTS, "comes_from")),
    (["roles", 0, "ladder", 0, "span"], ""),
    (["roles", 0, "does", 0, "label"], ""),
    (["comparisons", 0, "same", 0, "label"], ""),
    (["reader_questions", 0, "rows"], []),
    *((["titles", 0, key], "") for key in ("pay", "note")),
    (["routes", 0, "shift"], ""),
    (["titles", 0, "is_first"], False),
    (["routes", 0, "is_long"], False),
]


@pytest.mark.parametrize(("path", "empty"), OPTIONAL, ids=str)
def test_optional_key_left_out_reads_as_empty_and_is_left_out_again(path, empty):
    given = changed((path, empty))
    lacking = copy.deepcopy(given)
    del held_by(lacking, path)[path[-1]]

    assert read(lacking) == read(given)
    assert content_document(read(given)) == lacking


def test_link_and_its_text_may_be_left_out_together():
    lacking = without(["reader_questions", 0, "link"], ["reader_questions", 0, "link_text"])

    assert content_document(read(lacking)) == lacking


def test_what_is_not_known_is_kept_as_null():
    document = changed(
        (["sources", 0], make_source_row(year=None, is_undated=True)),
        (["pay", 0, "as_of"], None),
        (["pay", 0, "low"], None),
    )

    assert content_document(read(document)) == document


line = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="{}"),
    min_size=1,
    max_size=6,  # composed, it is at most three times as long
).filter(lambda text: text.strip() and not hidden(text))
TEXTS = [
    *(["sources", 0, key] for key in ("label", "name", "note")),
    *(["pay", 0, key] for key in ("group", "country", "counted", "code")),
    *(["roles", 0, key] for key in ("description", "pay_note")),
    *(["roles", 0, "ladder", 0, key] for key in ("label", "span", "text")),
    *(["reader_questions", 0, key] for key in ("question", "answer", "link_text")),
    *(["reader_questions", 0, "rows", 0, key] for key in ("label", "text")),
    ["titles", 0, "changes", "ideas"],
    *(["routes", 0, key] for key in ("text", "shift")),
]


@settings(max_examples=40)
@given(
    texts=st.lists(line, min_size=len(TEXTS), max_size=len(TEXTS)),
    as_of=st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)).map("{:%Y-%m}".format),
    amounts=st.lists(st.integers(0, 10_000_000), min_size=3, max_size=3).map(sorted),
)
def test_any_texts_and_figures_read_back_equal_also_from_a_file(texts, as_of, amounts):
    figures = zip([["pay", 0, key] for key in ("low", "middle", "high")], amounts, strict=True)
    content = read(changed(*zip(TEXTS, texts, strict=True), *figures, (["pay", 0, "as_of"], as_of)))
    file = files.write(content_document(content))

    assert read(content_document(content)) == content
    assert read(files.read(file).content) == content
    assert files.write(content_document(read(files.read(file).content))) == file


def test_parsed_content_cannot_be_changed_nor_follows_its_document():
    document = make_careers_document()
    content = read(document)
    document["roles"][0]["does"][0]["text"] = "Nothing"

    assert content == read(make_careers_document())
    with pytest.raises(ValidationError):
        content.sources[0].name = "x"


def test_parse_without_a_catalog_lets_any_role_and_area_be_named():
    document = make_careers_document(
        roles=[make_page_row("dancer", other="singer")],
        titles=[{"slug": "dreamer", "name": "Dreamer", "changes": {"rhythm": "More rhythm"}}],
        routes=[{"start": "dreamer", "goal": "dancer", "text": "Move", "source": "survey"}],
    )

    assert problems_of(document, roles=None, areas=None) == []


def test_rows_are_known_by_their_slug_or_by_what_they_join():
    document = make_careers_document()
    keys = {section: row_key(section, document[section][0]) for section in ROWS}

    assert (keys["sources"], keys["comparisons"]) == ("survey", "thinker-and-keeper")
    assert keys["routes"] == "dreamer-to-thinker"


# --- refused as a whole


@pytest.mark.parametrize("document", [None, [], "text", 3, True])
def test_parse_of_something_else_is_refused(document):
    assert places(document) == [("document", document)]


@pytest.mark.parametrize("value", [2, 0, True, "1", None, [1]])
def test_parse_of_another_format_is_refused(value):
    assert places(changed((["format"], value))) == [("format", value)]


@pytest.mark.parametrize("section", ROWS)
@pytest.mark.parametrize("value", [None, {}, "text", 3])
def test_section_that_is_no_list_is_refused(section, value):
    assert places(changed(([section], value)))[0] == (section, value)


@pytest.mark.parametrize("section", ROWS)
def test_missing_section_is_refused(section):
    assert (section, None) in places(without([section]))


def test_unknown_section_is_refused():
    assert places(changed((["colours"], []))) == [("colours", [])]


def test_many_problems_are_all_told():
    document = changed(
        (["format"], 3),
        (["sources", 0, "year"], "old"),
        (["roles", 0, "does", 0, "text"], ""),
        (["roles", 0, "does", 0, "source"], "rumour"),
        (["titles", 0, "changes", "order"], None),
        (["routes", 0, "goal"], "dancer"),
        (["colour"], "red"),
    )

    assert set(places(document)) == {
        ("format", 3),
        ("colour", "red"),
        ("sources.survey.year", "old"),
        ("roles.thinker.does.number 1.text", ""),
        ("roles.thinker.does.number 1.source", "rumour"),
        ("titles.dreamer.changes.order", None),
        ("routes.number 1.goal", "dancer"),
    }


@pytest.mark.parametrize("section", ["sources", "pay", "roles", "reader_questions", "titles"])
def test_doubled_slug_is_refused_each_time_it_comes_again(section):
    document = changed()
    slug = document[section][0]["slug"]
    document[section] *= 3

    assert places(document) == [(f"{section}.{slug}", slug)] * 2


@pytest.mark.parametrize("section", ["comparisons", "routes"])
def test_comparison_or_step_that_comes_twice_is_refused(section):
    document = changed((["comparisons"], [make_comparison_row("thinker", "keeper")]))
    document[section] *= 2
    (refusal,) = problems_of(document, roles=None)

    assert refusal.path == (section, 1)


@pytest.mark.parametrize("slug", ["", None, 7, True, ["dreamer"], {"a": 1}])
def test_row_without_a_readable_slug_is_called_by_its_number(slug):
    document = changed((["titles", 0, "slug"], slug), (["titles", 0, "name"], ""))

    assert {"titles.number 1.slug", "titles.number 1.name"} <= {
        where for where, _value in places(document)
    }


@pytest.mark.parametrize(
    "document", [changed((["sources", 0, "slug"], "Not A Slug")), without(["sources", 0, "slug"])]
)
def test_rows_that_name_a_row_with_a_bad_slug_are_not_refused_for_it(document):
    assert [problem.path for problem in problems_of(document)] == [("sources", 0, "slug")]


def test_problems_of_a_file_are_told_with_their_lines_in_the_order_of_the_file():
    document = make_careers_document()
    document["roles"][0]["week"][0]["source"] = "rumour"
    document["routes"][0]["goal"] = "dancer"
    document["titles"][0]["changes"]["ideas"] = ["x"]
    del document["pay"][0]["counted"]
    text = files.write(document)
    file = files.read(text)
    with pytest.raises(CatalogError) as refusal:
        parse_content(file.content, ROLES, AREAS)

    lines = [line.strip() for line in text.splitlines()]
    told = [each.split(":")[:2] for each in str(files.with_lines(refusal.value, file)).splitlines()]
    assert told == [
        [f"line {lines.index('- slug: thinkers-us') + 1}", " pay.thinkers-us.counted"],
        [f"line {lines.index('source: rumour') + 1}", " roles.thinker.week.number 1.source"],
        [f"line {lines.index('ideas:') + 1}", " titles.dreamer.changes.ideas"],
        [f"line {lines.index('goal: dancer') + 1}", " routes.number 1.goal"],
    ]


# --- what was published under other rules


def test_readable_content_of_a_sound_document_is_all_of_it():
    assert readable_content(make_careers_document()) == (parse_content(make_careers_document()), ())


def test_readable_content_leaves_out_what_is_refused_and_what_names_it():
    document = changed((["pay", 0, "counted"], "x" * 301))
    document["sources"].append(make_source_row(slug="atlas", year="old"))
    content, problems = readable_content(document)

    assert [source.slug for source in content.sources] == ["survey"]
    assert (content.pay, content.titles, content.roles) == ((), (), ())
    assert {problem.path[:2] for problem in problems} >= {("pay", 0), ("sources", 1)}


def test_readable_content_keeps_years_that_today_would_be_refused():
    document = changed((["pay", 0, "as_of"], "9999-05"), (["roles", 0, "checked"], "2206-11-24"))
    content, problems = readable_content(document)

    assert (content_document(content), problems) == (document, ())
    assert content.pay[0].is_outdated(date(2026, 11, 24)) is False
    assert len(problems_of(document)) == 2


def before_faq():
    """A document as published when an undated source was called a client's and said no more."""
    document = changed(
        (["sources", 0, "kind"], "client"),
        (["sources", 0, "year"], None),
        (["roles", 0, "pay", 0], {"figure": "thinkers-us"}),
    )
    for key in (*OPTIONAL_POINTS, "decides", "pay_line", "comes_from"):
        del document["roles"][0][key]
    return document


def test_readable_content_of_before_the_faq_is_all_of_it():
    document = before_faq()
    content, problems = readable_content(document)
    document["sources"][0]["kind"] = "faq"

    assert (content_document(content), problems) == (document, ())


def test_draft_of_before_the_faq_is_read_but_not_brought_in_again():
    assert parse_content(before_faq(), is_entered=False) == readable_content(before_faq())[0]
    assert places(before_faq()) == [
        ("sources.survey.year", None),
        ("roles.thinker.pay.number 1.note", ""),
    ]


def test_row_of_before_the_faq_is_told_in_the_words_of_today():
    row = make_source_row(kind="client", year=None)

    assert row_today("sources", row)["kind"] == "faq"
    assert row_today("sources", {"kind": "client"}) == {"kind": "client"}


def test_empty_document_is_read():
    assert content_document(read(EMPTY)) == EMPTY
