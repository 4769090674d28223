"""What a link shows of an outcome: what was picked, in whole numbers, and nothing beyond it."""

import json
from base64 import b64decode
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.domain import outcomes, scoring, share
from roles.domain.share import ShareSnapshot
from tests.domain.strategies import extreme_settings, scored
from tests.factories import first_catalog, make_catalog, make_question, seed_catalog
from tests.wording.result_pages import CLEAR, CLOSE, GUESS, MIXED, STATEMENTS, THREE
from tests.worked_example.answers import ANSWERS

SCORED_ON = date(2026, 11, 24)
FLAT = {"find-ideas": 4, "weigh-ideas": 4, "keep-lists": 4, "tidy-files": 4}
EQUAL = {"find-ideas": 5, "weigh-ideas": 3, "keep-lists": 4}  # all roles have the same odds
BY_CLOSENESS = (
    "product-owner",
    "product-manager",
    "project-manager",
    "project-coordinator",
    "program-manager",
)

PATTERN = (-16, 18, 26, -28)


def snapshot_of(of, answers, *, scored_on=SCORED_ON, numbers=True, pattern=True):
    outcome = scoring.score(of, answers)
    return share.snapshot(
        of, answers, outcome, scored_on=scored_on, numbers=numbers, pattern=pattern
    )


def worked(**choices):
    return snapshot_of(first_catalog(), ANSWERS, **choices)


def through_json(document):
    return json.loads(json.dumps(document, allow_nan=False))


# --- what is cut out


def test_snapshot_of_the_worked_example_with_all_that_can_be_shown():
    assert worked() == ShareSnapshot(
        roles=BY_CLOSENESS,
        certainty="clear",
        is_ordered=True,
        numbers=(72, 14, 9, 4, 1),
        pattern=PATTERN,
        month=date(2026, 11, 1),
        named_count=1,
        average=66,
    )
    assert worked().leader == BY_CLOSENESS[0]


@pytest.mark.parametrize("numbers", [True, False])
@pytest.mark.parametrize("pattern", [True, False])
def test_snapshot_holds_what_was_picked_and_nothing_else(numbers, pattern):
    assert share.dump(worked(numbers=numbers, pattern=pattern)) == {
        "roles": BY_CLOSENESS,
        "certainty": "clear",
        "is_ordered": True,
        "numbers": (72, 14, 9, 4, 1) if numbers else None,
        "pattern": PATTERN if pattern else None,
        "month": "2026-11-01",
        "named_count": 1,
        "is_noted": False,
        "average": 66 if pattern else None,
    }


@pytest.mark.parametrize(
    ("digits", "kind"),
    [
        (CLEAR, ("clear", 1, False)),
        (CLOSE, ("close", 2, False)),
        (THREE, ("close", 3, False)),
        (GUESS, ("leaning", 1, True)),
        (MIXED, ("no_direction", 0, False)),
        ("444444544444", ("no_direction", 0, False)),  # noted, but nothing is named as a guess
    ],
)
def test_snapshot_says_how_many_roles_are_named_and_whether_as_a_guess(digits, kind):
    shown = snapshot_of(seed_catalog(), dict(zip(STATEMENTS, map(int, digits), strict=True)))

    assert (shown.certainty, shown.named_count, shown.is_noted) == kind
    assert shown.named == shown.roles[: shown.named_count]


def test_snapshot_of_a_learnt_catalog_draws_likings_and_not_steps_from_baselines():
    """As the chart of the result and its reasons do; those of format 1 go on as they were."""
    questions = [make_question("find-ideas", "ideas", baseline=4.0), make_question("a", "order")]
    sheet = {"find-ideas": 4, "a": 3}

    today = replace(make_catalog(questions=questions), format=2)

    assert snapshot_of(today, sheet).pattern == (12, -12)
    assert snapshot_of(make_catalog(questions=questions), sheet).pattern == (0, 0)


def test_snapshot_of_an_area_without_answers_says_none_there():
    shown = snapshot_of(make_catalog(), {"find-ideas": 5, "keep-lists": None, "tidy-files": None})

    assert shown.pattern == (0, None)


@pytest.mark.parametrize("answers", [FLAT, {}, {"find-ideas": None}, {"find-ideas": 5}, EQUAL])
def test_snapshot_without_an_order_lists_the_roles_as_the_catalog_does_without_numbers(answers):
    shown = snapshot_of(make_catalog(), answers)

    assert shown.roles == ("thinker", "keeper", "mixer")
    assert (shown.is_ordered, shown.numbers) == (False, None)
    assert shown.certainty == "no_direction"  # whatever the engine says of equal odds


