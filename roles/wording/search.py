"""Texts that a search found, with its words marked."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from roles.queries.search import folded_letter


def marked(text: str, words: Sequence[str]) -> SafeString:
    """A text whose letters that make up one of the words are marked.

    Args:
        words: folded, as `queries.search.words_of` gives them.
    """
    parts = [folded_letter(letter) for letter in text]
    places = [place for place, part in enumerate(parts) for _letter in part]
    searched = "".join(parts)
    is_marked = [False] * len(text)
    for word in words:
        start = searched.find(word)
        while start >= 0:
            for place in places[start : start + len(word)]:
                is_marked[place] = True
            start = searched.find(word, start + len(word))
    return format_html_join("", "{}", ((_piece(*piece),) for piece in _pieces(text, is_marked)))


def _pieces(text: str, is_marked: Sequence[bool]) -> list[tuple[str, bool]]:
    """Stretches of letters that are marked, or are not."""
    pieces: list[tuple[str, bool]] = []
    for letter, mark in zip(text, is_marked, strict=True):
        if pieces and pieces[-1][1] is mark:
            pieces[-1] = (pieces[-1][0] + letter, mark)
        else:
            pieces.append((letter, mark))
    return pieces


def _piece(text: str, is_marked: bool) -> SafeString:
    return format_html("<mark>{}</mark>", text) if is_marked else format_html("{}", text)
