"""Reads of public links, by whoever opens one and by their owners; and of a browser's results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Subquery
from django.utils import timezone

from roles.cookies import remembered
from roles.domain import excerpts
from roles.domain.dates import utc_day
from roles.domain.errors import LinkEnded, LinkUnknown
from roles.models import CatalogVersion, EndedToken, Result, ShareLink
from roles.models.quiz import shared_digest
from roles.selectors.catalog import text_catalog, version_catalog
from roles.selectors.results.shared import SharedPage, shared_page
from roles.tickets import is_token

# --- for whoever opens a link


def public_page(token: str, now: datetime) -> tuple[ShareLink, SharedPage]:
    """The link of a public address, and what it shows. One query; one more when there is none.

    Raises:
        LinkUnknown: when there never was one, or this is no token.
        LinkEnded: when it was switched off, ran out, or its result was deleted.
    """
    live = CatalogVersion.objects.live().values("document_text")
    links = ShareLink.objects.select_related("version").defer("picture")
    link = _working(links.annotate(live_text=Subquery(live)), token, now)
    linked = [role.slug for role in text_catalog(link.live_text).roles]  # type: ignore[attr-defined]  # annotated above
    return link, shared_page(version_catalog(link.version), link.excerpt, linked)


def public_picture(token: str, now: datetime) -> bytes:
    """The preview picture of a public address, a PNG; empty when it could not be drawn. Queries
    and errors like `public_page`."""
    links = ShareLink.objects.only("picture", "ends_on", "ended_at")
    return bytes(_working(links, token, now).picture)


def _working(links: QuerySet[ShareLink], token: str, now: datetime) -> ShareLink:
    if not is_token(token):
        raise LinkUnknown
    link = links.filter(token=token).first()
    if link is None and EndedToken.objects.filter(digest=shared_digest(token)).exists():
        raise LinkEnded
    if link is None:
        raise LinkUnknown
    if not link.is_working(now):
        raise LinkEnded
    return link


# --- for its owner


@dataclass(frozen=True, slots=True)
class OwnLink:
    """A public link as its owner sees it."""

    link: ShareLink
    is_working: bool
    is_outdated: bool  # whether it shows the result as it was before answers were changed


def own_links(result: Result, now: datetime) -> list[OwnLink]:
    """All links of a result, the newest first. One query."""
    links = result.links.defer("picture")
    return [_own_link(result, link, now) for link in links]


def own_link(result: Result, token: str, now: datetime) -> OwnLink:
    """One of a result's links. One query.

    Raises:
        LinkUnknown: when the result has no such link.
    """
    links = result.links.defer("picture")
    link = links.filter(token=token).first() if is_token(token) else None
    if link is None:
        raise LinkUnknown
    return _own_link(result, link, now)


def _own_link(result: Result, link: ShareLink, now: datetime) -> OwnLink:
    current = excerpt_of(result, numbers=link.shows_numbers, pattern=link.shows_pattern)
    return OwnLink(link, link.is_working(now), link.excerpt != current)


def excerpt_of(result: Result, *, numbers: bool, pattern: bool) -> excerpts.Excerpt:
    """What a link to this result would show. No query when the result came with its version."""
    return excerpts.excerpt(
        version_catalog(result.version),
        result.answers,
        result.outcome,
        scored_on=utc_day(result.finished_at),
        numbers=numbers,
        pattern=pattern,
    )


def own_page(result: Result) -> SharedPage:
    """A result of one's own, to be set beside another: all that a link could show."""
    shown = excerpt_of(result, numbers=True, pattern=True)
    return shared_page(version_catalog(result.version), shown)


def earlier_results(cookies: Mapping[str, str]) -> list[Result]:
    """The results that a browser remembers, the last finished first, with their attempts and
    versions. One query when it remembers any attempt."""
    tokens = remembered(cookies).tokens
    if not tokens:
        return []
    kept = Result.objects.kept(timezone.now())
    found = kept.select_related("attempt", "version").filter(attempt__token__in=tokens)
    return sorted(found, key=lambda result: tokens.index(result.attempt.token))
