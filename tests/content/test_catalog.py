"""Catalog documents: read whole or refused whole, and back to the same data."""

import copy
import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.content import catalog as catalog_format
from roles.content import files
from roles.domain import types
from roles.domain.errors import CatalogError
from tests.factories import (
    first_catalog,
    make_catalog,
    make_dimension,
    make_document,
    make_question,
    make_role,
    seed_catalog,
)


def problems_of(document):
    """Where every problem of a document is; empty when it is fine."""
    try:
        catalog_format.parse(document)
    except CatalogError as error:
        return [problem.where for problem in error.problems]
    return []


def changed(path, value):
    """The sample document with one value replaced."""
    document = make_document()
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return document


def without(path):
    document = changed(path, None)
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return document


def test_parse_document_gives_every_value():
    parsed = make_catalog()

    assert [dimension.slug for dimension in parsed.dimensions] == ["ideas", "order"]
    assert parsed.roles[0] == types.CatalogRole(
        slug="thinker",
        name="Thinker",
        summary="Does what a thinker does.",
        symbol="circle",
        targets={"ideas": 90, "order": 20},
        reasons={"ideas": "because of ideas", "order": "because of order"},
    )
    assert parsed.questions[1] == types.CatalogQuestion(
        "weigh-ideas", "Weigh ideas", "ideas", reversed=False, active=True, baseline=3.0
    )


def test_parse_settings_left_out_take_the_defaults():
    document = catalog_format.dump(seed_catalog())
    del document["settings"]
    first = {"contrast": 0.8, "minimum_answers": 8, "scale_answers": 0, "day_pairs": 0}

    assert catalog_format.parse(document).settings == types.Settings()
    assert catalog_format.parse(without(["settings"])).settings == types.Settings(**first)


def test_parse_text_is_trimmed_and_composed():
    decomposed = " Cafe\u0301 owner "
    parsed = catalog_format.parse(changed(["roles", 0, "name"], decomposed))

    assert parsed.roles[0].name == "Caf\u00e9 owner"


def test_parsed_catalog_cannot_be_changed():
    role = make_catalog().roles[0]

    with pytest.raises(TypeError):
        role.targets["ideas"] = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        role.name = "x"


def test_catalogs_that_are_equal_have_one_hash_and_others_have_not():
    of = make_catalog()
    turned = dataclasses.replace(of.roles[0], targets={"order": 20, "ideas": 90})
    moved = dataclasses.replace(of.roles[0], targets={"order": 20, "ideas": 91})
    same = dataclasses.replace(of, roles=(turned, *of.roles[1:]))
    other = dataclasses.replace(of, roles=(moved, *of.roles[1:]))

    assert of == make_catalog() == same != other
    assert hash(of) == hash(make_catalog()) == hash(same) != hash(other)


def test_parsed_catalog_does_not_follow_its_document():
    document = make_document()
    parsed = catalog_format.parse(document)
    document["roles"][0]["targets"]["ideas"] = 1

    assert parsed.roles[0].targets["ideas"] == 90


def test_dump_is_the_inverse_of_parse():
    parsed = make_catalog()

    assert catalog_format.parse(catalog_format.dump(parsed)) == parsed
    assert catalog_format.dump(parsed)["settings"]["minimum_answers"] == 2
    assert hash(parsed) == hash(make_catalog())


targets = st.lists(st.floats(0, 100) | st.integers(0, 100), min_size=2, max_size=2, unique=True)
lines = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)


@given(targets=targets, name=lines.filter(lambda text: text.strip()), baseline=st.floats(0, 6))
def test_dump_any_sound_catalog_reads_back_equal(targets, name, baseline):
    document = make_document()
    document["roles"][0]["targets"] = dict(zip(("ideas", "order"), targets, strict=True))
    document["dimensions"][0]["low"] = name
    document["questions"][0]["baseline"] = baseline
    if problems_of(document):  # composing a text can make it longer than allowed
        return
    parsed = catalog_format.parse(document)

    assert catalog_format.parse(catalog_format.dump(parsed)) == parsed


