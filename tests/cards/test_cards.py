"""The picture of a shared result: what it says and shows, where, and the file."""

import math
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PIL.ImageColor import getrgb

from roles.cards import drawing, layout
from roles.cards.layout import Box, Symbol, Words, share_card, site_card
from roles.cards.outlines import outlines as outlines_of
from roles.domain.share import ShareSnapshot, named_before
from roles.domain.types import SYMBOLS
from roles.pages.symbols import SYMBOL_PATHS
from tests.factories import make_catalog, seed_catalog

ROOT = Path(__file__).resolve().parents[2]
SEED = seed_catalog()
SLUGS = [role.slug for role in SEED.roles]
PATTERN, NUMBERS = (14, -9, 3, None, 22, -30), (41, 38, 11, 6, 4)
FOOT = "Careerquiz · Which of the five is yours?"
LONG = {
    "many words": "Senior director of cross-organisational programme governance",
    "one word": "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauabt",
    "wide letters": "W" * 60,
    "no Latin letters": "Υπεύθυνος ανάπτυξης και διαχείρισης ψηφιακών προϊόντων Ελλάς",
}


def make_card(leader="product-owner", of=SEED, **changes):
    """A card of that role before all others, of a clear result."""
    slugs = sorted((role.slug for role in of.roles), key=lambda slug: slug != leader)
    shown = {"certainty": "clear", "is_ordered": True, "numbers": None, "pattern": None}
    shown |= {"named_count": named_before(changes.get("certainty", "clear"))}
    return share_card(of, ShareSnapshot(tuple(slugs), month=date(2026, 3, 1), **shown | changes))


def renamed(name):
    return replace(SEED, roles=tuple(replace(role, name=name) for role in SEED.roles))


def with_symbol(symbol):
    """The seed with another shape for the product owner."""
    return replace(
        SEED,
        roles=tuple(
            replace(role, symbol=symbol) if role.slug == "product-owner" else role
            for role in SEED.roles
        ),
    )


CARDS = {
    "site": site_card(),
    "no direction": make_card(certainty="no_direction", pattern=PATTERN),
    "clear": make_card(),
    "close": make_card(certainty="close"),
    "close with all": make_card(certainty="close", pattern=PATTERN, numbers=NUMBERS),
    "three with all": make_card(certainty="close", named_count=3, pattern=PATTERN, numbers=NUMBERS),
    "leaning with all": make_card(certainty="leaning", pattern=PATTERN, numbers=NUMBERS),
    **{
        f"{kind}, {count}": make_card(
            of=renamed(name), certainty=certainty, named_count=count, numbers=NUMBERS
        )
        for kind, name in LONG.items()
        for certainty, count in (("clear", 1), ("close", 2), ("close", 3))
    },
}
EVERY_CARD = pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)


def said(card):
    """What each place says: those that shrink together, then heading and foot."""
    return [[text for text, _style in words.paragraphs] for words in (*card.names, *card.notes)]


def shapes(card):
    return [one.symbol for one in card.drawn if isinstance(one, Symbol)]


def picture(card):
    return Image.open(BytesIO(drawing.card_png(card))).convert("RGB")


def is_near(pixel, colour):
    """A picture has few colours, so each may be a step or two off."""
    return max(abs(one - two) for one, two in zip(pixel, getrgb(colour), strict=True)) <= 3


def is_at(image, colour, *places):
    return all(is_near(image.getpixel(place), colour) for place in places)


def is_apart(one, two):
    beside = one.right <= two.left or two.right <= one.left
    return beside or one.bottom <= two.top or two.bottom <= one.top


# --- what it says and shows


def test_card_of_one_role_says_how_sure_it_is_and_asks_for_the_readers():
    assert said(CARDS["clear"]) == [["My best fit", "Product owner"], [FOOT]]
    assert said(make_card(certainty="leaning"))[0] == ["I lean towards", "Product owner"]
    guess = make_card(certainty="leaning", is_noted=True)
    assert said(guess)[0] == ["A rough guess", "Product owner"]


def test_card_of_several_roles_names_each_in_letters_of_one_size():
    three = CARDS["three with all"]
    sizes = {lines[0].font.size for lines in drawing.fit(three.names, drawing.HEADINGS)}

    assert said(CARDS["close"]) == [
        *(["Product owner"], ["Product manager"]),
        *(["A tie between"], [FOOT]),
    ]
    assert [names[0] for names in said(three)[:3]] == [
        *("Product owner", "Product manager", "Project manager")
    ]
    assert len(sizes) == 1


