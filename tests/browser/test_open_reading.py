"""What the script reads out of an address, without the page that shows it: all, or nothing."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import date
from zlib import crc32

import pytest

from roles.domain.offline_link import fragment
from tests.browser.open_addresses import CATALOG, EXCERPTS, TEXTS, shown, text_of
from tests.domain.strategies import random_sheets

OF = {"version": 1, "roles": 5, "dimensions": 4}
PLACES = {role.slug: place for place, role in enumerate(CATALOG.roles)}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=%/+ \N{BULLET}"
# As one long text each way: Playwright takes its time to hand over many values.
DECODE = """
async (given) => {
  const { decode } = await import("/static/js/shared.js");
  const { texts, of } = JSON.parse(given);
  return JSON.stringify(texts.map((text) => decode(text, of)));
}
"""
ROLES, NUMBERS, POINTS = "05 03 00 01 04 02", "34 1a 0d 08 01", "04 fff0 00fa 8000 ff06"
FORGED = {
    "nothing": "",
    "a flag unknown": f"24 0052 {ROLES}",
    "a role fewer": "04 0052 04 03 00 01 02",
    "a role more": "04 0052 06 03 00 01 04 02 05",
    "a role twice": "04 0052 05 03 00 01 04 03",
    "all roles and one again": "04 0052 06 03 00 01 04 02 02",
    "a role unknown": "04 0052 05 03 00 01 04 05",
    "no order, yet not the catalog's": f"03 0052 {ROLES}",
    "no order, yet numbers": f"0b 0052 05 00 01 02 03 04 {NUMBERS}",
    "numbers of 99": f"0c 0052 {ROLES} 33 1a 0d 08 01",
    "numbers of 356": f"0c 0052 {ROLES} ff 32 1a 0d 0c",
    "numbers missing": f"0c 0052 {ROLES}",
    "numbers without their flag": f"04 0052 {ROLES} {NUMBERS}",
    "pattern missing": f"14 0052 {ROLES}",
    "pattern cut": f"14 0052 {ROLES} {POINTS[:-2]}",
    "a dimension fewer": f"14 0052 {ROLES} 03 fff0 00fa 8000",
    "a dimension more": f"14 0052 {ROLES} 05 fff0 00fa 8000 ff06 0000",
    "a byte more": f"1c 0052 {ROLES} {NUMBERS} {POINTS} 00",
}
ENDS = (".", ",", ")", "]", ">", '"', "'", "%22", "_", "__", "-", "*", "**", "_.", "/", "/)", "~")
ADDED = ("?utm_source=a&b=c_", "&fbclid=IwAR0_x-y", "&quot;", "'s", "%20and", "%E2%80%8B", "#x")
TAILS = (*ENDS, *ADDED, "%", "%zz", "%E2", "\N{BULLET}")
# Made before links left out such signs at their end: the clear one of other months.
OLD = {
    date(2026, 10, 1): "1.HABRBQMAAQQCSA4JBAEE__AAEgAa_-SaJ9Y-",
    date(2022, 8, 1): "1.HAAfBQMAAQQCSA4JBAEE__AAEgAa_-S9CZd_",
    date(2259, 5, 1): "1.HAs4BQMAAQQCSA4JBAEE__AAEgAa_-TDHb-_",
}
EVERY_TEXT = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


@pytest.fixture
def decode(open_page):
    page = open_page("/")

    def run(texts, **of):
        given = json.dumps({"texts": list(texts), "of": OF | of})
        return json.loads(page.evaluate(DECODE, given))

    return run


@pytest.fixture
def states(decode):
    return lambda texts, **of: [found["state"] for found in decode(texts, **of)]


def as_read(one):
    """An excerpt as the script gives it."""
    return {
        "state": "result",
        "certainty": one.certainty,
        "isOrdered": one.is_ordered,
        "roles": [PLACES[slug] for slug in one.roles],
        "numbers": None if one.numbers is None else list(one.numbers),
        "pattern": None if one.pattern is None else list(one.pattern),
        "months": (one.month.year - 2020) * 12 + one.month.month - 1,
    }


def many_excerpts():
    for place, sheet in enumerate(random_sheets(CATALOG, 10_000, seed=20)):
        picked = {"numbers": place % 2 == 0, "pattern": place % 4 < 2}
        yield shown(sheet, month=place % 12 + 1, **picked)


def changed(text):
    """The text with one letter more, fewer or different; and only its start or its end."""
    for at in range(len(text) + 1):
        yield text[:at]
        yield text[at:]
        yield text[:at] + text[at + 1 :]
        for letter in LETTERS:
            yield text[:at] + letter + text[at:]
            yield text[:at] + letter + text[at + 1 :]


def state_of_changed(changed, text):
    if changed.startswith(text) and not re.match("[A-Za-z0-9]", changed[len(text) :]):
        return "result"  # the same one: only something was added behind it
    number = re.match(r"([1-9][0-9]*)\.", changed)
    is_newer = number is not None and int(number[1]) > 1
    return "newer" if is_newer else "damaged" if changed else "none"


def content_of(text):
    return urlsafe_b64decode(text[2:] + "=" * (-len(text[2:]) % 4))


def coded(content):
    return "1." + urlsafe_b64encode(content).decode().rstrip("=")


def sealed(content):
    """The text of any bytes, with a checksum that is right."""
    content = bytes.fromhex(content)
    return coded(content + crc32(b"1.1." + content).to_bytes(4))


def test_law_10000_results_come_out_of_their_addresses_as_they_went_in(decode):
    excerpts = list(many_excerpts())
    texts = [text_of(one) for one in excerpts]
    kinds = {(one.certainty, one.numbers is None, one.pattern is None) for one in excerpts}

    assert decode(texts) == [as_read(one) for one in excerpts]
    assert len(kinds) == 4 * 4
    assert {one.is_ordered for one in excerpts} == {True, False}
    assert any(None in one.pattern for one in excerpts if one.pattern)
    assert max(map(len, texts)) == 38


@EVERY_TEXT
def test_law_address_with_any_letter_changed_opens_as_itself_or_not_at_all(decode, text):
    texts, [itself] = sorted({*changed(text)} - {text}), decode([text])
    found = decode(texts)

    assert [one["state"] for one in found] == [state_of_changed(one, text) for one in texts]
    assert all(one == itself for one in found if one["state"] == "result")


def test_address_with_a_tail_of_a_chat_or_a_sentence_opens_as_without(decode):
    texts = [*TEXTS.values(), *OLD.values()]
    results = decode(texts)

    for tail in TAILS:
        assert (tail, decode([text + tail for text in texts])) == (tail, results)
    assert {found["state"] for found in results} == {"result"}


def test_old_address_whose_last_sign_a_chat_cut_off_opens_all_the_same(decode):
    cut = [old[:-1] for old in OLD.values()]

    whole = [as_read(replace(EXCERPTS["clear"], month=month)) for month in OLD]

    assert decode(OLD.values()) == decode(cut) == whole
    assert decode([old[:-2] for old in OLD.values()])[-1] == whole[-1]  # which ends on two


def test_address_with_quoted_and_invisible_letters_opens_all_the_same(decode):
    text = TEXTS["clear"]
    quoted = "".join(f"%{ord(letter):02X}" for letter in text)
    hidden = "%E2%80%8B".join((text[:5], text[5:9], text[9:], "%C2%AD"))

    assert decode([quoted, quoted.replace("%", "%25"), hidden]) == decode([text]) * 3


@EVERY_TEXT
def test_law_address_with_any_byte_changed_is_damaged(states, text):
    content = content_of(text)
    texts = [
        coded(content[:at] + bytes([content[at] ^ flip]) + content[at + 1 :])
        for at in range(len(content))
        for flip in range(1, 256)
    ]

    assert set(states(texts)) == {"damaged"}


def test_address_with_idle_bits_set_in_its_last_letter_is_damaged(states):
    """Base64 would read both as the same bytes."""
    text = TEXTS["roles only"]
    other = text[:-1] + LETTERS[LETTERS.index(text[-1]) + 1]

    assert content_of(other) == content_of(text)
    assert states([text, other]) == ["result", "damaged"]


@pytest.mark.parametrize("content", FORGED.values(), ids=FORGED)
def test_address_of_what_no_excerpt_says_is_damaged_though_its_checksum_is_right(states, content):
    good = f"1c 0052 {ROLES} {NUMBERS} {POINTS}"

    assert states([sealed(good), sealed(content)]) == ["result", "damaged"]


@pytest.mark.parametrize("version", [1, 2, 11])
def test_address_under_another_version_is_damaged(states, version):
    texts = [fragment(CATALOG, number, EXCERPTS["clear"]) for number in (1, 2, 11)]

    assert [
        number
        for number, state in zip((1, 2, 11), states(texts, version=version), strict=True)
        if state == "result"
    ] == [version]


@pytest.mark.parametrize("text", ["0.AAAA", "01.AAAA", "x.AAAA", "1", "1.", ".", "main", "-2.A"])
def test_address_of_something_else_is_damaged(states, text):
    assert states([text]) == ["damaged"]


@pytest.mark.parametrize("text", ["2.AAAA", "10.x!y", "999999999999999999999.", "2.\N{BULLET}"])
def test_address_of_a_later_format_is_newer_whatever_it_holds(states, text):
    assert states([text]) == ["newer"]
