"""The picture of a shared result as a PNG file: what is said on it, in which letters."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.cards.drawing import (
    BOLD,
    EDGE,
    MUTED,
    REGULAR,
    RULE,
    TEXT,
    Paper,
    Paragraphs,
    Style,
    fit,
    spare,
)
from roles.cards.layout import HEIGHT, WIDTH, Chart, ChartRow, ShareCard, Words, site_card

NAME = Style(BOLD, 92, 16, TEXT, 1.18)
HEADING = Style(REGULAR, 38, 34, MUTED, 1.36)
SMALL = Style(REGULAR, 28, 26, MUTED, 1.36, 10)
AREA = Style(REGULAR, 26, 6, TEXT, 1.25)
KEY = Style(REGULAR, 22, 6, MUTED, 1.36)
SITE = Style(BOLD, 30, 6, TEXT, 1.25)
NOTE = Style(REGULAR, 24, 6, MUTED, 1.25)
OUTLINE = 2  # of a mark, in the page's colour


def card_png(card: ShareCard) -> bytes:
    """The card as a PNG file of WIDTH x HEIGHT, under 100 kB, in the language in force.

    The same card gives the same bytes. They say nothing of when or where they were made.

    Raises:
        FileNotFoundError: when static/fonts/ is not there.
        ValueError: when a name has a letter that those fonts lack, such as Chinese ones.
        OSError, MemoryError: when the picture library cannot draw.
        Whoever answers a reader shows static/img/card-default.png then.
    """
    paper = Paper(WIDTH, HEIGHT)
    is_alone = len(card.symbols) == 1  # then its edge stands in line with the words below
    for shape in card.symbols:
        paper.symbol(shape, to_left=spare(shape) if is_alone else 0)
    texts = fit([(paragraphs(words, card.is_estimate), words.box) for words in card.words])
    for words, lines in zip(card.words, texts, strict=True):
        paper.lines(lines, words.box, down=0.5 if words.is_beside else 0)
    if card.chart:
        _draw_chart(paper, card.chart)
    paper.rectangle(card.rule, RULE)
    paper.mark(card.mark)
    paper.text("Careerquiz", SITE, card.site)
    paper.text(_("Guidance from what somebody likes, not a test"), NOTE, card.note, along=1)
    return paper.png()


def default_card_png() -> bytes:
    """What static/img/card-default.png holds: the picture of no result. tests/test_cards.py tells
    when that file is out of date; write these bytes into it then. Raises what `card_png` does."""
    return card_png(site_card())


def paragraphs(words: Words, is_estimate: bool) -> Paragraphs:
    """What is said in a place for words, from top to bottom."""
    if words.certainty == "no_direction":
        why = _("These answers do not point to one role. That is common.")
        return [(_("No single direction"), NAME), (why, SMALL)]
    found: list[tuple[str, Style]] = []
    if words.certainty:
        heading = {
            "clear": _("Closest match"),
            "leaning": _("Leans towards"),
            "close": _("About equally"),
        }[words.certainty]
        found.append((heading, HEADING))
    if words.role:
        found.append((words.role.name, NAME))
    if words.in_100 is not None:
        found.append((_often(words.in_100, is_estimate), SMALL))
    return found or [(_("Which role fits the work you like?"), NAME)]


def _often(in_100: int, is_estimate: bool) -> str:
    """In how many sets of questions a role comes first; all of them would be a certainty."""
    often = _("about %(number)s of 100") % {"number": in_100}
    if in_100 >= 100:
        often = _("more than 99 of 100")
    sentence = _("In %(often)s fresh sets of questions")
    if is_estimate:
        sentence = _("A first estimate: in %(often)s fresh sets of questions")
    return sentence % {"often": often}


def _draw_chart(paper: Paper, chart: Chart) -> None:
    for row in chart.rows:
        _draw_row(paper, row)
    ends = (_("liked less"), _("own average"), _("liked more"))
    for text, box, along in zip(ends, chart.ends, (0, 0.5, 1), strict=True):
        paper.text(text, KEY, box, along=along)
    if chart.key:
        count = len(chart.rows[0].marks)
        key = ngettext("Shape: typical of the role", "Shapes: typical of each role", count)
        paper.text(key, KEY, chart.key)


def _draw_row(paper: Paper, row: ChartRow) -> None:
    name = row.dimension.name
    paper.text(name if row.own is not None else _("%s: no answers") % name, AREA, row.name)
    paper.rectangle(row.track, RULE)
    if row.bar:
        paper.rectangle(row.bar, EDGE)
    paper.rectangle(row.middle, TEXT)
    for mark in reversed(row.marks):  # the closest on top
        paper.symbol(mark, outline=OUTLINE)
