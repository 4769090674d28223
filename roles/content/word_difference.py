"""What differs between two texts, word by word, and between two lists, line by line."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

ALIKE = 0.5  # of the words of two lines, from which one counts as the other reworded

Sign = Literal["same", "removed", "added"]


class Piece(NamedTuple):
    """Some words of a text, with the blanks behind them."""

    sign: Sign
    text: str


class ListLine(NamedTuple):
    """One line of a list that differs, in pieces; one that moved tells its places, from 1."""

    pieces: tuple[Piece, ...]
    moved_from: int = 0
    moved_to: int = 0


def word_difference(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts in one. Texts that share too little come one after the other, whole."""
    before, after = _words(old), _words(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        whole: list[Piece] = [Piece("removed", old), Piece("added", new)]
        return tuple(piece for piece in whole if piece.text)
    pieces: list[Piece] = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(after[other_start:other_end])))
            continue
        parts = (
            Piece("removed", "".join(before[start:end])),
            Piece("added", "".join(after[other_start:other_end])),
        )
        pieces += [piece for piece in parts if piece.text]
    return tuple(pieces)


def list_difference(old: Sequence[str], new: Sequence[str]) -> tuple[ListLine, ...]:
    """The lines that came, went, were reworded or moved; those that stayed are left out."""
    lines: list[ListLine] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    moved = set(old) & set(new)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            gone = [text for text in old[start:end] if text not in moved]
            came = [text for text in new[other_start:other_end] if text not in moved]
            lines += _reworded(gone, came)
    lines += [
        ListLine((Piece("same", text),), before, after) for text, before, after in moves(old, new)
    ]
    return tuple(lines)


def moves(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int]]:
    """What stands elsewhere among the others than before, and its places, from 1: the fewest
    moves that make the new order of the old one."""
    both_old = [each for each in dict.fromkeys(old) if each in new]
    both_new = [each for each in dict.fromkeys(new) if each in old]
    matcher = SequenceMatcher(None, both_old, both_new, autojunk=False)
    stayed = {
        each
        for block in matcher.get_matching_blocks()
        for each in both_old[block.a : block.a + block.size]
    }
    return [
        (each, old.index(each) + 1, new.index(each) + 1) for each in both_new if each not in stayed
    ]


def _reworded(gone: list[str], came: list[str]) -> Iterator[ListLine]:
    """Each line that went with the one that came most like it, if any is like it."""
    left = list(came)
    for text in gone:
        best = max(left, key=lambda other: _likeness(text, other), default=None)
        if best is not None and _likeness(text, best) >= ALIKE:
            left.remove(best)
            yield ListLine(word_difference(text, best))
        else:
            yield ListLine((Piece("removed", text),))
    yield from (ListLine((Piece("added", text),)) for text in left)


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, _words(old), _words(new), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    """The words, each with the blanks behind it: together they are the text again."""
    return re.findall(r"\S+\s*|\s+", text)
