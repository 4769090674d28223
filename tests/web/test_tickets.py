"""Tokens and tickets: drawn at random, signed, and refused when touched or too old."""

import base64
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.utils import timezone

from roles.domain.errors import AttemptUnknown, TicketExpired
from roles.models.quiz import is_token
from roles.web import tickets

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
TOKEN = "aB3-_xyzaB3-_xyzaB3-_x"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def signed(value, **changes):
    """A ticket as ours are made, but for what is changed."""
    return signing.TimestampSigner(**{"sep": ".", "salt": "roles.tickets"} | changes).sign(value)


def refused(text):
    with pytest.raises(AttemptUnknown):
        tickets.read_ticket(text)
    return True


# --- what is drawn


def test_ticket_comes_back_as_it_was_made():
    before = timezone.now()
    text = tickets.new_ticket(17)
    ticket = tickets.read_ticket(text)

    assert ticket.token == text.split(".")[0]
    assert ticket.version == 17
    assert before - timedelta(seconds=1) < ticket.made_at <= timezone.now()
    assert ticket.made_at.tzinfo is UTC


def test_token_holds_128_bits_in_22_letters_of_an_address():
    tokens = [tickets.read_ticket(tickets.new_ticket(1)).token for _ticket in range(400)]

    assert {len(token) for token in tokens} == {22}
    assert {len(base64.urlsafe_b64decode(f"{token}==")) * 8 for token in tokens} == {128}
    assert set("".join(tokens)) == set(LETTERS)


def test_token_bits_are_each_drawn_by_chance():
    """In 2000 tokens each bit is set 1000 times, standard deviation 22; all within 6 of it."""
    tokens = [tickets.new_ticket(1).split(".")[0] for _ticket in range(2000)]
    numbers = [int.from_bytes(base64.urlsafe_b64decode(f"{token}==")) for token in tokens]
    counts = [sum(number >> bit & 1 for number in numbers) for bit in range(128)]

    assert len(set(tokens)) == 2000
    assert all(866 < count < 1134 for count in counts)


def test_ticket_is_a_part_of_an_address_and_no_token():
    text = tickets.new_ticket(123_456_789)

    assert re.fullmatch(r"[A-Za-z0-9_-]{22}\.123456789\.[A-Za-z0-9]{6}\.[A-Za-z0-9_-]{43}", text)
    assert is_token(text) is False


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (TOKEN, True),
        ("-" * 22, True),
        (TOKEN[:21], False),
        (f"{TOKEN}x", False),
        (f"{TOKEN}\n", False),
        (f"{TOKEN[:21]} ", False),
        (f"{TOKEN[:21]}.", False),
        (f"{TOKEN[:21]}\x00", False),
        (f"{TOKEN[:21]}\u00e9", False),
        (f"{TOKEN[:21]}\u0663", False),
        ("", False),
    ],
)
def test_is_token_knows_22_letters_of_the_alphabet(text, answer):
    assert is_token(text) is answer


# --- what is refused


def test_ticket_with_any_one_letter_changed_is_refused():
    text = tickets.new_ticket(12)
    for place, letter in enumerate(text):
        others = (other for other in f"{LETTERS}." if other != letter)
        for other in others:
            changed = text[:place] + other + text[place + 1 :]
            assert refused(changed), f"letter {place}"


def test_ticket_with_any_one_letter_left_out_or_doubled_is_refused():
    text = tickets.new_ticket(12)
    for place in range(len(text)):
        assert refused(text[:place] + text[place + 1 :])
        assert refused(text[: place + 1] + text[place:])


@pytest.mark.parametrize(
    "text",
    ["", ".", "...", TOKEN, f"{TOKEN}.1", "\x00", "\u00e9.\u0663.x.y", "%2e.%2e", "a." * 50_000],
    ids=["empty", "dot", "dots", "token", "unsigned", "nul", "unicode", "percent", "long"],
)
def test_text_that_is_no_ticket_is_refused(text):
    assert refused(text)


@pytest.mark.parametrize(
    "value",
    [
        TOKEN,
        f"{TOKEN}.",
        f"{TOKEN}.-1",
        f"{TOKEN}.1x",
        f"{TOKEN}.\u0661",
        f"{TOKEN}.1234567890",
        f"{TOKEN[:21]}.1",
        f"{TOKEN}x.1",
        f"{TOKEN}.1.1",
        f"{TOKEN}.1\n",
    ],
)
def test_value_of_another_shape_is_refused_though_we_signed_it(value):
    assert refused(signed(value))


@pytest.mark.parametrize(
    "changes",
    [{"salt": "roles.links"}, {"key": "k" * 50}, {"algorithm": "sha512"}],
    ids=["salt", "key", "algorithm"],
)
def test_ticket_signed_otherwise_is_refused(changes):
    assert tickets.read_ticket(signed(f"{TOKEN}.1")).token == TOKEN
    assert refused(signed(f"{TOKEN}.1", **changes))


