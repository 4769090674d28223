"""Writes of results and their public links: make, refresh and end a link, keep a result longer, say
what became of it.

Each works on the rows as they are stored by then, locked. All may be repeated. At the end stands
the one that deletes links which are kept no longer.
"""

import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from roles.cards.drawing import card_png
from roles.cards.layout import share_card
from roles.domain import share
from roles.domain.errors import FitNotAsked, LinkEnded, TooManyLinks, UnknownRole
from roles.models import EndedToken, FitAnswer, Result, ShareLink
from roles.models.quiz import shared_digest
from roles.pages.results.cached import shared_cache
from roles.queries.careers import content_of, current_site, public_state
from roles.queries.catalog import version_catalog
from roles.queries.results import snapshot_of
from roles.services.overwriting import overwrite_deleted
from roles.services.quiz import batches, keep_fingerprints, lock_attempts, locked_attempt
from roles.services.repeating import repeated

logger = logging.getLogger(__name__)

MOST_LINKS = 20  # that work at the same time, per result
AS_LONG_WITHIN = timedelta(days=30)  # of two last days, for both links to be as good


@repeated
def make_link(
    *,
    result: Result,
    token: str,
    shows: Mapping[str, bool],
    ends_on: date,
    now: datetime,
    name: str = "",
    reuse: bool = False,
) -> ShareLink:
    """Makes a public link that shows the result as it is now. It ends with the result at the
    latest. A second time with the same token it is the same link.

    Args:
        shows: whether to show "numbers" and "pattern".
        ends_on: the last day on which it works.
        name: shown with it; may be empty.
        reuse: gives a link instead that works, shows the same and ends about as late.

    Raises:
        TooManyLinks: when MOST_LINKS of the result work already.
        LinkEnded: when a link with that token ended so long ago that it was deleted.
        AttemptDeleted: when somebody deleted the result meanwhile.
    """
    with transaction.atomic():
        stored = _locked(result)
        if link := stored.links.filter(token=token).first():
            return link
        if EndedToken.objects.filter(digest=shared_digest(token)).exists():
            raise LinkEnded
        link = unsaved_link(stored, token, shows, min(ends_on, stored.kept_until))
        link.name, link.made_at = name, now
        if reuse and (like := _as_good(link, now)):
            return like
        if stored.links.working(now).count() >= MOST_LINKS:
            raise TooManyLinks(MOST_LINKS)
        link.save(force_insert=True)
    _draw(link)
    return link


@repeated
def refresh_link(*, link: ShareLink, now: datetime) -> ShareLink:
    """Lets a link show the result as it is now, after answers were changed.

    Raises:
        LinkEnded: when it no longer works.
        AttemptDeleted: when somebody deleted the result meanwhile.
    """
    with transaction.atomic():
        stored = _locked(link.result)
        current = stored.links.filter(pk=link.pk).first()
        if current is None or not current.is_working(now):
            raise LinkEnded
        before = current.snapshot
        _take_snapshot(current, stored)
        is_changed = current.snapshot != before
        if is_changed:  # it may be switched off in this moment
            current.page_cache = None
            current.save(update_fields=["excerpt_document", "page_cache"])
    if is_changed:
        _draw(current)
    return current


def end_link(*, link: ShareLink, now: datetime) -> ShareLink | None:
    """Switches a link off, at once and for good; its picture is deleted.

    Returns:
        The link as stored; None when it was deleted meanwhile, which ends it as well.
    """
    stored = ShareLink.objects.filter(pk=link.pk)
    stored.filter(ended_at=None).update(ended_at=now, picture=b"", page_cache=None)
    overwrite_deleted()
    return stored.first()


@repeated
def keep_result(*, result: Result, now: datetime) -> Result:
    """Puts off the day on which a result is deleted, for as long as a new one is kept.

    Raises:
        AttemptDeleted: when somebody deleted it meanwhile.
    """
    with transaction.atomic():
        stored = _locked(result)
        stored.keep(now)
        stored.save(update_fields=["kept_until"])
    return stored


