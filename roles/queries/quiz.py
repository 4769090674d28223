"""Reads of attempts by their tokens."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.db.models import Exists, F, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from roles.domain import progress, types
from roles.domain.dates import is_over
from roles.domain.errors import AttemptDeleted, AttemptUnknown
from roles.models import Attempt, CatalogVersion, EndedToken, Result
from roles.models.quiz import token_digest
from roles.queries.catalog import kept_version, version_catalog


def stored_attempt(token: str, *, with_result: bool = True) -> Attempt:
    """The attempt of a token, with its version and its result, if it has one. One query; the first
    of each version in a process reads that as well.

    Args:
        with_result: False leaves out the result, which takes half as long.

    Raises:
        AttemptUnknown: when there is none.
        AttemptDeleted: when it was deleted, or its result is kept no longer.
    """
    return _not_overdue(_stored(token, with_result=with_result) or _never_stored(token))


def unsaved_attempt(token: str, version_number: int, *, with_result: bool = True) -> Attempt:
    """The attempt of a token, begun or not. Before its first answers it is not saved yet: it comes
    with its first page. One query when it has begun, two when it has not.

    Raises:
        AttemptUnknown: when there is no such version.
        AttemptDeleted: as in `stored_attempt`.
    """
    if attempt := _stored(token, with_result=with_result):
        return _not_overdue(attempt)
    ended = EndedToken.objects.filter(digest=token_digest(token))
    versions = CatalogVersion.objects.filter(number=version_number).values_list("pk", Exists(ended))
    for pk, is_ended in versions:
        if is_ended:
            raise AttemptDeleted
        return fresh_attempt(token, kept_version(pk))
    raise AttemptUnknown


def current_attempt(token: str) -> Attempt | None:
    """The attempt of a token that a browser remembers; None when it is gone. One query."""
    attempt = _stored(token)
    return None if attempt is None or _is_overdue(attempt) else attempt


def result_of(attempt: Attempt) -> Result | None:
    """The attempt's result with its version; None before it is finished. No query for what the
    above return."""
    result: Result | None = getattr(attempt, "result", None)
    if result is not None:
        result.version = attempt.version
    return result


def day_pairs(attempt: Attempt) -> tuple[types.DayPair, ...]:
    """The pairs of days that the attempt may choose from in the second step; () when it is not
    open. No query."""
    if attempt.needed_page is not None:
        return ()
    return progress.day_pairs(
        version_catalog(attempt.version),
        attempt.sheet,
        attempt.question_seconds,
        attempt.token,
        is_panel=attempt.is_panel,
        choices=attempt.choices,
    )


def _is_overdue(attempt: Attempt) -> bool:
    kept_until: date | None = attempt.kept_until  # type: ignore[attr-defined]  # see _stored
    return kept_until is not None and is_over(kept_until, timezone.now())


def _not_overdue(attempt: Attempt) -> Attempt:
    if _is_overdue(attempt):
        raise AttemptDeleted
    return attempt


def _stored(token: str, *, with_result: bool = True) -> Attempt | None:
    attempts: Iterable[Attempt]
    if with_result:
        attempts = _attempts(token).select_related("result")
    else:
        attempts = Attempt.objects.raw(_attempt_sql(), [token])
    for attempt in attempts:
        attempt.version = kept_version(attempt.version_id)
        return attempt
    return None


def _attempts(token: str) -> QuerySet[Attempt]:
    attempts: QuerySet[Attempt] = Attempt.objects.annotate(kept_until=F("result__kept_until"))
    return attempts.filter(token=token).order_by()


@cache
def _attempt_sql() -> str:
    """What reads an attempt: Django takes twice as long to write it as the database to answer."""
    return _attempts("").query.sql_with_params()[0]


def _never_stored(token: str) -> Attempt:
    if EndedToken.objects.filter(digest=token_digest(token)).exists():
        raise AttemptDeleted
    raise AttemptUnknown


def fresh_attempt(token: str, version: CatalogVersion) -> Attempt:
    """An attempt with its first page, which nobody has answered yet; not saved. No query."""
    catalog = version_catalog(version)
    first = progress.page_after(catalog, [], {}, token, asks_all=True)
    is_panel = progress.is_drawn_for_panel(catalog, token)
    language = get_language() or ""
    pages = [list(first)]
    return Attempt(token=token, version=version, pages=pages, is_panel=is_panel, language=language)