def test_snapshot_of_one_answer_throughout_hides_the_order_that_uneven_sheets_give():
    """The odds differ a little when areas have unlike numbers of answers; that says nothing."""
    of = first_catalog()
    answers = {"talk-to-customers": 4, "study-rivals": 4, "spot-clashes": 4}
    ranked = [match.role for match in scoring.score(of, answers).matches]
    shown = snapshot_of(of, answers)

    assert shown.roles == tuple(role.slug for role in of.roles) != tuple(ranked)
    assert (shown.is_ordered, shown.numbers) == (False, None)


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 30)])
def test_snapshot_keeps_of_the_day_its_month_only(day):
    assert worked(scored_on=day).month == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("answer", "pattern"),
    [(2, (-6, 6)), (3, (0, 0)), (4, (6, -6)), (5, (12, -12))],
)
def test_snapshot_rounds_the_pattern_to_whole_points(answer, pattern):
    """6.25 and 12.5 points of 100."""
    sheet = {"find-ideas": answer, "weigh-ideas": 3, "keep-lists": 3, "tidy-files": 3}

    assert snapshot_of(make_catalog(), sheet).pattern == pattern


@given(scored())
def test_law_numbers_are_those_of_the_result_page_and_add_up_to_100(case):
    of, answers = case
    shown = snapshot_of(of, answers)

    if shown.is_ordered:
        assert list(shown.numbers) == outcomes.in_100(scoring.score(of, answers))
        assert sum(shown.numbers) == 100
    assert sorted(shown.roles) == sorted(role.slug for role in of.roles)
    assert all(value is None or type(value) is int for value in shown.pattern)


# --- as a document


@given(scored(settings=extreme_settings()), st.booleans(), st.booleans(), st.dates())
def test_law_snapshot_comes_back_from_json(case, numbers, pattern, day):
    shown = snapshot_of(*case, scored_on=day, numbers=numbers, pattern=pattern)

    assert share.parse(through_json(share.dump(shown))) == shown


@pytest.mark.parametrize(
    ("certainty", "count"), [("clear", 1), ("leaning", 1), ("close", 2), ("no_direction", 0)]
)
def test_parse_of_a_document_from_before_three_could_be_named_knows_how_many_were(certainty, count):
    document = share.dump(worked()) | {"certainty": certainty}
    del document["named_count"], document["is_noted"]
    shown = share.parse(document)

    assert (shown.named_count, shown.is_noted) == (count, False)
    assert shown == replace(worked(), certainty=certainty, named_count=count)


@pytest.mark.parametrize(
    "lost", ["roles", "certainty", "is_ordered", "numbers", "pattern", "month"]
)
def test_parse_without_a_field_is_refused(lost):
    document = share.dump(worked())
    del document[lost]

    with pytest.raises(KeyError, match=lost):
        share.parse(document)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"roles": None}, TypeError),
        ({"month": "November"}, ValueError),
        ({"numbers": 5}, TypeError),
    ],
)
def test_parse_of_another_kind_of_value_is_refused(changes, error):
    with pytest.raises(error):
        share.parse(share.dump(worked()) | changes)


# --- the offline link


def test_offline_link_is_the_same_text_for_ever():
    """The list in it: ["clear","2026-11",[3,0,1,4,2],[72,14,9,4,1],[-16,18,26,-28],1,false,66]; and
    ["clear","2026-11",[3,0,1,4,2],null,null]."""
    without = worked(numbers=False, pattern=False)

    assert share.offline_link(first_catalog(), 1, worked()) == (
        "4.WyJjbGVhciIsIjIwMjYtMTEiLFszLDAsMSw0LDJdLFs3MiwxNCw5LDQsMV0sWy0xNiwxOCwyNiwtMjhdLDEsZm"
        "Fsc2UsNjZd.04472b39"
    )
    assert share.offline_link(first_catalog(), 1, without) == (
        "2.WyJjbGVhciIsIjIwMjYtMTEiLFszLDAsMSw0LDJdLG51bGwsbnVsbF0.17d9ed01"
    )


@pytest.mark.parametrize(
    ("pattern", "ends"),
    [
        (False, {CLEAR: ("2", []), THREE: ("3", [3, False]), GUESS: ("3", [1, True])}),
        (
            True,
            {
                CLEAR: ("4", [1, False, 54]),
                THREE: ("4", [3, False, 54]),
                GUESS: ("4", [1, True, 56]),
            },
        ),
    ],
)
def test_offline_link_is_of_the_first_format_that_can_say_all_of_it(pattern, ends):
    """The list in it ends on how many are named, whether as a rough guess, and the mean liking."""
    of, found = seed_catalog(), {}
    for digits in ends:
        sheet = dict(zip(STATEMENTS, map(int, digits), strict=True))
        shown = snapshot_of(of, sheet, pattern=pattern)
        number, code, _checksum = share.offline_link(of, 1, shown).split(".")
        found[digits] = (number, json.loads(b64decode(code + "=="))[5:])

    assert found == ends


def test_offline_link_holds_null_for_what_is_not_shown():
    shown = snapshot_of(make_catalog(), FLAT, pattern=False)
    code = share.offline_link(make_catalog(), 1, shown).split(".")[1]

    assert json.loads(b64decode(code + "==")) == ["no_direction", "2026-11", None, None, None]


def test_offline_links_of_two_versions_differ_in_the_checksum_alone():
    one, two = (share.offline_link(first_catalog(), number, worked()) for number in (1, 11))

    assert one[:-8] == two[:-8]
    assert one != two