# --- a change of keys


def test_ticket_of_the_key_before_is_taken_while_that_key_is_kept(settings):
    text = tickets.new_ticket(3)
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "new" * 20
    assert refused(text)
    settings.SECRET_KEY_FALLBACKS = [old]

    assert tickets.read_ticket(text).version == 3
    assert tickets.read_ticket(tickets.new_ticket(4)).version == 4


def test_ticket_made_after_a_change_of_keys_is_of_the_new_key(settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "new" * 20
    text = tickets.new_ticket(3)
    settings.SECRET_KEY_FALLBACKS = []

    assert tickets.read_ticket(text).version == 3


# --- age


def test_ticket_is_old_after_7_days():
    ticket = tickets.Ticket(TOKEN, 1, NOON)

    tickets.refuse_old(ticket, NOON + timedelta(days=7))
    with pytest.raises(TicketExpired):
        tickets.refuse_old(ticket, NOON + timedelta(days=7, microseconds=1))


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), timedelta(hours=1), timedelta(days=400)])
def test_ticket_from_the_future_is_taken_as_clocks_are_set(ahead):
    tickets.refuse_old(tickets.Ticket(TOKEN, 1, NOON + ahead), NOON)


# --- of links to be made


def test_link_ticket_opens_for_its_attempt_to_a_fresh_token():
    texts = [tickets.new_link_ticket(TOKEN) for _ticket in range(50)]
    tokens = [tickets.read_link_ticket(TOKEN, text) for text in texts]

    assert [text.split(".")[0] for text in texts] == tokens
    assert len(set(tokens)) == 50
    assert {is_token(token) for token in tokens} == {True}
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}", texts[0])


def test_link_ticket_of_another_attempt_is_none():
    text = tickets.new_link_ticket(TOKEN)

    assert tickets.read_link_ticket(TOKEN[::-1], text) is None
    assert tickets.read_link_ticket("", text) is None


def test_link_ticket_with_any_one_letter_changed_or_left_out_is_none():
    text = tickets.new_link_ticket(TOKEN)
    for place, letter in enumerate(text):
        for other in f"{LETTERS}.".replace(letter, ""):
            changed = text[:place] + other + text[place + 1 :]
            assert tickets.read_link_ticket(TOKEN, changed) is None, f"letter {place}"
        assert tickets.read_link_ticket(TOKEN, text[:place] + text[place + 1 :]) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", ".", TOKEN, f"{TOKEN}.", "\x00", "\u00e9.\u0663", "a." * 50_000),
        tickets.new_ticket(1),
        signing.Signer(sep=".", salt="roles.tickets").sign(TOKEN),
        signing.Signer(sep=".", salt="roles.tickets.link.").sign(TOKEN),
    ],
    ids=["empty", "dot", "token", "bare", "nul", "unicode", "long", "quiz", "salt", "no attempt"],
)
def test_text_that_is_no_link_ticket_is_none(text):
    assert tickets.read_link_ticket(TOKEN, text) is None


def test_link_ticket_is_none_for_a_new_attempt():
    with pytest.raises(AttemptUnknown):
        tickets.read_ticket(tickets.new_link_ticket(TOKEN))


def test_link_ticket_of_the_key_before_is_taken_while_that_key_is_kept(settings):
    text = tickets.new_link_ticket(TOKEN)
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "new" * 20
    assert tickets.read_link_ticket(TOKEN, text) is None
    settings.SECRET_KEY_FALLBACKS = [old]

    assert tickets.read_link_ticket(TOKEN, text) == text.split(".")[0]


def test_link_token_is_one_per_ticket_and_choices_and_key(settings):
    first = tickets.link_token("x" * 22, {"numbers": True}, 1)
    others = [
        tickets.link_token("y" * 22, {"numbers": True}, 1),
        tickets.link_token("x" * 22, {"numbers": False}, 1),
        tickets.link_token("x" * 22, {"numbers": True}, 2),
    ]

    assert tickets.link_token("x" * 22, {"numbers": True}, 1) == first
    settings.SECRET_KEY = "k" * 50
    others.append(tickets.link_token("x" * 22, {"numbers": True}, 1))
    assert len({first, *others}) == 5
    assert all(is_token(token) for token in (first, *others))


def test_tokens_end_on_a_letter_as_128_bits_leave_two_for_the_last_one():
    """What stands at the end of an address and is no letter or digit, chats cut off."""
    tokens = [tickets.new_token() for _number in range(200)]
    tokens += [tickets.link_token(token, "choices") for token in tokens]

    assert {token[-1] for token in tokens} == set("AQgw")
    assert len({*tokens}) == 400
