"""Undoing changes of a document: each by itself, and all of them in any order."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.content import catalog as catalog_format
from roles.content.difference import difference
from roles.content.documents import content_document
from roles.content.schema import row_key
from roles.content.undo import fingerprint, missing_needs, undone
from roles.domain.types import Change
from tests.careers_factories import make_careers_document
from tests.factories import make_question, seed_careers, seed_catalog

CATALOG = catalog_format.dump(seed_catalog())
CONTENT = content_document(seed_careers())
DAY = {"slug": "sort-papers", "text": "Sort papers"}


def edit(document, section, place, field, value):
    rows = document[section]
    rows[place % len(rows)][field] = value


def drop(document, section, place):
    rows = document[section]
    gone = rows.pop(place % len(rows))
    if section == "dimensions":
        for role in document["roles"]:
            role["targets"].pop(gone["slug"])
            role["reasons"].pop(gone["slug"], None)
        document["questions"] = [
            row for row in document["questions"] if row["dimension"] != gone["slug"]
        ]
    if section == "areas":
        for row in document["dimensions"]:
            row["area"] = "" if row["area"] == gone["slug"] else row["area"]


def add(document, section, place):
    row = deepcopy(document[section][0]) | {"slug": f"new-{place}"}
    if section == "roles" and "days" in row:
        row["days"] = []
    document[section].insert(place % 5, row)
    if section == "dimensions":
        for role in document["roles"]:
            role["targets"][row["slug"]] = 40


def move_day(document, place, other):
    roles = document["roles"]
    days = roles[place % len(roles)]["days"]
    if days:
        roles[other % len(roles)]["days"].insert(1, days.pop())


CATALOG_EDITS = st.one_of(
    st.tuples(st.just("drop"), st.sampled_from(["areas", "dimensions", "roles", "questions"])),
    st.tuples(st.just("add"), st.sampled_from(["areas", "dimensions", "roles", "questions"])),
    st.tuples(st.just("turn"), st.sampled_from(["dimensions", "roles", "questions"])),
    st.tuples(st.just("edit"), st.sampled_from(["summary", "reason", "target", "setting"])),
    st.tuples(st.just("day"), st.sampled_from(["move", "turn", "drop", "reword"])),
)


def apply_to_catalog(document, kind, what, place, other):
    role = document["roles"][place % len(document["roles"])]
    if kind in ("drop", "add") and (kind == "add" or len(document[what]) > 2):
        {"drop": drop, "add": add}[kind](document, what, place)
    elif kind == "turn":
        document[what].insert(0, document[what].pop(place % len(document[what])))
    elif (kind, what) == ("day", "move"):
        move_day(document, place, other)
    elif kind == "day" and role["days"]:
        role["days"].insert(0, role["days"].pop())
        if what == "drop":
            role["days"].pop()
        elif what == "reword":
            role["days"][0]["text"] = f"Day {other}"
    elif what == "summary":
        role["summary"] = f"Does {other}."
    elif what == "setting":
        document["settings"]["contrast"] = 2.0 + other
    elif what in ("reason", "target"):
        slug = next(iter(role["targets"]))
        role["reasons"].pop(slug, None)
        role["targets"][slug] = other


PLACES = st.integers(0, 30)


@given(st.lists(st.tuples(CATALOG_EDITS, PLACES, PLACES), max_size=8), st.randoms())
def test_undone_one_change_after_the_other_in_any_order_gives_the_published_catalog(edits, chance):
    draft = deepcopy(CATALOG)
    for (kind, what), place, other in edits:
        apply_to_catalog(draft, kind, what, place, other)
    kept, changes = deepcopy(draft), list(difference(CATALOG, draft))
    chance.shuffle(changes)
    document = draft
    for change in changes:
        document = undone(document, CATALOG, change)

    assert document == CATALOG
    assert draft == kept


@given(st.lists(st.tuples(st.sampled_from([*CONTENT]), PLACES, PLACES), max_size=8), st.randoms())
def test_undone_in_any_order_gives_the_published_content(edits, chance):
    draft = deepcopy(CONTENT)
    for section, place, other in edits:
        rows = draft[section]
        if section == "format" or len(rows) < 2:
            continue
        row = rows.pop(place % len(rows))
        key = sorted(row)[other % len(row)]
        if key not in ("slug", "roles", "start", "goal") and row[key] is not None and other % 3:
            rows.insert(other % len(rows), {name: row[name] for name in row if name != key})
    changes = list(difference(CONTENT, draft))
    chance.shuffle(changes)
    for change in changes:
        draft = undone(draft, CONTENT, change)

    assert draft == CONTENT


def change_of(draft, field, section="roles"):
    (found,) = [
        each
        for each in difference(CATALOG, draft)
        if (each.section, each.field) == (section, field)
    ]
    return found


def test_undone_leaves_all_other_changes_alone():
    draft = deepcopy(CATALOG)
    draft["roles"][0]["summary"] = "Decides."
    draft["roles"][0]["targets"]["markets"] = 3
    left = undone(draft, CATALOG, change_of(draft, "targets.markets"))

    assert [(each.slug, each.field) for each in difference(CATALOG, left)] == [
        (CATALOG["roles"][0]["slug"], "summary")
    ]


def test_undone_removal_of_a_kind_of_work_brings_back_each_role_s_number_for_it():
    draft = deepcopy(CATALOG)
    drop(draft, "dimensions", 1)
    whole = undone(draft, CATALOG, change_of(draft, "removed", "dimensions"))

    assert whole["roles"] == CATALOG["roles"]
    assert {each.section for each in difference(CATALOG, whole)} == {"questions"}


def test_undone_removal_of_a_statement_brings_back_its_kind_of_work():
    draft = deepcopy(CATALOG)
    drop(draft, "dimensions", 1)
    gone = next(each for each in difference(CATALOG, draft) if each.section == "questions")
    whole = undone(draft, CATALOG, gone)

    assert [row["slug"] for row in whole["dimensions"]] == [
        row["slug"] for row in CATALOG["dimensions"]
    ]
    assert list(missing_needs(whole)) == []


def test_undone_addition_that_others_name_is_told_by_missing_needs():
    draft = deepcopy(CATALOG)
    add(draft, "dimensions", 1)
    asked = make_question("ask-new", "new-1")
    draft["questions"].append(asked)
    left = undone(draft, CATALOG, change_of(draft, "added", "dimensions"))

    assert list(missing_needs(left)) == [("questions", asked, "new-1")]


def test_difference_tells_days_one_by_one_and_their_order():
    draft = deepcopy(CATALOG)
    days = draft["roles"][0]["days"]
    first, second, *_others = (day["slug"] for day in days)
    days[0], days[1] = days[1], {"slug": first, "text": "Talk"}
    days.append(DAY)

    kept = tuple(day["slug"] for day in CATALOG["roles"][0]["days"][2:])
    assert [(each.field, each.new) for each in difference(CATALOG, draft)] == [
        (f"days.{first}", "Talk"),
        ("days.sort-papers", "Sort papers"),
        ("days", (second, first, *kept)),
    ]


@pytest.mark.parametrize("value", ["Decide", ("a", "b"), None, {"slug": "a"}])
def test_fingerprint_tells_changes_apart_by_their_values(value):
    change = Change("roles", "keeper", "summary", "Keeps", value)

    assert fingerprint([change]) == fingerprint([change])
    assert fingerprint([change]) != fingerprint([Change("roles", "keeper", "summary", "", value)])


def test_undone_works_on_rows_that_nobody_could_publish():
    published = make_careers_document()
    draft = deepcopy(published)
    draft["roles"][0] = {"slug": "thinker", "pay_note": 5}
    for change in difference(published, draft):
        draft = undone(draft, published, change)

    assert [row_key("roles", row) for row in draft["roles"]] == ["thinker"]
    assert draft == published
