"""What changes on a step between two roles, in words."""

from types import SimpleNamespace

import pytest

from roles.pages.areas import DimensionNumber
from roles.wording.careers import shift_words

MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ((20, -55), f"More: Kind 0 (+20). Less: Kind 1 ({MINUS}55)."),
        ((0, 10, 30, 20), "More: Kind 2 (+30), Kind 3 (+20)."),
        ((-40, 9, -9.9), f"Less: Kind 0 ({MINUS}40)."),
        ((9, -9, 0), "Much the same work."),
        ((), "Much the same work."),
    ],
)
def test_shift_is_told_in_its_two_biggest_changes_of_ten_points_or_more(changes, words):
    rows = [
        DimensionNumber(SimpleNamespace(name=f"Kind {number}"), change)
        for number, change in enumerate(changes)
    ]

    assert shift_words(rows) == words
