"""The picture of a shared result: what stands where, in which letters and colours.

Places are whole pixels from the top left corner. Nothing stands here that the snapshot lacks.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.scoring import axis_reach
from roles.domain.shapes import role_shape
from roles.domain.share import ShareSnapshot
from roles.domain.types import SYMBOLS, Catalog, CatalogRole
from roles.pages.areas import DimensionNumber, by_area
from roles.wording.outcome import of_100

WIDTH, HEIGHT = 1200, 630  # as link previews are shown everywhere
LEFT, RIGHT = 72, 1128  # the margins
TOP, BOTTOM = 64, 478  # of the part above the foot
CHART_LEFT, CHART_BOTTOM = 696, 402
GUTTER, SPACE = 56, 24  # between words and chart; between all else
AREA_WIDTH = 124  # of the name of an area
MOST_ROWS = 12  # of the chart; more could not be read, so they are not drawn

# The light colours of static/css/tokens.css: pictures hang in chats, on pages of any colour.
TEXT, MUTED, EDGE, RULE = "#14181d", "#434b55", "#6b7480", "#dfe4ea"
REGULAR, BOLD = "fonts/NotoSans-Regular.ttf", "fonts/NotoSans-Bold.ttf"


class Box(NamedTuple):
    """A rectangle: its first column and line, and the first after it."""

    left: int
    top: int
    right: int
    bottom: int


class Style(NamedTuple):
    """A kind of text. Where it has no room it shrinks, down to `least`."""

    font: str
    size: int
    least: int
    colour: str
    leading: float  # height of a line over the size
    above: int = 0  # space before the first line


NAME = Style(BOLD, 92, 16, TEXT, 1.18)
HEADING = Style(REGULAR, 38, 34, MUTED, 1.36)
SMALL = Style(REGULAR, 28, 26, MUTED, 1.36, 10)
KIND = Style(REGULAR, 26, 6, TEXT, 1.25)
KEY = Style(REGULAR, 22, 6, MUTED, 1.36)
SITE = Style(BOLD, 30, 6, TEXT, 1.25)
NOTE = Style(REGULAR, 24, 6, MUTED, 1.25)


class Words(NamedTuple):
    """Paragraphs in a box, with such a share of the room they leave before them."""

    box: Box
    paragraphs: Sequence[tuple[str, Style]]
    along: float = 0  # 0 at the left, 1 at the right
    down: float = 0.5


class Symbol(NamedTuple):
    """A role's symbol in its colour, in a square box."""

    box: Box
    symbol: str
    is_mark: bool = False  # on a bar, with a rim of page
    is_flush: bool = False  # its own left edge, not that of the widest symbol, on that of the box


class Bar(NamedTuple):
    """A rectangle of one colour."""

    box: Box
    colour: str


Paragraphs = Sequence[tuple[str, Style]]
Drawn = Sequence[Words | Symbol | Bar]


class Card(NamedTuple):
    """A whole picture, but for the site's mark in its corner."""

    names: Sequence[Words]  # which shrink together
    drawn: Drawn  # the last on top


MARK = Box(LEFT, 534, LEFT + 40, 574)


def share_card(catalog: Catalog, shown: ShareSnapshot) -> Card:
    """The picture of a snapshot under its catalog: the roles that it names, none when there is no
    direction, and the pattern when its owner picked it."""
    roles = [catalog.roles_by_slug[slug] for slug in shown.named]
    said = [[(role.name, NAME)] for role in roles]
    is_estimate = bool(shown.numbers) and not catalog.settings.calibrated
    sentence = _("First in %(often)s tries")
    if is_estimate and len(roles) == 1:
        sentence = _("A first estimate: first in %(often)s tries")
    for paragraphs, number in zip(said, shown.numbers or (), strict=False):
        paragraphs.append((sentence % {"often": of_100(number)}, SMALL))
    pattern = shown.pattern if len(shown.pattern or ()) <= MOST_ROWS else None
    right = CHART_LEFT - GUTTER if pattern else RIGHT
    chart = list(_chart(catalog, roles, pattern)) if pattern else []
    if len(roles) > 1:
        heading = _heading(shown)
        if is_estimate:
            heading = _("%(heading)s (a first estimate)") % {"heading": heading}
        return _several(heading, roles, said, right, chart)
    if roles:
        return _one([roles[0].symbol], [(_heading(shown), HEADING), *said[0]], right, chart)
    symbols = list(dict.fromkeys(role.symbol for role in catalog.roles))
    why = _("Several roles fit about equally well.")
    return _one(symbols, [(_("No one role stands out"), NAME), (why, SMALL)], right, chart)


def _heading(shown: ShareSnapshot) -> str:
    """What is said of the roles named."""
    if shown.is_noted:
        return _("A rough guess")
    return {"clear": _("Fits best"), "close": _("A tie")}.get(shown.certainty, _("Leans towards"))


def site_card() -> Card:
    """The picture of no result: all symbols and the site's own line."""
    return _one(SYMBOLS, [(_("Which role fits the work you like?"), NAME)], RIGHT, [])


