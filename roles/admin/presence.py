"""Who else has a form open, as far as the cache knows: a hint, never a lock."""

import time
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Model

OPEN_SECONDS = 15 * 60  # for how long a form that was opened counts as open


class Visitor(NamedTuple):
    name: str
    minutes: int  # since they opened it


def open_form(row: Model, user: Any) -> list[Visitor]:  # noqa: ANN401  # whoever is signed in
    """Notes that somebody opened a row's form, and tells who else has it open, latest first."""
    now = time.time()
    opened = _opened(row, now)
    others = sorted(
        (held for person, held in opened.items() if person != user.pk),
        key=lambda held: held[1],
        reverse=True,
    )
    opened[user.pk] = (user.get_full_name() or user.get_username(), now)
    cache.set(_key(row), opened, OPEN_SECONDS)
    return [Visitor(name, int(now - since) // 60) for name, since in others]


def close_form(row: Model, user: Any) -> None:  # noqa: ANN401  # whoever is signed in
    """Notes that somebody saved it, or deleted the row."""
    opened = _opened(row, time.time())
    if opened.pop(user.pk, None):
        cache.set(_key(row), opened, OPEN_SECONDS)


def _opened(row: Model, now: float) -> dict[int, tuple[str, float]]:
    held = cache.get(_key(row)) or {}
    return {
        user: (name, since) for user, (name, since) in held.items() if now - since < OPEN_SECONDS
    }


def _key(row: Model) -> str:
    return f"open-form:{row._meta.label_lower}:{row.pk}"
