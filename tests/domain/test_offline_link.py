"""The text behind the # of an address: its layout, byte by byte, and how long it gets."""

import re
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import date
from itertools import product
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.content.documents import parse_catalog
from roles.domain import scoring
from roles.domain.offline_link import fragment
from roles.domain.snapshot import Excerpt, excerpt
from tests.domain.strategies import random_sheets
from tests.factories import make_dimension, make_document, make_question, make_role, seed_catalog

NOVEMBER = date(2026, 11, 1)
CERTAINTIES = ("clear", "leaning", "close", "no_direction")
# Of the real content: product owner, product manager, project manager, coordinator, program manager
EXCERPT = Excerpt(
    roles=(
        "product-owner",
        "product-manager",
        "project-manager",
        "project-coordinator",
        "program-manager",
    ),
    certainty="leaning",
    is_ordered=True,
    numbers=(52, 26, 13, 8, 1),
    pattern=(-16, 250, None, -250),
    month=NOVEMBER,
)
BARE = replace(EXCERPT, certainty="clear", numbers=None, pattern=None)
FLAT = replace(
    BARE, roles=tuple(role.slug for role in seed_catalog().roles), certainty="no_direction"
)


def content_of(text):
    """The bytes in front of the checksum, in hexadecimal."""
    code = text.removeprefix("1.")
    return urlsafe_b64decode(code + "=" * (-len(code) % 4))[:-4].hex(" ")


def has_checksum(text):
    code = text.removeprefix("1.")
    content = urlsafe_b64decode(code + "=" * (-len(code) % 4))
    return int.from_bytes(content[-4:]) == crc32(b"1.1." + content[:-4])


def wide_catalog(roles, dimensions):
    slugs = [f"d{place}" for place in range(dimensions)]
    targets = dict.fromkeys(slugs, 20) | {"d0": 80}
    return parse_catalog(
        make_document(
            dimensions=[make_dimension(slug) for slug in slugs],
            roles=[make_role(f"r{place}", **targets) for place in range(roles)],
            questions=[make_question(f"q-{slug}", slug) for slug in slugs],
        )
    )


@st.composite
def cases(draw):
    """A catalog of up to 12 roles and 12 dimensions, and an excerpt that it may give."""
    of = wide_catalog(draw(st.integers(2, 12)), draw(st.integers(2, 12)))
    roles = tuple(draw(st.permutations([role.slug for role in of.roles])))
    points = st.none() | st.integers(-250, 250)
    size = len(of.dimensions)
    shown = Excerpt(
        roles=roles,
        certainty=draw(st.sampled_from(CERTAINTIES)),
        is_ordered=True,
        numbers=draw(st.none() | st.just((100,) + (0,) * (len(roles) - 1))),
        pattern=draw(st.none() | st.tuples(*[points] * size)),
        month=draw(st.dates(date(2020, 1, 1), date(7480, 12, 1))).replace(day=1),
    )
    return of, shown


@pytest.mark.parametrize(
    ("shown", "content"),
    [
        (BARE, "04 00 52 05 03 00 01 04 02"),
        (FLAT, "07 00 52 05 00 01 02 03 04"),
        (replace(FLAT, is_ordered=False), "03 00 52 05 00 01 02 03 04"),
        (replace(BARE, certainty="close"), "06 00 52 05 03 00 01 04 02"),
        (replace(BARE, month=date(2020, 1, 1)), "04 00 00 05 03 00 01 04 02"),
        (replace(BARE, month=date(2041, 5, 1)), "04 01 00 05 03 00 01 04 02"),
        (
            replace(BARE, numbers=EXCERPT.numbers),
            "0c 00 52 05 03 00 01 04 02 34 1a 0d 08 01",
        ),
        (
            replace(BARE, pattern=EXCERPT.pattern),
            "14 00 52 05 03 00 01 04 02 04 ff f0 00 fa 80 00 ff 06",
        ),
        (
            EXCERPT,
            "1d 00 52 05 03 00 01 04 02 34 1a 0d 08 01 04 ff f0 00 fa 80 00 ff 06",
        ),
    ],
)
def test_fragment_is_laid_out_byte_by_byte_as_links_once_made_need_it(shown, content):
    assert content_of(fragment(seed_catalog(), 7, shown)) == content


