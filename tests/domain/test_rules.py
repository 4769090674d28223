"""What a single value of a document may be."""

from datetime import date

import pytest

from roles.domain import rules
from roles.domain.rules import REFUSED

CODE = rules.matching(r"[a-z]+", "small letters", 5)
MONTH = rules.day("%Y-%m", "2024-05")


@pytest.mark.parametrize("value", ["a", "abcde"])
def test_matching_keeps_what_the_pattern_matches_as_a_whole(value):
    assert CODE.read(value) == value


@pytest.mark.parametrize(
    "value", ["", "abcdef", "ab1", "1ab", "ab\n", " ab", b"ab", None, 7, ["a"]]
)
def test_matching_refuses_everything_else(value):
    assert CODE.read(value) is REFUSED
    assert CODE.allowed == "small letters"


def test_matching_allows_two_hundred_characters_unless_told_otherwise():
    letters = rules.matching(r"[a-z]+", "small letters")

    assert letters.read("a" * 200) == "a" * 200
    assert letters.read("a" * 201) is REFUSED


def test_absent_or_null_keeps_null_and_what_the_rule_reads():
    rule = rules.absent_or(rules.whole(1, 9), None)

    assert rule.read(None) is None
    assert rule.read(3) == 3
    assert [rule.read(value) for value in (0, 10, "", False, True, "3")] == [REFUSED] * 6
    assert rule.allowed == "a whole number from 1 to 9, or null"


def test_absent_or_nothing_keeps_the_empty_text_and_what_the_rule_reads():
    rule = rules.absent_or(rules.text(5), "")

    assert rule.read("") == ""
    assert rule.read(" word ") == "word"
    assert [rule.read(value) for value in (None, " ", "longer", 0, False)] == [REFUSED] * 5
    assert rule.allowed == "one line of text, 1 to 5 characters, or nothing"


@pytest.mark.parametrize(
    ("pattern", "value", "found"),
    [
        ("%Y-%m", "2024-05", date(2024, 5, 1)),
        ("%Y-%m-%d", "2024-02-29", date(2024, 2, 29)),
        ("%Y-%m-%d", "9999-12-31", date(9999, 12, 31)),
    ],
)
def test_day_reads_a_day_written_in_full(pattern, value, found):
    assert rules.day(pattern, "").read(value) == found


NOT_MONTHS = [
    *("2024-5", "24-05", "2024-13", "2024-00", "2024-05-01", " 2024-05", "2024-05 ", "2024-05\n"),
    "\uff12\uff10\uff12\uff14-05",  # digits, but of another script
    *("may", "", "\ud800", None, 202405, 2024.05, True, date(2024, 5, 1), ["2024-05"]),
]


@pytest.mark.parametrize("value", NOT_MONTHS)
def test_day_refuses_what_is_no_day_or_is_written_otherwise(value):
    assert MONTH.read(value) is REFUSED
    assert MONTH.allowed == 'a text such as "2024-05"'


def test_day_that_the_month_does_not_have_is_refused():
    assert rules.day("%Y-%m-%d", "").read("2023-02-29") is REFUSED
