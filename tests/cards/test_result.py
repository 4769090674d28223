"""The picture of a shared result as a file."""

import re
import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageColor

from roles.cards import card_png, default_card_png, paragraphs
from roles.cards import drawing as paper
from roles.cards.layout import Box, Words, share_card, site_card
from tests.cards.test_layout import make_snapshot, make_wide_catalog
from tests.factories import seed_catalog

ROOT = Path(__file__).resolve().parents[2]
SLUGS = [role.slug for role in seed_catalog().roles]
PATTERN, NUMBERS = (14, -9, 3, None), (41, 38, 11, 6, 4)
EDGE = ImageColor.getrgb(paper.EDGE)  # only bars are drawn in it

LONG_NAMES = {
    "many words": "Senior director of cross-organisational programme governance",
    "one word": "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauabt",
    "wide letters": "W" * 60,
    "words of one letter": "W " * 29 + "WW",
    "no Latin letters": "Υπεύθυνος ανάπτυξης και διαχείρισης ψηφιακών προϊόντων Ελλάς",
}


def make_card(leader="product-owner", name=None, count=4, **changes):
    """A card of the real catalog, or of one with that name for every role."""
    catalog = seed_catalog()
    if name:
        catalog = replace(catalog, roles=tuple(replace(role, name=name) for role in catalog.roles))
    slugs = [leader, *(slug for slug in SLUGS if slug != leader)]
    return share_card(catalog, make_snapshot(*slugs, **changes))


def picture(card):
    return opened(card_png(card))


def opened(png):
    return Image.open(BytesIO(png)).convert("RGB")


def crop(image, box):
    return image.crop((box.left, box.top, box.right, box.bottom))


def colours(image):
    return {colour for _count, colour in image.getcolors(100_000)}


def chunks(png):
    """The names of the parts of a PNG file."""
    found, place = [], 8
    while place < len(png):
        length, name = struct.unpack_from(">I4s", png, place)
        found.append(name.decode())
        place += length + 12
    return found


CARDS = {
    "without direction": {"certainty": "no_direction", "pattern": PATTERN},
    "close": {"certainty": "close"},
    "close with all": {"certainty": "close", "pattern": PATTERN, "numbers": NUMBERS},
    "clear with all": {"pattern": PATTERN, "numbers": NUMBERS},
    **{slug: {"leader": slug} for slug in SLUGS},
    **{
        f"{kind}, {certainty}": {"name": name, "certainty": certainty, **more}
        for kind, name in LONG_NAMES.items()
        for certainty, more in {
            "clear": {"numbers": NUMBERS},
            "leaning": {"numbers": NUMBERS, "pattern": PATTERN},
            "close": {"numbers": NUMBERS, "pattern": PATTERN},
        }.items()
    },
}
EVERY_CARD = pytest.mark.parametrize(
    "card", [make_card(**changes) for changes in CARDS.values()], ids=CARDS
)


# --- the file


