"""Tokens and tickets: what opens an attempt or a public link, and what lets one begin.

A token is 128 random bits; whoever has it can read and change the attempt. Its 22 letters could
hold 132 bits, so the last one has two bits of its own and is one of A, Q, g and w: no token ends
on a sign that chats would cut off. Page 1 writes nothing,
so its address holds a ticket instead: the token with the catalog version that the page was made
of and the time it was made, all signed. Nobody can begin attempts with tokens of their own, and
an attempt begins with the version that its first page was made of.
"""

import base64
import re
import secrets
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

from roles.domain.errors import AttemptUnknown, TicketExpired
from roles.models import Attempt
from roles.models.quiz import TOKEN_FORM, is_token
from roles.queries.quiz import stored_attempt, unsaved_attempt

TOKEN_BYTES = 16
TICKET_MAX_AGE = timedelta(days=7)  # how long page 1 may lie open before its first Continue

TICKET_FORM = rf"{TOKEN_FORM}\.[0-9]{{1,9}}\.[A-Za-z0-9]+\.[A-Za-z0-9_-]{{43}}"
_SIGNED = re.compile(rf"({TOKEN_FORM})\.([0-9]{{1,9}})")


class Ticket(NamedTuple):
    token: str
    version: int  # number of the catalog version
    made_at: datetime


def _signer() -> signing.TimestampSigner:
    """Made when needed: one made at import would keep the keys of that moment."""
    return signing.TimestampSigner(sep=".", salt="roles.tickets")


def new_ticket(version: int, token: str = "") -> str:
    """A ticket for a new attempt with that catalog version; a part of an address as it stands.

    Args:
        token: of the attempt, where its version was chosen by it.
    """
    return _signer().sign(f"{token or new_token()}.{version}")


def new_token() -> str:
    """128 random bits from the operating system."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def read_ticket(text: str) -> Ticket:
    """The ticket of an address, however old.

    Raises:
        AttemptUnknown: when this is no ticket that we signed.
    """
    try:
        value = _signer().unsign(text)
    except signing.BadSignature as error:
        raise AttemptUnknown from error
    match = _SIGNED.fullmatch(value)
    if match is None:
        raise AttemptUnknown
    seconds = signing.b62_decode(text.split(".")[-2])
    return Ticket(match[1], int(match[2]), datetime.fromtimestamp(seconds, UTC))


def attempt_at(key: str, *, with_result: bool = True) -> Attempt:
    """The attempt of an address, with its version and its result, if it has one.

    One query for a token. A ticket costs one more while the attempt has not begun: it comes with
    its first page, and is not saved.

    Args:
        key: a token or a ticket, as it stands in the address of a page.
        with_result: as in `stored_attempt`.

    Raises:
        AttemptUnknown: when no attempt has this address, or it is none.
        AttemptDeleted: when the attempt was deleted, or its result is kept no longer.
        TicketExpired: when page 1 was opened too long ago to begin now.
    """
    if is_token(key):
        return stored_attempt(key, with_result=with_result)
    ticket = read_ticket(key)
    attempt = unsaved_attempt(ticket.token, ticket.version, with_result=with_result)
    if attempt.pk is None:
        refuse_old(ticket, timezone.now())
        attempt.ticket = key
        attempt.started_at = attempt.saved_at = ticket.made_at
    return attempt


def refuse_old(ticket: Ticket, now: datetime) -> None:
    """Checks that a ticket may still begin an attempt. One from the future may: clocks are set.

    Raises:
        TicketExpired: when it was made more than TICKET_MAX_AGE ago.
    """
    if now - ticket.made_at > TICKET_MAX_AGE:
        raise TicketExpired


# --- the same for public links: a form that is sent twice makes one link


def _link_signer(private_token: str) -> signing.Signer:
    """Of one attempt only: its ticket makes no link to another one."""
    return signing.Signer(sep=".", salt=f"roles.tickets.link.{private_token}")


def new_link_ticket(private_token: str) -> str:
    """For one showing of the form in which that attempt's owner makes a link."""
    return _link_signer(private_token).sign(new_token())


def read_link_ticket(private_token: str, text: str) -> str | None:
    """The random part; None when this is no ticket that we signed for that attempt."""
    try:
        return _link_signer(private_token).unsign(text)
    except signing.BadSignature:
        return None


def link_token(random_part: str, *choices: object) -> str:
    """The token of the link that a form asks for, 128 bits: another one for other choices, which
    somebody makes who goes back to the form. Without our key it cannot be worked out."""
    text = repr((random_part, choices))
    digest = salted_hmac("roles.tickets.link_token", text, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode().rstrip("=")
