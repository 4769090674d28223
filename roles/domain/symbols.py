"""Which shapes roles may still take."""

from collections.abc import Iterable

from roles.domain.types import SYMBOLS


def free_symbols(taken: Iterable[str]) -> tuple[str, ...]:
    """The shapes that no role has, in the order in which they are given out. Where there are none,
    roles may share."""
    used = set(taken)
    return tuple(symbol for symbol in SYMBOLS if symbol not in used)
