"""Content files: strict in, the same bytes out."""

import re
from copy import deepcopy

import pytest
import yaml

from roles.content import catalog as catalog_format
from roles.content import files as documents
from roles.domain.errors import CatalogError, Problem
from roles.domain.types import SYMBOLS
from tests.factories import make_document as make_plain_document


def make_document(**changes):
    """The sample with a shape for each role, as a new file needs it."""
    document = deepcopy(make_plain_document(**changes))
    for role, symbol in zip(document["roles"], SYMBOLS, strict=False):
        role["symbol"] = symbol
    return document


def make_catalog(**changes):
    return catalog_format.parse(make_document(**changes))


def refusal_of(text):
    with pytest.raises(CatalogError) as refusal:
        documents.read(text)
    return str(refusal.value)


def test_read_keeps_values_and_lines():
    document = documents.read("a: 1\nb:\n  - c: true\n  - two words\n")

    assert document.content == {"a": 1, "b": [{"c": True}, "two words"]}
    assert document.line(("b", 0, "c")) == 3
    assert document.line(("b", 1)) == 4


def test_line_of_a_missing_value_is_that_of_what_should_hold_it():
    document = documents.read("a: 1\nb:\n  c: 2\n")

    assert document.line(("b", "missing", "deeper")) == 2
    assert document.line(("missing",)) == 1


def test_read_bomb_of_aliases_is_refused_before_it_is_built():
    bomb = "a: &a [x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + previous] * 9)}]\n"
        for previous, name in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert refusal_of(bomb) == "line 1: 'a'. Allowed: no anchors (&) and no aliases (*)."


def test_read_deep_nesting_is_refused_without_recursion():
    text = "[" * 50_000

    assert refusal_of(text) == "line 1: '13 levels'. Allowed: at most 12 levels of nesting."


def test_read_large_file_is_refused():
    text = "a: " + "x" * 1_000_000

    assert refusal_of(text) == (
        "line 1: '1,000,003 characters'. Allowed: a file of up to 1,000,000 characters."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2\n", "line 2: 'a'. Allowed: each key once only."),
        ("a: 1\n1: 2\n", "line 2: '1'. Allowed: keys that are text."),
        ("a: !!python/name:os.system\n", "line 1: ''. Allowed: text, numbers, true, false"),
        ("a: 2026-11-24\n", "line 1: '2026-11-24'. Allowed: text, numbers, true, false"),
        ("a: !!binary aGk=\n", "line 1: 'aGk='. Allowed: text, numbers, true, false or null."),
        ("a: !!int abc\n", "line 1: 'abc'. Allowed: a readable number."),
        ("<<: {a: 1}\n", "line 1: '<<'. Allowed: keys that are text."),
        ("a: [1\nb: 2\n", "Allowed: a well-formed YAML file."),
        ("a: 1\n---\nb: 2\n", "Allowed: a well-formed YAML file."),
        ("a: \x00\n", "Allowed: a well-formed YAML file."),
        ("\tb: 1\n", "Allowed: a well-formed YAML file."),
    ],
)
def test_read_what_is_not_plain_is_refused_with_its_line(text, said):
    assert said in refusal_of(text)
    assert re.match(r"line \d+: ", refusal_of(text))


@pytest.mark.parametrize(
    "text",
    [
        documents.SEED.read_text("utf-8"),
        "a: 1\nb: [1, 2\nc: 3",
        "a: b: c",
        "a: b\tc",
        "a: 'b",
        "a: 1\n\ufeffb: 2",
        "a: \x07",
        'a: "\\ud800"',
        "a: !!int x",
        "--- 1\n--- 2",
    ],
)
def test_read_says_the_same_without_libyaml(monkeypatch, text):
    told = []
    for loader in (documents.FAST_LOADER, yaml.SafeLoader):
        monkeypatch.setattr(documents, "FAST_LOADER", loader)
        try:
            told.append(documents.read(text))
        except CatalogError as error:
            told.append(error.problems)

    assert told[0] == told[1]


def test_read_nothing_gives_none():
    assert documents.read("").content is None


def test_read_catalog_tells_problems_with_lines_in_file_order():
    text = documents.write(make_document())
    text = text.replace("ideas: 90", "ideas: 101").replace("symbol: circle", "symbol: heart", 1)
    with pytest.raises(CatalogError) as refusal:
        documents.read_catalog(text)

    lines = text.splitlines()
    symbol, target = str(refusal.value).splitlines()
    assert symbol.startswith(f"line {lines.index('    symbol: heart') + 1}: roles.thinker.symbol: ")
    number = lines.index("    targets: {ideas: 101, order: 20}") + 1
    assert target.startswith(f"line {number}: roles.thinker.targets.ideas: 101. ")


def test_read_catalog_with_an_invisible_character_is_refused_with_its_line():
    text = documents.write(make_document()).replace("name: Keeper", "name: Kee\u00adper")
    line = text.splitlines().index("    name: Kee\u00adper") + 1
    with pytest.raises(CatalogError, match=rf"line {line}: roles.keeper.name: .*SOFT HYPHEN"):
        documents.read_catalog(text)


