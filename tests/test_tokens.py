"""The colours of static/css/tokens.css: text can be read, shapes be seen and told apart."""

import re
from itertools import combinations, product
from pathlib import Path

import pytest

from roles.cards import layout
from roles.domain.types import SYMBOLS
from tests.colours import VISIONS, contrast, difference

STYLES = Path(__file__).parents[1] / "static/css"
SHEET = (STYLES / "tokens.css").read_text(encoding="utf-8")
SURFACES = ("page", "panel", "raised")
GROUNDS = (*SURFACES, *(f"{symbol}-tint" for symbol in SYMBOLS))
TEXTS = ("text", "muted", "link", "visited", "error", "success")


def colours_in(sheet):
    return dict(re.findall(r"--([\w-]+): (#\w+);", sheet))


BEFORE, DARK, *_others = SHEET.split("@media")
LIGHT = colours_in(BEFORE)
SCHEMES = {"light": LIGHT, "dark": LIGHT | colours_in(DARK)}
EITHER = pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)


def too_faint(scheme, names, grounds, least):
    pairs = {pair: contrast(*(scheme[name] for name in pair)) for pair in product(names, grounds)}
    return {pair: round(found, 2) for pair, found in pairs.items() if found < least}


def too_near(scheme, symbols, least):
    return [
        (one, other, vision)
        for one, other in combinations(symbols, 2)
        for vision in VISIONS
        if difference(scheme[one], scheme[other], vision) < least
    ]


def test_dark_scheme_sets_every_colour_of_a_role_anew():
    own = {name for symbol in SYMBOLS for name in (symbol, f"{symbol}-tint")}

    assert own | {*SURFACES, *TEXTS, "edge"} <= set(colours_in(DARK))


@EITHER
def test_text_on_every_ground_reaches_7_to_1(scheme):
    assert too_faint(scheme, TEXTS, GROUNDS, 7) == {}


@EITHER
def test_shape_on_every_ground_reaches_3_to_1(scheme):
    assert too_faint(scheme, SYMBOLS, GROUNDS, 3) == {}


@EITHER
def test_edge_of_controls_and_lines_of_the_focus_ring_reach_3_to_1(scheme):
    assert too_faint(scheme, ["edge"], SURFACES, 3) == {}
    assert too_faint(scheme, ["focus"], ["focus-inner"], 3) == {}


@EITHER
def test_hues_are_told_apart_in_every_vision(scheme):
    assert too_near(scheme, SYMBOLS[:5], 20) == []
    assert too_near(scheme, SYMBOLS, 10) == []


def test_pictures_have_the_light_colours_and_letters_that_can_be_read():
    hues = layout.HUES

    assert {symbol: hue.ground for symbol, hue in hues.items()} == {
        symbol: LIGHT[symbol] for symbol in SYMBOLS
    }
    assert (LIGHT["page"], LIGHT["text"]) == (layout.PAGE, layout.TEXT)
    for hue in hues.values():
        assert min(contrast(hue.letters, ground) for ground in (hue.ground, hue.tone)) >= 4.5
        assert contrast(hue.ground, hue.tone) >= 1.4  # to be seen, beside words that say the same


@pytest.mark.parametrize("kind", ["button", "default-button", "close-button", "delete-button"])
def test_buttons_of_the_dark_admin_stand_out_and_can_be_read(kind):
    sheet = (STYLES / "admin_theme.css").read_text(encoding="utf-8")
    dark = colours_in(sheet.split("@media")[1])
    for ground in (dark[f"{kind}-bg"], dark[f"{kind}-hover-bg"]):
        assert contrast(dark["button-fg"], ground) >= 7
        assert contrast(ground, dark["body-bg"]) >= 7
