"""A shared result in sentences, the alternative text of its picture, its QR code."""

import re
from dataclasses import replace
from datetime import date

import pytest
import segno

from roles.cards.qr_code import qr_code
from roles.domain import scoring, share
from roles.pages.results.shared import shared_page
from roles.wording import share as words
from tests.factories import seed_catalog
from tests.views.page import read_html
from tests.wording.result_pages import (
    ALIKE,
    CLEAR,
    CLOSE,
    GUESS,
    LEANING,
    MIXED,
    STATEMENTS,
    THREE,
)


def page_of(digits, ticks="np", of=None):
    """A public page of the answers to the first of STATEMENTS; n: with numbers, p: with pattern."""
    of = of or seed_catalog()
    answers = dict(zip(STATEMENTS, map(int, digits), strict=False))
    shown = share.snapshot(
        of,
        answers,
        scoring.score(of, answers),
        scored_on=date(2026, 3, 17),
        numbers="n" in ticks,
        pattern="p" in ticks,
    )
    return shared_page(of, shown)


# --- the page's words


@pytest.mark.parametrize(
    ("digits", "said", "second"),
    [
        (CLEAR, "Product owner fits best", "Product manager comes next"),
        (LEANING, "Leans towards Product owner", "Project manager is a little behind"),
        (CLOSE, "A tie: Product owner or Product manager", "can't tell the two apart"),
        (
            THREE,
            "A tie: Product owner, Product manager or Project manager",
            "can't tell the three apart",
        ),
        (GUESS, "A rough guess: Product owner", "Product manager comes next"),
        *(
            (digits, "No one role stands out", "fit about equally well")
            for digits in (MIXED, ALIKE)
        ),
    ],
)
def test_shared_result_is_said_as_its_owner_reads_it_but_of_nobody_in_particular(
    digits, said, second
):
    page = page_of(digits)

    assert words.shared_words(page) == words.preview_title(page) == said
    assert words.shared_headline(page).startswith("A careerquiz result: ")
    assert all(ranked.role.name in words.shared_headline(page) for ranked in page.named)
    assert second in words.shared_second(page)


@pytest.mark.parametrize(
    ("ticks", "said"),
    [
        ("", "the order"),
        ("n", "the order and the numbers"),
        ("p", "the order and the pattern"),
        ("np", "the order, the numbers and the pattern"),
    ],
)
def test_owner_is_told_what_a_link_shows(ticks, said):
    assert words.shown_words(page_of(CLEAR, ticks).snapshot) == said


def test_dimensions_are_named_as_they_are_written():
    one, two, *_others = seed_catalog().dimensions

    assert words.dimension_names([two, one]) == "Staying on track, Setting direction"
    assert words.dimension_names([]) == "nothing clearly"


# --- the picture's alternative text: what it says is in test_picture.py


def test_alt_and_title_end_where_sites_stop_showing_them():
    page = page_of(CLEAR, "np")
    role = replace(page.leader.role, name="Owner " * 90)
    long = replace(page, roles=(replace(page.leader, role=role), *page.roles[1:]))

    assert [len(words.preview_title(long)), len(words.preview_alt(long))] == [70, 420]
    assert words.preview_title(long).endswith("…")


# --- the QR code

ADDRESS = "https://quiz.example/shared/k3Zr_Qw9-xYbT0aLmN5vHg/"
QUIET = 4  # cells of margin that cameras need round a code


def test_qr_code_fills_its_place_and_has_neither_style_nor_script():
    svg = read_html(qr_code(ADDRESS)).one("svg")
    size = len(segno.make_qr(ADDRESS, error="m").matrix) + 2 * QUIET

    assert svg.attrs == {"class": "qr", "viewbox": f"0 0 {size} {size}"}
    assert [{"tag": path.tag} | path.attrs | {"d": ""} for path in svg.all()] == [
        {"tag": "path", "fill": "#fff", "d": ""},
        {"tag": "path", "stroke": "#14181d", "d": ""},
    ]


def test_qr_code_draws_the_dark_cells_of_the_address():
    drawn = read_html(qr_code(ADDRESS)).all("path")[1].attrs["d"]
    matrix = segno.make_qr(ADDRESS, error="m").matrix

    assert cells(drawn) == {
        (x + QUIET, y + QUIET)
        for y, row in enumerate(matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    }


def cells(path):
    """The cells that lines along their middles cross."""
    found, x, y = set(), 0, 0.0
    for step, numbers in re.findall(r"([Mmh])([-0-9. ]+)", path):
        one, *two = map(float, numbers.split())
        if step == "h":
            found |= {(x + place, int(y)) for place in range(int(one))}
        x = int(one) if step == "M" else x + int(one)
        if two:
            y = two[0] if step == "M" else y + two[0]
    return found
