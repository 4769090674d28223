"""The picture of a shared result: what is drawn where, not how.

Places are whole pixels from the top left corner of the picture. What is said there, in which
letters and colours, is up to roles/cards/. Nothing is drawn that the snapshot does not hold.
"""

from dataclasses import dataclass

from roles.domain.scoring import axis_reach, typical_pattern
from roles.domain.share import ShareSnapshot
from roles.domain.types import SYMBOLS, Catalog, Certainty, Dimension, RoleProfile

WIDTH, HEIGHT = 1200, 630  # as link previews are shown everywhere
MARGIN = 72
TOP, BOTTOM = 64, 478  # of the part above the rule
RULE = 502
FOOT, FOOT_HEIGHT = 534, 40  # the line with the site's name
RIGHT = WIDTH - MARGIN

CHART_LEFT, CHART_BOTTOM = 696, 402
GUTTER = 56  # between the words and the chart
ENDS_HEIGHT = 34
TALLEST_ROW = 86
MOST_ROWS = 12  # of the chart; more could not be read, so they are not drawn
LARGEST_MARK = 30


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column after it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first line below it."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Shape:
    """A role's symbol."""

    symbol: str  # one of types.SYMBOLS: its shape and its colour
    box: Box  # a square that it fills


@dataclass(frozen=True, slots=True)
class Words:
    """A place for words. One with neither a certainty nor a role is for the site's own line."""

    box: Box
    certainty: Certainty | None = None  # said here
    role: RoleProfile | None = None  # named here
    in_100: int | None = None  # said of the role: in how many of 100 sets it comes first
    is_beside: bool = False  # in the middle of its box, beside a symbol; otherwise at its top


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One dimension of the chart."""

    dimension: Dimension
    own: int | None  # above (or below) the own average in points of 100; None: no answers
    name: Box
    track: Box  # the axis from end to end
    middle: Box  # the own average
    bar: Box | None  # from the middle to `own`; None when that is 0 or None
    marks: tuple[Shape, ...]  # what is typical of each role named, the closest first


@dataclass(frozen=True, slots=True)
class Chart:
    """The pattern, like the chart of the result page."""

    reach: int  # the axis goes from -reach to reach, in points of 100
    rows: tuple[ChartRow, ...]  # every dimension, in the catalog's order
    ends: tuple[Box, Box, Box]  # words for the left end, the middle and the right end
    key: Box | None  # words that say what the marks are; None without marks


@dataclass(frozen=True, slots=True)
class ShareCard:
    """A whole picture."""

    symbols: tuple[Shape, ...]
    words: tuple[Words, ...]
    chart: Chart | None = None
    is_estimate: bool = False  # whether the numbers come from a catalog before its calibration
    rule: Box = Box(MARGIN, RULE, RIGHT - MARGIN, 2)
    mark: Box = Box(MARGIN, FOOT, FOOT_HEIGHT, FOOT_HEIGHT)  # the site's
    site: Box = Box(MARGIN + 54, FOOT, 270, FOOT_HEIGHT)  # its name
    note: Box = Box(420, FOOT, RIGHT - 420, FOOT_HEIGHT)  # what a result is worth


def share_card(catalog: Catalog, shown: ShareSnapshot) -> ShareCard:
    """The picture of a shared result: the leader, both of the first two when they are close, no
    role when there is no direction, and the pattern when its owner picked it.

    Args:
        shown: an snapshot of an outcome under this catalog.
    """
    count = len(shown.named)
    roles = tuple(catalog.roles_by_slug[slug] for slug in shown.named)
    chart = None
    if shown.pattern is not None and len(shown.pattern) <= MOST_ROWS:
        chart = _chart(catalog, roles, shown.pattern)
    right = CHART_LEFT - GUTTER if chart else RIGHT
    numbers = (shown.numbers or (None,) * count)[:count]
    if count == 2:
        symbols, words = _two(roles, numbers, right)
    else:
        used = {role.symbol: None for role in roles or catalog.roles}  # each once, in order
        symbols = _row_of_symbols(tuple(used), right)
        box = _below(symbols, right)
        role, number = next(zip(roles, numbers, strict=True), (None, None))
        words = (Words(box, shown.certainty, role, number),)
    return ShareCard(symbols, words, chart, is_estimate=not catalog.settings.calibrated)


def site_card() -> ShareCard:
    """The picture of no result: all symbols and the site's own line."""
    symbols = _row_of_symbols(SYMBOLS, RIGHT)
    return ShareCard(symbols, (Words(_below(symbols, RIGHT)),))


