"""Attempts that nobody stores: made-up people, and whoever takes the quiz of the draft.

A key in the address holds the whole attempt, signed: pages, answers and days, as places in the
draft. So a preview has the same addresses as the quiz, and nothing to keep.
"""

from typing import Any

from django.core import signing
from django.utils import timezone

from roles.domain import personas, progress
from roles.domain.errors import AttemptUnknown
from roles.domain.types import Answers, Catalog
from roles.models import Attempt, CatalogVersion
from roles.models.versions import digest_of
from roles.queries.catalog import version_catalog
from roles.web.tickets import new_token

IDEAL = "ideal-"  # before the slug of a role
CLOSE, ALIKE, MIXED, RANDOM = "close", "alike", "mixed", "random"


class DraftChanged(Exception):
    """The quiz was begun with another draft."""


def new_attempt(version: CatalogVersion) -> Attempt:
    """One with its first page, still to be answered. Nobody is drawn for the panel."""
    token, catalog = new_token(), version_catalog(version)
    first = progress.page_after(catalog, [], {}, token, asks_all=True)
    return _attempt(version, token, pages=[list(first)])


def attempt_at(version: CatalogVersion, key: str) -> Attempt:
    """The attempt of an address.

    Raises:
        AttemptUnknown: when the key is neither a made-up person's nor one that we signed.
        DraftChanged: when it is of another draft.
    """
    catalog = version_catalog(version)
    sheet = _persona(catalog, key)
    if sheet is None:
        return _read(version, key)
    slugs, size = list(sheet), catalog.settings.questions_per_page
    pages = [slugs[start : start + size] for start in range(0, len(slugs), size)]
    attempt = _attempt(version, key, pages=pages, answers=dict(sheet))
    attempt.ticket = key
    return attempt


def key_of(attempt: Attempt) -> str:
    """What opens the attempt as it stands now."""
    catalog = version_catalog(attempt.version)
    places = {question.slug: place for place, question in enumerate(catalog.questions)}
    held = {
        "draft": _mark(attempt.version),
        "token": attempt.token,
        "pages": [[places[slug] for slug in page] for page in attempt.pages],
        "answers": [[places[slug], answer] for slug, answer in attempt.answers.items()],
        "more": attempt.wants_all,
        "days": attempt.day_choices,
        "skipped": attempt.days_skipped,
    }
    return _signer().sign_object(held, compress=True)


def _persona(catalog: Catalog, key: str) -> Answers | None:
    """The answers of a made-up person; None for any other key."""
    role = key.removeprefix(IDEAL)
    if key.startswith(IDEAL) and role in catalog.roles_by_slug:
        return personas.ideal_sheet(catalog, role)
    if key == CLOSE:
        one, other = personas.most_alike(catalog)
        return personas.half_and_half(catalog, one.slug, other.slug)
    return personas.personas(catalog)[key] if key in (ALIKE, MIXED, RANDOM) else None


def _read(version: CatalogVersion, key: str) -> Attempt:
    try:
        held = _signer().unsign_object(key)
    except signing.BadSignature as error:
        raise AttemptUnknown from error
    if held["draft"] != _mark(version):
        raise DraftChanged
    slugs = [question.slug for question in version_catalog(version).questions]
    attempt = _attempt(
        version,
        held["token"],
        pages=[[slugs[place] for place in page] for page in held["pages"]],
        answers={slugs[place]: answer for place, answer in held["answers"]},
        wants_all=held["more"],
        day_choices=held["days"],
        days_skipped=held["skipped"],
    )
    attempt.ticket = key
    return attempt


def _attempt(version: CatalogVersion, token: str, **fields: Any) -> Attempt:  # noqa: ANN401  # of a row
    # Without times: how fast staff clicks through says nothing.
    now = timezone.now()
    return Attempt(version=version, token=token, started_at=now, saved_at=now, **fields)


def _mark(version: CatalogVersion) -> str:
    """Tells one draft from another."""
    return digest_of(version.document_text)[:12]


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt="roles.admin.preview")
