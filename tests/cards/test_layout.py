"""The picture of a shared result: what is drawn where."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roles.cards.layout import Box, Shape, ShareCard, Words, share_card, site_card
from roles.domain.share import ShareSnapshot
from tests.factories import make_catalog, make_dimension, make_question, make_role, seed_catalog

CERTAINTIES = ["clear", "leaning", "close", "no_direction"]


def make_snapshot(*roles, certainty="clear", is_ordered=True, numbers=None, pattern=None):
    return ShareSnapshot(roles, certainty, is_ordered, numbers, pattern, date(2026, 3, 1))


def keeper_first(**changes):
    return make_snapshot("keeper", "mixer", "thinker", **changes)


def make_wide_catalog(count):
    """A catalog of so many dimensions."""
    slugs = [f"area-{place}" for place in range(count)]
    ends = {slug: 100 * (place % 2) for place, slug in enumerate(slugs)}
    turned = {slug: 100 - end for slug, end in ends.items()}
    return make_catalog(
        dimensions=[make_dimension(slug) for slug in slugs],
        roles=[make_role("keeper", "cross", **ends), make_role("mixer", **turned)],
        questions=[make_question(f"like-{slug}", slug) for slug in slugs],
    )


def named(card):
    return [words.role.slug for words in card.words if words.role]


# --- which roles


def test_card_of_a_clear_result_names_the_leader_below_its_symbol():
    catalog = seed_catalog()
    slugs = [role.slug for role in reversed(catalog.roles)]
    leader = catalog.role("project-coordinator")
    assert share_card(catalog, make_snapshot(*slugs)) == ShareCard(
        symbols=(Shape("cross", Box(72, 64, 132, 132)),),
        words=(Words(Box(72, 220, 1056, 258), "clear", leader, None),),
        chart=None,
        is_estimate=True,
    )


def test_card_of_a_leaning_result_names_the_leader_alone_and_its_number():
    catalog = make_catalog()
    card = share_card(catalog, keeper_first(certainty="leaning", numbers=(55, 35, 10)))
    assert card.words == (Words(Box(72, 220, 1056, 258), "leaning", catalog.role("keeper"), 55),)


def test_card_of_a_close_result_names_two_roles_of_one_size_each_beside_its_symbol():
    catalog = make_catalog()
    card = share_card(catalog, keeper_first(certainty="close", numbers=(41, 39, 20)))
    keeper, mixer = catalog.role("keeper"), catalog.role("mixer")
    assert card.symbols == (
        Shape("circle", Box(72, 174, 88, 88)),
        Shape("circle", Box(72, 355, 88, 88)),
    )
    assert card.words == (
        Words(Box(72, 64, 1056, 52), "close"),
        Words(Box(184, 140, 944, 157), None, keeper, 41, is_beside=True),
        Words(Box(184, 321, 944, 157), None, mixer, 39, is_beside=True),
    )


def test_card_without_direction_names_no_role_and_shows_every_symbol_once():
    catalog = seed_catalog()
    slugs = [role.slug for role in reversed(catalog.roles)]
    twice = replace(catalog, roles=(*catalog.roles, replace(catalog.roles[0], slug="twin")))
    numbers = (50, 30, 10, 5, 5)
    shown = make_snapshot(*slugs, "twin", numbers=numbers, certainty="no_direction")
    card = share_card(twice, shown)
    assert card.words == (Words(Box(72, 176, 1056, 302), "no_direction"),)
    assert card.symbols == (
        Shape("circle", Box(72, 64, 88, 88)),
        Shape("square", Box(204, 64, 88, 88)),
        Shape("triangle", Box(336, 64, 88, 88)),
        Shape("diamond", Box(468, 64, 88, 88)),
        Shape("cross", Box(600, 64, 88, 88)),
    )


def test_card_of_a_calibrated_catalog_gives_numbers_that_are_no_estimate():
    catalog = make_catalog(settings={"minimum_answers": 2, "calibrated": True})
    assert share_card(catalog, keeper_first()).is_estimate is False


def test_site_card_shows_all_symbols_and_no_result():
    card = site_card()
    assert [shape.symbol for shape in card.symbols] == [
        *("circle", "square", "triangle", "diamond", "cross"),
    ]
    assert card.words == (Words(Box(72, 176, 1056, 302)),)
    assert card.chart is None


# --- the chart: targets 90 and 20 lie 14.14 above and below their average


def test_chart_draws_bars_from_the_middle_and_marks_on_the_same_axis():
    card = share_card(make_catalog(), keeper_first(pattern=(12, -4)))
    ideas, order = card.chart.rows
    assert card.chart.reach == 20
    assert (ideas.dimension.slug, ideas.own) == ("ideas", 12)
    assert ideas.name == Box(696, 64, 432, 43)
    assert ideas.track == Box(696, 125, 432, 6)
    assert ideas.middle == Box(911, 113, 2, 30)
    assert ideas.bar == Box(912, 121, 121, 15)  # to 912 + 201 * 12 / 20
    assert ideas.marks == (Shape("circle", Box(755, 113, 30, 30)),)  # about 912 - 201 * 14.14 / 20
    assert (order.dimension.slug, order.own) == ("order", -4)
    assert order.bar == Box(872, 207, 40, 15)
    assert order.marks == (Shape("circle", Box(1039, 199, 30, 30)),)
    assert card.chart.ends == (
        Box(696, 240, 144, 34),
        Box(840, 240, 144, 34),
        Box(984, 240, 144, 34),
    )
    assert card.chart.key == Box(696, 274, 432, 34)


def test_chart_makes_room_beside_the_words():
    card = share_card(make_catalog(), keeper_first(pattern=(0, 0)))
    assert card.symbols[0].box == Box(72, 64, 96, 96)
    assert card.words[0].box == Box(72, 184, 568, 294)


@pytest.mark.parametrize(
    ("pattern", "reach"),
    [((0, 0), 20), ((20, -20), 20), ((21, -21), 30), ((5, -91), 100), ((None, 31), 40)],
)
def test_chart_reaches_to_the_next_ten_that_holds_own_and_typical_values(pattern, reach):
    assert share_card(make_catalog(), keeper_first(pattern=pattern)).chart.reach == reach


def test_chart_reaches_as_far_whichever_role_leads():
    slugs = ("ideas", "order", "people")
    catalog = make_catalog(
        dimensions=[make_dimension(slug) for slug in slugs],
        roles=[
            make_role("even", ideas=90, order=10, people=50),  # to 26.5 on both sides
            make_role("steep", ideas=90, order=30, people=30),  # to 30.6 above
        ],
        settings={"minimum_answers": 2, "contrast": 1.5},
    )
    for pair in (("even", "steep"), ("steep", "even")):
        card = share_card(catalog, make_snapshot(*pair, pattern=(1, 0, -1)))
        assert card.chart.reach == 40


def test_chart_draws_no_bar_for_the_average_and_for_no_answers():
    rows = share_card(make_catalog(), keeper_first(pattern=(0, None))).chart.rows
    assert [(row.own, row.bar) for row in rows] == [(0, None), (None, None)]


@pytest.mark.parametrize(
    ("certainty", "symbols"),
    [("clear", ["square"]), ("close", ["square", "triangle"]), ("no_direction", [])],
)
def test_chart_marks_what_is_typical_of_the_roles_named(certainty, symbols):
    slugs = ("project-manager", "program-manager", *("product-manager", "product-owner"))
    shown = make_snapshot(*slugs, certainty=certainty, pattern=(1, 2, -2, -1))
    chart = share_card(seed_catalog(), shown).chart
    assert [[mark.symbol for mark in row.marks] for row in chart.rows] == [symbols] * 4
    assert (chart.key is None) == (symbols == [])


@pytest.mark.parametrize(("count", "is_drawn"), [(12, True), (13, False)])
def test_chart_of_more_rows_than_can_be_read_is_left_out(count, is_drawn):
    shown = make_snapshot("keeper", "mixer", pattern=(0,) * count)
    card = share_card(make_wide_catalog(count), shown)
    assert (card.chart is not None) == is_drawn
    assert card.words[0].box.width == (568 if is_drawn else 1056)


def test_card_without_a_pattern_has_no_chart():
    assert share_card(make_catalog(), keeper_first(numbers=(50, 30, 20))).chart is None


# --- every place


def places(card):
    """Boxes that must be apart: all, but of a chart's drawing its whole line in one."""
    boxes = [shape.box for shape in card.symbols] + [words.box for words in card.words]
    boxes += [card.rule, card.mark, card.site, card.note]
    if card.chart:
        boxes += [row.name for row in card.chart.rows]
        boxes += [
            replace(row.track, top=row.middle.top, height=row.middle.height)
            for row in card.chart.rows
        ]
        boxes += [*card.chart.ends, *([card.chart.key] if card.chart.key else [])]
    return boxes


