"""Differences of texts and lists: nothing of either is lost, and moves are the fewest."""

from hypothesis import given
from hypothesis import strategies as st

from roles.content.word_difference import ListLine, Piece, list_difference, moves, word_difference

TEXTS = st.lists(st.sampled_from(["Talk", "to", "customers", "often", "é", "\u200f"]), max_size=9)
ORDERS = st.permutations([*"abcdef"])


@given(TEXTS, TEXTS)
def test_word_difference_holds_both_texts_whole(old, new):
    before, after = " ".join(old), " ".join(new)
    pieces = word_difference(before, after)

    def side(sign):
        return "".join(piece.text for piece in pieces if piece.sign in ("same", sign)).split()

    assert (side("removed"), side("added")) == (before.split(), after.split())


def test_word_difference_of_a_text_and_another_shows_both_whole():
    assert word_difference("Sort papers", "Lead a team") == (
        Piece("removed", "Sort papers"),
        Piece("added", "Lead a team"),
    )
    assert word_difference("", "Lead") == (Piece("added", "Lead"),)


def test_list_difference_tells_lines_that_came_went_were_reworded_or_moved():
    old = ["Plan the week", "Write a long report for the board", "Call people", "Cook"]
    new = ["Cook", "Plan the week", "Write a short report for the board", "Draw"]

    assert list_difference(old, new) == (
        ListLine(
            (
                Piece("same", "Write a "),
                Piece("removed", "long "),
                Piece("added", "short "),
                Piece("same", "report for the board"),
            )
        ),
        ListLine((Piece("removed", "Call people"),)),
        ListLine((Piece("added", "Draw"),)),
        ListLine((Piece("same", "Cook"),), 4, 1),
    )


@given(ORDERS, ORDERS)
def test_moves_are_enough_to_make_the_new_order(old, new):
    moved = {each for each, _before, _after in moves(old, new)}

    assert [each for each in old if each not in moved] == [
        each for each in new if each not in moved
    ]


def test_moves_of_one_row_name_no_other():
    assert moves([*"abcde"], [*"abecd"]) == [("e", 5, 3)]
    assert moves([*"abxcd"], [*"yabcd"]) == []