def _row_of_symbols(symbols: tuple[str, ...], right: int) -> tuple[Shape, ...]:
    """At the top left, smaller when there are many or the room is small."""
    wide, narrow = (132, 96) if len(symbols) == 1 else (88, 64)
    size = wide if right == RIGHT else narrow
    step = size + size // 2
    return tuple(
        Shape(symbol, Box(MARGIN + place * step, TOP, size, size))
        for place, symbol in enumerate(symbols)
    )


def _below(symbols: tuple[Shape, ...], right: int) -> Box:
    top = symbols[0].box.bottom + 24
    return Box(MARGIN, top, right - MARGIN, BOTTOM - top)


def _two(
    roles: tuple[RoleProfile, ...], numbers: tuple[int | None, ...], right: int
) -> tuple[tuple[Shape, ...], tuple[Words, ...]]:
    """Two roles below each other, neither larger, with a heading above them."""
    heading = Words(Box(MARGIN, TOP, right - MARGIN, 52), "close")
    size = 88 if right == RIGHT else 64
    space = 24
    height = (BOTTOM - heading.box.bottom - 2 * space) // 2
    symbols, words = [], [heading]
    for place, (role, number) in enumerate(zip(roles, numbers, strict=True)):
        top = heading.box.bottom + space + place * (height + space)
        symbol = Box(MARGIN, top + (height - size) // 2, size, size)
        left = symbol.right + space
        symbols.append(Shape(role.symbol, symbol))
        words.append(
            Words(Box(left, top, right - left, height), role=role, in_100=number, is_beside=True)
        )
    return tuple(symbols), tuple(words)


def _chart(
    catalog: Catalog, roles: tuple[RoleProfile, ...], pattern: tuple[int | None, ...]
) -> Chart:
    typical = {role.slug: typical_pattern(catalog, role) for role in catalog.roles}
    furthest = max(abs(value or 0) for values in (pattern, *typical.values()) for value in values)
    reach = axis_reach(furthest)
    height = min(TALLEST_ROW, (CHART_BOTTOM - TOP) // len(pattern))
    rows = tuple(
        _row(
            dimension,
            own,
            tuple((role.symbol, typical[role.slug][place]) for role in roles),
            reach,
            Box(CHART_LEFT, TOP + place * height, RIGHT - CHART_LEFT, height),
        )
        for place, (dimension, own) in enumerate(zip(catalog.dimensions, pattern, strict=True))
    )
    top = rows[-1].name.top + height + 4
    third = (RIGHT - CHART_LEFT) // 3
    left, middle, end = (
        Box(CHART_LEFT + place * third, top, third, ENDS_HEIGHT) for place in range(3)
    )
    key = Box(CHART_LEFT, top + ENDS_HEIGHT, RIGHT - CHART_LEFT, ENDS_HEIGHT) if roles else None
    return Chart(reach, rows, (left, middle, end), key)


def _row(
    dimension: Dimension,
    own: int | None,
    typical: tuple[tuple[str, float], ...],
    reach: int,
    room: Box,
) -> ChartRow:
    """The name above, the drawing below it."""
    size = min(LARGEST_MARK, room.height * 2 // 5) // 2 * 2
    line = room.top + room.height * 3 // 4  # on which everything is centred
    centre = room.left + room.width // 2
    half = (room.width - size) // 2  # a mark at the end of the axis stays inside

    def place(value: float) -> int:
        return centre + round(half * value / reach)

    def on_line(left: int, width: int, height: int) -> Box:
        return Box(left, line - height // 2, width, height)

    thick = size // 2
    start, end = sorted((centre, place(own or 0)))
    return ChartRow(
        dimension=dimension,
        own=own,
        name=Box(room.left, room.top, room.width, room.height // 2),
        track=on_line(room.left, room.width, max(2, size // 5)),
        middle=on_line(centre - 1, 2, size),
        bar=on_line(start, end - start, thick) if end > start else None,
        marks=tuple(
            Shape(symbol, on_line(place(value) - size // 2, size, size))
            for symbol, value in typical
        ),
    )
