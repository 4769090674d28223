"""Letters and shapes on paper. The only file that imports the picture library.

Pictures hang in chats, on pages of any colour, so they are always light: ink and a role's colour
on white paper. The letters come from static/fonts/, never from the machine, and stand side by
side without the machine's own text layout: the same words are the same picture everywhere.
"""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from django.contrib.staticfiles import finders
from PIL import Image, ImageColor, ImageDraw, ImageFont

from roles.cards.layout import Box, Shape
from roles.domain.texts import visible

# The light colours of static/css/tokens.css.
PAGE, TEXT, MUTED, EDGE, RULE = "#ffffff", "#14181d", "#434b55", "#6b7480", "#dfe4ea"
HUES = {
    "circle": "#1f3e74",
    "square": "#af5409",
    "triangle": "#943fe9",
    "diamond": "#047e67",
    "cross": "#780a23",
}
COLOURS = (TEXT, MUTED, EDGE, RULE, *HUES.values())
STEPS = 28  # from the page to a colour; with 9 colours they fill a palette of 256
FINER = 8  # shapes are drawn so many times larger and made smaller: that softens their edges

REGULAR, BOLD = "fonts/NotoSans-Regular.ttf", "fonts/NotoSans-Bold.ttf"
NO_LETTER = "\uffff"  # drawn as the empty box that stands for every letter a font lacks
CAPITALS = 0.714  # height of a capital letter over the size, in both fonts
SCALES = range(100, 0, -4)  # percent of a text's size
WHOLE_WORDS_FROM = 50  # a word is broken in two only where letters would get smaller than this

Points = Sequence[tuple[float, float]]


def _ring(x: float, y: float, radius: float) -> Points:
    turns = [math.tau * step / 72 for step in range(72)]
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def _points(text: str) -> Points:
    pairs = [pair.split(",") for pair in text.split()]
    return [(float(x), float(y)) for x, y in pairs]


# The outlines of the pages' symbols, centred on 0,0. A box is as wide as the widest of them.
UNITS = 23
CORNERS = {
    "circle": _ring(0, 0, 9.5),
    "square": _points("-8.5,-8.5 8.5,-8.5 8.5,8.5 -8.5,8.5"),
    "triangle": _points("0,-10 11,9 -11,9"),
    "diamond": _points("0,-11.5 11.5,0 0,11.5 -11.5,0"),
    "cross": _points(
        "-3.75,-10.5 3.75,-10.5 3.75,-3.75 10.5,-3.75 10.5,3.75 3.75,3.75 "
        "3.75,10.5 -3.75,10.5 -3.75,3.75 -10.5,3.75 -10.5,-3.75 -3.75,-3.75"
    ),
}
# The site's mark: a rounded square, and what is cut out of it.
MARK_UNITS, MARK_RADIUS = 32, 6
MARK_HOLES = (
    _ring(10.5, 10.5, 4.5),
    _points("17.5,6.5 25.5,6.5 25.5,14.5 17.5,14.5"),
    _points("10.5,16.5 15.5,25.5 5.5,25.5"),
    _points("21.5,15.8 26.7,21 21.5,26.2 16.3,21"),
)


class Style(NamedTuple):
    """A kind of text. Where it has no room it shrinks, down to `least`."""

    font: str
    size: int
    least: int
    colour: str
    leading: float  # height of a line over the size
    above: int = 0  # space before the first line


class Line(NamedTuple):
    """As much of a text as stands side by side."""

    text: str
    font: ImageFont.FreeTypeFont
    colour: str
    above: int  # space before it
    height: int

    @property
    def width(self) -> float:
        return _width(self.text, self.font)


Paragraphs = Sequence[tuple[str, Style]]


