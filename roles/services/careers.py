"""Writes of the pages about roles: load a file, say that something has changed."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import zip_longest
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from roles import models
from roles.content import careers, document
from roles.content.careers import Careers
from roles.models.catalog.version import canonical_text
from roles.queries.careers import forget_state
from roles.queries.stored import stored_careers
from roles.services.rows import Row, delete_others, save_rows


def renew_stamp() -> None:
    """Says that the content has changed, so that no page goes on showing what it was."""
    # In one statement, so that two first changes at once do not both want to make the row.
    state = models.CareersState(pk=1, stamp=secrets.token_hex(16))
    models.CareersState.objects.bulk_create(
        [state], update_conflicts=True, unique_fields=["id"], update_fields=["stamp"]
    )
    forget_state()
    transaction.on_commit(forget_state)  # somebody may have looked meanwhile, and seen the old one


@transaction.atomic
def load_careers(*, content: Careers, reason: str) -> bool:
    """Makes the stored content equal to `content`; rows that are equal already are left alone.

    Args:
        content: what is stored then; whatever it lacks is deleted.
        reason: noted in the history of each row written, up to 100 characters.

    Returns:
        Whether anything was written.
    """
    if _text(stored_careers()) == _text(content):
        return False
    _Loading(reason).load(content)
    renew_stamp()
    return True


def _text(content: Careers) -> str:
    """Equal content in equal order gives equal texts."""
    return canonical_text(document.dump(content))


class _Loading:
    """Writes one section after the other; `reason` is noted in the history of each row."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.sources: dict[str, models.Source] = {}
        self.figures: dict[str, models.PayFigure | None] = {}

    def load(self, content: Careers) -> None:
        sources = save_rows(models.Source.objects.all(), self.plain(content.sources), self.reason)
        self.sources = {row.slug: row for row in sources}
        figures = save_rows(models.PayFigure.objects.all(), self.plain(content.pay), self.reason)
        self.figures = {"": None} | {row.slug: row for row in figures}
        self.roles(content.roles)
        self.comparisons(content.comparisons)
        self.reader_questions(content.reader_questions)
        self.titles(content.titles)
        self.save(models.Step.objects.all(), self.plain(content.routes), by=("start", "goal"))
        # What others name goes last.
        delete_others(models.PayFigure.objects.all(), figures, self.reason)
        delete_others(models.Source.objects.all(), sources, self.reason)

    def plain(self, rows: Iterable[Any], *without: str) -> list[dict[str, Any]]:
        """What a table of its own holds of each row; its source as a row."""
        found = []
        for row in rows:
            names = [field.name for field in fields(row) if field.name not in without]
            values = {name: getattr(row, name) for name in names}
            if "source" in values:
                values["source"] = self.sources[values["source"]]
            found.append(values)
        return found

    def save(
        self,
        stored: QuerySet[Row],
        rows: Sequence[Mapping[str, Any]],
        by: Sequence[str] = ("slug",),
    ) -> list[Row]:
        """Makes a table, or its part that belongs to one owner, equal to `rows`."""
        saved = save_rows(stored, rows, self.reason, by)
        delete_others(stored, saved, self.reason)
        return saved

    def roles(self, pages: Sequence[careers.RolePage]) -> None:
        rows = self.save(models.RolePage.objects.all(), self.plain(pages, "points", "pay"))
        for row, page in zip(rows, pages, strict=True):
            self.points(row.points.all(), page.points, page=row)
            shown = [
                {"page": row, "figure": self.figures[each.figure], "note": each.note}
                for each in page.pay
            ]
            self.save(row.pay.all(), shown, by=("figure",))

    def points(
        self,
        stored: QuerySet[Any],
        points: Mapping[str, Sequence[careers.Point]],
        *without: str,
        **owner: Model,
    ) -> None:
        for kind, held in points.items():
            rows = [{**owner, "kind": kind, **values} for values in self.plain(held, *without)]
            self.save(stored.filter(kind=kind), rows, by=())

    def comparisons(self, content: Sequence[careers.Comparison]) -> None:
        sides = ("first", "second", "third")
        values = [
            plain | dict(zip_longest(sides, each.roles, fillvalue=""))
            for plain, each in zip(self.plain(content, "roles", "points"), content, strict=True)
        ]
        rows = self.save(models.Comparison.objects.all(), values, by=sides)
        for row, each in zip(rows, content, strict=True):
            self.points(row.points.all(), each.points, "span", comparison=row)

    def reader_questions(self, content: Sequence[careers.ReaderQuestion]) -> None:
        rows = self.save(models.ReaderQuestion.objects.all(), self.plain(content, "rows"))
        for row, each in zip(rows, content, strict=True):
            table = [{"question": row, **values} for values in self.plain(each.rows)]
            self.save(row.rows.all(), table, by=())

    def titles(self, content: Sequence[careers.Title]) -> None:
        values = [
            plain | {"pay": self.figures[plain["pay"]]} for plain in self.plain(content, "changes")
        ]
        for row, each in zip(self.save(models.Title.objects.all(), values), content, strict=True):
            changes = [
                {"title": row, "dimension": dimension, "text": text}
                for dimension, text in each.changes.items()
            ]
            self.save(row.changes.all(), changes, by=("dimension",))