def test_read_catalog_with_one_shape_for_two_roles_is_refused_while_another_is_free():
    document = make_document()
    document["roles"][1]["symbol"] = document["roles"][0]["symbol"]
    text = documents.write(document)
    with pytest.raises(CatalogError) as refusal:
        documents.read_catalog(text)

    [problem] = refusal.value.problems
    line = [row.strip() for row in text.splitlines()].index("- slug: keeper")
    place = text.splitlines().index("    symbol: circle", line) + 1
    assert problem.path == ("roles", 1, "symbol")
    assert problem.where == f"line {place}: roles.keeper.symbol"
    assert problem.allowed.startswith("a free shape (square, diamond, cross, ring, star")
    assert problem.allowed.endswith("as thinker has this one")
    assert len(catalog_format.parse(document).roles) == len(
        document["roles"]
    )  # as published or in the draft


def test_read_catalog_of_more_roles_than_shapes_may_share_them():
    document = make_document()
    first = document["roles"][0]
    document["roles"] = [
        deepcopy(first) | {"slug": f"role-{place}", "symbol": SYMBOLS[place % len(SYMBOLS)]}
        for place in range(len(SYMBOLS) + 1)
    ]

    assert len(documents.read_catalog(documents.write(document)).roles) == 11


def test_read_catalog_tells_problems_in_the_order_of_a_file_with_other_key_order():
    document = make_document(colour="red")
    text = documents.write({key: document[key] for key in reversed(document)})
    text = text.replace("ideas: 90", "ideas: 101").replace("minimum_answers: 2", "contrats: 2")
    with pytest.raises(CatalogError) as refusal:
        documents.read_catalog(text)

    places = [problem.where.split(": ")[1] for problem in refusal.value.problems]
    assert places == ["colour", "settings.contrats", "roles.thinker.targets.ideas"]


def test_read_catalog_of_an_empty_file_says_what_belongs_there():
    with pytest.raises(CatalogError, match=r"line 1: document: nothing\. Allowed: a mapping"):
        documents.read_catalog("")


def test_write_then_read_gives_the_same_catalog_and_bytes():
    text = documents.write(catalog_format.dump(make_catalog()))

    assert documents.read_catalog(text) == make_catalog()
    assert documents.write(catalog_format.dump(documents.read_catalog(text))) == text


@pytest.mark.parametrize(
    "awkward",
    ["yes", "null", "3", "1e3", "2026-11-24", "a: b", "# no", "- x", "*a", "'\"", "Ünïcode ☃", "~"],
)
def test_write_awkward_text_comes_back_as_it_was(awkward):
    assert documents.read(documents.write({"a": awkward})).content == {"a": awkward}


@pytest.mark.parametrize(
    "text", ['"\\U00110000"', '"\\UFFFFFFFF"', "!!bool abc", '!!int ""', '!!int "+"', "!!float _"]
)
def test_read_value_that_is_none_is_refused_with_its_line(text):
    with pytest.raises(CatalogError, match=r"^line 1: "):
        documents.read(f"format: {text}\n")


def test_write_only_mappings_of_numbers_stand_on_one_line():
    text = documents.write({"a": {"b": 1, "c": 2.5}, "d": {"e": True}})

    assert text == "a: {b: 1, c: 2.5}\nd:\n  e: true\n"


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ({"questions": [], "format": 2}, "catalog"),
        ({"dimensions": [], "roles": [], "pay": []}, None),
        ({"sources": [], "roles": []}, "content"),
        ({"products": []}, None),
        ([], None),
        (None, None),
    ],
)
def test_kind_of_a_document_is_told_by_its_keys(document, kind):
    if kind is None:
        with pytest.raises(CatalogError):
            documents.kind_of(document)
    else:
        assert documents.kind_of(document) == kind


def test_read_bytes_of_another_encoding_names_the_line():
    with pytest.raises(CatalogError) as error:
        documents.read_bytes(b"a: 1\nb: \xe9\n")
    assert [problem.where for problem in error.value.problems] == ["line 2"]


def test_read_file_of_too_many_values_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "MOST_VALUES", 20)
    with pytest.raises(CatalogError) as error:
        documents.read("a: [" + "1, " * 30 + "1]")
    assert "values" in str(error.value)


def test_read_number_of_many_digits_is_refused():
    with pytest.raises(CatalogError):
        documents.read("a: 1" + ":1" * 200)


@pytest.mark.parametrize(
    "data", [b"? [a, b]\n: c\n", b"? {a: b}\n: c\n", "a: \u00e9".encode("latin-1"), b"\xff\xfea"]
)
def test_refusal_of_keys_and_of_encodings_shows_no_python(data):
    with pytest.raises(CatalogError) as refusal:
        documents.read_bytes(data)

    assert not re.search(r"Node|tag=|b'|\\\\x", str(refusal.value))


@pytest.mark.parametrize(
    ("value", "shown"), [(True, "true"), ({"a": {"b": None}}, '{"a": {"b": null}}'), ([1], "[1]")]
)
def test_problem_shows_a_value_as_files_write_it(value, shown):
    assert str(Problem((), "line 1", value, "text")) == f"line 1: {shown}. Allowed: text."
