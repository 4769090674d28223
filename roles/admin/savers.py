"""Who saved or deleted a row last, as far as anybody knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model

Rows = Iterable[tuple[type[Model], str]]  # models with primary keys, as texts


@dataclass(frozen=True)
class Saver:
    name: str  # "" for nobody known
    when: datetime
    user: int | None = None  # primary key


NOBODY = Saver("", datetime.min.replace(tzinfo=UTC))


def last_saver(rows: Rows) -> Saver:
    """Who changed any of them last, by deleting, too."""
    found = [saver for model, key in rows for saver in _savers(model, key)]
    return max(found, key=lambda saver: saver.when, default=NOBODY)


def deleter(model: type[Model], key: str) -> Saver:
    """Who deleted a row."""
    return next(iter(_savers(model, key, only_deletions=True)), NOBODY)


def last_stored(model: type[Model], key: str) -> Any:  # noqa: ANN401  # a row of that table, or None
    """A deleted row as it was, from its history."""
    records = _records(model, key)
    record = records.filter(history_type="-").first() if records is not None else None
    return record.instance if record else None


def _savers(model: type[Model], key: str, *, only_deletions: bool = False) -> list[Saver]:
    records = _records(model, key)
    if records is None:
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(model), object_id=key
        )
        if only_deletions:
            entries = entries.filter(action_flag=DELETION)
        entry = entries.select_related("user").order_by("-action_time").first()
        return [_saver(entry.user, entry.action_time)] if entry else []
    if only_deletions:
        records = records.filter(history_type="-")
    record = records.select_related("history_user").first()
    return [_saver(record.history_user, record.history_date)] if record else []


def _records(model: type[Model], key: str) -> Any:  # noqa: ANN401  # a queryset of history, or None
    """Newest first; None for a table without history."""
    history, pk = getattr(model, "history", None), model._meta.pk
    if history is None:
        return None
    if not is_key(pk, key):
        return history.none()
    return history.filter(**{pk.name: key}).order_by("-history_date", "-history_id")


def is_key(key: Any, text: str) -> bool:  # noqa: ANN401  # a model's field
    """Whether a row's primary key can be written so."""
    try:
        key.run_validators(key.to_python(text))
    except ValidationError:
        return False
    return True


def _saver(user: Any, when: datetime) -> Saver:  # noqa: ANN401  # a user, or None
    if user is None:
        return Saver("", when)
    return Saver(user.get_full_name() or user.get_username(), when, user.pk)
