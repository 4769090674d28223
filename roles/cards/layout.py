"""The picture of a shared result: what stands where, in which colours.

Places are whole pixels from the top left corner. Nothing stands here that the snapshot lacks.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from roles.content.site import NAME as SITE_NAME
from roles.domain.share import ShareSnapshot, favourite
from roles.domain.types import SYMBOLS, Catalog, CatalogRole
from roles.wording.picture import PictureWords, picture_foot, picture_words

WIDTH, HEIGHT = 1200, 630  # as link previews are shown everywhere
LEFT, RIGHT = 64, 1136  # the margins
FOOT = 48  # height of the foot, and of the heading of several roles
WORDS_RIGHT = 760  # beside a shape

# The light colours of static/css/tokens.css: pictures hang in chats, on pages of any colour.
PAGE, TEXT = "#fffdf8", "#191816"
WHITE, INK = "#ffffff", "#0d0c0b"  # letters on a hue; ink darker than on pages, as hues need it


class Hue(NamedTuple):
    """A role's colour, letters that reach 4.5:1 on it and on its tone, and a tone to be seen."""

    ground: str
    letters: str
    tone: str


HUES = {
    "circle": Hue("#1b226e", WHITE, "#4049a8"),
    "square": Hue("#e04a08", INK, "#ff9a5c"),
    "triangle": Hue("#9412ff", WHITE, "#6a00c2"),
    "diamond": Hue("#0a9282", INK, "#4fcdbb"),
    "cross": Hue("#790f20", WHITE, "#b02a41"),
    "ring": Hue("#226f51", WHITE, "#114a34"),
    "star": Hue("#834d82", WHITE, "#5c2f5b"),
    "hexagon": Hue("#b00008", WHITE, "#7a0006"),
    "arch": Hue("#100fcb", WHITE, "#4d4cee"),
    "wave": Hue("#8377b3", INK, "#b4a9de"),
}


class Box(NamedTuple):
    """A rectangle: its first column and line, and the first after it."""

    left: int
    top: int
    right: int
    bottom: int


class Style(NamedTuple):
    """A kind of text. Where it has no room it shrinks, down to `least`."""

    weight: int
    size: int
    least: int
    leading: float  # height of a line over the size
    above: int = 0  # space before the first line
    tracking: float = 0  # between letters, over the size


NAME = Style(800, 156, 16, 0.98, 6, -0.025)
HEADING = Style(600, 48, 40, 1)
LINE = Style(600, 40, 30, 1.2, 26)
NOTE = Style(600, 38, 12, 1.2)

Paragraphs = Sequence[tuple[str, Style]]


class Words(NamedTuple):
    """Paragraphs in a box, with such a share of the room they leave above them."""

    box: Box
    paragraphs: Paragraphs
    colour: str
    down: float = 0.5


class Symbol(NamedTuple):
    """A shape so large round a point, cut off at the edges of a box."""

    symbol: str
    colour: str
    size: int
    middle: tuple[int, int]
    inside: Box


class Ground(NamedTuple):
    """A rectangle of one colour."""

    box: Box
    colour: str


class Card(NamedTuple):
    """A whole picture; words stand on top."""

    drawn: Sequence[Ground | Symbol]
    names: Sequence[Words]  # which shrink together
    notes: Sequence[Words]


ALL = Box(0, 0, WIDTH, HEIGHT)


def share_card(catalog: Catalog, shown: ShareSnapshot, site_name: str = SITE_NAME) -> Card:
    """The picture of a snapshot under its catalog: the roles that it names, none when there is no
    direction, and what is liked most when its owner picked the chart."""
    roles = [catalog.roles_by_slug[slug] for slug in shown.named]
    calibrated = catalog.settings.calibrated
    words = picture_words(shown, roles, favourite(catalog, shown), calibrated=calibrated)
    foot = picture_foot(len(catalog.roles), site_name)
    if len(roles) > 1:
        return _several(roles, words, foot)
    if roles:
        return _one(roles[0], words, foot)
    symbols = list(dict.fromkeys(role.symbol for role in catalog.roles))
    return _on_paper(symbols, [(words.names[0], NAME), (words.line, LINE)], foot)


def site_card(site_name: str = SITE_NAME, line: str = "") -> Card:
    """The picture of no result: five shapes, and the site's own line."""
    title = [(line or _("Which role fits the work you like?"), NAME)]
    return _on_paper(SYMBOLS[:5], title, site_name)


def _one(role: CatalogRole, words: PictureWords, foot: str) -> Card:
    hue = HUES[role.symbol]
    shape = Symbol(role.symbol, hue.tone, HEIGHT, (1010, HEIGHT // 2), ALL)
    said = [(words.heading, HEADING), (words.names[0], NAME)]
    said += [(text, LINE) for text in (words.line, *words.numbers) if text]
    box = Box(LEFT, 52, WORDS_RIGHT, HEIGHT - 2 * FOOT)
    return Card(
        [Ground(ALL, hue.ground), shape],
        [Words(box, said, hue.letters, down=0)],
        [_foot(foot, hue.letters)],
    )


def _several(roles: Sequence[CatalogRole], words: PictureWords, foot: str) -> Card:
    """Bands of one height below each other, none larger; heading and foot on the outer ones."""
    drawn: list[Ground | Symbol] = []
    names = []
    height, last = HEIGHT // len(roles), len(roles) - 1
    edge = 40 if len(roles) == 2 else 24  # above the heading and below the foot
    for place, role in enumerate(roles):
        hue, top = HUES[role.symbol], place * height
        band = Box(0, top, WIDTH, top + height)
        drawn.append(Ground(band, hue.ground))
        middle = (1040, top + height // 2)
        drawn.append(Symbol(role.symbol, hue.tone, height * 8 // 5, middle, band))
        said = [(words.names[place], NAME)]
        said += [
            (text, LINE._replace(least=26, above=4)) for text in words.numbers[place : place + 1]
        ]
        over = edge + FOOT if place == 0 else 12
        under = edge + FOOT if place == last else 12
        box = Box(LEFT, top + over, RIGHT, top + height - under)
        names.append(Words(box, said, hue.letters))
    first, final = HUES[roles[0].symbol], HUES[roles[-1].symbol]
    heading = Words(Box(LEFT, edge, RIGHT, edge + FOOT), [(words.heading, HEADING)], first.letters)
    return Card(drawn, names, [heading, _foot(foot, final.letters, edge)])


def _on_paper(symbols: Sequence[str], paragraphs: Paragraphs, foot: str) -> Card:
    """All shapes in a row, as large as they can be, above words."""
    step = min(220, (RIGHT - LEFT) // len(symbols))
    shapes = [
        Symbol(symbol, HUES[symbol].ground, step * 4 // 5, (LEFT + step * 2 // 5 + place, 128), ALL)
        for place, symbol in zip(range(0, RIGHT, step), symbols, strict=False)
    ]
    words = Words(Box(LEFT, 220, 900, HEIGHT - 5 * FOOT // 2), paragraphs, TEXT)
    return Card([Ground(ALL, PAGE), *shapes], [words], [_foot(foot, TEXT)])


def _foot(text: str, colour: str, edge: int = 40) -> Words:
    return Words(Box(LEFT, HEIGHT - edge - FOOT, RIGHT, HEIGHT - edge), [(text, NOTE)], colour)
