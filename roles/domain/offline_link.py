"""An excerpt as a short text that stands in an address after `#`, of which no server is told.

Written here, read by static/js/shared.js on a page that knows the catalog version. Format 1 is
`1.` and these bytes in base64url without padding:

    1          flags: bits 0 and 1 the certainty (its place in CERTAINTIES), bit 2 is_ordered,
               bit 3 numbers follow, bit 4 a pattern follows; the other bits are 0
    2          months since January 2020
    1          how many roles
    1 per role          its place in the catalog, from 0, in the excerpt's order
    1 per role          with numbers: each role's number, in the same order
    1                   with a pattern: how many dimensions
    2 per dimension     with a pattern: points of 100, signed; -32768 for one without answers
    4          CRC-32 of the text `1.<version number>.` followed by all bytes above

Whole numbers, the high byte first. At most that is 9 bytes, and 2 per role and per dimension: 38
characters for 5 roles and 4 dimensions, 78 for 12 and 12. The checksum finds what was lost or
changed on the way, and a catalog version that is not the link's own; it is no signature. Links
cannot be called back, so a change of the bytes is a new format with a number of its own.

Chats and Markdown cut `-` and `_` off the end of an address, or add one. So none stands there: the
reader puts it back, as the first byte tells how long the text is, and the checksum which it was.
"""

import base64
import zlib
from collections.abc import Iterator
from datetime import date

from roles.domain.snapshot import Excerpt
from roles.domain.types import Catalog, Certainty

FORMAT = 1
CERTAINTIES: tuple[Certainty, ...] = ("clear", "leaning", "close", "no_direction")
IS_ORDERED, HAS_NUMBERS, HAS_PATTERN = 4, 8, 16
FIRST_YEAR = 2020
NO_ANSWERS = -(2**15)  # no pattern reaches so far: baselines from 0 to 6 keep them within 250


def fragment(catalog: Catalog, version_number: int, excerpt: Excerpt) -> str:
    """What stands after `#` in the address that opens the excerpt: letters, digits, `.`, `-`, `_`,
    a letter or digit at the end.

    Args:
        catalog: of the version of that number, under which the excerpt was made.

    Raises:
        OverflowError: for more than 255 roles or dimensions, or a month before 2020 (or after
            April 7481).
    """
    content = b"".join(_parts(catalog, excerpt))
    checksum = zlib.crc32(f"{FORMAT}.{version_number}.".encode() + content)
    code = base64.urlsafe_b64encode(content + checksum.to_bytes(4)).decode()
    return f"{FORMAT}.{code.rstrip('=').rstrip('-_')}"


def _parts(catalog: Catalog, excerpt: Excerpt) -> Iterator[bytes]:
    places = {role.slug: place for place, role in enumerate(catalog.roles)}
    yield _flags(excerpt).to_bytes()
    yield _months(excerpt.month).to_bytes(2)
    yield len(excerpt.roles).to_bytes()
    yield bytes(places[slug] for slug in excerpt.roles)
    if excerpt.numbers is not None:
        yield bytes(excerpt.numbers)
    if excerpt.pattern is not None:
        yield len(excerpt.pattern).to_bytes()
        for points in excerpt.pattern:
            yield (NO_ANSWERS if points is None else points).to_bytes(2, signed=True)


def _flags(excerpt: Excerpt) -> int:
    flags = CERTAINTIES.index(excerpt.certainty)
    flags |= IS_ORDERED if excerpt.is_ordered else 0
    flags |= 0 if excerpt.numbers is None else HAS_NUMBERS
    return flags | (0 if excerpt.pattern is None else HAS_PATTERN)


def _months(month: date) -> int:
    return (month.year - FIRST_YEAR) * 12 + month.month - 1