@EVERY_CARD
def test_file_of_any_card_is_a_small_png_of_the_agreed_size(card):
    png = card_png(card)
    with Image.open(BytesIO(png)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(png) < 30_000


def test_file_holds_a_picture_and_nothing_about_its_making():
    assert chunks(card_png(make_card(pattern=PATTERN))) == ["IHDR", "PLTE", "IDAT", "IEND"]


def test_file_of_the_same_card_has_the_same_bytes():
    assert card_png(make_card(pattern=PATTERN)) == card_png(make_card(pattern=PATTERN))


def test_default_file_in_static_is_what_the_code_draws_today():
    file = (ROOT / "static/img/card-default.png").read_bytes()
    difference = ImageChops.difference(opened(file), opened(default_card_png()))
    assert difference.getbbox() is None


def test_fonts_come_with_the_text_of_their_licence():
    fonts = ROOT / "static/fonts"
    licence = (fonts / "OFL.txt").read_text()
    assert "SIL OPEN FONT LICENSE\n\nVersion 1.1" in licence
    assert {path.name for path in fonts.iterdir()} == {
        "OFL.txt",
        *re.findall(r"\w+-\w+\.ttf", licence),
    }


# --- what is drawn where


def boxes(card):
    yield from (words.box for words in card.words)
    yield from (shape.box for shape in card.symbols)
    yield from (card.rule, card.mark, card.site, card.note)
    if card.chart:
        yield from (*card.chart.ends, *([card.chart.key] if card.chart.key else []))
        for row in card.chart.rows:
            yield row.name
            yield replace(row.track, top=row.middle.top, height=row.middle.height)


@EVERY_CARD
def test_picture_of_any_card_has_ink_in_every_box_and_none_outside(card):
    image = picture(card)
    page = (255, 255, 255)
    blank = [box for box in boxes(card) if colours(crop(image, box)) == {page}]
    assert blank == []
    for box in boxes(card):  # a letter may touch the pixel beside its own width
        image.paste(page, (box.left - 1, box.top, box.right + 1, box.bottom))
    assert image.getcolors() == [(1200 * 630, page)]


@pytest.mark.parametrize("slug", SLUGS)
def test_picture_shows_the_symbol_of_the_leader_in_its_colour(slug):
    card = make_card(slug)
    drawn = colours(crop(picture(card), card.symbols[0].box))
    hues = {symbol: ImageColor.getrgb(hue) for symbol, hue in paper.HUES.items()}
    symbol = seed_catalog().role(slug).symbol
    assert [name for name, hue in hues.items() if hue in drawn] == [symbol]


def test_picture_of_one_role_starts_in_line_with_the_words():
    card = make_card("project-manager")
    left = crop(picture(card), card.symbols[0].box).convert("L").point(lambda v: v < 255).getbbox()
    assert left[0] == 0


def test_picture_shows_the_pattern_where_its_owner_picked_it_and_nowhere_else():
    card = make_card(pattern=PATTERN)
    image = picture(card)
    bars = [row.bar for row in card.chart.rows if row.bar]
    assert [EDGE in colours(crop(image, bar)) for bar in bars] == [True, True, True]
    for bar in bars:
        image.paste("white", (bar.left, bar.top, bar.right, bar.bottom))
    assert EDGE not in colours(image)
    assert EDGE not in colours(picture(make_card()))


def test_picture_of_a_mark_mixes_its_colour_with_that_of_the_page_alone():
    card = make_card("product-manager", pattern=PATTERN)
    image = picture(card)
    hue = ImageColor.getrgb(paper.HUES["circle"])
    mixed = {tuple(round(255 + (part - 255) * step / 28) for part in hue) for step in range(29)}
    mixed |= {ImageColor.getrgb(colour) for colour in (paper.RULE, paper.EDGE, paper.TEXT)}
    for row in card.chart.rows:
        line = replace(row.track, top=row.middle.top, height=row.middle.height)
        assert colours(crop(image, line)) - mixed == set()


def test_picture_of_other_numbers_differs_in_the_words_alone():
    few, many = make_card(numbers=NUMBERS), make_card(numbers=(88, 12, 0, 0, 0))
    left, top, right, bottom = ImageChops.difference(picture(few), picture(many)).getbbox()
    box = few.words[0].box
    assert box.left <= left < right <= box.right
    assert box.top <= top < bottom <= box.bottom


def test_picture_of_many_dimensions_names_each():
    slugs = ("keeper", "mixer")
    card = share_card(make_wide_catalog(12), make_snapshot(*slugs, pattern=(9, -9) * 6))
    image = picture(card)
    names = [crop(image, row.name).convert("L").getextrema() for row in card.chart.rows]
    assert [lightest for _darkest, lightest in names] == [255] * 12
    assert max(darkest for darkest, _lightest in names) < 100


def test_picture_of_a_letter_that_the_font_lacks_is_refused():
    with pytest.raises(ValueError, match="the font lacks '产'"):
        card_png(make_card(name="产品经理"))


# --- words


def said(card):
    """What is said in each place for words."""
    return [[text for text, _style in paragraphs(words, card.is_estimate)] for words in card.words]


def test_words_of_a_card_go_by_certainty():
    assert said(make_card()) == [["Closest match", "Product owner"]]
    assert said(make_card(certainty="leaning")) == [["Leans towards", "Product owner"]]
    assert said(make_card(certainty="close")) == [
        ["About equally"],
        ["Product owner"],
        ["Product manager"],
    ]
    assert said(make_card(certainty="no_direction")) == [
        ["No single direction", "These answers do not point to one role. That is common."]
    ]
    assert said(site_card()) == [["Which role fits the work you like?"]]


@pytest.mark.parametrize(
    ("in_100", "is_estimate", "sentence"),
    [
        (41, True, "A first estimate: in about 41 of 100 fresh sets of questions"),
        (99, False, "In about 99 of 100 fresh sets of questions"),
        (100, False, "In more than 99 of 100 fresh sets of questions"),
    ],
)
def test_words_of_a_number_say_what_it_counts(in_100, is_estimate, sentence):
    role = seed_catalog().roles[0]
    words = Words(Box(0, 0, 1, 1), role=role, in_100=in_100)
    texts = [text for text, _style in paragraphs(words, is_estimate)]
    assert texts == ["Product manager", sentence]