@repeated
def answer_fit(*, result: Result, job: str, suits: int | None, now: datetime) -> FitAnswer:
    """Keeps what the owner of a result says on a later visit, instead of what they said before.

    Args:
        job: a role of the result's version; "" for any other job, or none.
        suits: how well it does, 1 to 5; None without a job.

    Raises:
        FitNotAsked: before the result is old enough.
        UnknownRole: when the result's version has no such role.
        AttemptDeleted: when somebody deleted it meanwhile.
    """
    with transaction.atomic():
        stored = _locked(result)
        if not stored.asks_fit(now):
            raise FitNotAsked
        if job and job not in version_catalog(stored.version).roles_by_slug:
            raise UnknownRole(job)
        answer = FitAnswer.objects.filter(result=stored).first() or FitAnswer(result=stored)
        answer.job, answer.suits, answer.answered_at = job, suits, now
        answer.save()
    return answer


@repeated
def forget_fit(*, result: Result) -> None:
    """Deletes what the owner of a result said on a later visit, if anything.

    Raises:
        AttemptDeleted: when somebody deleted it meanwhile.
    """
    with transaction.atomic():
        FitAnswer.objects.filter(result=_locked(result)).delete()
    overwrite_deleted()


def unsaved_link(result: Result, token: str, shows: Mapping[str, bool], ends_on: date) -> ShareLink:
    """What `make_link` stores, which is not stored here, without name and time."""
    link = ShareLink(
        result=result,
        version=result.version,
        token=token,
        shows_numbers=shows["numbers"],
        shows_pattern=shows["pattern"],
        ends_on=ends_on,
    )
    _take_snapshot(link, result)
    return link


def _as_good(link: ShareLink, now: datetime) -> ShareLink | None:
    """A stored link that does what this new one would."""
    same = link.result.links.working(now).filter(
        shows_numbers=link.shows_numbers,
        shows_pattern=link.shows_pattern,
        name=link.name,
        ends_on__gte=link.ends_on - AS_LONG_WITHIN,
    )
    return next(
        (row for row in same.defer("picture", "page_cache") if row.snapshot == link.snapshot), None
    )


def _locked(result: Result) -> Result:
    """The result as it is stored now; no write to its attempt runs until the transaction ends."""
    attempt = locked_attempt(result.attempt)
    stored = Result.objects.get(attempt=attempt)
    stored.attempt, stored.version = attempt, attempt.version
    return stored


def _take_snapshot(link: ShareLink, result: Result) -> None:
    shown = snapshot_of(result, numbers=link.shows_numbers, pattern=link.shows_pattern)
    link.excerpt_document = share.dump(shown)


def _draw(link: ShareLink) -> None:
    """Keeps the link's page and its preview picture."""
    link.page_cache = shared_cache(link, content_of(public_state()))
    _keep_drawn(link, page_cache=link.page_cache)
    _draw_picture(link)


def _draw_picture(link: ShareLink) -> None:
    link.picture_site = current_site().name
    try:
        card = share_card(version_catalog(link.version), link.snapshot, link.picture_site)
        link.picture = card_png(card)
    except ValueError as letters:
        logger.warning("A public link has the picture of no result: %s", letters)
        link.picture = b""
    except Exception:  # a link is worth having without its picture, whatever the library raises
        logger.exception("The picture of a public link could not be drawn")
        link.picture = b""
    _keep_drawn(link, picture=link.picture, picture_site=link.picture_site)


def _keep_drawn(link: ShareLink, **drawn: bytes | str) -> None:
    """Unless it was switched off meanwhile."""
    ShareLink.objects.filter(pk=link.pk, ended_at=None).update(**drawn)


def current_picture(*, link: ShareLink) -> bytes:
    """The preview picture of a link that works, drawn anew when the site has another name by now.
    Empty when it cannot be drawn."""
    if link.picture_site != current_site().name:
        _draw_picture(link)
    return bytes(link.picture)


def delete_old_links(*, now: datetime, dry_run: bool) -> int:
    """Deletes links settings.ENDED_LINK_KEPT_DAYS after they were switched off or ran out; their
    owners see them no more. A batch at a time, like `services.quiz.delete_unfinished`.

    Returns:
        How many; in a dry run, which deletes nothing, how many it would be.
    """
    then = now - timedelta(days=settings.ENDED_LINK_KEPT_DAYS)
    old = ShareLink.objects.filter(ended_at__lt=then) | ShareLink.objects.expired(then)
    if dry_run:
        return old.count()
    count = 0
    for keys in batches(old):
        with transaction.atomic():
            links = ShareLink.objects.filter(pk__in=keys)
            lock_attempts(links.values_list("result__attempt", flat=True))
            tokens = list(links.values_list("token", flat=True))
            keep_fingerprints(map(shared_digest, tokens))
            links.delete()
        count += len(tokens)
    return count
