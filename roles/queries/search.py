"""Search over everything that admins write: statements, roles, days, the role pages, the site."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models

from roles.models import (
    CONTENT_ROWS,
    Area,
    ContentRow,
    Day,
    Dimension,
    Question,
    RoleProfile,
    SiteTexts,
)
from roles.queries.texts import sentences

TABLES: tuple[type[models.Model], ...] = (
    *(Question, RoleProfile, Day, Dimension, Area),
    *CONTENT_ROWS,
    SiteTexts,
)


@dataclass(frozen=True)
class Hit:
    """A row that has all the words."""

    row: models.Model
    text: str  # the one of its texts with the most of the words


def folded(text: str) -> str:
    """A text as searched: without capitals and accents."""
    return "".join(map(folded_letter, unicodedata.normalize("NFC", text)))


def folded_letter(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if unicodedata.category(part) != "Mn").casefold()


def words_of(query: str) -> list[str]:
    return list(dict.fromkeys(folded(query).split()))


def has_words(text: str, query: str) -> bool:
    """Whether a text has all words of a query, in any order, whole or as parts of longer ones."""
    searched = folded(text)
    return all(word in searched for word in words_of(query))


def search_draft(query: str) -> dict[type[models.Model], list[Hit]]:
    """The draft's rows that have all words of a query, by table, in the order of the menu. Tables
    without any are left out. Thirteen queries, or none for nothing."""
    words = words_of(query)
    found: dict[type[models.Model], list[Hit]] = {}
    for table in TABLES:
        hits = list(_hits(table, words)) if words else []
        if hits:
            found[table] = hits
    return found


def _hits(table: type[models.Model], words: list[str]) -> Iterator[Hit]:
    rows = table._default_manager.all()
    for row in rows.prefetch_related("targets") if table is RoleProfile else rows:
        held = list(_texts(row))
        searched = [folded(text) for text in held]
        if all(any(word in text for text in searched) for word in words):
            counts = [sum(word in text for word in words) for text in searched]
            yield Hit(row, held[counts.index(max(counts))])


def _texts(row: models.Model) -> Iterable[str]:
    """What somebody wrote in a row, long texts first."""
    if isinstance(row, ContentRow | SiteTexts):
        return list(sentences(row.document))
    own = [
        str(getattr(row, field.name))
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField) and not field.choices
    ]
    own.sort(key=len, reverse=True)
    if isinstance(row, RoleProfile):
        own += [target.reason for target in row.targets.all()]
    return own