class Paper:
    """A sheet to draw on.

    Its image holds numbers of colours, so that every colour is exact and the file small: 0 is the
    page, then come the steps of each colour from nearly the page to the full colour.
    """

    def __init__(self, width: int, height: int) -> None:
        self.image = Image.new("L", (width, height))

    def png(self) -> bytes:
        """The sheet as a file."""
        file = BytesIO()
        image = self.image.copy()
        image.putpalette(_palette())
        image.save(file, "PNG", compress_level=9)
        return file.getvalue()

    def rectangle(self, box: Box, colour: str) -> None:
        self.image.paste(_number(colour), (box.left, box.top, box.right, box.bottom))

    def symbol(self, shape: Shape, *, to_left: int = 0, outline: int = 0) -> None:
        """A role's symbol in its colour, so many pixels left of its box; round it so many of
        page."""
        size = shape.box.width + 2 * outline
        unit = shape.box.width / UNITS * FINER
        middle = size * FINER / 2
        corners = [(middle + x * unit, middle + y * unit) for x, y in CORNERS[shape.symbol]]
        place = (shape.box.left - outline - to_left, shape.box.top - outline)
        mask = Image.new("L", (size * FINER, size * FINER))
        draw = ImageDraw.Draw(mask)
        if outline:
            draw.line([*corners, *corners[:2]], 255, 2 * outline * FINER, joint="curve")
            self.image.paste(0, place, mask.reduce(FINER).point(_any))
            draw.rectangle((0, 0, *mask.size), 0)
        draw.polygon(corners, 255)
        self._ink(HUES[shape.symbol], place, mask.reduce(FINER))

    def mark(self, box: Box) -> None:
        """The site's mark."""
        unit = box.width / MARK_UNITS * FINER
        side = box.width * FINER
        mask = Image.new("L", (side, side))
        draw = ImageDraw.Draw(mask)
        draw.rounded_rectangle((0, 0, side - 1, side - 1), MARK_RADIUS * unit, 255)
        for hole in MARK_HOLES:
            draw.polygon([(x * unit, y * unit) for x, y in hole], 0)
        self._ink(TEXT, (box.left, box.top), mask.reduce(FINER))

    def lines(self, lines: Sequence[Line], box: Box, *, along: float = 0, down: float = 0) -> None:
        """Lines one below the other. Of what room is left, such a share stands before them: 0 at
        the left or the top, 1 at the right or the bottom."""
        top = box.top + round((box.height - _height(lines)) * down)
        for line in lines:
            top += line.above
            spare = int(line.font.size) // 4  # room for tails and accents that leave the line
            place = (box.left + round((box.width - line.width) * along) - spare, top - spare)
            # Capitals in the middle of the line's height.
            base = spare + round((line.height + CAPITALS * line.font.size) / 2)
            mask = Image.new("L", (math.ceil(line.width) + 2 * spare, line.height + 2 * spare))
            draw = ImageDraw.Draw(mask)
            draw.text((spare, base), line.text, 255, line.font, anchor="ls")
            self._ink(line.colour, place, mask)
            top += line.height

    def text(self, text: str, style: Style, box: Box, *, along: float = 0) -> None:
        """A text by itself, in the middle of the height of its box."""
        [lines] = fit([([(text, style)], box)])
        self.lines(lines, box, along=along, down=0.5)

    def _ink(self, colour: str, place: tuple[int, int], mask: Image.Image) -> None:
        """Colours the page as strongly as the mask says; elsewhere the image stays as it was."""
        steps = [round(strength * STEPS / 255) for strength in range(256)]
        before = _number(colour) - STEPS
        colours = mask.point([before + step for step in steps])
        self.image.paste(colours, place, mask.point([255 if step else 0 for step in steps]))


def spare(shape: Shape) -> int:
    """How many whole pixels its box is wider than the symbol, on each side."""
    furthest = max(x for x, _y in CORNERS[shape.symbol])
    return math.floor((UNITS / 2 - furthest) * shape.box.width / UNITS)


def _any(strength: float) -> float:
    return 255 if strength else 0


def _number(colour: str) -> int:
    return (COLOURS.index(colour) + 1) * STEPS


def _palette() -> list[int]:
    page = ImageColor.getrgb(PAGE)
    steps = [
        round(there + (here - there) * step / STEPS)
        for colour in COLOURS
        for step in range(1, STEPS + 1)
        for here, there in zip(ImageColor.getrgb(colour), page, strict=True)
    ]
    return [*page, *steps]


# --- which letters fit


def fit(places: Sequence[tuple[Paragraphs, Box]]) -> list[list[Line]]:
    """The lines of all places, in the largest letters with which each keeps inside its box: all
    shrink together. The smallest where none do.

    Raises:
        FileNotFoundError: when a font is not there.
        ValueError: when a font lacks a letter.
    """
    lines: list[list[Line]] = []
    for is_whole, scale in [
        *((True, scale) for scale in SCALES if scale >= WHOLE_WORDS_FROM),
        *((False, scale) for scale in SCALES),
    ]:
        lines = [list(_set(paragraphs, box.width, scale, is_whole)) for paragraphs, box in places]
        if all(_is_inside(found, box) for found, (_, box) in zip(lines, places, strict=True)):
            break
    return lines


def _is_inside(lines: Sequence[Line], box: Box) -> bool:
    return _height(lines) <= box.height and all(line.width <= box.width for line in lines)


def _height(lines: Sequence[Line]) -> int:
    return sum(line.above + line.height for line in lines)


def _set(paragraphs: Paragraphs, width: int, scale: int, is_whole: bool) -> Iterator[Line]:
    for text, style in paragraphs:
        size = max(style.least, style.size * scale // 100)
        font = _font(style.font, size)
        height = round(size * style.leading)
        for place, line in enumerate(_wrapped(visible(text), font, width, is_whole)):
            yield Line(line, font, style.colour, 0 if place else style.above, height)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int, is_whole: bool) -> Iterator[str]:
    """The text in lines of that width. A word that is wider is left so, or broken."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if _width(longer, font) <= width:
            line = longer
            continue
        if line:
            yield line
        line = word
        while not is_whole and len(line) > 1 and _width(line, font) > width:
            room = sum(_width(line[:end], font) <= width for end in range(1, len(line))) or 1
            yield line[:room]
            line = line[room:]
    yield line


@lru_cache(maxsize=200)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Kept, as opening one takes as long as drawing with it."""
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _width(text: str, font: ImageFont.FreeTypeFont) -> float:
    """The letters' widths together, as they stand side by side."""
    return sum(_letter_width(letter, font) for letter in text)


@lru_cache(maxsize=10_000)
def _letter_width(letter: str, font: ImageFont.FreeTypeFont) -> float:
    """Kept, as measuring a letter takes as long as drawing it."""
    if bytes(font.getmask(letter)) == bytes(font.getmask(NO_LETTER)):
        raise ValueError(f"the font lacks {letter!r}")
    return font.getlength(letter)