def test_card_without_direction_names_no_role_whatever_was_picked():
    said_of_none = ["No one role stands out", "Several roles fit me about equally well."]

    assert said(CARDS["no direction"]) == [said_of_none, [FOOT]]
    assert said(site_card()) == [["Which role fits the work you like?"], ["Careerquiz"]]


def test_foot_counts_the_roles_of_the_catalog():
    foot = said(make_card("keeper", make_catalog()))[-1]

    assert foot == ["Careerquiz · Which of the three is yours?"]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ((0, 0, 30, 10, -40, None), ["I like “Shaping the work” most"]),
        ((0, 0, 30, 30, -60, 0), []),  # two alike
        ((0, 0, 10, 0, -40, 30), []),  # a role that has little of it
        ((0, 0, 0, 0, 0, 0), []),
        ((None,) * 6, []),
        (None, []),
    ],
)
def test_card_says_what_is_liked_most_where_that_is_true_of_the_role_too(pattern, line):
    assert said(make_card(pattern=pattern))[0][2:] == line


@pytest.mark.parametrize(("average", "lines"), [(None, 1), (21, 1), (20, 0)])
def test_card_says_nothing_of_what_is_liked_where_no_work_is(average, lines):
    card = make_card(pattern=(0, 0, 30, 10, -40, None), average=average)

    assert len(said(card)[0][2:]) == lines


def test_card_of_a_guess_or_of_several_roles_says_nothing_of_what_is_liked():
    pattern = (0, 0, 30, 10, -40, None)
    guess = make_card(certainty="leaning", is_noted=True, pattern=pattern)
    close = make_card(certainty="close", pattern=pattern)

    assert "Shaping" not in f"{said(guess)}{said(close)}"


@pytest.mark.parametrize(
    ("number", "is_calibrated", "sentence"),
    [
        (41, False, "A first estimate: first in about 41 of 100 tries"),
        (99, True, "First in about 99 of 100 tries"),
        (100, True, "First in more than 99 of 100 tries"),
    ],
)
def test_card_with_numbers_says_what_they_count(number, is_calibrated, sentence):
    of = replace(SEED, settings=replace(SEED.settings, calibrated=is_calibrated))
    card = make_card(of=of, numbers=(number, 100 - number, 0, 0, 0))

    assert said(card)[0] == ["My best fit", "Product owner", sentence]


def test_card_shows_the_shapes_of_the_roles_named_or_of_all():
    assert [shapes(make_card(slug)) for slug in SLUGS] == [[role.symbol] for role in SEED.roles]
    assert shapes(CARDS["close"]) == ["diamond", "circle"]
    assert shapes(CARDS["no direction"]) == [role.symbol for role in SEED.roles]
    assert shapes(site_card()) == list(SYMBOLS[:5])


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_picture_of_one_role_is_its_hue_to_the_edges_with_the_shape_at_the_right(symbol):
    image = picture(make_card(of=with_symbol(symbol)))
    hue = layout.HUES[symbol]
    right = image.crop((700, 0, 1200, 630)).getcolors(1000)
    shown = sum(count for count, pixel in right if is_near(pixel, hue.tone))

    assert is_at(image, hue.ground, (0, 0), (0, 629), (600, 0), (500, 629))
    assert shown > 500 * 630 * 0.3


def test_picture_of_several_roles_is_bands_of_one_height_in_their_hues():
    two, three = picture(CARDS["close"]), picture(CARDS["three with all"])
    teal, navy, orange = (layout.HUES[symbol].ground for symbol in ("diamond", "circle", "square"))

    assert is_at(two, teal, (0, 0), (0, 314))
    assert is_at(two, navy, (0, 315), (0, 629))
    assert is_at(three, teal, (0, 0), (0, 209))
    assert is_at(three, navy, (0, 210), (0, 419))
    assert is_at(three, orange, (0, 420), (0, 629))


def test_picture_without_direction_is_on_paper():
    assert is_at(picture(CARDS["no direction"]), layout.PAGE, (0, 0), (1199, 629))


@EVERY_CARD
def test_card_keeps_words_apart_inside_the_margins_and_their_boxes(card):
    places = [*card.names, *card.notes]
    font = drawing.font_for(places)
    boxes = [words.box for words in places]
    lines = [*drawing.fit(card.names, font), *(drawing.fit([one], font)[0] for one in card.notes)]

    assert [pair for pair in combinations(boxes, 2) if not is_apart(*pair)] == []
    for box, placed in zip(boxes, lines, strict=True):
        assert (64 <= box.left < box.right <= 1136, 0 < box.top < box.bottom < 630) == (True, True)
        assert max(line.width for line in placed) <= box.right - box.left
        assert sum(line.above + line.height for line in placed) <= box.bottom - box.top


# --- shapes


