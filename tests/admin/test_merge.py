"""Merging what was shown, what comes back and what is stored: the rules, for any values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.admin.merge import (
    THEIRS,
    YOURS,
    FieldPath,
    PostedRow,
    Stamp,
    decode,
    digest,
    merge,
    packed,
    stamp_of,
)

FIELDS = ("name", "text", "position")
VALUES = st.sampled_from(["", "a", "b", "c", "a\r\nb"])
STATES = st.fixed_dictionaries(dict.fromkeys(FIELDS, VALUES))


def sheet(values, prefix="", key=""):
    return {prefix: [PostedRow(key, {name: {"": [value]} for name, value in values.items()})]}


def values_of(row):
    return {name: sent[""][0] for name, sent in row.fields.items()}


def merged_values(before, mine, now, choices=None, stamp=None):
    found = merge(stamp or stamp_of(sheet(before)), sheet(mine), sheet(now), choices or {})
    return values_of(found.rows[""][0]), found


@given(STATES, STATES)
def test_merge_without_others_keeps_what_you_send(before, mine):
    values, found = merged_values(before, mine, before)

    assert (values, found.clashes, found.kept) == (mine, [], [])


@given(STATES, STATES)
def test_merge_of_an_untouched_form_keeps_what_is_stored(before, now):
    values, found = merged_values(before, before, now)

    assert (values, found.clashes) == (now, [])
    assert {path.field for path in found.kept} == {
        name for name in FIELDS if before[name] != now[name]
    }


@given(STATES, STATES, STATES)
def test_merge_clashes_where_both_changed_to_different_values_and_nowhere_else(before, mine, now):
    values, found = merged_values(before, mine, now)
    clashing = {clash.path.field for clash in found.clashes}

    assert clashing == {name for name in FIELDS if len({before[name], mine[name], now[name]}) == 3}
    for name in set(FIELDS) - clashing:
        assert values[name] == (mine[name] if mine[name] != before[name] else now[name])


@given(STATES, STATES, STATES, st.sampled_from([YOURS, THEIRS]))
def test_merge_after_a_choice_saves_what_was_chosen(before, mine, now, choice):
    typed, refused = merged_values(before, mine, now)
    choices = {clash.path.choice: choice for clash in refused.clashes}
    values, found = merged_values(before, typed, now, choices, decode(refused.stamp.encode()))

    assert found.clashes == []
    for clash in refused.clashes:
        side = mine if choice == YOURS else now
        assert values[clash.path.field] == side[clash.path.field]


def test_merge_asks_again_without_a_choice_and_when_a_third_person_saved():
    before, mine, now = {"name": "a"}, {"name": "b"}, {"name": "c"}
    stamp = merged_values(before, mine, now)[1].stamp
    choice = {FieldPath("", "", "name").choice: YOURS}

    assert merged_values(before, mine, now, {}, stamp)[1].clashes
    assert merged_values(before, mine, {"name": "d"}, choice, stamp)[1].clashes
    assert not merged_values(before, mine, now, choice, stamp)[1].clashes


def test_merge_without_a_stamp_asks_about_each_difference():
    found = merge(None, sheet({"name": "a", "text": "b"}), sheet({"name": "a", "text": "c"}), {})

    assert [clash.path.field for clash in found.clashes] == ["text"]


def rows(**texts):
    return {"days": [PostedRow(key, {"text": {"": [text]}}) for key, text in texts.items()]}


def test_merge_of_rows_keeps_added_ones_and_drops_deleted_ones_left_alone():
    found = merge(stamp_of(rows(a="1", b="2")), rows(a="1", b="2"), rows(a="1", c="3"), {})

    assert [row.key for row in found.rows["days"]] == ["a", "c"]
    assert ([path.key for path in found.added], [path.key for path in found.removed]) == (
        ["c"],
        ["b"],
    )
    assert found.clashes == []


@pytest.mark.parametrize(("choice", "kept"), [(YOURS, ["a", "b"]), (THEIRS, ["a"])])
def test_merge_of_a_deleted_row_that_you_changed_asks(choice, kept):
    mine = rows(a="1", b="changed")
    refused = merge(stamp_of(rows(a="1", b="2")), mine, rows(a="1"), {})
    [clash] = refused.clashes
    found = merge(refused.stamp, mine, rows(a="1"), {clash.path.choice: choice})

    assert clash.path == FieldPath("days", "b", "")
    assert [row.key for row in found.rows["days"]] == kept
    assert found.clashes == []


def test_merge_of_a_deleted_row_whose_place_is_gone_tells_once():
    mine = rows(a="1", b="changed")
    refused = merge(stamp_of(rows(a="1", b="2")), mine, rows(a="1"), {}, fixed=["days"])

    assert [clash.can_keep for clash in refused.clashes] == [False]
    assert [row.key for row in refused.rows["days"]] == ["a"]
    assert refused.stamp.asked == frozenset()


@pytest.mark.parametrize(("choice", "deletes"), [(YOURS, True), (THEIRS, False)])
def test_merge_of_a_row_that_you_delete_and_somebody_changed_asks(choice, deletes):
    shown, now = rows(a="1"), rows(a="2")
    mine = {"days": [PostedRow("a", {"text": {"": ["1"]}, "DELETE": {"": ["on"]}})]}
    for sheet_ in (shown, now):
        sheet_["days"][0].fields["DELETE"] = {}
    refused = merge(stamp_of(shown), mine, now, {})
    [clash] = refused.clashes
    found = merge(refused.stamp, mine, now, {clash.path.choice: choice})

    assert bool(found.rows["days"][0].fields["DELETE"]) is deletes
    assert found.clashes == []


def test_digest_is_the_same_for_what_means_the_same():
    assert digest({"": ["a\nb"]}) == digest({"": ["a\r\nb"]})
    assert digest({"": [""]}) == digest({})
    assert digest({"": ["a"]}) != digest({"": ["b"]})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "{}",
        "null",
        "[{}, []]",
        "[" * 9999,
        '[{"": 1}, []]',
        '[{"": [[1, {}]]}, []]',
        '[{"": [["", {"name": 1}]]}, []]',
        '[[["a", "b"]], []]',
        '[{"": [["", []]]}, []]',
    ],
)
def test_stamp_that_is_garbled_is_no_stamp(text):
    for sent in (text, packed(text)):
        with pytest.raises(ValueError, match=r"stamp|row"):
            decode(sent)


def test_stamp_survives_its_own_writing():
    stamp = Stamp(stamp_of(sheet({"name": "é", "text": "x"})).rows, frozenset({"_choice-a"}))

    assert decode(stamp.encode()) == stamp
