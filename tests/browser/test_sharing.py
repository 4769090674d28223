"""Sharing in a real browser: every state of every screen, by eye of axe, keyboard and ruler."""

import pytest

from tests.browser.pages import (
    FOCUS_RING,
    NEVER_SIDEWAYS,
    NO_MOTION,
    SIZES,
    SMALL_TARGETS,
    motions,
    rings,
    sideways,
    tree_of,
    weights_of,
)
from tests.browser.sharing_states import SHARING
from tests.browser.states import open_state

STATES = pytest.mark.parametrize("state", SHARING.values(), ids=SHARING)
KB = 1024


@STATES
def test_sharing_in_every_look_and_size_has_nothing_for_axe(open_page, axe_everywhere, state):
    assert axe_everywhere(open_state(open_page, state)) == []


@STATES
def test_sharing_at_320_has_large_targets_and_never_scrolls_sideways(open_page, state):
    page = open_state(open_page, state, **SIZES[0])

    assert page.evaluate(SMALL_TARGETS) == []
    assert sideways(page, doubled_at=SIZES[1]) == NEVER_SIDEWAYS


@pytest.mark.parametrize("name", ["share, links", "link", "public, clear"])
def test_sharing_asks_for_little(open_page, name):
    files = weights_of(open_page("/robots.txt"), SHARING[name].path())
    sizes = dict(files)

    assert len(files) <= 3
    assert sizes["document"] <= 14 * KB
    assert sizes["stylesheet"] <= 10 * KB
    assert sizes.get("script", 0) <= 5 * KB


@pytest.mark.parametrize("name", ["share, links", "link", "public, beside one's own"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sharing_by_keyboard_shows_the_same_ring_at_every_stop(open_page, name, scheme):
    assert rings(open_state(open_page, SHARING[name], scheme=scheme)) == {FOCUS_RING}


@pytest.mark.parametrize("name", ["share, links", "link", "public, clear"])
def test_sharing_for_whoever_wants_no_motion_has_none(open_page, name):
    assert motions(open_state(open_page, SHARING[name], reduced_motion="reduce")) == NO_MOTION


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("public, least", ["All five roles, closest first", "The role of Product owner"]),
        (
            "public, clear",
            [
                "All five roles, closest first",
                "The role of Product owner",
                "The pattern and Product owner",
            ],
        ),
        (
            "public, no direction",
            ["All five roles", "The pattern"],
        ),
    ],
)
def test_public_page_is_read_out_section_by_section(open_page, name, headings):
    page = open_state(open_page, SHARING[name])
    found = [line.strip() for line in tree_of(page) if "[level=2]" in line]

    assert found == [f'- heading "{words}" [level=2]' for words in [*headings, "And you?"]]


def test_link_is_read_out_as_field_buttons_and_picture(open_page):
    page = open_state(open_page, SHARING["link"])
    lines = [line.strip() for line in tree_of(page)]

    assert '- heading "Your public link" [level=1]' in lines
    assert '- img "QR code of this link":' in lines
    assert [line for line in lines if line.startswith("- button")] == [
        '- button "Copy link"',
        '- button "Switch off this link"',
    ]
