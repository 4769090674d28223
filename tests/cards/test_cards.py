"""The picture of a shared result: what it says and shows, where, and the file."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from roles.cards import drawing, layout
from roles.cards.layout import Box, Symbol, Words, share_card, site_card
from roles.domain.share import ShareSnapshot, named_before
from roles.domain.types import SYMBOLS
from tests.factories import make_catalog, make_dimension, make_question, make_role, seed_catalog

ROOT = Path(__file__).resolve().parents[2]
SEED = seed_catalog()
SLUGS = [role.slug for role in SEED.roles]
PATTERN, NUMBERS = (14, -9, 3, None, 22, -30), (41, 38, 11, 6, 4)
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


def wide_catalog(count):
    """A catalog of so many dimensions."""
    slugs = [f"area-{place}" for place in range(count)]
    ends = {slug: 100 * (place % 2) for place, slug in enumerate(slugs)}
    return make_catalog(
        dimensions=[make_dimension(slug) for slug in slugs],
        roles=[
            make_role("keeper", "cross", **ends),
            make_role("mixer", **{slug: 100 - end for slug, end in ends.items()}),
        ],
        questions=[make_question(f"like-{slug}", slug) for slug in slugs],
    )


CARDS = {
    "site": site_card(),
    "no direction": make_card(certainty="no_direction", pattern=PATTERN),
    "close": make_card(certainty="close"),
    "close with all": make_card(certainty="close", pattern=PATTERN, numbers=NUMBERS),
    "three with all": make_card(certainty="close", named_count=3, pattern=PATTERN, numbers=NUMBERS),
    "three": make_card(certainty="close", named_count=3),
    "leaning with all": make_card(certainty="leaning", pattern=PATTERN, numbers=NUMBERS),
    "12 dimensions": make_card("keeper", wide_catalog(12), pattern=(100, -100) * 6),
    **{
        f"{kind}, {certainty}": make_card(
            of=renamed(name), certainty=certainty, numbers=NUMBERS, pattern=PATTERN
        )
        for kind, name in LONG.items()
        for certainty in ("clear", "close")
    },
    **{
        f"{kind}, three": make_card(
            of=renamed(name), certainty="close", named_count=3, numbers=NUMBERS, pattern=PATTERN
        )
        for kind, name in LONG.items()
    },
}
EVERY_CARD = pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)


def said(card):
    """What each place for names says."""
    return [[text for text, _style in words.paragraphs] for words in card.names]


def shapes(card, *, is_mark=False):
    found = [one for one in card.drawn if isinstance(one, Symbol) and one.is_mark == is_mark]
    return [shape.symbol for shape in found]


def chart_words(card):
    """All that the chart says."""
    inside = [one for one in card.drawn if isinstance(one, Words) and one.box.top < layout.MARK.top]
    return [text for words in inside for text, _style in words.paragraphs]


def bars(card):
    """From where to where each bar of the chart reaches."""
    drawn = [one for one in card.drawn if getattr(one, "colour", "") == layout.EDGE]
    return [(bar.box.left, bar.box.right) for bar in drawn]


def picture(card):
    return Image.open(BytesIO(drawing.card_png(card))).convert("RGB")


def is_apart(one, two):
    beside = one.right <= two.left or two.right <= one.left
    return beside or one.bottom <= two.top or two.bottom <= one.top


def is_inside(box, outer):
    return (
        outer.left <= box.left
        and outer.top <= box.top
        and (box.right <= outer.right and box.bottom <= outer.bottom)
    )


# --- what it says and shows


def test_card_says_the_certainty_and_the_roles_that_it_names():
    assert said(make_card()) == [["Fits best", "Product owner"]]
    assert said(make_card(certainty="leaning")) == [["Leans towards", "Product owner"]]
    assert said(CARDS["close"]) == [["A tie"], ["Product owner"], ["Product manager"]]
    assert said(CARDS["three"])[0] == ["A tie"]
    assert [names for [names] in said(CARDS["three"])[1:]] == [
        *("Product owner", "Product manager", "Project manager")
    ]
    guess = {"certainty": "leaning", "is_noted": True}
    assert said(make_card(**guess)) == [["A rough guess", "Product owner"]]
    assert said(CARDS["no direction"])[0][0] == "No one role stands out"
    assert said(site_card()) == [["Which role fits the work you like?"]]


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

    assert said(card) == [["Fits best", "Product owner", sentence]]


def test_card_shows_the_symbols_of_the_roles_named_or_of_all():
    assert [shapes(make_card(slug)) for slug in SLUGS] == [[role.symbol] for role in SEED.roles]
    assert shapes(CARDS["close"]) == ["diamond", "circle"]
    assert shapes(CARDS["no direction"]) == list(dict.fromkeys(role.symbol for role in SEED.roles))
    assert shapes(site_card()) == list(SYMBOLS)


def test_chart_is_there_when_picked_and_says_what_its_shapes_are():
    names = [
        *("Setting direction", "Strategy", "Staying on track", "Delivery", "Shaping the work"),
        *("Understanding customers: no answers", "Markets", "Keeping things organized"),
        *("Coordination", "Bringing teams together"),
    ]
    ends = ["liked less", "average", "liked more"]
    one = make_card(pattern=PATTERN)

    assert chart_words(make_card()) == []
    assert chart_words(one) == [*names, *ends, "Shape: typical of the role"]
    assert chart_words(CARDS["close with all"])[-1] == "Shapes: typical of each role"
    assert chart_words(CARDS["no direction"]) == [*names, *ends]
    assert shapes(one, is_mark=True) == ["diamond"] * 6
    assert shapes(CARDS["close with all"], is_mark=True) == ["circle", "diamond"] * 6


def test_chart_draws_bars_from_the_middle_as_far_as_the_pattern():
    """On an axis to 20, which lies from 711 to 1113: typical values reach to 14.14."""
    card = make_card("keeper", make_catalog(), pattern=(12, -4))

    assert bars(card) == [(912, 1033), (872, 912)]
    assert bars(make_card("keeper", make_catalog(), pattern=(0, None))) == []


def test_chart_of_more_rows_than_can_be_read_is_left_out():
    wide = wide_catalog(13)

    assert make_card("keeper", wide, pattern=(1,) * 13) == make_card("keeper", wide)


@EVERY_CARD
def test_card_keeps_all_apart_and_off_the_edge(card):
    texts = [*card.names, *(one for one in card.drawn if isinstance(one, Words))]
    boxes = [one.box for one in texts] + [layout.MARK]
    boxes += [one.box for one in card.drawn if isinstance(one, Symbol) and not one.is_mark]
    drawn = [*boxes, *(one.box for one in card.drawn)]

    assert [pair for pair in combinations(boxes, 2) if not is_apart(*pair)] == []
    assert [box for box in drawn if not is_inside(box, Box(72, 60, 1128, 580))] == []


# --- letters


def lines_in(width, height, *texts):
    """The lines of texts of 40 pixels, each in a box of its own, and the size of their letters."""
    style = layout.Style(layout.BOLD, 40, 8, layout.TEXT, 1.25)
    found = drawing.fit([Words(Box(0, 0, width, height), [(text, style)]) for text in texts])
    lines = [line for lines in found for line in lines]
    assert max(font.getlength(text) for text, font, *_rest in lines) <= width
    [size] = {font.size for _text, font, *_rest in lines}
    return [text for text, *_rest in lines], size


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


# --- the file


@EVERY_CARD
def test_file_of_any_card_is_a_small_png_of_the_agreed_size(card):
    png = drawing.card_png(card)
    with Image.open(BytesIO(png)) as image:
        assert (image.format, image.size, image.info) == ("PNG", (1200, 630), {})
    assert len(png) < 40_000
    assert drawing.card_png(card) == png


@EVERY_CARD
def test_picture_has_ink_in_every_place_and_none_outside(card):
    image = picture(card).convert("L")
    boxes = [layout.MARK, *(one.box for one in (*card.names, *card.drawn))]

    assert [box for box in boxes if image.crop(box).getextrema()[0] > 230] == []
    for box in boxes:  # a letter may touch the pixels beside its own width
        image.paste("white", (box.left - 2, box.top, box.right + 2, box.bottom))
    assert image.getextrema()[0] > 245


def test_default_file_in_static_is_what_the_code_draws_today():
    file = Image.open(ROOT / "static/img/card-default.png").convert("RGB")

    assert ImageChops.difference(file, picture(site_card())).getbbox() is None


def test_colours_and_mark_are_those_of_the_pages():
    sheet = (ROOT / "static/css/tokens.css").read_text()
    light = dict(re.findall(r"--(\w+): (#\w+);", sheet[: sheet.index("@media")]))
    mark = (ROOT / "templates/includes/mark.html").read_text()
    names = ("text", "muted", "edge", "rule", *SYMBOLS)
    ours = (layout.TEXT, layout.MUTED, layout.EDGE, layout.RULE, *drawing.HUES)

    assert tuple(light[name] for name in names) == ours
    assert all(hole.removesuffix("z") in mark for hole in drawing.MARK_HOLES)


def test_fonts_come_with_the_text_of_their_licence():
    fonts = ROOT / "static/fonts"
    licence = (fonts / "OFL.txt").read_text()
    named = {"OFL.txt", *re.findall(r"\w+-\w+\.ttf", licence)}

    assert "SIL OPEN FONT LICENSE\n\nVersion 1.1" in licence
    assert {path.name for path in fonts.iterdir()} == named
