"""Letters that fit, and the same look as on the pages."""

import math
import re
from pathlib import Path

import pytest

from roles.cards import drawing as paper
from roles.cards.layout import Box
from roles.pages.results.charts import SYMBOL_PATHS

ROOT = Path(__file__).resolve().parents[2]


# --- letters that fit


def set_in(width, height, text):
    """The lines of a text of 40 pixels in a box, and the size of their letters."""
    style = paper.Style(paper.BOLD, 40, 8, paper.TEXT, 1.25)
    [lines] = paper.fit([([(text, style)], Box(0, 0, width, height))])
    assert max(line.width for line in lines) <= width
    assert sum(line.height for line in lines) <= height
    assert len({line.font.size for line in lines}) == 1
    return [line.text for line in lines], lines[0].font.size


def test_fit_of_a_text_with_room_keeps_the_full_size():
    assert set_in(400, 100, "Product owner") == (["Product owner"], 40)


def test_fit_of_a_longer_text_breaks_between_words():
    assert set_in(200, 100, "Product owner") == (["Product", "owner"], 40)


def test_fit_of_a_wide_word_rather_shrinks_than_breaks_it():
    assert set_in(200, 100, "Coordinator") == (["Coordinator"], 33)


def test_fit_of_a_text_without_height_shrinks():
    assert set_in(250, 60, "Product owner") == (["Product owner"], 33)


def test_fit_of_a_word_without_end_breaks_it_and_loses_no_letter():
    word = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauabt"
    lines, size = set_in(200, 250, word)
    assert "".join(lines) == word
    assert (len(lines), size) == (6, 33)


def test_fit_of_two_places_shrinks_both_alike():
    style = paper.Style(paper.BOLD, 40, 8, paper.TEXT, 1.25)
    box = Box(0, 0, 200, 50)
    [[short], [long]] = paper.fit([([("Owner", style)], box), ([("Coordinator", style)], box)])
    assert (short.font.size, long.font.size) == (33, 33)


def test_fit_in_a_font_that_is_not_there_is_refused():
    style = paper.Style("fonts/Missing.ttf", 40, 8, paper.TEXT, 1.25)
    with pytest.raises(FileNotFoundError, match=r"fonts/Missing\.ttf"):
        paper.fit([([("Owner", style)], Box(0, 0, 200, 50))])


# --- the same look as the pages


def test_colours_are_those_of_the_pages():
    sheet = (ROOT / "static/css/tokens.css").read_text()
    light = dict(re.findall(r"--(\w+): (#\w+);", sheet[: sheet.index("@media")]))
    names = ("text", "muted", "edge", "rule")
    assert [light[name] for name in names] == [paper.TEXT, paper.MUTED, paper.EDGE, paper.RULE]
    assert {symbol: light[symbol] for symbol in paper.HUES} == paper.HUES
    assert light["page"] == "#fff"


def corners(path):
    """The corners of an outline of M, h, v, l and L with straight lines."""
    found, x, y = [], 0.0, 0.0
    for command, numbers in re.findall(r"([MLlhv])([^MLlhvz]*)", path):
        values = [float(value) for value in re.findall(r"-?[\d.]+", numbers)]
        if command in "hv":
            pairs = [(value, 0) if command == "h" else (0, value) for value in values]
        else:
            pairs = list(zip(values[::2], values[1::2], strict=True))
        for right, down in pairs:
            x, y = (right, down) if command in "ML" else (x + right, y + down)
            found.append((x, y))
    return found


@pytest.mark.parametrize("symbol", ["square", "triangle", "diamond", "cross"])
def test_symbols_have_the_corners_of_those_on_the_pages(symbol):
    assert list(paper.CORNERS[symbol]) == corners(SYMBOL_PATHS[symbol])


def test_mark_is_cut_out_like_that_on_the_pages():
    svg = (ROOT / "templates/includes/mark.html").read_text()
    _square, circle, *rest = re.findall(r"M[^M]*", re.search(r' d="([^"]+)"', svg)[1])
    assert circle.startswith("M10.5 6a4.5 4.5 0 ")
    assert {round(math.dist((10.5, 10.5), corner), 9) for corner in paper.MARK_HOLES[0]} == {4.5}
    holes = [[(round(x, 1), round(y, 1)) for x, y in corners(path)] for path in rest]
    assert [list(hole) for hole in paper.MARK_HOLES[1:]] == holes


@pytest.mark.parametrize("name", ["Product\u00ad owner", "\u202eProduct\u200b owner\ufeff"])
def test_fit_of_a_text_with_invisible_characters_is_that_without_them(name):
    """Names that were published before they were refused: the font draws a soft hyphen."""
    assert set_in(400, 100, name) == (["Product owner"], 40)