def _one(symbols: Sequence[str], paragraphs: Paragraphs, right: int, chart: Drawn) -> Card:
    """Symbols above words; one alone stands in line with them."""
    is_alone = len(symbols) == 1
    wide, narrow = (132, 96) if is_alone else (88, 64)
    size = wide if right == RIGHT else narrow
    shapes = [
        Symbol(Box(left, TOP, left + size, TOP + size), symbol, is_flush=is_alone)
        for left, symbol in zip(range(LEFT, RIGHT, size * 3 // 2), symbols, strict=False)
    ]
    words = Words(Box(LEFT, TOP + size + SPACE, right, BOTTOM), paragraphs, down=0)
    return Card([words], [*shapes, *chart, *_foot()])


def _several(
    words: str,
    roles: Sequence[CatalogRole],
    said: Sequence[Paragraphs],
    right: int,
    chart: Drawn,
) -> Card:
    """Roles below each other, none larger, with a heading above them."""
    heading = Words(Box(LEFT, TOP, right, TOP + 52), [(words, HEADING)], down=0)
    names, shapes = [heading], []
    size = 88 if right == RIGHT else 64
    height = (BOTTOM - heading.box.bottom - len(roles) * SPACE) // len(roles)
    for place, (role, paragraphs) in enumerate(zip(roles, said, strict=True)):
        top = heading.box.bottom + SPACE + place * (height + SPACE)
        above = top + (height - size) // 2
        shapes.append(Symbol(Box(LEFT, above, LEFT + size, above + size), role.symbol))
        names.append(Words(Box(LEFT + size + SPACE, top, right, top + height), paragraphs))
    return Card(names, [*shapes, *chart, *_foot()])


def _foot() -> Iterator[Words | Bar]:
    yield Bar(Box(LEFT, 502, RIGHT, 504), RULE)
    yield Words(Box(MARK.right + 14, MARK.top, 396, MARK.bottom), [("Careerquiz", SITE)])
    note = _("Guidance from what somebody likes, not a test")
    yield Words(Box(420, MARK.top, RIGHT, MARK.bottom), [(note, NOTE)], along=1)


def _chart(
    catalog: Catalog, roles: Sequence[CatalogRole], pattern: Sequence[int | None]
) -> Iterator[Words | Symbol | Bar]:
    """The pattern, like the chart of the result page: each kind of work by area, and what the
    ends and the shapes are."""
    typical = {role.slug: role_shape(catalog, role) for role in catalog.roles}
    reach = axis_reach(
        max(abs(value or 0) for row in (pattern, *typical.values()) for value in row)
    )
    height = min(86, (CHART_BOTTOM - TOP) // len(pattern))
    top = TOP
    places = map(DimensionNumber, catalog.dimensions, range(len(pattern)))
    for heading, rows in by_area(places, catalog.areas):
        for row in rows:
            place = int(row.number)
            name = row.dimension.name
            if pattern[place] is None:
                name = _("%s: no answers") % name
            yield from _names(name, heading if row is rows[0] else "", top, height)
            marks = [(role.symbol, typical[role.slug][place] / reach) for role in roles]
            yield from _row((pattern[place] or 0) / reach, marks, top, height)
            top += height
    top, third = top + 4, (RIGHT - CHART_LEFT) // 3
    for place, end_words in enumerate((_("liked less"), _("average"), _("liked more"))):
        left = CHART_LEFT + place * third
        yield Words(Box(left, top, left + third, top + 34), [(end_words, KEY)], along=place / 2)
    if roles:
        key = ngettext("Shape: typical of the role", "Shapes: typical of each role", len(roles))
        yield Words(Box(CHART_LEFT, top + 34, RIGHT, top + 68), [(key, KEY)])


def _names(name: str, area: str, top: int, height: int) -> Iterator[Words]:
    """A kind of work, and over against the first one of an area the area."""
    middle = RIGHT - AREA_WIDTH if area else RIGHT
    yield Words(Box(CHART_LEFT, top, middle, top + height // 2), [(name, KIND)])
    if area:
        box = Box(middle + SPACE // 2, top, RIGHT, top + height // 2)
        yield Words(box, [(area, KEY)], along=1)


def _row(
    own: float, marks: Sequence[tuple[str, float]], top: int, height: int
) -> Iterator[Symbol | Bar]:
    """The axis, the bar, and what is typical of the roles named, the closest on top; numbers
    from -1 to 1."""
    size = min(30, height * 2 // 5) // 2 * 2
    centre, half = (CHART_LEFT + RIGHT) // 2, (RIGHT - CHART_LEFT - size) // 2

    def on_line(left: int, right: int, thick: int, line: int = top + height * 3 // 4) -> Box:
        return Box(left, line - thick // 2, right, line - thick // 2 + thick)

    yield Bar(on_line(CHART_LEFT, RIGHT, max(2, size // 5)), RULE)
    start, end = sorted((centre, centre + round(half * own)))
    if end > start:
        yield Bar(on_line(start, end, size // 2), EDGE)
    yield Bar(on_line(centre - 1, centre + 1, size), TEXT)
    for symbol, typical in reversed(marks):
        left = centre + round(half * typical) - size // 2
        yield Symbol(on_line(left, left + size, size), symbol, is_mark=True)
