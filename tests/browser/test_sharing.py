"""Sharing in a real browser: every state of every screen, by eye of axe, keyboard and ruler."""

import pytest

from tests.browser.pages import (
    FLAWLESS,
    FOCUS_RING,
    NO_MOTION,
    SIZES,
    broken_names,
    motions,
    rings,
    tree_of,
    weights_of,
)
from tests.browser.sharing_states import SHARING
from tests.browser.states import open_state

STATES = pytest.mark.parametrize("state", SHARING.values(), ids=SHARING)
KB = 1024


@STATES
def test_sharing_has_nothing_for_axe_large_targets_and_never_scrolls_sideways(
    open_page, flaws, state
):
    assert flaws(open_state(open_page, state)) == FLAWLESS


@pytest.mark.parametrize("name", ["share, links", "public, clear"])
def test_sharing_with_text_twice_as_large_breaks_no_name_of_a_role(open_page, name):
    assert broken_names(open_state(open_page, SHARING[name])) == []


@pytest.mark.parametrize("name", ["share, links", "link", "public, clear"])
def test_sharing_asks_for_little(open_page, name):
    files = weights_of(open_page("/robots.txt"), SHARING[name].path())
    sizes = dict(files)

    assert len(files) <= 4
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


ORDER, ASK = "All five roles, closest first", "And you?"


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("public, least", [ORDER, "What the job is", ASK]),
        ("public, clear", ["What they like", ORDER, "What the job is", ASK]),
        ("public, close", ["What they like", ORDER, "What the jobs are", ASK]),
        ("public, no direction", ["What they like", "All five roles", ASK]),
        ("public, beside one's own, with a name", ["Side by side", ORDER, "What the job is"]),
    ],
)
def test_public_page_is_read_out_section_by_section(open_page, name, headings):
    page = open_state(open_page, SHARING[name])
    found = [line.strip() for line in tree_of(page) if "[level=2]" in line]

    assert found == [f'- heading "{words}" [level=2]' for words in headings]


def test_link_is_read_out_as_field_buttons_and_picture(open_page):
    page = open_state(open_page, SHARING["link"])
    lines = [line.strip() for line in tree_of(page)]

    assert '- heading "Your link is ready" [level=1]' in lines
    assert '- img "QR code of this link":' in lines
    assert [line for line in lines if line.startswith("- button")] == [
        '- button "Copy link"',
        '- button "Switch off this link"',
    ]


PUBLIC = [name for name in SHARING if name.startswith("public") and name != "public, ended"]


@pytest.mark.parametrize("size", [{"width": 375, "height": 667}, SIZES[1]], ids=["phone", "desk"])
@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_has_the_way_on_within_the_first_screen(open_page, name, size):
    page = open_state(open_page, SHARING[name], **size)
    box = page.locator(".band-start .button").bounding_box()

    assert box["y"] + box["height"] <= size["height"]


CHOSEN = {"chart": ("pattern", ".seen-chart"), "numbers": ("numbers", ".seen-number >> nth=0")}


@pytest.mark.parametrize(("value", "part"), CHOSEN.values(), ids=CHOSEN)
def test_what_people_will_see_follows_the_ticks_without_scripts(open_page, value, part):
    page = open_page(SHARING["share, no link yet"].path(), javascript=False)
    tick = page.locator(f".share-form [value={value}]")
    was_there = page.locator(part).is_visible()
    tick.set_checked(not tick.is_checked())

    assert was_there == (value == "pattern")
    assert page.locator(part).is_visible() != was_there


def test_day_is_asked_for_only_when_one_is_to_be_chosen(open_page):
    page = open_page(SHARING["share, no link yet"].path(), javascript=False)
    assert not page.locator("[type=date]").is_visible()
    page.get_by_label("Until a date you choose").check()

    assert page.locator("[type=date]").is_visible()