def test_fragment_is_the_same_text_for_ever():
    assert fragment(seed_catalog(), 7, EXCERPT) == ("1.HQBSBQMAAQQCNBoNCAEE__AA-oAA_wYG4Qrk")


def test_fragment_ends_on_the_checksum_of_format_version_and_content():
    code = fragment(seed_catalog(), 12, EXCERPT).removeprefix("1.")
    content = urlsafe_b64decode(code + "=" * (-len(code) % 4))

    assert int.from_bytes(content[-4:]) == crc32(b"1.12." + content[:-4])


def test_fragments_of_two_versions_differ():
    assert fragment(seed_catalog(), 1, EXCERPT) != fragment(seed_catalog(), 11, EXCERPT)


@given(cases())
def test_law_fragment_needs_no_quoting_and_stays_under_200_characters(case):
    of, shown = case
    text = fragment(of, 1, shown)
    per_role = 1 if shown.numbers is None else 2
    pattern = 0 if shown.pattern is None else 1 + 2 * len(of.dimensions)
    size = 8 + per_role * len(of.roles) + pattern

    assert re.fullmatch(r"1\.[A-Za-z0-9_-]+[A-Za-z0-9]", text)
    left_out = 2 + -(-size * 4 // 3) - len(text)
    endings = product("-_", repeat=left_out)
    assert [has_checksum(text + "".join(end)) for end in endings].count(True) == 1
    assert len(text) <= 78


def test_fragment_leaves_out_a_sign_at_its_end_that_chats_would_cut_off():
    numbers = replace(BARE, numbers=EXCERPT.numbers)  # its bytes leave no bits over
    months = [date(2020 + place // 12, place % 12 + 1, 1) for place in range(2000)]
    texts = [fragment(seed_catalog(), 1, replace(numbers, month=month)) for month in months]
    shortened = [text for text in texts if len(text) < 26]

    assert [text for text in texts if text[-1] in "-_"] == []
    assert 20 < len(shortened) < 120  # one in 32


def test_law_different_excerpts_of_the_real_content_have_different_fragments():
    of = seed_catalog()
    shown = {
        excerpt(
            of,
            sheet,
            scoring.score(of, sheet),
            scored_on=date(2026, place % 12 + 1, 3),
            numbers=place % 2 == 0,
            pattern=place % 3 == 0,
        )
        for place, sheet in enumerate(random_sheets(of, 2000, seed=14))
    }

    assert len({fragment(of, 1, one) for one in shown}) == len(shown) > 1000


def test_fragment_of_the_widest_pattern_that_a_catalog_allows_holds_it():
    questions = [
        make_question(f"q-{place}", slug, baseline=baseline)
        for place, (slug, baseline) in enumerate([("ideas", 0), ("order", 6)])
    ]
    of = parse_catalog(make_document(questions=questions))
    sheet = {"q-0": 5, "q-1": 1}
    outcome = scoring.score(of, sheet)
    shown = excerpt(of, sheet, outcome, scored_on=NOVEMBER, numbers=False, pattern=True)

    assert shown.pattern == (125, -125)
    assert content_of(fragment(of, 1, shown)).endswith("02 00 7d ff 83")


@pytest.mark.parametrize("month", [date(2019, 12, 1), date(7481, 5, 1)])
def test_fragment_of_a_month_beyond_two_bytes_is_refused(month):
    with pytest.raises(OverflowError):
        fragment(seed_catalog(), 1, replace(BARE, month=month))


def test_fragment_of_a_catalog_with_more_roles_than_a_byte_counts_is_refused():
    of = wide_catalog(256, 2)
    slugs = tuple(role.slug for role in of.roles)

    with pytest.raises(OverflowError):
        fragment(of, 1, replace(BARE, roles=slugs))
    assert len(fragment(wide_catalog(255, 2), 1, replace(BARE, roles=slugs[:255]))) == 353