def is_within(box, outer):
    return (
        outer.left <= box.left < box.right <= outer.right
        and outer.top <= box.top < box.bottom <= outer.bottom
    )


def is_apart(one, two):
    beside = one.right <= two.left or two.right <= one.left
    return beside or one.bottom <= two.top or two.bottom <= one.top


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(CERTAINTIES),
    st.lists(st.none() | st.integers(-100, 100), min_size=2, max_size=12).map(tuple),
    st.booleans(),
)
def test_card_of_any_result_keeps_all_places_apart_and_off_the_edge(certainty, pattern, picked):
    shown = make_snapshot(
        *("keeper", "mixer"), certainty=certainty, pattern=pattern if picked else None
    )
    card = share_card(make_wide_catalog(len(pattern)), shown)
    boxes = places(card)
    assert [box for box in boxes if not is_within(box, Box(72, 60, 1056, 520))] == []
    assert [pair for pair in combinations(boxes, 2) if not is_apart(*pair)] == []
    for row in card.chart.rows if card.chart else ():
        line = Box(row.track.left, row.middle.top, row.track.width, row.middle.height)
        drawn = [row.track, row.middle, *(mark.box for mark in row.marks)]
        drawn += [row.bar] if row.bar else []
        assert [box for box in drawn if not is_within(box, line)] == []
