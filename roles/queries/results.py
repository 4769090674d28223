"""Reads of public links, by whoever opens one and by their owners; and of earlier results."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

from django.db.models import Min, QuerySet
from django.db.models.functions import Length
from django.utils import timezone

from roles.domain import share
from roles.domain.dates import utc_day
from roles.domain.errors import LinkEnded, LinkUnknown
from roles.models import CatalogVersion, EndedToken, FitAnswer, Result, ShareLink
from roles.models.quiz import is_token, shared_digest
from roles.queries.catalog import kept_version, version_catalog, version_numbers

PICTURE_SIZE = Length("picture")  # in bytes, 0 for none; read without the picture itself

# --- for staff


def leader_names() -> dict[str, str]:
    """Slug and name of each role that leads a result or is in force, those in force first. A role
    that is no longer in force has its last name. One query for each leader, which the index
    answers, and one for each version back to the one that names the last of them."""
    missing = _leaders()
    names: dict[str, str] = {}
    for key in version_numbers().values():
        catalog = version_catalog(CatalogVersion.objects.get(pk=key))
        is_live = not names
        names |= {role.slug: role.name for role in catalog.roles if is_live or role.slug in missing}
        missing -= names.keys()
        if not missing:
            break
    return names


def _leaders() -> set[str]:
    """The roles that lead results, without reading them: a step in the index to each next one."""
    found = [""]
    later = Result.objects.filter
    while leader := later(leader__gt=found[-1]).aggregate(next=Min("leader"))["next"]:
        found.append(leader)
    return {*found[1:]}


# --- for whoever opens a link


def public_link(token: str, now: datetime) -> ShareLink:
    """The link of a public address with its version and with `picture_size`. One query; one more
    when there is none.

    Raises:
        LinkUnknown: when there never was one, or this is no token.
        LinkEnded: when it was switched off, ran out, or its result was deleted.
    """
    links = ShareLink.objects.defer("picture").annotate(picture_size=PICTURE_SIZE)
    link = _working(links, token, now)
    link.version = kept_version(link.version_id)
    return link


def public_picture(token: str, now: datetime) -> ShareLink:
    """The link of a public address with its `picture`, a PNG, empty when it could not be drawn,
    and `picture_site`. Queries and errors like `public_link`."""
    links = ShareLink.objects.only("picture", "picture_site", "ends_on", "ended_at")
    return _working(links, token, now)


def friends_link(token: str, own: Collection[str], now: datetime) -> ShareLink | None:
    """The link of a public address, to be seen beside results of one's own; None when it works no
    longer, or shows the result of one of the attempts with the tokens `own`. One query."""
    links = ShareLink.objects.only("token", "name").exclude(result__attempt__token__in=own)
    return links.working(now).filter(token=token).first()


def _working(links: QuerySet[ShareLink], token: str, now: datetime) -> ShareLink:
    if not is_token(token):
        raise LinkUnknown
    try:
        link = links.get(token=token)
    except ShareLink.DoesNotExist as error:
        is_ended = EndedToken.objects.filter(digest=shared_digest(token)).exists()
        raise (LinkEnded if is_ended else LinkUnknown) from error
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
    links = result.links.defer("picture", "page_cache")
    current = cache(partial(snapshot_of, result))
    return [_own_link(current, link, now) for link in links]


@dataclass(frozen=True, slots=True)
class WorkingLinks:
    count: int
    is_outdated: bool  # whether any shows the result as it was before answers were changed


def working_links(result: Result, now: datetime) -> WorkingLinks:
    """Those of a result, as its page tells them. One query."""
    current = cache(partial(snapshot_of, result))
    rows = result.links.working(now).order_by()
    shown = rows.values_list("shows_numbers", "shows_pattern", "excerpt_document")
    outdated = [
        share.parse(document) != current(numbers=numbers, pattern=pattern)
        for numbers, pattern, document in shown
    ]
    return WorkingLinks(len(outdated), any(outdated))


def fit_answer(result: Result) -> FitAnswer | None:
    """What its owner said later of their job; None when nothing. One query."""
    return FitAnswer.objects.filter(result=result).first()


def own_link(result: Result, token: str, now: datetime) -> OwnLink:
    """One of a result's links. One query.

    Raises:
        LinkUnknown: when the result has no such link.
    """
    links = result.links.defer("picture", "page_cache").annotate(picture_size=PICTURE_SIZE)
    link = links.filter(token=token).first() if is_token(token) else None
    if link is None:
        raise LinkUnknown
    return _own_link(partial(snapshot_of, result), link, now)


def _own_link(
    current: Callable[..., share.ShareSnapshot], link: ShareLink, now: datetime
) -> OwnLink:
    shown = current(numbers=link.shows_numbers, pattern=link.shows_pattern)
    return OwnLink(link, link.is_working(now), link.snapshot != shown)


def snapshot_of(result: Result, *, numbers: bool, pattern: bool) -> share.ShareSnapshot:
    """What a link to this result would show. No query when the result came with its version."""
    return share.snapshot(
        version_catalog(result.version),
        result.answers,
        result.outcome,
        scored_on=utc_day(result.finished_at),
        numbers=numbers,
        pattern=pattern,
    )


def results_of(tokens: Sequence[str]) -> list[Result]:
    """The results of attempts, in that order, with their attempts and versions. One query."""
    kept = Result.objects.kept(timezone.now())
    rows = kept.select_related("attempt").defer("page_cache").filter(attempt__token__in=tokens)
    found = list(rows)
    for result in found:
        result.version = result.attempt.version = kept_version(result.version_id)
    return sorted(found, key=lambda result: tokens.index(result.attempt.token))