@pytest.mark.parametrize(
    ("path", "box", "area"),
    [
        (SYMBOL_PATHS["circle"], (-9.5, -9.5, 9.5, 9.5), math.pi * 9.5**2),
        (SYMBOL_PATHS["square"], (-8.5, -8.5, 8.5, 8.5), 17**2),
        (SYMBOL_PATHS["ring"], (-10, -10, 10, 10), math.pi * (10**2 - 4.75**2)),
        (
            SYMBOL_PATHS["arch"],
            (-9.5, -9, 9.5, 9.5),
            math.pi * (9.5**2 - 3.25**2) / 2 + 2 * 6.25 * 9,
        ),
        (SYMBOL_PATHS["wave"], (-11, -8.64, 11, 8.64), 22 * 9),
        ("M0 0a5 5 0 0 1 5 5h-5z", (0, 0, 5, 5), math.pi * 25 / 4),
        ("M0 0a5 5 0 1 0 5 5h-5z", (-5, 0, 5, 10), math.pi * 25 * 3 / 4),
    ],
)
def test_outline_has_the_reach_and_the_area_of_its_path(path, box, area):
    outlines = outlines_of(path)
    points = [point for outline in outlines for point in outline]
    across, down = zip(*points, strict=True)
    outer, *holes = (abs(area_of(outline)) for outline in outlines)

    assert (min(across), min(down), max(across), max(down)) == pytest.approx(box, abs=0.02)
    assert outer - sum(holes) == pytest.approx(area, rel=0.005)


def area_of(outline):
    pairs = zip(outline, outline[1:] + outline[:1], strict=True)
    return sum(x * below - right * y for (x, y), (right, below) in pairs) / 2


# --- letters


def lines_in(width, height, *texts):
    """The lines of texts of 40 pixels, each in a box of its own, and the size of their letters."""
    style = layout.Style(700, 40, 8, 1.25)
    boxes = [Words(Box(0, 0, width, height), [(text, style)], layout.TEXT) for text in texts]
    lines = [line for lines in drawing.fit(boxes, drawing.ANY) for line in lines]
    assert max(line.width for line in lines) <= width
    [size] = {line.font.size for line in lines}
    return [line.text for line in lines], size


def test_text_breaks_between_words_then_shrinks_and_only_then_breaks_a_word():
    long = LONG["one word"]
    broken, size = lines_in(200, 250, long)

    assert lines_in(400, 100, "Product owner") == (["Product owner"], 40)
    assert lines_in(200, 100, "Product owner") == (["Product", "owner"], 40)
    assert lines_in(200, 100, "Coordinator") == (["Coordinator"], 33)
    assert lines_in(250, 60, "Product owner") == (["Product owner"], 33)
    assert ("".join(broken), len(broken), size) == (long, 6, 33)


def test_texts_of_several_places_shrink_together():
    assert lines_in(200, 50, "Owner", "Coordinator") == (["Owner", "Coordinator"], 33)


def test_text_leaves_out_invisible_letters_and_refuses_those_that_the_font_lacks():
    """Names that were published before they were refused: the font draws a soft hyphen."""
    assert lines_in(400, 99, "\u202ePro\u00adduct\u200b owner") == (["Product owner"], 40)
    with pytest.raises(ValueError, match="the font lacks '产'"):
        drawing.card_png(make_card(of=renamed("产品经理")))


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("Chef de projet, café", drawing.HEADINGS),
        ("Kierownik ds. życia", drawing.ANY),
        (LONG["no Latin letters"], drawing.ANY),
    ],
)
def test_whole_picture_is_in_one_font_that_has_all_its_letters(name, font):
    card = make_card(of=renamed(name))

    assert drawing.font_for([*card.names, *card.notes]) == font


# --- the file


@EVERY_CARD
def test_file_of_any_card_is_a_small_png_of_the_agreed_size(card):
    png = drawing.card_png(card)
    with Image.open(BytesIO(png)) as image:
        assert (image.format, image.size, image.info) == ("PNG", (1200, 630), {})
    assert len(png) < 60_000
    assert drawing.card_png(card) == png


def test_default_file_in_static_is_what_the_code_draws_today():
    file = Image.open(ROOT / "static/img/card-default.png").convert("RGB")

    assert ImageChops.difference(file, picture(site_card())).getbbox() is None


def test_fonts_come_with_the_text_of_their_licence():
    fonts = ROOT / "static/fonts"
    families = {path.name.split("-")[0] for path in fonts.iterdir()}

    assert families == {"BricolageGrotesque", "NotoSans"}
    for family in families:
        licence = (fonts / f"{family}-OFL.txt").read_text()
        assert "SIL OPEN FONT LICENSE Version 1.1" in " ".join(licence.split())
