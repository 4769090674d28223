"""Content back to documents: what `dump` writes, `parse` reads back equal, also from a file."""

import copy
import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roles.content import files as documents
from roles.content.careers import Careers
from roles.content.document import dump
from roles.domain.texts import hidden
from tests.careers_factories import make_careers_document
from tests.content.documents import changed, held_by, problems_of, read, without


def key_orders(value):
    """The keys of every mapping in a document, in their order."""
    if isinstance(value, dict):
        return [list(value), *(key_orders(held) for held in value.values())]
    return [key_orders(held) for held in value] if isinstance(value, list) else None


def test_dump_is_the_inverse_of_parse():
    content = read(make_careers_document())

    assert dump(content) == make_careers_document()
    assert read(dump(content)) == content


def test_dump_of_a_document_with_its_keys_turned_has_them_in_the_agreed_order():
    document = dump(read(make_careers_document()))
    (page,) = document["roles"]
    turned = {key: document[key] for key in reversed(document)}
    turned["roles"] = [{key: page[key] for key in reversed(page)}]

    assert key_orders(dump(read(turned))) == key_orders(document)
    assert list(document) == ["format", *(field.name for field in dataclasses.fields(Careers))]
    assert list(page) == [
        *("slug", "description", "checked", "does", "good", "people", "boxes", "ladder"),
        *("pay_note", "pay", "suits", "unsuited", "leaving", "confused", "trials"),
        *("qualifications", "titles", "week"),
    ]
    assert list(page["ladder"][0]) == ["label", "span", "text", "source"]


# Each optional key, and what it stands for when it is left out.
OPTIONAL = [
    (["sources", 0, "note"], ""),
    (["sources", 0, "url"], ""),
    (["pay", 0, "code"], ""),
    (["pay", 0, "is_capped"], False),
    (["pay", 0, "average"], False),
    (["roles", 0, "boxes"], []),
    (["roles", 0, "pay", 0, "note"], ""),
    (["roles", 0, "ladder", 0, "span"], ""),
    (["roles", 0, "does", 0, "label"], ""),
    (["comparisons", 0, "same", 0, "label"], ""),
    (["reader_questions", 0, "rows"], []),
    (["titles", 0, "pay"], ""),
    (["titles", 0, "note"], ""),
    (["routes", 0, "shift"], ""),
    (["routes", 0, "is_long"], False),
]


@pytest.mark.parametrize(("path", "empty"), OPTIONAL, ids=lambda value: str(value))
def test_parse_optional_key_left_out_reads_as_empty_and_is_left_out_again(path, empty):
    given = changed((path, empty))
    lacking = copy.deepcopy(given)
    del held_by(lacking, path)[path[-1]]

    assert problems_of(lacking) == []
    assert read(lacking) == read(given)
    assert dump(read(given)) == lacking


def test_parse_link_and_its_text_may_be_left_out_together():
    keys = [["reader_questions", 0, "link"], ["reader_questions", 0, "link_text"]]
    lacking = without(*keys)

    assert read(lacking) == read(changed(*((path, "") for path in keys)))
    assert dump(read(lacking)) == lacking


@pytest.mark.parametrize("key", ["low", "middle", "high"])
def test_dump_keeps_what_is_not_known_as_null(key):
    pay = {"low": None, "middle": None, "high": None, "as_of": None, "is_capped": False, key: 0}
    document = changed(
        (["sources", 0, "year"], None), *((["pay", 0, name], held) for name, held in pay.items())
    )
    again = dump(read(document))

    assert again["sources"][0]["year"] is None
    assert {name: again["pay"][0].get(name, False) for name in pay} == pay


line = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="{}"),
    min_size=1,
    max_size=6,  # composed, it is at most three times as long
).filter(lambda text: text.strip() and not hidden(text))
TEXTS = [
    *(["sources", 0, key] for key in ("label", "name", "note")),
    *(["pay", 0, key] for key in ("group", "country", "counted", "code")),
    *(["roles", 0, key] for key in ("description", "pay_note")),
    *(["roles", 0, "week", 0, key] for key in ("label", "text")),
    *(["roles", 0, "ladder", 0, key] for key in ("label", "span", "text")),
    *(["comparisons", 0, key] for key in ("description", "answer")),
    *(["reader_questions", 0, key] for key in ("question", "answer", "link_text")),
    *(["reader_questions", 0, "rows", 0, key] for key in ("label", "text")),
    *(["titles", 0, key] for key in ("name", "note")),
    ["titles", 0, "changes", "ideas"],
    *(["routes", 0, key] for key in ("text", "shift")),
]


@settings(max_examples=40)
@given(texts=st.lists(line, min_size=len(TEXTS), max_size=len(TEXTS)))
def test_dump_of_any_texts_reads_back_equal_also_from_a_file(texts):
    content = read(changed(*zip(TEXTS, texts, strict=True)))
    file = documents.write(dump(content))

    assert read(dump(content)) == content
    assert read(documents.read(file).content) == content
    assert documents.write(dump(read(documents.read(file).content))) == file


def rising(amounts):
    """The same amounts in rising order, with the gaps where they were."""
    known = iter(sorted(amount for amount in amounts if amount is not None))
    return [None if amount is None else next(known) for amount in amounts]


AMOUNTS = [["pay", 0, key] for key in ("low", "middle", "high")]
amounts = st.lists(st.none() | st.integers(0, 10_000_000), min_size=3, max_size=3)


@given(
    amounts=amounts.filter(lambda found: found != [None] * 3).map(rising),
    year=st.none() | st.integers(1900, 2100),
    as_of=st.none() | st.dates(date(1900, 1, 1)).map("{:%Y-%m}".format),
    is_long=st.booleans(),
)
def test_dump_of_any_figures_reads_back_equal(amounts, year, as_of, is_long):
    document = changed(
        *zip(AMOUNTS, amounts, strict=True),
        (["pay", 0, "is_capped"], amounts[2] is not None),
        (["pay", 0, "as_of"], as_of),
        (["sources", 0, "year"], year),
        (["routes", 0, "is_long"], is_long),
    )
    content = read(document)

    assert read(dump(content)) == content
    assert dump(content)["pay"][0]["as_of"] == as_of
    assert content.routes[0].is_long is is_long