HUGE = 10**5000  # neither a float nor a text holds it
REFUSED = [
    (["roles", 0, "targets", "ideas"], 101, "roles.thinker.targets.ideas"),
    (["roles", 0, "targets", "ideas"], -1, "roles.thinker.targets.ideas"),
    (["roles", 0, "targets", "ideas"], "ninety", "roles.thinker.targets.ideas"),
    (["roles", 0, "targets", "ideas"], True, "roles.thinker.targets.ideas"),
    (["roles", 0, "targets", "ideas"], None, "roles.thinker.targets.ideas"),
    (["roles", 0, "targets", "ideas"], float("nan"), "roles.thinker.targets.ideas"),
    (["roles", 0, "targets", "ideas"], HUGE, "roles.thinker.targets.ideas"),
    (["roles", 0, "targets"], [90, 20], "roles.thinker.targets"),
    (["roles", 0, "targets", "else"], 3, "roles.thinker.targets"),
    (["roles", 0, "reasons", "ideas"], "", "roles.thinker.reasons.ideas"),
    (["roles", 0, "symbol"], "heart", "roles.thinker.symbol"),
    (["roles", 0, "symbol"], ["circle"], "roles.thinker.symbol"),
    (["roles", 0, "slug"], "Product Manager", "roles.Product Manager.slug"),
    (["roles", 0, "slug"], 7, "roles.number 1.slug"),
    (["roles", 1, "slug"], "thinker", "roles.thinker"),
    (["roles", 0, "name"], "two\nlines", "roles.thinker.name"),
    (["roles", 0, "name"], "x" * 61, "roles.thinker.name"),
    (["roles", 0, "name"], "\ud800", "roles.thinker.name"),
    (["roles", 0], "thinker", "roles.number 1"),
    (["roles"], {"a": 1}, "roles"),
    (["roles"], [make_role("one", ideas=1, order=2)], "roles"),
    (["questions", 0, "dimension"], "nowhere", "questions.find-ideas.dimension"),
    (["questions", 0, "active"], 1, "questions.find-ideas.active"),
    (["questions", 0, "baseline"], "3", "questions.find-ideas.baseline"),
    (["questions", 0, "weight"], 2, "questions.find-ideas.weight"),
    (["questions"], [], "questions"),
    (["settings", "contrast"], 0, "settings.contrast"),
    (["settings", "minimum_answers"], 8.0, "settings.minimum_answers"),
    (["settings", "questions_per_page"], 7, "settings.questions_per_page"),
    (["settings", "calibrated"], 0, "settings.calibrated"),
    (["settings", "contrats"], 1, "settings.contrats"),
    (["settings"], None, "settings"),
    (["colour"], "red", "colour"),
]


@pytest.mark.parametrize(("path", "value", "where"), REFUSED, ids=[row[2] for row in REFUSED])
def test_parse_bad_value_is_refused_where_it_is(path, value, where):
    assert problems_of(changed(path, value)) == [where]


MISSING = [
    ["dimensions", 0, "low"],
    ["roles", 0, "summary"],
    ["roles", 0, "targets"],
    ["questions", 0, "baseline"],
]


@pytest.mark.parametrize("path", MISSING, ids=lambda path: str(path[-1]))
def test_parse_missing_key_is_refused(path):
    with pytest.raises(CatalogError) as refusal:
        catalog_format.parse(without(path))

    (problem,) = refusal.value.problems
    assert problem.path == tuple(path)
    assert problem.value is None


def test_parse_reasons_may_be_left_out():
    assert catalog_format.parse(without(["roles", 0, "reasons", "order"])).roles[0].reasons == {
        "ideas": "because of ideas"
    }


def test_parse_flat_profile_is_refused():
    document = changed(["roles", 0, "targets"], {"ideas": 50, "order": 50.0})

    assert problems_of(document) == ["roles.thinker.targets"]


def test_parse_profile_without_a_target_for_a_dimension_is_refused():
    assert problems_of(without(["roles", 0, "targets", "order"])) == ["roles.thinker.targets"]


def test_parse_single_dimension_is_refused():
    document = make_document(
        dimensions=[make_dimension("ideas")],
        roles=[make_role("a", ideas=1), make_role("b", ideas=2)],
        questions=[make_question("q", "ideas")],
    )

    assert problems_of(document) == ["dimensions"]


def test_parse_no_active_question_is_refused():
    document = make_document(questions=[make_question("q", "ideas", active=False)])

    assert problems_of(document) == ["questions"]


@pytest.mark.parametrize("document", [None, [], "text", 3])
def test_parse_something_else_is_refused(document):
    assert problems_of(document) == ["document"]


def test_parse_many_problems_names_them_all():
    document = make_document(colour="red")
    document["dimensions"][1]["name"] = 5
    document["roles"][0]["targets"]["ideas"] = 101
    document["roles"][2]["slug"] = "thinker"
    document["questions"][3]["dimension"] = "nowhere"
    document["settings"]["temperature"] = 0

    assert problems_of(document) == [
        "dimensions.order.name",
        "roles.thinker.targets.ideas",
        "questions.tidy-files.dimension",
        "settings.temperature",
        "colour",
        "roles.thinker",
    ]


def test_error_text_names_place_value_and_what_is_allowed():
    with pytest.raises(CatalogError) as refusal:
        catalog_format.parse(changed(["roles", 0, "targets", "ideas"], 101))

    assert str(refusal.value) == "roles.thinker.targets.ideas: 101. Allowed: 100 or less."


