"""Draws the picture of a shared result. The only file that imports the picture library.

The letters come from static/fonts/, never from the machine, and stand side by side without the
machine's own text layout: the same words are the same picture everywhere.
"""

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from roles.cards.layout import HEIGHT, MARK, TEXT, WIDTH, Card, Style, Symbol, Words
from roles.domain.texts import visible
from roles.domain.types import SYMBOLS
from roles.pages.symbols import SYMBOL_PATHS

PAGE = "#ffffff"
HUES = ("#1f3e74", "#af5409", "#943fe9", "#047e67", "#780a23")  # of SYMBOLS, as in tokens.css
FINER = 8  # shapes are drawn so many times larger and made smaller: that softens their edges
UNITS = 23  # a box is as wide as the widest symbol
RIM = 2  # of page round a mark
# The site's mark, 32 units wide: what is cut out of a square with rounded corners.
MARK_RING = (10.5, 10.5, 4.5)
MARK_HOLES = "M17.5 6.5h8v8h-8z", "M10.5 16.5l5 9h-10z", "M21.5 15.8l5.2 5.2-5.2 5.2-5.2-5.2z"
NO_LETTER = "\uffff"  # drawn as the empty box that stands for every letter a font lacks
CAPITALS = 0.714  # height of a capital letter over the size, in both fonts
# Percent of a text's size, and whether words stay whole: they are broken only where letters would
# get smaller than half.
SCALES = [(scale, True) for scale in range(100, 48, -4)]
SCALES += [(scale, False) for scale in range(100, 0, -4)]

Corners = list[tuple[float, float]]
Line = tuple[str, ImageFont.FreeTypeFont, Style, int]  # with the space above it


def card_png(card: Card) -> bytes:
    """The card as a PNG file, under 100 kB; the same card gives the same bytes, which say nothing
    of when or where they were made.

    Raises:
        FileNotFoundError: when static/fonts/ is not there.
        ValueError: when a name has a letter that those fonts lack, such as Chinese ones.
        OSError, MemoryError: when the picture library cannot draw.
        Whoever answers a reader shows static/img/card-default.png then.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), PAGE)
    for words, lines in zip(card.names, fit(card.names), strict=True):
        _draw_lines(image, words, lines)
    for one in card.drawn:
        if isinstance(one, Words):
            _draw_lines(image, one, fit([one])[0])
        elif isinstance(one, Symbol):
            _draw_shape(image, one)
        else:
            image.paste(one.colour, one.box)
    _draw_mark(image)
    file = BytesIO()
    few = image.quantize(128, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(file, "PNG", compress_level=9)
    return file.getvalue()


def corners(path: str) -> Corners:
    """The corners of an outline as SVG has it, in M, L, l, h and v; a circle begins at its left."""
    found, x, y = [], 0.0, 0.0
    for command, numbers in re.findall(r"([MLlhva])([^MLlhvaz]*)", path):
        values = [float(value) for value in re.findall(r"-?[\d.]+", numbers)]
        if command == "a":
            return _ring(x + values[0], y, values[0])
        if command in "hv":
            values = [values[0], 0.0] if command == "h" else [0.0, values[0]]
        for right, down in zip(values[::2], values[1::2], strict=True):
            x, y = (right, down) if command in "ML" else (x + right, y + down)
            found.append((x, y))
    return found


def _ring(x: float, y: float, radius: float) -> Corners:
    turns = [math.tau * step / 72 for step in range(72)]
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def _draw_shape(image: Image.Image, shape: Symbol) -> None:
    points, width = corners(SYMBOL_PATHS[shape.symbol]), shape.box.right - shape.box.left
    unit, middle = width / UNITS * FINER, (width / 2 + RIM) * FINER
    mask = Image.new("L", ((width + 2 * RIM) * FINER,) * 2)
    ImageDraw.Draw(mask).polygon([(middle + x * unit, middle + y * unit) for x, y in points], 255)
    mask = mask.reduce(FINER)
    spare = (UNITS / 2 - max(x for x, _y in points)) * width / UNITS if shape.is_flush else 0
    place = (shape.box.left - RIM - math.floor(spare), shape.box.top - RIM)
    if shape.is_mark:
        image.paste(PAGE, place, mask.filter(ImageFilter.MaxFilter(2 * RIM + 1)))
    image.paste(HUES[SYMBOLS.index(shape.symbol)], place, mask)


def _draw_mark(image: Image.Image) -> None:
    side = (MARK.right - MARK.left) * FINER
    unit, mask = side / 32, Image.new("L", (side, side))
    draw = ImageDraw.Draw(mask)
    draw.rounded_rectangle((0, 0, side - 1, side - 1), 6 * unit, 255)
    for hole in (_ring(*MARK_RING), *map(corners, MARK_HOLES)):
        draw.polygon([(x * unit, y * unit) for x, y in hole], 0)
    image.paste(TEXT, MARK[:2], mask.reduce(FINER))


# --- letters


def _draw_lines(image: Image.Image, words: Words, lines: Sequence[Line]) -> None:
    box, draw = words.box, ImageDraw.Draw(image)
    top = box.top + round((box.bottom - box.top - _height(lines)) * words.down)
    for text, font, style, above in lines:
        left = box.left + round((box.right - box.left - _width(text, font)) * words.along)
        height = round(font.size * style.leading)  # with capitals in the middle
        base = top + above + round((height + CAPITALS * font.size) / 2)
        draw.text((left, base), text, style.colour, font, anchor="ls")
        top += above + height


def fit(places: Sequence[Words]) -> list[list[Line]]:
    """The lines of all places, in the largest letters with which each keeps inside its box: all
    shrink together. The smallest where none do. Raises what `card_png` does."""
    found: list[list[Line]] = []
    for scale, is_whole in SCALES:
        found = [list(_set(words, scale, is_whole)) for words in places]
        if all(
            _height(lines) <= words.box.bottom - words.box.top
            and all(_width(*line[:2]) <= words.box.right - words.box.left for line in lines)
            for words, lines in zip(places, found, strict=True)
        ):
            break
    return found


def _height(lines: Sequence[Line]) -> int:
    return sum(above + round(font.size * style.leading) for _text, font, style, above in lines)


def _set(words: Words, scale: int, is_whole: bool) -> Iterator[Line]:
    width = words.box.right - words.box.left
    for text, style in words.paragraphs:
        font = _font(style.font, max(style.least, style.size * scale // 100))
        above, line = style.above, ""
        for word in re.findall(r"\S+\s*", visible(text)):
            is_broken = not is_whole and _width(word.rstrip(), font) > width
            for piece in word if is_broken else [word]:
                if line and _width((line + piece).rstrip(), font) > width:
                    yield line.rstrip(), font, style, above
                    above, line = 0, ""
                line += piece
        yield line.rstrip(), font, style, above


@lru_cache(maxsize=200)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Kept, as opening one takes as long as drawing with it."""
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _width(text: str, font: ImageFont.FreeTypeFont) -> float:
    return sum(_letter_width(letter, font) for letter in text)


@lru_cache(maxsize=10_000)
def _letter_width(letter: str, font: ImageFont.FreeTypeFont) -> float:
    """Kept, as measuring a letter takes as long as drawing it."""
    if bytes(font.getmask(letter)) == bytes(font.getmask(NO_LETTER)):
        raise ValueError(f"the font lacks {letter!r}")
    return font.getlength(letter)
