"""Writes that loading a file is made of: rows change only where they differ."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
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
        rows: the values of each row; a position is added, unless they are in this order already.
        by: the fields by which rows are known; none of them: by their order.
    """
    known = {_known_by(row, by) or number: row for number, row in enumerate(stored, start=1)}
    kept = [
        known.get(tuple(values[name] for name in by) or at) for at, values in enumerate(rows, 1)
    ]
    instances = [row or stored.model() for row in kept]
    positions = list(range(1, len(rows) + 1))
    if None not in kept and _is_in_order(instances):
        positions = _positions(instances)
    for instance, values, position in zip(instances, rows, positions, strict=True):
        save_changed(instance, {**values, "position": position}, reason)
    return instances


def _is_in_order(rows: Sequence[models.Model]) -> bool:
    """Whether rows stand in this order already: then their numbers stay as they are."""
    return all(before < after for before, after in pairwise(_positions(rows)))


def _positions(rows: Iterable[Any]) -> list[int]:
    return [row.position for row in rows]


def _known_by(row: models.Model, by: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in by)


def delete_others(stored: models.QuerySet[Row], kept: Iterable[models.Model], reason: str) -> None:
    """Deletes the rows that are not `kept`, with all that belongs to them."""
    for instance in stored.exclude(pk__in=[row.pk for row in kept]):
        delete_row(instance, reason)


def delete_row(instance: models.Model, reason: str) -> None:
    """Deletes a row, and what goes with it one by one, so that the history of that has the reason,
    too."""
    for relation in instance._meta.related_objects:
        if relation.on_delete is models.CASCADE and relation.related_name != "+":
            for part in getattr(instance, str(relation.get_accessor_name())).all():
                delete_row(part, reason)
    instance._change_reason = reason  # type: ignore[attr-defined]  # read by simple_history
    instance.delete()


def bring_back(*, row: models.Model) -> bool:
    """Stores a deleted row again as it was, under its own key. Does nothing when its place is
    taken, or what it belongs to is gone.

    Args:
        row: as its history holds it.

    Returns:
        Whether it is stored.
    """
    try:
        row.full_clean()
    except ValidationError:
        return False
    row.save(force_insert=True)
    return True
