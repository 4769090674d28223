"""What changes on a step between two roles, in words; and how close a role is to its reader."""

from types import SimpleNamespace

import pytest

from roles.pages.areas import DimensionNumber
from roles.pages.results.charts import person_chart
from roles.wording.careers import shift_words
from roles.wording.chart import closeness
from tests.factories import make_catalog, make_role

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


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ([20, -20], "You match 2 of 2 kinds of work"),  # 6 from the role's shape
        ([20, None], "You match 1 of 2 kinds of work"),
        ([0, 0], "You match 0 of 2 kinds of work"),
        ([None, None], "You match 0 of 2 kinds of work"),
    ],
)
def test_closeness_counts_the_kinds_in_which_both_are_about_the_same(own, words):
    thinker = make_role("thinker", ideas=90, order=20)
    catalog = make_catalog(roles=[thinker, make_role("keeper", ideas=20, order=90)])

    assert closeness(person_chart(catalog, own, 50, catalog.roles[:1])) == words
