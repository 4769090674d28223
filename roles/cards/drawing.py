"""Draws the picture of a shared result. The only file that imports the picture library.

The letters come from static/fonts/, never from the machine, and stand side by side without the
machine's own text layout: the same words are the same picture everywhere.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from roles.cards.layout import HEIGHT, WIDTH, Card, Ground, Style, Symbol, Words
from roles.cards.outlines import outlines
from roles.domain.texts import visible
from roles.pages.symbols import SYMBOL_PATHS

FINER = 4  # shapes are drawn so many times larger and made smaller: that softens their edges
UNITS = 23  # a shape's size is that of the widest symbol
HEADINGS, ANY = "fonts/BricolageGrotesque-latin.woff2", "fonts/NotoSans-Bold.ttf"
NO_LETTER = "\uffff"  # drawn as the empty box that stands for every letter a font lacks
CAPITALS = 0.7  # height of a capital letter over the size, in both fonts
# Percent of a text's size, and whether words stay whole: they are broken only where letters would
# get smaller than half.
SCALES = [(scale, True) for scale in range(100, 48, -4)]
SCALES += [(scale, False) for scale in range(100, 0, -4)]


class TextLine(NamedTuple):
    text: str
    font: ImageFont.FreeTypeFont
    style: Style
    above: int

    @property
    def height(self) -> int:
        return round(self.font.size * self.style.leading)

    @property
    def width(self) -> float:
        return _width(self.text, self.font, self.style)


def card_png(card: Card) -> bytes:
    """The card as a PNG file, under 100 kB; the same card gives the same bytes, which say nothing
    of when or where they were made.

    Raises:
        FileNotFoundError: when static/fonts/ is not there.
        ValueError: when a name has a letter that those fonts lack, such as Chinese ones.
        OSError, MemoryError: when the picture library cannot draw.
        Whoever answers a reader shows static/img/card-default.png then.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT))
    for one in card.drawn:
        if isinstance(one, Ground):
            image.paste(one.colour, one.box)
        else:
            _draw_shape(image, one)
    font = font_for([*card.names, *card.notes])
    placed = zip(card.names, fit(card.names, font), strict=True)
    for words, lines in [*placed, *((note, fit([note], font)[0]) for note in card.notes)]:
        _draw_lines(image, words, lines)
    file = BytesIO()
    few = image.quantize(128, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _draw_shape(image: Image.Image, shape: Symbol) -> None:
    (x, y), reach = shape.middle, shape.size // 2 + 1  # no outline goes further
    left, top, right, bottom = shape.inside
    box = max(left, x - reach), max(top, y - reach), min(right, x + reach), min(bottom, y + reach)
    unit = shape.size / UNITS * FINER
    across, down = (x - box[0]) * FINER, (y - box[1]) * FINER
    mask = Image.new("L", ((box[2] - box[0]) * FINER, (box[3] - box[1]) * FINER))
    draw = ImageDraw.Draw(mask)
    for place, outline in enumerate(outlines(SYMBOL_PATHS[shape.symbol])):
        points = [(across + dx * unit, down + dy * unit) for dx, dy in outline]
        draw.polygon(points, 0 if place else 255)  # what follows the first outline is a hole
    image.paste(shape.colour, box, mask.reduce(FINER))


# --- letters


def _draw_lines(image: Image.Image, words: Words, lines: Sequence[TextLine]) -> None:
    box, draw = words.box, ImageDraw.Draw(image)
    top = box.top + round((box.bottom - box.top - _height(lines)) * words.down)
    for line in lines:
        # with capitals in the middle
        base = top + line.above + round((line.height + CAPITALS * line.font.size) / 2)
        left = float(box.left)
        for letter in line.text:
            draw.text((left, base), letter, words.colour, line.font, anchor="ls")
            left += _step(letter, line.font, line.style)
        top += line.above + line.height


def font_for(places: Sequence[Words]) -> str:
    """The font of a whole picture: that of the pages' headings, or where it lacks a letter one
    that has more. Raises what `card_png` does."""
    text = "".join(text for words in places for text, _style in words.paragraphs)
    letters = set(visible(text)) - {" "}
    if not _missing(letters, HEADINGS):
        return HEADINGS
    if missing := _missing(letters, ANY):
        raise ValueError(f"the font lacks {missing[0]!r}")
    return ANY


def _missing(letters: set[str], name: str) -> list[str]:
    return sorted(letter for letter in letters if not _has(letter, name))


@lru_cache(maxsize=10_000)
def _has(letter: str, name: str) -> bool:
    font = _font(name, 40, 800)
    return bytes(font.getmask(letter)) != bytes(font.getmask(NO_LETTER))


def fit(places: Sequence[Words], font: str) -> list[list[TextLine]]:
    """The lines of all places, in the largest letters with which each keeps inside its box: all
    shrink together. The smallest where none do. Raises what `card_png` does."""
    found: list[list[TextLine]] = []
    for scale, is_whole in SCALES:
        found = [list(_set(words, font, scale, is_whole)) for words in places]
        if all(
            _height(lines) <= words.box.bottom - words.box.top
            and all(line.width <= words.box.right - words.box.left for line in lines)
            for words, lines in zip(places, found, strict=True)
        ):
            break
    return found


def _height(lines: Sequence[TextLine]) -> int:
    return sum(line.above + line.height for line in lines)


def _set(words: Words, name: str, scale: int, is_whole: bool) -> Iterator[TextLine]:
    width = words.box.right - words.box.left
    for text, style in words.paragraphs:
        font = _font(name, max(style.least, style.size * scale // 100), style.weight)
        above, line = style.above, ""
        for word in re.findall(r"\S+\s*", visible(text)):
            is_broken = not is_whole and _width(word.rstrip(), font, style) > width
            for piece in word if is_broken else [word]:
                if line and _width((line + piece).rstrip(), font, style) > width:
                    yield TextLine(line.rstrip(), font, style, above)
                    above, line = 0, ""
                line += piece
        yield TextLine(line.rstrip(), font, style, above)


@lru_cache(maxsize=200)
def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Kept, as opening one takes as long as drawing with it."""
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    if name == HEADINGS:
        font.set_variation_by_axes([weight])
    return font


def _width(text: str, font: ImageFont.FreeTypeFont, style: Style) -> float:
    return sum(_step(letter, font, style) for letter in text)


def _step(letter: str, font: ImageFont.FreeTypeFont, style: Style) -> float:
    return _letter_width(letter, font) + style.tracking * font.size


@lru_cache(maxsize=10_000)
def _letter_width(letter: str, font: ImageFont.FreeTypeFont) -> float:
    """Kept, as measuring a letter takes as long as drawing it."""
    return font.getlength(letter)
