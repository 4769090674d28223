"""Writes that loading a file is made of: rows change only where they differ."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def save_changed(instance: models.Model, values: Mapping[str, Any], reason: str) -> None:
    """Saves only when something differs, so that the history holds changes and nothing else."""
    if not instance._state.adding and all(
        getattr(instance, name) == value for name, value in values.items()
    ):
        return
    for name, value in values.items():
        setattr(instance, name, value)
    instance._change_reason = reason  # type: ignore[attr-defined]  # read by simple_history
    instance.save()


def save_rows(
    stored: models.QuerySet[Row],
    rows: Sequence[Mapping[str, Any]],
    reason: str,
    by: Sequence[str] = ("slug",),
) -> list[Row]:
    """Creates or updates one stored row for each of `rows`, in order; returns them in that order.

    Args:
        stored: the table, or its part that belongs to one owner.
        rows: the values of each row; a position is added.
        by: the fields by which rows are known; none of them: by their order.
    """
    known = {_known_by(row, by) or number: row for number, row in enumerate(stored, start=1)}
    saved = []
    for position, values in enumerate(rows, start=1):
        key = tuple(values[name] for name in by) or position
        instance = known.get(key) or stored.model()
        save_changed(instance, {**values, "position": position}, reason)
        saved.append(instance)
    return saved


def _known_by(row: models.Model, by: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in by)


def delete_others(stored: models.QuerySet[Row], kept: Iterable[models.Model], reason: str) -> None:
    """Deletes the rows that are not `kept`, with all that belongs to them."""
    for instance in stored.exclude(pk__in=[row.pk for row in kept]):
        _delete(instance, reason)


def _delete(instance: models.Model, reason: str) -> None:
    """One by one, so that the history of what goes with a row has the reason, too."""
    for relation in instance._meta.related_objects:
        if relation.on_delete is models.CASCADE and relation.related_name != "+":
            for part in getattr(instance, str(relation.get_accessor_name())).all():
                _delete(part, reason)
    instance._change_reason = reason  # type: ignore[attr-defined]  # read by simple_history
    instance.delete()