def test_error_text_of_a_huge_value_stays_readable():
    with pytest.raises(CatalogError, match=r"a number far too large\. Allowed: "):
        catalog_format.parse(changed(["roles", 0, "targets", "ideas"], HUGE))

    with pytest.raises(CatalogError) as refusal:
        catalog_format.parse(changed(["roles", 0, "name"], "x" * 5000))
    assert len(str(refusal.value)) < 200


def test_parse_leaves_the_document_as_it_was():
    document = make_document()
    before = copy.deepcopy(document)
    catalog_format.parse(document)

    assert document == before


def test_parse_of_a_new_document_refuses_invisible_characters_which_stored_ones_keep():
    document = changed(["roles", 0, "name"], "Think\u00ader")
    for role, symbol in zip(document["roles"], types.SYMBOLS, strict=False):
        role["symbol"] = symbol
    with pytest.raises(CatalogError) as refusal:
        catalog_format.parse(document, is_new=True)

    assert catalog_format.parse(document).roles[0].name == "Think\u00ader"
    assert str(refusal.value) == (
        "roles.thinker.name: 'Think\\xader'. Allowed: a text without invisible characters, "
        "but character 6: SOFT HYPHEN (U+00AD)."
    )


# --- areas and days: format 2


@pytest.mark.parametrize("of", [seed_catalog, first_catalog], ids=["format 2", "format 1"])
def test_dump_of_each_format_is_the_inverse_of_parse(of):
    document = catalog_format.dump(of())

    assert catalog_format.parse(document) == of()
    assert catalog_format.dump(catalog_format.parse(document)) == document
    assert document["format"] == of().format


def test_dump_of_format_1_knows_nothing_of_areas_days_and_their_settings():
    document = catalog_format.dump(first_catalog())
    keys = {*document, *document["dimensions"][0], *document["roles"][0], *document["settings"]}

    assert keys & {"areas", "area", "days", "scale_answers", "day_pairs", "day_weight"} == set()


def test_area_slugs_without_areas_are_those_of_the_dimensions():
    slugs = ("strategy", "delivery", "markets", "coordination")

    assert first_catalog().area_slugs == seed_catalog().area_slugs == slugs


def set_area(document, index, area):
    document["dimensions"][index]["area"] = area


def double_day(document):
    document["roles"][1]["days"][0]["slug"] = document["roles"][0]["days"][5]["slug"]


REFUSED_OF_FORMAT_2 = {
    "dimension without an area": (lambda of: set_area(of, 2, ""), "dimensions.flow.area"),
    "dimension of an unknown area": (lambda of: set_area(of, 2, "art"), "dimensions.flow.area"),
    "area without a dimension": (lambda of: set_area(of, 0, "markets"), "areas.strategy.slug"),
    "area twice": (lambda of: of["areas"].append(of["areas"][0]), "areas.strategy"),
    "no areas, but named": (lambda of: of.update(areas=[]), "dimensions.joining-up.area"),
    "day twice over roles": (double_day, "roles.project-manager.days.one-page"),
    "role without days": (lambda of: of["roles"][0].pop("days"), "roles.product-manager.days"),
    "day without a text": (
        lambda of: of["roles"][0]["days"][0].pop("text"),
        "roles.product-manager.days.five-customers.text",
    ),
    "format 3": (lambda of: of.update(format=3), "format"),
    "format as a text": (lambda of: of.update(format="2"), "format"),
    "format as true": (lambda of: of.update(format=True), "format"),
    "no format": (lambda of: of.pop("format"), "format"),
    "format 1 with areas and days": (lambda of: of.update(format=1), "format"),
    "half a pair": (lambda of: of["settings"].update(day_pairs=0.5), "settings.day_pairs"),
}


@pytest.mark.parametrize("case", REFUSED_OF_FORMAT_2)
def test_parse_of_areas_and_days_that_do_not_fit_is_refused_where_it_is(case):
    break_it, where = REFUSED_OF_FORMAT_2[case]
    document = catalog_format.dump(seed_catalog())
    break_it(document)

    assert problems_of(document)[-1] == where


def test_file_with_many_problems_of_areas_and_days_names_each_with_its_line():
    document = catalog_format.dump(seed_catalog())
    document["areas"].append({"slug": "art", "name": "Art", "description": "d"})
    set_area(document, 2, "")
    double_day(document)
    document["settings"]["day_weight"] = 11
    text = files.write(document)
    with pytest.raises(CatalogError) as refusal:
        files.read_catalog(text)

    lines = text.splitlines()
    found = [problem.where.removeprefix("line ").split(": ") for problem in refusal.value.problems]
    assert [(lines[int(line) - 1].strip(), where) for line, where in found] == [
        ("- slug: art", "areas.art.slug"),
        ("area: ''", "dimensions.flow.area"),
        ("- slug: one-page", "roles.project-manager.days.one-page"),
        ("day_weight: 11", "settings.day_weight"),
    ]
