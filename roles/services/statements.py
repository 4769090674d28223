"""Writes of statements in the draft that are more than a save of one row."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from roles.content.values import SLUG
from roles.models import Question
from roles.queries.statements import taken_slugs, was_published
from roles.services.rows import save_changed


@transaction.atomic
def replace_statement(*, old: Question, new: Question) -> Question:
    """Retires a statement and puts a new one in its place, beside it in the order.

    Args:
        old: as stored.
        new: unsaved, with its values; its slug is made from its text, and nothing was learned yet
            of how people answer it.

    Returns:
        The new one, saved.
    """
    new.slug = fresh_slug(new.text)
    new.baseline = Question._meta.get_field("baseline").get_default()
    save_changed(old, {"active": False}, f"replaced by {new.slug}"[:REASON])
    new._change_reason = f"replaces {old.slug}"[:REASON]  # type: ignore[attr-defined]  # read by simple_history
    new.save(force_insert=True)
    return new


REASON = 100  # letters that simple_history keeps


@transaction.atomic
def set_active(*, statements: Iterable[Question], active: bool) -> int:
    """Retires statements, or brings them back. Returns how many were not so already."""
    changed = [row for row in statements if row.active != active]
    for row in changed:
        save_changed(row, {"active": active}, "brought back" if active else "retired")
    return len(changed)


def fresh_slug(text: str) -> str:
    """A slug like the text that no statement has, or had in a version."""
    stem = slugify(text)[: SLUG - 4].rstrip("-") or "statement"
    taken = taken_slugs()
    number = 1
    slug = stem
    while slug in taken or was_published(slug):
        number += 1
        slug = f"{stem}-{number}"
    return slug
