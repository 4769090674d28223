"""What the script reads out of an offline link, without the page that shows it: all, or nothing."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from zlib import crc32

import pytest

from tests.browser.offline_links import CATALOG, SNAPSHOTS, TEXTS, shown, text_of
from tests.domain.strategies import random_sheets

OF = {"version": 1, "roles": 5, "dimensions": 6}
OLD_OF = {"dimensions": 4}  # of the catalog that the old links are of
PLACES = {role.slug: place for place, role in enumerate(CATALOG.roles)}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=%/+ \N{BULLET}"
# As one long text each way: Playwright takes its time to hand over many values.
DECODE = """
async (given) => {
  const { decode } = await import("/static/js/offline_link.js");
  const { texts, of } = JSON.parse(given);
  return JSON.stringify(texts.map((text) => decode(text, of)));
}
"""
# Links that people hold, made by earlier versions: what they say must never change.
OLD = {
    "1.HABSBQACAwQBXQQCAQAEACz_4QAs_8gG9Q9L": (
        *("clear", "2026-11", [0, 2, 3, 4, 1], [93, 4, 2, 1, 0], [44, -31, 44, -56]),
    ),
    "1.EwBSBQABAgMEBAAAAAAAAAAAs9mGuw": ("no_direction", "2026-11", None, None, [0, 0, 0, 0]),
    "1.HQBSBQACAwEELhsNDQEEACYADP_0_9p4u-Em": (
        *("leaning", "2026-11", [0, 2, 3, 1, 4], [46, 27, 13, 13, 1], [38, 12, -12, -38]),
    ),
    "1.BgBSBQACBAEDJmTNeg": ("close", "2026-11", [0, 2, 4, 1, 3], None, None),
    # Made before "-" and "_" were left out at the end.
    "1.HAAfBQMAAQQCSA4JBAEE__AAEgAa_-S9CZd_": (
        *("clear", "2022-08", [3, 0, 1, 4, 2], [72, 14, 9, 4, 1], [-16, 18, 26, -28]),
    ),
    "1.HAs4BQMAAQQCSA4JBAEE__AAEgAa_-TDHb-_": (
        *("clear", "2259-05", [3, 0, 1, 4, 2], [72, 14, 9, 4, 1], [-16, 18, 26, -28]),
    ),
}
# The same of format 2, made before three roles could be named.
OLD_JSON = {
    "2.WyJjbGVhciIsIjIwMjYtMTEiLFszLDAsMSw0LDJdLFs3MiwxNCw5LDQsMV0sWy0xNiwxOCwyNiwtMjhdXQ."
    "04dd984c": (*("clear", "2026-11", [3, 0, 1, 4, 2], [72, 14, 9, 4, 1], [-16, 18, 26, -28]),),
}
GOOD = ["clear", "2026-11", [3, 0, 1, 4, 2], [72, 14, 9, 4, 1], [-16, 250, None, -250, 0, 7]]
CLOSE_GOOD = ["close", *GOOD[1:]]
FORGED_NAMED = [
    *([*GOOD, count, False] for count in (0, 2, 3, None, "1")),
    *([*CLOSE_GOOD, count, False] for count in (1, 4, 2.5)),
    *([*GOOD, 1, noted] for noted in (True, None, 0)),  # what is clear is no rough guess
    *([*GOOD, 1], GOOD, [*GOOD, 1, False, None]),
]
FORGED_AVERAGE = [
    *([*GOOD, 1, False, average] for average in (-1, 101, 50.5, "50", True, [50])),
    *([*GOOD, 1, False], [*GOOD, 1, False, 50, 50], [*GOOD, 2, False, 50]),
    [*GOOD[:4], None, 1, False, 50],  # no chart, yet how much is liked
]
FORGED = [
    *(None, {}, [], GOOD[:4], [*GOOD, None]),
    *(["sure", *GOOD[1:]], [None, *GOOD[1:]]),
    *([GOOD[0], month, *GOOD[2:]] for month in ("2026-13", "2026-11-01", 202611, None)),
    *(
        [*GOOD[:2], order, *GOOD[3:]]
        for order in ([3, 0, 1, 4], [3, 0, 1, 4, 2, 2], [3, 0, 1, 4, 3], [3, 0, 1, 4, 5], "30142")
    ),
    ["clear", "2026-11", None, None, None],  # no order, yet a direction
    ["no_direction", "2026-11", None, *GOOD[3:]],  # no order, yet numbers
    *(
        [*GOOD[:3], numbers, GOOD[4]]
        for numbers in ([71, 14, 9, 4, 1], [101, -1, 0, 0, 0], [72, 28], [71.5, 14.5, 9, 4, 1], 100)
    ),
    *([*GOOD[:4], pattern] for pattern in ([1, 2, 3, 4], [0] * 7, [*[0] * 5, "4"], [0.5] * 6)),
]
ROLES, NUMBERS, POINTS = "05 03 00 01 04 02", "48 0e 09 04 01", "04 fff0 00fa 8000 ff06"
OLD_GOOD = f"1c 0052 {ROLES} {NUMBERS} {POINTS}"
OLD_FORGED = [
    *("", f"24 0052 {ROLES}", "04 0052 04 03 00 01 02", "04 0052 05 03 00 01 04 03"),
    *(f"03 0052 {ROLES}", f"0b 0052 05 00 01 02 03 04 {NUMBERS}", f"0c 0052 {ROLES}"),
    *(f"14 0052 {ROLES} 03 fff0 00fa 8000", f"{OLD_GOOD} 00", OLD_GOOD[:-2]),
]
ENDS = (".", ",", ")", "]", ">", '"', "'", "%22", "_", "__", "-", "*", "**", "_.", "/", "/)", "~")
ADDED = ("?utm_source=a&b=c_", "&fbclid=IwAR0_x-y", "&quot;", "'s", "%20and", "%E2%80%8B", "#x")
TAILS = (*ENDS, *ADDED, "%", "%zz", "%E2", "\N{BULLET}")


@pytest.fixture
def decode(open_page):
    page = open_page("/robots.txt")

    def run(texts, **of):
        given = json.dumps({"texts": list(texts), "of": OF | of})
        return json.loads(page.evaluate(DECODE, given))

    return run


@pytest.fixture
def states(decode):
    return lambda texts, **of: [found["state"] for found in decode(texts, **of)]


NAMED = {"close": 2, "no_direction": 0}


def result(certainty, month, order, numbers, pattern, named=None, is_noted=False, average=None):
    """What the script gives of these."""
    return {
        "state": "result",
        "certainty": certainty,
        "month": month,
        "order": order,
        "numbers": numbers,
        "pattern": pattern,
        "named": NAMED.get(certainty, 1) if named is None else named,
        "isNoted": is_noted,
        "average": average,
    }


def as_read(one):
    """A snapshot as the script gives it."""
    return result(
        one.certainty,
        f"{one.month:%Y-%m}",
        [PLACES[slug] for slug in one.roles] if one.is_ordered else None,
        one.numbers and list(one.numbers),
        one.pattern and list(one.pattern),
        one.named_count,
        one.is_noted,
        one.average,
    )


def many_snapshots():
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
    is_newer = number is not None and int(number[1]) > 4
    return "newer" if is_newer else "damaged" if changed else "none"


def coded(content):
    return urlsafe_b64encode(content).decode().rstrip("=")


def sealed(content, form=2):
    """The text of any JSON, with a checksum that is right."""
    text = f"{form}.{coded(json.dumps(content).encode())}"
    return f"{text}.{crc32(f'1.{text}'.encode()):08x}"


def sealed_bytes(content):
    """The same of format 1."""
    content = bytes.fromhex(content)
    return f"1.{coded(content + crc32(b'1.1.' + content).to_bytes(4))}"


def test_law_10000_results_come_out_of_their_links_as_they_went_in(decode):
    snapshots = list(many_snapshots())
    kinds = {(one.certainty, one.numbers is None, one.pattern is None) for one in snapshots}
    texts = [text_of(one) for one in snapshots]

    assert decode(texts) == [as_read(one) for one in snapshots]
    # Nothing that has to be quoted, or that chats or Markdown change.
    assert all(re.fullmatch(r"[2-4]\.[A-Za-z0-9]+\.[0-9a-f]{8}", text) for text in texts)
    assert len(kinds) == 4 * 4
    assert {one.is_ordered for one in snapshots} == {True, False}
    assert any(None in one.pattern for one in snapshots if one.pattern)


@pytest.mark.parametrize(
    "text",
    [TEXTS["clear"], TEXTS["no order"], *[*OLD][:4:3]],
    ids=["all", "no order", "old", "old and short"],
)
def test_law_link_with_any_letter_changed_opens_as_itself_or_not_at_all(decode, text):
    of = OLD_OF if text in OLD else {}
    texts, [itself] = sorted({*changed(text)} - {text}), decode([text], **of)
    found = decode(texts, **of)

    assert [one["state"] for one in found] == [state_of_changed(one, text) for one in texts]
    assert all(one == itself for one in found if one["state"] == "result")


def test_old_links_say_what_they_said_when_they_were_made(decode):
    old = OLD | OLD_JSON

    assert decode(old, **OLD_OF) == [result(*said) for said in old.values()]


def test_old_link_whose_last_sign_a_chat_cut_off_opens_all_the_same(decode):
    *_, one, two = OLD  # which ends on two of them

    cut = decode([one[:-1], two[:-1], two[:-2]], **OLD_OF)

    assert cut == decode([one, two, two], **OLD_OF)


def test_link_with_a_tail_of_a_chat_or_a_sentence_opens_as_without(decode):
    for texts, of in (([*TEXTS.values()], {}), ([*OLD], OLD_OF)):
        results = decode(texts, **of)
        for tail in TAILS:
            assert (tail, decode([text + tail for text in texts], **of)) == (tail, results)
        assert {found["state"] for found in results} == {"result"}


def test_link_with_quoted_and_invisible_letters_opens_all_the_same(decode):
    text = TEXTS["clear"]
    quoted = "".join(f"%{ord(letter):02X}" for letter in text)
    hidden = "%E2%80%8B".join((text[:5], text[5:9], text[9:], "%C2%AD"))

    assert decode([quoted, quoted.replace("%", "%25"), hidden]) == decode([text]) * 3


def test_old_link_with_any_byte_or_idle_bit_changed_is_damaged(states):
    text = [*OLD][3]
    content = urlsafe_b64decode(text[2:] + "==")
    flipped = [
        "1." + coded(content[:at] + bytes([content[at] ^ flip]) + content[at + 1 :])
        for at in range(len(content))
        for flip in range(1, 256)
    ]
    idle = text[:-1] + LETTERS[LETTERS.index(text[-1]) + 1]

    assert urlsafe_b64decode(idle[2:] + "==") == content
    assert set(states([*flipped, idle], **OLD_OF)) == {"damaged"}


def test_link_of_what_no_snapshot_says_is_damaged_though_its_checksum_is_right(states):
    found = zip(FORGED, states(map(sealed, FORGED)), strict=True)

    assert states([sealed(GOOD)]) == states([sealed_bytes(OLD_GOOD)], **OLD_OF) == ["result"]
    assert [content for content, state in found if state != "damaged"] == []
    assert set(states(map(sealed_bytes, OLD_FORGED), **OLD_OF)) == {"damaged"}


def test_link_of_three_roles_or_a_guess_says_so_and_nothing_that_cannot_be(states, decode):
    named = [[*CLOSE_GOOD, 3, False], [*CLOSE_GOOD, 2, True], ["leaning", *GOOD[1:], 1, True]]
    forged = [sealed(content, 3) for content in FORGED_NAMED]

    assert decode([sealed(content, 3) for content in named]) == [result(*row) for row in named]
    assert set(states(forged)) == {"damaged"}


def test_link_with_a_chart_tells_how_much_is_liked_overall_and_nothing_that_cannot_be(
    states, decode
):
    ends = [[1, False, 0], [1, False, 100], [1, False, 54], [1, False, None]]

    assert decode([sealed([*GOOD, *end], 4) for end in ends]) == [
        result(*GOOD, *end) for end in ends
    ]
    assert set(states(sealed(content, 4) for content in FORGED_AVERAGE)) == {"damaged"}


@pytest.mark.parametrize("version", [1, 2, 11])
def test_link_under_another_version_is_damaged(states, version):
    texts = [text_of(SNAPSHOTS["clear"], number) for number in (1, 2, 11)]
    found = dict(zip((1, 2, 11), states([*texts], version=version), strict=True))

    assert found == dict.fromkeys((1, 2, 11), "damaged") | {version: "result"}
    assert states(OLD, version=12, **OLD_OF) == ["damaged"] * len(OLD)


def test_text_of_something_else_is_damaged_and_of_a_later_format_newer(states):
    others = [
        "0.AAAA",
        "01.AAAA",
        "x.AAAA",
        "1",
        "1.",
        "2.",
        ".",
        "main",
        "-2.A",
        "2.A.0",
        "4.AAAA",
    ]
    later = ["5.AAAA", "10.x!y", "999999999999999999999.", "5.\N{BULLET}"]

    assert states(others) == ["damaged"] * len(others)
    assert states(later) == ["newer"] * len(later)
