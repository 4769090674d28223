"""A shared result in sentences, the alternative text of its picture, its QR code."""

import re
from dataclasses import replace
from datetime import date

import pytest
import segno
from django.utils import translation

from roles.cards.qr_code import QR_MASK, qr_code
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

RIGHT_TO_LEFT = "\u05d0\u05d3\u05d4 42"


def page_of(digits, ticks="np", of=None, owner=""):
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
    return shared_page(of, shown, owner=owner)


def renamed(name):
    """A catalog whose roles all have that name."""
    roles = tuple(replace(role, name=name) for role in seed_catalog().roles)
    return replace(seed_catalog(), roles=roles)


# --- the page's words


HEADLINES = {
    CLEAR: ("Product owner fits them best", "Product owner fits Ada best"),
    LEANING: ("They lean towards Product owner", "Ada leans towards Product owner"),
    CLOSE: (
        "It's a tie: Product owner or Product manager",
        "It's a tie for Ada: Product owner or Product manager",
    ),
    THREE: (
        "It's a tie: Product owner, Product manager or Project manager",
        "It's a tie for Ada: Product owner, Product manager or Project manager",
    ),
    GUESS: ("A rough guess: Product owner", "A rough guess for Ada: Product owner"),
    MIXED: ("No one role stands out for them", "No one role stands out for Ada"),
    ALIKE: ("No one role stands out for them", "No one role stands out for Ada"),
}


@pytest.mark.parametrize("digits", HEADLINES)
def test_headline_is_of_them_or_of_whose_name_is_on_the_link(digits):
    pages = page_of(digits), page_of(digits, owner="Ada")
    marked = [read_html(words.shared_headline_markup(page)) for page in pages]

    assert tuple(map(words.shared_headline, pages)) == HEADLINES[digits]
    said = (re.sub(r" (?=[:,])", "", one.text) for one in marked)
    assert tuple(said) == HEADLINES[digits]
    assert [len(one.all(class_="band-name")) for one in marked] == [len(pages[0].named)] * 2
    assert [one.all("bdi") == [] for one in marked] == [True, False]


def test_headline_escapes_what_a_name_holds():
    said = words.shared_headline_markup(page_of(LEANING, owner="<i>%(leader)s</i>&"))

    assert read_html(said).one("bdi").text == "<i>%(leader)s</i>&"
    assert read_html(said).all("i") == []


def test_name_from_right_to_left_is_isolated_in_plain_texts_and_others_stay_as_they_are():
    page = page_of(LEANING, owner=RIGHT_TO_LEFT)

    assert words.shared_headline(page) == f"\u2068{RIGHT_TO_LEFT}\u2069 leans towards Product owner"
    assert words.preview_title(page_of(LEANING, of=renamed(RIGHT_TO_LEFT))) == (
        f"Leans towards \u2068{RIGHT_TO_LEFT}\u2069"
    )
    assert words.owner_text("Zo\u00eb 4!") == "Zo\u00eb 4!"
    assert words.owner_text("") == ""


@pytest.mark.parametrize(
    ("digits", "ticks", "said"),
    [
        (
            CLEAR,
            "p",
            "They like “Understanding customers” best of all, and it's a big part of the job.",
        ),
        (LEANING, "p", "They like “Shaping the work” best of all, and it's a big part of the job."),
        (CLOSE, "p", "They like “Setting direction” and “Shaping the work” best of all."),
        (THREE, "p", "They like “Staying on track” best of all."),
        (MIXED, "p", "They like “Shaping the work” best of all."),
        ("555544443333", "p", "They like “Setting direction” and “Staying on track” best of all."),
        *((digits, "n", None) for digits in (CLEAR, CLOSE, MIXED)),  # the chart is not shown
        (GUESS, "p", None),  # not to be relied on
        (ALIKE, "p", None),  # everything alike
        ("222222112222", "p", None),  # what is liked best is not liked
    ],
)
def test_reason_comes_from_the_chart_that_is_shown_alone(digits, ticks, said):
    sentences = words.shared_sentences(page_of(digits, ticks))

    assert (sentences[0] if said else None) == said
    assert any(sentence.startswith("They like “") for sentence in sentences) == bool(said)


def test_two_kinds_of_work_that_are_both_liked_best_are_both_part_of_the_job():
    [because, _next] = words.shared_sentences(page_of("332244442222", "p"))

    assert because == (
        "They like “Shaping the work” and “Understanding customers” best of all, and both are a "
        "big part of the job."
    )


@pytest.mark.parametrize(
    ("digits", "second"),
    [
        (CLEAR, "Product manager comes next"),
        (LEANING, "Project manager comes next."),
        (CLOSE, "can't tell the two apart"),
        (THREE, "can't tell the three apart"),
        (GUESS, "Product manager comes next"),
        (MIXED, "a mix of work that several of these roles share"),
    ],
)
def test_next_role_is_told_of_where_nothing_else_is(digits, second):
    [sentence] = words.shared_sentences(page_of(digits, ""))

    assert second in sentence


@pytest.mark.parametrize(
    ("ticks", "said"),
    [
        ("", "the roles in order"),
        ("n", "the roles in order and the numbers"),
        ("p", "the roles in order and the chart"),
        ("np", "the roles in order, the chart and the numbers"),
    ],
)
def test_owner_is_told_what_a_link_shows(ticks, said):
    assert words.shown_words(page_of(CLEAR, ticks).snapshot) == said


# --- previews


@pytest.mark.parametrize("digits", [CLEAR, LEANING, CLOSE, GUESS, MIXED])
def test_preview_title_is_the_headline_with_a_name_and_short_without(digits):
    assert words.preview_title(page_of(digits)) == words.shared_words(page_of(digits))
    assert words.preview_title(page_of(digits, owner="Ada")) == HEADLINES[digits][1]


def test_preview_description_says_as_much_as_there_is_room_for():
    full, bare = (
        words.preview_description(page_of(CLEAR)),
        words.preview_description(page_of(CLEAR, "")),
    )
    because, second = words.shared_sentences(page_of(CLEAR))

    assert full == f"{because} {second}"
    assert bare.startswith(f"{second} Which role fits you?")


def test_alt_and_title_end_where_sites_stop_showing_them():
    page = page_of(CLEAR, "np")
    role = replace(page.leader.role, name="Owner " * 90)
    long = replace(page, roles=(replace(page.leader, role=role), *page.roles[1:]))

    assert [len(words.preview_title(long)), len(words.preview_alt(long))] == [70, 420]
    assert words.preview_title(long).endswith("…")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "en_US"), ("en-gb", "en_GB"), ("de-ch", "de_CH"), ("sv", "sv")]
)
def test_preview_names_the_language_with_a_country_where_it_is_known(language, said):
    with translation.override(language):
        assert words.og_locale() == said


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
    matrix = segno.make_qr(ADDRESS, error="m", mask=QR_MASK).matrix

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
